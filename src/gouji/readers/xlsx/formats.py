"""How Excel prints a number in a number format (ISO/IEC 29500-1, 18.8.30 and 18.8.31)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
_SHOWN = Context(prec=15, rounding=ROUND_HALF_UP)
"""Excel knows and shows 15 digits."""
_EXACT = Context(prec=400)
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_.|\*.'
    r"|\[\$(?P<currency>[^\]-]*)[^\]]*\]|\[(?P<bracket>[^\]]*)\]"
    r"|(?P<general>General|G/通用格式)|(?P<digits>[0#?][0#?,]*(?:\.[0#?]*)?|\.[0#?]+)"
    r"|(?P<scale>,)|(?P<percent>%)|(?P<date>[yY]+|[mM]+|[dD]+|[eE]+(?![+-])|[aA]{3,4}|[gGbB]+)"
    r"|(?P<time>[hHsS]+|上午/下午|AM/PM|A/P)|(?P<odd>[eE][+-]|[?/](?=[?0-9#])|@)|(?P<plain>.)",
    re.DOTALL,
)
_COLOURS = re.compile(
    r"(?:black|blue|cyan|green|magenta|red|white|yellow|[黑蓝青绿红白黄洋]+色?|color ?[0-9]+|颜色[0-9]+)",
    re.IGNORECASE,
)
_GENERAL = "General"
_THREE, _FOUR = 3, 4
_LONGEST = 255
_LEAP = 60
"""Excel takes 1900 for a leap year: this is its 29 February."""
_LAST_DAY = 2_958_465
"""31 December 9999."""

BUILT_IN: Mapping[int, str] = {
    0: _GENERAL,
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    5: '"¥"#,##0;"¥"-#,##0',
    6: '"¥"#,##0;"¥"-#,##0',
    7: '"¥"#,##0.00;"¥"-#,##0.00',
    8: '"¥"#,##0.00;"¥"-#,##0.00',
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "yyyy/m/d",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    22: "yyyy/m/d h:mm",
    27: 'yyyy"年"m"月"',
    28: 'm"月"d"日"',
    29: 'm"月"d"日"',
    30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"',
    36: 'yyyy"年"m"月"',
    37: "#,##0 ;-#,##0 ",
    38: "#,##0 ;-#,##0 ",
    39: "#,##0.00 ;-#,##0.00 ",
    40: "#,##0.00 ;-#,##0.00 ",
    41: '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ',
    42: '_ "¥"* #,##0_ ;_ "¥"* -#,##0_ ;_ "¥"* "-"_ ;_ @_ ',
    43: '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ',
    44: '_ "¥"* #,##0.00_ ;_ "¥"* -#,##0.00_ ;_ "¥"* "-"??_ ;_ @_ ',
    49: "@",
    50: 'yyyy"年"m"月"',
    51: 'm"月"d"日"',
    52: 'yyyy"年"m"月"',
    53: 'm"月"d"日"',
    54: 'm"月"d"日"',
    57: 'yyyy"年"m"月"',
    58: 'm"月"d"日"',
    **dict.fromkeys((18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56), "h:mm:ss"),
}


def decimal(stored: str) -> Decimal | None:
    """A stored number to the 15 digits that Excel knows of it; None where it is no number.

    >>> print(decimal("160.59640000000001"), decimal("1E+2"))
    160.5964 100
    """
    if not _NUMBER.fullmatch(stored.strip()):
        return None
    number = _SHOWN.plus(Decimal(stored.strip()))
    return number if not number else Decimal(_plain(number))


def shown(number: Decimal, code: str, *, since_1904: bool = False) -> str | None:
    """What is printed of a number in a format; None where that is not known, or not the number.

    >>> shown(Decimal("0.5"), "0%"), shown(Decimal("1234.5"), '#,##0"元"')
    ('50%', '1,235元')
    """
    sections = _sections(code)
    section = _section(number, sections)
    if section is None:
        return None
    if any(kind in {"date", "time"} for kind, _ in section):
        return _day(number, section, since_1904=since_1904)
    own = len(sections) > 1 and number < 0
    if own and not any(sign in text for _, text in section for sign in _SIGNS):
        return None  # a colour alone would tell that it is negative
    return _printed(abs(number) if own else number, section)


_SIGNS = "-(（－−▲△负"
"""What shows that a number is negative."""
_Tokens = tuple[tuple[str, str], ...]


@lru_cache(maxsize=512)
def _sections(code: str) -> tuple[_Tokens, ...]:
    """The parts of a format, for positive and negative numbers, zero and text."""
    if len(code) > _LONGEST:
        return ()
    parts: list[list[tuple[str, str]]] = [[]]
    for match in _TOKEN.finditer(code):
        kind, text = match.lastgroup or "space", match[match.lastgroup or 0]
        if kind == "plain" and text == ";":
            parts.append([])
        else:
            parts[-1].append((kind, text))
    return tuple(map(tuple, parts))


def _section(number: Decimal, sections: Sequence[_Tokens]) -> _Tokens | None:
    """The part for a number; None for conditions and the like."""
    if not sections or len(sections) > _FOUR:
        return None
    if len(sections) >= _THREE and not number:
        chosen = sections[2]
    else:
        chosen = sections[1] if len(sections) > 1 and number < 0 else sections[0]
    known = all(kind != "odd" or text == "@" for kind, text in chosen) and all(
        _COLOURS.fullmatch(text)
        for section in sections
        for kind, text in section
        if kind == "bracket"
    )
    return chosen if known else None


def _printed(number: Decimal, section: _Tokens) -> str | None:
    figures = [at for at, (kind, _) in enumerate(section) if kind in {"digits", "general"}]
    if not figures and any(kind == "odd" for kind, _ in section):
        return _plain(number)
    if len(figures) > 1 and number and any(set(section[at][1]) - {"?"} for at in figures[1:]):
        return None
    for kind, _ in section:
        if kind == "percent":
            number = _EXACT.multiply(number, Decimal(100))
    text, sign = "", ""
    for at, (kind, token) in enumerate(section):
        if at in figures[:1]:
            scaled = number
            for following, _ in section[at + 1 :]:
                if following != "scale":
                    break
                scaled = _EXACT.divide(scaled, Decimal(1000))
            figure = _plain(scaled) if kind == "general" else _figure(scaled, token)
            sign = "-" if figure.startswith("-") else ""
            text += figure.removeprefix("-")
        elif kind in {"quoted", "escaped", "plain", "currency", "percent"}:
            text += token
    return (sign + text).strip()


def _figure(number: Decimal, pattern: str) -> str:
    """A number in a pattern of digits such as #,##0.00."""
    whole, _, places = pattern.partition(".")
    while whole.endswith(","):
        whole, number = whole[:-1], _EXACT.divide(number, Decimal(1000))
    rounded = number.quantize(Decimal(1).scaleb(-len(places)), ROUND_HALF_UP, _EXACT)
    digits, _, decimals = f"{abs(rounded):f}".partition(".")
    least = whole.count("0")
    digits = digits.lstrip("0").rjust(least, "0")
    if "," in whole:
        digits = _grouped(digits)
    kept = len(places.rstrip("#?"))
    decimals = decimals[:kept] + decimals[kept:].rstrip("0")
    sign = "-" if rounded < 0 else ""
    return sign + digits + (f".{decimals}" if decimals or "." in pattern else "")


