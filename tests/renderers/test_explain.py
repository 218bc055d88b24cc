"""An explanation and a list of rules, for a reader and for other programs."""

import json
from dataclasses import replace
from datetime import date

import pytest
from wcwidth import wcswidth

from gouji.model.diagnostic import Severity
from gouji.model.explanation import (
    ExplainedException,
    ExplainedTest,
    ExplainedWaiver,
    Explanation,
    RuleLine,
)
from gouji.model.form import Validity
from gouji.model.span import Source, Span
from gouji.model.wording import Language, Wording, same
from gouji.renderers import explain, rules

ZH, EN = Language.ZH, Language.EN
TEXT = "# 开头\n  规则 甲 “题”\n    要求 真\n"
PLACE = Span(Source("包/甲.gj", TEXT), 7, len(TEXT) - 1)


@pytest.fixture
def explanation() -> Explanation:
    return Explanation(
        pack="包",
        name="甲",
        exception_of=None,
        title=Wording("题", "title"),
        demand=Wording("表一每列：新收 = 办结", "each column of 表一: 新收 = 办结"),
        place=PLACE,
        conditions=(Wording("年度 > 2020", "the year > 2020"),),
        looks_at=(same("表一 · 新收"), same("表一 · 办结")),
        severity=Severity.WARNING,
        basis=same("惯例"),
        checks=("AR-01",),
        missing="fails",
        doubt="reviews",
        validity=Validity(date(2021, 1, 1), None),
        parameters=(("most", same("20")),),
        exceptions=(
            ExplainedException(
                *("乙", Wording("并入", "merged"), same("办结 ≥ 0"), Severity.NOTE),
                *(Validity(None, date(2030, 12, 31)), PLACE),
            ),
        ),
        waivers=(ExplainedWaiver(same("某机关"), date(2025, 6, 30), "并入", "审计科", PLACE),),
        left_out=(),
        tests=(
            ExplainedTest("相等", passed=True, message=same("as expected"), place=PLACE),
            ExplainedTest("不等", passed=False, message=same("came out as pass"), place=PLACE),
        ),
    )


def test_everything_is_told_and_the_text_stands_as_written(explanation: Explanation) -> None:
    assert explain.render([explanation], ZH).decode() == (
        "甲 题\n"
        "  位置    包 · 包/甲.gj:2\n"
        "  要求    表一每列：新收 = 办结\n"
        "  条件    年度 > 2020\n"
        "  适用    自 2021-01-01\n"
        "  查看    表一 · 新收\n"
        "          表一 · 办结\n"
        "  缺失    缺数的判为不通过\n"
        "  存疑    存疑的请人复核\n"
        "  级别    一般\n"
        "  依据    惯例\n"
        "  检查项  AR-01\n"
        "  参数    most = 20\n"
        "  例外    乙 并入：办结 ≥ 0（至 2030-12-31，提醒，包/甲.gj:2）\n"
        "  豁免    某机关：豁免至 2025-06-30：并入（批准：审计科）（包/甲.gj:2）\n"
        "  测试    相等：符合预期\n"
        "          不等：不符（came out as pass） 包/甲.gj:2\n"
        "  原文\n"
        "    规则 甲 “题”\n"
        "      要求 真\n"
    )


def test_it_is_told_in_english_and_fits_the_width(explanation: Explanation) -> None:
    long = replace(explanation, demand=same("长" * 90), exception_of="丙", tests=())
    shown = explain.render([long], EN, 60).decode()
    assert "  Exception of  丙\n" in shown
    assert "  Tests         none\n" in shown
    assert all(wcswidth(line) <= 60 for line in shown.splitlines())


def test_json_has_all_of_it(explanation: Explanation) -> None:
    (found,) = json.loads(explain.render_json([explanation], EN))["rules"]
    assert [*found] == [
        *("rule", "pack", "exception_of", "title", "demand", "source", "at", "written"),
        *("conditions", "valid", "looks_at", "missing", "doubt", "severity", "basis", "checks"),
        *("parameters", "exceptions", "waivers", "tests", "left_out"),
    ]
    assert found["title"] == "title"
    assert found["at"]["line"] == 2
    assert found["valid"] == {"since": "2021-01-01", "until": None}
    assert found["parameters"] == {"most": "20"}
    assert found["exceptions"][0]["valid"]["until"] == "2030-12-31"
    assert found["waivers"][0]["approver"] == "审计科"
    assert [test["passed"] for test in found["tests"]] == [True, False]


def test_nothing_that_a_terminal_obeys_is_written(explanation: Explanation) -> None:
    evil = "\x1b\u202e"
    place = Span(Source(evil, evil), 0, 2)
    odd = replace(explanation, name=evil, demand=same(evil), place=place, checks=(evil,))
    line = RuleLine("包", evil, same(evil), Severity.NOTE, (evil,), 0, place)
    for shown in (
        explain.render([odd], ZH),
        explain.render_json([odd], ZH),
        rules.render([line], ZH),
        rules.render_json([line], ZH),
    ):
        assert not set(evil) & set(shown.decode())


def test_rules_are_a_table_with_one_line_each_and_their_number() -> None:
    line = RuleLine("包", "甲", Wording("题", "title"), Severity.NOTE, ("A-1", "A-2"), 2, PLACE)
    plain = replace(line, name="乙", exceptions=0)
    shown = rules.render([line, plain], EN).decode()
    assert "| 甲   | title | note  | A-1, A-2 | 2          | 包/甲.gj:2 |" in shown
    assert "| 乙   | title | note  | A-1, A-2 |            | 包/甲.gj:2 |" in shown
    assert shown.endswith("\n2 rules\n")
    assert rules.render([], ZH).decode() == "规则 0 条\n"
    (found, _) = json.loads(rules.render_json([line, plain], ZH))["rules"]
    assert found["title"] == "题"
    assert (found["checks"], found["exceptions"]) == (["A-1", "A-2"], 2)
