"""Numbers as cells and prose print them; the table numbers.tsv is the specification."""

import re
from fractions import Fraction
from pathlib import Path

import pytest
import re2
from hypothesis import example, given, settings
from hypothesis import strategies as st

from gouji.model import number
from gouji.model.fold import fold
from gouji.model.number import (
    NUMBER_PATTERN,
    Missing,
    MissingKind,
    Number,
    in_unit,
    number_text,
    read_number,
    stated,
)
from gouji.model.numeral import chinese_integer

_KINDS = {kind.value for kind in MissingKind}
_ESCAPE = re.compile(r"\\(?:u[0-9a-f]{4}|[tn])")


def _unescaped(printed: str) -> str:
    return _ESCAPE.sub(lambda found: found[0].encode().decode("unicode_escape"), printed)


def _table() -> list[tuple[str, Number | Missing]]:
    path = Path(__file__).with_name("numbers.tsv")
    rows = []
    for line in path.read_text(encoding="utf-8").split("\n")[1:-1]:
        printed, value, slack, unit, estimate = (line.split("\t") + [""] * 3)[:5]
        raw = _unescaped(printed)
        expected: Number | Missing
        if value in _KINDS:
            expected = Missing(MissingKind(value), raw)
        else:
            expected = Number(Fraction(value), Fraction(slack or "0"), unit, estimate == "~", raw)
        rows.append((raw, expected))
    return rows


_TABLE = _table()


@pytest.mark.parametrize(("raw", "expected"), _TABLE, ids=[repr(raw) for raw, _ in _TABLE])
def test_a_printed_figure_is_read_exactly_or_not_at_all(
    raw: str, expected: Number | Missing
) -> None:
    assert read_number(raw) == expected


def test_the_table_of_numbers_has_at_least_four_hundred_rows_and_none_twice() -> None:
    raws = [raw for raw, _ in _TABLE]
    assert len(raws) == len(set(raws)) >= 400


@pytest.mark.parametrize("digits", [31, 4301, 100_000])
def test_an_endless_figure_is_unreadable(digits: int) -> None:
    raw = "9" * digits
    assert read_number(raw) == Missing(MissingKind.UNREADABLE, raw)
    assert read_number(" " * digits) == Missing(MissingKind.BLANK, " " * digits)


@given(st.integers(-(10**20), 10**20), st.integers(0, 8))
def test_printing_then_reading_is_identity(whole: int, places: int) -> None:
    value = Fraction(whole, 10**places)
    number = read_number(number_text(value))
    assert isinstance(number, Number)
    assert number.value == value
    assert number.slack == 0 or "." in number.raw


@given(st.integers(0, 10**24))
def test_full_width_figures_and_thousands_separators_change_nothing(value: int) -> None:
    wide = "".join(chr(ord(digit) + 0xFEE0) for digit in str(value))
    for printed in (wide, f"{value:,}", f"{value:,}".replace(",", " "), f"{value:,}件"):
        number = read_number(printed)
        assert isinstance(number, Number)
        assert number.value == value


@given(
    st.text(
        st.sampled_from("0123456789.,-+ 万亿千百十一二三零〇两点约近余多数件%负分之"), max_size=14
    )
)
def test_every_number_found_in_prose_can_be_read(prose: str) -> None:
    for match in re.finditer(NUMBER_PATTERN, fold(prose)):
        assert isinstance(read_number(match[0]), Number), match[0]


@given(st.text(st.sampled_from("0123456789.,- 万亿千百十一二零约余"), max_size=14))
def test_the_pattern_of_numbers_means_the_same_to_re2(prose: str) -> None:
    linear = [match.group() for match in re2.finditer(NUMBER_PATTERN, prose)]
    assert linear == [match[0] for match in re.finditer(NUMBER_PATTERN, prose)]


@pytest.mark.parametrize(
    ("prose", "found"),
    [
        ("共受理政府信息公开申请3件", ["3"]),
        ("主动公开信息1,990条、约5500余条", ["1,990", "约5500余"]),
        ("发布14万余条信息", ["14万余"]),
        ("收费160.5964万元,增长45.3%", ["160.5964万", "45.3"]),
        ("收到一千九百九十件", ["一千九百九十"]),
        ("投入1亿2000万元", ["1亿2000万"]),
        ("2024-2025年", ["2024", "2025"]),
        ("办理数百件,近3万人次", ["数百", "近3万"]),
        ("提高百分之五", ["百分之五"]),
        ("二〇二四年三点五万人", ["二〇二四", "三点五万"]),
    ],
)
def test_the_numbers_of_a_sentence_are_found_whole(prose: str, found: list[str]) -> None:
    assert [match[0] for match in re.finditer(NUMBER_PATTERN, prose)] == found


@given(st.text(max_size=20))
def test_no_text_breaks_the_reading_of_numbers(raw: str) -> None:
    assert read_number(raw).raw == raw


@given(st.text(st.characters(categories=("Nd", "Nl", "No")), min_size=1, max_size=4))
def test_only_ascii_full_width_and_chinese_digits_are_digits(raw: str) -> None:
    number = read_number(raw)
    if isinstance(number, Number):
        assert set(fold(raw)) <= set("0123456789〇")


