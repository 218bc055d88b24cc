"""Which line of a grid is which row of which table.

A line is read from the left.  Its *head* is what stands before the first value (a number, a dash
or another mark); the row is the last label in the head, and labels of groups before it set the
context for labels that several rows share.  A line without any value is a header, unless every
printed cell is the label of a row, or words that are no label stand where its values should.
"""

from collections.abc import Iterator, Mapping, Sequence

from gouji.model.form import Code, Table, is_within
from gouji.readers import problems
from gouji.readers.labels import Candidate, Labels, Line, Printed
from gouji.readers.nearness import nearest
from gouji.readers.parted_rows import parted_rows
from gouji.readers.placement import Placed, Placement
from gouji.readers.single import Homes, place_single_rows
from gouji.readers.worded import rows_in_words

Titles = Mapping[int, Table]
"""Grid → the table whose title is printed above it."""


def place(lines: Sequence[Line], labels: Labels, titles: Titles, homes: Homes) -> Placement:
    """Find the rows of all tables; what is doubtful is left out and diagnosed."""
    placer = _Placer(labels, titles)
    for parted in parted_rows(lines, labels):
        placer.placement.rows.append(parted.placed)
        placer.placement.parts |= parted.numbers
    for line in lines:
        if line.number not in placer.placement.parts and not placer.takes(line):
            placer.placement.others.append(line)
    placer.settle_near()
    placer.settle_groups()
    place_single_rows(lines, labels, homes, placer.placement)
    return placer.placement


def unplaced(lines: Sequence[Line], labels: Labels, placement: Placement) -> Iterator[Line]:
    """The lines that hold something and are neither row nor header.

    A line with a value always counts, and so does one with words in the place of the values of a
    row.  Another line of words is a header before a row of the same grid; behind the last row, or
    in a grid without rows, it counts unless a cell is a known label.
    """
    taken = placement.taken
    last_row = {line.grid: line.number for line in lines if line.number in taken}
    for line in placement.others:
        if line.number in taken or line.blank:
            continue
        behind = line.number > last_row.get(line.grid, -1)
        words = behind and not any(map(labels.knows, line.cells))
        if line.has_values or words or rows_in_words(line, labels, behind=behind):
            yield line


