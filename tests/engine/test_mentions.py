"""Numbers in prose that the words around them name: which statement gets which, and of what scope."""

from dataclasses import replace

import pytest

from gouji.engine.statements import statements
from tests.engine.strategies import plan_of, report_of

STATEMENTS = """
statement lent "借出数" in section(2)
  worded "借出" "外借" "办理借阅"
  unit "册" "本"
  about "图书" "期刊"
  unless "赠阅" "{n}册破损"
  none "(未|没有){…}借出"
  narrower "分馆"
statement returned "归还数" in section(2)
  find "(还回|归还){……}图书{n}册"
  worded "归还" "还回"
  unit "册" "本"
  about "图书" "期刊"
  narrower "分馆"
statement seats "座位数" in section(2)
  worded "借出" "座位"
  unit "个" "册"
  about "座位"
"""


def told(text: str) -> list[tuple[str, int, str]]:
    """Statement, value and scope of each number of a report of 2024."""
    report = report_of(sections={"2": [text]}, year=2024)
    found = statements(plan_of(STATEMENTS), report)
    found = sorted(found, key=lambda one: one.words.locator.end)
    return [(one.name, int(one.value), one.scope) for one in found]


def own(text: str) -> list[tuple[str, int]]:
    """Statement and value of each number of the whole."""
    return [(name, value) for name, value, scope in told(text) if scope == "own"]


def test_the_nearest_word_before_a_number_names_it() -> None:
    assert own("图书：全年外借共计12册、归还9册") == [("lent", 12), ("returned", 9)]


def test_a_word_after_a_number_names_it_where_little_stands_before() -> None:
    assert own("图书流通平稳，其中12册已归还") == [("returned", 12)]
    assert own("图书修复和装订工作共计12册已归还") == []


def test_next_to_nothing_before_a_number_lets_the_next_clauses_name_it() -> None:
    assert own("借出图书9册，其余3册，因故提前归还") == [("lent", 9), ("returned", 3)]
    assert own("借出图书9册，新编目录3册，归还及时") == [("lent", 9)]


def test_what_follows_a_number_does_not_name_the_next_one() -> None:
    assert own("图书12册已归还，另购3册") == [("returned", 12)]


def test_numbers_that_are_joined_share_a_word() -> None:
    assert own("借出图书12册、期刊3册") == [("lent", 12), ("lent", 3)]
    assert own("借出图书12册，期刊3册") == [("lent", 12)]


def test_the_talk_decides_between_statements_with_one_word() -> None:
    assert own("座位紧张，借出3个") == [("seats", 3)]
    assert own("座位紧张。图书借出3册") == [("lent", 3)]
    assert own("借出3册图书") == [("lent", 3)]
    assert own("借出3册") == []


def test_a_unit_that_is_none_of_the_statement_names_nothing() -> None:
    assert own("图书借出3人次，借出5元") == []


def test_a_number_belongs_to_one_statement() -> None:
    assert own("还回及外借图书12册") == [("lent", 12)]


@pytest.mark.parametrize("text", ["第3册", "每3册", "1 3册"])
def test_ordinals_and_digits_that_stand_apart_are_no_counts(text: str) -> None:
    assert own(f"图书借出{text}") == []


def test_what_must_not_stand_near_is_looked_for_between_the_neighbours() -> None:
    assert own("图书赠阅借出5册、外借7册") == [("lent", 7)]
    assert own("图书外借7册破损") == []


def test_what_the_next_item_says_is_not_near() -> None:
    assert own("图书外借7册、赠阅借出5册") == [("lent", 7)]


def test_a_part_stays_a_part_for_the_rest_of_the_sentence() -> None:
    assert told("图书：分馆外借7册，归还6册。共外借9册") == [
        ("lent", 7, "narrower"),
        ("returned", 6, "narrower"),
        ("lent", 9, "own"),
    ]


def test_a_part_within_brackets_ends_with_them() -> None:
    assert told("图书外借9册（分馆外借2册），归还8册") == [
        ("lent", 9, "own"),
        ("lent", 2, "narrower"),
        ("returned", 8, "own"),
    ]


def test_a_number_of_another_year_is_told_apart() -> None:
    assert told("2023年，图书外借7册，归还6册。2024年外借9册") == [
        ("lent", 7, "other_year"),
        ("returned", 6, "other_year"),
        ("lent", 9, "own"),
    ]
    assert told("图书外借9册，含2023年外借的2册，归还8册") == [
        ("lent", 9, "own"),
        ("lent", 2, "other_year"),
        ("returned", 8, "own"),
    ]
    assert own("2023年图书有所增加，本年外借9册") == [("lent", 9)]


STRICT = """
statement bought "购入数" in section(2)
  worded "购入" "新购"
  unit "册"
  about "图书"
  between "共" "各类" "图书馆"
statement lent "借出数" in section(2)
  worded "借出"
  unit "册"
  narrower "分馆" "县图书馆"
"""


def strictly(text: str, agency: str = "云梧县图书馆") -> list[tuple[str, int, str]]:
    """Statement, value and scope, where a statement says what may stand between."""
    report = replace(report_of(sections={"2": [text]}, year=2024), agency=agency)
    found = sorted(statements(plan_of(STRICT), report), key=lambda one: one.words.locator.end)
    return [(one.name, int(one.value), one.scope) for one in found]


def test_nothing_else_may_stand_between_a_word_and_its_number() -> None:
    assert strictly("购入各类图书12册") == [("bought", 12, "own")]
    assert strictly("图书很多，购入唱片12册") == []
    assert strictly("图书很多，购入唱片，共12册") == []


def test_a_longer_word_hides_what_is_written_within_it() -> None:
    assert strictly("图书馆购入12册") == []
    assert strictly("图书充实，图书馆共购入，12册") == [("bought", 12, "own")]


def test_a_number_alone_in_brackets_is_named_by_what_stands_before_them() -> None:
    assert strictly("借出(12册)，读者留言(3册)") == [("lent", 12, "own")]


def test_a_word_that_named_a_number_does_not_name_the_next_one() -> None:
    assert strictly("本年12册新购图书和3册借出图书") == [("bought", 12, "own"), ("lent", 3, "own")]


def test_differences_and_denials_are_no_counts() -> None:
    assert strictly("借出增加3册") == []
    assert strictly("没有一册借出") == []


def test_a_short_clause_says_of_what_the_numbers_after_it_speak() -> None:
    assert strictly("分馆方面，借出12册") == [("lent", 12, "narrower")]
    assert strictly("分馆方面，本年借出12册") == [("lent", 12, "own")]
    assert strictly("分馆(含流动点)借出12册") == [("lent", 12, "narrower")]


def test_the_agency_of_the_report_is_no_part_of_itself() -> None:
    assert strictly("县图书馆借出12册") == [("lent", 12, "own")]
    assert strictly("县图书馆借出12册", agency="云梧县文化局") == [("lent", 12, "narrower")]


def test_last_year_is_another_year() -> None:
    assert strictly("去年借出12册、借出3册，今年借出5册") == [
        ("lent", 12, "other_year"),
        ("lent", 3, "other_year"),
        ("lent", 5, "own"),
    ]
    assert strictly("上年平平，借出12册") == [("lent", 12, "own")]
