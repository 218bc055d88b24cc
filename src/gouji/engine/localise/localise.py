"""Failing identities → their causes: the cells that are wrong, and what they should be."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from gouji.engine import verdict
from gouji.engine.answers import Answer
from gouji.engine.localise import telling
from gouji.engine.localise.causes import Apart, apart
from gouji.engine.localise.corrected import Corrector
from gouji.engine.localise.linear import CellAt
from gouji.engine.localise.ranking import Ranker, common
from gouji.engine.localise.search import Change, smallest
from gouji.engine.localise.system import (
    Component,
    Identity,
    Instance,
    System,
    components,
    concerned,
    system,
)
from gouji.engine.plan import Plan, Together
from gouji.engine.scope import Memory
from gouji.model.cause import Cause, Decided
from gouji.model.finding import Finding, Outcome
from gouji.model.frozen import frozen
from gouji.model.report import Report
from gouji.model.report_set import ReportSet

MOST_TOGETHER = 3
"""What takes more wrong cells that hang together is no explanation: they explain anything."""
_ACCUSED = frozenset({Outcome.FAIL, Outcome.WAIVED})


@frozen
class Given:
    """A report, what is around it, and what the rules have said of it."""

    plan: Plan
    report: Report
    reports: ReportSet
    memory: Memory
    answered: Mapping[int, Sequence[Answer]]
    """Step (its id) → its answers."""


def localise(given: Given, findings: Sequence[Finding]) -> Sequence[Finding]:
    """The findings; those of one cause tell it."""
    found = list(findings)
    for together in given.plan.causes:
        names = {rule.name for rule in together.cause.identities}
        open_ = (f for f in found if f.outcome in _ACCUSED and f.cause is None)
        failed = {f.rule for f in open_ if f.rule in names}
        if failed:
            for cause, told_by in causes(given, together, failed):
                _tell(found, cause, told_by)
    return found


def _tell(findings: list[Finding], cause: Cause, told_by: frozenset[Instance]) -> None:
    for number, finding in enumerate(findings):
        instance = (finding.rule, tuple(finding.where.items()))
        if finding.outcome in _ACCUSED and finding.cause is None and instance in told_by:
            checks = tuple(dict.fromkeys((*finding.checks, *cause.checks)))
            findings[number] = replace(finding, cause=cause, checks=checks)


def causes(
    given: Given, together: Together, failed: Collection[str]
) -> Iterator[tuple[Cause, frozenset[Instance]]]:
    """Each cause of rules that failed, with the rules and places that fail because of it.

    First what fails within the report; what ties it to other reports must hold where that is
    mended, and is explained by itself only where it still fails.
    """
    steps = concerned(together, failed)
    whole = system(given.plan, steps, given.report, given.reports, given.memory)
    corrector = Corrector(
        *(given.plan, together, given.report, given.reports, given.memory, given.answered),
        whole.cells,
    )
    accused = [one for one in whole.identities if one.own and one.short]
    explained: set[int] = set()
    for across in (False, True):
        left = [one for one in accused if one.across is across and id(one) not in explained]
        for component in components(whole, left):
            explainer = _Explainer(given, together, whole, corrector, component)
            for cause, identities in explainer.causes():
                explained |= {id(one) for one in identities}
                if cause.explanations or len(identities) > 1 or not cause.exhausted:
                    yield cause, frozenset(i for one in identities for i in one.told_by)


@frozen
class _Explainer:
    """Explains one component."""

    given: Given
    together: Together
    system: System
    corrector: Corrector
    component: Component

    def causes(self) -> Iterator[tuple[Cause, Sequence[Identity]]]:
        """Its causes, with the identities of the report that fail because of them."""
        search = smallest(self.component.equations, self._allowed)
        violated = frozenset(self.component.equations.violated())
        parts = apart(self.component.equations, search.changes)
        for part in parts or [Apart(violated, (), 0)]:
            yield self._cause(part, search.searched)

    def _cause(self, part: Apart, searched: int) -> tuple[Cause, Sequence[Identity]]:
        ranker = Ranker(self.system, self.corrector, self.component)
        changes = part.changes if part.most <= MOST_TOGETHER else ()
        found, decided = ranker.ranked(changes)
        rows = part.rows
        if found:
            meant = found if decided is Decided.OPEN else found[:1]
            rows |= common(ranker.also(one.change) for one in meant)
        failing = [self.component.identities[row] for row in sorted(rows)]
        cause = Cause(
            id=self._id(failing),
            rule=self.together.cause.name,
            title=verdict.both(self.together.cause.titles, self.together.cause.name),
            checks=self.together.cause.serves,
            decided=decided,
            explanations=tuple(map(ranker.told, found)),
            identities=len(failing),
            unchecked=self._unchecked({at for one in failing for at in one.terms}),
            searched=min(searched, MOST_TOGETHER),
            exhausted=bool(found) or searched >= MOST_TOGETHER,
            message=telling.UNTOLD,
            suggestion=None,
        )
        told = replace(cause, message=telling.message(cause), suggestion=telling.advice(cause))
        return told, failing

    def _allowed(self, change: Change) -> bool:
        """Whether cells can hold other values, and no identity comes to be broken by them."""
        cells = [self.component.cells[column] for column in change]
        changes = zip(cells, change.values(), strict=True)
        meant = {at: self.system.cells[at].number.value + by for at, by in changes}
        bearable = all(self.corrector.bearable(at, value) for at, value in meant.items())
        return bearable and not self.corrector.awakes(meant, self.system.dormant)

    def _id(self, failing: Sequence[Identity]) -> str:
        """A cause is known by the rules and places that fail."""
        report = self.given.report
        whose = (report.agency or report.source, report.year)
        told_by = sorted(instance for one in failing for instance in one.told_by)
        return verdict.digest((self.given.plan.pack.key, *whose, told_by))

    def _unchecked(self, cells: set[CellAt]) -> int:
        """How many identities with some of the cells could not be checked."""
        return sum(not known.isdisjoint(cells) for known in self.system.unknown)
