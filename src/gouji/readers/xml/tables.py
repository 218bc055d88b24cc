"""The rows of an XML document as rows of a table of the form."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from gouji.model.diagnostic import Diagnostic
from gouji.model.fold import squeeze
from gouji.model.form import Code
from gouji.model.frozen import frozen
from gouji.model.number import Missing, MissingKind, Number, read_number
from gouji.model.report import Cell, CellKey, PrintedRow, Provenance
from gouji.model.span import Span
from gouji.readers import problems as reader_problems
from gouji.readers.cells import value_of
from gouji.readers.xml import problems
from gouji.readers.xml.keys import Keys, free_key
from gouji.readers.xml.mapping import ColumnSource, Link, Paths, TableSource
from gouji.readers.xml.paths import Hit, elements, values
from gouji.readers.xml.tree import Element, Tree

Values = Mapping[str, Number | Missing]
_POINT_FIRST = re.compile(r"([-+]?)(\.[0-9]+)")
"""A decimal number of XML may leave out the nought before its point."""

_NO_KEYS = Keys({}, {}, "?")
"""Where every row has a key of its own; one without it is a question."""


@dataclass(slots=True)
class TableReading:
    """What was read of a table."""

    found: bool = False
    """Whether the document has the part in which the table stands."""
    cells: dict[CellKey, Cell] = field(default_factory=dict)
    rows: dict[tuple[str, Code], PrintedRow] = field(default_factory=dict)
    undeclared: list[tuple[str, Span]] = field(default_factory=list)
    """References that lead nowhere, and the rows that make them."""
    repeated: bool = False
    """Whether a key has several rows where each should have one: some may be those of another."""
    diagnostics: list[Diagnostic] = field(default_factory=list)


@frozen
class _Row:
    element: Element
    code: Code
    label: str
    fixed: bool


def read_table(
    tree: Tree, source: TableSource, keys: Keys | None, meanings: Values
) -> TableReading:
    """Every row of a table; `meanings` says what printed words mean that are no plain figures."""
    return _Reader(tree, source, keys, meanings).read()


class _Reader:
    def __init__(
        self, tree: Tree, source: TableSource, keys: Keys | None, meanings: Values
    ) -> None:
        self.tree = tree
        self.source = source
        self.table = source.table
        self.keys = keys or _NO_KEYS
        self.meanings = meanings
        self.known: dict[str, Number | Missing] = {}
        self.reading = TableReading()
        self.document = tree.source.name

    def read(self) -> TableReading:
        """All rows, in the order of the document."""
        parts = elements(self.source.within, self.tree.root)
        self.reading.found = bool(parts)
        met: dict[Code, list[_Row]] = {}
        found = [row for part in parts for row in self._rows(part)]
        printed = {row.code for row in found if not row.fixed}
        for row in found:
            met.setdefault(self._own_code(row, printed), []).append(row)
        for code, rows in met.items():
            if rows[0].fixed:
                self._fixed(rows)
                continue
            for at, row in enumerate(rows, 1):
                self._read(row, code if at == 1 else f"{code}#{at}")
            if len(rows) > 1 and not self.source.repeats:
                places = [self.tree.tag(row.element) for row in rows]
                self.reading.repeated = True
                self._say(problems.repeated_key(self.table, code, places))
        return self.reading

    # ---- rows

    def _own_code(self, row: _Row, printed: Collection[str]) -> Code:
        """The code of a row: no key is taken for a row of the form, or for a repeated one."""
        return row.code if row.fixed else free_key(row.code, self.table.row, printed)

    def _rows(self, part: Element) -> Iterator[_Row]:
        for code, path in self.source.fixed.items():
            for element in elements(path, part):
                yield _Row(element, code, "", fixed=True)
        found = [element for path in self.source.rows for element in elements(path, part)]
        linked = _linked(self.source.link, part) if self.source.link else {}
        for element in found:
            yield from self._keyed(element, linked)

    def _keyed(self, element: Element, linked: Mapping[str, Sequence[str]]) -> Iterator[_Row]:
        """The row of an element, by its own key or by what it refers to."""
        for hit in _first(self.source.key, element)[:1]:
            named = self._named(hit.text)
            yield _Row(element, named or hit.text, hit.text, fixed=named is not None)
            return
        if self.source.link is not None:
            references = linked.get(self._id(element), [""])
        elif self.source.reference is not None:
            references = [hit.text for hit in values(self.source.reference, element)[:1]] or [""]
        else:
            references = [""]
        for reference in dict.fromkeys(references):
            yield self._referring(element, reference)

    def _referring(self, element: Element, reference: str) -> _Row:
        if reference in self.keys.fixed:
            code = self._code(self.keys.fixed[reference])
            return _Row(element, code, "", fixed=True)
        if reference in self.keys.open:
            key = self.keys.open[reference]
            return _Row(element, key, key, fixed=False)
        self.reading.undeclared.append((reference, self.tree.tag(element)))
        key = self.keys.missing(reference)
        if not reference:  # nothing says that two of them belong together
            others = sum(not other for other, _ in self.reading.undeclared) - 1
            key = f"{key} ({others + 1})" if others else key
        return _Row(element, key, reference, fixed=False)

    def _named(self, printed: str) -> Code | None:
        """The row of the form that a key prints the label of."""
        key = squeeze(printed)
        rows = self.table.value_rows
        return next((row.code for row in rows if key in map(squeeze, row.labels)), None)

    def _code(self, name: str) -> Code:
        return next(row.code for row in self.table.rows if name in (row.code, row.name))

    def _id(self, element: Element) -> str:
        path = self.source.id
        return next((hit.text for hit in values(path, element)), "") if path else ""

    def _fixed(self, rows: Sequence[_Row]) -> None:
        """A fixed row; where it is given more than once, the cells in which all agree."""
        first = rows[0]
        self._read(first, first.code)
        if len(rows) == 1:
            return
        others = [dict(self._cells(row, first.code)) for row in rows[1:]]
        places = [self.tree.tag(row.element) for row in rows]
        entry = self.table.row_of(first.code)
        open_to_doubt = [
            key
            for key in dict.fromkeys(key for cells in (self._own(first), *others) for key in cells)
            if any(_says(cells.get(key)) != _says(self.reading.cells.get(key)) for cells in others)
        ]
        self._say(problems.repeated_row(self.table, entry, places, len(open_to_doubt)))
        for key in open_to_doubt:
            provenance = Provenance(self.document, places[0], "")
            missing = Missing(MissingKind.UNREADABLE, "")
            self.reading.cells[key] = Cell(key, missing, provenance)
            column, why = self.table.column[key.column], reader_problems.WHY_TWO_CANDIDATES
            problem = reader_problems.unreadable_cell(self.table, entry, column, why, places[0])
            self._say(problem)

    def _own(self, row: _Row) -> Sequence[CellKey]:
        return [key for key in self.reading.cells if key.row == row.code]

    def _read(self, row: _Row, code: Code) -> None:
        cells = dict(self._cells(row, code, tell=True))
        printed = sum(bool(cell.provenance.quote) for cell in cells.values())
        place = Provenance(self.document, self.tree.tag(row.element), row.label)
        self.reading.rows[self.table.key, code] = PrintedRow(row.label, printed, place)
        self.reading.cells |= cells

    # ---- cells

    def _cells(
        self, row: _Row, code: Code, *, tell: bool = False
    ) -> Iterator[tuple[CellKey, Cell]]:
        own = self._id(row.element)
        entry = self.table.row_of(code)
        for column in self.table.columns_of(code):
            source = self.source.columns.get(column.code)
            if source is None:
                continue
            found = self._cell(row.element, source, own)
            if found is None:
                continue
            number, place, printed, several = found
            unit = self.table.unit_of(code, column.code)
            words = self.table.holds_words(code, column.code)
            value, why = value_of(number, unit, words=words)
            why = problems.WHY_SEVERAL if several else why
            key = CellKey(self.table.key, code, column.code)
            yield key, Cell(key, value, Provenance(self.document, place, printed))
            if tell and why is not None:
                said = reader_problems.saying(why, printed)
                self._say(reader_problems.unreadable_cell(self.table, entry, column, said, place))

    def _cell(
        self, row: Element, source: ColumnSource, own: str
    ) -> tuple[Number | Missing, Span, str, bool] | None:
        """What a cell says, where, as printed, and whether several things; None where nothing does."""
        hits = _first(source.paths, row, own)
        if not hits:
            if source.omitted is None:
                return None
            return replace(self._value(source.omitted), raw=""), self.tree.tag(row), "", False
        if source.added:
            return *self._added(hits), False
        text, place = hits[0].text, self._place(hits[0])
        if any(hit.text != text for hit in hits):
            printed = " | ".join(hit.text for hit in hits)
            return Missing(MissingKind.UNREADABLE, printed), place, printed, True
        value = self._value(text)
        return value, place, text, False

    def _added(self, hits: Sequence[Hit]) -> tuple[Number | Missing, Span, str]:
        first, last = self._place(hits[0]), self._place(hits[-1])
        place = Span(first.source, first.start, last.end)
        printed = " + ".join(hit.text for hit in hits)
        values = [self._value(hit.text) for hit in hits]
        total, slack, between = Fraction(0), Fraction(0), False
        for value in values:
            if isinstance(value, Missing) or value.approximate or value.unit:
                return Missing(_kind_of_all(values), printed), place, printed
            total, slack = total + value.value, slack + value.slack
            between = between or value.between
        return Number(total, slack, between=between, raw=printed), place, printed

    def _place(self, hit: Hit) -> Span:
        return self.tree.place(hit.element, hit.attribute)

    def _value(self, text: str) -> Number | Missing:
        value = self.known.get(text)
        if value is None:
            value = self.known[text] = self._read_value(text)
        return value

    def _read_value(self, text: str) -> Number | Missing:
        if text in self.meanings:
            return replace(self.meanings[text], raw=text)
        point_first = _POINT_FIRST.fullmatch(text)
        if point_first:
            return replace(read_number(f"{point_first[1]}0{point_first[2]}"), raw=text)
        return read_number(text)

    def _say(self, problem: Diagnostic) -> None:
        self.reading.diagnostics.append(problem)


def _linked(link: Link, part: Element) -> Mapping[str, list[str]]:
    """The id of each row → what it is joined to; "" where that is left out."""
    linked: dict[str, list[str]] = {}
    for element in elements(link.each, part):
        key = next((hit.text for hit in values(link.key, element)), "")
        for hit in values(link.row, element):
            linked.setdefault(hit.text, []).append(key)
    return linked


def _first(paths: Paths, start: Element, own: str = "") -> Sequence[Hit]:
    """What the first path that leads anywhere leads to."""
    return next((hits for path in paths if (hits := values(path, start, own))), ())


def _kind_of_all(values: Sequence[Number | Missing]) -> MissingKind:
    """The kind of missing that all parts of a figure are; some of them alone leave it untold."""
    kinds = {value.kind if isinstance(value, Missing) else None for value in values}
    (kind, *others) = kinds
    return kind if kind is not None and not others else MissingKind.UNREADABLE


def _says(cell: Cell | None) -> object:
    """What a cell states, however it is printed; words as printed."""
    if cell is None:
        return None
    number = cell.number
    if isinstance(number, Missing):
        return number.kind, cell.provenance.quote
    return number.value, number.slack if number.between else None
