"""How a printed figure may have come from another one by a slip of the hand."""

from fractions import Fraction

from gouji.model.cause import Slip

_MARKED = 2
"""A slip within fewer digits is no evidence: any figure is one digit away from any other."""


def slip(printed: Fraction, meant: Fraction) -> Slip:
    """How the printed figure may have come from the one that was meant.

    >>> [slip(Fraction(a), Fraction(b)).value for a, b in ((21, 12), (112, 12), (12, 123), (15, 14))]
    ['transposed', 'extra_digit', 'missing_digit', 'one_digit']
    """
    if printed == -meant and printed:
        return Slip.SIGN
    if not printed:
        return Slip.LEFT_OUT
    if printed.denominator != 1 or meant.denominator != 1 or printed < 0 or meant < 0:
        return Slip.NONE
    return _digits(str(printed), str(meant))


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


def marked(kind: Slip, printed: Fraction, meant: Fraction) -> bool:
    """Whether a slip is so particular that it is evidence by itself."""
    if kind in {Slip.SWAPPED, Slip.NEIGHBOUR, Slip.SIGN}:
        return len(str(abs(printed))) >= _MARKED
    digits = max(len(str(printed)), len(str(meant)))
    if kind in {Slip.EXTRA_DIGIT, Slip.MISSING_DIGIT}:
        return digits > _MARKED
    return kind is Slip.TRANSPOSED
