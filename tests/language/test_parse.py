"""Parsing: one tree for both languages, exact places, every mistake told once."""

import dataclasses
import random
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lark import Token, UnexpectedInput

from gouji.language import syntax
from gouji.language.check import check
from gouji.language.grammar import build, parser, vocabulary
from gouji.language.parse import parse
from gouji.language.tokens import DEEPEST, flat
from gouji.model.diagnostic import Diagnostic
from gouji.model.span import Source, Span
from gouji.model.wording import Language
from tests.growth import grows_in_step
from tests.language.mixing import mix, named_nodes, translate

LIBRARY = Path(__file__).parent.parent / "golden" / "language" / "library"
BLOCKS, MIXTURES = 8, 125


def library(language: Language) -> str:
    """The sample pack in one language."""
    return (LIBRARY / f"{language}.gj").read_text(encoding="utf-8")


@cache
def base() -> syntax.File:
    """The tree of the sample pack."""
    return read(library(Language.ZH))


def read(text: str) -> syntax.File:
    """The tree of a sound text."""
    file, problems = parse(Source("test", text))
    assert not problems, [(p.code, p.place.text if p.place else "") for p in problems]
    return file


def test_the_grammar_has_no_conflict_and_no_collision_of_terminals() -> None:
    pytest.importorskip("interegular", reason="only interegular can compare terminals")
    build(strict=True)


def test_no_word_stands_for_two_things() -> None:
    words = [word for keyword in vocabulary().keywords for word in keyword.words]
    assert len(words) == len(set(words))
    names = [word for spellings in vocabulary().names.values() for word in spellings]
    assert len(names) == len(set(names))


def test_a_soft_keyword_may_be_a_name_anywhere() -> None:
    for keyword in vocabulary().keywords:
        for word in keyword.words if keyword.soft else ():
            read(f"rule A require m.{word} = {word} and T3[{word}, 1] = {word}(1)")


def test_the_sample_pack_in_english_and_in_chinese_is_one_tree() -> None:
    assert read(library(Language.EN)) == base()


def test_translating_forth_and_back_keeps_the_tree_and_the_comments() -> None:
    english = translate(library(Language.ZH), Language.EN)
    chinese = translate(english, Language.ZH)
    assert read(english) == read(chinese) == base()
    assert english.splitlines()[0] == chinese.splitlines()[0]


@pytest.mark.parametrize("block", range(BLOCKS))
def test_any_mixture_of_words_and_widths_is_the_same_tree(block: int) -> None:
    text = library(Language.ZH)
    for seed in range(block * MIXTURES, (block + 1) * MIXTURES):
        dice = random.Random(seed)  # a repeatable mixture
        assert read(mix(text, dice)) == base(), seed


def test_the_sample_pack_uses_every_node_of_the_grammar() -> None:
    tree = parser().parse(library(Language.ZH), start="rule_file")
    nodes = {str(node.data) for node in tree.iter_subtrees()}
    assert named_nodes() <= nodes


def test_no_token_can_be_left_out_unnoticed() -> None:
    text = library(Language.EN)
    tokens = flat(Source("test", text), 0, len(text)).tokens
    tried: set[tuple[str, ...]] = set()
    idle: set[tuple[str, ...]] = set()
    starts = [item.span.start for item in read(text).items]
    whole: dict[tuple[int, int], syntax.File] = {}
    for before, token, after in zip(tokens, tokens[1:], tokens[2:], strict=False):
        context = (before.type, token.type, after.type)
        if context in tried:
            continue
        tried.add(context)
        start, end = neighbourhood(starts, token, len(text))
        rest = without(text, token)[start:end]
        try:
            file, problems = parse(Source("test", rest))
        except UnexpectedInput:
            continue
        if (start, end) not in whole:
            whole[start, end] = read(text[start:end])
        if not problems and file == whole[start, end]:
            idle.add(context)
    commas = {context for context in idle if context[1] in {"_COMMA", "_COLON"}}
    assert not idle - commas


