"""The value of an expression in a scope, with a trace of everything it was made of."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import assert_never

from gouji.engine import comparing, functions, logic, text
from gouji.engine.actors import actors
from gouji.engine.conversions import abroad, answer_of, joined, members_of, numeric, prose
from gouji.engine.fields import field_of
from gouji.engine.listings import LISTINGS
from gouji.engine.lookup import (
    bound_label,
    cell,
    cell_before,
    computed,
    fact,
    open_key,
    printed,
    rows_of,
    same_cell,
    stated,
    the_open_row,
    whole_table,
)
from gouji.engine.scope import Scope
from gouji.engine.topics import topic
from gouji.engine.values import (
    Bound,
    Certainty,
    Entries,
    Listed,
    Matches,
    Prose,
    Several,
    TableRows,
    Traced,
    Unavailable,
    Value,
    conjunction,
    disjunction,
    negate,
    truth,
    unknown,
)
from gouji.engine.words import (
    CHILDREN,
    FACTS,
    NO_ENTRY,
    OTHERS,
    PEERS,
    RESULT,
    cell_place,
    earlier_report,
)
from gouji.language import checked as c
from gouji.model.form import Code, Entry, Table
from gouji.model.number import MissingKind, Number
from gouji.model.report import Report, Section
from gouji.model.wording import Wording


def evaluate(  # noqa: C901, PLR0911, PLR0912  # one case for each kind of node, the frequent first
    node: c.Expression, scope: Scope
) -> Traced:
    """The value of an expression, traced.  OverBudgetError: the rule has no step left."""
    scope.budget.spend()
    match node:
        case c.BoundCell():
            return bound_cell(node, scope)
        case c.Comparison():
            return comparison(node, scope)
        case c.Constant():
            return constant(node, scope)
        case c.Call():
            arguments = [evaluate(a, scope) for a in node.arguments]
            if node.type.kind is c.Kind.CELL:  # previous(cell): the only one that looks it up
                return cell_before(node, arguments[0], scope)
            return functions.call(node, arguments)
        case c.Logic():
            parts = tuple([evaluate(o, scope) for o in node.operands])
            fold = conjunction if node.operator == "and" else disjunction
            return Traced(node, fold(map(answer_of, parts)), parts)
        case c.Cells():
            return cells(node, scope)
        case c.Negation():
            part = evaluate(node.operand, scope)
            return Traced(node, negate(answer_of(part)), (part,))
        case c.Variable():
            return variable(node, scope)
        case c.Fact() | c.BoundLabel() | c.OpenKeyName() | c.FindingFact():
            return simple(node, scope)
        case c.SectionOf() | c.Entries() | c.Matches() | c.Find() | c.FieldOf():
            return selection(node, scope)
        case c.Join() | c.SetOf() | c.Chain() | c.Negative():
            return combination(node, scope)
        case c.Membership():
            return membership(node, scope)
        case c.Quantified():
            return quantified(node, scope)
        case c.Topic():
            inputs = tuple([evaluate(a, scope) for a in node.arguments])
            return Traced(node, topic(node, inputs, scope), inputs)
        case c.TableOf() | c.RowsOf() | c.Listing():
            return listing(node, scope)
        case c.Compared() | c.Closest():
            return in_common(node, scope)
        case c.Shift() | c.Children() | c.Defined():
            return elsewhere(node, scope)
        case _:
            assert_never(node)


Simple = c.Fact | c.BoundLabel | c.OpenKeyName | c.FindingFact
ZERO = Number(Fraction(0))
Elsewhere = c.Shift | c.Children | c.Defined
Selection = c.SectionOf | c.Entries | c.Matches | c.Find | c.FieldOf
Combination = c.Join | c.SetOf | c.Chain | c.Negative


def bound_cell(node: c.BoundCell, scope: Scope) -> Traced:
    """The cell at the place that the axis has bound."""
    row, column = scope.place.row, scope.place.column
    assert scope.table is not None
    assert row is not None
    assert column is not None
    return cell(node, scope, scope.table, (row, column))


def comparison(node: c.Comparison, scope: Scope) -> Traced:
    """Two values compared."""
    sides = evaluate(node.left, scope), evaluate(node.right, scope)
    within = distance(node.within, scope)
    if isinstance(within, Unavailable):
        return Traced(node, unknown(within), sides)
    left, right = sides
    answer = logic.compare_within(left.value, node.operator, right.value, within)
    return Traced(node, answer, sides)


def simple(node: Simple, scope: Scope) -> Traced:
    """A fact of the report or of a finding, or what the axis has bound."""
    match node:
        case c.Fact():
            return Traced(node, fact(node, scope))
        case c.BoundLabel():
            return Traced(node, bound_label(node, scope))
        case c.OpenKeyName():
            return Traced(node, open_key(node.name, scope))
        case c.FindingFact():
            return named(node, scope.names[node.name])
        case _:
            assert_never(node)


def constant(node: c.Constant, scope: Scope) -> Traced:
    """A literal, made a value once."""
    known = scope.memory.constants.get(id(node))
    if known is None:
        known = scope.memory.constants[id(node)] = Traced(node, constant_value(node))
    return known


def constant_value(node: c.Constant) -> Value:
    """A literal as a value."""
    match node.value:
        case bool():
            return truth(node.value)
        case Fraction():
            return Number(node.value)
        case _:
            return node.value


def variable(node: c.Variable, scope: Scope) -> Traced:
    """A bound name, nothing if it is not bound yet; a local is evaluated when first asked for."""
    if node.name in scope.names:
        return named(node, scope.names[node.name])
    if node.name not in scope.locals:
        return Traced(node, None)
    if node.name not in scope.known:
        scope.known[node.name] = evaluate(scope.locals[node.name], scope.home or scope)
    return scope.known[node.name]


def named(node: c.Variable | c.FindingFact, bound: Bound) -> Traced:
    """What a name stands for, traced."""
    return bound if isinstance(bound, Traced) else Traced(node, bound)


def selection(node: Selection, scope: Scope) -> Traced:
    """Parts of the report."""
    match node:
        case c.SectionOf():
            return Traced(node, section(node, scope))
        case c.Entries():
            return Traced(node, Entries(node.outline.entries))
        case c.Matches():
            statement = scope.plan.pack.statements[node.statement]
            domain = prose(evaluate(statement.domain, scope).value)
            return found(node, scope, stated(statement, domain, scope))
        case c.Find():
            inner = evaluate(node.domain, scope)
            matches = text.find(node.templates, printed(inner, scope), scope.memory.fitting)
            return Traced(node, matches, (inner,))
        case c.FieldOf():
            inner = evaluate(node.of, scope)
            return Traced(node, field_of(inner, node.name), (inner,))
        case _:
            assert_never(node)


def listing(node: c.TableOf | c.RowsOf | c.Listing, scope: Scope) -> Traced:
    """A table, its rows, or prose taken apart."""
    match node:
        case c.TableOf():
            return Traced(node, whole_table(node.table, scope))
        case c.RowsOf():
            if node.table.key not in scope.report.tables:
                kind = scope.absence(node.table, "")
                place = cell_place(node.table, None, None)
                return Traced(node, Unavailable(kind, place, {"table": node.table.key}))
            lacking = tuple(scope.unsure_rows(node.table)) if node.which != "groups" else ()
            return Traced(node, TableRows(tuple(rows_of(node, scope)), lacking))
        case c.Listing():
            inner = evaluate(node.domain, scope)
            if node.which == "actors":
                return Traced(node, acting(node, prose(inner.value), scope), (inner,))
            matches = LISTINGS[node.which](node.templates, prose(inner.value))
            scope.budget.spend(len(matches.found))
            return Traced(node, matches, (inner,))
        case _:
            assert_never(node)


def acting(node: c.Listing, domain: Prose, scope: Scope) -> Matches | Unavailable:
    """The agencies that prose speaks of, where anything tells which there are."""
    directory, agency = scope.reports.directory, scope.report.agency
    if agency is None:
        return Unavailable(MissingKind.NO_DATE, FACTS["agency"], {})
    if directory is None or not directory.others(agency):
        return Unavailable(MissingKind.NO_ROSTER, OTHERS, {})
    return actors(node.templates, domain, directory, agency)


def in_common(node: c.Compared | c.Closest, scope: Scope) -> Traced:
    """What prose has in common with other prose, or with that of other agencies."""
    match node:
        case c.Compared():
            one, other = (prose(evaluate(part, scope).value) for part in (node.one, node.other))
            return Traced(node, comparing.compared(node, one, other, scope))
        case c.Closest():
            reports = scope.reports.alike(scope.report, node.key)
            if reports is None:
                return Traced(node, Unavailable(MissingKind.NO_PEERS, PEERS, {}))
            own = prose(evaluate(node.domain, scope).value)
            others = ((r, prose(evaluate(node.domain, moved(scope, r)).value)) for r in reports)
            return Traced(node, comparing.closest(node, own, others, scope.report.agency))
        case _:
            assert_never(node)


def elsewhere(node: Elsewhere, scope: Scope) -> Traced:
    """An expression in other reports, or a definition's in the place of its use."""
    match node:
        case c.Shift():
            report = scope.reports.before(scope.report, node.years)
            if report is None:
                lack = Unavailable(MissingKind.NO_PRIOR, earlier_report(node.years), {})
                return Traced(node, lack)
            inner = evaluate(node.operand, moved(scope, report))
            return replace(inner, node=node, value=abroad(inner.value), operands=(inner,))
        case c.Children():
            return Traced(node, *of_children(node, scope))
        case c.Defined():
            inputs = {name: evaluate(value, scope) for name, value in node.inputs}
            keys = {name: key for name, key in scope.names.items() if isinstance(key, str)}
            within = replace(
                scope,
                names={**keys, **inputs},
                locals={},
                known={},
                home=None,
                inputs=dict(node.inputs),
                user=scope,
            )
            inner = evaluate(node.value, within)
            return replace(inner, node=node, operands=(inner,))
        case _:
            assert_never(node)


