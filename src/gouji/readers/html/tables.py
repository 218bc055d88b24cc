"""A table of a page: laid out on a grid, or the blocks in it where it only arranges them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import count, groupby

from gouji.model.frozen import frozen
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
from gouji.readers.limits import MOST_CELLS, TooLargeError
from gouji.readers.problems import WHY_FORM_FIELD, WHY_PICTURE
from gouji.readers.spans import TALLEST, Spanned, resolved

_GROUPS = frozenset(["tbody", "thead", "tfoot"])
_CELLS = frozenset(["td", "th"])
_SILENT = frozenset(["colgroup", "col"])
_PROSE = 60
"""A longer cell with a full stop is prose."""
_BREAKS = names(
    "address blockquote br center dd div dl dt h1 h2 h3 h4 h5 h6 hr li ol p pre table tr td th ul"
)
_MARKED = frozenset(["sup", "sub", "del", "s", "strike"])
_LONGEST_STYLE = 500
"""A longer style is that of one element alone."""
_MARKED_BY_STYLE = re.compile(
    r"(?:^|;)\s*(?:(?:vertical-align|mso-text-raise)\s*:\s*(?:super|sub\b|[-+]?[0.]*[1-9])"
    r"|text-decoration(?:-line)?\s*:[^;]*line-through)"
)
_STRUCK_BY_STYLE = re.compile(r"(?:^|;)\s*text-decoration(?:-line)?\s*:[^;]*line-through")
_FIELDS = frozenset(["input", "textarea", "select"])
_PICTURES = frozenset(["img", "object", "embed", "canvas", "svg"])
_TELLING = _MARKED | _FIELDS | _PICTURES
"""Elements that may make the text of a cell no value."""
_LEAF = "\x00"
_NUMBER = re.compile(r"\s*\+?([0-9]{1,9})")


@frozen
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
        found += resolved(
            [_spanned(row, Locator(table=number, row=row.number)) for row in group]
        ).lines
    return Rows(found)


def _spanned(row: Row, at: Locator) -> Sequence[Spanned]:
    """The cells of a line as it states them."""
    found: list[Spanned] = []
    line: Element | None = None
    struck = False
    for cell in row.cells:
        around = cell.getparent()
        if around is not line:
            line, struck = around, around is not None and _look(around).struck
        found.append(_cell(cell, at, struck=struck))
    return found


def _cell(cell: Element, at: Locator, *, struck: bool) -> Spanned:
    width, height = cell.get("colspan"), cell.get("rowspan")
    piece = cell_piece(cell, at, struck=struck or _look(cell).struck)
    if width is None and height is None:
        return Spanned(piece)
    return Spanned(
        piece, _span(width) or 1, TALLEST if height and _span(height) == 0 else _span(height) or 1
    )


def _span(stated: str | None) -> int | None:
    """A number as an attribute states it; None where it states none."""
    found = _NUMBER.match(stated) if stated else None
    return int(found[1]) if found else None


def cell_piece(cell: Element, at: Locator, *, struck: bool) -> Piece:
    """What a cell prints, its lines put together, and why that may be no value."""
    if not len(cell) and not struck:
        return Piece(tidy(cell.text or ""), at)
    words: list[str] = []
    marks: set[str] = {"marked"} if struck else set()
    _collect(cell, words, marks)
    if not marks:
        said = [word for word in words if word != _LEAF and not word.isspace()]
        if len(said) < 2:  # noqa: PLR2004
            return Piece(tidy(said[0]) if said else "", at)
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


@frozen
class _Look:
    """What a style makes of a text."""

    struck: bool = False
    marked: bool = False
    """Whether it is struck through, raised or lowered."""


_PLAIN = _Look()


def _look(element: Element) -> _Look:
    style = element.get("style")
    if style is None:
        return _PLAIN
    return _stated(style) if len(style) < _LONGEST_STYLE else _stated.__wrapped__(style)


@lru_cache(maxsize=256)
def _stated(style: str) -> _Look:
    """What a style makes of a text; a page has few and repeats them."""
    style = style.lower()
    marked = _MARKED_BY_STYLE.search(style) is not None
    return _Look(marked and _STRUCK_BY_STYLE.search(style) is not None, marked)


def _collect(element: Element, words: list[str], marks: set[str]) -> None:
    if element.text:
        words.append(element.text)
    for child in element:
        tag = child.tag
        if tag in _BREAKS:
            words.append(_LEAF)
            if _look(child).struck and text_of(child).strip():
                marks.add("marked")
            if tag != "br":
                _collect(child, words, marks)
                words.append(_LEAF)
        else:
            if tag in _TELLING or _look(child).marked:
                _mark(child, marks)
            _collect(child, words, marks)
        if child.tail:
            words.append(child.tail)


def _mark(element: Element, marks: set[str]) -> None:
    """What an element makes of the text of its cell."""
    if element.tag in _PICTURES and not _keeps_room(element):
        marks.add("picture")
    elif element.tag in _FIELDS and element.get("type", "").lower() != "hidden":
        marks.add("field")
    elif (element.tag in _MARKED or _look(element).marked) and text_of(element).strip():
        marks.add("marked")


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
    below = element.iter("table")
    nested = next(below, None) is not None and next(below, None) is not None
    inner = [row for row in found.rows if nested and _holds_tables(row)]
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


def unfolded(found: Sequence[Block]) -> tuple[Sequence[Prose | Rows], int]:
    """The blocks of a page with every table opened, and how many are left out as too large.

    TooLargeError where all grids together are.
    """
    numbers, parts, lost, cells = count(1), list[Prose | Rows](), 0, 0
    for block in found:
        try:
            opened_here = list(_unfolded([block], numbers))
        except TooLargeError:
            lost += 1
            continue
        cells += sum(
            len(line) for part in opened_here if isinstance(part, Rows) for line in part.lines
        )
        if cells > MOST_CELLS:
            raise TooLargeError
        parts += opened_here
    return parts, lost


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
