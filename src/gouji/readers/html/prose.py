"""The elements of a page as paragraphs and tables in their order."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from lxml import etree

from gouji.model.frozen import frozen

Element: TypeAlias = etree._Element  # noqa: SLF001  # lxml gives it no other name

DEEPEST = 256
"""Elements within one another beyond that are no page."""


def names(listed: str) -> frozenset[str]:
    """The names in a list with blanks between them."""
    return frozenset(listed.split())


_BLOCKS = names(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main "
    "menu nav ol optgroup option p plaintext pre search section summary table tbody td tfoot th "
    "thead tr ul"
)
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_KEPT_LINES = frozenset(["pre", "listing", "plaintext"])
_WIDE = "\u2e80-\u303e\u3041-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60\uffe0-\uffe6"
_BETWEEN_WIDE = re.compile(f"(?<=[{_WIDE}])[\t\r ]*\n\\s*(?=[{_WIDE}])")


class TooDeepError(ValueError):
    """Elements stand within one another more than `DEEPEST` deep."""


@dataclass(slots=True)
class Prose:
    """A paragraph: its lines as the page breaks them, and what of it is a link."""

    lines: list[str] = field(default_factory=list)
    linked: int = 0
    """So many of its characters lead elsewhere."""
    links: int = 0
    heading: bool = False
    gaps: list[int] = field(default_factory=list)
    """Empty lines above each line."""


@frozen
class Table:
    """A table as it stands, not laid out yet."""

    element: Element


Block: TypeAlias = Prose | Table


def blocks(element: Element) -> Sequence[Block]:
    """The paragraphs and tables within an element; TooDeepError where it is nested too deep."""
    flow = _Flow()
    flow.inside(element, 0)
    flow.paragraph_ends()
    return flow.blocks


def loose_blocks(element: Element | str) -> Sequence[Block]:
    """The same of an element with itself, or of a text."""
    flow = _Flow()
    if isinstance(element, str):
        flow.say(element)
    else:
        flow.element(element, 0)
    flow.paragraph_ends()
    return flow.blocks


def text_of(element: Element) -> str:
    """Everything that an element prints."""
    return etree.tostring(element, encoding="unicode", method="text", with_tail=False)


def tidy(text: str) -> str:
    r"""A text with one blank between words, and none where a line of Chinese goes on in the next.

    >>> tidy("  受理\n      申请 3  件 ")
    '受理申请 3 件'
    """
    if "\n" in text:
        text = _BETWEEN_WIDE.sub("", text)
    return " ".join(text.split())


@dataclass(slots=True)
class _Flow:
    blocks: list[Block] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    current: Prose = field(default_factory=Prose)
    gap: int = 0
    link: bool = False
    kept: bool = False
    heading: bool = False

    def inside(self, element: Element, depth: int) -> None:
        """The text and the elements within one."""
        if depth > DEEPEST:
            raise TooDeepError
        if element.text:
            self.say(element.text)
        for child in element:
            self.element(child, depth)
            if child.tail:
                self.say(child.tail)

    def element(self, element: Element, depth: int) -> None:
        tag = element.tag
        if tag == "br":
            self.line_ends()
        elif tag == "table":
            self.paragraph_ends()
            self.blocks.append(Table(element))
        elif tag in _BLOCKS:
            self.block(element, depth)
        elif tag == "a" and element.get("href") is not None:
            self.current.links += 1
            self.link, before = True, self.link
            self.inside(element, depth + 1)
            self.link = before
        else:
            self.inside(element, depth + 1)

    def block(self, element: Element, depth: int) -> None:
        self.paragraph_ends()
        before = self.kept, self.heading
        self.kept = self.kept or element.tag in _KEPT_LINES
        self.heading = self.heading or element.tag in _HEADINGS
        self.inside(element, depth + 1)
        self.paragraph_ends()
        self.kept, self.heading = before

    def say(self, text: str) -> None:
        if self.kept and "\n" in text:
            first, *others = text.split("\n")
            self.words.append(first)
            for line in others:
                self.line_ends()
                self.words.append(line)
            return
        self.words.append(text)
        if self.link:
            self.current.linked += len("".join(text.split()))

    def line_ends(self) -> None:
        words = "".join(self.words)
        self.words.clear()
        line = tidy(words)
        if not line:
            self.gap += 1
            return
        # The indentation is what shows that a line begins a paragraph.
        lead = "\u3000" if words.lstrip(" \t\r\n")[0].isspace() else ""
        self.current.lines.append(lead + line)
        self.current.gaps.append(self.gap)
        self.gap = 0

    def paragraph_ends(self) -> None:
        if self.words:
            self.line_ends()
        self.gap = 0
        if self.current.lines:
            self.current.heading = self.heading
            self.blocks.append(self.current)
        if self.current.lines or self.current.links:
            self.current = Prose()