def moved(scope: Scope, report: Report) -> Scope:
    """The scope in another report.

    A name of a cell means the cell of that place there, and an input of a definition is evaluated
    there, as if it were written in place of its name.
    """
    there = scope.of(report)
    names = {name: same_cell(value, there) for name, value in scope.names.items()}
    if scope.user is None:
        return replace(there, names=names)
    user = moved(scope.user, report)
    names |= {name: evaluate(value, user) for name, value in scope.inputs.items()}
    return replace(there, names=names, user=user)


def of_children(node: c.Children, scope: Scope) -> tuple[Value, tuple[Traced, ...]]:
    """The values that subordinate agencies report; one without a report is missing."""
    children = scope.reports.children(scope.report)
    if children is None:
        return Unavailable(MissingKind.NO_ROSTER, CHILDREN, {}), ()
    members: list[Traced] = []
    for child in children:
        if child.report is None:
            place = Wording(child.agency, child.agency)
            lack = Unavailable(MissingKind.ABSENT_REPORT, place, {}, foreign=True)
            members.append(Traced(node, lack))
        else:
            value = evaluate(node.operand, moved(scope, child.report))
            label = f"{child.agency} {value.label}".strip()
            members.append(replace(value, value=abroad(value.value), label=label))
    return Several(tuple(members)), tuple(members)


