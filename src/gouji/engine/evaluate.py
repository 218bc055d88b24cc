"""Rules tried on one report, and the answers they give."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from gouji.engine import verdict, waiving
from gouji.engine.conversions import answer_of, members_of
from gouji.engine.evaluation import evaluate as value_of
from gouji.engine.logic import OverlongError
from gouji.engine.plan import Place, Plan, Step
from gouji.engine.scope import Memory, OverBudgetError, Scope
from gouji.engine.spelling import distance
from gouji.engine.values import (
    DOUBT,
    FALSE,
    TRUE,
    Bound,
    Certainty,
    Guard,
    Listed,
    Match,
    TableRow,
    Traced,
    Truth,
    Unavailable,
    conjunction,
)
from gouji.engine.words import FACTS, cell_place
from gouji.language.checked import Expression, KeyJoin, Terms
from gouji.model.finding import Finding, Outcome
from gouji.model.fold import squeeze
from gouji.model.form import Table, Validity, is_within
from gouji.model.frozen import frozen
from gouji.model.number import MissingKind, Number
from gouji.model.report import Report
from gouji.model.report_set import ReportSet

APPLIES = Guard(TRUE)
ALONE = ReportSet()
"""A report beside which there is no other."""
DECEMBER, LAST = 12, 31


@frozen
class Answer:
    """A finding and the scope it was made in, for questions about it."""

    finding: Finding
    scope: Scope
    where: Mapping[str, str]
    """The place, even of a finding that is not told."""
    gap: Number | None = None
    """The difference, exactly, where the finding tells one."""


def evaluate(
    plan: Plan,
    report: Report,
    reports: ReportSet = ALONE,
    today: date | None = None,
    *,
    everything: bool = True,
) -> Sequence[Finding]:
    """What every rule of the plan says of a report, in the order of the rules.

    `today` is the day on which waivers are judged; without it none has come to its end.  Without
    `everything`, findings of silent outcomes tell no more than their rule, outcome and severity.
    """
    memory = Memory(everything)
    found = [a for step in plan.steps for a in answers(plan, step, report, reports, memory)]
    findings = [waiving.waived(plan, a.finding, a.scope, today) for a in found]
    return [
        *findings,
        *waiving.remarks(plan, base_scope(plan, None, report, reports), findings, today),
    ]


def answers(
    plan: Plan, step: Step, report: Report, reports: ReportSet, memory: Memory | None = None
) -> Sequence[Answer]:
    """What one step says of a report; places that repeat are numbered, so that each has its own."""
    seen: dict[tuple[tuple[str, str], ...], int] = {}
    found: list[Answer] = []
    scope = base_scope(plan, step, report, reports, memory or Memory())
    try:
        made = list(tried(scope, step))
    except (OverBudgetError, OverlongError) as error:
        where = where_of(scope, step)
        made = [Answer(verdict.stopped(scope, step, where, error), scope, where)]
    for one in made:
        key = tuple(one.where.items())
        seen[key] = seen.get(key, 0) + 1
        if one.finding.outcome.silent and not scope.memory.everything:
            found.append(one)
        else:
            finding = verdict.identified(one.finding, plan.pack.key, seen[key])
            found.append(replace(one, finding=finding))
    return found


def tried(scope: Scope, step: Step) -> Iterator[Answer]:
    """One answer for each place and each binding of the rule's variables."""
    if scope.report.form not in step.forms:
        yield left_out(scope, step, FALSE)
        return
    within = valid(scope, step.body.terms.validity)
    if within.certainty is not Certainty.TRUE:
        yield left_out(scope, step, within)
        return
    table = scope.table
    if table is not None and table.key not in scope.report.tables:
        lack = Unavailable(
            scope.absence(table, ""), cell_place(table, None, None), {"table": table.key}
        )
        yield lacking(scope, step, lack)
        return
    nothing = True
    for place in printed_places(scope, step):
        nothing = False
        yield from joined(scope.at(place), step, step.body.joins)
    if table is not None and step.body.scope is not None and step.body.scope.open_rows:
        for lack in unread_rows(scope, table):
            nothing = False
            yield lacking(scope, step, lack)
    if nothing:
        yield plain(scope, step, Outcome.VACUOUS)


def base_scope(
    plan: Plan,
    step: Step | None,
    report: Report,
    reports: ReportSet,
    memory: Memory | None = None,
) -> Scope:
    """The scope of a step before anything is bound; without a step, that of the report."""
    table = step.body.scope.table if step and step.body.scope else None
    locals_ = step.body.terms.locals if step else {}
    place = Place(None, None)
    return Scope(plan, report, reports, table, place, {}, locals_, memory or Memory())


