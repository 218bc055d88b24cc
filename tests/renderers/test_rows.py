"""Which findings share a row, and what a row says."""

from collections.abc import Callable

import pytest

from gouji.model.finding import Finding, Formula, Outcome
from gouji.model.result import Result
from gouji.model.wording import Language, Wording
from gouji.renderers.rows import formula_text, rows, summary, unchecked_rows

ZH, EN = Language.ZH, Language.EN
MakeFinding = Callable[..., Finding]


def test_places_with_the_same_arithmetic_share_a_row(finding: MakeFinding) -> None:
    (row,) = rows([finding("自然人"), finding("商业企业")], ZH)
    assert row.place == "表三 · 自然人、商业企业（原文第 1 行）"
    assert row.message == "自然人、商业企业：两边应相等"
    assert row.formula == "3 + 0 ≠ 2 + 0（相差 1）"


@pytest.mark.parametrize(
    "changes",
    [
        {"formula": Formula("3 + 0", "=", "1 + 0"), "difference": "2"},
        {"outcome": Outcome.REVIEW},
        {"source": "b.txt"},
        {"rule": "Q02"},
    ],
)
def test_what_differs_in_more_than_its_place_has_its_own_row(
    finding: MakeFinding, changes: dict[str, object]
) -> None:
    assert len(rows([finding("自然人"), finding("商业企业", **changes)], ZH)) == 2


def test_without_arithmetic_the_same_words_share_a_row(finding: MakeFinding) -> None:
    one = finding("甲", formula=None, difference=None)
    other = finding("乙", formula=None, difference=None)
    third = finding("丙", formula=None, difference=None, message=Wording(zh="丙没有填", en="x"))
    assert [row.message for row in rows([one, other, third], ZH)] == [
        "甲、乙：两边应相等",
        "丙没有填",
    ]


def test_other_words_have_a_row_of_their_own(finding: MakeFinding) -> None:
    one = finding("甲", message=Wording(zh="第一句", en="one"))
    other = finding("乙", message=Wording(zh="第二句", en="two"))
    assert [row.message for row in rows([one, other], ZH)] == ["第一句", "第二句"]


def test_a_sentence_that_names_no_place_is_said_once(finding: MakeFinding) -> None:
    same = Wording(zh="两边应相等", en="must be equal")
    (row,) = rows([finding("甲", message=same), finding("乙", message=same)], ZH)
    assert (row.place, row.message) == ("表三 · 甲、乙（原文第 1 行）", "两边应相等")


@pytest.mark.parametrize(
    ("sign", "shown"), [("=", "≠"), ("≤", ">"), ("≥", "<"), ("<", "≥"), (">", "≤"), ("≠", "=")]
)
def test_the_arithmetic_of_a_failure_says_what_is_the_case(
    finding: MakeFinding, sign: str, shown: str
) -> None:
    failed = finding(formula=Formula("3", sign, "2"), difference=None)
    assert formula_text(failed, ZH) == f"3 {shown} 2"
    passed = finding(formula=Formula("3", sign, "2"), outcome=Outcome.PASS)
    assert formula_text(passed, ZH) == f"3 {sign} 2"


def test_the_difference_is_said_in_the_language_of_the_reader(finding: MakeFinding) -> None:
    assert formula_text(finding(), EN) == "3 + 0 ≠ 2 + 0 (difference 1)"


def test_a_report_without_an_agency_is_called_by_its_file(finding: MakeFinding) -> None:
    (row,) = rows([finding(agency=None, year=None)], ZH)
    assert (row.agency, row.year) == ("a.txt", "")


def test_undecided_findings_are_counted_by_report_rule_and_reason(finding: MakeFinding) -> None:
    undecided = [
        finding(column, outcome=Outcome.UNKNOWN, reason="blank")
        for column in ("甲", "乙", "丙", "丁")
    ]
    (row,) = unchecked_rows([*undecided, finding()], ZH)
    assert row[:5] == ("青禾街道", "2024", "Q01", "空白", "4")
    assert row[5] == "表三 · 甲、乙、丙等 4 处"


def test_the_summary_counts_and_names_what_could_not_be_decided(
    finding: MakeFinding, result: Callable[..., Result]
) -> None:
    shown = result(finding(), finding(rule="Q10", outcome=Outcome.UNKNOWN, reason="dash"))
    assert summary(shown, ZH) == [
        "青禾街道 2024（a.txt）：不通过 1，无法判定 1",
        "报告 1 份：不通过 1，无法判定 1",
        "未能检查或执行出错的规则：Q10",
    ]
    assert summary(shown, EN)[1] == "1 report: fail 1, unknown 1"
