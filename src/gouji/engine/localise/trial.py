"""What a test of a cause is told: the cells that are named, or that it may be."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from gouji.engine import verdict
from gouji.engine.answers import Answer, answers, base_scope
from gouji.engine.localise.localise import Given, causes
from gouji.engine.plan import Place, Plan, Together
from gouji.engine.scope import Memory, Scope
from gouji.model.cause import Cause, Correction, Decided
from gouji.model.finding import Outcome
from gouji.model.number import Number
from gouji.model.report import Report
from gouji.model.report_set import ReportSet

_OUTCOMES = {Decided.OPEN: Outcome.REVIEW, Decided.UNEXPLAINED: Outcome.UNKNOWN}


def answers_of_cause(
    plan: Plan, together: Together, report: Report, reports: ReportSet
) -> Iterator[Answer]:
    """One answer for each cell: fail where it is named, review where it is one of several.

    Unknown where nothing explains the failures; pass where nothing fails.
    """
    memory = Memory(everything=False)
    answered = {id(step): answers(plan, step, report, reports, memory) for step in plan.steps}
    given = Given(plan, report, reports, memory, answered)
    found = [
        cause
        for cause, _ in causes(given, together, {rule.name for rule in together.cause.identities})
    ]
    step = together.identities[0][0]
    base = base_scope(plan, step, report, reports, memory)

    def answer(outcome: Outcome, scope: Scope, cause: Cause | None, gap: Number | None) -> Answer:
        where = {} if scope.table is None else {"table": scope.table.key}
        made = verdict.plain(replace(scope, memory=Memory()), step, step.body.terms, outcome, where)
        told = made if cause is None else replace(made, message=cause.message)
        return Answer(replace(told, rule=together.cause.name), scope, where, gap)

    if not found:
        yield answer(Outcome.PASS, base, None, None)
    for cause in found:
        outcome = _OUTCOMES.get(cause.decided, Outcome.FAIL)
        meant = cause.explanations if cause.named is None else (cause.named,)
        corrections = [one for explanation in meant for one in explanation.corrections]
        for one in corrections:
            yield answer(outcome, _at(base, one), cause, _gap(one))
        if not corrections:
            yield answer(outcome, base, cause, None)


def _at(base: Scope, one: Correction) -> Scope:
    form = base.plan.forms[base.report.form]
    table = next(table for table in form.tables if table.key == one.where["table"])
    place = Place(one.where["row"], one.where["column"])
    return replace(base, table=table, place=place, known={})


def _gap(one: Correction) -> Number:
    """By how much a cell is wrong."""
    return Number(abs(Fraction(one.value) - Fraction(one.printed)))
