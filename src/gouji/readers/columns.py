"""Which printed header stands above which columns of the grid: for the columns of a table."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from gouji.model.form import Code, Entry, Table, is_within
from gouji.model.frozen import frozen
from gouji.readers.labels import Box, Labels, Line, Printed
from gouji.readers.nearness import likeness

REWORDED = 0.5
"""A header that only one column is left for is that column if so much alike; measured on 科研企业
for 科研机构 and on headers cut to half of their characters."""


@frozen
class Head:
    """A printed header of a column: where it stands, and how far it is the form's."""

    column: Entry
    box: Box
    cell: Printed
    near: bool = False
    """Its label is only near to that of the column, the only one that is left for it."""
    unknown: bool = False
    """It is in the place of the column, and its label is no label of it."""


@frozen
class Heads:
    """What a header says of the columns of some rows."""

    found: tuple[Head, ...] = ()
    shuffled: tuple[str, ...] = ()
    """The labels of the columns, if they stand in another order than the form's."""

    @property
    def boxes(self) -> Mapping[Code, Box]:
        """Column → on which columns of the grid it stands."""
        return {head.column.code: head.box for head in self.found}


def heads(
    table: Table, columns: Sequence[Entry], lines: Sequence[Line], start: int, labels: Labels
) -> Heads:
    """Lay the header lines of a table over columns that hold values, from a grid column on.

    At each place the lowest label counts.  A label that several columns bear is that below whose
    printed groups it stands, or the only one that the order of the form leaves.  As many labels
    as columns are left between two known ones are those columns.
    """
    lowest = sorted(_lowest(lines, start), key=lambda found: found[0])
    groups = _groups(table, lines, labels)
    order = {column.code: at for at, column in enumerate(table.value_columns)}
    named = [
        (box, cell, found)
        for box, cell in lowest
        if (found := _named(table, box, cell, groups, labels))
    ]
    decided = in_order([[order[code] for code in found] for _, _, found in named])
    if decided is None:
        return Heads(shuffled=tuple(cell.cell.text for _, cell, _ in named))
    wanted = {order[column.code]: at for at, column in enumerate(columns)}
    known: dict[Box, int] = {}
    for (box, _, _), at in zip(named, decided, strict=True):
        if at in wanted:
            known[box] = wanted[at]
    return Heads(tuple(_filled(columns, lowest, known)))


def _lowest(lines: Sequence[Line], start: int) -> Iterator[tuple[Box, Printed]]:
    """The labels with no other below them, and the blank cells of the last line without any."""
    taken: list[Box] = []
    for line in reversed(lines):
        for box, cell in zip(line.boxes, line.cells, strict=True):
            if box[0] >= start and not cell.blank and not _meets(box, taken):
                taken.append(box)
                yield box, cell
    for box, cell in zip(lines[-1].boxes, lines[-1].cells, strict=True):
        if box[0] >= start and not _meets(box, taken):
            yield box, cell


def _meets(box: Box, others: Iterable[Box]) -> bool:
    start, end = box
    return any(first < end and start < last for first, last in others)


def overlap(box: Box, other: Box) -> int:
    """How many columns of the grid two boxes share."""
    return max(0, min(box[1], other[1]) - max(box[0], other[0]))


def _groups(table: Table, lines: Sequence[Line], labels: Labels) -> Mapping[Code, Sequence[Box]]:
    """Where the groups of columns are printed."""
    found: dict[Code, list[Box]] = {}
    for line in lines:
        for box, cell in zip(line.boxes, line.cells, strict=True):
            for owner, entry in labels.columns(cell):
                if owner is table and entry.group:
                    found.setdefault(entry.code, []).append(box)
    return found


def _named(
    table: Table, box: Box, cell: Printed, groups: Mapping[Code, Sequence[Box]], labels: Labels
) -> Sequence[Code]:
    """The columns with values that a label may name below the groups that are printed above it."""
    return [
        entry.code
        for owner, entry in labels.columns(cell)
        if owner is table
        and not entry.group
        and all(_meets(box, boxes) for g, boxes in groups.items() if is_within(entry.code, g))
    ]


def in_order(choices: Sequence[Sequence[int]]) -> Sequence[int | None] | None:
    """One of several numbers at each place so that they rise, None where several would do.

    None instead of a list where no choice rises.

    >>> in_order([[1, 4], [2, 5], [3]]), in_order([[1, 4], [2, 5]]), in_order([[2], [1]])
    ([1, 2, 3], [None, None], None)
    """
    first = _rising(choices)
    if first is None:
        return None
    turned = _rising([[-number for number in found] for found in reversed(choices)])
    assert turned is not None
    last = [-number for number in reversed(turned)]
    return [low if low == high else None for low, high in zip(first, last, strict=True)]


def _rising(choices: Sequence[Sequence[int]]) -> list[int] | None:
    """The least numbers that rise."""
    found: list[int] = []
    for numbers in choices:
        above = [number for number in numbers if not found or number > found[-1]]
        if not above:
            return None
        found.append(min(above))
    return found


def _filled(
    columns: Sequence[Entry], lowest: Sequence[tuple[Box, Printed]], known: Mapping[Box, int]
) -> Iterator[Head]:
    """The known headers, and between them those in the place of the columns that are left."""
    places = [(n, known[box]) for n, (box, _) in enumerate(lowest) if box in known]
    edges = [(-1, -1), *places, (len(lowest), len(columns))]
    for (n, at), (next_n, next_at) in pairwise(edges):
        if n >= 0:
            yield Head(columns[at], *lowest[n])
        left, between = columns[at + 1 : next_at], lowest[n + 1 : next_n]
        if len(left) == len(between):
            for column, (box, cell) in zip(left, between, strict=True):
                yield _in_place(column, box, cell, columns)


def _in_place(column: Entry, box: Box, cell: Printed, columns: Sequence[Entry]) -> Head:
    """A header in the place of a column: blank, near to its label and to none more, or unknown."""
    if cell.blank:
        return Head(column, box, cell)
    alike = likeness(cell.cell.text, column)
    near = alike >= REWORDED and alike >= max(likeness(cell.cell.text, other) for other in columns)
    return Head(column, box, cell, near=near, unknown=not near)
