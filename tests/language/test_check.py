"""Checking: names resolved, values typed, everything wrong told once and in both languages."""

from fractions import Fraction
from pathlib import Path

import pytest

from gouji.language import checked, syntax
from gouji.language.check import check
from gouji.language.checked import Kind
from gouji.language.load import load, usable
from gouji.language.parse import parse
from gouji.language.template import parse_template
from gouji.model.diagnostic import Diagnostic, Severity
from gouji.model.span import Source, Span
from gouji.model.template import Choice, Literal, Placeholder, Slot
from gouji.model.wording import Language

LIBRARY = Path(__file__).parent.parent / "golden" / "language" / "library"
LAYOUT = """
规则包 图书馆 “统计” 版本 “1”
格式 年报 “年报”
提纲 部分 “结构” 1 “总体情况” 2 “借阅情况”
表 T1 “借阅” 称 表一 单位 “册”
  行 1 “上年” 称 上年 2 “变动” 分组 2.1 “购入” 2.2 “剔除” 分组 2.2.1 “破损” 2.2.2 “遗失” 3 “合计” 4 “经费” 仅有 [3]
  列 1 “中文” 2 “外文” 3 “合计”
表 T2 “读者” 行 1 “人数” 列 1 “成人” 分组 1.1 “男” 1.2 “合计” 2 “儿童” 2.1 “合计”
陈述 借出 属于 章节(2) 查找 “借出{n}册”
"""


def checked_pack(text: str) -> tuple[checked.Pack, list[Diagnostic]]:
    """The layout above and some rules."""
    file, problems = parse(Source("test", LAYOUT + text))
    assert not problems, problems
    pack, found = check([file])
    assert pack is not None
    return pack, list(found)


def only_rule(text: str) -> checked.Rule:
    """One sound rule."""
    pack, problems = checked_pack(text)
    assert not problems, [(p.code, p.message.zh) for p in problems]
    (rule,) = pack.rules
    return rule


def codes(text: str) -> list[str]:
    """The codes of what is wrong."""
    return [problem.code for problem in checked_pack(text)[1]]


def cells(text: str, clauses: str = "在 T1 每列") -> checked.Cells:
    """The cells that a selection resolves to."""
    (body,) = only_rule(f"规则 甲 {clauses} 要求 计数({text}) > 0").bodies
    comparison = body.terms.requirement
    assert isinstance(comparison, checked.Comparison)
    assert isinstance(comparison.left, checked.Call)
    (found,) = comparison.left.arguments
    assert isinstance(found, checked.Cells)
    return found


# ---- selections


@pytest.mark.parametrize(
    ("written", "keys"),
    [
        ("[1]", ("1",)),
        ("[上年]", ("1",)),
        ("[“购 入”]", ("2.1",)),
        ("[*]", ("1", "2.1", "2.2.1", "2.2.2", "3", "4")),
        ("[2.1 .. 3]", ("2.1", "2.2.1", "2.2.2", "3")),
        ("[1 .. 2.2]", ("1", "2.1", "2.2.1", "2.2.2")),
        ("[2.*]", ("2.1",)),
        ("[2.**]", (checked.Leaves("2", ("2.1", "2.2.1", "2.2.2")),)),
        ("[1 | 3]", ("1", "3")),
    ],
)
def test_keys_are_resolved_in_declared_order(written: str, keys: tuple[checked.Key, ...]) -> None:
    found = cells(written)
    assert found.rows == keys
    assert found.columns == (checked.Bound("column"),)


def test_one_key_on_both_axes_is_a_cell_and_more_are_cells() -> None:
    assert cells("[1]").type.kind is Kind.CELL
    assert cells("[2.**]").type.kind is Kind.CELLS
    assert cells("T1[1, *]").type.kind is Kind.CELLS
    assert cells("T1[3, 1]").type.kind is Kind.CELL
    assert cells("T1[3, (机构)]").columns == (cells("T1[3, (机构)]").columns[0],)


def test_on_each_row_one_axis_gives_the_columns() -> None:
    found = cells("[1 .. 2]", "在 T1 每行")
    assert found.rows == (checked.Bound("row"),)
    assert found.columns == ("1", "2")


def test_each_axis_runs_over_what_holds_values() -> None:
    def scope(clause: str) -> checked.Scope | None:
        return only_rule(f"规则 甲 {clause} 要求 真").bodies[0].scope

    column, row, cell = scope("在 T1 每列"), scope("在 T1 每行 [2.**]"), scope("在 T1 每格 [3, 1]")
    assert column is not None
    assert (column.rows, column.columns) == ((), ("1", "2", "3"))
    assert row is not None
    assert (row.rows, row.columns) == (("2.1", "2.2.1", "2.2.2"), ())
    assert cell is not None
    assert (cell.rows, cell.columns) == (("3",), ("1",))
    assert scope("") is None


