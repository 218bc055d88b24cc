"""A table of a page: laid out on a grid, or the blocks in it where it only arranges them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count, groupby

from gouji.model.locator import Locator
from gouji.model.wording import Wording
from gouji.readers.compose import Piece, Rows, why_broken
from gouji.readers.figures import says_figure
from gouji.readers.html import problems
from gouji.readers.html.prose import (
    Block,
    Element,
    Prose,
    blocks,
    loose_blocks,
    names,
    text_of,
    tidy,
)
from gouji.readers.problems import WHY_FORM_FIELD, WHY_PICTURE
from gouji.readers.spans import MOST_CELLS, TALLEST, Spanned, TooLargeError, resolved

_GROUPS = frozenset(["tbody", "thead", "tfoot"])
_CELLS = frozenset(["td", "th"])
_SILENT = frozenset(["colgroup", "col"])
_PROSE = 60
"""A longer cell with a full stop is prose."""
_BREAKS = names(
    "address blockquote br center dd div dl dt h1 h2 h3 h4 h5 h6 hr li ol p pre table tr td th ul"
)
_MARKED = frozenset(["sup", "sub", "del", "s", "strike"])
_MARKED_BY_STYLE = re.compile(
    r"(?:^|;)\s*(?:(?:vertical-align|mso-text-raise)\s*:\s*(?:super|sub\b|[-+]?[0.]*[1-9])"
    r"|text-decoration(?:-line)?\s*:[^;]*line-through)"
)
_STRUCK_BY_STYLE = re.compile(r"(?:^|;)\s*text-decoration(?:-line)?\s*:[^;]*line-through")
_FIELDS = frozenset(["input", "textarea", "select"])
_PICTURES = frozenset(["img", "object", "embed", "canvas", "svg"])
_LEAF = "\x00"
_NUMBER = re.compile(r"\s*\+?([0-9]{1,9})")


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table as it stands."""

    number: int
    """Among all lines of the table; from 1."""
    group: int
    """Cells go over several lines of one group at most."""
    cells: tuple[Element, ...]


@dataclass(slots=True)
class Structure:
    """What a table consists of."""

    rows: list[Row] = field(default_factory=list)
    loose: list[Element | str] = field(default_factory=list)
    """What stands in it outside its cells: browsers show it above."""
    groups: int = 0


def structure(table: Element) -> Structure:
    """The lines of a table; those of its foot are the last."""
    found = Structure()
    parts = _Parts(found)
    parts.inside(table, "")
    lines = sorted(parts.lines, key=lambda line: line[0] == "tfoot")
    found.rows = [Row(at, group, cells) for at, (_, group, cells) in enumerate(lines, 1)]
    return found


@dataclass(slots=True)
class _Parts:
    found: Structure
    lines: list[tuple[str, int, tuple[Element, ...]]] = field(default_factory=list)
    stray: list[Element] = field(default_factory=list)
    """Cells without a line around them: neighbours share one."""

    def inside(self, element: Element, part: str) -> None:
        self.say(element.text)
        for child in element:
            self.child(child, part)
            self.say(child.tail)
        self.line(part)

    def child(self, child: Element, part: str) -> None:
        tag = child.tag
        if tag in _CELLS:
            self.stray.append(child)
            return
        self.line(part)
        if tag == "tr":
            self.lines.append((part, self.found.groups, tuple(self.cells(child))))
        elif tag in _GROUPS:
            self.found.groups += 1
            self.inside(child, tag)
            self.found.groups += 1
        elif tag == "caption" or (
            tag not in _SILENT and next(child.iter("td", "th"), None) is None
        ):
            self.found.loose.append(child)
        elif tag not in _SILENT:
            self.inside(child, part)

    def line(self, part: str) -> None:
        if self.stray:
            self.lines.append((part, self.found.groups, tuple(self.stray)))
            self.stray.clear()

    def cells(self, line: Element) -> Iterator[Element]:
        self.say(line.text)
        for child in line:
            if child.tag in _CELLS:
                yield child
            elif next(child.iter("td", "th"), None) is not None:
                yield from self.cells(child)
            else:
                self.found.loose.append(child)
            self.say(child.tail)

    def say(self, text: str | None) -> None:
        if text and not text.isspace():
            self.found.loose.append(text)


def laid_out(number: int, lines: Sequence[Row]) -> Rows:
    """The grid of a table, with the places of its cells; TooLargeError where it would be too large."""
    if sum(len(row.cells) for row in lines) > MOST_CELLS:
        raise TooLargeError
    found: list[Sequence[Piece]] = []
    for _, group in groupby(lines, key=lambda row: row.group):
        of_group = [
            [_spanned(cell, Locator(table=number, row=row.number)) for cell in row.cells]
            for row in group
        ]
        found += resolved(of_group).lines
    return Rows(found)


def _spanned(cell: Element, at: Locator) -> Spanned:
    width, height = cell.get("colspan"), cell.get("rowspan")
    piece = cell_piece(cell, at)
    if width is None and height is None:
        return Spanned(piece)
    return Spanned(
        piece, _span(width) or 1, TALLEST if height and _span(height) == 0 else _span(height) or 1
    )


def _span(stated: str | None) -> int | None:
    """A number as an attribute states it; None where it states none."""
    found = _NUMBER.match(stated) if stated else None
    return int(found[1]) if found else None


