"""Prose against tables on sentences of our own: wordings/*.yaml says which numbers each states."""

import pytest

from tests.accuracy.wordings import FOLDER, Wording, tried, wordings

ALL = wordings(sorted(FOLDER.glob("*.yaml")))


@pytest.mark.parametrize("wording", ALL, ids=lambda one: one.place)
def test_a_sentence_is_understood_and_judged_by_each_of_its_numbers(wording: Wording) -> None:
    trial = tried(wording)
    assert not trial.answer.extra
    assert not trial.misjudged, trial.answer.said
    unfound = {concept for concept, _ in trial.answer.missing} | set(trial.unnoticed)
    assert unfound == wording.missed


def test_there_are_sentences_of_every_kind() -> None:
    assert len(ALL) >= 200
    assert {one.verdict for one in ALL} == {
        "consistent",
        "explained",
        "inconsistent",
        "not_comparable",
    }
