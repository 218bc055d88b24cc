"""Characters in lines: what stands beside each other, and how far apart."""

from collections.abc import Iterable, Sequence
from operator import attrgetter

from gouji.model.frozen import frozen
from gouji.readers.pdf.page import Area, Glyph, around, turned

_BLANK_BETWEEN_WORDS = 0.15
"""So much of the size of the font stands between two words ..."""
_BLANK = 0.4
"""... and so much where both characters are wide, which are spread to fill a line."""
_APART = 1.5
"""So much sets the cells of a row apart."""
_SAME_LINE = 0.5
_LEFT = attrgetter("left")
_OUTER = 14.0
"""The margins of a cell, at most."""


@frozen
class Run:
    """Characters without a large gap between them."""

    text: str
    area: Area
    lost: bool


@frozen
class Printed:
    """A line of print: its runs from left to right."""

    runs: tuple[Run, ...]
    area: Area

    @property
    def text(self) -> str:
        """The words, with a blank for every gap."""
        return " ".join(run.text for run in self.runs)

    @property
    def size(self) -> float:
        """How high it is."""
        return self.area[3] - self.area[1]


def lines(glyphs: Iterable[Glyph]) -> list[Printed]:
    """The upright characters in lines, from top to bottom."""
    found: list[list[Glyph]] = []
    height = before = 0.0
    for middle, glyph in sorted(((one.top + one.bottom) / 2, one) for one in glyphs):
        size = glyph.bottom - glyph.top
        if found and middle - height <= _SAME_LINE * min(size, before):
            found[-1].append(glyph)
        else:
            found.append([glyph])
            height = middle
        before = size
    return [_line(sorted(line, key=_LEFT)) for line in found]


def _line(glyphs: Sequence[Glyph]) -> Printed:
    runs: list[list[Glyph]] = []
    text: list[str] = []
    for glyph in glyphs:
        gap = _gap(runs[-1][-1], glyph) if runs else _APART
        if gap >= _APART:
            runs.append([])
            text.append("")
        elif gap >= _least(runs[-1][-1], glyph):
            text[-1] += " "
        runs[-1].append(glyph)
        text[-1] += glyph.char
    found = tuple(
        Run(words, _area(run), any(glyph.lost for glyph in run))
        for words, run in zip(text, runs, strict=True)
    )
    return Printed(found, around([run.area for run in found]))


def _gap(before: Glyph, after: Glyph) -> float:
    """How much stands between two characters, in sizes of the font."""
    size = min(before.bottom - before.top, after.bottom - after.top)
    return (after.left - before.right) / max(1.0, size)


def _least(before: Glyph, after: Glyph) -> float:
    narrow = before.char.isascii() or after.char.isascii()
    return _BLANK_BETWEEN_WORDS if narrow else _BLANK


def _area(glyphs: Sequence[Glyph]) -> Area:
    return around([(g.left, g.top, g.right, g.bottom) for g in glyphs])


def words(glyphs: Sequence[Glyph], area: Area) -> str:
    """The text of a cell: its lines put together, whatever way they are turned."""
    left, top, right, bottom = area
    texts: list[str] = []
    for turn in sorted({glyph.turn for glyph in glyphs}):
        seen = [_turned(glyph) for glyph in glyphs if glyph.turn == turn]
        texts.append(_joined(lines(seen), bottom - top if turn % 2 else right - left))
    return " ".join(texts)


def _turned(glyph: Glyph) -> Glyph:
    if not glyph.turn:
        return glyph
    area = turned((glyph.left, glyph.top, glyph.right, glyph.bottom), glyph.turn)
    return Glyph(glyph.char, *area, 0, glyph.lost)


def _joined(found: Sequence[Printed], width: float) -> str:
    """Lines one after the other; figures that need not have been parted are two figures."""
    text = ""
    for line in found:
        before, after = text[-1:], line.text[:1]
        spaced = before.isascii() and after.isascii() and before.isalnum() and after.isalnum()
        if spaced and before.isdigit() and after.isdigit():
            spaced = _had_room(found, line, width)
        text += (" " if text and spaced else "") + line.text
    return text


def _had_room(found: Sequence[Printed], line: Printed, width: float) -> bool:
    """Whether the first character of a line would have fitted behind the line above."""
    above = found[found.index(line) - 1]
    left, _, right, _ = above.area
    each = (line.area[2] - line.area[0]) / max(1, len(line.text))
    return right - left + each < width - _OUTER