class _Placer:
    """Walks down the lines with what is known so far of each table."""

    def __init__(self, labels: Labels, titles: Titles) -> None:
        self.labels = labels
        self._titles = titles
        self.placement = Placement()
        self._order = {
            table.key: {row.code: at for at, row in enumerate(table.rows)}
            for table in labels.tables
        }
        self._last: dict[str, int] = {}
        self._group: dict[str, Code] = {}
        self._group_printed: set[str] = set()
        self._table: str | None = None
        self._groups: list[Placed] = []
        self._grid = -1
        self._headed: dict[str, Table] = {}
        """The tables of which the title or a column that no other table has is printed above."""
        self._rows_since = False
        """Whether a row has followed the header."""

    def takes(self, line: Line) -> bool:
        """Place a line if it is a row or the label of a group."""
        self._look_at_header(line)
        named = self._named(line)
        if not named:
            return self._takes_near(line)
        leaves: list[tuple[int, Candidate]] = []
        last: tuple[int, Candidate] | None = None
        for at, candidates in named:
            chosen = self._resolve(candidates, line.cells[at].wordings.ordinal)
            if chosen is None:
                self._say_ambiguous(line, at, candidates)
                return False
            last = at, chosen
            if chosen[1].group:
                self._enter(chosen)
            else:
                leaves.append(last)
        assert last is not None
        if not leaves:
            return self._takes_near(line) or self._takes_group(line, *last)
        if len(leaves) > 1 or leaves[0] != last:
            return False
        self._place(Placed(*last[1], line, last[0] + 1))
        return True

    def _look_at_header(self, line: Line) -> None:
        if line.grid != self._grid:
            title = self._titles.get(line.grid)
            self._grid, self._headed = line.grid, {title.key: title} if title else {}
            self._rows_since = False
        if line.has_values:
            return
        named = list(map(self._heads, line.cells))
        if any(named) and self._rows_since:
            self._headed, self._rows_since = {}, False
        for tables in named:
            self._headed |= tables if len(tables) == 1 else {}

    def _heads(self, cell: Printed) -> dict[str, Table]:
        """The tables that a cell may head: by their title or by a column."""
        title = self.labels.titled(cell.cell.text)
        columns = {table.key: table for table, _ in self.labels.columns(cell)}
        return {title.key: title} if title and not self.labels.rows(cell) else columns

    def _takes_near(self, line: Line) -> bool:
        """Place a line whose label is near to that of a row further down in the table at hand."""
        words = [at for at, cell in enumerate(line.cells[: line.values_from]) if not cell.blank]
        if not (words and line.has_values):
            return False
        at = words[-1]
        for table in self._at_hand():
            row = nearest(line.cells[at].cell.text, table.rows)
            if row is None or row.group:
                continue
            placed = Placed(table, row, line, at + 1, near=True)
            if placed.offsets and self._order[table.key][row.code] > self._last.get(table.key, -1):
                self._place(placed)
                return True
        return False

    def _at_hand(self) -> Iterator[Table]:
        """The tables that a line may belong to, those that it may add rows to left out."""
        here = [table for table in self.labels.tables if table.key == self._table]
        for table in {table.key: table for table in (*self._headed.values(), *here)}.values():
            if table.open_rows is None:
                yield table

    def settle_near(self) -> None:
        """A row whose own label is printed elsewhere is not the one that a near label means."""
        exact = {(p.table.key, p.row.code) for p in self.placement.rows if not p.near}
        rows: list[Placed] = []
        for placed in self.placement.rows:
            if placed.near and (placed.table.key, placed.row.code) in exact:
                self.placement.others.append(placed.line)
                continue
            rows.append(placed)
            if placed.near:
                cell = placed.line.cells[placed.start - 1].cell
                problem = problems.near_row(cell.text, placed.table, placed.row, cell.place)
                self.placement.diagnostics.append(problem)
        self.placement.rows = rows

    def settle_groups(self) -> None:
        """The cells beside a group's label are its own only where none of its rows is printed."""
        found = [(placed.table.key, placed.row.code) for placed in self.placement.rows]
        for placed in self._groups:
            key, code = placed.table.key, placed.row.code
            if not any(table == key and is_within(row, code) for table, row in found):
                self.placement.rows.append(placed)
            elif placed.line.has_values:
                place = placed.line.place(placed.start - 1)
                problem = problems.values_on_group(placed.table, placed.row, place)
                self.placement.diagnostics.append(problem)
                self.placement.others.append(placed.line)
        self.placement.rows.sort(key=lambda placed: placed.line.number)
        self.placement.others.sort(key=lambda line: line.number)

    def _named(self, line: Line) -> list[tuple[int, tuple[Candidate, ...]]]:
        """The row labels in the head of a line; none if the line is a header."""
        end = self._head_end(line)
        head = line.cells[:end]
        named = [(at, found) for at, cell in enumerate(head) if (found := self.labels.rows(cell))]
        if not named:
            return []
        before = head[: named[-1][0]]
        if any(self.labels.columns(cell) and not self.labels.rows(cell) for cell in before):
            return []
        if end < len(line.cells) or self._is_blank_row(line, named):
            return named
        return named if self._is_row_in_words(line, named) else []

    def _head_end(self, line: Line) -> int:
        """Where the values begin; a label that reads like a value is a label."""
        for at in range(line.values_from, len(line.cells)):
            if line.cells[at].says_value and not self.labels.rows(line.cells[at]):
                return at
        return len(line.cells)

    def _is_blank_row(self, line: Line, named: Sequence[tuple[int, tuple[Candidate, ...]]]) -> bool:
        """Whether a line without values is a row left blank, not a header of like labels."""
        if sum(not cell.blank for cell in line.cells) != len(named):
            return False
        at, candidates = named[-1]
        cell = line.cells[at]
        if cell.wordings.ordinal is not None or not self.labels.columns(cell):
            return True
        room = len(line.cells) - at - 1
        return len(named) == 1 and any(
            table.key in self._last and room >= len(table.columns_of(row.code))
            for table, row in candidates
        )

    def _is_row_in_words(
        self, line: Line, named: Sequence[tuple[int, tuple[Candidate, ...]]]
    ) -> bool:
        """Whether a line without values is a row with words in the place of each of its values."""
        start = named[-1][0] + 1
        if sum(not cell.blank for cell in line.cells[:start]) != len(named):
            return False
        return any(
            all(not cell.blank for cell in line.cells[start:])
            and Placed(table, row, line, start).printed == len(table.columns_of(row.code))
            for table, row in rows_in_words(line, self.labels, behind=False)
        )

    def _resolve(self, candidates: tuple[Candidate, ...], ordinal: int | None) -> Candidate | None:
        """The row that a label means: by table, by group, by order; None where that is open.

        A label met again in a printed group is the same row again, unless its printed number says
        that it is not: then it is a row further down.  A number that is another row's is a doubt.
        """
        headed = tuple(c for c in candidates if c[0].key in self._headed)
        here = tuple(c for c in candidates if c[0].key == self._table)
        left = headed if headed and self._table not in self._headed else here or candidates
        if len(left) == 1:
            return left[0]
        if len({table.key for table, _ in left}) > 1:
            return None
        key = left[0][0].key
        group = self._group.get(key, "")
        ahead = tuple(c for c in left if self._order[key][c[1].code] > self._last.get(key, -1))
        pool = left if key in self._group_printed else ahead
        while group:
            inside = [c for c in pool if is_within(c[1].code, group)]
            if len(inside) == 1:
                others = any(_numbered(c, ordinal) for c in left if c is not inside[0])
                if _numbered(inside[0], ordinal) or (inside[0] in ahead and not others):
                    return inside[0]
                pool = ahead
            group = group.rpartition(".")[0]
        return ahead[0] if len(ahead) == 1 else None

    def _enter(self, group: Candidate) -> None:
        table, entry = group
        self._table = table.key
        self._group[table.key] = entry.code
        self._group_printed.add(table.key)

    def _place(self, placed: Placed) -> None:
        table, row = placed.table, placed.row
        key = self._table = table.key
        self._last[key] = self._order[key][row.code]
        if not is_within(row.code, self._group.get(key, "")):
            self._group[key] = row.code.rpartition(".")[0]
            self._group_printed.discard(key)
        self._rows_since = True
        self.placement.rows.append(placed)

    def _takes_group(self, line: Line, at: int, chosen: Candidate) -> bool:
        placed = Placed(*chosen, line, at + 1)
        if not all(cell.blank or cell.says_value for cell in line.cells[at + 1 :]):
            return not line.has_values
        if line.has_values or len(placed.after) >= placed.columns > 0:
            self._groups.append(placed)
        return True

    def _say_ambiguous(self, line: Line, at: int, candidates: tuple[Candidate, ...]) -> None:
        cell = line.cells[at].cell
        problem = problems.ambiguous_row(cell.text, candidates, cell.place)
        self.placement.diagnostics.append(problem)


def _numbered(candidate: Candidate, ordinal: int | None) -> bool:
    """Whether a printed number is that of the row, or none is printed."""
    return ordinal is None or candidate[1].code.rpartition(".")[2] == str(ordinal)
