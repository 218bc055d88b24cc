"""Arithmetic and comparison of exact, rounded, estimated and missing numbers."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from operator import ge, gt, le, lt

from gouji.engine.values import (
    DOUBT,
    FALSE,
    ROUNDED,
    TRUE,
    Certainty,
    Choice,
    Truth,
    Unavailable,
    Value,
    conjunction,
    negate,
    truth,
    unknown,
)
from gouji.engine.words import RESULT
from gouji.model.fold import fold
from gouji.model.number import MissingKind, Number

EMPTY = frozenset(
    {
        MissingKind.BLANK,
        MissingKind.DASH,
        MissingKind.NOT_APPLICABLE_MARK,
        MissingKind.NO_DATE,
    }
)
"""The kinds of missing in which nothing was written where something could have been."""

ORDER: Mapping[str, Callable[[Fraction, Fraction], bool]] = {"<": lt, "<=": le, ">": gt, ">=": ge}

LONGEST = 13_000
"""Bits of a numerator or denominator: nearly 4,000 digits, more than any report can mean."""


class OverlongError(Exception):
    """A number has grown beyond all sense."""


def bearable(value: Fraction) -> Fraction:
    """The value.  OverlongError: it is too long to go on with."""
    if max(value.numerator.bit_length(), value.denominator.bit_length()) > LONGEST:
        raise OverlongError
    return value


def chain(values: Sequence[Number | Unavailable], operators: Sequence[str]) -> Number | Unavailable:
    """The result of a chain of + and -, or of * and /, from left to right.  May raise OverlongError."""
    for value in values:
        if isinstance(value, Unavailable):
            return unbounded(value)
    numbers = [v for v in values if isinstance(v, Number)]
    if operators and operators[0] in {"+", "-"}:
        return added(numbers, operators)
    result: Number | Unavailable = numbers[0]
    for operator, number in zip(operators, numbers[1:], strict=True):
        if isinstance(result, Unavailable):
            break
        result = combine(result, operator, number)
    return result


def added(numbers: Sequence[Number], operators: Sequence[str]) -> Number:
    """A sum with its signs; half-widths add up."""
    value, slack = numbers[0].value, numbers[0].slack
    for operator, number in zip(operators, numbers[1:], strict=True):
        if number.value:
            value = bearable(value + number.value if operator == "+" else value - number.value)
        if number.slack:
            slack = bearable(slack + number.slack)
    approximate = any(number.approximate for number in numbers)
    return Number(value, slack, "", approximate, score=any(number.score for number in numbers))


def combine(left: Number, operator: str, right: Number) -> Number | Unavailable:
    """A product or a quotient; half-widths propagate so that the interval stays whole."""
    approximate = left.approximate or right.approximate
    score = left.score or right.score
    if operator == "*":
        value, slack = left.value * right.value, product_slack(left, right)
        return Number(bearable(value), bearable(slack), "", approximate, score=score)
    if abs(right.value) <= right.slack:
        return Unavailable(MissingKind.UNDEFINED, RESULT, {})
    inverse = Number(1 / right.value, inverse_slack(right))
    value, slack = left.value / right.value, product_slack(left, inverse)
    return Number(bearable(value), bearable(slack), "", approximate, score=score)


def product_slack(left: Number, right: Number) -> Fraction:
    """The largest distance of a product from its nominal value."""
    return abs(left.value) * right.slack + abs(right.value) * left.slack + left.slack * right.slack


def inverse_slack(number: Number) -> Fraction:
    """The largest distance of 1/x from its nominal value, for an interval that excludes 0."""
    nearest = abs(number.value) - number.slack
    return 1 / nearest - 1 / abs(number.value)


def unbounded(lack: Unavailable) -> Unavailable:
    """A missing value of which arithmetic has made another: nothing is known of its size."""
    return lack if lack.at_least is None else replace(lack, at_least=None)


def negative(value: Number | Unavailable) -> Number | Unavailable:
    """The opposite of a number."""
    if isinstance(value, Unavailable):
        return unbounded(value)
    return Number(-value.value, value.slack, value.unit, value.approximate, score=value.score)


def compare(
    left: Value,
    operator: str,
    right: Value,
    within: Fraction = Fraction(0),
) -> Truth:
    """Two values compared; nothing is compared with a missing value but `nothing` itself."""
    if isinstance(left, Number) and isinstance(right, Number):
        return compare_numbers(left, operator, right, within)
    if left is None or right is None:
        return compare_nothing(left if right is None else right, operator)
    for value in (left, right):
        if isinstance(value, Unavailable):
            return beyond(left, operator, right, within) or unknown(value)
    match left, right:
        case ((str() | Choice()), (str() | Choice())):
            return compare_texts(left, operator, right)
        case date(), date():
            return compare_dates(left, operator, right)
        case Truth(), Truth():
            return compare_truths(left, operator, right)
        case _:
            raise AssertionError(f"unchecked comparison {left!r} {operator} {right!r}")


def compare_within(left: Value, operator: str, right: Value, distance: Number) -> Truth:
    """Two values compared at a distance that may itself be rounded or an estimate."""
    answer = compare(left, operator, right, distance.value)
    if answer.certainty in {Certainty.UNKNOWN, Certainty.DOUBT}:
        return answer
    if distance.approximate or distance.score:
        return DOUBT
    if not distance.slack:
        return answer
    ends = (max(distance.value - distance.slack, Fraction(0)), distance.value + distance.slack)
    alike = all(compare(left, operator, right, end) == answer for end in ends)
    return answer if alike else ROUNDED


def compare_nothing(value: Value, operator: str) -> Truth:
    """Whether nothing was written; what could not be looked at is unknown."""
    if isinstance(value, Unavailable) and value.kind not in EMPTY | {MissingKind.WORDS}:
        return unknown(value)
    if operator in ORDER:
        return unknown(Unavailable(MissingKind.BLANK, RESULT, {}))
    empty = value is None or (isinstance(value, Unavailable) and value.kind in EMPTY)
    return compare_equal(empty, operator)


def compare_texts(left: str | Choice, operator: str, right: str | Choice) -> Truth:
    """Two texts; of one that may be several all must agree."""
    sides = [side.options if isinstance(side, Choice) else (side,) for side in (left, right)]
    answers = {compare_equal(fold(a) == fold(b), operator) for a in sides[0] for b in sides[1]}
    return answers.pop() if len(answers) == 1 else DOUBT


def compare_equal(equal: object, operator: str, /) -> Truth:
    """The answer of = or != where equality is known."""
    return truth(equal if operator == "=" else not equal)


def compare_dates(left: date, operator: str, right: date) -> Truth:
    """Two dates in time."""
    if operator in {"=", "!="}:
        return compare_equal(left == right, operator)
    ordinals = Fraction(left.toordinal()), Fraction(right.toordinal())
    return truth(ORDER[operator](*ordinals))


def compare_truths(left: Truth, operator: str, right: Truth) -> Truth:
    """Whether two conditions turn out alike."""
    open_ones = [v for v in (left, right) if v.certainty not in {Certainty.TRUE, Certainty.FALSE}]
    return conjunction(open_ones) if open_ones else compare_equal(left == right, operator)


def beyond(left: Value, operator: str, right: Value, within: Fraction) -> Truth | None:
    """Whether the known part of a sum already decides; None where it does not."""
    match left, right:
        case Number() as number, Unavailable(at_least=Fraction() as least):
            mirrored = operator
        case Unavailable(at_least=Fraction() as least), Number() as number:
            mirrored = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}.get(operator, operator)
        case _:
            return None
    if number.approximate or number.score or number.value + number.slack + within >= least:
        return None
    return {"=": FALSE, ">=": FALSE, ">": FALSE, "!=": TRUE, "<": TRUE, "<=": TRUE}[mirrored]


def compare_numbers(left: Number, operator: str, right: Number, within: Fraction) -> Truth:
    """Two numbers; with an estimate nothing is certain.

    Rounded ones that do not agree as printed are a matter of rounding if their intervals meet.

    A score decides only at its slack from the other number or further, or at the distance given.
    """
    if left.approximate or right.approximate:
        return DOUBT
    if operator == "!=":
        return negate(compare_numbers(left, "=", right, within))
    if left.score or right.score:
        band = within or left.slack + right.slack
        if abs(left.value - right.value) < band or left.value == right.value:
            return DOUBT
        return truth(operator != "=" and ORDER[operator](left.value, right.value))
    exact = exactly(left.value, operator, right.value, within)
    if not (left.slack or right.slack):
        return truth(exact)
    distance = left.slack + right.slack + within
    if operator == "=":
        widened = abs(left.value - right.value) <= distance
    elif operator in {"<", "<="}:
        widened = ORDER[operator](left.value - distance, right.value)
    else:
        widened = ORDER[operator](left.value + distance, right.value)
    return truth(widened) if exact == widened else ROUNDED


def exactly(left: Fraction, operator: str, right: Fraction, within: Fraction) -> bool:
    """Two numbers compared as if they were printed in full."""
    if operator == "=":
        return abs(left - right) <= within if within else left == right
    if not within:
        return ORDER[operator](left, right)
    shift = -within if operator in {"<", "<="} else within
    return ORDER[operator](left + shift, right)
