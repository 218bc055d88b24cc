"""Tables whose rows only the document knows, on made-up forms of a town."""

from dataclasses import replace

import pytest

from gouji.model.form import Entry, Form, OpenRows, Outline, Table
from gouji.model.report import Report
from gouji.model.span import Source
from gouji.readers.recognise import recognise
from gouji.readers.text import read
from tests.reports import codes, shown

_OPEN = OpenRows("部门", "部门")
_BUDGET = Table(
    "B",
    "部门预算表",
    None,
    "万元",
    (Entry("9", "合计"),),
    (Entry("1", "年初预算"), Entry("2", "年末决算", unit="元")),
    {},
    open_rows=_OPEN,
)
_STAFF = Table(
    "S",
    "人员情况表",
    None,
    "人",
    (Entry("1", "在编"), Entry("2", "合计")),
    (Entry("1", "年初人数"), Entry("2", "年末人数")),
    {},
)
_OUTLINE = Outline("O", "结构", ordered=True, entries=(Entry("1", "概况"), Entry("2", "收支")))
_FORM = Form("town", "镇年报", (), (_OUTLINE,), (_STAFF, _BUDGET))
_HEADER = "序号 | 部门 | 年初预算 | 年末决算 |\n"


def _report(text: str, form: Form = _FORM) -> Report:
    report = recognise(read(Source("t.txt", text)), [form])
    assert report is not None
    return report


def _rows(report: Report, table: str = "B") -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for key, cell in report.cells.items():
        if key.table == table:
            found.setdefault(key.row, []).append(shown(cell.number))
    return found


def test_every_line_below_the_header_is_a_row_by_its_key() -> None:
    report = _report(
        _HEADER + "1 | 文化站 | 12.5 | 3万元 |\n2 | 水务站 | 7 | / |\n | 合计 | 19.5 | 30000 |"
    )
    assert _rows(report) == {
        "文化站": ["12.5", "30000"],
        "水务站": ["7", "dash"],
        "9": ["19.5", "30000"],
    }
    assert report.tables == {"B"}
    assert list(report.rows) == [("B", "文化站"), ("B", "水务站"), ("B", "9")]
    assert report.rows["B", "水务站"].label == "水务站"
    assert (report.diagnostics, report.unplaced) == ((), ())


def test_a_row_of_the_form_shows_the_table_where_no_header_does() -> None:
    report = _report("合计 | 5 | 6 |\n文化站 | 5 | 6 |", replace(_FORM, tables=(_BUDGET,)))
    assert _rows(report) == {"9": ["5", "6"], "文化站": ["5", "6"]}


def test_blank_cells_of_an_open_row_are_blank() -> None:
    report = _report(_HEADER + "1 | 文化站 | | 6 |\n2 | 水务站 | | |\n3 | 林业站 | 1 | 2 |")
    assert _rows(report)["文化站"] == ["blank", "6"]
    assert _rows(report)["水务站"] == ["blank", "blank"]


def test_a_key_met_again_is_another_row_and_said() -> None:
    report = _report(
        _HEADER + "1 | 文化站 | 1 | 2 |\n2 | 水务站 | 3 | 4 |\n3 | 文 化站 | 5 | 6 |\n"
    )
    assert _rows(report) == {"文化站": ["1", "2"], "水务站": ["3", "4"], "文化站#2": ["5", "6"]}
    (problem,) = report.diagnostics
    assert (problem.code, problem.severity.value) == ("repeated-key", "warning")
    assert problem.place is not None
    assert [problem.place.position.line, problem.related[0].position.line] == [4, 2]


def test_too_many_cells_make_an_open_row_unreadable() -> None:
    report = _report(_HEADER + "1 | 文化站 | 1 | 2 | 3 |")
    assert _rows(report) == {"文化站": ["unreadable"] * 2}
    assert codes(report) == ["unreadable-row"]


