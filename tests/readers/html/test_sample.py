"""The sample page says what its twin in plain text says."""

from pathlib import Path

from gouji.model.fold import squeeze
from gouji.model.number import Number
from gouji.model.report import Completeness, Report
from gouji.model.span import Source
from gouji.readers import html, text
from gouji.readers.recognise import recognise
from tests.corpus import ROOT, disclosure

NAME = "wangchuan-water-2024"
PAGE = ROOT / "reports" / "pages" / f"{NAME}.html"
TEXT = ROOT / "reports" / "disclosure" / f"{NAME}.txt"


def _page(path: Path = PAGE) -> Report:
    found = recognise(html.read(path.name, path.read_bytes()), disclosure().pack.forms)
    assert found is not None
    return found


def _text() -> Report:
    source = Source(TEXT.name, TEXT.read_text(encoding="utf-8"))
    found = recognise(text.read(source), disclosure().pack.forms)
    assert found is not None
    return found


def _values(report: Report) -> dict[object, object]:
    cells = report.cells.items()
    return {key: c.number.value if isinstance(c.number, Number) else c.number for key, c in cells}


def test_the_page_has_the_cells_of_its_twin() -> None:
    page = _page()
    assert _values(page) == _values(_text())
    assert len(page.cells) == 200
    assert page.completeness is Completeness.COMPLETE
    assert (page.unplaced, page.diagnostics) == ((), ())


def test_the_page_has_the_prose_of_its_twin_and_nothing_of_the_site() -> None:
    page, twin = _page(), _text()
    for one, other in ((page.agency, twin.agency), (page.year, twin.year)):
        assert one == other
    assert (page.title, page.published) == (twin.title, twin.published)
    for code, section in twin.sections.items():
        printed = [squeeze(passage.text) for passage in page.sections[code].passages]
        assert printed == [squeeze(passage.text) for passage in section.passages]
    assert [squeeze(p.text) for p in page.intro] == [squeeze(p.text) for p in twin.intro]


def test_every_cell_of_the_page_is_found_again_by_its_place() -> None:
    page = _page()
    for cell in page.cells.values():
        at = cell.provenance.locator.locator
        assert (at.table or 0) > 0
        assert (at.row or 0) > 0
        assert (at.column or 0) > 0
        assert cell.provenance.locator.text == cell.provenance.quote
    places = [cell.provenance.locator.locator for cell in page.cells.values()]
    assert len(set(places)) == len(places)