def valid(scope: Scope, validity: Validity) -> Truth:
    """Whether the last day of the report's year lies in the time for which something is written."""
    if validity.since is None and validity.until is None:
        return TRUE
    year = scope.report.year
    if year is None:
        lack = Unavailable(MissingKind.NO_DATE, FACTS["year"], {})
        return Truth(Certainty.UNKNOWN, lack)
    holds = validity.holds(date(year, DECEMBER, LAST))
    return Truth(Certainty.TRUE if holds else Certainty.FALSE)


def left_out(scope: Scope, step: Step, guard: Truth) -> Answer:
    """The answer where a guard does not hold, or cannot be decided."""
    if guard.certainty is Certainty.FALSE:
        return plain(scope, step, Outcome.NOT_APPLICABLE)
    assert guard.lack is not None
    if verdict.skipped(step.body.terms, guard.lack):
        return plain(scope, step, Outcome.NOT_APPLICABLE)
    return undecided(scope, step, where_of(scope, step), guard.lack)


def plain(scope: Scope, step: Step, outcome: Outcome) -> Answer:
    """The answer that is no more than its outcome."""
    where = where_of(scope, step)
    return Answer(verdict.plain(scope, step, step.body.terms, outcome, where), scope, where)


def undecided(scope: Scope, step: Step, where: Mapping[str, str], lack: Unavailable) -> Answer:
    """The answer where it cannot be told whether the rule applies, whatever it makes of the missing."""
    return Answer(verdict.undecided(scope, step, step.body.terms, where, lack), scope, where)


def printed_places(scope: Scope, step: Step) -> Iterator[Place]:
    """The places of a step; where a document prints a group as one row, that row stands for its rows.

    The open rows come first.
    """
    table = scope.table
    body = step.body.scope
    if table is not None and body is not None and body.open_rows:
        for key in scope.open_rows(table):
            yield from (Place(key, column) for column in body.columns or (None,))
    merged: dict[str, str] = {}
    if table is not None:
        for group in scope.alone(table):
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


def joined(scope: Scope, step: Step, joins: Sequence[KeyJoin]) -> Iterator[Answer]:
    """Bind the keys of open rows: every key that some table has; then the variables."""
    if not joins:
        yield from bound(scope, step, step.body.bindings)
        return
    join = joins[0]
    keys: dict[str, str] = {}
    absent: list[Unavailable] = []
    for table, years in join.tables:
        report = scope.reports.before(scope.report, years) if years else scope.report
        if report is None:
            continue
        there = scope.of(report)
        if table.key not in report.tables:
            place = cell_place(table, None, None)
            where = {"table": table.key}
            kind = there.absence(table, "")
            absent.append(Unavailable(kind, place, where, foreign=report is not scope.report))
        absent += unread_rows(there, table)
        for key in there.open_keys(table):
            keys.setdefault(squeeze(key), key)
    for key in keys.values():
        yield from joined(scope.with_name(join.name, key), step, joins[1:])
    unread = [lack for lack in absent if lack.kind is MissingKind.UNREADABLE]
    own = [lack for lack in absent if not lack.foreign]
    if unread or (not keys and absent):
        yield lacking(scope, step, (unread or own or absent)[0])
    elif not keys:
        yield plain(scope, step, Outcome.VACUOUS)


def unread_rows(scope: Scope, table: Table) -> Sequence[Unavailable]:
    """That a table may print open rows which could not be read, where it may."""
    return [x for x in scope.unsure_rows(table) if x.kind is MissingKind.UNREADABLE]


def bound(scope: Scope, step: Step, bindings: Sequence[tuple[str, Expression]]) -> Iterator[Answer]:
    """Bind the variables of `for each`, the first outermost; then judge."""
    if not bindings:
        yield judged(scope, step)
        return
    name, domain = bindings[0]
    members, lacks = members_of(value_of(domain, mode(scope, step.body.terms)))
    for member in members:
        yield from bound(scope.with_name(name, member), step, bindings[1:])
    for lack in lacks:
        yield lacking(scope, step, lack)
    if not members and not lacks:
        yield plain(scope, step, Outcome.VACUOUS)


def lacking(scope: Scope, step: Step, lack: Unavailable) -> Answer:
    """The answer where what the rule runs over is not there."""
    where = {**where_of(scope, step), **lack.where}
    return Answer(verdict.lacking(scope, step, step.body.terms, where, lack), scope, where)


# ---- judging


