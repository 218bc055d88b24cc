"""Which cell of a row stands below which column, where a grid tells where its cells stand."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from gouji.model.form import Code, Table
from gouji.model.frozen import frozen
from gouji.model.wording import Wording
from gouji.readers import column_problems, problems
from gouji.readers.columns import Heads, heads, overlap
from gouji.readers.labels import Box, Labels, Line, Printed
from gouji.readers.placement import Placed, Placement

Boxes = Sequence[Box | None]
"""For each column of a row where it stands on the grid; None where that is not known."""
_Key = tuple[int, str, tuple[str, ...], int]
_HALF = 2


@frozen
class Headed:
    """A table, the header lines above some of its rows and what they say."""

    table: Table
    lines: Sequence[Line]
    heads: Heads

    @property
    def knows(self) -> bool:
        """Whether any of the labels is the form's, in whatever order."""
        known = any(not head.unknown and not head.cell.blank for head in self.heads.found)
        return known or bool(self.heads.shuffled)

    @property
    def says(self) -> bool:
        """Whether the labels are the form's, or each column has another in its stead."""
        return self.knows or bool(self.heads.found and all(h.unknown for h in self.heads.found))


class Layout:
    """The grids that tell where their cells stand.

    A grid is as wide as most of its lines; a line of another width lost its place on the grid.
    """

    def __init__(self, lines: Sequence[Line], placement: Placement, labels: Labels) -> None:
        self._labels = labels
        self._rows = [placed for placed in placement.rows if placed.line.boxes]
        self._widths: dict[int, int] = {}
        self._above: dict[int, Sequence[Sequence[Line]]] = {}
        self._said: dict[_Key, Headed | None] = {}
        self._nearest: dict[tuple[int, str, Code, int], Headed | None] = {}
        self._agreed: dict[_Key, Boxes | None] = {}
        if self._rows:
            self._walk(lines, placement.taken)

    def headed(self) -> Sequence[Headed]:
        """The header lines above rows, and what they say of the columns."""
        found = (self._header(placed) for placed in self._rows if self._in_place(placed))
        return tuple({id(headed): headed for headed in found if headed}.values())

    def lost(self, placed: Placed) -> bool:
        """Whether a line has another width than the grid on which it should stand."""
        return bool(placed.line.boxes) and not self._in_place(placed)

    def values(self, placed: Placed) -> Sequence[Printed] | Wording | None:
        """The cell of each column of a row, or why none can be told; None where the grid is mute."""
        if not placed.line.boxes or not self._in_place(placed):
            return None
        headed = self._header(placed)
        own = _boxes(placed, headed)
        boxes = self._from_rows(placed, own) if None in own else own
        if boxes is None:
            return column_problems.WHY_SHIFTED
        sure = [box for box in boxes if box is not None]
        found = _below(placed, sure) if len(sure) == len(boxes) else None
        if headed and isinstance(found, list):
            return _without_unknown(placed, found, headed)
        return found

    def _walk(self, lines: Sequence[Line], taken: set[int]) -> None:
        for grid, run in groupby(lines, key=lambda line: line.grid):
            inside = [line for line in run if line.boxes]
            if inside:
                widths = Counter(line.width for line in inside)
                self._widths[grid] = max(widths, key=lambda width: (widths[width], width))
                self._above |= _headers(inside, taken)

    def _in_place(self, placed: Placed) -> bool:
        return placed.line.width == self._widths[placed.line.grid]

    def _header(self, placed: Placed) -> Headed | None:
        """What the nearest header lines say of the columns of a row: looked up once for it."""
        row = placed.line.number, placed.table.key, placed.row.code, placed.start
        if row not in self._nearest:
            self._nearest[row] = self._nearest_header(placed)
        return self._nearest[row]

    def _nearest_header(self, placed: Placed) -> Headed | None:
        """What the nearest header lines say that name a column of the row.

        Where none does, the nearest with another label for each column.
        """
        key = _key(placed)
        foreign: Headed | None = None
        for lines in reversed(self._above[placed.line.number]):
            known = (lines[0].number, *key[1:])
            if known not in self._said:
                self._said[known] = self._read(placed, lines, key[-1])
            headed = self._said[known]
            if headed and headed.knows:
                return headed
            foreign = foreign or headed
        return foreign

    def _read(self, placed: Placed, lines: Sequence[Line], start: int) -> Headed | None:
        fitting = [line for line in lines if line.width == placed.line.width]
        if not fitting:
            return None
        table, columns = placed.table, placed.table.columns_of(placed.row.code)
        said = heads(table, columns, fitting, start, self._labels)
        headed = Headed(table, fitting, said)
        return headed if headed.says else None

    def _from_rows(self, placed: Placed, boxes: Boxes) -> Boxes | None:
        """Where the columns stand by most rows of the table in the grid; None where they disagree.

        With what the header says of some of the columns they may not disagree either.
        """
        key = placed.line.grid, *_key(placed)[1:3], -1
        if key not in self._agreed:
            alike = [
                other
                for other in self._rows
                if self._in_place(other) and (other.line.grid, *_key(other)[1:3], -1) == key
            ]
            self._agreed[key] = _most(alike)
        agreed = self._agreed[key]
        if agreed is None or not all(
            own is None or box is None or overlap(own, box)
            for own, box in zip(boxes, agreed, strict=True)
        ):
            return None
        return agreed


