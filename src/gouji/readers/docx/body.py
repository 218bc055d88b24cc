"""The paragraphs and tables of a Word document in their order."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, TypeAlias

from gouji.model.frozen import frozen
from gouji.model.locator import Locator
from gouji.model.wording import Wording
from gouji.readers import compose, problems
from gouji.readers.compose import Piece
from gouji.readers.docx.inline import Inline, chosen
from gouji.readers.docx.names import MC, Properties, W, number, properties, switch, value
from gouji.readers.docx.numbering import Numbering
from gouji.readers.docx.problems import foreign_object
from gouji.readers.spans import WIDEST, Spanned

if TYPE_CHECKING:
    from lxml import etree

_NO_LIST = "0"


@frozen
class Line:
    """A line of a paragraph."""

    text: str
    objects: int = 0
    """Documents of other programs that hang on it."""
    doubt: Wording | None = None
    """Why its text is no value."""
    unread: Wording | None = None
    """What hangs on it that is no text."""


@frozen
class Table:
    """A table that holds no table: the number of each line in the file, and its cells."""

    lines: Sequence[tuple[int, Sequence[tuple["_Cell", int]]]]
    """Each cell with its height."""

    def placed(self, table: int) -> Sequence[Sequence[Spanned]]:
        """The lines, each cell with its place."""
        return [
            [Spanned(_piece(cell, at), cell.width, height) for cell, height in cells]
            for row, cells in self.lines
            for at in [Locator(table=table, row=row)]
        ]


Block: TypeAlias = Line | Table


@frozen
class _Cell:
    """A cell as it is written: what it holds, and how it goes together with others."""

    blocks: Sequence[Block]
    width: int
    merged_up: bool
    merged_left: bool


@frozen
class _Row:
    number: int
    before: int
    """Columns that are left out before the first cell."""
    after: int
    cells: Sequence[_Cell]

    @property
    def flows(self) -> bool:
        """Whether it is there for the layout alone: it holds a table, or no two cells with text."""
        if any(isinstance(block, Table) for cell in self.cells for block in cell.blocks):
            return True
        return sum(bool(cell.blocks) for cell in self.cells) < 2  # noqa: PLR2004


class Body:
    """Reads the blocks of a document, or of a cell or text box in it."""

    def __init__(self, inline: Inline, numbering: Numbering) -> None:
        self.inline = inline
        self.stated = inline.stated
        self.numbering = numbering
        self.remarks = inline.remarks

    def blocks(self, container: "etree._Element") -> Iterator[Block]:
        """The lines and tables in an element; a paragraph without an end goes on in the next."""
        begun: list[Line] = []
        for element in self._flat(container, _BLOCKS):
            if element.tag == _TABLE:
                yield from _flushed(begun) if begun else ()
                yield from self._table(element)
            else:
                yield from self._paragraph(element, begun)
        yield from _flushed(begun) if begun else ()

    def _flat(
        self, container: "etree._Element", wanted: frozenset[str]
    ) -> "Iterator[etree._Element]":
        """The elements of some names in a container, also those within others that it holds."""
        pending = [iter(container)]
        while pending:
            for element in pending[-1]:
                tag = element.tag
                if tag in wanted:
                    yield element
                    continue
                inner = self._inner(element) if tag in _TELLING else element
                if inner is not None and len(inner):
                    pending.append(iter(inner))
                    break
            else:
                pending.pop()

    def _inner(self, element: "etree._Element") -> "etree._Element | None":
        """What to look into, of an element that says something itself; None for nothing."""
        tag = element.tag
        if tag == f"{MC}AlternateContent":
            return chosen(element)
        if tag in _LEFT_OUT:
            self.remarks.tracked = True
            return None
        if tag in _FOREIGN:
            self.remarks.foreign = True
            return None
        self.remarks.tracked |= tag in _CHANGES
        self.remarks.misplaced |= tag == _TEXT and bool(element.text)
        return element

    def _paragraph(self, paragraph: "etree._Element", begun: list[Line]) -> list[Block]:
        stated = self.stated.by(paragraph, "pPr")
        style = value(stated, "pStyle") or self.inline.styles.usual
        before = self._number(stated, style)
        words = self.inline.words(paragraph, style)
        begun.append(Line(before + "".join(words.text), words.objects, words.doubt, words.unread))
        goes_on = "rPr" in stated and self._goes_on(properties(stated["rPr"]))
        found = [] if goes_on else _flushed(begun)
        for box in words.boxes:
            found += self.blocks(box)
        return found

    def _goes_on(self, mark: Properties) -> bool:
        """Whether the end of a paragraph is deleted or hidden, which joins it to the next."""
        deleted = "del" in mark or "moveFrom" in mark
        self.remarks.tracked |= deleted or "ins" in mark
        return deleted or bool(switch(mark, "vanish"))

    def _number(self, stated: Properties, style: str) -> str:
        list_id, level = self.inline.styles.list_of(style)
        if "numPr" in stated:
            own = properties(stated["numPr"])
            list_id = value(own, "numId") or list_id
            at = number(own, "ilvl")
            level = level if at is None else at
        return "" if list_id == _NO_LIST else self.numbering.next(list_id, level)

    def _table(self, table: "etree._Element") -> Iterator[Block]:
        rows = [
            self._row(at, row)
            for at, row in enumerate(self._flat(table, _ROWS), start=1)
            if not self._is_gone(row)
        ]
        narrow = all(len(row.cells) < 2 for row in rows)  # noqa: PLR2004
        nested = any(
            isinstance(block, Table) for row in rows for cell in row.cells for block in cell.blocks
        )
        for flows, run in groupby(rows, lambda row: narrow or (nested and row.flows)):
            if flows:
                for row in run:
                    for cell in row.cells:
                        yield from cell.blocks
            else:
                yield Table(_spanned(list(run)))

    def _is_gone(self, row: "etree._Element") -> bool:
        stated = self.stated.by(row, "trPr")
        hidden = bool(switch(stated, "hidden"))
        self.remarks.tracked |= "del" in stated or "ins" in stated
        self.remarks.hidden |= hidden
        return "del" in stated or hidden

    def _row(self, at: int, row: "etree._Element") -> _Row:
        stated = self.stated.by(row, "trPr")
        before, after = (number(stated, name) or 0 for name in ("gridBefore", "gridAfter"))
        cells = [found for cell in self._flat(row, _CELLS) if (found := self._cell(cell))]
        return _Row(at, _width(before), _width(after), cells)

    def _cell(self, cell: "etree._Element") -> _Cell | None:
        """A cell; None for one that is deleted."""
        stated = self.stated.by(cell, "tcPr")
        if "cellDel" in stated:
            self.remarks.tracked = True
            return None
        up, left = _goes_on_from(stated, "vMerge"), _goes_on_from(stated, "hMerge")
        blocks = () if up or left else tuple(self.blocks(cell))
        return _Cell(blocks, max(1, _width(number(stated, "gridSpan") or 1)), up, left)


_CHANGES = frozenset([f"{W}ins", f"{W}moveTo"])
_LEFT_OUT = frozenset([f"{W}del", f"{W}moveFrom"])
_FOREIGN = frozenset([f"{W}altChunk", f"{W}subDoc"])
_TEXT = f"{W}t"
_TELLING = _CHANGES | _LEFT_OUT | _FOREIGN | {f"{MC}AlternateContent", _TEXT}
_TABLE = f"{W}tbl"
_BLOCKS = frozenset([f"{W}p", _TABLE])
_ROWS = frozenset([f"{W}tr"])
_CELLS = frozenset([f"{W}tc"])
STATED = (
    *("pStyle", "numPr", "del", "moveFrom", "ins", "vanish"),
    *("hidden", "gridBefore", "gridAfter", "cellDel", "vMerge", "hMerge", "gridSpan"),
)
"""The properties of paragraphs and of their ends, of rows and of cells that count."""


def _flushed(begun: list[Line]) -> list[Block]:
    """The lines of a paragraph, of which the text may have been put down in parts."""
    if len(begun) == 1:
        (whole,) = begun
    else:
        whole = Line(
            "".join(part.text for part in begun),
            sum(part.objects for part in begun),
            _first(part.doubt for part in begun),
            _first(part.unread for part in begun),
        )
    begun.clear()
    printed = filter(None, map(str.strip, whole.text.split("\n")))
    found: list[Block] = [Line(text, doubt=whole.doubt) for text in printed]
    if whole.objects or whole.unread:
        found.append(Line("", whole.objects, unread=whole.unread))
    return found


def _width(columns: int) -> int:
    return min(max(columns, 0), WIDEST)


def _goes_on_from(stated: Properties, name: str) -> bool:
    return name in stated and (value(stated, name) or "continue") == "continue"


def _spanned(rows: Sequence[_Row]) -> list[tuple[int, list[tuple[_Cell, int]]]]:
    """The cells with their heights; those that belong to one above are left out."""
    laid = [(row, list(_columns(row))) for row in rows]
    laid = [(row, cells) for row, cells in laid if any(not cell.merged_up for _, cell in cells)]
    heights: dict[tuple[int, int], int] = {}
    tops: dict[tuple[int, int], tuple[int, int]] = {}
    for at, (_, cells) in enumerate(laid):
        fresh: dict[tuple[int, int], tuple[int, int]] = {}
        for column, cell in cells:
            key = column, cell.width
            top = (tops.get(key) if cell.merged_up else None) or (at, column)
            fresh[key] = top
            heights[top] = at - top[0] + 1
        tops = fresh
    return [
        (
            row.number,
            [
                *_left_out(row.before),
                *((cell, heights[at, column]) for column, cell in cells if (at, column) in heights),
                *_left_out(row.after),
            ],
        )
        for at, (row, cells) in enumerate(laid)
    ]


def _left_out(columns: int) -> list[tuple[_Cell, int]]:
    """An empty cell where a row begins late or ends early."""
    return [(_Cell((), columns, merged_up=False, merged_left=False), 1)] if columns else []


def _columns(row: _Row) -> Iterator[tuple[int, _Cell]]:
    """The cells with the columns on which they begin; one merged to the left widens that one."""
    column = row.before
    whole: list[_Cell] = []
    for cell in row.cells:
        if cell.merged_left and whole:
            whole[-1] = replace(whole[-1], width=whole[-1].width + cell.width)
        else:
            whole.append(cell)
    for cell in whole:
        yield column, cell
        column += cell.width


def _first(found: Iterable[Wording | None]) -> Wording | None:
    return next(filter(None, found), None)


def _piece(cell: _Cell, at: Locator) -> Piece:
    """The text of a cell; one merged with a cell above that is not there says nothing."""
    if cell.merged_up:
        return Piece("", at, doubt=problems.WHY_SEVERAL_LINES)
    if not cell.blocks:
        return Piece("", at)
    (only, *others) = cell.blocks
    if not others and isinstance(only, Line) and only.text:
        return Piece(
            only.text, at, doubt=only.doubt, remark=foreign_object if only.objects else None
        )
    lines = [block for block in cell.blocks if isinstance(block, Line)]
    text, doubt = compose.joined([line.text for line in lines if line.text])
    marked = _first(line.doubt for line in lines)
    unread = None if text else _first(line.unread for line in lines)
    objects = any(line.objects for line in lines)
    return Piece(
        text,
        at,
        doubt=marked or doubt or unread,
        remark=foreign_object if objects else None,
    )