def neighbourhood(starts: Sequence[int], token: Token, end: int) -> tuple[int, int]:
    """Where the item of a token and the items beside it stand: no token tells on more of a file."""
    own = bisect_right(starts, token.start_pos or 0) - 1
    edges = [*starts, end, end]
    return edges[max(own - 1, 0)], edges[own + 2]


def without(text: str, token: Token) -> str:
    """A text with one token replaced by a blank."""
    return f"{text[: token.start_pos]} {text[token.end_pos :]}"


# ---- places


def nodes(value: object) -> Iterator[syntax.Node]:
    """Every node of a tree."""
    if isinstance(value, tuple):
        for member in value:
            yield from nodes(member)
    elif isinstance(value, syntax.Node):
        yield value
        for field in dataclasses.fields(value):
            yield from nodes(getattr(value, field.name))


@pytest.mark.parametrize("language", list(Language))
def test_the_place_of_a_node_covers_exactly_its_text(language: Language) -> None:
    text = library(language)
    for node in nodes(read(text)):
        assert 0 <= node.span.start <= node.span.end <= len(text)
        written = node.span.text
        assert written == written.strip() or isinstance(node, syntax.File)
        match node:
            case syntax.Code():
                assert written == node.text
            case syntax.Text():
                assert node.inner.text == node.text
            case syntax.Selector():
                assert written[0] + written[-1] == "[]"
            case syntax.Call() | syntax.Reference() | syntax.Field() if written.isascii():
                assert read(f"rule A require {written}").items


def test_full_width_writing_keeps_its_offsets() -> None:
    text = "规则 甲 要求 ［３．１］＋２＝３万"
    (rule,) = read(text).items
    assert isinstance(rule, syntax.Rule)
    (requirement,) = rule.clauses
    assert isinstance(requirement, syntax.Requirement)
    comparison = requirement.condition
    assert isinstance(comparison, syntax.Comparison)
    assert comparison.left.span.text == "［３．１］＋２"
    assert comparison.right == syntax.NumberLiteral(comparison.right.span, 30000)  # type: ignore[arg-type]
    assert comparison.right.span.text == "３万"


def test_a_value_in_a_sentence_knows_its_place_in_the_file() -> None:
    text = "规则 甲 要求 1 = 1 提示 “相差｛差额｝元”"
    phrases = [n for n in nodes(read(text)) if isinstance(n, syntax.Phrase)]
    (gap,) = [part for part in phrases[0].parts if not isinstance(part, str)]
    assert gap.span.text == "差额"


def test_a_name_of_the_file_and_its_uses_stay_one_name() -> None:
    assert read("规则 甲 令 数 = 1 要求 数 = 1") == read("rule 甲 let n = 1 require n = 1")


# ---- mistakes


PLANTED = [
    ("each row [1", "⟦each rwo⟧ [1"),
    ('"上年" "期刊"', '"上年" ⟦"期刊⟧'),
    ("(no 甲 in T2", "(no 甲 ⟦ni⟧ T2"),
    ("expect vacuous", "expect ⟦vacuus⟧"),
    ("for each 数 in", "⟦for eech⟧ 数 in"),
]


def test_five_planted_mistakes_are_five_reports_at_the_right_places() -> None:
    text = library(Language.EN)
    for right, wrong in PLANTED:
        assert text.count(right) == 1, right
        text = text.replace(right, wrong)
    planted = [(m.start() - 2 * n, m.end() - 2 * n - 2) for n, m in marks(text)]
    _, problems = parse(Source("test", text.replace("⟦", "").replace("⟧", "")))
    assert [(p.place.start, p.place.end) for p in problems if p.place] == planted


def marks(text: str) -> Iterator[tuple[int, re.Match[str]]]:
    """The marked places of a text, numbered."""
    return enumerate(re.finditer("⟦[^⟧]*⟧", text))


