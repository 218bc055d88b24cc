"""What a cell says: an exact value, its stated precision and unit, or the kind of missing."""

import enum
import re
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache

from gouji.model.fold import fold, squeeze
from gouji.model.frozen import frozen
from gouji.model.numeral import CHINESE_NUMERALS, chinese_integer


class MissingKind(enum.StrEnum):
    """Why there is no value."""

    BLANK = "blank"
    DASH = "dash"
    NOT_APPLICABLE_MARK = "not_applicable_mark"
    ABSENT_ROW = "absent_row"
    ABSENT_COLUMN = "absent_column"
    ABSENT_TABLE = "absent_table"
    ABSENT_SECTION = "absent_section"
    UNREADABLE = "unreadable"
    WORDS = "words"
    """The column holds words, not figures."""
    REDACTED = "redacted"
    NO_DATE = "no_date"
    NO_PRIOR = "no_prior"
    """There is no report of the earlier year."""
    NO_ROSTER = "no_roster"
    """Nothing says what the agency is, or which agencies are below it."""
    ABSENT_REPORT = "absent_report"
    """An agency of the roster has no report here."""
    NO_PEERS = "no_peers"
    """There is no report of another agency of the same year here."""
    NOT_COMPARABLE = "not_comparable"
    """The report follows another edition, which states this otherwise."""
    REPEATED_ROW = "repeated_row"
    """The key of the row is printed more than once."""
    UNASSIGNED_ROW = "unassigned_row"
    """The row is not there, but the table has rows of which it is not certain whose they are."""
    UNDEFINED = "undefined"
    """An operation without a result, such as a division by zero."""


@frozen
class Missing:
    """No value, and why."""

    kind: MissingKind
    raw: str = ""
    """The printed text, where there is one."""


@frozen
class Number:
    """An exact number as printed."""

    value: Fraction
    slack: Fraction = Fraction(0)
    """Half a unit of the last printed digit of an amount; 0 for a count."""
    unit: str = ""
    """The unit printed beside the figure, "" where none is."""
    approximate: bool = False
    """Printed as an estimate ("about", "more than"): no comparison with it is certain."""
    raw: str = ""
    """The printed text."""
    score: bool = False
    """A measure such as a likeness: within its slack a comparison is doubtful."""
    between: bool = False
    """Stated by its bounds alone ("<1"), which value and slack give: it is shown as printed."""


_DIGITS = r"[0-9]{1,30}"
_GROUPED = r"[1-9][0-9]{0,2}(?:,[0-9]{3}){1,9}"
_SPACED = r"[1-9][0-9]{0,2}(?: [0-9]{3}){1,9}"
_FRACTION = r"(?:\.[0-9]{1,30})?"
_LARGE = "[百千]?(?:万亿|亿|万)|千"
_BEFORE = (
    "大约|约为|约|将近|接近|近|超过|超|逾|突破|不足|不到|不少于|不超过|不低于|不高于|至少|至多"
)
_UNITS = (
    "个百分点|百分点|人次|件次|人|件|条|个|次|份|篇|宗|起|项|期|场|家|户|名|位|部|卷|册|页|张|批|例|桩|"
    "种|类|处|座|所|台|套|辆|只|本|封|则|幅|组|所|天|日|月|年|小时|分钟|工作日|个工作日|美元|欧元|元|"
    "平方米|平方公里|公里|米|亩|公顷|吨|公斤|千克|度|%"
)
_CELL = re.compile(
    rf"(?P<before>{_BEFORE})? ?(?P<sign>[-+负])?(?P<hundredth>百分之)?"
    rf"(?:(?P<lead>(?:[0-9]{{1,8}}[亿万]){{0,2}})"
    rf"(?P<figure>(?:{_GROUPED}|{_SPACED}|{_DIGITS}){_FRACTION})"
    rf"|(?P<chinese>[{CHINESE_NUMERALS}]+)(?:点(?P<decimals>[零〇一二三四五六七八九]{{1,12}}))?"
    rf"|[数几上](?P<some>[十百千]?(?:万亿|亿|万)|[十百千]))"
    rf"(?P<inner> ?[余多])? ?(?P<scale>{_LARGE})?(?P<after> ?[余多])?"
    rf"\s*(?P<unit>{_UNITS})?(?P<tail>以上|以下|左右|上下|多)?"
)
_MARKS = (
    (MissingKind.DASH, re.compile(r"-+|/+|无")),
    (MissingKind.NOT_APPLICABLE_MARK, re.compile(r"[Nn]/[Aa]|不适用")),
    (MissingKind.REDACTED, re.compile(r"\*{2,}|[■█▇]+")),
)
_SCALES = {"千": 10**3, "万": 10**4, "亿": 10**8, "万亿": 10**12}
_SCALES |= {"百" + name: 100 * value for name, value in list(_SCALES.items()) if name != "千"}
_SCALES |= {"千" + name: 1000 * value for name, value in list(_SCALES.items()) if name[0] in "万亿"}
_NOTED = re.compile(r"(.*[^ ]) ?\((?:其中|含|内含|包含|包括)[^()]*\)")
"""A figure with a note that says what is part of it; any other note may change what it means."""
_UNIT = re.compile("([百千]?(?:万亿|亿|万)|[百千](?=元))?(.*)")
_LONGEST = 80

