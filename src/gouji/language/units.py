"""What numbers are counted in: figures of different units are neither added nor compared."""

from collections.abc import Sequence

from gouji.language import kind_problems
from gouji.language.checked import Expression
from gouji.model.diagnostic import Diagnostic

MIXED = "\0"
"""The unit of a selection whose cells are not all counted in one."""


def shared_unit(terms: Sequence[Expression], problems: list[Diagnostic]) -> str:
    """The one unit of terms that are added or compared; a second one is diagnosed."""
    first: Expression | None = None
    for term in terms:
        unit = term.type.unit
        if unit == MIXED:
            problems.append(kind_problems.mixed_units(term.span))
            return ""
        if not unit:
            continue
        if first is None:
            first = term
        elif unit != first.type.unit:
            problems.append(kind_problems.units_differ(first, term))
            return ""
    return "" if first is None else first.type.unit
