"""The numbers that Word prints before numbered paragraphs; the text of a document lacks them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gouji.model.frozen import frozen
from gouji.readers.docx.names import MC, W, number, properties, switch, value
from gouji.readers.docx.numerals import printed
from gouji.readers.docx.styles import Styles
from gouji.readers.package import whole

if TYPE_CHECKING:
    from lxml import etree

_PLACE = re.compile("%([1-9])")
_ASCII_END = 0x2E80
"""Behind a character from here on, a full-width one, no gap is put."""


@frozen
class Level:
    """How the paragraphs of a level are numbered."""

    start: int
    kind: str
    text: str
    """With %1 for the number of the first level, and so on."""
    gap: str
    """tab, space or nothing."""
    decimal: bool
    """Whether the numbers of all levels are printed as plain figures."""
    restart: int | None
    """The level at which this one begins anew, from 1; 0 for none, None for every one above."""


@frozen
class _List:
    """What a numbered paragraph refers to: the count it takes part in, and what it changes."""

    count: str
    levels: Mapping[int, Level]
    starts: Mapping[int, int]


@dataclass(slots=True)
class Numbering:
    """The numbering of a document, with the counts as far as it has been read."""

    lists: Mapping[str, _List]
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)
    unknown: set[str] = field(default_factory=set)
    """Kinds of numerals that were met and are not known."""

    def next(self, list_id: str, level: int) -> str:
        """What is printed before the next paragraph of a list, with the gap behind it."""
        own = self.lists.get(list_id)
        if own is None or level not in own.levels:
            return ""
        counts = self.counts.setdefault(own.count, {})
        if level in own.starts and (list_id, level) not in self.begun:
            counts[level] = own.starts[level]
        else:
            counts[level] = counts.get(level, own.levels[level].start - 1) + 1
        self.begun.add((list_id, level))
        for above in range(level):
            if above in own.levels:
                counts.setdefault(above, own.levels[above].start)
        for below in [each for each in counts if each > level]:
            restart = own.levels[below].restart if below in own.levels else None
            if restart is None or level < restart:
                del counts[below]
        return self._printed(own, level, counts)

    def _printed(self, own: _List, level: int, counts: Mapping[int, int]) -> str:
        form = own.levels[level]
        if form.kind == "bullet":
            return ""
        text = form.text
        for place in sorted(set(_PLACE.findall(text))):
            at = int(place) - 1
            kind = own.levels[at].kind if at in own.levels else "decimal"
            numeral = printed(counts.get(at, 0), "decimal" if form.decimal else kind)
            if numeral is None:
                self.unknown.add(kind)
                return ""
            text = text.replace(f"%{place}", numeral)
        if not text or form.gap == "nothing" or ord(text[-1]) >= _ASCII_END:
            return text
        return text + ("\t" if text[-1].isalnum() else " ")


def numbering(root: "etree._Element | None", styles: Styles) -> Numbering:
    """The numbering that a document defines."""
    if root is None:
        return Numbering({})
    counts = {found.get(f"{W}abstractNumId", ""): found for found in root.iter(f"{W}abstractNum")}
    lists = {}
    for element in root.iter(f"{W}num"):
        count = _followed(value(properties(element), "abstractNumId") or "", root, counts, styles)
        own = counts.get(count)
        levels = {} if own is None else dict(_levels(own))
        starts = {}
        for override in element.iter(f"{W}lvlOverride"):
            at = whole(override.get(f"{W}ilvl"))
            start = number(properties(override), "startOverride")
            levels |= dict(_levels(override))
            if at is not None and start is not None:
                starts[at] = start
        lists[element.get(f"{W}numId", "")] = _List(count, levels, starts)
    return Numbering(lists)


def _followed(
    count: str, root: "etree._Element", counts: "Mapping[str, etree._Element]", styles: Styles
) -> str:
    """The definition itself, where one refers to a style of lists that has it."""
    seen = set[str]()
    while count not in seen and count in counts:
        seen.add(count)
        link = value(properties(counts[count]), "numStyleLink")
        if link is None:
            return count
        list_id = styles.list_of(link)[0]
        found = (n for n in root.iter(f"{W}num") if n.get(f"{W}numId") == list_id)
        count = value(properties(next(found, None)), "abstractNumId") or ""
    return count


def _levels(element: "etree._Element") -> Iterator[tuple[int, Level]]:
    for found in element.iter(f"{W}lvl"):
        at = whole(found.get(f"{W}ilvl"))
        if at is None:
            continue
        stated = properties(found)
        start, text = number(stated, "start"), value(stated, "lvlText")
        yield (
            at,
            Level(
                start=0 if start is None else start,
                kind=_kind(found),
                text=text or "",
                gap=value(stated, "suff") or "tab",
                decimal=bool(switch(stated, "isLgl")),
                restart=number(stated, "lvlRestart"),
            ),
        )


def _kind(level: "etree._Element") -> str:
    """The kind of numerals; one that Word alone knows has one for other programs beside it."""
    stated = value(properties(level), "numFmt")
    if stated is None:
        path = f"{MC}AlternateContent/{MC}Fallback/{W}numFmt"
        other = level.find(path)
        stated = "decimal" if other is None else other.get(f"{W}val", "decimal")
    return stated