def test_a_rule_on_two_tables_has_a_body_for_each_and_tells_its_mistake_once() -> None:
    rule = only_rule("规则 甲 在 T1, T2 每格 当 本格 != 空 要求 整数(本格)")
    assert [body.scope.table.key for body in rule.bodies if body.scope] == ["T1", "T2"]
    assert codes("规则 甲 在 T1, T2 每格 要求 整树(本格)") == ["unknown-function"]


@pytest.mark.parametrize(
    ("selection", "code"),
    [
        ("[2]", "group-selected"),
        ("[9]", "unknown-code"),
        ("[3 .. 1]", "empty-selection"),
        ("[2.2.1.**]", "empty-selection"),
        ("[“购”]", "unknown-label"),
        ("T2[1, 合计]", "ambiguous-label"),
        ("T1[4, 1]", "no-such-cell"),
        ("T1[4, 1 | 2]", "no-such-cell"),
        ("T1[3]", "two-axes-needed"),
        ("T3[1, 1]", "unknown-table"),
        ("部分[1, 1]", "not-a-table"),
        ("[1 | 1]", "selected-twice"),
    ],
)
def test_a_wrong_selection_is_told(selection: str, code: str) -> None:
    assert codes(f"规则 甲 在 T1 每列 要求 计数({selection}) > 0") == [code]


@pytest.mark.parametrize("label", ["商业-企业", "商业 — 企业", "商业－企业"])
@pytest.mark.parametrize("rows", ["行", "逐行 “部门” 称 部门"])
def test_labels_of_rules_are_compared_as_those_of_documents_are(rows: str, label: str) -> None:
    table = f"表 T3 “申请” {rows} 1 “商业—企业” 列 1 “件”"
    rule = only_rule(f"{table} 规则 甲 要求 T3[“{label}”, 1] = 3")
    (comparison,) = (body.terms.requirement for body in rule.bodies)
    assert isinstance(comparison, checked.Comparison)
    assert isinstance(comparison.left, checked.Cells)
    assert comparison.left.rows == ("1",)


# ---- expressions


@pytest.mark.parametrize(
    "condition",
    [
        "[1] = 3 且 [1] + 1 > 2 误差 0.5",
        "合计([2.**]) 属于 {[1], 3万, 5%}",
        "机构 属于 {“甲”, “乙”} 或 列 != “合计”",
        "日期(年度, 1, 1) < 2024年1月1日",
        "存在(借出) 且 存在(章节(1)) 且 存在(前言 | 章节(2))",
        "每个 甲 属于 借出 | 查找(标题, “第{n}期”) 满足 甲.数 > 0 且 非 甲.约数",
        "每个 甲 属于 部分 满足 存在(章节(甲)) 且 章节(上一项(甲)).次序 < 章节(甲).次序",
        "某个 甲 属于 [2.**] | [1] 满足 甲 = 空 且 甲.文本 = “” 且 甲.单位 = “册”",
        "长度(章节(1).文本) > 3 且 计数(部分) = 2 且 合计({1, [1]}) = 2",
        "[1] = 空 且 章节(1) = 空 且 年度 != 空",
        "纯数字([1]) 且 整数([1] / 2)",
    ],
)
def test_a_sound_condition_is_accepted(condition: str) -> None:
    only_rule(f"规则 甲 在 T1 每列 要求 {condition}")


@pytest.mark.parametrize(
    ("condition", "code"),
    [
        ("[1]", "wrong-kind"),
        ("[2.**] = 1", "wrong-kind"),
        ("借出 = 1", "wrong-kind"),
        ("[1] = “1”", "cannot-compare"),
        ("机构 < “甲”", "cannot-order"),
        ("[1] > 空", "cannot-order"),
        ("机构 = “甲” 误差 1", "only-numbers-within"),
        ("[1] 属于 [2.**]", "set-needed"),
        ("[1] 属于 {1, “甲”}", "mixed-set"),
        ("机构 属于 {1, 2}", "cannot-compare"),
        ("章节(9) = 空", "unknown-section"),
        ("长度(1) > 1", "wrong-kind"),
        ("长度(机构, 机构) > 1", "wrong-number-of-arguments"),
        ("存在(查找(章节(1), 机构))", "template-needed"),
        ("最相似(章节(1), 0) = 空", "share-needed"),
        ("最相似(章节(1), 101%) = 空", "share-needed"),
        ("最相似(章节(1), 年度) = 空", "share-needed"),
        ("最相似(章节(1) | 上年(章节(1)), 85%) = 空", "own-prose-needed"),
        ("最相似(机构, 85%) = 空", "wrong-kind"),
        ("沿用情况(章节(1), 机构).重合度 < 1", "wrong-kind"),
        ("沿用情况(章节(1), 前言) < 1", "wrong-kind"),
        ("存在(查找(章节(1), “{…}甲”))", "gap-at-end"),
        ("存在(查找(章节(1), “{n}和{n}”))", "numbers-in-template"),
        ("某个 甲 属于 查找(章节(1), “没有”) 满足 甲.数 > 0", "no-number-in-template"),
        ("某个 甲 属于 借出 满足 甲.数量 > 0", "unknown-field"),
        ("T1 = 1", "table-without-keys"),
        ("差额 > 0", "not-in-rules"),
        ("行 = “上年”", "not-bound"),
        ("机勾 = “甲”", "unknown-name"),
    ],
)
def test_an_unsound_condition_is_told(condition: str, code: str) -> None:
    assert codes(f"规则 甲 在 T1 每列 要求 {condition}") == [code]


