"""XML as elements that know their place.

Expat tells the offset of every tag and every text; a document type, and with it every entity of
its own, is refused before it is read, and nothing is fetched from anywhere.
"""

import bisect
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from xml.parsers import expat

from gouji.model.diagnostic import Diagnostic
from gouji.model.span import Source, Span
from gouji.readers import limits
from gouji.readers.xml import problems
from gouji.readers.xml.names import BETWEEN, Namespaces

DEEPEST = 64
MOST_ELEMENTS = 300_000
"""Twenty times as many as the largest report known."""
_TAG = re.compile(r"""<(?:[^"'>]|"[^"]*"|'[^']*')*>""")
"""A tag: values of its attributes may hold > as well."""
_OF_XML = (
    "{http://www.w3.org/XML/1998/namespace}",
    "{http://www.w3.org/2001/XMLSchema-instance}",
)
"""Attributes that speak to whoever reads the format, not to whoever reads the report."""
FEW = 8
"""So many children are looked through each time."""
SNIFFED = 200
"""So many characters show what a text is that is no XML."""


@dataclass(slots=True, eq=False)
class Element:
    """An element; its name and those of its attributes are by the prefixes of whoever reads it."""

    name: str
    parent: "Element | None"
    attributes: Mapping[str, str]
    start: int
    """The offset of its first tag."""
    children: "list[Element]" = field(default_factory=list)
    end: int = 0
    """The offset of its last tag; of an empty element that of its only one."""
    texts: list[str] = field(default_factory=list)
    """The characters in it, with a line break in place of each child amid them."""
    text_at: int = -1
    """The offset of the first of them."""
    read: bool = False
    """Whether something has been made of its characters."""
    attributes_read: "set[str] | None" = None
    """The attributes of which something has been made."""
    index: "dict[tuple[str, str], dict[str, dict[Element, list[Element]]]] | None" = None
    """What its children hold at a path, once somebody has asked: text → child → where."""
    by_name: "dict[str, list[Element]] | None" = None
    """Its children by their names, once somebody has asked for those of many."""

    def named(self, name: str) -> "Sequence[Element]":
        """Its children of a name, in order."""
        if len(self.children) <= FEW:
            return [child for child in self.children if child.name == name]
        if self.by_name is None:
            self.by_name = {}
            for child in self.children:
                self.by_name.setdefault(child.name, []).append(child)
        return self.by_name.get(name, ())

    @property
    def text(self) -> str:
        """Its characters, without the blanks around them."""
        return "".join(self.texts).strip()

    @property
    def attributes_left(self) -> Iterator[str]:
        """The attributes that say something of which nothing has been made."""
        for name, value in self.attributes.items():
            read = name in (self.attributes_read or ()) or name.startswith(_OF_XML)
            if not read and value.strip():
                yield name

    def read_all(self) -> None:
        """Count all that it holds itself as read."""
        self.read = True
        self.attributes_read = set(self.attributes)

    def walk(self) -> "Iterator[Element]":
        """The element and all below it, in order."""
        pending = [self]
        while pending:
            element = pending.pop()
            yield element
            pending.extend(reversed(element.children))


@dataclass(frozen=True)
class Tree:
    """The elements of a text, and the way from them back to the text."""

    source: Source
    root: Element

    def place(self, element: Element, attribute: str | None = None) -> Span:
        """The printed characters of an element; its first tag for an attribute, or if it holds none."""
        if attribute is not None or element.text_at < 0:
            return self.tag(element)
        start, end = self.offset(element.text_at), self.offset(element.end)
        raw = self.source.text[start:end]
        inner = len(raw) - len(raw.lstrip())
        return Span(self.source, start + inner, start + max(inner + 1, len(raw.rstrip())))

    def tag(self, element: Element) -> Span:
        """The first tag of an element."""
        start = self.offset(element.start)
        match = _TAG.match(self.source.text, start)
        return Span(self.source, start, match.end() if match else len(self.source.text))

    def offset(self, at: int) -> int:
        """The character at a byte of the text in UTF-8."""
        if not self._wide:
            return at
        before = bisect.bisect_right(self._wide, at) - 1
        return at - self._extra[before] if before >= 0 else at

    @cached_property
    def _wide(self) -> Sequence[int]:
        """The byte behind each character that takes more than one."""
        return [] if self.source.text.isascii() else self._widths[0]

    @cached_property
    def _extra(self) -> Sequence[int]:
        """How many bytes more than characters there are up to each of these."""
        return self._widths[1]

    @cached_property
    def _widths(self) -> tuple[list[int], list[int]]:
        behind: list[int] = []
        extra: list[int] = []
        more = 0
        for at, character in enumerate(self.source.text):
            width = len(character.encode())
            if width > 1:
                more += width - 1
                behind.append(at + 1 + more)
                extra.append(more)
        return behind, extra


