"""The sample reports that come with the program."""

from gouji.model.report import Report
from gouji.model.span import Source
from gouji.readers import structured
from tests.corpus import ROOT, disclosure, read_text

_REPORTS = ROOT / "reports"


def _structured(name: str) -> Report:
    text = (_REPORTS / "structured" / name).read_text(encoding="utf-8")
    written, found = structured.read(Source(name, text))
    assert written is not None, found
    fit = structured.fit(written, disclosure().pack.forms)
    assert fit is not None
    assert fit.report is not None, fit.problems
    return fit.report


def test_the_structured_sample_says_the_same_as_its_twin_in_plain_text() -> None:
    text = (_REPORTS / "disclosure" / "liutang-2024.txt").read_text(encoding="utf-8")
    plain, other = read_text(text), _structured("liutang-2024.yaml")
    assert (other.agency, other.year, other.form) == (plain.agency, plain.year, plain.form)
    assert (other.title, other.published) == (plain.title, plain.published)
    assert other.tables == plain.tables
    numbers, others = (
        {key: cell.number for key, cell in one.cells.items()} for one in (plain, other)
    )
    assert others == numbers
    assert len(numbers) == 200
    sections, others_sections = (
        {
            code: (section.title, section.position, [line.text for line in section.passages])
            for code, section in one.sections.items()
        }
        for one in (plain, other)
    )
    assert others_sections == sections
    assert [line.text for line in other.intro] == [line.text for line in plain.intro]
