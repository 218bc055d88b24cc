"""The sample report as a PDF says what its twin in plain text says."""

from gouji.model.fold import squeeze
from gouji.model.number import Number
from gouji.model.report import Completeness, Report
from gouji.readers import pdf
from gouji.readers.recognise import recognise
from tests.corpus import ROOT, disclosure, read_text

_NAME = "wangchuan-water-2024"
_PDF = ROOT / "reports" / "print" / f"{_NAME}.pdf"


def _printed() -> Report:
    found = recognise(pdf.read(_PDF.name, _PDF.read_bytes()), disclosure().pack.forms)
    assert found is not None
    return found


def _twin() -> Report:
    return read_text((ROOT / "reports" / "disclosure" / f"{_NAME}.txt").read_text(encoding="utf-8"))


def _values(report: Report) -> dict[object, object]:
    cells = report.cells.items()
    return {key: c.number.value if isinstance(c.number, Number) else c.number for key, c in cells}


def test_the_pdf_has_the_cells_of_its_twin() -> None:
    printed = _printed()
    assert _values(printed) == _values(_twin())
    assert len(printed.cells) == 200
    assert printed.completeness is Completeness.COMPLETE
    assert (printed.unplaced, printed.diagnostics) == ((), ())


def test_the_pdf_has_the_prose_of_its_twin_and_no_page_number() -> None:
    printed, twin = _printed(), _twin()
    assert (printed.agency, printed.year, printed.title) == (twin.agency, twin.year, twin.title)
    assert printed.published == twin.published
    assert list(printed.sections) == list(twin.sections)
    for code, section in twin.sections.items():
        lines = [squeeze(passage.text) for passage in printed.sections[code].passages]
        assert lines == [squeeze(passage.text) for passage in section.passages]
    assert [squeeze(p.text) for p in printed.intro] == [squeeze(p.text) for p in twin.intro]


def test_every_cell_of_the_pdf_is_found_again_by_page_and_box() -> None:
    cells = _printed().cells.values()
    places = {cell.provenance.locator.locator for cell in cells}
    assert len(places) == len(cells)
    assert {place.page for place in places} == {2, 3}
    assert all(place.box for place in places)
    assert all(cell.provenance.locator.text == cell.provenance.quote for cell in cells)
