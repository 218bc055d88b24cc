"""From the text of a page to the tree of its elements, without those that print nothing."""

import re
from collections.abc import Sequence

from lxml import etree

from gouji.model.frozen import frozen
from gouji.readers.html.prose import Element, text_of
from gouji.readers.html.source import UNPRINTED

_NO_TEXT = ("noscript", "template", "button", "datalist", "xml")
"""Elements whose text is not the page's."""
_PICTURES = ("object", "svg", "canvas", "audio", "video")
"""Their text is shown only where they cannot be."""
_AROUND = ("nav", "footer", "aside", "menu")
_HIDDEN = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*(?:all|screen))"
)
_HIDING = ("display", "visibility", "mso-hide")
"""Where a style names none of these, it hides nothing."""
_TAKEN_OUT = "taken-out"
_FIGURE = re.compile("[0-9０-９]")


@frozen
class Tree:
    """The elements of a page."""

    root: Element
    fatal: bool
    """Whether the parser gave up before the end."""


def parse(text: str) -> Tree | None:
    """The elements of a page; None where the parser finds none."""
    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None
    fatal = any(error.level == etree.ErrorLevels.FATAL for error in parser.error_log)
    return None if root is None else Tree(root, fatal)


def take_out_unprinted(root: Element) -> None:
    """Remove scripts and the like, and what stands in text fields."""
    _empty(root, "textarea")
    gone = [name for name in UNPRINTED if name != "textarea"]
    etree.strip_elements(root, *gone, with_tail=False)


def prune(root: Element, text: str) -> None:
    """Take out what prints nothing, what is hidden, and what stands around the content of a page."""
    etree.strip_elements(root, *_NO_TEXT, with_tail=False)
    _empty(root, "select", *_PICTURES)
    lower = text.lower()
    if any(word in lower for word in (*_HIDING, "hidden")):
        hides = _Hides()
        _take_out(
            root,
            [e for e in root.iter() if hides[e.get("style")] or e.get("hidden") is not None],
        )
    around = (e for e in root.iter(*_AROUND) if not _shows_figures(e) and _is_around(e))
    _take_out(root, list(around))


def _empty(root: Element, *tags: str) -> None:
    """Take out what stands in elements, but not these."""
    for element in list(root.iter(*tags)):
        element.text = None
        for child in list(element):
            element.remove(child)


class _Hides(dict[str | None, bool]):
    """Style → whether it hides its element: told once for each."""

    def __missing__(self, style: str | None) -> bool:
        """What the style does."""
        hides = self[style] = style is not None and _HIDDEN.search(style.lower()) is not None
        return hides


def _is_around(element: Element) -> bool:
    inside = next(element.iterancestors("article", "main"), None) is not None
    if element.tag in {"nav", "menu"}:
        return True
    return not inside and "。" not in text_of(element)


def _shows_figures(element: Element) -> bool:
    return any(_FIGURE.search(text_of(cell)) for cell in element.iter("td", "th"))


def _take_out(root: Element, elements: Sequence[Element]) -> None:
    """Remove elements, but not the text behind them."""
    for element in elements:
        if element is not root:
            element.tag = _TAKEN_OUT
    if elements:
        etree.strip_elements(root, _TAKEN_OUT, with_tail=False)
