"""What a mapping says of printed words that are no plain figures."""

from collections.abc import Mapping
from fractions import Fraction

from gouji.model.data import Scalar
from gouji.model.diagnostic import Diagnostic
from gouji.model.number import Missing, MissingKind, Number
from gouji.scan import data_problems
from gouji.scan import mapping_problems as problems
from gouji.scan.shapes import Found, Value, entries, fields

_KINDS = {
    kind.value: kind
    for kind in (
        MissingKind.BLANK,
        MissingKind.DASH,
        MissingKind.NOT_APPLICABLE_MARK,
        MissingKind.REDACTED,
        MissingKind.UNREADABLE,
    )
}


def read_meanings(value: Value | None, found: Found) -> Mapping[str, Number | Missing]:
    """Printed words → the interval in which a number lies, or the kind of missing."""
    written = entries(value, found) if value else {}
    meanings = {printed: _meaning(one, found) for printed, one in written.items()}
    return {printed: one for printed, one in meanings.items() if one is not None}


def _meaning(value: Value, found: Found) -> Number | Missing | None:
    if isinstance(value.data, Scalar):
        kind = _KINDS.get(value.data.text)
        if kind is not None:
            return Missing(kind)
        found.append(_wrong(value))
        return None
    bounds = fields(value, ("from", "to"), found)
    low, high = (_number(bounds.get(end), value, found) for end in ("from", "to"))
    if low is None or high is None:
        return None
    if low > high:
        found.append(problems.empty_interval(value.path, value.data.span))
    return Number((low + high) / 2, (high - low) / 2, between=True)


def _number(value: Value | None, around: Value, found: Found) -> Fraction | None:
    number = value.data.value if value and isinstance(value.data, Scalar) else None
    if isinstance(number, Fraction):
        return number
    found.append(_wrong(value or around))
    return None


def _wrong(value: Value) -> Diagnostic:
    return data_problems.wrong_shape(value.path, value.data.span, problems.MEANING)
