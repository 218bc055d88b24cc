"""A report as it would be with other values in some cells, and what the other rules say of it."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from gouji.engine.answers import Answer, answers, base_scope, judged
from gouji.engine.localise.linear import CellAt, Looked
from gouji.engine.plan import Place, Plan, Reach, Step, Together
from gouji.engine.scope import Memory, Scope
from gouji.model.diagnostic import Severity
from gouji.model.finding import Outcome
from gouji.model.number import figure_text
from gouji.model.report import Cell, CellKey, Provenance, Report
from gouji.model.report_set import ReportSet
from gouji.model.span import Source, Span


@dataclass(slots=True)
class Corrector:
    """Tries other values in the cells of a report and of those before it."""

    plan: Plan
    together: Together
    report: Report
    reports: ReportSet
    memory: Memory
    answered: Mapping[int, Sequence[Answer]]
    """Step (its id) → what it says of the report as it is."""
    cells: Mapping[CellAt, Looked]
    judged: dict[tuple[CellAt, Fraction], bool] = field(default_factory=dict)

    def bearable(self, at: CellAt, value: Fraction) -> bool:
        """Whether a cell could hold a value: as the bounds demand; where there is none, a whole number."""
        key = at, value
        if key not in self.judged:
            self.judged[key] = self._bearable(at, value)
        return self.judged[key]

    def _bearable(self, at: CellAt, value: Fraction) -> bool:
        bounds = [step for step in self.together.bounds if _runs_over(step, at)]
        if not bounds:
            return value.denominator == 1
        report, reports = self.corrected({at: value})
        own = report if at.source == report.source else _of_source(reports, report, at.source)
        outcomes = [
            judged(
                base_scope(self.plan, step, own, reports).at(Place(at.row, at.column)), step
            ).finding.outcome
            for step in bounds
        ]
        return Outcome.FAIL not in outcomes

    def awakes(
        self, values: Mapping[CellAt, Fraction], dormant: Sequence[tuple[Step, Scope]]
    ) -> bool:
        """Whether a rule that is not applied now would be with other values, and fail."""
        reaches = {id(step): of for step, of in self.together.identities}
        concerned = [
            (step, scope)
            for step, scope in dormant
            if any(
                reach.has_at(scope.place, at.table, at.row, at.column)
                for at in values
                for reach in reaches[id(step)]
            )
        ]
        if not concerned:
            return False
        report, reports = self.corrected(values)
        fresh = Memory(everything=False, constants=self.memory.constants)
        return any(
            judged(
                replace(scope, report=report, reports=reports, known={}, memory=fresh), step
            ).finding.outcome
            is Outcome.FAIL
            for step, scope in concerned
        )

    def years_before(self, source: str) -> int:
        """How many years before the report at hand a report is; 0 for itself."""
        earlier = self.reports.earlier.get(self.report.source, {})
        return next((years for years, one in earlier.items() if one.source == source), 0)

    def corrected(self, values: Mapping[CellAt, Fraction]) -> tuple[Report, ReportSet]:
        """The report, and those around it, with other values."""
        own = {at: value for at, value in values.items() if at.source == self.report.source}
        report = self._with(self.report, own) if own else self.report
        earlier = dict(self.reports.earlier.get(self.report.source, {}))
        for years, one in earlier.items():
            theirs = {at: value for at, value in values.items() if at.source == one.source}
            if theirs and one.source != self.report.source:
                earlier[years] = self._with(one, theirs)
        around = {**self.reports.earlier, self.report.source: earlier}
        return report, replace(self.reports, earlier=around)

    def _with(self, report: Report, values: Mapping[CellAt, Fraction]) -> Report:
        cells = dict(report.cells)
        for at, value in values.items():
            number = replace(self.cells[at].number, value=value)
            text = figure_text(number)
            key = CellKey(at.table, at.row, at.column)
            place = Provenance(at.source, Span(Source(at.source, text), 0, len(text)), text)
            cells[key] = Cell(key, replace(number, raw=text), place)
        return replace(report, cells=cells)

    def weighed(self, values: Mapping[CellAt, Fraction]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The other rules that the values would bring to hold, and those that they would break."""
        report, reports = self.corrected(values)
        memory = self._memory(report)
        before, after = Counter[str](), Counter[str]()
        for step, read in self.together.others:
            if any(r.has(at.table, at.row, at.column) for at in values for r in read):
                near = _near(step, read, values)
                name = step.rule.name
                before[name] += _failures(self.answered[id(step)], near)
                tried = step if near is None else replace(step, places=near)
                after[name] += _failures(answers(self.plan, tried, report, reports, memory), near)
        return (
            tuple(name for name in before if before[name] > after[name]),
            tuple(name for name in after if before[name] < after[name]),
        )

    def _memory(self, report: Report) -> Memory:
        """What is known of the prose: figures do not change it."""
        stated = {
            (id(report) if of == id(self.report) else of, name): matches
            for (of, name), matches in self.memory.stated.items()
        }
        return Memory(
            everything=False,
            stated=stated,
            constants=self.memory.constants,
            lexicons=self.memory.lexicons,
        )


def _near(step: Step, read: Sequence[Reach], cells: Iterable[CellAt]) -> tuple[Place, ...] | None:
    """Of the places where a step is tried, those at which it may read some of the cells.

    None is all of them: there are open rows, or the document prints a row otherwise than the form.
    """
    if step.body.scope is not None and step.body.scope.open_rows:
        return None
    of = [(at.table, at.row, at.column) for at in cells]
    near = (p for p in step.places if any(r.has_at(p, *one) for one in of for r in read))
    return tuple(near) or None


def _failures(found: Sequence[Answer], places: Collection[Place] | None) -> int:
    """The failures at places that count: notes do not."""
    return sum(
        answer.finding.outcome is Outcome.FAIL
        and answer.finding.severity is not Severity.NOTE
        and (places is None or answer.scope.place in places)
        for answer in found
    )


def _runs_over(step: Step, at: CellAt) -> bool:
    scope = step.body.scope
    if scope is None or scope.table.key != at.table or at.column not in scope.columns:
        return False
    return at.row in scope.rows or (scope.open_rows and at.row not in scope.table.row)


def _of_source(reports: ReportSet, report: Report, source: str) -> Report:
    earlier = reports.earlier.get(report.source, {}).values()
    return next(one for one in earlier if one.source == source)