@pytest.mark.parametrize(
    ("printed", "unit", "value", "slack"),
    [
        ("251000元", "万元", "25.1", "0"),
        ("160.5964万元", "万元", "160.5964", "1/20000"),
        ("160.5964", "万元", "160.5964", "1/20000"),
        ("7730", "万元", "7730", "1/2"),
        ("1.2万", "万元", "1.2", "1/20"),
        ("3万", "件", "30000", "5000"),
        ("1990件", "件", "1990", "0"),
        ("1990件", "条", "1990", "0"),
        ("3件", "万元", "3", "0"),
        ("5%", "%", "5", "0"),
        ("3亿元", "亿元", "3", "1/2"),
        ("25亿元", "万元", "250000", "5000"),
        ("5", None, "5", "0"),
    ],
)
def test_a_cell_is_stated_in_the_unit_of_its_column(
    printed: str, unit: str | None, value: str, slack: str
) -> None:
    number = read_number(printed)
    assert isinstance(number, Number)
    stated = in_unit(number, unit)
    assert (stated.value, stated.slack) == (Fraction(value), Fraction(slack))
    assert stated.raw == printed


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction("160.5964"), "160.5964"),
        (Fraction(-5), "-5"),
        (Fraction(1990), "1990"),
        (Fraction(0), "0"),
        (Fraction(1, 3), "1/3"),
        (Fraction(-7, 6), "-7/6"),
        (Fraction(1, 8), "0.125"),
        (Fraction(-1, 80), "-0.0125"),
        (Fraction(3, 2), "1.5"),
    ],
)
def test_a_value_is_printed_as_an_exact_decimal_where_there_is_one(
    value: Fraction, text: str
) -> None:
    assert number_text(value) == text


@given(st.fractions())
def test_a_printed_value_is_the_value(value: Fraction) -> None:
    assert Fraction(number_text(value)) == value


@given(st.text(st.sampled_from("零〇一二两三五九十百千万亿壹拾件"), max_size=12))
def test_a_chinese_numeral_has_one_reading_or_none(text: str) -> None:
    value = chinese_integer(text)
    assert value is None or value >= 0


@pytest.mark.parametrize("raw", ["约120余件", "120余", "一", "○", "—3", "–3", "abc", ""])
def test_a_table_cell_that_holds_no_plain_figure_states_none(raw: str) -> None:
    assert isinstance(stated(read_number(raw), "件"), Missing)


@pytest.mark.parametrize("raw", ["12月", "2024年", "3 日", "十二月", "１２月"])
@pytest.mark.parametrize("unit", [None, "件", "万元", "%"])
def test_a_year_a_month_or_a_day_is_no_quantity(raw: str, unit: str | None) -> None:
    assert stated(read_number(raw), unit) == Missing(MissingKind.UNREADABLE, raw)


@pytest.mark.parametrize(
    ("raw", "unit"),
    [
        ("12月", "月"),
        ("5日", "天"),
        ("5日", "工作日"),
        ("3年", "年"),
        ("5天", None),
        ("12个", None),
    ],
)
def test_in_a_column_of_times_a_time_is_a_quantity(raw: str, unit: str | None) -> None:
    assert isinstance(stated(read_number(raw), unit), Number)


@pytest.mark.parametrize(("raw", "value"), [("-3", -3), ("三", 3), ("0", 0), ("1990件", 1990)])
def test_a_table_cell_states_its_figure(raw: str, value: int) -> None:
    number = stated(read_number(raw), "件")
    assert isinstance(number, Number)
    assert number.value == value


DIGIT = "[一二两三四五六七八九]"
TENS = f"{DIGIT}?十{DIGIT}?"
HUNDREDS = f"{DIGIT}百(?:[零〇]{DIGIT}|{TENS})?"
THOUSANDS = f"{DIGIT}千(?:[零〇](?:{TENS}|{DIGIT})|{HUNDREDS})?"
SECTION = f"(?:{THOUSANDS}|{HUNDREDS}|{TENS}|{DIGIT})"
LOWER = f"(?:[零〇](?:{HUNDREDS}|{TENS}|{DIGIT})|{THOUSANDS})?"
SPELLED_OUT = (
    f"{SECTION}万?亿(?:{SECTION}万)?{LOWER}|{SECTION}万{LOWER}"
    f"|[一二三四五六七八九]{{1,12}}[零〇][一二三四五六七八九零〇]{{0,11}}"
    f"|[一二三四五六七八九]{{4,12}}|{SECTION}|[零〇]"
)
"""Chinese numerals as one would write them down, part by part."""


def ends(pattern: str, text: str) -> list[int]:
    """Where a pattern may end, the preferred place first."""
    found: list[int] = []
    while True:
        others = "".join(f"(?!.{{{len(text) - end}}}$)" for end in found)
        match = re.match(f"(?:{pattern}){others}", text)
        if match is None:
            return found
        found.append(match.end())


@settings(deadline=None)
@given(st.text("一两九十百千万亿零〇", min_size=1, max_size=12))
@example("一千零五亿三万二百")
@example("三万亿五千")
@example("一九〇三二")
def test_the_short_pattern_of_numerals_is_the_one_spelled_out(text: str) -> None:
    assert ends(number._CHINESE, text) == ends(SPELLED_OUT, text)