def _grouped(digits: str) -> str:
    head = len(digits) % _THREE
    groups = [digits[at : at + _THREE] for at in range(head, len(digits), _THREE)]
    return ",".join([digits[:head], *groups] if head else groups)


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in {"-0", ""} else text


def _day(number: Decimal, section: _Tokens, *, since_1904: bool) -> str | None:
    """A day; None for times and what is no day."""
    if any(kind == "time" for kind, _ in section):
        section = tuple(_until_time(section))
    if not 0 < number <= _LAST_DAY or not any(kind == "date" for kind, _ in section):
        return None
    serial = int(number)
    if since_1904:
        day = date(1904, 1, 1) + timedelta(serial)
    elif serial == _LEAP:
        return None
    else:
        day = date(1899, 12, 30 if serial > _LEAP else 31) + timedelta(serial)
    text = ""
    for kind, token in section:
        if kind == "date":
            part = _part(day, token.lower())
            if part is None:
                return None
            text += part
        elif kind in {"quoted", "escaped", "plain", "currency"}:
            text += token
    return text.strip(" @;")


def _until_time(section: _Tokens) -> Iterator[tuple[str, str]]:
    for kind, token in section:
        if kind == "time":
            return
        yield kind, token


_DAY_PARTS: Mapping[str, str] = {
    **dict.fromkeys(("yyyy", "yyy", "e", "ee"), "{0.year}"),
    **dict.fromkeys(("yy", "y"), "{0:%y}"),
    **dict.fromkeys(("m", "mmm"), "{0.month}"),
    "mm": "{0.month:02}",
    "d": "{0.day}",
    "dd": "{0.day:02}",
}
"""How the parts of a day are printed; the name of a month is given by its number."""


def _part(day: date, token: str) -> str | None:
    form = _DAY_PARTS.get(token)
    return None if form is None else form.format(day)
