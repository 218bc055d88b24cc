"""Failing identities → their causes: the cells that are wrong, and what they should be."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from gouji.engine import verdict
from gouji.engine.answers import Answer
from gouji.engine.localise import telling
from gouji.engine.localise.causes import Apart, apart
from gouji.engine.localise.corrected import Corrector
from gouji.engine.localise.keystroke import marked, slip
from gouji.engine.localise.linear import CellAt, Looked
from gouji.engine.localise.search import MOST_CELLS, Change, Column, Exact, smallest
from gouji.engine.localise.system import Component, Instance, System, components, system
from gouji.engine.plan import Plan, Together
from gouji.engine.scope import Memory
from gouji.engine.words import cell_place
from gouji.model.cause import Cause, Correction, Decided, Explanation, Slip
from gouji.model.finding import Finding, Outcome
from gouji.model.number import figure_text
from gouji.model.report import Report
from gouji.model.report_set import ReportSet

MOST_WEIGHED = 24
"""Of more explanations than these, the rest are not held against the other rules."""
_ACCUSED = frozenset({Outcome.FAIL, Outcome.WAIVED})


@dataclass(frozen=True, slots=True)
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
        names = set(together.cause.identities)
        if any(f.rule in names and f.outcome in _ACCUSED and f.cause is None for f in found):
            for cause, told_by in causes(given, together):
                _tell(found, cause, told_by)
    return found


def _tell(findings: list[Finding], cause: Cause, told_by: frozenset[Instance]) -> None:
    for number, finding in enumerate(findings):
        instance = (finding.rule, tuple(finding.where.items()))
        if finding.outcome in _ACCUSED and finding.cause is None and instance in told_by:
            checks = tuple(dict.fromkeys((*finding.checks, *cause.checks)))
            findings[number] = replace(finding, cause=cause, checks=checks)


def causes(given: Given, together: Together) -> Iterator[tuple[Cause, frozenset[Instance]]]:
    """Each cause, with the rules and places that fail because of it."""
    whole = system(given.plan, together, given.report, given.reports, given.memory)
    corrector = Corrector(
        *(given.plan, together, given.report, given.reports, given.memory, given.answered),
        whole.cells,
    )
    for component in components(whole):
        yield from _Explainer(given, together, whole, corrector, component).causes()


@dataclass(frozen=True, slots=True)
class _Explainer:
    """Explains one component."""

    given: Given
    together: Together
    system: System
    corrector: Corrector
    component: Component

    def causes(self) -> Iterator[tuple[Cause, frozenset[Instance]]]:
        """Its causes; one without an explanation where none was found."""
        equations = self.component.equations
        search = smallest(equations, self._allowed)
        whole = Apart(frozenset(equations.violated()), ())
        for part in apart(equations, search.changes) if search.changes else [whole]:
            violated = [self.component.identities[row] for row in sorted(part.rows)]
            told_by = frozenset(instance for one in violated for instance in one.told_by)
            ranked, decided = self._ranked(part.changes)
            cause = Cause(
                id=self._id(told_by),
                rule=self.together.cause.name,
                title=verdict.both(self.together.cause.titles, self.together.cause.name),
                checks=self.together.cause.serves,
                decided=decided,
                explanations=ranked,
                identities=len(violated),
                unchecked=self._unchecked({at for one in violated for at in one.terms}),
                searched=search.searched,
                exhausted=bool(search.changes) or search.searched == MOST_CELLS,
                message=telling.UNTOLD,
                suggestion=None,
            )
            told = replace(cause, message=telling.message(cause), suggestion=telling.advice(cause))
            yield told, told_by

    def _allowed(self, column: Column, by: Exact) -> bool:
        at = self.component.cells[column]
        return self.corrector.bearable(at, self._looked(at).number.value + by)

    def _looked(self, at: CellAt) -> Looked:
        return self.system.cells[at]

    def _id(self, told_by: frozenset[Instance]) -> str:
        report = self.given.report
        whose = (report.agency or report.source, report.year)
        return verdict.digest((self.given.plan.pack.key, *whose, sorted(told_by)))

    def _unchecked(self, cells: set[CellAt]) -> int:
        return sum(not known.isdisjoint(cells) for known in self.system.unknown)

    # ---- ranking

    def _ranked(self, changes: Sequence[Change]) -> tuple[tuple[Explanation, ...], Decided]:
        """The explanations, the likeliest first, and what names the first, if something does."""
        meant = [self._meant(change) for change in changes]
        slips = [self._slips(values) for values in meant]
        order = sorted(range(len(meant)), key=lambda i: (_awkward(slips[i].values()), i))
        if not order:
            return (), Decided.UNEXPLAINED
        agreed: dict[int, tuple[tuple[str, ...], tuple[str, ...]]] = {}
        if len(order) > 1:
            agreed = {i: self.corrector.weighed(meant[i]) for i in order[:MOST_WEIGHED]}
        weight = {i: _weight(agreed.get(i, ((), ()))) for i in order}
        order.sort(key=lambda i: -weight[i])
        explained = tuple(
            Explanation(self._corrections(meant[i], slips[i]), *agreed.get(i, ((), ())))
            for i in order
        )
        best = [i for i in order if weight[i] == weight[order[0]]]
        strong = [i for i in best if self._evident(meant[i], slips[i])]
        if len(order) == 1:
            return explained, Decided.ALONE
        if len(best) == 1:
            return explained, Decided.RULES
        if strong == best[:1]:
            return explained, Decided.SLIP
        return explained, Decided.OPEN

    def _meant(self, change: Change) -> Mapping[CellAt, Fraction]:
        """Cell → what it should say, in the order of the report."""
        cells = self.component.cells
        found = {cells[c]: self._looked(cells[c]).number.value + by for c, by in change.items()}
        return dict(sorted(found.items(), key=lambda pair: self._order(pair[0])))

    def _order(self, at: CellAt) -> tuple[int, str, int, int]:
        table = self._looked(at).table
        rows = [entry.code for entry in table.rows]
        row = rows.index(at.row) if at.row in table.row else len(rows)
        columns = [entry.code for entry in table.columns]
        return self._years(at), table.key, row, columns.index(at.column)

    def _years(self, at: CellAt) -> int:
        if at.source == self.given.report.source:
            return 0
        earlier = self.given.reports.earlier[self.given.report.source]
        return next(years for years, one in earlier.items() if one.source == at.source)

    def _slips(self, meant: Mapping[CellAt, Fraction]) -> Mapping[CellAt, Slip]:
        """Cell → the slip that may have made its figure."""
        printed = {at: self._looked(at).number.value for at in meant}
        if len(meant) == 2 and list(meant.values()) == list(printed.values())[::-1]:  # noqa: PLR2004
            return dict.fromkeys(meant, Slip.SWAPPED)
        return {
            at: min(slip(printed[at], value), self._of_neighbour(at), key=list(Slip).index)
            for at, value in meant.items()
        }

    def _of_neighbour(self, at: CellAt) -> Slip:
        """Whether the figure is that of the cell beside, above or below."""
        looked = self._looked(at)
        rows = [entry.code for entry in looked.table.value_rows]
        columns = [entry.code for entry in looked.table.value_columns]
        beside = [
            *(at._replace(row=row) for row in _around(rows, at.row)),
            *(at._replace(column=column) for column in _around(columns, at.column)),
        ]
        values = [self.system.cells[n].number.value for n in beside if n in self.system.cells]
        return Slip.NEIGHBOUR if looked.number.value in values else Slip.NONE

    def _evident(self, meant: Mapping[CellAt, Fraction], slips: Mapping[CellAt, Slip]) -> bool:
        return all(
            marked(slips[at], self._looked(at).number.value, value) for at, value in meant.items()
        )

    def _corrections(
        self, meant: Mapping[CellAt, Fraction], slips: Mapping[CellAt, Slip]
    ) -> tuple[Correction, ...]:
        found = []
        for at, value in meant.items():
            looked = self._looked(at)
            table, number = looked.table, looked.number
            place = cell_place(table, table.row_of(at.row), table.column[at.column])
            years = self._years(at)
            found.append(
                Correction(
                    where={"table": at.table, "row": at.row, "column": at.column},
                    years=years,
                    place=telling.of_year(place, years),
                    printed=figure_text(number),
                    value=figure_text(replace(number, value=value, raw="")),
                    slip=slips[at],
                    provenance=looked.cell.provenance if looked.cell else None,
                )
            )
        return tuple(found)


def _around(codes: Sequence[str], code: str) -> Sequence[str]:
    if code not in codes:
        return ()
    at = codes.index(code)
    return [codes[i] for i in (at - 1, at + 1) if 0 <= i < len(codes)]


def _awkward(slips: Iterable[Slip]) -> int:
    """How unlikely slips are together."""
    return sum(list(Slip).index(one) for one in slips)


def _weight(agreed: tuple[Sequence[str], Sequence[str]]) -> int:
    repairs, breaks = agreed
    return len(repairs) - len(breaks)
