"""Units as captions and labels print them, and whether they are those of a form."""

import re
from collections.abc import Collection, Iterable
from fractions import Fraction
from functools import lru_cache

from gouji.model.fold import fold, squeeze
from gouji.model.number import Number, read_number

_SAYS = re.compile(r"(?:单\s*位|\bunits?)\s*[:：]", re.IGNORECASE)
_END = re.compile(r"[()\[\]:;。!?]")
_CURRENCY = re.compile("人民币")
_SCALE = re.compile("[十百千万亿]*")
_APART = re.compile("[、,/和及]")
_CAPTION = 80
"""A longer text is prose."""
_FILLERS = frozenset(["in", "of"])


def stated_units(text: str, known: Collection[str]) -> tuple[str, ...]:
    """The units that a caption or a label states, in every way in which it may be understood.

    What is no unit of its own and not akin to one of those known is not taken for a unit: an
    office, say, that the same word announces.

    >>> stated_units("部门预算（单位：件、万 元）", [])
    ('件', '万元')
    >>> stated_units("Unit: thousand USD", ["USD"]), stated_units("单位：某某局", ["元"])
    (('thousand USD',), ())
    """
    if not announces_unit(text):
        return ()
    found: dict[str, None] = {}
    for part in _SAYS.split(text)[1:]:
        for piece in _APART.split(_END.split(fold(part), maxsplit=1)[0]):
            words = piece.split()
            for end in range(len(words), 0, -1):
                unit = " ".join(words[:end])
                unit = unit if unit.isascii() else _CURRENCY.sub("", squeeze(unit))
                if _measure(unit) or any(_akin(unit, other) for other in known):
                    found[unit] = None
    return tuple(found)


def announces_unit(text: str) -> bool:
    """Whether a text may be a caption or a label that states a unit."""
    return len(text) <= _CAPTION and _SAYS.search(text) is not None and "。" not in text


def differs(unit: str, stated: Collection[str], others: Iterable[str]) -> bool:
    """Whether what is stated in a unit is printed in another one.

    It is not where the unit is among those that are printed; nor where only units of another kind
    are printed and one of them is that of `others`, which stand in the same table.
    """
    if not stated or any(_same(unit, one) for one in stated):
        return False
    multiple = any(_multiple(unit, one) for one in stated)
    return multiple or not any(_same(other, one) for other in others for one in stated)


def _same(unit: str, other: str) -> bool:
    measure = _measure(unit)
    return _words(unit) == _words(other) or (measure is not None and measure == _measure(other))


def _multiple(unit: str, other: str) -> bool:
    """Whether one unit is so many of the other."""
    one, two = _measure(unit), _measure(other)
    return one is not None and two is not None and one[1] == two[1]


def _akin(unit: str, other: str) -> bool:
    """Whether two units have a word in common, or one is so many of the other."""
    if unit.isascii():
        return bool(_words(unit) & _words(other))
    long, short = sorted((unit, squeeze(other)), key=len, reverse=True)
    return long.endswith(short) and _SCALE.fullmatch(long.removesuffix(short)) is not None


@lru_cache(maxsize=256)
def _measure(unit: str) -> tuple[Fraction, str] | None:
    """How many of which unit it is: 万元 is 10 000 and 元.  None for what no figure can bear."""
    number = None if any(map(str.isdigit, unit)) else read_number(f"1{unit}")
    if isinstance(number, Number) and number.unit and not number.approximate:
        return number.value, number.unit
    return None


@lru_cache(maxsize=256)
def _words(unit: str) -> frozenset[str]:
    """The words of a unit, for comparing: whatever their order and number."""
    words = fold(unit).casefold().split() if unit.isascii() else [squeeze(unit)]
    return frozenset(word.removesuffix("s") for word in words if word not in _FILLERS)
