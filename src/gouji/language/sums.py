"""What a layout demands by itself, written out as rules: printed sums, and the order of sections."""

from collections.abc import Iterable

from gouji.language import syntax
from gouji.language.layouts import Layouts
from gouji.model.form import Code


def sum_name(table: str, row: Code | None, column: Code | None) -> str:
    """The name of the rule of a printed sum: T3[3.7] of a row, T3[*, 3] of a column."""
    return f"{table}[{row}]" if column is None else f"{table}[*, {column}]"


def rule_name(target: syntax.Target, layouts: Layouts) -> str:
    """The name of the rule that a target means."""
    selector = target.selector
    if selector is None:
        return target.name.text
    table = layouts.table(target.name.text)
    key = target.name.text if table is None else table.key
    match selector.first, selector.second:
        case (syntax.Code(text=row),), None:
            return sum_name(key, row, None)
        case (syntax.EveryKey(),), (syntax.Code(text=column),):
            return sum_name(key, None, column)
        case _:
            return target.span.text


def demanded(layouts: Layouts) -> Iterable[syntax.Rule]:
    """The rules that tables and outlines imply, in the order written."""
    for item in layouts.written:
        if isinstance(item, syntax.Outline):
            if item.ordered:
                yield _in_order(item)
            continue
        for row in item.rows:
            if row.formula is not None:
                yield _sum(item, row, "column", sum_name(item.name.text, row.code.text, None))
        for column in item.columns:
            if column.formula is not None:
                yield _sum(item, column, "row", sum_name(item.name.text, None, column.code.text))


def _sum(table: syntax.Table, entry: syntax.Entry, axis: syntax.Axis, name: str) -> syntax.Rule:
    """The entry's figure equals its formula, in every column or every row."""
    assert entry.formula is not None
    span = entry.span
    own = syntax.Cells(entry.code.span, None, syntax.Selector(entry.code.span, (entry.code,), None))
    equal = syntax.Comparison(span, own, "=", entry.formula, None)
    clauses: list[syntax.Clause] = [
        syntax.Scope(table.name.span, (table.name,), axis, None),
        syntax.Requirement(entry.formula.span, equal),
    ]
    if entry.serves:
        clauses.append(syntax.Serves(span, entry.serves))
    return syntax.Rule(span, syntax.Name(entry.code.span, name), (), tuple(clauses))


def _in_order(outline: syntax.Outline) -> syntax.Rule:
    """Every section is there, after the one before it."""
    span = outline.name.span

    def name(text: str) -> syntax.Name:
        return syntax.Name(span, text)

    def call(function: str, *arguments: syntax.Expression) -> syntax.Expression:
        return syntax.Call(span, name(function), arguments)

    entry = syntax.Reference(span, name("it"))
    before = call("previous", entry)
    here, there = call("section", entry), call("section", before)
    nothing_before = syntax.Comparison(span, before, "=", syntax.Nothing(span), None)
    position = name("position")
    after = syntax.Comparison(
        span, syntax.Field(span, there, position), "<", syntax.Field(span, here, position), None
    )
    absent = syntax.Negation(span, call("exists", there))
    ordered = syntax.Logic(span, "or", (nothing_before, absent, after))
    requirement = syntax.Logic(span, "and", (call("exists", here), ordered))
    binding = syntax.Binding(span, name("it"), syntax.Reference(span, outline.name))
    clauses = (binding, syntax.Requirement(span, requirement))
    return syntax.Rule(outline.span, outline.name, (), clauses)
