"""Digits that a text runs together behind the label of their row."""

import pytest

from gouji.model.form import Entry, Form, Table
from gouji.model.number import Number, number_text
from gouji.model.report import Report
from gouji.model.span import Source
from gouji.readers.recognise import recognise
from gouji.readers.text import read

_SEATS = Table(
    "S",
    "席位",
    None,
    "个",
    (Entry("1", "阅览席"), Entry("2", "自修席"), Entry("3", "讲座")),
    (Entry("1", "年初"), Entry("2", "年末"), Entry("3", "增减"), Entry("4", "场次")),
    {"1": frozenset("123"), "2": frozenset("123"), "3": frozenset("4")},
)
_FORM = Form("reading-room", "阅览室", (), (), (_SEATS,))


def _report(text: str) -> Report:
    report = recognise(read(Source("t.txt", text)), [_FORM])
    assert report is not None
    return report


def _row(report: Report, row: str) -> list[str]:
    return [
        number_text(cell.number.value) if isinstance(cell.number, Number) else cell.number.kind
        for key, cell in report.cells.items()
        if key.row == row
    ]


@pytest.mark.parametrize("line", ["阅览席000", "阅览席０００", "| 阅览席000 |"])
def test_noughts_are_as_many_figures(line: str) -> None:
    report = _report(f"{line}\n自修席 1 2 3\n")
    assert _row(report, "1") == ["0", "0", "0"]


def test_the_figures_of_noughts_point_at_their_own_digit() -> None:
    report = _report("阅览席001\n自修席 1 2 3\n")
    assert _row(report, "1") == ["0", "0", "1"]
    quotes = [cell.provenance.locator.text for key, cell in report.cells.items() if key.row == "1"]
    assert quotes == ["0", "0", "1"]


@pytest.mark.parametrize("digits", ["120", "00", "0000", "12", "1200", "100", "010"])
def test_digits_that_may_be_divided_otherwise_are_unreadable_and_said_so(digits: str) -> None:
    report = _report(f"阅览席{digits}\n自修席 1 2 3\n")
    assert _row(report, "1") == ["unreadable"] * 3
    whys = [d.message for d in report.diagnostics]
    assert len(whys) == 3
    assert all("digits run together" in why.en and "连在一起" in why.zh for why in whys)


def test_the_figure_of_a_row_with_one_column_is_all_its_digits() -> None:
    assert _row(_report("讲座120\n自修席 1 2 3\n"), "3") == ["120"]
    assert _row(_report("| 讲座1 | |\n| 自修席 | 1 | 2 | 3 |\n"), "3") != ["1"]
