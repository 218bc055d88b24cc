"""Which rows of a sheet are tables, and which are prose."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from gouji.model.frozen import frozen
from gouji.model.locator import Locator
from gouji.readers.compose import Part, Piece, joined
from gouji.readers.problems import WHY_PICTURE
from gouji.readers.spans import Spanned, resolved
from gouji.readers.xlsx import problems
from gouji.readers.xlsx.cells import Text
from gouji.readers.xlsx.drawings import Area, covered
from gouji.readers.xlsx.names import reference
from gouji.readers.xlsx.sheet import Placed, Sheet

_PROSE = 60
"""A longer cell that holds a full stop is prose."""


@frozen
class _Row:
    """A row with something printed in it."""

    number: int
    cells: Sequence[Placed]
    below: bool
    """Whether a cell from above goes over it."""

    @property
    def printed(self) -> list[Placed]:
        """The cells that are not blank."""
        return [cell for cell in self.cells if cell.content.text or cell.content.doubt]

    @property
    def is_prose(self) -> bool:
        """Whether a cell of it is a paragraph."""
        texts = [cell.content.text for cell in self.printed]
        return any(len(text) > _PROSE and "。" in text for text in texts)

    @property
    def is_alone(self) -> bool:
        """Whether nothing but one cell is printed: a heading, a title or a paragraph."""
        return len(self.printed) == 1 and not self.below and self._is_flat

    @property
    def is_wide(self) -> bool:
        """Whether its only cell goes over several columns."""
        return self.is_alone and self.printed[0].last_column > self.printed[0].column

    @property
    def _is_flat(self) -> bool:
        return all(cell.last_row == cell.row for cell in self.printed)


def parts(sheet: Sheet) -> Iterator[Part]:
    """The paragraphs and grids of a sheet; TooLargeError for a grid of too many cells.

    Of hidden rows, those of grids are there, and their cells in doubt.

    Rows with several cells are a grid.  A row with one is a paragraph, unless it stands between
    such rows without an empty row beside it, like the title of a group, or is the first of the
    sheet and as wide as the row below it; a row with a cell of prose is paragraphs.  An empty row
    ends a grid, unless the next one has the same columns.
    """
    grid: list[_Row] = []
    alone: list[_Row] = []
    first = True
    for row in _rows(sheet):
        near = not (grid or alone) or row.number - (alone or grid)[-1].number == 1
        if row.is_prose or row.is_alone:
            if near and not row.is_prose and (grid or (first and row.is_wide)):
                alone.append(row)
            else:
                yield from _ended(sheet, grid, alone)
                yield from _paragraphs(sheet, row)
            first = False
            continue
        goes_on = near or (not alone and _columns([row]) == _columns(grid))
        if not (goes_on if grid else near and _over(alone, row)):
            yield from _ended(sheet, grid, alone)
        grid += [*alone, row]
        alone.clear()
        first = False
    yield from _ended(sheet, grid, alone)


def _over(alone: Sequence[_Row], row: _Row) -> bool:
    """Whether the cells above a row go over all of it, and no further."""
    ends = row.cells[0].column, max(cell.last_column for cell in row.cells)
    return all((a.printed[0].column, a.printed[0].last_column) == ends for a in alone)


def _rows(sheet: Sheet) -> Iterator[_Row]:
    tallest = 0
    for number, cells in sheet.rows.items():
        row = _Row(number, cells, tallest >= number)
        hidden = number in sheet.hidden_rows
        if row.printed and not (hidden and (row.is_prose or row.is_alone)):
            yield row
            tallest = max(tallest, *(cell.last_row for cell in row.printed))


def _ended(sheet: Sheet, grid: list[_Row], alone: list[_Row]) -> Iterator[Part]:
    """A grid that ends, and the rows below it that turn out to be none of it."""
    if grid:
        yield resolved([line for run in _runs(grid) for line in _laid(sheet, run)])
    for row in alone:
        yield from _paragraphs(sheet, row)
    grid.clear()
    alone.clear()


def _runs(grid: Sequence[_Row]) -> Iterator[list[_Row]]:
    """The rows between titles that go over several columns, and these: each has its own columns."""
    run: list[_Row] = []
    for row in grid:
        if row.is_wide and run:
            yield run
            run = []
        if row.is_wide:
            yield [row]
        else:
            run.append(row)
    if run:
        yield run


def _columns(rows: Sequence[_Row]) -> Sequence[int]:
    """The columns in which cells of rows begin."""
    return sorted({cell.column for row in rows for cell in row.printed})


def _laid(sheet: Sheet, rows: Sequence[_Row]) -> Iterator[list[Spanned]]:
    """The cells of rows, with an empty one wherever nothing is printed."""
    columns = _columns(rows)
    until = [0] * len(columns)
    lines: list[tuple[int, list[tuple[int, Placed | None]]]] = []
    for row in rows:
        here = {cell.column: cell for cell in row.cells}
        line: list[tuple[int, Placed | None]] = []
        for at, column in enumerate(columns):
            if until[at] >= row.number:
                continue
            cell = _at(here, columns, at)
            line.append((column, cell))
            end = bisect_right(columns, cell.last_column) if cell else at + 1
            until[at:end] = [cell.last_row if cell else row.number] * (end - at)
        if line:
            lines.append((row.number, line))
    numbers = [number for number, _ in lines]
    for number, line in lines:
        yield [
            Spanned(
                _piece(sheet, number, column, cell),
                bisect_right(columns, cell.last_column) - bisect_left(columns, column)
                if cell
                else 1,
                bisect_right(numbers, cell.last_row) - bisect_left(numbers, number) if cell else 1,
            )
            for column, cell in line
        ]


def _at(here: dict[int, Placed], columns: Sequence[int], at: int) -> Placed | None:
    """The cell of a row in a column; one that begins in a column left out begins in the next."""
    before = columns[at - 1] if at else 0
    column = columns[at]
    if column in here:
        return here[column]
    return next(
        (cell for cell in here.values() if before < cell.column <= column <= cell.last_column),
        None,
    )


def _piece(sheet: Sheet, number: int, column: int, cell: Placed | None) -> Piece:
    at = Locator(sheet=sheet.name, cell=reference(number, column))
    content = cell.content if cell else Text()
    text, doubt = joined(_lines(content.text))
    doubt = content.doubt or doubt
    if number in sheet.hidden_rows:
        doubt = problems.WHY_HIDDEN_ROW
    elif not (text or doubt) and _is_covered(sheet, number, column, cell):
        doubt = WHY_PICTURE
    return Piece(text, at, doubt=doubt)


def _is_covered(sheet: Sheet, number: int, column: int, cell: Placed | None) -> bool:
    """Whether a picture lies over a cell."""
    bottom, right = (cell.last_row, cell.last_column) if cell else (number, column)
    return covered(sheet.drawings, Area(number, column, bottom, right))


def _paragraphs(sheet: Sheet, row: _Row) -> Iterator[Piece]:
    for cell in row.printed:
        at = Locator(sheet=sheet.name, cell=reference(row.number, cell.column))
        for line in _lines(cell.content.text):
            yield Piece(line, at)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]
