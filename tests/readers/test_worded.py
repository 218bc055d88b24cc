"""Rows with words in the place of their values, on a made-up form of a library."""

import pytest

from gouji.model.diagnostic import Severity
from gouji.model.form import Entry, Form, Outline, Table
from gouji.model.report import Report
from gouji.model.span import Source
from gouji.readers.enough import MOST_TOLD, enough
from gouji.readers.recognise import recognise
from gouji.readers.text import read
from tests.grids import document
from tests.reports import codes, row

_ROWS = (
    Entry("1", "新购册数"),
    Entry("2", "借出册数", group=True),
    Entry("2.1", "成人读物"),
    Entry("3", "合计"),
)
_COLUMNS = (Entry("1", "总馆"), Entry("2", "东馆"), Entry("3", "西馆"), Entry("4", "合计"))
_OUTLINE = Outline("O", "年报结构", ordered=True, entries=(Entry("1", "基本情况"),))
_LOANS = Table("L", "借阅情况", "借阅表", "册", _ROWS, _COLUMNS, {})
_FORM = Form("library", "图书馆年报", (), (_OUTLINE,), (_LOANS,))
_HEADER = "项目 | 总馆 | 东馆 | 西馆 | 合计 |\n"


def _report(text: str) -> Report:
    report = recognise(read(Source("report.txt", text)), [_FORM])
    assert report is not None
    return report


_FIRST = "新购册数 | 1 | 2 | 3 | 6 |\n"


@pytest.mark.parametrize(
    "words", [["见附件"] * 4, ["?"] * 4, ["1、", "2、", "3、", "6、"], ["O"] * 4]
)
def test_a_row_with_words_for_all_its_values_is_that_row_and_unreadable(words: list[str]) -> None:
    for text in (
        f"{_HEADER}{_FIRST}成人读物 | {' | '.join(words)} |\n合计 | 4 | 5 | 6 | 15 |",
        f"{_HEADER}{_FIRST}成人读物 | {' | '.join(words)} |",
    ):
        report = _report(text)
        assert row(report, "L", "2.1") == ["unreadable"] * 4
        assert row(report, "L", "1") == ["1", "2", "3", "6"]
        assert set(codes(report)) == {"unreadable-cell"}


@pytest.mark.parametrize("line", ["成人读物 | 见附件 | 略 |", "合计 | 见附件 | 略 | 略 | 略 |"])
def test_a_named_row_with_words_that_are_not_its_cells_leaves_its_table_in_doubt(line: str) -> None:
    report = _report(f"{_HEADER}{_FIRST}{line}")
    assert {key.row for key in report.cells} == {"1"}
    assert report.doubtful == {"L"}
    assert codes(report) == ["unplaced-line"]
    assert report.diagnostics[0].severity is Severity.WARNING


def test_a_header_that_begins_like_a_row_is_no_row_in_words() -> None:
    report = _report(f"合计 | 总馆 | 东馆 | 西馆 | 合计 |\n{_FIRST}")
    assert (report.doubtful, report.unplaced) == (frozenset(), ())


# ---- a header without any of the form's columns


def _below(*headers: list[str]) -> Report:
    rows = [["新购册数", "1", "2", "3", "6"], ["合计", "4", "5", "6", "15"]]
    report = recognise(document("图书馆年报", [*headers, *rows]), [_FORM])
    assert report is not None
    return report


def test_a_header_with_another_label_for_each_column_refuses_them_all() -> None:
    report = _below(["项目", "上年", "本年", "增减", "增减率"])
    assert row(report, "L", "1") == row(report, "L", "3") == ["unreadable"] * 4
    assert codes(report).count("unknown-column") == 4


@pytest.mark.parametrize(
    "headers",
    [[], [["", "", "", "", ""]], [["项目", "上年", "", "", ""]]],
    ids=["absent", "blank", "one label"],
)
def test_an_absent_or_blank_header_says_nothing(headers: list[list[str]]) -> None:
    report = _below(*headers)
    assert row(report, "L", "1") == ["1", "2", "3", "6"]
    assert codes(report) == []


def test_words_between_rows_are_no_header_where_another_names_the_columns() -> None:
    header = ["项目", "总馆", "东馆", "西馆", "合计"]
    rows = [["新购册数", "1", "2", "3", "6"], ["甲", "乙", "丙", "丁", "戊"]]
    end = ["合计", "4", "5", "6", "15"]
    report = recognise(document("图书馆年报", [header, *rows, end]), [_FORM])
    assert report is not None
    assert row(report, "L", "3") == ["4", "5", "6", "15"]


def test_very_many_lines_without_a_row_are_told_by_their_number() -> None:
    lines = "".join(f"无此行{n} | 1 | 2 | 3 | 6 |\n" for n in range(1_000))
    report = _report(f"{_HEADER}{_FIRST}{lines}")
    told = enough(report.diagnostics)
    assert [one.code for one in told] == [*["unplaced-line"] * MOST_TOLD, "more-of-the-same"]
    assert str(1_000 - MOST_TOLD) in told[-1].message.en
    assert "无此行200" in told[-1].message.zh
    assert told[-1].severity is Severity.WARNING
    assert len(report.unplaced) == 1_000