def found(
    node: c.Matches | c.Find, scope: Scope, matches: Matches, operands: tuple[Traced, ...] = ()
) -> Traced:
    """Matches, each of which costs a step."""
    scope.budget.spend(len(matches.found))
    return Traced(node, matches, operands)


def cells(node: c.Cells, scope: Scope) -> Traced:
    """One cell, or several with their crossings that do not exist left out."""
    everyone = any(isinstance(key, c.AnyOpen) for key in node.rows)
    if everyone and node.table.key not in scope.report.tables:
        place, where = cell_place(node.table, None, None), {"table": node.table.key}
        return Traced(node, Unavailable(scope.absence(node.table, ""), place, where))
    rows = keys(node.rows, scope, node.table, node.table.rows)
    columns = keys(node.columns, scope, node.table, node.table.columns)
    for axis in (rows, columns):
        if isinstance(axis, Unavailable):
            return Traced(node, axis)
    assert not isinstance(rows, Unavailable)
    assert not isinstance(columns, Unavailable)
    crossings = [
        (row, column)
        for row in rows
        for column in columns
        if node.table.has(row, column) or node.table.row_of(row).group
    ]
    unsure: list[Traced] = []
    if any(isinstance(key, c.AnyOpen) for key in node.rows):
        unsure = [Traced(node, lack) for lack in scope.unsure_rows(node.table)]
    if not crossings and not unsure:  # only a computed key misses: the checker knows the others
        if not rows:  # no open rows
            return Traced(node, Several(()))
        place = cell_place(node.table, node.table.row_of(rows[0]), node.table.column[columns[0]])
        where = {"table": node.table.key, "row": rows[0]}
        return Traced(node, Unavailable(MissingKind.ABSENT_COLUMN, place, where))
    if node.type.kind is c.Kind.CELL:
        return cell(node, scope, node.table, crossings[0])
    members = tuple(
        cell(node, scope, node.table, at)
        for at in crossings
        if not scope.left_out(node.table, at[0])
    )
    return Traced(node, Several((*members, *unsure)), (*members, *unsure))


