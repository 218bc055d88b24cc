"""What prose says of shortcomings, plans and things done, whatever its structure."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from gouji.engine.accounts import Account, Piece
from gouji.engine.answers import answers
from gouji.engine.lore import Lore
from gouji.engine.nearness import alike, kindred
from gouji.engine.roles import account
from gouji.language.wordbooks import read_wordbook
from gouji.model.data import read_data
from gouji.model.fold import fold
from gouji.model.span import Source, Span

FILE = Path(__file__).parents[2] / "rules" / "disclosure" / "themes.yaml"
YEAR = 2024


def _lore() -> Lore:
    source = Source(FILE.name, FILE.read_text("utf-8"))
    written, _ = read_data(source)
    assert written is not None
    book = read_wordbook(Span(source, 0, 0), written, [])
    assert book is not None
    return Lore(book)


LORE = _lore()


def read(*lines: str) -> Account:
    """The account of some paragraphs of a report of 2024."""
    return account(LORE, tuple(map(fold, lines)), frozenset({0}), YEAR)


def words(told: Account, pieces: Sequence[Piece]) -> Sequence[str]:
    """What pieces say."""
    return [told.words(piece) for piece in pieces]


def became(problems: Sequence[str], *lines: str) -> Sequence[Sequence[str]]:
    """What became of each of some problems; several where that is open."""
    found = answers(LORE, [fold(one) for one in problems], [], read(*lines))
    return [one.statuses for one in found]


STRUCTURES = {
    "numbered in one line": ["存在以下问题：一是网站检索不便；二是业务培训偏少。"],
    "first, second": ["仍有一些薄弱环节。首先，网站检索不便。其次，业务培训偏少。"],
    "in lines of their own": ["（一）存在的主要问题", "1.网站检索不便。", "2.业务培训偏少。"],
    "quoted": ["还存在“网站检索不便”、“业务培训偏少”等问题。"],
    "in a row": ["还有一些不足，如网站检索不便，业务培训偏少等。"],
    "amid a sentence": ["今年的工作还存在网站检索不便、业务培训偏少等问题。"],
    "between semicolons": ["目前的不足有：网站检索不便；业务培训偏少。"],
    "from the first word on": ["一是网站检索不便；二是业务培训偏少。针对以上问题，将加以改进。"],
    "after what was done": [
        "针对上年度存在的“公开栏陈旧”的问题，换新公开栏12处。",
        "同时，工作中仍存在一些差距，主要是：一是网站检索不便；二是业务培训偏少。",
    ],
}


@pytest.mark.parametrize("lines", STRUCTURES.values(), ids=STRUCTURES)
def test_shortcomings_are_found_whatever_the_structure(lines: Sequence[str]) -> None:
    told = read(*lines)
    assert words(told, told.shortcomings) == ["网站检索不便", "业务培训偏少"]


def test_a_clause_that_goes_on_belongs_to_the_shortcoming_before_it() -> None:
    told = read("还有一些不足，主要是政策解读以文字为主，不够生动，申请件归档不及时。")
    assert words(told, told.shortcomings) == ["政策解读以文字为主,不够生动", "申请件归档不及时"]


def test_a_plan_is_no_shortcoming_and_a_quotation_is_not_of_this_year() -> None:
    told = read(
        "针对上年度存在的“网站检索不便”的问题，换了检索组件。还存在一些不足，主要是业务培训偏少。",
        "2025年，一是加强业务培训。每季度办一期。二是改造网站。",
    )
    assert words(told, told.shortcomings) == ["业务培训偏少"]
    assert words(told, told.plans) == ["加强业务培训。每季度办一期", "改造网站"]
    assert [words(told, one.items) for one in told.recitals] == [["网站检索不便"]]


def test_a_comparison_with_last_year_speaks_of_no_earlier_problem() -> None:
    told = read("与上年相比，仍存在一些不足，主要是业务培训偏少。")
    assert not told.recitals
    assert words(told, told.shortcomings) == ["业务培训偏少"]


def test_a_year_is_earlier_or_later_only_beside_that_of_the_report() -> None:
    told = read("2024年，我局工作仍存在一些不足，主要是业务培训偏少。")
    assert words(told, told.shortcomings) == ["业务培训偏少"]
    told = read("2025年，我局继续做好业务培训。")
    assert words(told, told.plans) == ["我局继续做好业务培训"]


def test_a_ledger_answers_line_by_line() -> None:
    found = became(
        ["网站检索不便", "业务培训偏少", "公开栏陈旧"],
        "上年度问题整改台账：",
        "问题1：网站检索不便；整改情况：换了检索组件，搜一次只要2秒。",
        "问题2：业务培训偏少；整改情况：高度重视，持续整改。",
        "问题3：公开栏陈旧；整改情况：尚未启动，后续将更换公开栏。",
    )
    assert found == [("addressed",), ("quoted_only",), ("promised_only",)]


def test_one_measure_may_answer_two_problems() -> None:
    found = became(
        ["网站检索不便", "业务培训偏少"],
        "针对去年存在的“网站检索不便；业务培训偏少”的问题，一是升级网站检索组件，同时举办业务培训4期。",
    )
    assert found == [("addressed",), ("addressed",)]


def test_what_is_left_of_a_list_answers_what_is_left() -> None:
    found = became(
        ["网站检索不便", "公开栏陈旧"],
        "针对去年存在的“网站检索不便；公开栏陈旧”的问题，一是升级网站检索组件。二是请木匠打了十二块新板子。",
    )
    assert found == [("addressed",), ("addressed",)]


def test_a_measure_certainly_for_something_else_answers_nothing_for_certain() -> None:
    (found,) = became(
        ["网站检索不便"],
        "针对去年存在的“网站检索不便”的问题，我局高度重视。一是举办业务培训4期，参训90人。",
    )
    assert "quoted_only" in found


def test_set_phrases_alone_are_no_action() -> None:
    found = became(
        ["网站检索不便"], "针对上年度存在的“网站检索不便”的问题，我局高度重视，狠抓落实，举一反三。"
    )
    assert found == [("quoted_only",)]


def test_an_announced_measure_that_is_repeated_speaks_of_its_problem() -> None:
    told = read("2025年，我局将请木匠打一批新板子。")
    (found,) = answers(LORE, ["公开栏陈旧"], ["请木匠打一批新板子"], told)
    assert found.statuses == ("promised_only",)


def test_words_of_degree_and_figures_do_not_make_a_problem_another_one() -> None:
    assert alike(LORE, "网站检索不够便捷", "网站检索还不够便捷") == 1
    assert alike(LORE, "有3个栏目长期空白", "有5个栏目长期空白") == 1
    assert alike(LORE, "政策解读形式单一", "政策解读与文件公布不同步") < 0.5


def test_common_words_do_not_make_texts_related() -> None:
    assert kindred(LORE, "业务培训工作有待加强", "加强网站检索工作") < 0.2
    assert kindred(LORE, "业务培训工作有待加强", "办了四期讲座") >= 0.5
