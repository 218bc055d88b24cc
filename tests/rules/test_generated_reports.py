"""The shipped pack on generated reports, two years running: every planted defect, no false accusation."""

from pathlib import Path

from tests.corpus import needs_corpus
from tests.generated import made, outcomes


@needs_corpus
def test_every_planted_defect_that_the_pack_serves_is_found_and_nothing_else(
    tmp_path: Path,
) -> None:
    came = outcomes(made(tmp_path, 300, 41))
    assert came.planted >= 160
    assert list(came.missed) == []
    assert list(came.accused) == []
