"""A rule that runs away is stopped and said; the rules after it go on."""

import pytest

from gouji.engine.evaluate import evaluate
from gouji.engine.prepare import prepare
from gouji.engine.spelling import LONGEST
from gouji.language.check import check
from gouji.language.parse import parse
from gouji.model.finding import Finding, Outcome
from gouji.model.report import Completeness, Passage, Provenance, Report, Section
from gouji.model.span import Source, Span

PACK = """
规则包 甲 “甲”
格式 f “格式”
提纲 R “提纲”
  1 “概况”
规则 慢 “三层”
  对每个 一 属于 查找(章节(1), “{n}件”)
  对每个 二 属于 查找(章节(1), “{n}件”)
  对每个 三 属于 查找(章节(1), “{n}件”)
  要求 一.数 + 二.数 > 三.数
规则 快 “有这一部分”
  要求 存在(章节(1))
"""


def report(text: str) -> Report:
    provenance = Provenance("r", Span(Source("r", text), 0, len(text)), text)
    sections = {"1": Section("1", "概况", 1, 1, provenance, (Passage(text, provenance),))}
    return Report(
        *("r", "f", "甲局", 2024, None, (), sections, {}, frozenset(), Completeness.COMPLETE)
    )


def test_a_rule_over_its_budget_ends_in_an_error_and_the_next_one_is_still_tried() -> None:
    file, diagnostics = parse(Source("p.gj", PACK))
    pack, more = check([file])
    assert not [*diagnostics, *more]
    assert pack is not None
    slow, quick = evaluate(prepare(pack), report("、".join(["3件"] * 120)))
    assert (slow.rule, slow.outcome) == ("慢", Outcome.ERROR)
    assert "停止" in slow.message.zh
    assert (quick.rule, quick.outcome) == ("快", Outcome.PASS)


def answered(rule: str) -> Finding:
    """What a rule answers about a report that says little."""
    head, _, _ = PACK.partition("规则 慢")
    file, unread = parse(Source("p.gj", head + rule))
    pack, wrong = check([file])
    assert not [*unread, *wrong]
    assert pack is not None
    (found,) = evaluate(prepare(pack), report("3件"))
    return found


def doubled(operator: str, times: int, first: str) -> str:
    """Names each of which is twice the one before, and a requirement of the last."""
    lets = [
        f"令 数{'甲' * n} = 数{'甲' * (n - 1)} {operator} 数{'甲' * (n - 1)}"
        for n in range(2, times)
    ]
    return f"规则 快 令 数甲 = {first} {' '.join(lets)} 要求 数{'甲' * (times - 1)} = 1"


def test_a_formula_of_too_many_parts_shows_what_the_last_ones_come_to() -> None:
    found = answered(doubled("+", 14, "1"))
    assert found.outcome is Outcome.FAIL
    assert found.formula is not None
    parts = found.formula.left.split(" + ")
    assert LONGEST / 2 < len(parts) < LONGEST + 20
    assert sum(map(int, parts)) == 2**12


GROWTH = """
规则包 甲 “甲”
格式 f “格式”
提纲 R “提纲”
  1 “概况”
定义 方(数值) = 数值 * 数值
定义 大(数值) = 方(方(方(方(方(方(方(数值)))))))
参数 起点 = 3
规则 涨 “越乘越大” 要求 {value} = 1 提示 “得 {{{value}}}”
规则 快 “有这一部分” 要求 存在(章节(1))
豁免 快：当 大(大(起点)) = 1 至 2099-01-01 理由 “试” 批准 “某”
"""


@pytest.mark.parametrize("value", ["大(大(起点))", "1 / 大(大(起点))", "大(9e) + 大(大(起点))"])
def test_a_number_that_grows_without_end_stops_its_rule_alone(value: str) -> None:
    text = GROWTH.format(value=value.replace("9e", "9" * 50))
    file, diagnostics = parse(Source("p.gj", text))
    pack, more = check([file])
    assert not [*diagnostics, *more]
    assert pack is not None
    grown, quick = evaluate(prepare(pack), report("3件"))
    assert (grown.rule, grown.outcome) == ("涨", Outcome.ERROR)
    assert "四千位" in grown.message.zh
    assert quick.outcome is Outcome.PASS


@pytest.mark.parametrize("value", ["大(起点 + 0.1)", "1 / 大(2)", "大(起点) / 大(7) / 大(11)"])
def test_a_number_of_hundreds_of_digits_is_told_with_its_finding(value: str) -> None:
    file, diagnostics = parse(Source("p.gj", GROWTH.format(value=value)))
    pack, more = check([file])
    assert not [*diagnostics, *more]
    assert pack is not None
    grown, _ = evaluate(prepare(pack), report("3件"))
    assert (grown.rule, grown.outcome) == ("涨", Outcome.FAIL)


def test_a_waiver_whose_condition_cannot_be_worked_out_waives_nothing() -> None:
    text = GROWTH.format(value="1").replace("存在(章节(1))", "非 存在(章节(1))")
    pack, _ = check([parse(Source("p.gj", text))[0]])
    assert pack is not None
    _, failed = evaluate(prepare(pack), report("3件"))
    assert failed.outcome is Outcome.FAIL


def test_a_setting_that_is_too_long_is_refused_and_not_taken_for_nought() -> None:
    file, _ = parse(Source("p.gj", GROWTH.format(value="1")))
    _, problems = check([file], settings={"起点": "9" * 5000})
    assert [problem.code for problem in problems] == ["wrong-setting"]
