"""Which of the grids that only blanks tell are tables of a form; the rest is prose after all."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from gouji.model.frozen import frozen
from gouji.model.span import Span
from gouji.readers.document import Block, Document, Grid, GridCell, Paragraph
from gouji.readers.labels import Labels, Printed, printed
from gouji.readers.runtogether import apart
from gouji.readers.stacked import unstacked
from gouji.readers.stitching import divided
from gouji.readers.worded import row_before_words

_SEVERAL = 2
_STACKED = 3
"""So many figures below one another are cells whose rows are lost."""

_SENTENCE = re.compile("[。；;！!]")

_Row = tuple[Printed, ...]


@frozen
class Stacked:
    """Cells that are printed one below another: which of them share a row cannot be told."""

    tables: frozenset[str]
    """The tables of which they name a row or a column."""
    place: Span
    quote: str
    """The first and the last of the cells."""


@frozen
class Sifted:
    """A document in which every grid may hold rows of the form."""

    document: Document
    stacked: tuple[Stacked, ...]


def sift(document: Document, labels: Labels, is_heading: Callable[[Paragraph], object]) -> Sifted:
    """Divide the grids that only blanks tell at headings, and give back what is prose.

    A part that names no row and no column is prose, unless it has lines of several figures; so
    are the words before the first and behind the last line that any table knows.  A paragraph
    right beside a grid that begins like a row and holds a figure is a line of a table.
    """
    blocks: list[Block] = []
    stacked: list[Stacked] = []
    for block in document.blocks:
        if isinstance(block, Paragraph) or block.drawn:
            blocks.append(block)
            continue
        headed = False
        for heading, rows in _parts(block, labels, is_heading):
            if heading:
                blocks += [_paragraph(row) for row in rows]
            elif _is_stacked(rows) and (tables := _named(rows, labels)):
                told = unstacked([cell for row in rows for cell in row], labels)
                if told is None:
                    stacked.append(_stacked(rows, tables))
                else:
                    blocks += _part(told, labels, headed=headed)
            else:
                blocks += _part(rows, labels, headed=headed)
            headed = heading
    return Sifted(replace(document, blocks=tuple(_with_rows(blocks, labels))), tuple(stacked))


def _with_rows(blocks: Sequence[Block], labels: Labels) -> Sequence[Block]:
    """The blocks, with the paragraphs beside grids that begin like a row as grids of their own."""
    found = list(blocks)
    for order in (range(len(found)), range(len(found) - 1, -1, -1)):
        beside = False
        for at in order:
            block = found[at]
            if beside and isinstance(block, Paragraph) and _begins_like_a_row(block, labels):
                found[at] = Grid(((GridCell(block.text, block.place),),), drawn=False)
            beside = isinstance(found[at], Grid)
    return found


def _begins_like_a_row(paragraph: Paragraph, labels: Labels) -> bool:
    """Whether a paragraph without a sentence is the label of a row, a blank and words with figures."""
    if _SENTENCE.search(paragraph.text):
        return False
    cells = row_before_words(GridCell(paragraph.text, paragraph.place), labels)
    return bool(cells) and all(any(map(str.isdigit, cell.cell.text)) for cell in cells[1:])


def _parts(
    grid: Grid, labels: Labels, is_heading: Callable[[Paragraph], object]
) -> Iterator[tuple[bool, list[_Row]]]:
    rows = [
        apart(tuple(printed(cell, drawn=False) for cell in line), labels) for line in grid.lines
    ]

    def heads(row: _Row) -> bool:
        return len(row) == 1 and not labels.rows(row[0]) and bool(is_heading(_paragraph(row)))

    for heading, run in groupby(rows, key=heads):
        yield heading, list(run)


def _part(rows: Sequence[_Row], labels: Labels, *, headed: bool) -> Iterator[Block]:
    """The lines from the first to the last that a table may have; the others are prose.

    Below a heading, what stands before the first row is taken for the header of the table.
    """
    figured = [at for at, row in enumerate(rows) if _figures(row)]
    knows = [_knows(row, labels) for row in rows]
    if not figured or not (any(knows) or any(_figures(row) >= _SEVERAL for row in rows)):
        yield from map(_paragraph, rows)
        return
    tabular = [
        known or len(row) > 1 or _figures(row) > 0 or _is_part(row, labels)
        for known, row in zip(knows, rows, strict=True)
    ]
    first = 0 if headed else tabular.index(True)
    end = figured[-1] + 1
    while end < len(rows) and _is_part(rows[end], labels):
        end += 1
    yield from map(_paragraph, rows[:first])
    yield Grid(tuple(_cells(row) for row in rows[first:end]), drawn=False)
    yield from map(_paragraph, rows[end:])


def _figures(row: _Row) -> int:
    return sum(cell.says_value for cell in row)


def _knows(row: _Row, labels: Labels) -> bool:
    return any(labels.rows(cell) or labels.columns(cell) for cell in divided(row, labels))


def _is_part(row: _Row, labels: Labels) -> bool:
    return all(labels.knows(cell) or labels.knows_part(cell) for cell in row)


def _is_stacked(rows: Sequence[_Row]) -> bool:
    """Whether most figures stand alone in their line, below one another."""
    alone = [len(row) == 1 and _figures(row) == 1 for row in rows]
    below = sum(lone and before for before, lone in pairwise(alone))
    beside = sum(len(row) > 1 and _figures(row) > 0 for row in rows)
    return below + 1 >= _STACKED and sum(alone) > beside


def _named(rows: Sequence[_Row], labels: Labels) -> frozenset[str]:
    """The tables of which there are at least two labels that no other table bears."""
    found: dict[str, set[str]] = {}
    for cell in (cell for row in rows for cell in row):
        tables = {table.key for table, _ in (*labels.rows(cell), *labels.columns(cell))}
        if len(tables) == 1:
            found.setdefault(tables.pop(), set()).add(cell.wordings.keys[0])
    return frozenset(key for key, names in found.items() if len(names) >= _SEVERAL)


def _stacked(rows: Sequence[_Row], tables: frozenset[str]) -> Stacked:
    cells = [cell.cell for row in rows for cell in row]
    first, last = cells[0].place, cells[-1].place
    place = Span(first.source, first.start, last.end)
    return Stacked(tables, place, f"{cells[0].text} … {cells[-1].text}")


def _cells(row: _Row) -> tuple[GridCell, ...]:
    return tuple(cell.cell for cell in row)


def _paragraph(row: _Row) -> Paragraph:
    first, last = row[0].cell.place, row[-1].cell.place
    if len(row) == 1:
        return Paragraph(row[0].cell.text, first)
    place = Span(first.source, first.start, last.end)
    return Paragraph(place.text, place)
