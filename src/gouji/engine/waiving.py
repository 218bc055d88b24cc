"""Failures that are accepted for a time, and waivers that have come to their end or accept nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from gouji.engine import words
from gouji.engine.conversions import answer_of
from gouji.engine.evaluation import evaluate as value_of
from gouji.engine.logic import OverlongError
from gouji.engine.plan import Plan
from gouji.engine.scope import OverBudgetError, Scope
from gouji.engine.values import Certainty
from gouji.engine.verdict import digest
from gouji.language.checked import Expression, Waiver
from gouji.language.checked_expressions import (
    BoundLabel,
    Defined,
    Logic,
    OpenKeyName,
    Quantified,
    Variable,
)
from gouji.language.walk import parts
from gouji.model.diagnostic import Severity
from gouji.model.finding import Finding, Outcome, Waived
from gouji.model.wording import Wording


def waived(plan: Plan, finding: Finding, scope: Scope, today: date | None) -> Finding:
    """The finding; a failure that a waiver accepts is waived, and says why."""
    if finding.outcome is not Outcome.FAIL:
        return finding
    meant = [w for w in plan.waivers.get(finding.rule, ()) if holds(w.guards[finding.rule], scope)]
    if not meant:
        return finding
    waiver = next((w for w in meant if not ended(w, today)), meant[-1])
    told = Waived(waiver.reason, waiver.approver, waiver.until)
    outcome = Outcome.FAIL if ended(waiver, today) else Outcome.WAIVED
    return replace(finding, waiver=told, outcome=outcome)


def remarks(
    plan: Plan, scope: Scope, findings: Sequence[Finding], today: date | None
) -> Iterator[Finding]:
    """A finding for each waiver that is meant for this report and is over, or accepts nothing in it."""
    told_of = {f.waiver for f in findings if f.outcome is Outcome.WAIVED}
    for waiver in plan.pack.waivers:
        told = Waived(waiver.reason, waiver.approver, waiver.until)
        rules = [rule for rule in waiver.guards if rule in plan.waivers]
        used = any(f.waiver == told and f.rule in waiver.guards for f in findings)
        meant = any(_meant(waiver.guards[rule], scope) for rule in rules)
        renewed = any(
            rule in other.guards
            and not ended(other, today)
            and Waived(other.reason, other.approver, other.until) in told_of
            for other in plan.pack.waivers
            for rule in rules
        )
        if not (used or meant) or (ended(waiver, today) and renewed):
            continue
        if ended(waiver, today):
            yield remark(scope, waiver, "SYS-EXPIRED-WAIVER", Severity.WARNING)
        elif not used:
            yield remark(scope, waiver, "SYS-UNUSED-WAIVER", Severity.NOTE)


def _meant(guard: Expression, scope: Scope) -> bool:
    """Whether a waiver is meant for a report, wherever in it: what tells of the place is left open."""
    match guard:
        case Logic(operator="and"):
            return all(_meant(part, scope) for part in guard.operands)
        case Logic(operator="or"):
            return any(_meant(part, scope) for part in guard.operands)
    return _tells_place(guard, frozenset()) or holds(guard, scope)


def _tells_place(node: object, bound: frozenset[str]) -> bool:
    """Whether a part of a condition reads what only a finding can tell; `bound` are names of its own."""
    match node:
        case BoundLabel() | OpenKeyName():
            return True
        case Variable():
            return node.name not in bound
        case Defined():
            names = frozenset(name for name, _ in node.inputs)
            given = any(_tells_place(value, bound) for _, value in node.inputs)
            return given or _tells_place(node.value, names)
        case Quantified():
            within = bound | {node.variable}
            return _tells_place(node.domain, bound) or _tells_place(node.condition, within)
    return any(_tells_place(part, bound) for part in parts(node))


def holds(guard: Expression, scope: Scope) -> bool:
    """Whether a waiver is meant for what a scope sees; a doubt waives nothing, nor does an endless sum."""
    try:
        answer = answer_of(value_of(guard, scope))
    except (OverBudgetError, OverlongError):
        return False
    return answer.certainty in {Certainty.TRUE, Certainty.ROUNDED}


def ended(waiver: Waiver, today: date | None) -> bool:
    """Whether a waiver has come to its end."""
    return today is not None and today > waiver.until


def remark(scope: Scope, waiver: Waiver, code: str, severity: Severity) -> Finding:
    """What is to be said of a waiver."""
    report = scope.report
    rules = ", ".join(waiver.guards)
    message = words.WAIVER_OVER if code == "SYS-EXPIRED-WAIVER" else words.WAIVER_UNUSED
    told = Wording(
        message.zh.format(rules=rules, until=waiver.until),
        message.en.format(rules=rules, until=waiver.until),
    )
    place = f"{waiver.span.source.name}:{waiver.span.position.line}"
    identity = (scope.plan.pack.key, code, report.agency or report.source, report.year, place)
    return Finding(
        rule=code,
        title=words.WAIVER,
        checks=(),
        outcome=Outcome.FAIL,
        severity=severity,
        agency=report.agency,
        year=report.year,
        source=report.source,
        where={"waiver": place},
        place=Wording(place, place),
        message=told,
        formula=None,
        difference=None,
        evidence=(),
        basis=Wording("", ""),
        reading=None,
        reason=None,
        suggestion=None,
        fingerprint=digest(identity),
        content=digest((str(waiver.until), waiver.reason)),
        waiver=Waived(waiver.reason, waiver.approver, waiver.until),
    )
