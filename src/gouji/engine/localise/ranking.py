"""Which of several explanations is the likeliest, and whether anything decides for it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from gouji.engine.localise import telling
from gouji.engine.localise.corrected import Corrector
from gouji.engine.localise.keystroke import evident, slip
from gouji.engine.localise.linear import CellAt
from gouji.engine.localise.search import Change, Row
from gouji.engine.localise.system import Component, System
from gouji.engine.words import cell_place
from gouji.model.cause import Correction, Decided, Explanation, Slip
from gouji.model.frozen import frozen
from gouji.model.number import figure_text

MOST_WEIGHED = 24
"""Of more explanations than these, the rest are not held against the other rules."""
_PAIR = 2
_LIKELIHOOD = {kind: at for at, kind in enumerate(Slip)}


@frozen
class Candidate:
    """A change, and what speaks for it."""

    change: Change
    meant: Mapping[CellAt, Fraction]
    """Cell → what it should say, in the order of the report."""
    slips: Mapping[CellAt, Slip]
    repairs: tuple[str, ...] = ()
    breaks: tuple[str, ...] = ()

    @property
    def weight(self) -> int:
        """How many rules speak for it rather than against it."""
        return len(self.repairs) - len(self.breaks)

    @property
    def awkward(self) -> int:
        """How unlikely its slips are together."""
        return sum(_LIKELIHOOD[one] for one in self.slips.values())


@frozen
class Ranker:
    """Ranks the explanations of one component."""

    system: System
    corrector: Corrector
    component: Component

    def ranked(self, changes: Sequence[Change]) -> tuple[Sequence[Candidate], Decided]:
        """The explanations, the likeliest first, and what names the first, if something does."""
        found = sorted(map(self._candidate, changes), key=lambda one: one.awkward)
        if not found:
            return (), Decided.UNEXPLAINED
        if len(found) == 1:
            return found, Decided.ALONE
        found = [*map(self._weighed, found[:MOST_WEIGHED]), *found[MOST_WEIGHED:]]
        found.sort(key=lambda one: -one.weight)
        best = [one for one in found if one.weight == found[0].weight]
        if len(best) == 1:
            return found, Decided.RULES
        slips = [one for one in best if self._evident(one)]
        return found, Decided.SLIP if slips == best[:1] else Decided.OPEN

    def also(self, change: Change) -> Sequence[Row]:
        """The violated rows of the report that a change mends without being asked to."""
        return [
            row
            for row, coefficients in enumerate(self.component.equations.rows)
            if self.component.equations.short[row]
            and not self.component.equations.binding[row]
            and self.component.identities[row].own
            and not coefficients.keys().isdisjoint(change)
        ]

    def _candidate(self, change: Change) -> Candidate:
        cells = self.component.cells
        meant = {cells[c]: self._printed(cells[c]) + by for c, by in change.items()}
        meant = dict(sorted(meant.items(), key=lambda pair: self._order(pair[0])))
        return Candidate(change, meant, self._slips(meant))

    def _weighed(self, one: Candidate) -> Candidate:
        repairs, breaks = self.corrector.weighed(one.meant)
        mended = [self.component.identities[row].told_by[0][0] for row in self.also(one.change)]
        return replace(one, repairs=(*dict.fromkeys(mended), *repairs), breaks=breaks)

    def _printed(self, at: CellAt) -> Fraction:
        return self.system.cells[at].number.value

    def _order(self, at: CellAt) -> tuple[int, str, int, int]:
        table = self.system.cells[at].table
        rows, columns = ([entry.code for entry in axis] for axis in (table.rows, table.columns))
        row = rows.index(at.row) if at.row in table.row else len(rows)
        return self.corrector.years_before(at.source), table.key, row, columns.index(at.column)

    # ---- slips of the hand

    def _slips(self, meant: Mapping[CellAt, Fraction]) -> Mapping[CellAt, Slip]:
        """Cell → the slip that may have made its figure."""
        printed = [self._printed(at) for at in meant]
        if len(meant) == _PAIR and list(meant.values()) == printed[::-1]:
            return dict.fromkeys(meant, Slip.SWAPPED)
        return {at: slip(self._printed(at), value, self._beside(at)) for at, value in meant.items()}

    def _beside(self, at: CellAt) -> Sequence[Fraction]:
        """The figures of the cells beside, above and below."""
        table = self.system.cells[at].table
        rows, columns = ([e.code for e in axis] for axis in (table.value_rows, table.value_columns))
        beside = [
            *(at._replace(row=row) for row in _around(rows, at.row)),
            *(at._replace(column=column) for column in _around(columns, at.column)),
        ]
        return [self._printed(one) for one in beside if one in self.system.cells]

    def _evident(self, one: Candidate) -> bool:
        return all(
            evident(one.slips[at], self._printed(at), value) for at, value in one.meant.items()
        )

    # ---- what is told

    def told(self, one: Candidate) -> Explanation:
        """An explanation as readers are given it."""
        corrections = tuple(
            self._correction(at, value, one.slips[at]) for at, value in one.meant.items()
        )
        return Explanation(corrections, one.repairs, one.breaks)

    def _correction(self, at: CellAt, value: Fraction, kind: Slip) -> Correction:
        looked = self.system.cells[at]
        table, number = looked.table, looked.number
        place = cell_place(table, table.row_of(at.row), table.column[at.column])
        years = self.corrector.years_before(at.source)
        return Correction(
            where={"table": at.table, "row": at.row, "column": at.column},
            years=years,
            place=telling.of_year(place, years),
            printed=figure_text(number),
            value=figure_text(replace(number, value=value, raw="")),
            slip=kind,
            provenance=looked.cell.provenance if looked.cell else None,
        )


def common(rows: Iterable[Sequence[Row]]) -> frozenset[Row]:
    """The rows that are in all of several lists."""
    first, *others = map(frozenset, rows)
    return first.intersection(*others)


def _around(codes: Sequence[str], code: str) -> Sequence[str]:
    """The codes before and after one."""
    if code not in codes:
        return ()
    at = codes.index(code)
    return [codes[i] for i in (at - 1, at + 1) if 0 <= i < len(codes)]
