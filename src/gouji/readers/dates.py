"""Days as documents print them."""

import re
from collections.abc import Iterator
from datetime import date

from gouji.model.fold import squeeze
from gouji.model.numeral import chinese_integer

_YEAR = "(?:19|20)[0-9]{2}|(?:一九|二[零〇○])[零〇○一二三四五六七八九]{2}"
_COUNT = "[0-9]{1,2}|[一二三四五六七八九十]{1,3}"
DAY = (
    rf"(?:{_YEAR})(?:年(?:{_COUNT})月(?:{_COUNT})[日号]"
    r"|-[0-9]{1,2}-[0-9]{1,2}|/[0-9]{1,2}/[0-9]{1,2}|\.[0-9]{1,2}\.[0-9]{1,2})"
)
"""A day, in text without white space."""
_NUMBERS = re.compile("[0-9]+|[零〇○一二三四五六七八九十]+")


def day(text: str) -> date | None:
    """The day that a text is nothing but; None where there is no such day.

    >>> day("二〇二五年一月二十日"), day("2025 - 2 - 30")
    (datetime.date(2025, 1, 20), None)
    """
    plain = squeeze(text)
    if not re.fullmatch(DAY, plain):
        return None
    year, month, number = _integers(plain)
    try:
        return date(year, month, number)
    except ValueError:
        return None


def _integers(plain: str) -> Iterator[int]:
    for figures in _NUMBERS.findall(plain):
        yield (
            int(figures)
            if figures.isdigit() and figures.isascii()
            else chinese_integer(figures) or 0
        )
