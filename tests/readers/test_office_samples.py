"""The sample document and workbook say what their twins in plain text say."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from gouji.model.fold import squeeze
from gouji.model.number import Number
from gouji.model.report import Completeness, Report
from gouji.model.span import Source
from gouji.readers import docx, text, xlsx
from gouji.readers.recognise import recognise
from tests.corpus import CORPUS, ROOT, disclosure, gold, gold_cells, needs_corpus

REPORTS = ROOT / "reports"
SAMPLES = ["wangchuan-water-2024.docx", "liutang-2023.xlsx"]


def _office(path: Path) -> Report:
    read = docx.read if path.suffix == ".docx" else xlsx.read
    found = recognise(read(path.name, path.read_bytes()), disclosure().pack.forms)
    assert found is not None
    return found


def _twin(name: str) -> Report:
    path = (REPORTS / "disclosure" / name).with_suffix(".txt")
    source = Source(path.name, path.read_text(encoding="utf-8"))
    found = recognise(text.read(source), disclosure().pack.forms)
    assert found is not None
    return found


def _values(report: Report) -> Mapping[object, object]:
    cells = report.cells.items()
    return {key: c.number.value if isinstance(c.number, Number) else c.number for key, c in cells}


@pytest.mark.parametrize("name", SAMPLES)
def test_it_has_the_cells_of_its_twin(name: str) -> None:
    office = _office(REPORTS / "office" / name)
    assert _values(office) == _values(_twin(name))
    assert len(office.cells) == 200
    assert office.completeness is Completeness.COMPLETE
    assert office.unplaced == ()
    assert [d.code for d in office.diagnostics] == ["near-column"], "the headers of T4 are cut"


@pytest.mark.parametrize("name", SAMPLES)
def test_it_has_the_names_and_the_prose_of_its_twin(name: str) -> None:
    office, twin = _office(REPORTS / "office" / name), _twin(name)
    assert (office.agency, office.year, office.title) == (twin.agency, twin.year, twin.title)
    assert office.published == twin.published
    assert [p.text for p in office.signature] == [p.text for p in twin.signature]
    for code, section in twin.sections.items():
        printed = [squeeze(passage.text) for passage in office.sections[code].passages]
        assert printed == [squeeze(passage.text) for passage in section.passages]


@pytest.mark.parametrize("name", SAMPLES)
def test_every_cell_is_found_again_by_its_place(name: str) -> None:
    office = _office(REPORTS / "office" / name)
    places = [cell.provenance.locator.locator for cell in office.cells.values()]
    assert len(set(places)) == len(places)
    for cell in office.cells.values():
        assert cell.provenance.locator.text == cell.provenance.quote


@needs_corpus
def test_the_blank_form_has_every_cell_and_all_of_them_blank() -> None:
    found = _office(CORPUS / "blank-2021.docx")
    cells = {(key.table, key.row, key.column): cell.number for key, cell in found.cells.items()}
    expected = gold_cells(gold("blank-2021")["tables"])
    assert set(cells) == set(expected)
    assert {getattr(number, "kind", number) for number in cells.values()} == {"blank"}
    assert (found.agency, found.year) == (None, None)
    assert len(found.sections) == 6
