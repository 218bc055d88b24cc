"""The disclosure pack means the same in the words of either language, and in any mixture."""

import random
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

import pytest

from gouji.language.check import check
from gouji.language.parse import parse
from gouji.language.syntax import File
from gouji.model.span import Source
from gouji.model.wording import Language
from tests.corpus import ROOT
from tests.language.mixing import mix, translate

MIXTURES = 2_000
BLOCKS = 8
SLICE = 1_500
"""Characters of a slice; every slice starts and ends with an item."""


def read(text: str, name: str = "pack.gj") -> File:
    file, diagnostics = parse(Source(name, text))
    assert not diagnostics
    return file


@cache
def texts() -> Sequence[tuple[str, str]]:
    folder = ROOT / "rules" / "disclosure"
    return [(p.name, p.read_text(encoding="utf-8")) for p in sorted(folder.glob("*.gj"))]


@cache
def slices() -> Sequence[tuple[str, File]]:
    """The pack in runs of whole items, each with its tree; together they are the whole pack."""
    return [(part, read(part)) for _, text in texts() for part in cut(text)]


def cut(text: str) -> Iterator[str]:
    starts = [0, *(item.span.start for item in read(text).items[1:]), len(text)]
    begin = 0
    for start, following in pairwise(starts):
        if following - begin > SLICE and start > begin:
            yield text[begin:start]
            begin = start
    yield text[begin:]


def test_the_slices_are_the_whole_pack() -> None:
    assert "".join(part for part, _ in slices()) == "".join(text for _, text in texts())
    items = sum(len(read(text).items) for _, text in texts())
    assert sum(len(file.items) for _, file in slices()) == items > 0


def test_the_pack_in_english_and_in_chinese_is_the_same_tree() -> None:
    for name, text in texts():
        english = translate(text, Language.EN)
        assert "规则 " not in english
        assert read(english) == read(translate(english, Language.ZH)) == read(text), name


def test_the_pack_in_english_words_checks_to_the_same_rules() -> None:
    packs = [
        check([read(turn(text), name) for name, text in texts()])
        for turn in (str, lambda text: translate(text, Language.EN))
    ]
    assert not any(diagnostics for _, diagnostics in packs)
    assert packs[0][0] == packs[1][0]


@pytest.mark.parametrize("block", range(BLOCKS))
def test_any_mixture_of_words_and_widths_is_the_same_tree(block: int) -> None:
    """The slices are mixed in turn, so that every item of the pack is mixed many times."""
    for seed in range(block, MIXTURES, BLOCKS):
        text, tree = slices()[seed // BLOCKS % len(slices())]
        dice = random.Random(seed)  # a repeatable mixture
        assert read(mix(text, dice)) == tree, seed
