"""Prose against tables on labelled sentences: what is understood, found, and accused in vain."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.accuracy.statements import FILE, predict, scores

needs_labels = pytest.mark.skipif(not FILE.is_file(), reason=f"no labelled sentences at {FILE}")


@needs_labels
def test_labelled_sentences_are_understood_and_none_is_accused_in_vain(tmp_path: Path) -> None:
    lines = FILE.read_text("utf-8").splitlines()
    items: list[dict[str, Any]] = list(map(json.loads, lines))
    score = scores(items, predict(items, tmp_path), tmp_path)
    assert score["slots"]["p"] >= 0.98
    assert score["slots"]["r"] >= 0.92
    assert score["false_accusation_rate"] <= 0.01
    assert score["error_detection"]["r"] >= 0.92
