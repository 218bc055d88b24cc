"""Figures in lines whose cells nothing but blanks tells apart."""

import re
from functools import lru_cache

from gouji.model.number import Missing, MissingKind, Number, read_number

_FIGURE = re.compile(r"[0-9０-９]")
_MARKS = frozenset({MissingKind.DASH, MissingKind.NOT_APPLICABLE_MARK, MissingKind.REDACTED})
_DATES = frozenset("年月日天")
_SHORT = 40


@lru_cache(maxsize=4096)
def figure(text: str) -> Number | Missing:
    """What a word says as a cell: a numeral without digits is a word, and so is part of a date.

    >>> figure("1,990").value, figure("三").kind.value, figure("2024年").kind.value
    (Fraction(1990, 1), 'unreadable', 'unreadable')
    """
    found = read_number(text)
    if isinstance(found, Number) and (not _FIGURE.search(text) or found.unit in _DATES):
        return Missing(MissingKind.UNREADABLE, text)
    return found


def says_figure(text: str) -> bool:
    """Whether a word is a figure or a mark that stands for one."""
    if len(text) > _SHORT:
        return False
    found = figure(text)
    return isinstance(found, Number) or found.kind in _MARKS
