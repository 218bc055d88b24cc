"""Where a rule has no sentence of its own, its requirement is told with the real values."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gouji.engine.demands import demand, looked_at
from gouji.engine.evaluate import evaluate
from gouji.engine.prepare import prepare
from gouji.engine.trial import reports_of
from gouji.model.finding import Finding, Outcome
from gouji.model.wording import Wording
from tests.engine.packs import BRANCHES, pack_of
from tests.engine.strategies import (
    At,
    conditions,
    every,
    filled,
    findings_of,
    only,
    plan_of,
    report_of,
    requirement,
    spelled,
    sums,
)

A = "馆藏"
CELLS = every("A") | {("A", "1", "1"): "3", ("A", "2.1", "1"): "2", ("A", "3", "1"): "1"}
PROSE = {"1": "本年借出12册，另购5册。", "2": "场地已经扩大。"}


def told(text: str, clauses: str = "", cells: dict[At, str] | None = None) -> tuple[str, str]:
    """What the first failure of a requirement is told as, in Chinese and in English."""
    report = report_of(CELLS | (cells or {}), PROSE)
    failed = [
        f for f in findings_of(requirement(text, clauses), report) if f.outcome.value == "fail"
    ]
    return failed[0].message.zh, failed[0].message.en


def test_a_column_is_named_and_both_sides_are_told_with_names_figures_and_result() -> None:
    assert told("[1] + [2.1] = [3]", "on A each column") == (
        "chinese列：before + 购入 = 3 + 2 = 5，应等于 now = 1，相差 4",
        "Column chinese: before + 购入 = 3 + 2 = 5 should equal now = 1: difference 4",
    )


def test_rows_and_cells_at_hand_go_without_saying() -> None:
    assert told("[1] = [2]", "on A each row") == (
        "before行：chinese = 3，应等于 foreign = 0，相差 3",
        "Row before: chinese = 3 should equal foreign = 0: difference 3",
    )
    assert told("it <= 2", "on A each cell") == (
        "before · chinese：本格 = 3，不应大于 2，相差 1",
        "before · chinese: this cell = 3 should be at most 2: difference 1",
    )
    assert (
        told("[1, 1] = [3, 1]", "on A")[0]
        == "before · chinese = 3，应等于 now · chinese = 1，相差 2"
    )


@pytest.mark.parametrize(
    ("operator", "zh", "en"),
    [
        ("= 4", "应等于 4，相差 1", "should equal 4: difference 1"),
        ("!= 3", "不应等于 3", "should not equal 3"),
        ("< 3", "应小于 3", "should be less than 3"),
        ("<= 2", "不应大于 2，相差 1", "should be at most 2: difference 1"),
        ("> 3.5", "应大于 3.5，相差 0.5", "should be more than 3.5: difference 0.5"),
        (">= 4", "不应小于 4，相差 1", "should be at least 4: difference 1"),
        (
            "= 9 within 2",
            "应等于 9（误差 2 以内），相差 6",
            "should equal 9 (within 2): difference 6",
        ),
    ],
)
def test_every_operator_has_its_words(operator: str, zh: str, en: str) -> None:
    found = told(f"A[1, 1] {operator}")
    assert found == (f"{A} · before · chinese = 3，{zh}", f"{A} · before · chinese = 3 {en}")


def test_accepted_readings_are_listed_with_their_values() -> None:
    assert told("[1] in {[3], [2.1] + 2, 7, 7}", "on A each column")[0] == (
        "chinese列：before = 3，与各种口径都不一致：now = 1；购入 + 2 = 2 + 2 = 4；7"
    )
    assert told("not (A[1, 1] in {7, A[1, 1]})")[1].endswith(
        f"should not equal {A} · before · chinese = 3"
    )
    assert told('agency in {"甲", "乙"}') == (
        "机关名称 = “某馆”，应为以下之一：“甲”；“乙”",
        "the agency's name = “某馆” should be one of: “甲”; “乙”",
    )


def test_of_a_chain_those_operands_are_told_that_fail() -> None:
    text = "A[1, 1] = 3 and A[2.1, 1] = 7 and not (A[3, 1] = 1)"
    assert told(text)[0] == (
        f"{A} · 购入 · chinese = 2，应等于 7，相差 5；{A} · now · chinese = 1，不应等于 1"
    )


def test_where_one_of_several_should_hold_each_is_told() -> None:
    assert told("A[1, 1] = 4 or A[3, 1] = 5 and A[2.1, 1] = 6")[1] == (
        f"{A} · before · chinese = 3 should equal 4: difference 1; or "
        f"({A} · now · chinese = 1 should equal 5: difference 4; "
        f"{A} · 购入 · chinese = 2 should equal 6: difference 4)"
    )
    assert told("not (A[1, 1] = 3 and A[2.1, 1] = 2)")[0] == (
        f"{A} · before · chinese = 3，不应等于 3；或者{A} · 购入 · chinese = 2，不应等于 2"
    )


def test_nobody_is_asked_to_leave_a_cell_empty_where_that_only_lets_off() -> None:
    assert told("[1] = nothing or [1] = [3]", "on A each column")[0] == (
        "chinese列：before = 3，应等于 now = 1，相差 2"
    )
    assert told("A[1, 1] = nothing")[0] == f"{A} · before · chinese = 3，应为空"


def test_what_is_not_filled_in_is_told_by_what_stands_there() -> None:
    dash: dict[At, str] = {("A", "1", "1"): "—"}
    assert told("it != nothing", "on A each cell", dash) == (
        "before · chinese：本格填的是短横或“无”，不是数字，应填写",
        "before · chinese: this cell holds a dash, not a number and should be filled in",
    )


def test_every_names_the_members_that_fail_and_how_many() -> None:
    text = "every x in A[*, 1] satisfies x >= 1"
    assert told(text)[0] == (
        f"{A} · 破损 · chinese = 0，不应小于 1，相差 1；{A} · 遗失 · chinese = 0，不应小于 1，相差 1"
    )
    assert told("every x in A[*, *] satisfies x > 8")[1].endswith("difference 6 … (16 in all)")


def test_no_names_the_member_that_is_one_too_many() -> None:
    assert told("no x in A[*, 1] satisfies x > 2")[0] == (
        f"{A} · before · chinese = 3，不应大于 2，相差 1"
    )
    assert told("not (some x in A[*, 1] satisfies x > 2)") == told(
        "no x in A[*, 1] satisfies x > 2"
    )


def test_some_says_that_there_is_none_of_n() -> None:
    zh, en = told("some x in A[1 | 2.1, 1] satisfies x > 7")
    assert zh.startswith(f"{A} · before、购入 · chinese 共 2 个，没有一个满足：x > 7（")
    assert "= 3，应大于 7，相差 4；" in zh
    assert "2 in all, none of which satisfies: x > 7 (" in en
    text = 'some m in find(section(1), "期刊{n}册") satisfies m.n = 1'
    assert told(text)[0] == (
        "第 1 部分 总体情况中的“期刊{n}册” 一个也没有，应至少有一个满足：m所写的数 = 1"
    )


def test_every_one_may_be_one_too_many() -> None:
    zh, en = told("not (every x in A[1 | 2.1, 1] satisfies x > 1)")
    assert "全都满足：x > 1；应至少有一个不满足" in zh
    assert "every one of which satisfies: x > 1; one at least should not" in en


def test_what_should_be_there_and_what_should_not_is_told_as_the_form_calls_it() -> None:
    assert told("exists(section(3))") == (
        "缺少第 3 部分 存在的问题",
        "section 3 存在的问题 is not there",
    )
    assert told("not exists(section(1))")[0] == "不应有第 1 部分 总体情况"
    assert told("exists(section(x))", "for each x in R") == told("exists(section(3))")
    assert told('exists(find(section(1), "期刊{n}册", "报纸{n}份"))')[0] == (
        "没有找到第 1 部分 总体情况中的“期刊{n}册”等 2 种说法"
    )
    assert told('not exists(find(section(1), "{n}册"))')[0] == (
        "不应有第 1 部分 总体情况中的“{n}册”，却找到了“12册”"
    )


def test_figures_that_are_not_as_figures_should_be_are_told() -> None:
    odd: dict[At, str] = {("A", "1", "1"): "2.5", ("A", "2.1", "1"): "3册"}
    assert told("whole(A[1, 1])", "", odd)[0] == f"{A} · before · chinese = 2.5，应为整数"
    assert told("plain(A[2.1, 1])", "", odd)[1] == (
        f"{A} · 购入 · chinese says “3册”; it should be a figure alone"
    )


def test_texts_dates_and_conditions_have_words_of_their_own() -> None:
    assert told('agency = "乙馆"')[0] == "机关名称 = “某馆”，应为 “乙馆”"
    assert told("date(year, 12, 31) <= 2024-12-01")[1] == (
        "day 31 of month 12 of the year = 2024-12-31 "
        "should not be later than 2024-12-01: 30 days apart"
    )
    assert told("exists(section(3)) = exists(section(1))")[1].endswith("; they should agree")
    assert told("exists(section(3)) = true") == told("exists(section(3))")
    assert told("exists(section(1)) = false") == told("not exists(section(1))")
    assert told("false")[0] == "假：应成立，实际不成立"


def test_a_bound_match_is_told_by_its_words() -> None:
    found = told("m.n = A[1, 1]", 'for each m in find(section(1), "借出{n}册")')
    assert found[0] == f"“借出12册”所写的数 = 12，应等于 {A} · before · chinese = 3，相差 9"


# ---- other reports, open rows, definitions

RULES = f"""{BRANCHES}
param most = 2
define growth(now, before) = (now - before) / before
define steady(now, before) = growth(now, before) <= 50%
rule Y1 on A each column require [before] = last([now])
rule Y2 on A each column require steady([now], last([now]))
rule Y3 on A each column require at(-2, [now]) + 1 = [before]
rule Y4 require last(A[now, 1] > 100)
rule K1 require sum(children(A[now, 3])) <= A[now, 3]
rule K2 require every x in children(A[now, 3]) satisfies x > 3
rule P1 on A each column require [bought] <= most
rule O1 require D[branch, 1] > D[branch, 2]
rule O2 on D each row require [1] > 100
rule Z1 on A each column missing fails require [bought] = 0
rule S1 for each p in problems(section(2)) require p.text = "甲"
test Y1 "it"
  given A[*, *] = 9 given A[before, *] = 7 given last(A[*, *]) = 5 given at(-2, A[*, *]) = 7
  given children(A[now, 3]) = {{3, 20, nothing}} given A[bought, 2] = nothing
  given D["东馆", 1] = 3 given D["东馆", 2] = 4 given C["东馆", *] = 1
  given section(2) = "一是借阅较少。二是场地偏小。" given year = 2024
  expect pass
