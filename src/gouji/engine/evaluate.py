"""What a pack says of a report: the answers of its rules, with the causes of those that fail together."""

from collections.abc import Sequence
from datetime import date

from gouji.engine import waiving
from gouji.engine.answers import ALONE, answers, base_scope
from gouji.engine.localise.localise import Given, localise
from gouji.engine.plan import Plan
from gouji.engine.scope import Memory
from gouji.model.finding import Finding
from gouji.model.report import Report
from gouji.model.report_set import ReportSet


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
    answered = {id(step): answers(plan, step, report, reports, memory) for step in plan.steps}
    findings = [
        waiving.waived(plan, answer.finding, answer.scope, today)
        for found in answered.values()
        for answer in found
    ]
    findings = [*localise(Given(plan, report, reports, memory, answered), findings)]
    base = base_scope(plan, None, report, reports)
    return [*findings, *waiving.remarks(plan, base, findings, today)]
