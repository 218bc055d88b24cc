"""A row that a report may do without is left out where it is not printed, and checked where it is."""

from gouji.engine.prepare import prepare
from gouji.engine.trial import trial
from gouji.language.check import check
from gouji.language.parse import parse
from gouji.model.span import Source

PACK = """
规则包 甲 “甲”
格式 f “格式”
表 T “表”
  行 1 “一” 2 “二” 可缺 3 “合计”
  列 1 “数”
规则 和 “各行之和等于合计”
  在 T 每列
  要求 合计([1 | 2]) = [3]
规则 填 “每格都填”
  在 T 每格
  要求 本格 ≠ 空
测试 和 “没有可缺的一行”
  设 T[1, 1] = 3  设 T[3, 1] = 3
  预期 通过
测试 和 “有这一行就要算上”
  设 T[1, 1] = 3  设 T[2, 1] = 1  设 T[3, 1] = 3
  预期 不通过 其中 差额 = 1
测试 和 “这一行空着就不能判”
  设 T[1, 1] = 3  设 T[2, 1] = 空  设 T[3, 1] = 3
  预期 无法判定 其中 原因 = “blank”
测试 填 “没有可缺的一行”
  设 T[1, 1] = 3  设 T[3, 1] = 3
  预期 通过
测试 填 “缺了别的行”
  设 T[1, 1] = 3
  预期 无法判定 其中 原因 = “absent_row”
"""


def test_an_optional_row_counts_only_where_it_is_printed() -> None:
    file, diagnostics = parse(Source("p.gj", PACK))
    pack, more = check([file])
    assert not [*diagnostics, *more]
    assert pack is not None
    trials = trial(prepare(pack))
    assert len(trials) == 5
    assert [t.message.en for t in trials if not t.passed] == []
