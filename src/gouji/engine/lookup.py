"""What a report has at a place: facts, cells, rows and tables, or why it has none."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from gouji.engine import stating
from gouji.engine.conversions import prose
from gouji.engine.fields import provenance_of
from gouji.engine.mentions import Lexicon
from gouji.engine.scope import Scope
from gouji.engine.values import (
    Bound,
    Choice,
    Listed,
    Matches,
    Prose,
    SectionPassage,
    TableRow,
    Traced,
    Unavailable,
    Value,
    WholeTable,
)
from gouji.engine.words import FACTS, RESULT, cell_place, header_place, named_place
from gouji.language import checked as c
from gouji.model.form import Code, Entry, Table, is_within
from gouji.model.number import MissingKind, Number
from gouji.model.report import Passage, Provenance, Section
from gouji.model.span import Source, Span


def fact(  # noqa: PLR0911  # one case for each fact
    node: c.Fact, scope: Scope
) -> Value:
    """A fact that the report states of itself."""
    report = scope.report
    match node.name:
        case "intro":
            return outside_sections(report.intro)
        case "signature" | "unlisted" if report.cut:
            return Unavailable(MissingKind.UNREADABLE, FACTS[node.name], {})
        case "signature":
            return outside_sections(report.signature)
        case "unlisted":
            return outside_sections(report.unlisted)
        case "year" if report.year is not None:
            return Number(Fraction(report.year))
        case "agency" if report.agency is not None:
            return report.agency
        case "title" if report.title is not None:
            return report.title
        case "published" if report.published is not None:
            return report.published
        case "kind":
            kind = scope.reports.kind(report)
            return kind or Unavailable(MissingKind.NO_ROSTER, FACTS["kind"], {})
        case _:
            return Unavailable(MissingKind.NO_DATE, FACTS[node.name], {})


def outside_sections(passages: Sequence[Passage]) -> Prose:
    """Prose that stands in no section."""
    return Prose(tuple(SectionPassage(None, passage) for passage in passages))


def open_key(name: str, scope: Scope) -> str | None:
    """The key of the open row at hand; nothing where none is bound."""
    key = scope.names.get(name)
    if isinstance(key, str):
        return key
    table, row = scope.table, scope.place.row
    if table is not None and table.open_rows and table.open_rows.name == name:
        return row
    return None


def bound_label(node: c.BoundLabel, scope: Scope) -> str | None:
    """The name of the row or column that the axis has bound; nothing where it has bound none."""
    code = scope.place.row if node.axis == "row" else scope.place.column
    if scope.table is None or code is None:
        return None
    entry = scope.table.row_of(code) if node.axis == "row" else scope.table.column[code]
    return entry.short


def cell(node: c.Expression, scope: Scope, table: Table, at: tuple[Code, Code]) -> Traced:
    """One cell, with its number or why it has none."""
    row, column = at
    printed, value = scope.cell(table, row, column)
    label = table.cell_labels.get(at) or table.cell_label(row, column)
    at_place = (table, row, column)
    return Traced(node, value, (), printed, at_place, label, report=scope.report)


def cell_before(node: c.Call, inner: Traced, scope: Scope) -> Traced:
    """The cell in the column before that of a cell, in its row; nothing before the first."""
    if inner.report is None or inner.at is None:  # nothing before the first, or no such report
        return replace(inner, node=node, operands=(inner,))
    table, row, column = inner.at
    before = [entry.code for entry in table.columns_of(row)]
    before = before[: before.index(column)]
    if not before:
        return Traced(node, None, (inner,))
    return cell(node, scope.of(inner.report), table, (row, before[-1]))


def rows_of(node: c.RowsOf, scope: Scope) -> Iterator[TableRow]:
    """The rows of a table that hold values, those of the report among them; or its groups."""
    table = node.table
    alone = scope.alone(table)
    if node.which == "groups":
        for entry in table.rows:
            if entry.group:
                yield table_row(table, entry.code, scope, merged=entry.code in alone)
        return
    for code in [*(entry.code for entry in table.value_rows), *scope.open_rows(table)]:
        merged = any(is_within(code, group) for group in alone)
        yield table_row(table, code, scope, merged=merged)


def table_row(table: Table, code: Code, scope: Scope, *, merged: bool) -> TableRow:
    """A row as the report prints it; one that is not printed, or cannot be told, says so."""
    printed = scope.report.rows.get((table.key, code))
    if printed is not None:
        return TableRow(table, code, printed, merged)
    kind = scope.doubt_of(table) or MissingKind.ABSENT_ROW
    where = {"table": table.key, "row": code}
    place = cell_place(table, table.row_of(code), None)
    return TableRow(table, code, None, merged, Unavailable(kind, place, where))


def whole_table(table: Table, scope: Scope) -> WholeTable:
    """A table; where it may be in what could not be read, whether it is there is unknown."""
    report = scope.report
    there = table.key in report.tables
    where = {"table": table.key}
    place = cell_place(table, None, None)
    kind = MissingKind.ABSENT_SECTION if there else scope.absence(table, "")
    entry = entry_under(table, scope)
    under = entry or Unavailable(kind, place, where)
    header = outside_sections(report.headers.get(table.key, ()))
    if not header.passages:
        absent = MissingKind.ABSENT_ROW if there else kind
        header = Prose((), (Unavailable(absent, header_place(table), where),))
    lost = not there and kind is MissingKind.UNREADABLE
    lack = Unavailable(kind, place, where) if lost else None
    return WholeTable(table, there, under, header, lack)


def entry_under(table: Table, scope: Scope) -> Listed | None:
    """The entry of the outline below whose heading a table is printed."""
    code = scope.report.under.get(table.key)
    for outline in scope.plan.forms[scope.report.form].outlines:
        for entry in outline.entries:
            if entry.code == code:
                return Listed(entry, outline.entries)
    return None


def same_cell(value: Bound, there: Scope) -> Bound:
    """A cell at the same place of another report; any other value as it is."""
    if not isinstance(value, Traced) or value.at is None:
        return value
    table, row, column = value.at
    return cell(value.node, there, table, (row, column))


def stated(statement: c.Statement, domain: Prose, scope: Scope) -> Matches:
    """The numbers that a statement finds; its domain is the same for every rule."""
    key = (id(scope.report), statement.name)
    known = scope.memory.stated.get(key)
    if known is None:
        memory, plan = scope.memory, scope.plan
        if id(plan) not in memory.lexicons:
            memory.lexicons[id(plan)] = Lexicon(plan.pack.statements.values())
        lexicon = memory.lexicons[id(plan)]
        known = memory.stated[key] = stating.state(statement, domain, lexicon, scope.report)
    return known


def the_open_row(key: str, scope: Scope, table: Table) -> Iterable[Code] | Unavailable:
    """The open row of a key; one that is printed twice cannot be told."""
    key = scope.row_by_key(table, key)
    if scope.place.row == key and scope.table is table:
        return (key,)
    if (table.key, f"{key}#2") in scope.report.rows:
        return Unavailable(MissingKind.REPEATED_ROW, named_place(table, key), {"table": table.key})
    return (key,)


def computed(
    value: Value, scope: Scope, table: Table, entries: Sequence[Entry]
) -> Iterable[Code] | Unavailable:
    """The entry whose name, label, code or key is a text."""
    if isinstance(value, Unavailable):
        return value
    wanted = str(value)
    for entry in entries:
        if not entry.group and wanted in {entry.code, entry.name, *entry.labels}:
            return (entry.code,)
    if entries is table.rows and table.open_rows is not None:
        return the_open_row(wanted, scope, table)
    axis = MissingKind.ABSENT_ROW if entries is table.rows else MissingKind.ABSENT_COLUMN
    return Unavailable(axis, named_place(table, wanted), {"table": table.key})


def printed(traced: Traced, scope: Scope) -> Prose:
    """What `find` reads; a text keeps its place in the document, where it has one."""
    value = traced.value
    if isinstance(value, Choice):  # which text it is cannot be told
        return Prose((), (Unavailable(MissingKind.UNDEFINED, RESULT, {}),))
    if not isinstance(value, str):
        return prose(value)
    of = traced.operands[0].value if traced.operands else None
    if (
        isinstance(of, Section)
        and isinstance(traced.node, c.FieldOf)
        and traced.node.name == "text"
    ):
        return prose(of)
    source = scope.report.source
    whole = provenance_of(traced)
    start = whole.quote.find(value) if whole else -1
    if whole is None or start < 0:
        own = Provenance(source, Span(Source(source, value), 0, len(value)), value)
        return Prose((SectionPassage(None, Passage(value, own)),))
    place = Provenance(whole.document, whole.locator.part(start, start + len(value)), value)
    return Prose((SectionPassage(None, Passage(value, place)),))
