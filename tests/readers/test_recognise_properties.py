"""What holds of every document, on a made-up form of a library."""

from hypothesis import given
from hypothesis import strategies as st

from gouji.model.form import Entry, Form, Outline, Table
from gouji.model.number import MissingKind, Number
from gouji.model.report import CellKey, Report
from gouji.model.span import Source
from gouji.readers.recognise import recognise
from gouji.readers.text import read
from tests.growth import grows_in_step
from tests.reports import codes
from tests.templates import templates

_GROUP = "2"
_ROWS = {"1": "新购册数", "2": "剔除册数", "2.1": "其他", "3": "其他", "4": "合计"}
_COLUMNS = {"1": "总馆", "2": "分馆", "2.1": "东馆", "2.2": "其他", "3": "合计"}


def _entries(labels: dict[str, str]) -> tuple[Entry, ...]:
    return tuple(Entry(code, label, group=code == _GROUP) for code, label in labels.items())


_FORM = Form(
    "library",
    "图书馆年报",
    templates("{agency:…}{year}年图书馆年报"),
    (Outline("O", "结构", ordered=True, entries=(Entry("1", "基本情况"),)),),
    (Table("L", "借阅情况", None, "册", _entries(_ROWS), _entries(_COLUMNS), {}),),
)


def _recognise(text: str) -> Report | None:
    return recognise(read(Source("report.txt", text)), [_FORM])


def _report(text: str) -> Report:
    report = _recognise(text)
    assert report is not None
    return report


_CELLS = st.lists(
    st.one_of(st.integers(0, 9999).map(str), st.sampled_from(["", "/", "3件", "约5", "1,234"])),
    min_size=4,
    max_size=4,
)


@given(_CELLS, st.integers(0, 2), st.integers(0, 2))
def test_a_value_is_read_in_its_column_or_not_at_all(
    cells: list[str], before: int, after: int
) -> None:
    """Merged cells pad the rows of a table alike; then a blank at the edge misleads nobody."""
    full, values = (
        " | ".join([*[""] * before, *row, *[""] * after]) for row in (["1", "2", "3", "4"], cells)
    )
    report = _report(f"合计 | {full} |\n一、新购册数 | {values} |")
    for column, printed in zip(("1", "2.1", "2.2", "3"), cells, strict=True):
        number = report.cells[CellKey("L", "1", column)].number
        assert number.raw == printed


@given(
    st.text(st.sampled_from("一二、新购册数其他合计总馆东剔除 |1230\n-/约件基本情况"), max_size=120)
)
def test_no_text_breaks_the_recogniser_and_every_quote_is_in_its_place(text: str) -> None:
    report = _recognise(text)
    if report is None:
        return
    for cell in report.cells.values():
        if isinstance(cell.number, Number):
            assert cell.provenance.locator.text.strip() == cell.provenance.quote
        elif cell.number.kind is MissingKind.UNREADABLE:
            assert {"unreadable-cell", "unreadable-row"} & {*codes(report)}


def test_the_time_grows_with_the_length_only() -> None:
    line = "新购册数 | 1 | 2 | 3 | 6 |\n" + "甲" * 400 + "2024年\n"
    assert grows_in_step(_report, line * 50, line * 400, 8)
