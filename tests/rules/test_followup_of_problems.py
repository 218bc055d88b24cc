"""Last year's problems in this year's report, on labelled pairs: what is told, and what in vain."""

import json
from pathlib import Path
from typing import Any

import pytest

from gouji.scan.packs import packs, ready
from tests.accuracy.followup import FILE, predict, scores

needs_labels = pytest.mark.skipif(not FILE.is_file(), reason=f"no labelled pairs at {FILE}")


@needs_labels
def test_labelled_problems_are_followed_up_and_few_are_accused_in_vain(tmp_path: Path) -> None:
    lines = FILE.read_text("utf-8").splitlines()
    items: list[dict[str, Any]] = list(map(json.loads, lines))
    loaded, _ = packs("disclosure")
    score = scores(items, predict(items, tmp_path, [ready(one) for one in loaded]), tmp_path)
    for year in ("previous", "current"):
        assert score[f"problem_detection_{year}"]["f1"] >= 0.92
    assert score["status_macro_f1"] >= 0.85
    assert score["review_rate"] <= 0.15
    assert score["false_unanswered_rate"] <= 0.03
    assert score["copied"]["p"] >= 0.98
