"""Real reports against their answers, read with the forms of the shipped pack."""

import re
from fractions import Fraction

import pytest

from gouji.model.fold import ordinal_prefix
from gouji.model.number import Missing, Number
from gouji.model.report import Completeness, Report
from gouji.model.span import Source
from gouji.readers import markdown, pdf
from gouji.readers.recognise import recognise
from tests.corpus import (
    CORPUS,
    CellCode,
    disclosure,
    gold,
    gold_cells,
    needs_corpus,
    read_text,
    text_of,
)


def answers_of(name: str) -> dict[CellCode, object]:
    return gold_cells(gold(name)["tables"])


def _report(name: str) -> Report:
    return read_text(text_of(name), name)


@needs_corpus
def test_every_cell_of_the_sample_is_read_as_it_was_answered_by_hand() -> None:
    report = _report("yejin-2024.txt")
    read_cells = {
        (key.table, key.row, key.column): cell.number.value
        for key, cell in report.cells.items()
        if isinstance(cell.number, Number)
    }
    answers = {key: Fraction(str(value)) for key, value in answers_of("yejin-2024").items()}
    assert len(answers) == 200
    assert read_cells == answers


@needs_corpus
def test_every_cell_of_the_sample_points_at_its_print() -> None:
    for cell in _report("yejin-2024.txt").cells.values():
        assert cell.provenance.locator.text == cell.provenance.quote
        assert isinstance(cell.number, Number)
        assert cell.number.raw == cell.provenance.quote


@needs_corpus
def test_the_sample_has_six_sections_a_year_and_no_agency() -> None:
    report = _report("yejin-2024.txt")
    assert report.form == "disclosure_2021"
    assert (report.agency, report.title, report.year) == (None, None, 2024)
    assert [(s.code, s.ordinal, s.position) for s in report.sections.values()] == [
        (str(n), n, n) for n in range(1, 7)
    ]
    assert [len(section.passages) for section in report.sections.values()] == [11, 1, 1, 1, 3, 6]
    assert len(report.intro) == 1
    assert report.completeness is Completeness.COMPLETE
    assert (report.unplaced, report.diagnostics) == ((), ())


@needs_corpus
def test_the_page_chrome_of_the_sample_is_gone() -> None:
    report = _report("yejin-2024.txt")
    printed = [p.text for section in report.sections.values() for p in section.passages]
    assert not any("扫一扫" in text for text in printed)


def _markdown(name: str) -> Report:
    document = markdown.read(Source(f"{name}.md", text_of(f"{name}.md")))
    report = recognise(document, disclosure().pack.forms)
    assert report is not None
    return report


@needs_corpus
@pytest.mark.parametrize(
    ("name", "unread"),
    [
        ("shuyang-county-2025", {}),
        (
            "shanghai-office-2025",
            {
                ("T2", "1.1"): "the line has 2 cells, and the form has 3 columns",
                ("T2", "1.2"): "the line has 2 cells, and the form has 3 columns",
                ("T3", "3.5.5"): "figures without a whole label",
                ("T3", "3.6.1"): "figures without a whole label",
                ("T3", "3.6.2"): "figures without a whole label",
            },
        ),
    ],
)
def test_every_cell_of_recognised_pages_is_right_or_said_to_be_lost(
    name: str, unread: dict[tuple[str, str], str]
) -> None:
    report = _markdown(name)
    answers = answers_of(name)
    assert {(key.table, key.row, key.column) for key in report.cells} == set(answers)
    lost = set[tuple[str, str]]()
    for key, cell in report.cells.items():
        if isinstance(cell.number, Number):
            assert cell.number.value == Fraction(str(answers[key.table, key.row, key.column]))
        else:
            lost.add((key.table, key.row))
    assert lost == set(unread)
    whys = [d.message.en for d in report.diagnostics if d.code.startswith("unreadable-")]
    for why in unread.values():
        assert any(why in told for told in whys)


@needs_corpus
@pytest.mark.parametrize("name", ["shanghai-office-2025", "shuyang-county-2025"])
def test_sections_agency_and_year_of_recognised_pages(name: str) -> None:
    report, answers = _markdown(name), gold(name)
    assert (report.agency, report.year) == (answers["agency"], answers["year"])
    assert [(s.code, ordinal_prefix(s.title)[1]) for s in report.sections.values()] == [
        (str(s["ordinal"]), s["title"]) for s in answers["sections"]
    ]


_EXTRACTED = [
    f"{report}.{order}"
    for report in ("hongze-2023", "hongze-2024", "huaian-2024")
    for order in ("layout", "raw")
]


@needs_corpus
@pytest.mark.parametrize("name", _EXTRACTED)
def test_every_cell_of_text_taken_out_of_a_pdf_is_read(name: str) -> None:
    report = _report(f"{name}.txt")
    read_cells = {
        (key.table, key.row, key.column): cell.number.value
        for key, cell in report.cells.items()
        if isinstance(cell.number, Number)
    }
    answers = answers_of(name.replace(".", "-"))
    assert len(answers) in {186, 200}
    assert read_cells == {key: Fraction(str(value)) for key, value in answers.items()}
    assert len(report.cells) == len(answers)
    assert report.unplaced == ()
    assert {problem.code for problem in report.diagnostics} <= {"near-row"}