def cell_piece(cell: Element, at: Locator) -> Piece:
    """What a cell prints, its lines put together, and why that may be no value."""
    struck = _is_struck(cell)
    if not len(cell) and not struck:
        return Piece(tidy(cell.text or ""), at)
    words: list[str] = []
    marks: set[str] = {"marked"} if struck else set()
    _collect(cell, words, marks)
    lines = [line for text in "".join(words).split(_LEAF) if (line := tidy(text))]
    if len(lines) == 1:
        text = lines[0]
    else:
        text = ""
        for line in lines:
            wide = text[-1:] > "\u2e7f" and line[0] > "\u2e7f"
            text += line if wide or not text else f" {line}"
    if _has_blank_between(words):
        marks.add("blank")
    return Piece(text, at, doubt=_doubt(text, lines, marks) if marks or len(lines) > 1 else None)


def _is_struck(cell: Element) -> bool:
    """Whether a cell, or its line, strikes its text through."""
    line = cell.getparent()
    return _has(cell, _STRUCK_BY_STYLE) or (line is not None and _has(line, _STRUCK_BY_STYLE))


def _has(element: Element, style: re.Pattern[str]) -> bool:
    stated = element.get("style")
    return stated is not None and style.search(stated.lower()) is not None


def _collect(element: Element, words: list[str], marks: set[str]) -> None:
    if element.text:
        words.append(element.text)
    for child in element:
        tag = child.tag
        if tag in _BREAKS:
            words.append(_LEAF)
            if _has(child, _STRUCK_BY_STYLE) and text_of(child).strip():
                marks.add("marked")
            if tag != "br":
                _collect(child, words, marks)
                words.append(_LEAF)
        else:
            if tag in _PICTURES and not _keeps_room(child):
                marks.add("picture")
            elif tag in _FIELDS and child.get("type", "").lower() != "hidden":
                marks.add("field")
            elif (tag in _MARKED or _has(child, _MARKED_BY_STYLE)) and text_of(child).strip():
                marks.add("marked")
            _collect(child, words, marks)
        if child.tail:
            words.append(child.tail)


def _has_blank_between(words: Sequence[str]) -> bool:
    """Whether a blank parts the figures of two elements, which then may be two numbers."""
    before, blank = "", False
    for word in words:
        inner = "" if word == _LEAF else word.strip()
        if inner:
            blank |= word[0].isspace()
            if blank and before.isdigit() and inner[0].isdigit():
                return True
            before, blank = inner[-1], word[-1].isspace()
        elif word == _LEAF:
            before = ""
        else:
            blank = True
    return False


def _keeps_room(picture: Element) -> bool:
    return any(_span(picture.get(side)) in {0, 1} for side in ("width", "height"))


def _doubt(text: str, lines: Sequence[str], marks: set[str]) -> Wording | None:
    if "field" in marks:
        return WHY_FORM_FIELD
    if not text:
        return WHY_PICTURE if "picture" in marks else None
    if "marked" in marks and any(map(str.isdigit, text)):
        return problems.WHY_RAISED
    if "blank" in marks or sum(map(says_figure, lines)) > 1:
        return problems.WHY_SEVERAL_FIGURES
    return why_broken(text, lines)


def opened(element: Element, numbers: Iterator[int]) -> Iterator[Prose | Rows]:
    """A table as a grid, or what stands in it, in order, where it only arranges the page.

    TooLargeError where a grid would be too large.
    """
    found = structure(element)
    for loose in found.loose:
        yield from _unfolded(loose_blocks(loose), numbers)
    inner = [row for row in found.rows if _holds_tables(row)]
    if inner:
        for arranging, run in groupby(found.rows, key=lambda row: row in inner):
            lines = list(run)
            yield from _within(lines, numbers) if arranging else _rows(lines, numbers)
    else:
        yield from _rows(found.rows, numbers)


def _rows(lines: Sequence[Row], numbers: Iterator[int]) -> Iterator[Prose | Rows]:
    """Lines in which no table stands."""
    grid = laid_out(next(numbers), lines)
    if _arranges(lines, grid):
        yield from _within(lines, numbers)
        return
    by_number = {row.number: row for row in lines}
    for prose, run in groupby(grid.lines, key=_is_prose_line):
        if prose:
            yield from _within([by_number[line[0].at.row or 0] for line in run], numbers)
        else:
            yield Rows(list(run))


def _within(lines: Sequence[Row], numbers: Iterator[int]) -> Iterator[Prose | Rows]:
    for cell in (cell for row in lines for cell in row.cells):
        yield from _unfolded(blocks(cell), numbers)


def _unfolded(found: Sequence[Block], numbers: Iterator[int]) -> Iterator[Prose | Rows]:
    for block in found:
        if isinstance(block, Prose):
            yield block
        else:
            yield from opened(block.element, numbers)


def unfolded(found: Sequence[Block]) -> Sequence[Prose | Rows]:
    """The blocks of a page with every table opened; TooLargeError as `opened` raises it."""
    return list(_unfolded(found, count(1)))


def _holds_tables(row: Row) -> bool:
    return any(next(cell.iter("table"), None) is not None for cell in row.cells)


def _arranges(lines: Sequence[Row], grid: Rows) -> bool:
    """Whether a table is there to arrange what stands on the page, not to show figures."""
    if all(len(row.cells) <= 1 for row in lines):
        return True
    wordy = any(is_prose(piece.text) for line in grid.lines for piece in line)
    return (wordy or _leads_elsewhere(lines)) and not any(
        len(line) > 1 and any(says_figure(piece.text) for piece in line) for line in grid.lines
    )


def _leads_elsewhere(lines: Sequence[Row]) -> bool:
    """Whether every cell that prints anything is a link."""
    return all(
        next(cell.iter("a"), None) is not None
        for row in lines
        for cell in row.cells
        if not text_of(cell).isspace()
    )


def _is_prose_line(line: Sequence[Piece]) -> bool:
    return len(line) == 1 and is_prose(line[0].text)


def is_prose(text: str) -> bool:
    """Whether a cell holds sentences."""
    return len(text) > _PROSE and "。" in text