def _headers(lines: Sequence[Line], taken: set[int]) -> Mapping[int, Sequence[Sequence[Line]]]:
    """Row → the runs of lines without values above it, in order."""
    found: dict[int, Sequence[Sequence[Line]]] = {}
    runs: list[list[Line]] = []
    begun = False
    for line in lines:
        if line.number in taken or line.has_values:
            found[line.number] = tuple(runs)
            begun = False
        elif begun:
            runs[-1].append(line)
        else:
            runs.append([line])
            begun = True
    return found


def _key(placed: Placed) -> _Key:
    codes = tuple(column.code for column in placed.table.columns_of(placed.row.code))
    start = placed.line.boxes[placed.start - 1][1] if placed.start else 0
    return placed.line.grid, placed.table.key, codes, start


def _boxes(placed: Placed, headed: Headed | None) -> Boxes:
    known = headed.heads.boxes if headed else {}
    return [known.get(column.code) for column in placed.table.columns_of(placed.row.code)]


def _most(rows: Sequence[Placed]) -> Boxes | None:
    """Where the values of most rows stand; nowhere for sure where no row has its own place."""
    patterns = [found for placed in rows if (found := _own(placed))]
    if not patterns:
        return [None] * rows[0].columns
    fits = Counter(
        pattern
        for pattern in dict.fromkeys(patterns)
        for other in patterns
        if all(overlap(*pair) for pair in zip(pattern, other, strict=True))
    )
    best, count = fits.most_common(1)[0]
    return best if count * _HALF > len(patterns) else None


def _own(placed: Placed) -> tuple[Box, ...]:
    """Where the values of a row stand by itself; () where that is not sure."""
    boxes = placed.line.boxes[placed.start :]
    if len(boxes) == placed.columns:
        return boxes
    if len(placed.offsets) != 1:
        return ()
    first = boxes[0][0] + placed.offsets[0]
    return tuple((first + at, first + at + 1) for at in range(placed.columns))


def _below(placed: Placed, columns: Sequence[Box]) -> list[Printed] | Wording:
    """The cell that stands below each column.

    A cell may stand a little beside its column, as long as there are as many cells as columns.
    Otherwise it stands below one column only; what goes over several belongs to none for sure.
    """
    cells = list(
        zip(placed.line.boxes[placed.start :], placed.line.cells[placed.start :], strict=True)
    )
    boxes = placed.line.boxes[placed.start :]
    if boxes == tuple(columns) or (
        len(boxes) == len(columns) and all(map(overlap, boxes, columns))
    ):
        return [cell for _, cell in cells]
    if any(not cell.blank and not any(overlap(box, c) for c in columns) for box, cell in cells):
        return column_problems.WHY_SHIFTED
    found: list[Printed] = []
    for column in columns:
        touching = [(box, cell) for box, cell in cells if overlap(box, column)]
        filled = [(box, cell) for box, cell in touching if not cell.blank]
        if not touching or len(filled) > 1:
            return column_problems.WHY_SHIFTED
        box, cell = (filled or touching)[0]
        several = bool(filled) and sum(overlap(box, other) > 0 for other in columns) > 1
        found.append(_doubted(cell, problems.WHY_SEVERAL_COLUMNS) if several else cell)
    return found


def _without_unknown(placed: Placed, found: list[Printed], headed: Headed) -> list[Printed]:
    """The cells; those below a header that is none of the form's are doubtful."""
    unknown = {head.column.code for head in headed.heads.found if head.unknown}
    if not unknown:
        return found
    columns = placed.table.columns_of(placed.row.code)
    return [
        _doubted(cell, column_problems.WHY_HEADER) if column.code in unknown else cell
        for column, cell in zip(columns, found, strict=True)
    ]


def _doubted(cell: Printed, why: Wording) -> Printed:
    return replace(cell, cell=replace(cell.cell, doubt=cell.cell.doubt or why))
