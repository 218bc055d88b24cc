"""Generated reports as text: with bars, padded bars, and one cell a paragraph."""

from pathlib import Path

import pytest

from gouji.model.number import Missing, MissingKind, Number, read_number
from gouji.model.report import Completeness
from tests.corpus import gold_cells, needs_corpus, read_text
from tests.generated import made, truths

pytestmark = needs_corpus
_COUNT = 60
_BROKEN = {"dash", "raw"}
"""What stands in the answers for a cell that the generator has broken."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("texts"), _COUNT, 7, "txt")


def test_nearly_every_cell_is_read_and_none_wrongly(folder: Path) -> None:
    right = unread = 0
    skins = set[str]()
    for truth in truths(folder):
        skins.add(truth["skin"])
        text = (folder / truth["file"]).read_text(encoding="utf-8")
        report = read_text(text, truth["file"])
        assert report.completeness is Completeness.COMPLETE
        assert (report.agency, report.year) == (truth["agency"], truth["year"])
        for code, answer in gold_cells(truth["tables"]).items():
            if answer in _BROKEN:
                continue
            cell = report.cell_at.get(code)
            number = cell.number if cell else Missing(MissingKind.UNREADABLE)
            wanted = read_number("" if answer is None else str(answer))
            if isinstance(number, Missing) and number.kind is MissingKind.UNREADABLE:
                unread += 1
            elif isinstance(wanted, Number):
                assert isinstance(number, Number), (truth["file"], code)
                assert number.value == wanted.value, (truth["file"], code)
                right += 1
            else:
                assert isinstance(number, Missing), (truth["file"], code)
                right += 1
    assert skins == {"pipe", "cellpara", "single"}
    assert right > _COUNT * 180
    assert unread <= (right + unread) * 0.005
