"""A rule that runs away is stopped and said; the rules after it go on."""

from gouji.engine.evaluate import evaluate
from gouji.engine.prepare import prepare
from gouji.engine.spelling import LONGEST
from gouji.language.check import check
from gouji.language.parse import parse
from gouji.model.finding import Finding, Outcome
from gouji.model.number import MissingKind
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


def test_a_number_squared_again_and_again_has_no_result() -> None:
    found = answered(doubled("*", 14, "7"))
    assert (found.outcome, found.reason) == (Outcome.UNKNOWN, MissingKind.UNDEFINED)


def test_a_formula_of_too_many_parts_shows_what_the_last_ones_come_to() -> None:
    found = answered(doubled("+", 14, "1"))
    assert found.outcome is Outcome.FAIL
    assert found.formula is not None
    parts = found.formula.left.split(" + ")
    assert LONGEST / 2 < len(parts) < LONGEST + 20
    assert sum(map(int, parts)) == 2**12
