"""What is to be known of a report to find the reports of other agencies that are alike."""

from collections.abc import Mapping

from gouji.engine.conversions import prose
from gouji.engine.evaluate import ALONE, base_scope
from gouji.engine.evaluation import evaluate
from gouji.engine.masking import masked
from gouji.engine.plan import Plan
from gouji.engine.sketches import Sketch, sketch
from gouji.model.report import Report


def sketches(plan: Plan, report: Report) -> Mapping[str, Sketch]:
    """What a plan compares between agencies → the sketch of it; none of what the report lacks."""
    found: dict[str, Sketch] = {}
    for comparison in plan.comparisons:
        if report.form not in comparison.forms:
            continue
        node = comparison.node
        text = prose(evaluate(node.domain, base_scope(plan, None, report, ALONE)).value)
        made = sketch(masked(text, node.templates, report.agency).text)
        if made is not None and not text.lacking:
            found[node.key] = made
    return found
