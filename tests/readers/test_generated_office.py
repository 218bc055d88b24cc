"""Generated reports with known answers, as Word documents and workbooks."""

import pytest

from tests.accuracy import read
from tests.corpus import needs_corpus
from tests.generated import made, truths

pytestmark = needs_corpus
_COUNT = 12


@pytest.mark.parametrize("format_", ["docx", "xlsx"])
def test_every_cell_agency_year_and_section_is_what_the_answers_say(
    format_: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = made(tmp_path_factory.mktemp("office"), _COUNT, 11, format_)
    total = read.Score()
    for truth in truths(folder):
        total.add(read._score((folder / truth["file"], truth)))
    assert total.documents == _COUNT
    assert total.cells["equal"] > _COUNT * 150
    assert total.told == []
