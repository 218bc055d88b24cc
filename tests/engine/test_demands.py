"""A rule in words, without a report."""

import pytest

from gouji.engine.demands import demand, looked_at
from gouji.language.checked import Rule
from gouji.model.wording import Wording
from tests.engine.packs import BRANCHES, pack_of

RULES = f"""{BRANCHES}
param most = 2
define growth(now, before) = (now - before) / before
statement lent "借出量" in section(2) find "借出{{n}}册"
rule R1 on A each column require [before] + [bought] = [now]
rule R2 on A, B each cell require it != nothing
rule R3 on A each row [before | now] when [3] > 0 when year > 2020 require [1] + [2] = [3] within 1
rule R4 for each m in lent require m.n in {{A[now, 3], A[now, 3] + 1}}
rule R5 require D[branch, 1] >= D[branch, 2] and sum(D[*, 1]) > most
rule R6 on A each column let sold = [before] - [now] let twice = sold * 2 require twice < 9
rule R7 require growth(A[now, 3], last(A[now, 3])) < 50%
rule R8 require every x in A[*, 1] satisfies not (x < 0 or x = 7)
rule R9 require not exists(find(section(1), "期刊{{n}}册", "报纸{{…}}份")) or not (year = nothing)
exception E of R1 "merged" when agency = "甲馆" require [now] >= 0
"""


def rule(name: str) -> Rule:
    return next(r for r in pack_of(RULES).rules if r.name == name)


def words(name: str, exception: str | None = None) -> Wording:
    return demand(rule(name), pack_of(RULES).statements, exception)


@pytest.mark.parametrize(
    ("name", "zh", "en"),
    [
        ("R1", "A每列：before + bought = now", "each column of A: before + bought = now"),
        (
            "R2",
            "A每格、B每格：本格不为空",
            "each cell of A, each cell of B: this cell is not empty",
        ),
        (
            "R3",
            "A每行（before、now）：当 合计 > 0 且 年度 > 2020 时，中文 + 外文 = 合计（误差 1 以内）",
            (
                "each row of A (before, now): where 合计 > 0 and the year > 2020: "
                "中文 + 外文 = 合计 (within 1)"
            ),
        ),
        (
            "R4",
            "“借出量”的每一个（m）：m所写的数 是 A · now · 合计、A · now · 合计 + 1 之一",
            "each m of “借出量”: the number in m is one of A · now · 合计, A · now · 合计 + 1",
        ),
        (
            "R5",
            "每个分馆：D · 该分馆 · 成人 ≥ D · 该分馆 · 儿童 且 D · 每个分馆 · 成人之和 > most（2）",
            (
                "every 分馆: D · the 分馆 · 成人 ≥ D · the 分馆 · 儿童 "
                "and the sum of D · every 分馆 · 成人 > most (2)"
            ),
        ),
        (
            "R6",
            "A每列：twice < 9（其中 sold = before - now、twice = sold×2）",
            "each column of A: twice < 9, with sold = before - now, twice = sold×2",
        ),
        (
            "R7",
            "growth（A · now · 合计，上年报告的A · now · 合计） < 0.5",
            "growth(A · now · 合计, last year's A · now · 合计) < 0.5",
        ),
        (
            "R8",
            "A · 各行 · 中文的每一个（x）都满足：并非（x < 0 或 x = 7）",
            "every x of A · every row · 中文 satisfies not (x < 0 or x = 7)",
        ),
        (
            "R9",
            "没有第 1 部分 总体情况中的“期刊{n}册”等 2 种说法 或 年度不为空",
            (
                "there is no “期刊{n}册” or one of 2 wordings in section 1 总体情况 "
                "or the year is not empty"
            ),
        ),
        ("C[9]", "C每列：合计 = 每个分馆之和", "each column of C: 合计 = the sum of every 分馆"),
    ],
)
def test_a_rule_is_told_in_both_languages(name: str, zh: str, en: str) -> None:
    assert words(name) == Wording(zh, en)


def test_an_exception_is_told_with_its_condition() -> None:
    assert words("R1", "E") == Wording(
        "A每列：当 机关名称 = “甲馆” 时，now ≥ 0",
        "each column of A: where the agency's name = “甲馆”: now ≥ 0",
    )


def test_what_a_rule_looks_at_is_listed_once_each_with_its_exceptions() -> None:
    statements = pack_of(RULES).statements
    assert [w.zh for w in looked_at(rule("R1"), statements)] == [
        *("A · before", "A · bought", "A · now", "机关名称"),
    ]
    assert [w.en for w in looked_at(rule("R2"), statements)] == ["each cell of A", "each cell of B"]
    assert next(w.zh for w in looked_at(rule("R4"), statements)) == "“借出量”"
