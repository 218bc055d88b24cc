"""The smallest sets of columns of a sparse linear system that take up all of its residual, exactly."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TypeAlias

from gouji.model.frozen import frozen

MOST_CELLS = 8
"""Explanations of more cells are not looked for: they explain anything."""
MOST_STEPS = 4_000
"""Sets of columns that are tried for one component."""

Exact: TypeAlias = int | Fraction
Row: TypeAlias = int
Column: TypeAlias = int
Change: TypeAlias = Mapping[Column, Exact]
"""Column → by how much its value is to change; never by zero."""


@frozen
class Equations:
    """Rows of coefficients, and by how much each falls short of its right side."""

    rows: Sequence[Mapping[Column, Exact]]
    short: Sequence[Exact]
    """Row → right side minus left side."""
    binding: Sequence[bool]
    """Row → whether it must hold; any other row must hold if one of its columns changes."""

    def violated(self) -> Sequence[Row]:
        """The rows that must hold and do not."""
        return [row for row, by in enumerate(self.short) if by and self.binding[row]]


@frozen
class Smallest:
    """The smallest changes after which every row holds; none where none was found."""

    changes: tuple[Change, ...]
    searched: int
    """Sets of up to so many columns were all tried."""


def smallest(
    equations: Equations,
    allowed: Callable[[Change], bool],
    steps: int = MOST_STEPS,
) -> Smallest:
    """Every smallest set of columns that can change so that the rows hold; `allowed` judges a change."""
    search = _Search(equations, allowed, steps)
    for size in range(1, MOST_CELLS + 1):
        try:
            search.level(size)
        except _NoStepLeftError:
            return Smallest((), size - 1)
        if search.found:
            return Smallest(tuple(search.found), size)
    return Smallest((), MOST_CELLS)


class _NoStepLeftError(Exception):
    """The work that was granted is done."""


@dataclass(slots=True)
class _Reduced:
    """A row after elimination, and of which rows it was made."""

    values: list[Exact]
    short: Exact
    made_of: dict[Row, Exact]


@dataclass(slots=True)
class _Search:
    """Sets of columns, grown where some row or combination of rows still cannot hold."""

    equations: Equations
    allowed: Callable[[Change], bool]
    steps: int
    found: list[Change] = field(default_factory=list)
    rows_of: dict[Column, dict[Row, Exact]] = field(default_factory=dict)
    violated: frozenset[Row] = frozenset()
    seen: set[frozenset[Column]] = field(default_factory=set)

    def __post_init__(self) -> None:
        for row, coefficients in enumerate(self.equations.rows):
            for column, coefficient in coefficients.items():
                self.rows_of.setdefault(column, {})[row] = coefficient
        self.violated = frozenset(self.equations.violated())

    def level(self, size: int) -> None:
        """Every set of so many columns that is needed and enough."""
        self.seen = set()
        self._grow((), size)

    def _grow(self, chosen: tuple[Column, ...], left: int) -> None:
        key = frozenset(chosen)
        if key in self.seen:
            return
        self.seen.add(key)
        self.steps -= 1
        if self.steps < 0:
            raise _NoStepLeftError
        untouched = self.violated.difference(*(self.rows_of[c] for c in chosen))
        if untouched:
            for column in self._covering(untouched, left):
                self._grow((*chosen, column), left - 1)
            return
        outcome = self._solved(chosen)
        if isinstance(outcome, dict):
            if left == 0 and self.allowed(outcome):
                self.found.append(outcome)
        elif outcome is not None and left:
            for column in self._helping(outcome[0], key):
                self._grow((*chosen, column), left - 1)

    def _covering(self, untouched: frozenset[Row], left: int) -> Sequence[Column]:
        """The columns of the row with the fewest, if so many columns may cover all rows left."""
        if not left:
            return ()
        row = min(untouched, key=lambda r: (len(self.equations.rows[r]), r))
        columns = self.equations.rows[row]
        if left == 1:
            return [c for c in columns if untouched <= self.rows_of[c].keys()]
        apart = 0
        taken: set[Column] = set()
        for other in sorted(untouched, key=lambda r: (len(self.equations.rows[r]), r)):
            if taken.isdisjoint(self.equations.rows[other]):
                apart += 1
                taken |= self.equations.rows[other].keys()
        return () if apart > left else list(columns)

    def _helping(self, made_of: Mapping[Row, Exact], chosen: frozenset[Column]) -> list[Column]:
        """The columns without which a contradiction between rows stays."""
        total: dict[Column, Exact] = {}
        for row, times in made_of.items():
            for column, coefficient in self.equations.rows[row].items():
                total[column] = total.get(column, 0) + times * coefficient
        return [column for column, value in total.items() if value and column not in chosen]

    def _solved(
        self, chosen: tuple[Column, ...]
    ) -> "dict[Column, Exact] | tuple[Mapping[Row, Exact]] | None":
        """The change of each chosen column; or a contradiction; None where a smaller set is enough."""
        pivots: list[tuple[int, _Reduced]] = []
        contradictions: list[Mapping[Row, Exact]] = []
        for row in self._touched(chosen):
            of = self.equations.rows[row]
            reduced = _Reduced([of.get(c, 0) for c in chosen], self.equations.short[row], {row: 1})
            at = _eliminate(reduced, pivots)
            if at is not None:
                pivots.append((at, reduced))
            elif reduced.short:
                contradictions.append(reduced.made_of)
        if contradictions:
            return (min(contradictions, key=lambda made: sum(map(self._width, made))),)
        if len(pivots) < len(chosen):
            return None
        values = _back(pivots, len(chosen))
        return dict(zip(chosen, values, strict=True)) if all(values) else None

    def _width(self, row: Row) -> int:
        return len(self.equations.rows[row])

    def _touched(self, chosen: tuple[Column, ...]) -> Iterator[Row]:
        yield from dict.fromkeys(row for column in chosen for row in self.rows_of[column])


def _eliminate(reduced: _Reduced, pivots: Sequence[tuple[int, _Reduced]]) -> int | None:
    """Take the pivots out of a row; where it still has a value, None if it has none."""
    for at, pivot in pivots:
        if reduced.values[at]:
            times = _quotient(reduced.values[at], pivot.values[at])
            reduced.values = [
                a - times * b for a, b in zip(reduced.values, pivot.values, strict=True)
            ]
            reduced.short -= times * pivot.short
            for row, value in pivot.made_of.items():
                reduced.made_of[row] = reduced.made_of.get(row, 0) - times * value
    return next((at for at, value in enumerate(reduced.values) if value), None)


def _back(pivots: Sequence[tuple[int, _Reduced]], width: int) -> list[Exact]:
    """The values of the columns, from the last pivot to the first."""
    values: list[Exact] = [0] * width
    for at, pivot in reversed(pivots):
        rest = sum(
            (pivot.values[i] * values[i] for i in range(width) if i != at and pivot.values[i]),
            start=0,
        )
        values[at] = _quotient(pivot.short - rest, pivot.values[at])
    return values


def _quotient(left: Exact, right: Exact) -> Exact:
    """A division without remainder, or a fraction.

    >>> _quotient(6, 3), _quotient(1, 2)
    (2, Fraction(1, 2))
    """
    exact = Fraction(left) / Fraction(right) if left else Fraction(0)
    return exact.numerator if exact.denominator == 1 else exact
