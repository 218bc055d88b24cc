"""The cells of a sheet: as it prints them, and those of hidden rows."""

from collections.abc import Iterator, Mapping, Sequence, Set
from typing import TYPE_CHECKING

from gouji.model.frozen import frozen
from gouji.readers.limits import MOST_CELLS, TooLargeError
from gouji.readers.package import whole
from gouji.readers.xlsx import problems
from gouji.readers.xlsx.cells import Book, DamagedError, Text
from gouji.readers.xlsx.drawings import Area, areas
from gouji.readers.xlsx.formats import decimal
from gouji.readers.xlsx.names import LAST_COLUMN, LAST_ROW, S, is_off, is_on, place

if TYPE_CHECKING:
    from lxml import etree

_MOST_MERGED = 5 * MOST_CELLS

_Merges = Mapping[int, Mapping[int, tuple[int, int]]]
"""Row → column → the last row and column of the cells that are merged from there."""


@frozen
class Placed:
    """A cell, and as far as it goes: its last row and column."""

    row: int
    column: int
    last_row: int
    last_column: int
    content: Text


@frozen
class Sheet:
    """The cells of a sheet that print something or are merged, row by row."""

    name: str
    rows: Mapping[int, list[Placed]]
    hidden: bool
    """Whether rows or columns with something in them are hidden."""
    hidden_rows: Set[int] = frozenset()
    drawings: Sequence[Area] = ()
    """The cells below pictures and the like."""


def sheet(
    name: str, root: "etree._Element", book: Book, drawing: "etree._Element | None" = None
) -> Sheet:
    """The cells of a sheet and its drawing; TooLargeError for more than are laid out."""
    zeros = not any(
        is_off(view.get("showZeros")) for view in root.iterfind(f"{S}sheetViews/{S}sheetView")
    )
    contents: dict[int, dict[int, Text]] = {}
    gone_rows: set[int] = set()
    count = 0
    for row, column, cell in _cells(root, gone_rows):
        content = book.text(cell)
        if not zeros and _is_zero(cell):
            content = Text(content.text, content.doubt or problems.WHY_HIDDEN_ZERO)
        if content.text or content.doubt:
            contents.setdefault(row, {})[column] = content
            count += 1
        if count > MOST_CELLS:
            raise TooLargeError
    last = max((column for row in contents.values() for column in row), default=0)
    rows, columns = _Visible(gone_rows), _Visible(_hidden_columns(root, last))
    placed: dict[int, list[Placed]] = {}
    hidden = False
    for one in _printed(contents, _merges(root, last)):
        row, column = rows.first(one.row), columns.first(one.column)
        gone = row > one.last_row
        hidden |= bool(one.content.text) and (gone or column > one.last_column)
        if column > one.last_column:
            continue
        row = one.row if gone else row
        seen = Placed(row, column, one.last_row, one.last_column, one.content)
        placed.setdefault(row, []).append(seen)
    for found in placed.values():
        found.sort(key=lambda one: one.column)
    drawings = areas(drawing, root)
    return Sheet(name, dict(sorted(placed.items())), hidden, gone_rows, drawings)


def _is_zero(cell: "etree._Element") -> bool:
    return cell.get("t", "n") == "n" and decimal(cell.findtext(f"{S}v") or "") == 0


def _cells(root: "etree._Element", gone: set[int]) -> "Iterator[tuple[int, int, etree._Element]]":
    """The cells with their rows and columns; the hidden rows are put down."""
    row = 0
    for line in root.iterfind(f"{S}sheetData/{S}row"):
        row = _next(whole(line.get("r")) if "r" in line.attrib else row + 1, row, LAST_ROW)
        if is_on(line.get("hidden")) or line.get("ht") == "0":
            gone.add(row)
        column = 0
        for cell in line.iterchildren(f"{S}c"):
            stated = cell.get("r")
            at = (row, column + 1) if stated is None else place(stated)
            if at is None or at[0] != row:
                raise DamagedError
            column = _next(at[1], column, LAST_COLUMN)
            yield row, column, cell


def _next(stated: int | None, before: int, limit: int) -> int:
    """A number of a row or column, which rises from one to the next."""
    if stated is None or not before < stated <= limit:
        raise DamagedError
    return stated


def _merges(root: "etree._Element", last: int) -> _Merges:
    """The merged cells as far as the last column in which anything stands."""
    found: dict[int, dict[int, tuple[int, int]]] = {}
    width = 0
    for element in root.iterfind(f"{S}mergeCells/{S}mergeCell"):
        first, _, end = element.get("ref", "").partition(":")
        top, bottom = place(first), place(end or first)
        if top is None or bottom is None:
            raise DamagedError
        found.setdefault(top[0], {})[top[1]] = bottom[0], max(top[1], min(bottom[1], last))
        width += max(0, min(bottom[1], last) - top[1])
        if width > _MOST_MERGED:
            raise TooLargeError
    return found


def _printed(contents: Mapping[int, Mapping[int, Text]], merges: _Merges) -> Iterator[Placed]:
    """The cells; of merged ones the first, since the others are not shown."""
    until: dict[int, int] = {}
    for row in sorted({*contents, *merges}):
        begun = dict[int, tuple[int, int]]()
        for column, (last_row, last_column) in sorted(merges.get(row, {}).items()):
            if until.get(column, 0) < row:
                begun[column] = last_row, last_column
                until.update(dict.fromkeys(range(column, last_column + 1), last_row))
        own = contents.get(row, {})
        for column in sorted({*own, *begun}):
            if column in begun or until.get(column, 0) < row:
                last_row, last_column = begun.get(column, (row, column))
                yield Placed(row, column, last_row, last_column, own.get(column, Text()))


class _Visible:
    """Which rows or columns are shown."""

    def __init__(self, gone: set[int]) -> None:
        self._next: dict[int, int] = {}
        for at in sorted(gone, reverse=True):
            self._next[at] = self._next.get(at + 1, at + 1)

    def first(self, at: int) -> int:
        """The first one shown from one on."""
        return self._next.get(at, at)


def _hidden_columns(root: "etree._Element", last: int) -> set[int]:
    gone: set[int] = set()
    for element in root.iterfind(f"{S}cols/{S}col"):
        first, end = whole(element.get("min")), whole(element.get("max"))
        if first and end and (is_on(element.get("hidden")) or element.get("width") == "0"):
            gone.update(range(first, min(end, last) + 1))
    return gone