_D = "[一二两三四五六七八九]"
_BELOW_100 = f"(?:{_D}(?:十{_D}?)?|十{_D}?)"
_HUNDREDS = f"百(?:[零〇]{_D}|{_D}?十{_D}?)?"
_THOUSANDS = f"千(?:[零〇]{_BELOW_100}|{_D}{_HUNDREDS})?"
_SECTION = f"(?:{_D}(?:{_THOUSANDS}|{_HUNDREDS}|十{_D}?)?|十{_D}?)"
_LOWER = f"(?:[零〇](?:{_D}(?:{_HUNDREDS}|十{_D}?)?|十{_D}?)|{_D}{_THOUSANDS})?"
_CHINESE = (
    f"[一二三四五六七八九]{{1,12}}[零〇][一二三四五六七八九零〇]{{0,11}}|[一二三四五六七八九]{{4,12}}"
    f"|{_SECTION}(?:(?:万?亿(?:{_SECTION}万)?|万){_LOWER})?|[零〇]"
)
"""No part is written twice where once will do: RE2 makes it anew for each pattern, each time."""
NUMBER_PATTERN = (
    f"(?:(?:{_BEFORE}) ?)?(?:负|百分之)?(?:"
    rf"(?:[0-9]{{1,8}}亿[0-9]{{1,4}}(?:\.[0-9]{{1,12}})?万|[0-9]{{1,8}}亿[0-9]{{8}}"
    rf"|[0-9]{{1,4}}万[0-9]{{4}})[余多]?"
    rf"|(?:{_GROUPED}|{_DIGITS}){_FRACTION}(?: ?[余多]?(?:{_LARGE}))?[余多]?"
    rf"|[一二三四五六七八九十]{{1,3}}点[一二三四五六七八九]{{1,4}}(?:万亿|万|亿)?[余多]?"
    rf"|(?:{_CHINESE})(?:[余多](?:万亿|万|亿)?)?"
    f"|[数几上](?:[十百千]?(?:万亿|亿|万)|[十百千])[余多]?)"
)
"""A number as folded prose prints it, for RE2; `read_number` accepts every match.

Prose has no minus sign here (10-15 is a range) and no blank between thousands.
"""


def read_number(raw: str) -> Number | Missing:
    """What a cell says, exactly.  Anything but one whole number or a known mark is unreadable.

    A printed multiplier is worked in ("1.2万" is 12 000); the unit is what remains ("万元": 元).
    A note that says what is part of the figure is left aside: 22（其中修订16件） is 22.

    >>> number = read_number("１，９９０件")
    >>> number.value, number.unit
    (Fraction(1990, 1), '件')
    """
    if len(raw) <= _LONGEST:
        return _of_usual_length(raw)
    return Missing(MissingKind.UNREADABLE if squeeze(raw) else MissingKind.BLANK, raw)


