"""A requirement with its values as a linear equation of cells."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import NamedTuple

from gouji.engine.localise.search import Exact
from gouji.engine.values import Several, Traced, Value
from gouji.language import checked as c
from gouji.model.form import Code, Table
from gouji.model.frozen import frozen
from gouji.model.number import Number
from gouji.model.report import Cell


class CellAt(NamedTuple):
    """A cell of a report."""

    source: str
    table: str
    row: Code
    column: Code


@frozen
class Looked:
    """A cell as it was looked up: what it says, and where it is printed."""

    number: Number
    table: Table
    cell: Cell | None


@dataclass(slots=True)
class Linear:
    """A sum of multiples of cells, and a constant."""

    terms: dict[CellAt, Exact] = field(default_factory=dict)
    cells: dict[CellAt, Looked] = field(default_factory=dict)
    constant: Exact = 0

    def add(  # noqa: PLR0911  # one case for each kind of node
        self, traced: Traced, times: Exact
    ) -> bool:
        """Take in a multiple of a traced number; False where it is no exact sum of cells."""
        if traced.at is not None and not traced.operands:
            return self._cell(traced, times)
        match traced.node:
            case c.Constant():
                return self._number(traced.value, times)
            case c.Negative():
                return self.add(traced.operands[0], -times)
            case c.Shift() | c.Defined() if traced.operands:
                return self.add(traced.operands[0], times)
            case c.Call(function="sum"):
                return self._sum(traced.operands, times)
            case c.Cells() | c.Join() if isinstance(traced.value, Several):
                return self._sum(traced.value.members, times)
            case c.Chain() as node if node.operators[0] in {"+", "-"}:
                signs = (1, *(1 if operator == "+" else -1 for operator in node.operators))
                pairs = zip(traced.operands, signs, strict=True)
                known = [self.add(operand, times * sign) for operand, sign in pairs]
                return all(known)
            case c.Chain() as node:
                return self._multiple(traced.operands, node, times)
            case _:
                return False

    def _sum(self, parts: Iterable[Traced], times: Exact) -> bool:
        known = [self.add(part, times) for part in parts]
        return all(known)

    def _multiple(self, parts: Iterable[Traced], node: c.Chain, times: Exact) -> bool:
        """A product or a quotient, all of whose factors but one are constants."""
        of: Traced | None = None
        for part, operator in zip(parts, ("*", *node.operators), strict=True):
            inner = Linear()
            if not inner.add(part, 1):
                return False
            if inner.terms:
                of = part
            else:
                times = (
                    times * inner.constant if operator == "*" else Fraction(times) / inner.constant
                )
        return self._number(Number(Fraction(1)), times) if of is None else self.add(of, times)

    def _number(self, value: Value, times: Exact) -> bool:
        if not isinstance(value, Number) or not exact(value):
            return False
        self.constant += times * value.value
        return True

    def _cell(self, traced: Traced, times: Exact) -> bool:
        number = traced.value
        assert traced.at is not None
        if not isinstance(number, Number) or traced.report is None:
            return False
        table, row, column = traced.at
        at = CellAt(traced.report.source, table.key, row, column)
        self.terms[at] = self.terms.get(at, 0) + times
        self.cells[at] = Looked(number, table, traced.cell)
        return exact(number)


def exact(number: Number) -> bool:
    """Whether a figure is no more and no less than it says."""
    return not (number.slack or number.approximate or number.score)


def equation(requirement: Traced) -> tuple[Linear, Exact | None]:
    """Left side minus right side, and what that comes to; None where that is not known exactly."""
    found = Linear()
    for left, right in equalities(requirement):
        found = Linear()
        exactly = [found.add(left, 1), found.add(right, -1)]
        if found.terms and all(exactly):
            assert isinstance(left.value, Number)
            assert isinstance(right.value, Number)
            return found, plain(left.value.value - right.value.value)
    return found, None


def equalities(requirement: Traced) -> Iterator[tuple[Traced, ...]]:
    """The sides of what a requirement demands to be equal, among other demands."""
    match requirement.node:
        case c.Comparison(operator="=", within=None):
            yield requirement.operands
        case c.Logic(operator="and") | c.Defined():
            for operand in requirement.operands:
                yield from equalities(operand)
        case _:
            return


def plain(value: Exact) -> Exact:
    """A whole number as such: it is quicker to reckon with."""
    return value.numerator if value.denominator == 1 else value
