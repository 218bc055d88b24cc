"""HTML tables within Markdown: cells over several columns and lines have no other way to be said."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from gouji.model.locator import Locator
from gouji.model.span import Source, Span
from gouji.readers.compose import Piece
from gouji.readers.document import Block, Grid, GridCell, Paragraph
from gouji.readers.markdown.markup import Shown, doubt, inline, place_of, printed
from gouji.readers.spans import Spanned, resolved

_TAG = re.compile(r"<(/?)(table|tr|td|th)\b([^<>]*)>", re.IGNORECASE)
_SPAN = r"""\b{}\s*=\s*["']?\s*([0-9]{{1,9}})"""
_WIDTH = re.compile(_SPAN.format("colspan"), re.IGNORECASE)
_HEIGHT = re.compile(_SPAN.format("rowspan"), re.IGNORECASE)
_OTHER = re.compile(r"</?(?:caption|thead|tbody|tfoot|colgroup|col)\b[^<>]*>", re.IGNORECASE)


@dataclass(slots=True)
class _Cell:
    start: int
    width: int
    height: int
    end: int = 0


@dataclass(slots=True)
class _Table:
    lines: list[list[_Cell]] = field(default_factory=list)
    beside: list[tuple[int, int]] = field(default_factory=list)
    """What is printed in the table, but in no cell."""


def region(text: str, start: int) -> tuple[int, bool]:
    """Where the table ends that begins at `start`, and whether it is closed."""
    depth = 0
    for match in _TAG.finditer(text, start):
        if match[2].lower() == "table":
            depth += -1 if match[1] else 1
            if depth == 0:
                return match.end(), True
    return len(text), False


def blocks(source: Source, start: int, end: int) -> Iterator[Block]:
    """The grid of the table at start … end, below what is printed in it outside its cells.

    TooLargeError where its spans make it too large.
    """
    table = _table(source.text, start, end)
    for first, last in table.beside:
        text, place = _shown(source, first, last)
        if printed(text):
            yield Paragraph(printed(text), place)
    cells = [cell for line in table.lines for cell in line]
    texts = [_shown(source, cell.start, cell.end) for cell in cells]
    places = [place for _, place in texts]
    numbered = iter(enumerate(zip(cells, texts, strict=True)))
    spanned = [
        [
            Spanned(_piece(text, number), cell.width, cell.height)
            for number, (cell, (text, _)) in (next(numbered) for _ in line)
        ]
        for line in table.lines
    ]
    lines = tuple(
        tuple(_grid_cell(piece, places) for piece in line)
        for line in resolved(spanned).lines
        if line
    )
    if lines:
        yield Grid(lines, laid=True)


def _piece(text: str, number: int) -> Piece:
    return Piece(printed(text), Locator(paragraph=number), doubt=doubt(text))


def _grid_cell(piece: Piece, places: Sequence[Span]) -> GridCell:
    """The cell of a resolved piece, whose locator holds the number of its cell."""
    place = places[piece.at.paragraph or 0]
    if not piece.text:
        place = Span(place.source, place.end, place.end)
    return GridCell(piece.text, place, piece.width, piece.doubt)


def _table(text: str, start: int, end: int) -> _Table:
    found, open_cell, depth, last = _Table(), list[_Cell](), 0, start
    for match in _TAG.finditer(text, start, end):
        name, closes = match[2].lower(), bool(match[1])
        if name == "table":
            depth += -1 if closes else 1
        if depth > 1 or (depth == 1 and name == "table" and closes):
            continue
        if open_cell:
            open_cell.pop().end = match.start()
        else:
            found.beside.append((last, match.start()))
        last = match.end()
        if closes:
            continue
        if name == "tr":
            found.lines.append([])
        elif name in {"td", "th"}:
            cell = _Cell(match.end(), _number(_WIDTH, match[3]), _number(_HEIGHT, match[3]))
            found.lines = found.lines or [[]]
            found.lines[-1].append(cell)
            open_cell.append(cell)
    if open_cell:
        open_cell.pop().end = end
    return found


def _number(pattern: re.Pattern[str], attributes: str) -> int:
    match = pattern.search(attributes)
    return int(match[1]) if match else 1


def _shown(source: Source, start: int, end: int) -> tuple[str, Span]:
    """What stands between two offsets as text without the blanks around it, and where."""
    shown: list[Shown] = []
    at = start
    for match in _OTHER.finditer(source.text, start, end):
        shown += inline(source.text[at : match.start()], at, row=True)
        at = match.end()
    shown += inline(source.text[at:end], at, row=True)
    shown = [("\t" if char in "\r\n" else char, first, last) for char, first, last in shown]
    text = "".join(char for char, _, _ in shown)
    lead = len(text) - len(text.lstrip())
    kept = shown[lead : lead + len(text.strip())]
    return text.strip(), place_of(kept, source, start)