def is_web_page(text: str) -> bool:
    """Whether a text begins as HTML does."""
    begins = text[:SNIFFED].lstrip("\ufeff \t\r\n").lower()
    return begins.startswith(("<html", "<!doctype html"))


class _StoppedError(Exception):
    """Reading ends here: all that was wanted is known, or something is wrong."""

    def __init__(self, problem: Diagnostic | None = None) -> None:
        super().__init__()
        self.problem = problem


def parse(source: Source, namespaces: Namespaces) -> Tree | Diagnostic:
    """The elements of a text, or why there are none."""
    return _Reader(source, namespaces).tree()


def root_name(source: Source, namespaces: Namespaces) -> str | Diagnostic:
    """The name of the outermost element, or why there is none; the rest is not looked at."""
    found = _Reader(source, namespaces, only_root=True).tree()
    return found if isinstance(found, Diagnostic) else found.root.name


class _Reader:
    def __init__(self, source: Source, namespaces: Namespaces, *, only_root: bool = False) -> None:
        self.source = source
        self.named = namespaces.name
        self.only_root = only_root
        self.root: Element | None = None
        self.inner: Element | None = None
        """The innermost element that is open."""
        self.depth = self.count = 0
        self.parser = expat.ParserCreate("utf-8", BETWEEN)
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters
        self.parser.StartDoctypeDeclHandler = self._doctype

    def tree(self) -> Tree | Diagnostic:
        try:
            self.parser.Parse(self.source.text.encode("utf-8", "replace"), True)  # noqa: FBT003  # takes no keyword
        except _StoppedError as stop:
            if stop.problem is not None:
                return stop.problem
        except expat.ExpatError as error:
            return self._malformed(error)
        if self.root is None:
            return problems.no_xml(Span(self.source, 0, 0), expat.errors.XML_ERROR_NO_ELEMENTS)
        return Tree(self.source, self.root)

    def _malformed(self, error: expat.ExpatError) -> Diagnostic:
        place = self._here(self.parser.ErrorByteIndex)
        if is_web_page(self.source.text):
            return problems.web_page(place)
        return problems.no_xml(place, expat.ErrorString(error.code) or str(error))

    def _here(self, at: int) -> Span:
        bytes_before = self.source.text.encode("utf-8", "replace")[: max(at, 0)]
        before = len(bytes_before.decode(errors="ignore"))
        return Span(self.source, before, min(before + 1, len(self.source.text)))

    def _doctype(self, name: str, *_: object) -> None:
        place = self._here(self.parser.CurrentByteIndex)
        if name.lower() == "html":
            raise _StoppedError(problems.web_page(place))
        raise _StoppedError(problems.document_type(place))

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.count += 1
        self.depth += 1
        at = self.parser.CurrentByteIndex
        if self.depth > DEEPEST:
            raise _StoppedError(limits.too_deep(DEEPEST, self._here(at)))
        if self.count > MOST_ELEMENTS:
            raise _StoppedError(limits.too_much(limits.ELEMENTS, MOST_ELEMENTS, self._here(at)))
        if attributes:
            attributes = {self.named(key): value for key, value in attributes.items()}
        element = Element(self.named(name), self.inner, attributes, at)
        if self.inner is None:
            self.root = element
        else:
            self.inner.children.append(element)
            if self.inner.texts and not self.inner.texts[-1].isspace():
                self.inner.texts.append("\n")
        self.inner = element
        if self.only_root:
            raise _StoppedError

    def _end(self, _: str) -> None:
        assert self.inner is not None
        self.depth -= 1
        self.inner.end = self.parser.CurrentByteIndex
        self.inner = self.inner.parent

    def _characters(self, text: str) -> None:
        assert self.inner is not None
        if self.inner.text_at < 0:
            self.inner.text_at = self.parser.CurrentByteIndex
        self.inner.texts.append(text)
