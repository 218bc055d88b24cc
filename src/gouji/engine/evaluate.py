"""Rules tried on one report, and the answers they give."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from gouji.engine import verdict
from gouji.engine.conversions import answer_of, members_of
from gouji.engine.evaluation import evaluate as value_of
from gouji.engine.plan import Place, Plan, Step
from gouji.engine.scope import OverBudgetError, Scope
from gouji.engine.values import (
    Bound,
    Certainty,
    Listed,
    Match,
    Traced,
    Truth,
    Unavailable,
    conjunction,
)
from gouji.engine.words import cell_place
from gouji.language.checked import Expression
from gouji.model.finding import Finding, Outcome
from gouji.model.form import is_within
from gouji.model.number import MissingKind
from gouji.model.report import Cell, Report


@dataclass(frozen=True, slots=True)
class Answer:
    """A finding and the scope it was made in, for questions about it."""

    finding: Finding
    scope: Scope
    requirement: Traced | None


def evaluate(plan: Plan, report: Report) -> Sequence[Finding]:
    """What every rule of the plan says of a report, in the order of the rules."""
    return [answer.finding for step in plan.steps for answer in answers(plan, step, report)]


def answers(plan: Plan, step: Step, report: Report) -> Sequence[Answer]:
    """What one step says of a report; places that repeat are numbered, so that each has its own."""
    seen: dict[str, int] = {}
    found: list[Answer] = []
    try:
        made = list(tried(plan, step, report))
    except OverBudgetError:
        scope = base_scope(plan, step, report)
        made = [Answer(verdict.over_budget(scope, step, where_of(scope, step)), scope, None)]
    for answer in made:
        key = verdict.place_key(answer.finding.where)
        seen[key] = seen.get(key, 0) + 1
        finding = verdict.identified(answer.finding, plan.pack.key, seen[key])
        found.append(Answer(finding, answer.scope, answer.requirement))
    return found


def tried(plan: Plan, step: Step, report: Report) -> Iterator[Answer]:
    """One answer for each place and each binding of the rule's variables."""
    scope = base_scope(plan, step, report)
    table = scope.table
    if table is not None and table.key not in report.tables:
        where = {"table": table.key}
        lack = Unavailable(MissingKind.ABSENT_TABLE, cell_place(table, None, None), where)
        yield lacking(scope, step, lack)
        return
    for place in printed_places(scope, step):
        here = replace(scope, place=place, known={})
        yield from bound(here, step, step.body.bindings)


def base_scope(plan: Plan, step: Step, report: Report) -> Scope:
    """The scope of a step before anything is bound."""
    table = step.body.scope.table if step.body.scope else None
    return Scope(plan, report, table, Place(None, None), {}, dict(step.body.locals))


def printed_places(scope: Scope, step: Step) -> Iterator[Place]:
    """The places of a step; where a document prints a group as one row, that row stands for its rows."""
    table = scope.table
    merged: dict[str, str] = {}
    if table is not None:
        for group in (e.code for e in table.rows if e.group):
            if scope.stands_for_its_rows(table, group):
                merged |= {e.code: group for e in table.rows if is_within(e.code, group)}
    seen: set[Place] = set()
    for place in step.places:
        row = merged.get(place.row, place.row) if place.row else None
        if table is not None and row is not None and scope.left_out(table, row):
            continue
        actual = Place(row, place.column)
        if actual not in seen:
            seen.add(actual)
            yield actual


def bound(scope: Scope, step: Step, bindings: Sequence[tuple[str, Expression]]) -> Iterator[Answer]:
    """Bind the variables of `for each`, the first outermost; then judge."""
    if not bindings:
        yield judged(scope, step)
        return
    name, domain = bindings[0]
    members, lacks = members_of(value_of(domain, scope))
    for member in members:
        yield from bound(scope.with_name(name, member), step, bindings[1:])
    for lack in lacks:
        yield lacking(scope, step, lack)
    if not members and not lacks:
        yield Answer(
            verdict.plain(scope, step, Outcome.VACUOUS, where_of(scope, step)), scope, None
        )


def lacking(scope: Scope, step: Step, lack: Unavailable) -> Answer:
    """The answer where what the rule runs over is not there."""
    where = {**where_of(scope, step), **lack.where}
    return Answer(verdict.undecided(scope, step, where, lack), scope, None)


def judged(scope: Scope, step: Step) -> Answer:
    """The answer for one binding: the guards, then the requirement."""
    where = where_of(scope, step)
    guard = conjunction(answer_of(value_of(g, scope)) for g in step.body.guards)
    match guard.certainty:
        case Certainty.FALSE:
            return Answer(verdict.plain(scope, step, Outcome.NOT_APPLICABLE, where), scope, None)
        case Certainty.UNKNOWN:
            assert guard.lack is not None
            return Answer(verdict.undecided(scope, step, where, guard.lack), scope, None)
        case _:
            pass
    requirement = value_of(step.body.requirement, scope)
    answer = answer_of(requirement)
    if guard.certainty is Certainty.DOUBT and answer.certainty is not Certainty.UNKNOWN:
        answer = Truth(Certainty.DOUBT)
    return Answer(verdict.decided(scope, step, where, requirement, answer), scope, requirement)


def where_of(scope: Scope, step: Step) -> Mapping[str, str]:
    """The place of a finding: what the axis and the variables have bound."""
    where: dict[str, str] = {}
    if scope.table is not None:
        where["table"] = scope.table.key
    if scope.place.row is not None:
        where["row"] = scope.place.row
    if scope.place.column is not None:
        where["column"] = scope.place.column
    for value in scope.names.values():
        where |= place_of(value)
    return where or dict(step.home)


def place_of(value: Bound) -> Mapping[str, str]:
    """The place that a bound value has in the report."""
    match value:
        case Traced(cell=Cell(key=key)):
            return {"table": key.table, "row": key.row, "column": key.column}
        case Traced(value=Unavailable(where=where)):
            return where
        case Match():
            section = {"section": value.section} if value.section else {}
            return section | ({"statement": value.statement} if value.statement else {})
        case Listed():
            return {"section": value.entry.code}
        case _:
            return {}