def test_all_mistakes_of_a_rule_are_told_at_once() -> None:
    text = "规则 甲 在 T1 每列 令 乙 = [9] 当 [2] = 1 要求 乙 = 1 提示 “{丙}” 建议 fr “x”"
    found = ["unknown-code", "group-selected", "unknown-name", "unknown-language"]
    assert codes(text) == found


def test_captures_have_the_kind_of_their_placeholder() -> None:
    rule = only_rule(
        "规则 甲 对每个 乙 属于 查找(章节(1), “{n}册{类:中文|外文}于{日:date}”) 要求 真"
    )
    assert dict(rule.bodies[0].bindings[0][1].type.captures) == {
        "n": Kind.NUMBER,
        "类": Kind.TEXT,
        "日": Kind.DATE,
    }


def test_a_rule_that_does_not_resolve_is_left_out_and_its_test_is_not_blamed() -> None:
    pack, problems = checked_pack("规则 甲 要求 无 = 1\n规则 乙 要求 真\n测试 甲 预期 通过")
    assert [rule.name for rule in pack.rules] == ["乙"]
    assert [problem.code for problem in problems] == ["unknown-name"]


def test_users_of_an_item_that_cannot_be_read_are_not_blamed() -> None:
    file, _ = parse(
        Source(
            "test", LAYOUT.replace("列 1 “中文”", "列 1 中文") + "规则 甲 在 T1 每列 要求 [1] = 1"
        )
    )
    assert [name.text for name in file.broken] == ["T1", "表一"]
    assert not check([file])[1]


# ---- rules


def test_sentences_stand_under_their_language() -> None:
    rule = only_rule(
        "规则 甲 “题” en “title” 要求 真 提示 “中” 提示 en “English {年度}” 依据 en “Act”"
    )
    assert rule.titles == {Language.ZH: "题", Language.EN: "title"}
    assert set(rule.bodies[0].terms.messages) == set(Language)
    assert rule.basis == {Language.EN: "Act"}
    assert rule.severity is Severity.ERROR
    assert codes("规则 甲 要求 真 提示 “中” 提示 “又”") == ["language-twice"]


# ---- tests


def test_a_given_number_keeps_its_printed_text() -> None:
    pack, problems = checked_pack(
        "规则 甲 要求 真 测试 甲 设 T1[*, 1] = ３万 设 T1[1, 1] = －5 设 T1[3, 3] = 空 设 年度 = 2024"
        " 设 章节(2) = 空 设 章节(1) = “字” 设 T2 = 空 预期 通过"
    )
    assert not problems
    (test,) = pack.tests
    raws = [given.raw for given in test.given if isinstance(given, checked.GivenCells)]
    assert raws == ["3万", "-5", ""]
    texts = [given.text for given in test.given if isinstance(given, checked.GivenSection)]
    assert texts == [None, "字"]


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ("设 T1[1, 1] = 真 预期 通过", "wrong-given"),
        ("设 T1[1, 1] = {1, 0} 预期 通过", "wrong-given"),
        ("设 T1[1, 1] = {0} 预期 通过", "wrong-given"),
        ("设 T1[1, 1] = {0, 1, 2} 预期 通过", "wrong-given"),
        ("设 年度 = 2024.5 预期 通过", "wrong-given"),
        ("设 章节(1) = 3 预期 通过", "wrong-given"),
        ("设 章节(7) = “字” 预期 通过", "unknown-section"),
        ("设 T1[4, 1] = 1 预期 通过", "no-such-cell"),
        ("设 T1[1] = 1 预期 通过", "two-axes-needed"),
        ("设 T1 = 空 设 T1[1, 1] = 1 预期 通过", "table-absent-and-given"),
        ("设 借出 = 1 预期 通过", "cannot-be-given"),
        ("预期 通过 其中 [1] = 1", "not-in-where"),
        ("预期 通过 其中 标题 = “甲”", "not-in-where"),
        ("预期 通过 其中 列 = 1", "cannot-compare"),
    ],
)
def test_a_wrong_line_of_a_test_is_told(lines: str, code: str) -> None:
    assert codes(f"规则 甲 在 T1 每列 要求 真 测试 甲 {lines}") == [code]


