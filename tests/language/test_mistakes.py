"""Every entry of grammar/mistakes.yaml: one diagnostic, its place and its sentence in both languages."""

from typing import TypedDict

import pytest
import yaml

from gouji.language.check import check
from gouji.language.files import grammar_folder
from gouji.language.parse import parse
from gouji.model.span import Source
from gouji.model.wording import Wording


class Mistake(TypedDict):
    """An entry of the file."""

    code: str
    sample: str
    zh: str
    en: str


def mistakes() -> list[Mistake]:
    """All entries."""
    entries: list[Mistake] = yaml.safe_load(
        (grammar_folder() / "mistakes.yaml").read_text(encoding="utf-8")
    )
    return entries


@pytest.mark.parametrize(
    "mistake",
    [pytest.param(m, id=f"{number}-{m['code']}") for number, m in enumerate(mistakes(), 1)],
)
def test_a_common_mistake_has_its_own_answer(mistake: Mistake) -> None:
    sample = mistake["sample"]
    start, end = sample.index("⟦"), sample.index("⟧") - 1
    file, problems = parse(Source("sample", sample.replace("⟦", "").replace("⟧", "")))
    if not problems:
        _, problems = check([file])
    assert [problem.code for problem in problems] == [mistake["code"]]
    assert problems[0].message == Wording(mistake["zh"], mistake["en"])
    place = problems[0].place
    assert place is not None
    assert (place.start, place.end) == (start, end)


def test_there_are_enough_of_them() -> None:
    assert len(mistakes()) >= 200
    assert len({mistake["code"] for mistake in mistakes()}) >= 90
