"""A pack full of planted mistakes, loaded once: each is told at its place, and nothing else is."""

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from wcwidth import wcswidth

from gouji.language import checked
from gouji.language.load import load
from gouji.model.diagnostic import Diagnostic
from gouji.model.wording import Language
from gouji.renderers.diagnostic import render
from tests.planted import PACK, planted, write


@cache
def loaded() -> tuple[checked.Pack | None, Sequence[Diagnostic]]:
    """The pack and what is wrong with it, in one run."""
    with TemporaryDirectory() as folder:
        return load(write(Path(folder)))


def test_every_planted_mistake_is_told_at_its_place_and_nothing_else_is() -> None:
    _, problems = loaded()
    told = [
        (place.source.name, place.start, place.text, problem.code)
        for problem in problems
        if (place := problem.place) is not None
    ]
    assert len(told) == len(problems)
    assert sorted(told) == planted()


def test_the_mistakes_are_many_and_of_many_kinds() -> None:
    assert len(planted()) >= 60
    assert len({code for *_, code in planted()}) >= 60


def test_what_stands_beside_a_mistake_is_there_in_the_end() -> None:
    pack, _ = loaded()
    assert pack is not None
    written = "\n".join(path.read_text(encoding="utf-8") for path in PACK.rglob("*.gj"))
    names = set(re.findall(r"^(?:rule|规则) (good\w*|好\w*)", written, re.MULTILINE))
    assert len(names) >= 9
    assert names <= {rule.name for rule in pack.rules}
    assert {form.key for form in pack.forms} >= {"好年报", "好旧式"}
    assert {test.title for test in pack.tests} == {"相等"}
    (exempt,) = pack.waivers
    assert set(exempt.guards) == {"好十一"}


@pytest.mark.parametrize("language", list(Language))
def test_the_caret_stands_under_the_mistake_whatever_the_width_of_its_characters(
    language: Language,
) -> None:
    _, problems = loaded()
    for problem in problems:
        assert problem.place is not None
        _, line, caret, *_ = render(problem, language).splitlines()
        first = problem.place.text.splitlines()[0]
        before, marks = re.fullmatch("( *)(\\^+)", caret).groups()  # type: ignore[union-attr]
        assert len(marks) == wcswidth(first)
        at = next(n for n in range(len(line)) if wcswidth(line[:n]) == len(before))
        assert line[at:].startswith(first)
