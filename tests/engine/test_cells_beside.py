"""The cell before a cell, cells that are there or not, and columns of words."""

import pytest

from gouji.language.check import check
from gouji.language.parse import parse
from gouji.model.span import Source
from tests.engine.packs import BRANCHES, LIBRARY, holds

NAMES = """
table N "branches" as names
  rows each "分馆" as branch
    9 "全部" as all
  columns 1 "馆长" as head words 2 "开馆日" as since words 3 "座位" as seats unit "个" 4 "书架" as shelves
"""


def test_the_cell_before_is_that_of_the_column_before_in_the_row() -> None:
    holds(
        """rule P on A each cell [*, 2 | 3] require it >= previous(it) say "{it} {previous(it)}"
        test P "rising" given A[*, 1] = 1 given A[*, 2] = 1 given A[*, 3] = 2 expect pass
        test P "falling" given A[*, *] = 1 given A[before, 2] = 0
          expect fail where row = "before" and column = "外文" and gap = 1
        test P "blank" given A[*, *] = 1 given A[before, 2] = nothing
          expect unknown where column = "合计" and reason = "blank" """
    )


def test_before_the_first_there_is_nothing() -> None:
    holds(
        """rule F on A each cell [before, 1] require previous(it) = nothing and not exists(previous(it))
        rule G on A each cell [before, 1] require it > previous(it)
        test F "none" given A[*, *] = 1 expect pass
        test G "none" given A[*, *] = 1 expect unknown where reason = "blank" """
    )


def test_a_column_that_a_row_does_not_have_is_passed_over() -> None:
    holds(
        """table O "opening" rows 1 "甲" only [1 | 3] 2 "乙" columns 1 "晨" 2 "午" 3 "晚"
        rule O1 on O each cell [*, 3] require it = previous(it) + 1
        test O1 "over the gap" given O[1, 1] = 4 given O[1, 3] = 5 given O[2, *] = 7
          expect pass where row = "甲"
          expect fail where row = "乙" and gap = 1 """
    )


def test_the_cell_before_is_looked_up_in_the_report_of_the_cell() -> None:
    holds(
        """rule L on A each cell [before, 2] require last(previous(it)) = previous(last(it))
          and previous(last(it)) = 7 and previous(it) = 1
        rule Q require every c in last(A[before, 2 | 3]) satisfies previous(c) = 7
        test L "last year" given A[*, *] = 1 given last(A[*, *]) = 7 expect pass
        test L "no last year" given A[*, *] = 1 expect unknown where reason = "no_prior"
        test Q "of each" given A[*, *] = 1 given last(A[*, *]) = 7 expect pass"""
    )


def test_a_cell_is_there_be_it_blank_or_not() -> None:
    holds(
        f"""{BRANCHES}
        rule E on D each row require exists(C[branch, 1])
        test E "a number" given D["东馆", *] = 1 given C["东馆", *] = 1 expect pass
        test E "a blank" given D["东馆", *] = 1 given C["东馆", *] = nothing expect pass
        test E "no such row" given D["东馆", *] = 1 given C["西馆", *] = 1 expect fail
        test E "no such table" given D["东馆", *] = 1 given C = nothing expect fail
        rule Z on D each row require exists(C[branch, 1]) missing as zero
        test Z "what counts as zero is not there for that" given D["东馆", *] = 1 given C["西馆", *] = 1
          expect fail
        rule Y require exists(last(C["东馆", 1]))
        test Y "there" given C["东馆", *] = 1 given last(C["东馆", *]) = 1 expect pass
        test Y "not there" given C["东馆", *] = 1 given last(C["西馆", *]) = 1 expect fail
        test Y "no last year" given C["东馆", *] = 1 expect unknown where reason = "no_prior" """
    )


def test_a_definition_sees_the_key_at_hand() -> None:
    holds(
        f"""{BRANCHES}
        define known = exists(C[branch, 1])
        define per(n) = n / C[branch, 1]
        rule E on D each row require known
        rule J require D[branch, 1] = 0 or per(D[branch, 1]) <= 1
        test E "by the axis" given D["东馆", *] = 1 given C["西馆", *] = 1 expect fail
        test J "by the tables" given D["东馆", *] = 4 given C["东馆", *] = 2
          expect fail where branch = "东馆" """
    )


def test_a_column_of_words_holds_no_figure_and_lacks_none() -> None:
    holds(
        f"""{NAMES}
        rule W on N each cell [*, since] require it = nothing or exists(find(it.text, "{{date}}"))
        test W "a day" given N["东馆", since] = "2020-05-01" expect pass
        test W "words" given N["东馆", since] = "去年" expect fail where row = "东馆"
        test W "a number is words here" given N["东馆", since] = 7 expect fail
        test W "blank" given N["东馆", since] = nothing expect pass
        test W "N/A" given N["东馆", since] = "N/A" expect pass
        rule V on N each cell [*, head] require it >= 0
        test V "words are no number" given N["东馆", head] = "7"
          expect unknown where reason = "words"
        rule U on N each cell [*, head] require plain(it)
        test U "nor a plain one" given N["东馆", head] = "7" expect fail"""
    )


@pytest.mark.parametrize(
    ("required", "code"),
    [
        ("previous(sum(A[1, *])) = 1", "wrong-kind"),
        ("previous(A[1, *]) = 1", "wrong-kind"),
        ("previous(A[1, 2], A[1, 1]) = 1", "wrong-number-of-arguments"),
        ("exists(A[1, *])", "wrong-kind"),
        ("previous(A[1, 2]).text = 1", "cannot-compare"),
    ],
)
def test_what_has_no_cell_before_it_is_told(required: str, code: str) -> None:
    file, unread = parse(Source("library", f"{LIBRARY} rule X require {required}"))
    _, wrong = check([file])
    assert [problem.code for problem in (*unread, *wrong)] == [code]