def test_a_broken_item_hides_no_other() -> None:
    text = "规则 甲 要求 1 = = 1\n规则 乙 要求 1 = 1\n规则 丙 要球 1 = 1\n规则 丁 要求 “1\n规则 戊 要求 1 = 1"
    file, problems = parse(Source("test", text))
    assert [item.name.text for item in file.items if isinstance(item, syntax.Rule)] == ["乙", "戊"]
    assert [name.text for name in file.broken] == ["甲", "丙", "丁"]
    assert [p.code for p in problems] == ["double-equals", "misspelt-word", "unclosed-quote"]


def test_a_misspelt_word_does_not_hide_what_follows_in_the_same_rule() -> None:
    _, problems = parse(Source("test", "规则 甲\n 在 T1 每咧\n 要球 1 == 1\n"))
    assert [p.code for p in problems] == ["misspelt-word", "misspelt-word", "double-equals"]


OPENINGS = ["(", "[", "{", "（", "f(", "not ", "-", "T1[("]


def nested(opening: str, size: int) -> tuple[syntax.File, Sequence[Diagnostic]]:
    """What a rule of so many characters, all of them openings, is read as."""
    return parse(Source("test", "rule A require " + opening * (size // len(opening))))


@pytest.mark.parametrize("opening", OPENINGS)
def test_endless_nesting_is_one_clear_diagnostic(opening: str) -> None:
    for size in (10_000_000, 900_000, 2_000):
        file, problems = nested(opening, size)
        assert not file.items
        assert len(problems) == 1
        assert problems[0].code in {"nested-too-deeply", "file-too-large", "unfinished"}


@pytest.mark.parametrize("opening", OPENINGS)
def test_endless_nesting_takes_no_more_time_than_its_length_does(opening: str) -> None:
    assert grows_in_step(lambda size: nested(opening, size), 225_000, 900_000, 4)


def test_as_many_brackets_as_are_allowed_can_be_read_and_checked() -> None:
    text = "rule A require " + "(1 + " * (DEEPEST - 1) + "1" + ")" * (DEEPEST - 1) + " = 1"
    file = read("pack p\n" + text)
    pack, problems = check([file])
    assert pack is not None
    assert not problems


def test_a_long_chain_is_no_nesting() -> None:
    assert read("rule A require " + " + ".join(["1"] * 5_000) + " = 5000").items


def test_a_file_with_a_nul_is_refused() -> None:
    _, problems = parse(Source("test", "rule A\0"))
    assert [problem.code for problem in problems] == ["not-text"]


WORDS = [word for keyword in vocabulary().keywords for word in keyword.words]
SIGNS = [*'[](){}=+-*/|,.:<>%"“”《》{}#；\n 　', "..", "≤", "1", "3.1", "3.1.1", "T1", "甲", "5万"]
TEXTS = st.lists(st.sampled_from(WORDS + SIGNS), max_size=40).map(" ".join)


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(TEXTS, st.lists(st.sampled_from(WORDS + SIGNS), max_size=40).map("".join), st.text())
)
def test_any_text_is_a_tree_or_diagnostics_and_never_an_exception(text: str) -> None:
    source = Source("test", text)
    file, problems = parse(source)
    _, more = check([file])
    for problem in [*problems, *more]:
        assert problem.message.zh
        assert problem.message.en
        place = problem.place
        assert place is None or isinstance(place, Span)
        assert place is None or 0 <= place.start <= place.end <= len(text)


@settings(max_examples=100, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(1, 6))
def test_a_damaged_pack_is_diagnosed_and_never_an_exception(
    dice: random.Random, times: int
) -> None:
    text = library(Language.ZH)
    for _ in range(times):
        at, length = dice.randrange(len(text)), dice.randrange(12)
        text = text[:at] + dice.choice([*SIGNS, *WORDS, ""]) + text[at + length :]
    file, _ = parse(Source("test", text))
    check([file])