def test_tables_told_by_blanks_may_have_open_rows() -> None:
    for text in (
        "部门 年初预算 年末决算\n文化站 1 2\n水务站 3 4\n合计 4 6\n",
        "   部门        年初预算     年末决算\n   文化站      1      2\n   水务站      3      4\n   合计       4      6\n",
    ):
        assert _rows(_report(text)) == {"文化站": ["1", "2"], "水务站": ["3", "4"], "9": ["4", "6"]}


def test_a_table_of_the_form_above_keeps_its_rows_and_the_open_one_its_total() -> None:
    report = _report(
        "项目 | 年初人数 | 年末人数 |\n在编 | 1 | 2 |\n合计 | 1 | 2 |\n"
        "部门 | 年初预算 | 年末决算 |\n文化站 | 3 | 4 |\n合计 | 3 | 4 |\n"
    )
    assert _rows(report, "S") == {"1": ["1", "2"], "2": ["1", "2"]}
    assert _rows(report) == {"文化站": ["3", "4"], "9": ["3", "4"]}


def test_a_line_whose_key_is_a_code_of_the_form_is_left_out_and_said() -> None:
    report = _report("部门 | 年初预算 | 年末决算 |\n9 | 3 | 4 |\n文化站 | 3 | 4 |\n")
    assert list(_rows(report)) == ["文化站"]
    assert codes(report) == ["unplaced-line"]


@pytest.mark.parametrize(
    "header",
    [
        "部门 | 甲 | 乙 |",
        "部门 | 年初预算 | 乙 |",
        "部门 | 备注 | 年初预算 | 年末决算 |",
        "部门 | 甲 | 乙",
    ],
)
def test_a_header_that_names_other_columns_leaves_the_table_unread(header: str) -> None:
    room = "| " * (header.count("|") - 3)
    report = _report(f"{header}\n文化站 {room}| 1 | 2 |\n水务站 {room}| 1 | 2 |\n")
    assert _rows(report) == {"文化站": ["unreadable"] * 2, "水务站": ["unreadable"] * 2}
    assert codes(report).count("unknown-columns") == 1


def test_a_header_of_two_lines_may_group_columns_by_words_of_its_own() -> None:
    report = _report("部门 | 本年金额 | |\n | 年初预算 | 年末决算 |\n文化站 | 1 | 2 |\n")
    assert _rows(report) == {"文化站": ["1", "2"]}
    assert report.diagnostics == ()


def test_columns_of_open_rows_in_another_order_leave_the_table_unread() -> None:
    report = _report("部门 | 年末决算 | 年初预算 |\n文化站 | 1 | 2 |\n")
    assert _rows(report) == {"文化站": ["unreadable"] * 2}
    assert "columns-out-of-order" in codes(report)


_TWICE = replace(
    _FORM,
    tables=(
        replace(_BUDGET, rows=()),
        replace(_BUDGET, key="C", title="部门预算调整表", rows=()),
    ),
)


@pytest.mark.parametrize(
    ("title", "table"),
    [("表1 部门预算表", "B"), ("部门预算表", "B"), ("附表二：部门预算调整表", "C")],
)
def test_the_title_above_decides_between_tables_of_the_same_columns(title: str, table: str) -> None:
    report = _report(f"一、概况\n甲。\n二、收支\n{title}\n{_HEADER}1 | 文化站 | 1 | 2 |", _TWICE)
    assert report.tables == {table}


def test_the_title_in_the_grid_decides_as_well() -> None:
    report = _report(
        f"部门预算调整表 | | |\n{_HEADER}1 | 文化站 | 1 | 2 |\n\n\n部门预算表 |\n{_HEADER}1 | 水务站 | 3 | 4 |",
        _TWICE,
    )
    assert (_rows(report, "C"), _rows(report, "B")) == (
        {"文化站": ["1", "2"]},
        {"水务站": ["3", "4"]},
    )


def test_without_a_title_nothing_is_read_and_this_is_said() -> None:
    report = _report(f"一、概况\n甲。\n二、收支\n乙。\n{_HEADER}1 | 文化站 | 1 | 2 |", _TWICE)
    assert report.cells == {}
    assert codes(report) == ["ambiguous-table", "unplaced-line"]
