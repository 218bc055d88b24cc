"""The paragraphs and tables of a Word document in their order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING, TypeAlias

from gouji.model.locator import Locator
from gouji.readers import compose, problems
from gouji.readers.compose import Piece
from gouji.readers.docx.inline import Inline, chosen
from gouji.readers.docx.names import MC, W, number, switch, value
from gouji.readers.docx.numbering import Numbering
from gouji.readers.docx.problems import WHY_STRUCK, foreign_object
from gouji.readers.spans import WIDEST, Spanned

if TYPE_CHECKING:
    from lxml import etree

_NO_PLACE = Locator()
_NO_LIST = ("0", 0)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a paragraph."""

    text: str
    objects: int = 0
    """Documents of other programs that hang on it."""
    struck: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table that holds no table: the number of each line in the file, and its cells."""

    lines: Sequence[tuple[int, Sequence[Spanned]]]

    def placed(self, table: int) -> Sequence[Sequence[Spanned]]:
        """The lines, each cell with its place."""
        return [
            [
                replace(cell, piece=replace(cell.piece, at=Locator(table=table, row=row)))
                for cell in cells
            ]
            for row, cells in self.lines
        ]


Block: TypeAlias = Line | Table


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell as it is written: what it holds, and how it goes together with others."""

    blocks: Sequence[Block]
    width: int
    merged_up: bool
    merged_left: bool


@dataclass(frozen=True, slots=True)
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
        self.numbering = numbering
        self.remarks = inline.remarks

    def blocks(self, container: "etree._Element") -> Iterator[Block]:
        """The lines and tables in an element; a paragraph without an end goes on in the next."""
        begun: list[str] = []
        for element in self._flat(container, ("p", "tbl")):
            if element.tag == f"{W}tbl":
                yield from self._flush(begun)
                yield from self._table(element)
            else:
                yield from self._paragraph(element, begun)
        yield from self._flush(begun)

    def _flush(self, begun: list[str]) -> Iterator[Block]:
        if begun:
            yield from _lines("".join(begun))
            begun.clear()

    def _flat(
        self, container: "etree._Element", wanted: tuple[str, ...]
    ) -> "Iterator[etree._Element]":
        """The elements of some names in a container, also those in wrappers of no consequence."""
        names = {W + name for name in wanted}
        pending = [container.iterchildren()]
        while pending:
            element = next(pending[-1], None)
            if element is None:
                pending.pop()
            elif element.tag in names:
                yield element
            elif element.tag in _WRAPPERS:
                self.remarks.tracked |= element.tag in _CHANGES
                pending.append(element.iterchildren())
            elif element.tag == f"{MC}AlternateContent":
                one = chosen(element)
                pending += [] if one is None else [one.iterchildren()]
            elif element.tag in _LEFT_OUT:
                self.remarks.tracked = True
            elif element.tag in _FOREIGN:
                self.remarks.foreign = True

    def _paragraph(self, paragraph: "etree._Element", begun: list[str]) -> Iterator[Block]:
        properties = paragraph.find(f"{W}pPr")
        style = value(properties, "pStyle") or self.inline.styles.usual
        before = self._number(properties, style)
        words = self.inline.words(paragraph, style)
        text = before + "".join(words.text)
        mark = None if properties is None else properties.find(f"{W}rPr")
        if mark is not None and self._goes_on(mark):
            begun.append(text)
            return
        text = "".join([*begun, text])
        begun.clear()
        lines = list(_lines(text, struck=words.struck)) or [Line("")]
        if words.objects:
            lines[-1] = replace(lines[-1], objects=words.objects)
        yield from (line for line in lines if line.text or line.objects)
        for box in words.boxes:
            yield from self.blocks(box)

    def _goes_on(self, mark: "etree._Element") -> bool:
        """Whether the end of a paragraph is deleted or hidden, which joins it to the next."""
        deleted = mark.find(f"{W}del") is not None or mark.find(f"{W}moveFrom") is not None
        self.remarks.tracked |= deleted or mark.find(f"{W}ins") is not None
        return deleted or bool(switch(mark, "vanish"))

    def _number(self, properties: "etree._Element | None", style: str) -> str:
        list_id, level = self.inline.styles.lists.get(style, _NO_LIST)
        list_id = value(properties, "numPr/numId") or list_id
        stated = number(properties, "numPr/ilvl")
        return self.numbering.next(list_id, level if stated is None else stated)

    def _table(self, table: "etree._Element") -> Iterator[Block]:
        rows = [
            self._row(at, row)
            for at, row in enumerate(self._flat(table, ("tr",)), start=1)
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
        properties = row.find(f"{W}trPr")
        if properties is None:
            return False
        deleted = properties.find(f"{W}del") is not None
        hidden = bool(switch(properties, "hidden"))
        self.remarks.tracked |= deleted or properties.find(f"{W}ins") is not None
        self.remarks.hidden |= hidden
        return deleted or hidden

    def _row(self, at: int, row: "etree._Element") -> _Row:
        properties = row.find(f"{W}trPr")
        before, after = (number(properties, name) or 0 for name in ("gridBefore", "gridAfter"))
        cells = [
            self._cell(cell)
            for cell in self._flat(row, ("tc",))
            if cell.find(f"{W}tcPr/{W}cellDel") is None
        ]
        return _Row(at, _width(before), _width(after), cells)

    def _cell(self, cell: "etree._Element") -> _Cell:
        properties = cell.find(f"{W}tcPr")
        up, left = (_goes_on_from(properties, name) for name in ("vMerge", "hMerge"))
        blocks = () if up or left else tuple(self.blocks(cell))
        return _Cell(blocks, max(1, _width(number(properties, "gridSpan") or 1)), up, left)


_CHANGES = frozenset([f"{W}ins", f"{W}moveTo"])
_WRAPPERS = _CHANGES | {f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "smartTag")}
_LEFT_OUT = frozenset([f"{W}del", f"{W}moveFrom"])
_FOREIGN = frozenset([f"{W}altChunk", f"{W}subDoc"])


