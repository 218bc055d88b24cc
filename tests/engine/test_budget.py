"""A rule that runs away is stopped and said; the rules after it go on."""

from gouji.engine.evaluate import evaluate
from gouji.engine.prepare import prepare
from gouji.language.check import check
from gouji.language.parse import parse
from gouji.model.finding import Outcome
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
