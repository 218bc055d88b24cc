"""A real page and generated ones against their answers."""

from fractions import Fraction
from pathlib import Path

import pytest

from gouji.model.number import Missing, MissingKind, Number
from gouji.model.report import Completeness, Report
from gouji.readers.html import read
from gouji.readers.recognise import recognise
from tests.corpus import CORPUS, disclosure, gold, needs_corpus
from tests.corpus import gold_cells as cells_of
from tests.generated import made, truths

pytestmark = needs_corpus
_OLD_T2 = {
    "reg": ("1.1", {"made": "1", "published": "2", "total": "3"}),
    "norm": ("1.2", {"made": "1", "published": "2", "total": "3"}),
    "lic": ("5.1", {"prev": "4", "delta": "5", "done": "6"}),
    "svc": ("5.2", {"prev": "4", "delta": "5", "done": "6"}),
    "pun": ("6.1", {"prev": "4", "delta": "5", "done": "6"}),
    "coe": ("6.2", {"prev": "4", "delta": "5", "done": "6"}),
    "fee": ("8", {"prev": "4", "delta": "5"}),
}
_ONE_ROW = ("1", "2.1", "2.2", "2.3", "2.4", "2.5", "3")


def _report(path: Path) -> Report:
    found = recognise(read(path.name, path.read_bytes()), disclosure().pack.forms)
    assert found is not None
    return found


def _values(report: Report, *tables: str) -> dict[tuple[str, str, str], object]:
    """Code → value; None where the cell is blank, the text where it is unreadable."""
    return {
        (k.table, k.row, k.column): c.number.value
        if isinstance(c.number, Number)
        else None
        if c.number.kind is MissingKind.BLANK
        else c.number.kind.value
        for k, c in report.cells.items()
        if k.table in tables
    }


def test_every_cell_of_the_page_of_2019_is_read_as_it_was_answered_by_hand() -> None:
    report = _report(CORPUS / "shanghai-office-2019.html")
    answers = gold("shanghai-office-2019")
    tables = dict(answers["tables"])
    old = tables.pop("T2_2019")
    one_row = tables["T3"].pop("o")
    expected = cells_of({"T2": {}, **tables})
    expected |= {("T3", "3.6", c): v for c, v in zip(_ONE_ROW, one_row, strict=True)}
    assert _values(report, "T3", "T4") == expected
    expected = {
        ("T2_2019", row, column): old[name][key]
        for name, (row, columns) in _OLD_T2.items()
        for key, column in columns.items()
    }
    found = _values(report, "T2_2019")
    amount = found.pop(("T2_2019", "9", "8"))
    assert found.pop(("T2_2019", "9", "7")) == old["proc"]["count"]
    assert amount == Fraction(old["proc"]["amount"]) / 10_000  # 251000元 in a column of 万元
    assert found == expected


def test_the_page_of_2019_names_itself_and_its_sections() -> None:
    report = _report(CORPUS / "shanghai-office-2019.html")
    answers = gold("shanghai-office-2019")
    assert (report.agency, report.year) == (answers["agency"], answers["year"])
    assert report.completeness is Completeness.COMPLETE
    titles = [(s.ordinal, s.title.partition("、")[2]) for s in report.sections.values()]
    assert titles == [(s["ordinal"], s["title"]) for s in answers["sections"]]
    assert report.published is not None
    assert report.unplaced == ()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pages of every skin of the generator."""
    return made(tmp_path_factory.mktemp("pages"), 40, 23, "html")


def test_generated_pages_are_named_signed_and_divided_as_the_answers_say(folder: Path) -> None:
    for truth in truths(folder):
        report = _report(folder / truth["file"])
        assert (report.agency, report.year) == (truth["agency"], truth["year"])
        assert report.title == truth["title"]
        assert report.published is not None
        assert report.published.isoformat() == truth["published"]
        assert [passage.text for passage in report.signature] == truth["signature"]
        assert report.completeness is Completeness.COMPLETE
        titles = [
            *(section.title for section in report.sections.values()),
            *(passage.text for passage in report.unlisted),
        ]
        assert sorted(titles) == sorted(truth["sections"])
        assert len(report.intro) == 1


def test_no_cell_of_a_generated_page_with_tables_is_unreadable(folder: Path) -> None:
    read_pages = 0
    for truth in truths(folder):
        if truth["skin"] == "cellpara":
            continue
        report = _report(folder / truth["file"])
        unread = [
            key
            for key, cell in report.cells.items()
            if isinstance(cell.number, Missing) and cell.number.kind is MissingKind.UNREADABLE
        ]
        written = set(truth["raw_cells"])
        assert len(unread) <= len(written), (truth["file"], unread)
        read_pages += 1
    assert read_pages > 25
