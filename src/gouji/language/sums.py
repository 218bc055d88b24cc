"""What a layout demands by itself, written out as rules: printed sums, and the order of sections."""

from collections.abc import Iterable
from fractions import Fraction
from itertools import groupby

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
    """Every section is there, after the one before it; an optional one that is absent is passed over."""
    span = outline.name.span

    def name(text: str) -> syntax.Name:
        return syntax.Name(span, text)

    def call(function: str, *arguments: syntax.Expression) -> syntax.Expression:
        return syntax.Call(span, name(function), arguments)

    def position(section: syntax.Expression) -> syntax.Expression:
        return syntax.Field(span, section, name("position"))

    entry = syntax.Reference(span, name("it"))
    here = call("section", entry)
    before: list[syntax.Expression] = [entry]
    for _ in range(_longest_run(outline) + 1):
        before.append(call("previous", before[-1]))
    after: syntax.Expression | None = None
    for one in reversed(before[1:]):
        section = call("section", one)
        there = call("exists", section)
        first = syntax.Comparison(span, one, "=", syntax.Nothing(span), None)
        earlier = syntax.Comparison(span, position(section), "<", position(here), None)
        absent: syntax.Expression = syntax.Negation(span, there)
        if after is not None:
            absent = syntax.Logic(span, "and", (absent, after))
        after = syntax.Logic(
            span, "or", (first, absent, syntax.Logic(span, "and", (there, earlier)))
        )
    assert after is not None
    clauses: list[syntax.Clause] = [
        syntax.Binding(span, name("it"), syntax.Reference(span, outline.name)),
        syntax.Requirement(span, syntax.Logic(span, "and", (call("exists", here), after))),
    ]
    optional = [at for at, part in enumerate(outline.entries, 1) if part.optional]
    if optional:
        numbers = (syntax.NumberLiteral(span, Fraction(at)) for at in optional)
        ordinal = syntax.Field(span, entry, name("ordinal"))
        needed = syntax.Negation(
            span,
            syntax.Membership(span, ordinal, syntax.SetLiteral(span, tuple(numbers)), None),
        )
        clauses.insert(
            1, syntax.Guard(span, syntax.Logic(span, "or", (needed, call("exists", here))))
        )
    return syntax.Rule(outline.span, outline.name, (), tuple(clauses))


def _longest_run(outline: syntax.Outline) -> int:
    """How many optional sections follow one another at most."""
    runs = groupby(outline.entries, key=lambda entry: entry.optional)
    return max((len([*run]) for optional, run in runs if optional), default=0)
