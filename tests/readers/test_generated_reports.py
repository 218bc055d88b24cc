"""Generated reports with known answers, as YAML and JSON."""

from pathlib import Path

import pytest

from gouji.model.diagnostic import Severity
from gouji.model.number import Missing, MissingKind, Number, number_text, read_number
from gouji.model.report import Report
from gouji.model.span import Source
from gouji.readers import structured
from tests.corpus import disclosure, gold_cells, needs_corpus
from tests.generated import made, truths

pytestmark = needs_corpus
_COUNT = 40
_LEFT_OUT = {("T2_2019", row) for row in ("5.2", "8", "9")}
"""What the generator answers but does not write into structured reports."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The reports, and truth.jsonl beside them."""
    return made(tmp_path_factory.mktemp("generated"), _COUNT, 11, "yaml,json")


def _report(folder: Path, name: str) -> Report:
    source = Source(name, (folder / name).read_text(encoding="utf-8"))
    written, problems = structured.read(source, json=name.endswith(".json"))
    assert written is not None, problems
    fit = structured.fit(written, disclosure().pack.forms)
    assert fit is not None
    assert fit.report is not None, fit.problems
    return fit.report


def _stated(number: Number | Missing) -> str | None:
    return number_text(number.value) if isinstance(number, Number) else None


def _answer(value: object) -> str | None:
    number = read_number("" if value is None else str(value))
    return number_text(number.value) if isinstance(number, Number) else None


def test_every_cell_is_what_the_answers_say(folder: Path) -> None:
    compared = 0
    for truth in truths(folder):
        report = _report(folder, truth["file"])
        found = {(k.table, k.row, k.column): _stated(c.number) for k, c in report.cells.items()}
        expected = {
            code: _answer(value)
            for code, value in gold_cells(truth["tables"]).items()
            if code[:2] not in _LEFT_OUT
        }
        assert found == expected, truth["file"]
        compared += len(expected)
    assert compared > _COUNT * 150


def test_a_table_of_the_older_edition_is_that_table_of_the_report(folder: Path) -> None:
    older = [truth for truth in truths(folder) if truth["form"] == "2019-T2"]
    assert older
    for truth in older:
        report = _report(folder, truth["file"])
        assert report.form == "disclosure_2021"
        assert "T2_2019" in report.tables
        assert "T2" not in report.tables


def test_every_report_is_read_completely(folder: Path) -> None:
    for truth in truths(folder):
        report = _report(folder, truth["file"])
        weighty = [d for d in report.diagnostics if d.severity is not Severity.NOTE]
        assert not weighty, (truth["file"], weighty)
        assert report.unplaced == ()
        unreadable = [
            key
            for key, cell in report.cells.items()
            if isinstance(cell.number, Missing) and cell.number.kind is MissingKind.UNREADABLE
        ]
        assert not unreadable


def test_names_days_and_sections_are_what_the_answers_say(folder: Path) -> None:
    for truth in truths(folder):
        report = _report(folder, truth["file"])
        assert (report.agency, report.year) == (truth["agency"], truth["year"])
        assert report.title == truth["title"]
        assert report.published is not None
        assert report.published.isoformat() == truth["published"]
        assert [passage.text for passage in report.signature] == truth["signature"]
        titles = [
            *(section.title for section in report.sections.values()),
            *(passage.text for passage in report.unlisted),
        ]
        assert sorted(titles) == sorted(truth["sections"])