# ---- templates


def test_templates_are_read_in_either_width() -> None:
    wanted = [
        Literal("收到"),
        Placeholder(Slot.CLAUSE_GAP, None),
        Placeholder(Slot.NUMBER, None),
        Choice(("件", "条"), None),
        Placeholder(Slot.SENTENCE_GAP, "rest"),
    ]
    for text in ("收到{…}{n}(件|条){rest:……}", "收到｛...｝｛数｝（件｜条）｛rest：......｝"):
        template, problems = parse_template(text_of(text))
        assert not problems
        assert template is not None
        assert list(template.parts) == wanted


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("", "empty-template", '""'),
        ("甲{x}", "unknown-placeholder", "{x}"),
        ("甲{n", "unbalanced-template", "{"),
        ("(甲|乙", "unbalanced-template", "|"),
        ("(甲|)丙", "empty-choice", "(甲|)"),
        ("{…}甲", "gap-at-end", "{…}"),
        ("甲{…}{……}乙", "two-gaps", "{……}"),
        ("甲{start}乙", "misplaced-edge", "{start}"),
        ("甲{末尾}{n}", "misplaced-edge", "{末尾}"),
        ("{开头}{末尾}", "empty-template", '"{开头}{末尾}"'),
        ("(甲{n}|乙)", "placeholder-in-choice", "(甲{n}|乙)"),
        ("甲(乙|(丙|丁)|戊|(己|(庚|辛)))", "placeholder-in-choice", "(乙|(丙|丁)|戊|(己|(庚|辛)))"),
        ("甲{名:乙|(丙|丁)}", "placeholder-in-choice", "{名:乙|(丙|丁)}"),
        ("甲（共(乙|丙（上）)）", "placeholder-in-choice", "(乙|丙（上）)"),
        ("甲" * 501, "template-too-long", f'"{"甲" * 501}"'),
        ("{1:n}", "bad-capture-name", "{1:n}"),
        ("{a:n}{a:n}", "capture-twice", "{a:n}"),
    ],
)
def test_a_wrong_template_is_told_at_its_place(text: str, code: str, place: str) -> None:
    template, problems = parse_template(text_of(text))
    assert template is None
    assert [problem.code for problem in problems] == [code]
    assert problems[0].place is not None
    assert problems[0].place.text == place


def text_of(inner: str) -> syntax.Text:
    """A string of a rule file."""
    return syntax.Text(Span(Source("test", f'"{inner}"'), 0, len(inner) + 2), inner)


# ---- loading


@pytest.mark.parametrize("language", list(Language))
def test_the_sample_pack_loads_from_a_file(language: Language) -> None:
    pack, problems = load(LIBRARY / f"{language}.gj")
    assert pack is not None
    assert usable(problems), problems
    assert [rule.name for rule in pack.rules] == [
        *(f"J{number:02}" for number in range(1, 13)),
        *("旧部分", "T1旧[1]", "T1旧[*, 3]", "T5[9]"),
    ]
    assert len(pack.tests) == 5
    assert len(pack.waivers) == 1


def test_a_folder_is_one_pack_and_its_sources_are_named_from_its_parent(tmp_path: Path) -> None:
    folder = tmp_path / "rules"
    folder.mkdir()
    (folder / "b.gj").write_text("规则 甲 要求 无 = 1", encoding="gb18030")
    (folder / "a.gj").write_text("规则包 统计", encoding="utf-8-sig")
    pack, problems = load(folder)
    assert pack is not None
    assert [problem.code for problem in problems] == ["unknown-name"]
    place = problems[0].place
    assert place is not None
    assert place.source.name == "rules/b.gj"


def test_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    outside = tmp_path / "outside.gj"
    outside.write_text("规则包 甲", encoding="utf-8")
    folder = tmp_path / "rules"
    folder.mkdir()
    assert [p.code for p in load(folder)[1]] == ["no-rule-file"]
    assert [p.code for p in load(tmp_path / "none.gj")[1]] == ["no-rule-file"]
    (folder / "link.gj").symlink_to(outside)
    assert [p.code for p in load(folder)[1]] == ["unreadable-file"]
    (folder / "large.gj").write_bytes(b" " * 1_000_001)
    assert "file-too-large" in [p.code for p in load(folder)[1]]


def test_numbers_are_exact() -> None:
    (body,) = only_rule("规则 甲 要求 ０.1 = 5%").bodies
    comparison = body.terms.requirement
    assert isinstance(comparison, checked.Comparison)
    assert isinstance(comparison.left, checked.Constant)
    assert isinstance(comparison.right, checked.Constant)
    assert (comparison.left.value, comparison.right.value) == (Fraction(1, 10), Fraction(1, 20))
