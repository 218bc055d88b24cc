"""Generated reports with known answers, as YAML and JSON."""

from pathlib import Path
from typing import Any

import pytest

from gouji.model.diagnostic import Severity
from gouji.model.number import Missing, MissingKind, Number, number_text, read_number
from gouji.model.report import Report
from gouji.model.span import Source
from gouji.readers import structured
from tests.corpus import CellCode, disclosure, gold_cells, needs_corpus
from tests.generated import made, truths

pytestmark = needs_corpus
_COUNT = 40
_OLD_T2 = {"reg": "1.1", "norm": "1.2", "lic": "5.1", "pun": "6.1", "coe": "6.2"}
"""The rows that the reports print of table 2 of 2019."""
_OLD_T2_COLUMNS = {
    "made": "1",
    "published": "2",
    "total": "3",
    "prev": "4",
    "delta": "5",
    "done": "6",
}
_ONE_ROW = "o"
"""The answers of the group of other results, where it is printed as one row."""
_T3_COLUMNS = ("1", "2.1", "2.2", "2.3", "2.4", "2.5", "3")


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


def _expected(truth: Any) -> dict[CellCode, object]:
    """The answers by code."""
    tables = {name: dict(truth["tables"].get(name, {})) for name in ("T2", "T3", "T4")}
    one_row = tables["T3"].pop(_ONE_ROW, None)
    cells = gold_cells(tables)
    if one_row:
        cells |= {("T3", "3.6", c): v for c, v in zip(_T3_COLUMNS, one_row, strict=True)}
    for key, row in _OLD_T2.items():
        answers = truth["tables"].get("T2_2019", {}).get(key, {})
        cells |= {("T2_2019", row, _OLD_T2_COLUMNS[name]): v for name, v in answers.items()}
    return cells


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
        expected = {code: _answer(value) for code, value in _expected(truth).items()}
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