def keys(
    wanted: Sequence[c.Key], scope: Scope, table: Table, entries: Sequence[Entry]
) -> list[Code] | Unavailable:
    """The codes of an axis, each once, in the order asked for."""
    found: dict[Code, None] = {}
    for key in wanted:
        codes = key_codes(key, scope, table, entries)
        if isinstance(codes, Unavailable):
            return codes
        found |= dict.fromkeys(codes)
    return list(found)


def key_codes(  # noqa: PLR0911  # one case for each kind of key
    key: c.Key, scope: Scope, table: Table, entries: Sequence[Entry]
) -> Iterable[Code] | Unavailable:
    """The codes that one key stands for in this scope."""
    match key:
        case str():
            return (key,)
        case c.Bound():
            bound = scope.place.row if key.axis == "row" else scope.place.column
            assert bound is not None
            return (bound,)
        case c.Leaves():
            is_row_axis = entries is table.rows
            return scope.leaves(table, key.group, key.codes) if is_row_axis else key.codes
        case c.Computed():
            return computed(evaluate(key.expression, scope).value, scope, table, entries)
        case c.AnyOpen():
            return scope.open_rows(table)
        case c.OpenKey():
            return the_open_row(key.text, scope, table)
        case c.Joined():
            bound_key = open_key(key.name, scope)
            assert bound_key is not None
            return the_open_row(bound_key, scope, table)
        case _:
            assert_never(key)


def section(node: c.SectionOf, scope: Scope) -> Section | Unavailable:
    """The section of an entry."""
    if isinstance(node.key, str):
        entry = next(e for e in node.outline.entries if e.code == node.key)
        return scope.section(entry)
    value = evaluate(node.key, scope).value
    if value is None:
        return Unavailable(MissingKind.ABSENT_SECTION, NO_ENTRY, {})
    assert isinstance(value, Listed)
    return scope.section(value.entry)


def combination(node: Combination, scope: Scope) -> Traced:
    """Values put together: unions, sets and arithmetic."""
    match node:
        case c.Join():
            parts = tuple(evaluate(o, scope) for o in node.operands)
            return Traced(node, joined(node, parts), parts)
        case c.SetOf():
            parts = tuple(evaluate(o, scope) for o in node.members)
            return Traced(node, Several(parts), parts)
        case c.Chain():
            parts = tuple(evaluate(o, scope) for o in node.operands)
            result = logic.chain([numeric(p.value) for p in parts], node.operators)
            return Traced(node, result, parts)
        case c.Negative():
            part = evaluate(node.operand, scope)
            return Traced(node, logic.negative(numeric(part.value)), (part,))
        case _:
            assert_never(node)


def distance(within: c.Expression | None, scope: Scope) -> Number | Unavailable:
    """The distance within which numbers count as equal; there is none below zero."""
    if within is None:
        return ZERO
    value = numeric(evaluate(within, scope).value)
    if isinstance(value, Number) and value.value < 0:
        return Unavailable(MissingKind.UNDEFINED, RESULT, {})
    return value


def membership(node: c.Membership, scope: Scope) -> Traced:
    """Whether a value equals an accepted reading; the first that fits is named, an exact fit before a rounded one."""
    left = evaluate(node.left, scope)
    members = tuple(evaluate(m, scope) for m in node.members.members)
    within = distance(node.within, scope)
    if isinstance(within, Unavailable):
        return Traced(node, unknown(within), (left, *members))
    answers = [logic.compare_within(left.value, "=", m.value, within) for m in members]
    answer = disjunction(answers)
    fitting = [m for m, a in zip(members, answers, strict=True) if a == answer]
    holds = answer.certainty in {Certainty.TRUE, Certainty.ROUNDED}
    reading = fitting[0] if holds else None
    return Traced(node, answer, (left, *members), reading=reading)


def quantified(node: c.Quantified, scope: Scope) -> Traced:
    """Every, some or no member satisfies the condition; what could not be looked at is unknown."""
    members, lacking = members_of(evaluate(node.domain, scope))
    parts = tuple(
        evaluate(node.condition, scope.within(node.variable, m)).tried_on(m) for m in members
    )
    answers = [answer_of(p) for p in parts] + [unknown(x) for x in lacking]
    if node.quantifier == "every":
        return Traced(node, conjunction(answers), parts)
    some = disjunction(answers)
    return Traced(node, some if node.quantifier == "some" else negate(some), parts)
