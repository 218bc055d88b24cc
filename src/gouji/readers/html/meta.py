"""What a page states of itself beside its text: title, day of publication, agency."""

from collections.abc import Iterator
from typing import cast

from gouji.model.locator import Locator
from gouji.readers.compose import Piece
from gouji.readers.document import Fact
from gouji.readers.html.prose import Element, tidy

_NAMES = {
    Fact.TITLE: ("articletitle", "og:title", "dc.title", "title"),
    Fact.PUBLISHED: (
        "pubdate",
        "publishdate",
        "publish_date",
        "publishtime",
        "article:published_time",
        "dc.date",
        "dcterms.created",
    ),
    Fact.AGENCY: ("contentsource", "source", "publisher", "dc.publisher"),
}
"""Fact → the names under which pages state it, the most telling first."""


def stated(root: Element) -> Iterator[tuple[Fact, Piece]]:
    """Every fact that a page states, the most telling statement of each first."""
    found: dict[str, Piece] = {}
    for meta in root.iter("meta"):
        name = meta.get("name") or meta.get("property") or ""
        content = tidy(meta.get("content") or "")
        if content:
            found.setdefault(name.lower(), Piece(content, _line(meta)))
    for fact, names in _NAMES.items():
        for name in names:
            if name in found:
                yield fact, found[name]
    for title in root.iter("title"):
        text = tidy(title.text or "")
        if text:
            yield Fact.TITLE, Piece(text, _line(title))
        return


def _line(element: Element) -> Locator:
    return Locator(line=cast("int | None", element.sourceline))