"""


def failures(rule: str) -> list[Finding]:
    """The failures of one of these rules."""
    pack = pack_of(RULES)
    plan = prepare(pack)
    found = evaluate(plan, *reports_of(plan, pack.tests[0]))
    return [f for f in found if f.rule == rule and f.outcome is Outcome.FAIL]


@pytest.mark.parametrize(
    ("rule", "zh", "en"),
    [
        (
            "Y1",
            "中文列：before = 7，应等于 上年报告的now = 5，相差 2",
            "Column 中文: before = 7 should equal last year's now = 5: difference 2",
        ),
        (
            "Y2",
            "中文列：growth（now，上年报告的now） = (9 - 5)÷5 = 0.8，不应大于 0.5，相差 0.3",
            (
                "Column 中文: growth(now, last year's now) = (9 - 5)÷5 = 0.8 should be at most 0.5: "
                "difference 0.3"
            ),
        ),
        (
            "Y3",
            "中文列：2 年前报告的now + 1 = 7 + 1 = 8，应等于 before = 7，相差 1",
            (
                "Column 中文: now of 2 years before + 1 = 7 + 1 = 8 should equal before = 7: "
                "difference 1"
            ),
        ),
        (
            "Y4",
            "上年报告：A · now · 中文 = 5，应大于 100，相差 95",
            "last year's report: A · now · 中文 = 5 should be more than 100: difference 95",
        ),
        (
            "K1",
            "各下级机关的A · now · 合计之和 = 3 + 20 + ? = 至少 23，不应大于 A · now · 合计 = 9",
            (
                "the sum of A · now · 合计 of every subordinate agency = 3 + 20 + ? = at least 23 "
                "should be at most A · now · 合计 = 9"
            ),
        ),
        (
            "K2",
            "1 A · now · 合计 = 3，应大于 3",
            "1 A · now · 合计 = 3 should be more than 3",
        ),
        (
            "P1",
            "中文列：bought = 9，不应大于 most = 2，相差 7",
            "Column 中文: bought = 9 should be at most most = 2: difference 7",
        ),
        (
            "O1",
            "D · 东馆 · 成人 = 3，应大于 D · 东馆 · 儿童 = 4，相差 1",
            "D · 东馆 · 成人 = 3 should be more than D · 东馆 · 儿童 = 4: difference 1",
        ),
        (
            "O2",
            "东馆行：成人 = 3，应大于 100，相差 97",
            "Row 东馆: 成人 = 3 should be more than 100: difference 97",
        ),
        (
            "C[*, 3]",
            "东馆行：合计 = 1，应等于 中文 + 外文 = 1 + 1 = 2，相差 1",
            "Row 东馆: 合计 = 1 should equal 中文 + 外文 = 1 + 1 = 2: difference 1",
        ),
        ("S1", "“借阅较少”，应为 “甲”", "“借阅较少” should be “甲”"),
    ],
)
def test_values_of_elsewhere_are_told_as_such(rule: str, zh: str, en: str) -> None:
    assert failures(rule)[0].message == Wording(zh, en)


def test_where_missing_fails_the_lack_is_the_sentence() -> None:
    assert failures("Z1")[1].message == Wording(
        "A · bought · 外文为空", "A · bought · 外文 is blank"
    )


# ---- written sentences


def test_a_sentence_written_in_one_language_is_made_in_the_other() -> None:
    report = report_of(CELLS)
    text = requirement("A[1, 1] = 4", 'say "off by {gap}" suggest "look" basis "law"')
    finding = only(text, report)
    assert finding.message == Wording(f"{A} · before · chinese = 3，应等于 4，相差 1", "off by 1")
    assert finding.suggestion == Wording("look", "look")
    assert finding.basis == Wording("law", "law")


def test_sentences_written_in_both_languages_are_kept() -> None:
    text = requirement("A[1, 1] = 4", 'say "three" say zh "三"')
    assert only(text, report_of(CELLS)).message == Wording("三", "three")


# ---- doubt

ESTIMATED = {"1": "借出约3册。", "2": "场地已经扩大。", "3": "场地偏小。"}


def reviewed(text: str, clauses: str = "", cells: dict[At, str] | None = None) -> tuple[str, str]:
    """What the one review of a requirement says."""
    report = report_of(CELLS | (cells or {}), ESTIMATED)
    found = findings_of(requirement(text, clauses), report)
    (message,) = [f.message for f in found if f.outcome is Outcome.REVIEW]
    return message.zh, message.en


def test_an_estimate_is_told_as_one() -> None:
    assert reviewed("m.n = 3", 'for each m in find(section(1), "借出{n}册")') == (
        "请复核：第 1 部分 总体情况的数字是约数，不能确定是否相符",
        "Please review: section 1 总体情况 states an estimate, so agreement is not certain",
    )


def test_a_score_close_to_its_threshold_is_told() -> None:
    zh, en = reviewed("similar(section(3), section(2)) >= 0.3")
    assert zh.endswith("的相似度 = 0.33 与界线 0.3 太近，不能确定是否相符")
    assert en.endswith("= 0.33 is too close to the threshold 0.3, so agreement is not certain")


def test_figures_that_rounding_may_have_made_different_are_told() -> None:
    cells: dict[At, str] = {("A", "4", "3"): "12.5"}
    assert reviewed("[4, 3] = 12.53", "on A doubt reviews", cells) == (
        "请复核：馆藏：经费 · both = 12.5 与 12.53 不同，但可能只是四舍五入所致，不能确定是否相符",
        (
            "Please review: 馆藏: 经费 · both = 12.5 and 12.53 differ, but rounding may account for it, "
            "so agreement is not certain"
        ),
    )


def test_a_doubtful_condition_is_told_as_what_leaves_the_rule_open() -> None:
    guard = 'for each m in find(section(1), "借出{n}册") when m.n > 9'
    assert reviewed("A[1, 1] = 9", guard) == (
        "请复核：第 1 部分 总体情况：“借出约3册”所写的数 = 3 是约数，不能确定规则是否适用",
        (
            "Please review: section 1 总体情况: the number in “借出约3册” = 3 is an estimate, "
            "so it is not certain that the rule applies"
        ),
    )


def test_an_exception_that_may_or_may_not_apply_is_told_by_its_condition() -> None:
    rules = """
