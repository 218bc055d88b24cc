"""Labels that were wrapped over several lines, or run together in one, made whole again.

Only where nothing but blanks tells the cells.  A label is put together from pieces before, beside
and behind the figures if the whole is the label of a row, and only one row comes into question.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from gouji.model.frozen import frozen
from gouji.model.span import Span
from gouji.readers.document import GridCell
from gouji.readers.labels import Candidate, Labels, Line, Printed, printed

_WORD = re.compile(r"\S+")
_PIECES = 8
"""A label is wrapped over no more lines on either side of its figures."""
_NEAR = 2
"""Pieces of a label begin or end that many characters beside each other at most."""


def divided(cells: Sequence[Printed], labels: Labels) -> tuple[Printed, ...]:
    """The cells, with those that hold several labels run together taken apart."""
    figured = any(cell.says_value for cell in cells)
    found: list[Printed] = []
    for cell in cells:
        found += [cell] if cell.says_value else _divided(cell, labels, figured=figured)
    return tuple(found)


def _divided(cell: Printed, labels: Labels, *, figured: bool) -> list[Printed]:
    words = [match.span() for match in _WORD.finditer(cell.cell.text)]
    if len(words) < 2 or labels.knows(cell):  # noqa: PLR2004
        return [cell]
    return _row_at_end(cell, words, labels) if figured else _header(cell, words, labels)


def _row_at_end(cell: Printed, words: Sequence[tuple[int, int]], labels: Labels) -> list[Printed]:
    """Before figures: the label of a row, and before it that of a group or the end of one."""
    for start, _ in words[1:]:
        before, label = _piece(cell, 0, start), _piece(cell, start, None)
        numbered = label.wordings.ordinal is not None
        if labels.rows(label) and (numbered or labels.rows(before)):
            return [before, label]
    return [cell]


def _header(cell: Printed, words: Sequence[tuple[int, int]], labels: Labels) -> list[Printed]:
    """Without figures: several labels of columns, the longest first, if most of them are known."""
    pieces: list[Printed] = []
    known = at = 0
    while at < len(words):
        for end in range(len(words), at, -1):
            piece = _piece(cell, words[at][0], words[end - 1][1])
            if labels.knows(piece):
                known += 1
                break
        else:
            end, piece = at + 1, _piece(cell, *words[at])
        pieces.append(piece)
        at = end
    return pieces if 2 * known >= len(pieces) else [cell]


def _piece(cell: Printed, start: int, end: int | None) -> Printed:
    text = cell.cell.text[start:end]
    place = cell.cell.place.part(start, start + len(text.rstrip()))
    return printed(GridCell(text.strip(), place), drawn=False)


def stitched(lines: Sequence[Line], labels: Labels) -> list[Line]:
    """The lines, with every label that could be made whole on the line of its figures."""
    found: list[Line] = []
    for _, run in groupby(lines, key=lambda line: line.grid):
        grid = list(run)
        found += grid if grid[0].drawn else _Grid(grid, labels).stitched()
    return found


@frozen
class _Piece:
    """A cell that may be a part of a label: where it stands among the lines, and in its line."""

    line: int
    cell: Printed
    start: int
    end: int

    def near(self, other: "_Piece") -> bool:
        """Whether the pieces stand below each other."""
        return self.start < other.end + _NEAR and other.start < self.end + _NEAR


@frozen
class _Option:
    """A way to make a label whole: its pieces and the rows that it names."""

    pieces: tuple[_Piece, ...]
    rows: tuple[Candidate, ...]
    sure: bool
    """False where the label may as well be that of a column."""
    begun: bool
    """Whether the label begins before its figures."""

    @property
    def ids(self) -> set[int]:
        """The cells of the pieces."""
        return {id(piece.cell) for piece in self.pieces}


class _Grid:
    """The lines of one grid."""

    def __init__(self, lines: Sequence[Line], labels: Labels) -> None:
        self._labels = labels
        self._lines = [
            replace(line, cells=divided(line.cells, labels)) if len(line.cells) else line
            for line in lines
        ]
        self._pieces = [
            [] if line.has_values else [_piece_of(at, cell) for cell in line.cells]
            for at, line in enumerate(self._lines)
        ]

    def stitched(self) -> list[Line]:
        options = {
            at: found
            for at, line in enumerate(self._lines)
            if line.has_values and (found := list(self._options(at)))
        }
        chosen = _chosen(options)
        used = {id(piece.cell) for option in chosen.values() for piece in option.pieces}
        lines: list[Line] = []
        for at, line in enumerate(self._lines):
            if at in chosen:
                label = joined([piece.cell for piece in chosen[at].pieces])
                head = line.cells[: line.values_from]
                own = tuple(cell for cell in head if id(cell) not in used)
                cells = (*own, label, *line.cells[line.values_from :])
            else:
                cells = tuple(cell for cell in line.cells if id(cell) not in used)
            if cells:
                lines.append(replace(line, cells=cells))
        return lines

    def _options(self, at: int) -> Iterator[_Option]:
        """The ways to make the label of a line with figures whole, from other lines, too."""
        line = self._lines[at]
        own = [_piece_of(at, cell) for cell in line.cells[: line.values_from]][-1:]
        named = bool(own) and bool(self._labels.rows(own[0].cell))
        before, after = self._before(at), self._after(at)
        for beside in own or (*before, *after):
            above = [piece for piece in before if piece.near(beside)]
            below = [piece for piece in after if piece.near(beside)]
            for run in _runs(above, own, below):
                others = [piece for piece in run if piece not in own]
                if not others or (named and any(map(self._whole, others))):
                    continue
                label = joined([piece.cell for piece in run])
                if rows := self._fitting(label, line):
                    sure = self._is_row(label, others, before, at)
                    yield _Option(tuple(run), rows, sure, begun=run[0].line <= at)

    def _fitting(self, label: Printed, line: Line) -> tuple[Candidate, ...]:
        """The rows of a label that have as many columns as the line has figures."""
        figures = len(line.cells) - line.values_from
        return tuple(
            (table, row)
            for table, row in self._labels.rows(label)
            if len(table.columns_of(row.code)) == figures
        )

    def _is_row(
        self, label: Printed, pieces: Sequence[_Piece], before: Sequence[_Piece], at: int
    ) -> bool:
        """Whether a label is surely that of a row, not the end of a header of columns."""
        if label.wordings.ordinal is not None or not self._labels.columns(label):
            return True
        below_a_row = any(line.has_values for line in self._lines[:at])
        return below_a_row and all(any(one is piece for piece in pieces) for one in before)

    def _whole(self, piece: _Piece) -> bool:
        return bool(self._labels.rows(piece.cell))

    def _before(self, at: int) -> list[_Piece]:
        found: list[_Piece] = []
        for above in range(at - 1, -1, -1):
            if self._lines[above].has_values:
                break
            found[:0] = self._pieces[above]
        return found[-2 * _PIECES :]

    def _after(self, at: int) -> list[_Piece]:
        found: list[_Piece] = []
        for below in range(at + 1, len(self._lines)):
            if self._lines[below].has_values:
                break
            found += self._pieces[below]
        return found[: 2 * _PIECES]


def _piece_of(line: int, cell: Printed) -> _Piece:
    place = cell.cell.place
    start = place.start - place.source.text.rfind("\n", 0, place.start) - 1
    return _Piece(line, cell, start, start + (1 if place.cuts else len(cell.cell.text)))


def _runs(
    above: Sequence[_Piece], own: Sequence[_Piece], below: Sequence[_Piece]
) -> Iterator[list[_Piece]]:
    """The pieces right before, on and right behind a line, longest first."""
    for upper in range(min(len(above), _PIECES), -1, -1):
        for lower in range(min(len(below), _PIECES), -1, -1):
            yield [*above[len(above) - upper :], *own, *below[:lower]]


def joined(pieces: Sequence[Printed]) -> Printed:
    """The pieces of a label as one cell, whose place leaves out what is printed between them."""
    places = [piece.cell.place for piece in pieces]
    between = ((before.end, after.start) for before, after in pairwise(places))
    cuts = tuple(sorted((*between, *(cut for place in places for cut in place.cuts))))
    place = Span(places[0].source, places[0].start, places[-1].end, cuts)
    text = "".join(piece.cell.text for piece in pieces)
    return printed(GridCell(text, place), drawn=False)


def _chosen(options: Mapping[int, Sequence[_Option]]) -> dict[int, _Option]:
    """For each line the only way that is left when no piece belongs to two lines.

    Where two lines have only one way each, and both with the same piece, neither is chosen.
    """
    chosen: dict[int, _Option] = {}
    used = set[int]()
    while True:
        left = {
            at: _distinct([option for option in found if not option.ids & used])
            for at, found in options.items()
            if at not in chosen
        }
        sure = {at: found[0] for at, found in left.items() if len(found) == 1 and found[0].sure}
        free = {
            at: option
            for at, option in sure.items()
            if not any(option.ids & other.ids for o, other in sure.items() if o != at)
        }
        if not free:
            return chosen
        chosen |= free
        used = used.union(*(option.ids for option in free.values()))


def _distinct(options: Sequence[_Option]) -> list[_Option]:
    """The longest way to each label.

    A row goes before a group, which rarely prints figures, and a label that begins before its
    figures before one that may be the end of a header.
    """
    rows = [o for o in options if not all(row.group for _, row in o.rows)] or options
    if any(option.sure and option.begun for option in rows):
        rows = [option for option in rows if option.sure]
    longest: dict[tuple[tuple[str, str], ...], _Option] = {}
    for option in rows:
        key = tuple((table.key, row.code) for table, row in option.rows)
        if key not in longest or len(option.pieces) > len(longest[key].pieces):
            longest[key] = option
    return list(longest.values())