def _width(columns: int) -> int:
    return min(max(columns, 0), WIDEST)


def _lines(text: str, *, struck: bool = False) -> Iterator[Line]:
    for line in text.split("\n"):
        if line.strip():
            yield Line(line.strip(), struck=struck)


def _goes_on_from(properties: "etree._Element | None", name: str) -> bool:
    found = None if properties is None else properties.find(W + name)
    return found is not None and found.get(f"{W}val", "continue") == "continue"


def _spanned(rows: Sequence[_Row]) -> list[tuple[int, list[Spanned]]]:
    """The cells with their widths and heights; those that belong to one above are left out."""
    laid = [(row, list(_columns(row))) for row in rows]
    begins = [any(not cell.merged_up for _, cell in cells) for _, cells in laid]
    laid = [each for each, kept in zip(laid, begins, strict=True) if kept]
    heights: dict[tuple[int, int], int] = {}
    orphans = set[tuple[int, int]]()
    tops: dict[tuple[int, int], tuple[int, int]] = {}
    for at, (_, cells) in enumerate(laid):
        fresh: dict[tuple[int, int], tuple[int, int]] = {}
        for column, cell in cells:
            key = column, cell.width
            top = tops.get(key) if cell.merged_up else None
            if cell.merged_up and top is None:
                orphans.add((at, column))
            fresh[key] = top or (at, column)
            heights[fresh[key]] = at - fresh[key][0] + 1
        tops = fresh
    return [
        (
            row.number,
            [
                *([Spanned(Piece("", _NO_PLACE), row.before)] if row.before else []),
                *(
                    Spanned(
                        _piece(cell, orphan=(at, column) in orphans),
                        cell.width,
                        heights[at, column],
                    )
                    for column, cell in cells
                    if not cell.merged_up or (at, column) in orphans
                ),
                *([Spanned(Piece("", _NO_PLACE), row.after)] if row.after else []),
            ],
        )
        for at, (row, cells) in enumerate(laid)
    ]


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


def _piece(cell: _Cell, *, orphan: bool) -> Piece:
    """The text of a cell; a cell merged with one above that is not there says nothing."""
    lines = [block for block in cell.blocks if isinstance(block, Line)]
    text, doubt = compose.joined([line.text for line in lines])
    if orphan:
        doubt = problems.WHY_SEVERAL_LINES
    elif any(line.struck for line in lines):
        doubt = WHY_STRUCK
    objects = any(line.objects for line in lines)
    return Piece(text, _NO_PLACE, doubt=doubt, remark=foreign_object if objects else None)