@lru_cache(maxsize=4096)
def _of_usual_length(raw: str) -> Number | Missing:
    text = fold(raw).strip(" \r\n\u200b\u200c\u200d\u2060\ufeff")
    if not text and not squeeze(raw):
        return Missing(MissingKind.BLANK, raw)
    for kind, pattern in _MARKS:
        if pattern.fullmatch(text):
            return Missing(kind, raw)
    match = _CELL.fullmatch(_without_note(text))
    figure = _figure(match) if match and "\t" not in raw.strip() else None
    if match is None or figure is None:
        return Missing(MissingKind.UNREADABLE, raw)
    value, slack = figure
    percent = bool(match["hundredth"]) or match["unit"] == "%"
    sign = Fraction(-1 if match["sign"] in ("-", "负") else 1, 100 if percent else 1)
    return Number(
        value * sign,
        slack * abs(sign),
        "%" if percent else match["unit"] or "",
        any(match[part] for part in ("before", "inner", "after", "tail", "some")),
        raw,
    )


def _without_note(folded: str) -> str:
    """A folded cell without the note that says of what its figure consists."""
    match = _NOTED.fullmatch(folded)
    return match[1] if match else folded


def in_unit(number: Number, unit: str | None) -> Number:
    """The same figure, stated in the unit of its column.

    A bare figure is in that unit already; with a multiplied unit such as 万元 it is an amount, so
    that its slack is half of its last printed digit.  A figure with a printed multiplier or unit
    of the same base is converted; one with another base stays what it is.
    """
    if unit is None:
        return number
    scale, base = _unit(unit)
    large = scale.numerator > scale.denominator
    if number.unit == "" and not (large and _is_multiplied(number.raw)):
        amount = large and not number.slack
        return replace(number, slack=Fraction(1, 2)) if amount else number
    if number.unit not in ("", base):
        return number
    return replace(number, value=number.value / scale, slack=number.slack / scale, unit=unit)


def _is_multiplied(raw: str) -> bool:
    return re.search("[万亿]", _without_note(fold(raw).strip())) is not None


_LEFT_OPEN = frozenset([MissingKind.BLANK, MissingKind.DASH, MissingKind.NOT_APPLICABLE_MARK])


def stated(number: Number | Missing, unit: str | None, *, words: bool = False) -> Number | Missing:
    """What a cell of a table states, in the unit of its column; a table holds figures.

    An estimate is no figure, and neither is a year, a month or a day (12月), but in a column of times.  A lone 一 or ○ may be a dash or a nought, and a long dash before
    digits a missing figure or a minus: neither is read.  Where a form has words, nothing is one.
    """
    if words:
        left_open = isinstance(number, Missing) and number.kind in _LEFT_OPEN
        return number if left_open else Missing(MissingKind.WORDS, number.raw)
    if isinstance(number, Missing):
        return number
    printed = number.raw.strip()
    unread = number.approximate or names_moment(number, unit)
    if unread or printed in {"一", "○"} or printed.startswith(("—", "–")):
        return Missing(MissingKind.UNREADABLE, number.raw)
    return in_unit(number, unit)


_MOMENTS = frozenset(["年", "月", "日"])
_TIMES = _MOMENTS | {"天", "工作日", "个工作日", "小时", "分钟"}


def names_moment(number: Number, unit: str | None) -> bool:
    """Whether a figure names a point in time: 12月 is a month, and twelve of nothing."""
    return number.unit in _MOMENTS and (unit is None or _unit(unit)[1] not in _TIMES)


SCORE_DECIMALS = 2
"""A measure is told to so many decimals."""


def figure_text(number: Number) -> str:
    """A number as people are shown it.

    A measure such as a likeness is told to two decimals, what is stated by its bounds alone as it
    is printed.
    """
    if number.between:
        return number.raw
    return number_text(round(number.value, SCORE_DECIMALS) if number.score else number.value)


_TOO_LONG_TO_SHOW = 10**1000


