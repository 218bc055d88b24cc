"""What the cells of a workbook print."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from gouji.model.frozen import frozen
from gouji.model.wording import Wording
from gouji.readers.office_problems import WHY_STRUCK
from gouji.readers.package import whole
from gouji.readers.raised import shifted
from gouji.readers.xlsx import problems
from gouji.readers.xlsx.formats import decimal, shown
from gouji.readers.xlsx.names import S
from gouji.readers.xlsx.styles import PLAIN, Style, is_struck

if TYPE_CHECKING:
    from lxml import etree

_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


class DamagedError(Exception):
    """A cell refers to what the workbook does not have."""


@frozen
class Text:
    """What a cell prints, and why it is no value."""

    text: str = ""
    doubt: Wording | None = None


@dataclass(frozen=True)
class Book:
    """What the cells of all sheets refer to."""

    strings: "Sequence[etree._Element]"
    styles: Sequence[Style]
    since_1904: bool
    stale: bool
    """Whether what formulas have come to is to be worked out anew when the workbook is opened."""
    _known: dict[int, Text] = field(default_factory=dict, compare=False)

    @cached_property
    def _kinds(self) -> frozenset[str]:
        return frozenset(["str", "d"])

    def text(self, cell: "etree._Element") -> Text:
        """What a cell prints."""
        style = self._style(cell)
        kind = cell.get("t", "n")
        stored = cell.findtext(f"{S}v")
        formula = cell.find(f"{S}f") is not None
        if kind == "inlineStr":
            found = rich(cell.find(f"{S}is"))
        elif stored is None or (stored == "" and formula):
            found = Text("", problems.WHY_NO_RESULT) if formula else Text()
        elif kind == "s":
            found = self._string(stored)
        elif kind in self._kinds:
            found = Text(unescaped(stored).strip())
        elif kind == "b":
            found = Text("TRUE" if stored.strip() == "1" else "FALSE")
        elif kind == "e":
            found = Text(stored, problems.WHY_ERROR)
        else:
            found = self._number(stored, style)
        if formula and self.stale and found.text:
            found = Text(found.text, found.doubt or problems.WHY_STALE)
        if style.struck and found.text:
            found = Text(found.text, found.doubt or WHY_STRUCK)
        return found

    def _style(self, cell: "etree._Element") -> Style:
        at = whole(cell.get("s", "0"))
        if at is not None and at < len(self.styles):
            return self.styles[at]
        if at == 0:
            return PLAIN
        raise DamagedError

    def _string(self, stored: str) -> Text:
        at = whole(stored.strip())
        if at is None or at >= len(self.strings):
            raise DamagedError
        if at not in self._known:
            self._known[at] = rich(self.strings[at])
        return self._known[at]

    def _number(self, stored: str, style: Style) -> Text:
        number = decimal(stored)
        if number is None:
            return Text(stored.strip(), problems.WHY_NO_NUMBER)
        code = style.format
        text = None if code is None else shown(number, code, since_1904=self.since_1904)
        if text is None:
            return Text(f"{number:f}", problems.WHY_FORMAT)
        return Text(text, None if text else problems.WHY_HIDDEN)


def rich(element: "etree._Element | None") -> Text:
    """A text that may change its look amid; how it is pronounced is left out."""
    if element is None:
        return Text()
    parts: list[str] = []
    struck = False
    for child in element:
        if child.tag == f"{S}t":
            parts.append(unescaped(child.text or ""))
        elif child.tag == f"{S}r":
            text = unescaped(child.findtext(f"{S}t") or "")
            look = child.find(f"{S}rPr")
            if look is not None:
                struck |= bool(text.strip()) and is_struck(look)
                shift = look.find(f"{S}vertAlign")
                text = text if shift is None else shifted(text, shift.get("val"))
            parts.append(text)
    return Text("".join(parts).strip(), WHY_STRUCK if struck else None)


def unescaped(text: str) -> str:
    """A text with the characters that XML cannot hold."""
    if "_x" not in text:
        return text
    return (
        _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
        .replace("\r\n", "\n")
        .replace("\r", "\n")
    )
