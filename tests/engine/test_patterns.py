"""Shortcuts of finding: they find what a plain search with the pattern finds, no more and no less."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.engine import patterns
from gouji.engine.patterns import Finder
from gouji.model.fold import fold
from gouji.model.span import Source, Span
from gouji.model.template import Choice, Literal, Part, Placeholder, Slot, Template

NOWHERE = Span(Source("", ""), 0, 0)
WORDS = st.text("甲乙丙 (", min_size=1, max_size=3)
PARTS = st.one_of(
    st.builds(Literal, WORDS),
    st.builds(Choice, st.lists(WORDS, min_size=1, max_size=3).map(tuple), st.none()),
    st.builds(Placeholder, st.sampled_from(Slot), st.none()),
)
TEXTS = st.text("甲乙丙甲乙丙 (（3一十万,。\n年月日2024", max_size=40)


def template(*parts: Part) -> Template:
    return Template(NOWHERE, parts)


@given(st.lists(PARTS, min_size=1, max_size=4), TEXTS)
def test_hits_are_those_of_a_plain_search(parts: list[Part], text: str) -> None:
    folded = fold(text)
    finder = Finder(template(*parts))
    plain = [hit.span() for hit in finder.pattern.finditer(folded)]
    assert [hit.span() for hit in finder.hits(folded)] == plain


@given(st.lists(PARTS, min_size=1, max_size=3), TEXTS)
def test_long_texts_are_searched_at_once(parts: list[Part], text: str) -> None:
    folded = fold(text) + "。" * patterns.LONG
    finder = Finder(template(*parts))
    plain = [hit.span() for hit in finder.pattern.finditer(folded)]
    assert [hit.span() for hit in finder.hits(folded)] == plain


def test_a_pattern_is_made_when_a_text_holds_the_words_in_their_order() -> None:
    finder = Finder(template(Literal("收到"), Placeholder(Slot.NUMBER, None), Literal("件")))
    assert list(finder.hits("3件收到")) == []
    assert "pattern" not in vars(finder)
    (hit,) = finder.hits("共收到3件")
    assert hit.group() == "收到3件"
    assert "pattern" in vars(finder)


@pytest.mark.parametrize("text", ["收到约件", "收到了3件", "收到件"])
def test_words_in_order_are_not_yet_a_match(text: str) -> None:
    finder = Finder(template(Literal("收到"), Placeholder(Slot.NUMBER, None), Literal("件")))
    assert list(finder.hits(text)) == []
