"""The named numbers that the prose of a report states, for showing what was understood."""

from collections.abc import Sequence

from gouji.engine.evaluation import evaluate
from gouji.engine.plan import Place, Plan
from gouji.engine.scope import Scope
from gouji.engine.values import Matches
from gouji.language.checked import Kind, Type
from gouji.language.checked import Matches as MatchesOf
from gouji.model.report import Report
from gouji.model.report_set import ReportSet
from gouji.model.result import StatedNumber


def statements(plan: Plan, report: Report) -> Sequence[StatedNumber]:
    """Every number that a statement of the pack finds, in the order of the report's sections."""
    scope = Scope(plan, report, ReportSet(), None, Place(None, None), {}, {})
    found: list[StatedNumber] = []
    for statement in plan.pack.statements.values():
        node = MatchesOf(statement.span, Type(Kind.MATCHES), statement.name)
        matches = evaluate(node, scope).value
        assert isinstance(matches, Matches)
        for match in matches.found:
            assert match.number is not None
            stated = StatedNumber(
                name=statement.name,
                title=statement.title,
                value=match.number.value,
                negated=match.negated,
                approximate=match.number.approximate,
                scope=match.scope,
                section=match.section,
                provenance=match.context,
                words=match.provenance,
            )
            found.append(stated)
    return sorted(found, key=lambda s: (s.section or "", s.provenance.locator.start))
