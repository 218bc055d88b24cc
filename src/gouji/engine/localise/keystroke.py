"""How a printed figure may have come from another one by a slip of the hand."""

from collections.abc import Collection
from fractions import Fraction

from gouji.model.cause import Slip

_SOME, _MANY = 10, 100
"""Below the first, any figure is one key away from any other; below the second, many are."""


def slip(printed: Fraction, meant: Fraction, beside: Collection[Fraction] = ()) -> Slip:
    """How the printed figure may have come from the one that was meant; `beside` are its neighbours.

    >>> [slip(Fraction(a), Fraction(b)).value for a, b in ((21, 12), (112, 12), (12, 123), (15, 14))]
    ['transposed', 'extra_digit', 'missing_digit', 'one_digit']
    """
    if not printed:
        return Slip.LEFT_OUT
    if printed == -meant:
        return Slip.SIGN
    if printed.denominator != 1 or meant.denominator != 1 or printed < 0 or meant < 0:
        return Slip.NONE
    of_digits = _digits(str(printed), str(meant)) if max(printed, meant) >= _SOME else Slip.NONE
    copied = printed >= _SOME and printed in beside
    return Slip.NEIGHBOUR if copied and of_digits in {Slip.ONE_DIGIT, Slip.NONE} else of_digits


def _digits(printed: str, meant: str) -> Slip:
    if len(printed) == len(meant):
        apart = [i for i, pair in enumerate(zip(printed, meant, strict=True)) if len({*pair}) > 1]
        first, last = apart[0], apart[-1]
        crossed = printed[first] == meant[last] and printed[last] == meant[first]
        if last == first + 1 and crossed:
            return Slip.TRANSPOSED
        return Slip.ONE_DIGIT if len(apart) == 1 else Slip.NONE
    if len(printed) == len(meant) + 1 and _without_one(printed, meant):
        return Slip.EXTRA_DIGIT
    if len(meant) == len(printed) + 1 and _without_one(meant, printed):
        return Slip.MISSING_DIGIT
    return Slip.NONE


def _without_one(longer: str, shorter: str) -> bool:
    return any(longer[:i] + longer[i + 1 :] == shorter for i in range(len(longer)))


def evident(kind: Slip, printed: Fraction, meant: Fraction) -> bool:
    """Whether a slip is so particular that it is evidence by itself."""
    match kind:
        case Slip.TRANSPOSED | Slip.NEIGHBOUR | Slip.SIGN:
            return True
        case Slip.SWAPPED:
            return max(printed, meant) >= _SOME
        case Slip.EXTRA_DIGIT | Slip.MISSING_DIGIT:
            return max(printed, meant) >= _MANY
        case _:
            return False
