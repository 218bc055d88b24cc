"""How much two texts have in common."""

from collections import Counter
from fractions import Fraction

from gouji.model.fold import squeeze
from gouji.model.number import Number

BAND = Fraction(1, 10)
"""So far on either side of a threshold a likeness decides nothing."""
_PUNCTUATION = str.maketrans("", "", ",.;:!?。、()[]<>《》\"'-")


def likeness(text: str, other: str) -> Number:
    """The share of the pairs of neighbouring characters of a text that another text has as well."""
    pairs, others = _pairs(text), _pairs(other)
    whole = sum(pairs.values())
    shared = sum((pairs & others).values())
    share = Fraction(shared, whole) if whole else Fraction(0)
    return Number(share, BAND, score=True)


def edits(text: str, other: str) -> int:
    """How many characters have to be put in, taken out or changed to make one text the other."""
    one, two = squeeze(text), squeeze(other)
    row = list(range(len(two) + 1))
    for at, char in enumerate(one, start=1):
        before, row[0] = row[0], at
        for to, there in enumerate(two, start=1):
            changed = before + (char != there)
            before, row[to] = row[to], min(changed, row[to] + 1, row[to - 1] + 1)
    return row[-1]


def _pairs(text: str) -> Counter[str]:
    plain = squeeze(text).translate(_PUNCTUATION)
    if len(plain) == 1:
        return Counter([plain])
    return Counter(plain[at : at + 2] for at in range(len(plain) - 1))
