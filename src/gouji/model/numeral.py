"""Chinese numerals: 一千九百九十, 二〇二四, 三亿五千万."""

import re

_DIGIT = {char: value for value, char in enumerate("零一二三四五六七八九")} | {
    **{char: value for value, char in enumerate("〇壹贰叁肆伍陆柒捌玖")},
    "○": 0,
    "两": 2,
}
_PLACE = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
_POSITIONAL = re.compile(f"[{''.join(_DIGIT)}]+")
_TEN = 10
_MYRIAD = 10**4
_LONGEST = 24
_YEAR_DIGITS = 4
"""So many digits without a zero are a figure; fewer may mean "two or three" (二三)."""

CHINESE_NUMERALS = "".join((*_DIGIT, *_PLACE, "万亿"))
"""Every character of a Chinese numeral."""


def chinese_integer(text: str) -> int | None:
    """The value of a numeral written in full, or digit by digit; None where the reading is open.

    Colloquial forms are open: 一百五 (105 or 150), 一万五, 二三 (2 to 3), 百.

    >>> chinese_integer("一千九百九十"), chinese_integer("二〇二四"), chinese_integer("一百五")
    (1990, 2024, None)
    """
    if not text or len(text) > _LONGEST:
        return None
    if _POSITIONAL.fullmatch(text):
        return _positional(text)
    return _below(text, "亿")


def _positional(text: str) -> int | None:
    digits = [_DIGIT[char] for char in text]
    if len(digits) > 1 and (
        digits[0] == 0 or "两" in text or not (0 in digits or len(digits) >= _YEAR_DIGITS)
    ):
        return None
    return int("".join(map(str, digits)))


def _below(text: str, marker: str) -> int | None:
    """A numeral in which no marker above the given one occurs: 亿 parts hold 万 parts hold 千."""
    head, found, tail = text.rpartition(marker)
    inner = "万" if marker == "亿" else ""
    if not found:
        return _below(text, inner) if inner else _section(text)
    upper = _below(head, inner) if inner else _section(head)
    lower = _lower(tail, inner)
    if not upper or lower is None:
        return None
    scale = _MYRIAD**2 if marker == "亿" else _MYRIAD
    return upper * scale + lower if lower < scale else None


def _lower(tail: str, inner: str) -> int | None:
    """What stands after 万 or 亿: a bare digit there needs a zero before it."""
    if not tail:
        return 0
    zero = _DIGIT.get(tail[0]) == 0
    rest = tail[1:] if zero else tail
    if not rest or (not zero and _POSITIONAL.fullmatch(rest)):
        return None
    return _below(rest, inner) if inner else _section(rest)


def _section(text: str) -> int | None:
    """A numeral below 10 000, from its places 千百十."""
    total, last, digit, zero = 0, _MYRIAD, 0, False
    for char in text:
        if char in _PLACE:
            place = _PLACE[char]
            if place >= last or (not digit and place > _TEN):
                return None
            total, last, digit, zero = total + (digit or 1) * place, place, 0, False
        elif digit or (zero and _DIGIT.get(char) == 0):
            return None
        elif _DIGIT.get(char) == 0:
            zero = True
        elif char in _DIGIT:
            digit = _DIGIT[char]
        else:
            return None
    return _ended(total, digit, last, zero=zero)


def _ended(total: int, digit: int, last: int, *, zero: bool) -> int | None:
    if zero and not (digit and total):
        return None
    if digit and total and last > _TEN and not zero:  # 一百五
        return None
    return total + digit if total or digit else None