def number_text(value: Fraction) -> str:
    """The exact decimal, or the fraction where no decimal is exact.

    >>> number_text(Fraction(1605964, 10000)), number_text(Fraction(1, 3))
    ('160.5964', '1/3')

    Of a number of a thousand digits or more the first six, and how many follow.

    >>> number_text(Fraction(-7, 3) ** 9999)
    '-2.51117e3679'
    """
    if max(abs(value.numerator), value.denominator) >= _TOO_LONG_TO_SHOW:
        return _roughly(value)
    rest, places = value.denominator, 0
    while rest % 10 == 0:
        rest, places = rest // 10, places + 1
    for prime in (2, 5):
        while rest % prime == 0:
            rest, places = rest // prime, places + 1
    if rest != 1:
        return f"{value.numerator}/{value.denominator}"
    digits = str(abs(value.numerator) * 10**places // value.denominator).rjust(places + 1, "0")
    whole, fraction = digits[: len(digits) - places], digits[len(digits) - places :].rstrip("0")
    return ("-" if value < 0 else "") + whole + ("." + fraction if fraction else "")


def _roughly(value: Fraction) -> str:
    bits = value.numerator.bit_length() - value.denominator.bit_length()
    exponent = bits * 30103 // 100000
    ten = 10 ** abs(exponent)
    mantissa = float(abs(value) / ten if exponent >= 0 else abs(value) * ten)
    while mantissa < 1:
        mantissa, exponent = mantissa * 10, exponent - 1
    while mantissa >= 10:  # noqa: PLR2004
        mantissa, exponent = mantissa / 10, exponent + 1
    return f"{'-' if value < 0 else ''}{mantissa:.6g}e{exponent}"


def _figure(match: re.Match[str]) -> tuple[Fraction, Fraction] | None:
    """Value and slack without sign and percent; None where the parts do not make one number."""
    scale = _SCALES.get(match["scale"] or "", 1)
    if match["hundredth"] and match["unit"]:
        return None
    if match["some"]:
        return (Fraction(_some(match["some"])), Fraction(0)) if scale == 1 else None
    if match["chinese"]:
        return _chinese(match, scale)
    return _printed_digits(match, scale)


def _printed_digits(match: re.Match[str], scale: int) -> tuple[Fraction, Fraction] | None:
    whole, _, decimals = match["figure"].replace(",", "").replace(" ", "").partition(".")
    value = (int(whole) + Fraction(int(decimals or "0"), 10 ** len(decimals))) * scale
    above = 0
    for figure, marker in reversed(re.findall("([0-9]+)([亿万])", match["lead"])):
        step = _SCALES[marker]
        if scale == 1 and not above and 10 ** len(whole) != step:  # 3万2 is open, 3万2000 is not
            return None
        if value >= step:
            return None
        above = step
        value += int(figure) * step
    if match["lead"].count("亿") > 1 or match["lead"].count("万") > 1:
        return None
    stated = Fraction(scale, 2 * 10 ** len(decimals))
    return value, stated if decimals or scale > 1 else Fraction(0)


def _chinese(match: re.Match[str], scale: int) -> tuple[Fraction, Fraction] | None:
    numeral, decimals = match["chinese"], match["decimals"] or ""
    whole = chinese_integer(numeral)
    if whole is None or (scale > 1 and not (match["inner"] or decimals)):
        return None
    if decimals:
        fraction = Fraction(int("".join(map(_one, decimals))), 10 ** len(decimals))
        return (whole + fraction) * scale, Fraction(scale, 2 * 10 ** len(decimals))
    # the last digit counts whole multipliers: 一万亿 is one 万亿 (1万亿), not ten thousand 亿
    last = _SCALES.get(numeral[len(numeral.rstrip("万亿")) :], 1)
    return Fraction(whole * scale), Fraction(last * scale, 2) if last * scale > 1 else Fraction(0)


def _one(digit: str) -> str:
    return str(chinese_integer(digit))


def _some(places: str) -> int:
    """What 数百 and 几十万 mean at least: 100, 100 000."""
    return _SCALES.get(places) or {"十": 10, "百": 100}.get(places) or 10 * _SCALES[places[1:]]


@lru_cache(maxsize=64)
def _unit(unit: str) -> tuple[Fraction, str]:
    """The multiplier of a unit and its base: 万元 is 10 000 and 元."""
    if unit == "%":
        return Fraction(1, 100), unit
    match = _UNIT.fullmatch(unit)
    assert match is not None
    prefix = match[1] or ""
    return Fraction({"百": 100}.get(prefix) or _SCALES.get(prefix, 1)), match[2]