def judged(scope: Scope, step: Step) -> Answer:
    """The answer for one binding: by the rule, or by the exception that goes first.

    Where it cannot be told whether an exception applies, the answer stands only if it would be
    the same with it; of the severities that are possible it has the mildest.
    """
    states = [(terms, guarded(scope, terms)) for terms in step.body.exceptions]
    applying = [terms for terms, guard in states if guard.certainty is Certainty.TRUE]
    first = [terms for terms in applying if not any(terms.name in other.over for other in applying)]
    if len(first) > 1:
        names = [terms.name for terms in first]
        where = where_of(scope, step)
        return Answer(verdict.tie(scope, step, where, names), scope, where)
    answer = decided(scope, step, first[0], APPLIES) if first else by_the_rule(scope, step)
    for terms, guard in states:
        if guard.certainty in {Certainty.TRUE, Certainty.FALSE}:
            continue
        if first and terms.name in first[0].over:
            continue
        other = decided(scope, step, terms, APPLIES)
        if other.finding.outcome is not answer.finding.outcome:
            return open_answer(scope, step, guard)
        answer = max(answer, other, key=lambda a: a.finding.severity.weight)
    return answer


def open_answer(scope: Scope, step: Step, guard: Guard) -> Answer:
    """The answer where a condition that matters cannot be decided."""
    where, terms = where_of(scope, step), step.body.terms
    if guard.open is not None:
        found = verdict.doubtful(scope, step, terms, where, guard.open)
        return Answer(found, scope, where)
    assert guard.answer.lack is not None
    return undecided(scope, step, where, guard.answer.lack)


def guard_of(scope: Scope, step: Step) -> Guard:
    """Whether a rule applies at a place; where that is by its row, it is found out once for the row."""
    if not step.guards_by_row:
        return guarded(scope, step.body.terms)
    key = id(step), id(scope.report), scope.place.row
    known = scope.memory.guards.get(key)
    if known is None:
        known = scope.memory.guards[key] = guarded(scope, step.body.terms)
    return known


def guarded(scope: Scope, terms: Terms) -> Guard:
    """Whether terms apply: their time and their conditions."""
    within = mode(scope, terms)
    conditions = [value_of(guard, within) for guard in terms.guards]
    found = conjunction([valid(scope, terms.validity), *map(answer_of, conditions)])
    if found.certainty not in {Certainty.DOUBT, Certainty.ROUNDED}:
        return Guard(found)
    if terms.doubt == "passes" or (
        found.certainty is Certainty.ROUNDED and terms.doubt != "reviews"
    ):
        return APPLIES
    return Guard(found, next(c for c in conditions if answer_of(c) == found))


def mode(scope: Scope, terms: Terms) -> Scope:
    """The scope in which terms are evaluated."""
    zero = terms.missing == "as zero"
    if scope.blank_is_zero == zero and scope.locals is terms.locals:
        return scope
    return replace(scope, blank_is_zero=zero, locals=terms.locals, known={})


def by_the_rule(scope: Scope, step: Step) -> Answer:
    """The answer by the rule itself: its conditions, then its requirement."""
    guard = guard_of(scope, step)
    if guard.certainty in {Certainty.FALSE, Certainty.UNKNOWN}:
        return left_out(scope, step, guard.answer)
    return decided(scope, step, step.body.terms, guard)


def decided(scope: Scope, step: Step, terms: Terms, guard: Guard) -> Answer:
    """The answer where terms apply."""
    within = mode(scope, terms)
    requirement = value_of(terms.requirement, within)
    judged = verdict.Judged(requirement, answer_of(requirement))
    if guard.open is not None and judged.answer.certainty is not Certainty.UNKNOWN:
        judged = verdict.Judged(requirement, DOUBT, guard.open)
    where = where_of(within, step)
    found = verdict.decided(within, step, terms, where, judged)
    gap = None if found.difference is None else distance(requirement)
    return Answer(found, within, where, gap)


# ---- places


def where_of(scope: Scope, step: Step) -> Mapping[str, str]:
    """The place of a finding: what the axis, the keys and the variables have bound."""
    where: dict[str, str] = {}
    if scope.table is not None:
        where["table"] = scope.table.key
    if scope.place.row is not None:
        where["row"] = scope.place.row
    if scope.place.column is not None:
        where["column"] = scope.place.column
    for join in step.body.joins:
        key = scope.names.get(join.name)
        if isinstance(key, str):
            where.setdefault("table", join.tables[0][0].key)
            where["row"] = key
    for value in scope.names.values():
        where |= place_of(value)
    return where or dict(step.home)


def place_of(value: Bound) -> Mapping[str, str]:
    """The place that a bound value has in the report."""
    match value:
        case Traced(at=(table, row, column)):
            return {"table": table.key, "row": row, "column": column}
        case Traced(value=Unavailable(where=where)):
            return where
        case Match():
            section = {"section": value.section} if value.section else {}
            return section | ({"statement": value.statement} if value.statement else {})
        case Listed():
            return {"section": value.entry.code}
        case TableRow():
            return {"table": value.table.key, "row": value.code}
        case _:
            return {}
