"""Which findings share a row, and what a row says."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from gouji.model.diagnostic import Severity
from gouji.model.finding import Finding, Formula, Outcome, Waived
from gouji.model.number import MissingKind
from gouji.model.report import Provenance
from gouji.model.result import Result
from gouji.model.span import Source, Span
from gouji.model.wording import Language, Wording
from gouji.renderers import csv, markdown, words
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
    passed = finding(formula=Formula("3", sign, "2"), outcome=Outcome.PASS, difference=None)
    assert formula_text(passed, ZH) == f"3 {sign} 2"


def test_the_difference_is_said_in_the_language_of_the_reader(finding: MakeFinding) -> None:
    assert formula_text(finding(), EN) == "3 + 0 ≠ 2 + 0 (difference 1)"


def test_the_arithmetic_of_a_waived_failure_says_what_is_the_case(finding: MakeFinding) -> None:
    assert formula_text(finding(outcome=Outcome.WAIVED), EN) == "3 + 0 ≠ 2 + 0 (difference 1)"


def test_what_passes_by_rounding_says_how_far_apart_its_sides_are(finding: MakeFinding) -> None:
    passed = finding(formula=Formula("12", "≈", "10"), difference="2", outcome=Outcome.PASS)
    assert formula_text(passed, ZH) == "12 ≈ 10（相差 2，在四舍五入范围内）"
    assert formula_text(passed, EN) == "12 ≈ 10 (difference 2, within rounding)"


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


def lacking(finding: MakeFinding, number: int, reason: str, **changes: Any) -> Finding:
    """A rule that wants for something the run was not given, of one of many agencies."""
    values = {"agency": f"第{number}街道", "source": f"{number}.txt", "rule": "Y01"} | changes
    return finding(
        outcome=Outcome.UNKNOWN,
        reason=reason,
        formula=None,
        message=Wording(zh=f"未能检查：{number}", en=f"unchecked: {number}"),
        **values,
    )


def test_what_a_hundred_reports_want_for_is_one_row(finding: MakeFinding) -> None:
    wanting = [
        lacking(finding, number, "no_prior", rule=rule, year=2022 + number % 3)
        for number in range(100)
        for rule in ("Y02", "Y10", "Y01")
    ]
    dated = lacking(finding, 1, "no_date", rule="D01")
    first, second = unchecked_rows([*wanting, dated], ZH)
    assert first[:6] == (
        "第0街道、第1街道、第2街道、第3街道、第4街道等 100 个机关",
        "2022-2024",
        "Y01、Y02、Y10",
        "无往年报告",
        "300",
        "",
    )
    assert "往年的报告" in first[6]
    assert "一并检查" in first[7]
    assert second[:4] == ("第1街道", "2024", "D01", "未写明")
    assert "--meta" in second[7]


def test_many_rules_are_counted(finding: MakeFinding) -> None:
    many = [lacking(finding, 1, "no_roster", rule=f"R{number}") for number in range(12)]
    (row,) = unchecked_rows(many, EN)
    assert row[2].endswith("R8, R9, … (12 in all)")
    assert row[3] == "no roster"


def test_what_stands_in_the_report_keeps_a_row_for_each_rule(finding: MakeFinding) -> None:
    blank = [finding(rule=rule, outcome=Outcome.UNKNOWN, reason="blank") for rule in ("Q01", "Q02")]
    assert len(unchecked_rows([*blank, lacking(finding, 1, "no_prior")], ZH)) == 3


def test_in_a_list_of_findings_a_report_wants_for_the_same_once(finding: MakeFinding) -> None:
    wanting = [
        lacking(finding, number, "no_prior", rule=rule, severity=severity)
        for number in (1, 2)
        for rule, severity in (("Y01", Severity.WARNING), ("Y02", Severity.ERROR))
    ]
    one, two = rows(wanting, ZH)
    assert (one.agency, two.agency) == ("第1街道", "第2街道")
    assert (one.rule, one.severity, one.outcome, one.place) == ("Y01、Y02", "严重", "无法判定", "")
    assert one.message == two.message


@pytest.mark.parametrize("kind", MissingKind)
def test_every_reason_has_a_word(kind: MissingKind) -> None:
    assert words.reason(kind.value, ZH) != kind.value


def test_reports_without_a_previous_year_are_counted_where_years_matter(
    finding: MakeFinding, result: Callable[..., Result]
) -> None:
    line = "其中 1 份没有上一年度的报告"
    assert line not in summary(result(finding()), ZH)
    assert line in summary(result(lacking(finding, 1, "no_prior")), ZH)
    assert line not in summary(result(finding(), previous="a-2023.txt"), ZH)
    both = result(finding(), previous="a-2023.txt")
    both = replace(both, reports=(*both.reports, *result(source="a-2023.txt").reports))
    assert line in summary(both, ZH)
    unread = result(form=None)
    both = replace(both, reports=(both.reports[0], *unread.reports))
    assert line not in summary(both, ZH)


def test_rules_that_want_for_another_report_are_not_named_again(
    finding: MakeFinding, result: Callable[..., Result]
) -> None:
    shown = result(lacking(finding, 1, "no_prior"), finding(outcome=Outcome.UNKNOWN, reason="dash"))
    assert summary(shown, ZH)[-1] == "未能检查或执行出错的规则：Q01"


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


def test_of_many_undecided_rules_the_summary_names_the_first_ten(
    finding: MakeFinding, result: Callable[..., Result]
) -> None:
    rules = [f"Q{number}" for number in range(1, 13)]
    undecided = [finding(rule=rule, outcome=Outcome.UNKNOWN, reason="dash") for rule in rules]
    named = "、".join(rules[:10])
    assert summary(result(*undecided), ZH)[-1] == f"未能检查或执行出错的规则：{named}等 12 条"


def test_files_of_one_agency_and_year_are_told_apart_by_their_place(
    finding: MakeFinding, result: Callable[..., Result]
) -> None:
    lacking_one = finding(source="b.txt", outcome=Outcome.UNKNOWN, reason="dash", evidence=())
    unread = finding(source="b.txt", place=Wording("整份报告", "all of it"), evidence=())
    one = result(finding(), unread, lacking_one)
    assert rows(one.findings, ZH, one.alike)[0].place == "表三 · 自然人（原文第 1 行）"
    both = replace(one, reports=(*one.reports, *result(source="b.txt").reports))
    places = [row.place for row in rows(both.findings[:2], ZH, both.alike)]
    assert places == ["表三 · 自然人（a.txt 第 1 行）", "整份报告（b.txt）"]
    (unchecked,) = unchecked_rows(both.findings, ZH, both.alike)
    assert unchecked[5] == "表三 · 自然人（b.txt）"
    for content in (csv.render(both, ZH), markdown.render(both, ZH)):
        assert "a.txt 第 1 行" in content.decode()


def printed(document: str, line: int) -> Provenance:
    """Something printed on a line of a document."""
    source = Source(document, "\n" * (line - 1) + "3")
    return Provenance(document, Span(source, line - 1, line), "3")


def test_lines_of_other_documents_are_told_with_their_names(finding: MakeFinding) -> None:
    evidence = (printed("b/2023.txt", 12), printed("a.txt", 38), printed("a.txt", 37))
    there = finding(source="b/2024.txt", evidence=evidence[:1])
    assert rows([there], ZH)[0].place == "表三 · 自然人（2023.txt 第 12 行）"
    (row,) = rows([finding(evidence=evidence)], ZH)
    assert row.place == "表三 · 自然人（原文第 37-38 行；b/2023.txt 第 12 行）"
    (row,) = rows([finding(evidence=evidence[:1])], EN)
    assert row.place == "表三 · 自然人 (b/2023.txt line 12)"


def test_a_waived_finding_shows_its_waiver(finding: MakeFinding) -> None:
    waiver = Waived("机构改革", "审计科", date(2025, 6, 30))
    advice = Wording("更正", "correct it")
    waived = finding(outcome=Outcome.WAIVED, waiver=waiver, suggestion=advice)
    (row,) = rows([waived], ZH)
    assert row.outcome == "已豁免"
    assert row.suggestion == "更正；豁免至 2025-06-30：机构改革（批准：审计科）"
    (row,) = rows([finding(outcome=Outcome.WAIVED, waiver=waiver)], EN)
    assert row.suggestion == "waived until 2025-06-30: 机构改革 (approved by 审计科)"


def test_different_waivers_have_rows_of_their_own(finding: MakeFinding) -> None:
    first, second = (Waived(why, "审计科", date(2025, 6, 30)) for why in ("甲", "乙"))
    waived = [
        finding(c, outcome=Outcome.WAIVED, waiver=w) for c, w in (("a", first), ("b", second))
    ]
    assert len(rows(waived, ZH)) == 2


def test_a_table_that_the_message_names_is_named_once(finding: MakeFinding) -> None:
    message = Wording(zh="表三的合计不对", en="表三 does not add up")
    group = [finding(column, message=message) for column in ("自然人", "商业企业", "科研机构")]
    (row,) = rows(group, ZH)
    assert row.message == "表三的合计不对"


def test_every_reason_why_a_rule_is_undecided_says_what_to_do() -> None:
    assert {kind.value for kind in MissingKind} == {*words.ADVICE}
    assert {*words.REASON} == {*words.ADVICE}


def test_an_undecided_rule_says_what_to_do_and_a_reader_in_its_own_words(
    finding: MakeFinding,
) -> None:
    advised = finding(outcome=Outcome.UNKNOWN, reason="unreadable")
    own = finding(
        outcome=Outcome.UNKNOWN,
        reason="unreadable",
        rule="SYS-X",
        suggestion=Wording(zh="请另存", en="save it"),
    )
    first, second = unchecked_rows([advised, own], ZH)
    assert first[-1] == words.ADVICE["unreadable"].zh
    assert second[-1] == "请另存"
