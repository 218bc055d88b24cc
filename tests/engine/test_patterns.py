"""Shortcuts of finding: they find what a plain search with the pattern finds, no more and no less."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gouji.engine import patterns
from gouji.engine.patterns import Finder
from gouji.language.template import edge_of
from gouji.model.fold import fold
from gouji.model.span import Source, Span
from gouji.model.template import Choice, Literal, Part, Placeholder, Slot, Template

NOWHERE = Span(Source("", ""), 0, 0)
WORDS = st.text("甲乙丙 (", min_size=1, max_size=3).filter(str.strip)
PARTS = st.one_of(
    st.builds(Literal, WORDS),
    st.builds(Choice, st.lists(WORDS, min_size=1, max_size=3).map(tuple), st.none()),
    st.builds(Placeholder, st.sampled_from(Slot), st.none()),
)
SHORT = st.text("甲乙丙甲乙丙 (（3一十万,。\n年月日2024", max_size=40)
RUNS = st.builds("戊".__mul__, st.sampled_from([38, 39, 40, 41, 119, 120, 121, 122]))
TEXTS = SHORT | st.lists(st.sampled_from("甲乙丙3") | RUNS, max_size=9).map("".join)
"""Short ones, and such whose gaps are as long as they may be, or a little longer."""


def template(*parts: Part) -> Template:
    return Template(NOWHERE, parts)


@settings(deadline=None)
@given(st.lists(PARTS, min_size=1, max_size=4).filter(lambda p: not all(map(edge_of, p))), TEXTS)
def test_hits_are_those_of_a_plain_search(parts: list[Part], text: str) -> None:
    folded = fold(text)
    finder = Finder(template(*parts))
    plain = [hit.span() for hit in finder.pattern.finditer(folded)]
    assert [hit.span() for hit in finder.hits(folded)] == plain


def test_long_texts_are_searched_at_once() -> None:
    text = "甲乙3丙。甲戊丙" + "。" * patterns.LONG + "甲乙丙"
    for parts in (
        [Literal("甲")],
        [Literal("甲"), Placeholder(Slot.SENTENCE_GAP, None), Literal("丙")],
    ):
        finder = Finder(template(*parts))
        assert [hit.span() for hit in finder.hits(text)] == [
            hit.span() for hit in finder.pattern.finditer(text)
        ]
        assert "loose" not in vars(finder)


def test_a_pattern_is_made_when_a_text_holds_the_words_in_their_order() -> None:
    finder = Finder(template(Literal("收到"), Placeholder(Slot.NUMBER, None), Literal("件")))
    assert list(finder.hits("3件收到")) == []
    assert not {"pattern", "loose"} & {*vars(finder)}
    (hit,) = finder.hits("共收到3件")
    assert hit.group() == "收到3件"
    assert "loose" in vars(finder)


@pytest.mark.parametrize("text", ["收到约件", "收到了3件", "收到件"])
def test_words_in_order_are_not_yet_a_match(text: str) -> None:
    finder = Finder(template(Literal("收到"), Placeholder(Slot.NUMBER, None), Literal("件")))
    assert list(finder.hits(text)) == []