@needs_corpus
@pytest.mark.parametrize("name", [*_EXTRACTED, "hongze-2023.plain"])
def test_sections_agency_and_year_of_text_taken_out_of_a_pdf(name: str) -> None:
    report = _report(f"{name}.txt")
    answers = gold(name.replace(".", "-"))
    assert (report.agency, report.year) == (answers["agency"], answers["year"])
    assert [(s.code, s.ordinal, s.title.partition("、")[2]) for s in report.sections.values()] == [
        (str(s["ordinal"]), s["ordinal"], s["title"]) for s in answers["sections"]
    ]
    assert [len(report.sections[code].passages) for code in "234"] == [0, 0, 0]


@needs_corpus
@pytest.mark.parametrize("name", ["hongze-2023", "hongze-2024", "huaian-2024"])
def test_every_cell_of_a_pdf_is_read_and_nothing_else(name: str) -> None:
    raw = (CORPUS / f"{name}.pdf").read_bytes()
    report = recognise(pdf.read(f"{name}.pdf", raw), disclosure().pack.forms)
    assert report is not None
    read_cells = {
        (key.table, key.row, key.column): cell.number.value
        for key, cell in report.cells.items()
        if isinstance(cell.number, Number)
    }
    answers = gold(name)
    cells = gold_cells(answers["tables"])
    assert len(cells) in {186, 200}
    assert read_cells == {key: Fraction(str(value)) for key, value in cells.items()}
    assert len(report.cells) == len(cells)
    assert report.unplaced == ()
    assert {problem.code for problem in report.diagnostics} <= {"near-row"}
    assert report.completeness is Completeness.COMPLETE
    assert (report.agency, report.year) == (answers["agency"], answers["year"])
    assert [(s.code, s.ordinal, s.title.partition("、")[2]) for s in report.sections.values()] == [
        (str(s["ordinal"]), s["ordinal"], s["title"]) for s in answers["sections"]
    ]


@needs_corpus
@pytest.mark.parametrize("name", ["hongze-2023", "hongze-2024", "huaian-2024"])
def test_a_pdf_has_the_prose_of_the_text_taken_out_of_it(name: str) -> None:
    def prose(report: Report) -> list[str]:
        passages = [p for section in report.sections.values() for p in section.passages]
        return [re.sub(r"\s", "", p.text) for p in (*report.intro, *passages)]

    raw = (CORPUS / f"{name}.pdf").read_bytes()
    printed = recognise(pdf.read(f"{name}.pdf", raw), disclosure().pack.forms)
    assert printed is not None
    assert prose(printed) == prose(_report(f"{name}.layout.txt"))


@needs_corpus
@pytest.mark.parametrize("name", _EXTRACTED)
def test_every_place_in_text_taken_out_of_a_pdf_is_that_of_its_words(name: str) -> None:
    report = _report(f"{name}.txt")
    for cell in report.cells.values():
        assert cell.provenance.locator.text == cell.provenance.quote == cell.number.raw
    passages = [p for section in report.sections.values() for p in section.passages]
    for passage in (*report.intro, *passages):
        assert passage.provenance.locator.text == passage.text
        assert re.search("[。；：]$", passage.text)


@needs_corpus
@pytest.mark.parametrize("name", ["hongze-2023", "hongze-2024", "huaian-2024"])
def test_both_orders_of_a_pdf_give_the_same_prose(name: str) -> None:
    def prose(order: str) -> str:
        report = _report(f"{name}.{order}.txt")
        passages = [p for section in report.sections.values() for p in section.passages]
        return "".join(re.sub(r"\s", "", p.text) for p in (*report.intro, *passages))

    assert prose("layout") == prose("raw")


@needs_corpus
def test_rows_are_kept_as_they_are_printed() -> None:
    rows = _report("hongze-2023.layout.txt").rows
    assert len(rows) == 30
    assert {row.cells for (table, _), row in rows.items() if table == "T3"} == {7}
    assert rows["T3", "3.3.2"].label != rows["T3", "3.3.3"].label
    assert rows["T3", "3.3.2"].label.startswith("2.")
    assert ("T3", "3.6") in rows
    assert ("T3", "3.6.1") not in rows
    assert rows["T4", "1"].label == ""


@needs_corpus
def test_cells_that_are_printed_by_column_are_unreadable_and_said_so() -> None:
    report = _report("hongze-2023.plain.txt")
    kinds = {
        cell.number.kind.value for cell in report.cells.values() if isinstance(cell.number, Missing)
    }
    assert (len(report.cells), kinds) == (200, {"unreadable"})
    assert [problem.code for problem in report.diagnostics] == ["rows-lost"] * 3
    assert len(report.unplaced) == 3


@needs_corpus
@pytest.mark.parametrize(
    ("name", "agency", "year"),
    [
        ("hongze-2023.raw.txt", "洪泽区人民政府", 2023),
        ("hongze-2024.layout.txt", "淮安市洪泽区人民政府", 2024),
        ("huaian-2024.raw.txt", "淮安市人民政府", 2024),
    ],
)
def test_a_title_over_two_lines_names_agency_and_year(name: str, agency: str, year: int) -> None:
    report = _report(name)
    assert (report.agency, report.year) == (agency, year)
    assert list(report.sections) == ["1", "2", "3", "4", "5", "6"]