rule R for each m in find(section(1), "借出{n}册") require true
exception E of R when m.n > 9 require false
"""
    (finding,) = findings_of(rules, report_of(CELLS, ESTIMATED))
    assert finding.outcome is Outcome.REVIEW
    assert finding.message.en.endswith("is an estimate, so it is not certain that the rule applies")


# ---- every rule

MORE = st.sampled_from(
    [
        "(every x in A[*, 1] satisfies x = 3 or x >= 1)",
        "(some x in A[1 .. 2.1, *] satisfies x > 9)",
        "(no x in A[2.2.**, *] satisfies x < 4)",
        '(some m in find(section(1), "{n}册") satisfies m.n = A[1, 1])',
        "(every p in passages(section(2)) satisfies length(p.text) > 9)",
        '(every r in rows(A) satisfies r.printed = "x" or r.merged)',
        "(sum(A[*, 1]) = A[3, 3] within 2)",
        "(max(A[1, *]) - min({A[1, 1], 2}) * 2 <= -count(A[3, *]))",
        '(agency in {"甲馆", "乙馆"})',
        "(date(year, 12, 31) < 2020-01-01)",
        "(exists(section(1)) = exists(section(3)))",
        "(plain(A[1, 1]))",
        "(similar(section(1), section(2)) > 0.5)",
        "(last(A[3, 1]) = A[1, 1])",
        "(sum(children(A[3, 3])) <= A[3, 3])",
        "(A[1, (agency)] = 3)",
    ]
)


def requirements() -> st.SearchStrategy[str]:
    """Requirements of every kind, in chains and negated."""
    return st.recursive(
        st.one_of(conditions(), MORE),
        lambda inner: st.one_of(
            st.builds("({} and {})".format, inner, inner),
            st.builds("({} or {})".format, inner, inner),
            st.builds("(not {})".format, inner),
        ),
        max_leaves=3,
    )


def agree(finding: Finding) -> None:
    """A failure says in both languages what was compared, with both values."""
    for message in (finding.message.zh, finding.message.en):
        assert message not in {"", finding.title.zh}
        assert "{" not in message.replace("{n}", "")
        together = (
            "没有一个满足",
            "none of which satisfies",
            "全都满足",
            "every one of which satisfies",
        )
        told_together = any(words in message for words in together)
        if finding.formula is not None and not told_together:
            assert finding.formula.left in message
            assert any(right in message for right in finding.formula.right.split(" | "))


@settings(max_examples=200, deadline=None)
@given(requirements(), filled())
def test_every_failure_is_told_in_both_languages_with_both_values(
    text: str, cells: dict[At, str]
) -> None:
    for finding in findings_of(requirement(text), report_of(cells, PROSE)):
        if finding.outcome is Outcome.FAIL:
            agree(finding)


@settings(max_examples=60, deadline=None)
@given(sums(), sums(), st.sampled_from(["=", "!=", "<=", "<"]), filled())
def test_every_identity_of_columns_is_told_with_its_column(
    left: list[tuple[int, str]], right: list[tuple[int, str]], sign: str, cells: dict[At, str]
) -> None:
    text = f"{spelled(left, '[{}]'.format)} {sign} {spelled(right, '[{}]'.format)}"
    for finding in findings_of(requirement(text, "on A each column"), report_of(cells)):
        if finding.outcome is Outcome.FAIL:
            agree(finding)
            assert finding.message.en.startswith("Column ")


@settings(max_examples=60, deadline=None)
@given(requirements())
def test_every_rule_has_words_without_values_in_both_languages(text: str) -> None:
    (rule,) = plan_of(requirement(text, "when A[1, 1] > 0")).pack.rules
    words = [demand(rule, {}), *looked_at(rule, {})]
    assert all(one.zh and one.en for one in words)
    assert words[0].zh.startswith("当 馆藏 · before · chinese > 0 时，")
