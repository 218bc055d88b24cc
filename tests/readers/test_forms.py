"""The forms of 2021 and 2019 as they are printed: merged labels, headers of three levels, turned."""

from collections.abc import Sequence

import pytest

from gouji.model.number import Missing, MissingKind, Number, number_text
from gouji.model.report import Report
from gouji.readers.recognise import recognise
from tests.corpus import disclosure
from tests.grids import (
    APPLICANTS,
    RESULTS,
    Cell,
    Sheet,
    Values,
    acts,
    cases,
    cases_in_lines,
    document,
    older_acts,
    requests,
    upright_cases,
)

_TITLE = "青禾县人民政府{}年政府信息公开工作年度报告"
_ROWS = (
    *("1", "2", "3.1", "3.2"),
    *(f"3.3.{n}" for n in range(1, 9)),
    *(f"3.4.{n}" for n in range(1, 4)),
    *(f"3.5.{n}" for n in range(1, 6)),
    *(f"3.6.{n}" for n in range(1, 4)),
    *("3.7", "4"),
)
_ACTS: Values = {"1.1": (1, 2, 3), "1.2": (4, 5, 6), "5": [7], "6.1": [8], "6.2": [9], "8": [10.5]}
_OLDER_ACTS: Values = {
    "1.1": (1, 2, 3),
    "1.2": (4, 5, 6),
    "5.1": (7, -8, 9),
    "5.2": (10, 11, 12),
    "6.1": (13, 14, 15),
    "6.2": (16, 17, 18),
    "8": (19, -2),
    "9": (21, "22.5万元"),
}
_REQUESTS: Values = {row: range(7 * n + 100, 7 * n + 107) for n, row in enumerate(_ROWS)}
_ONE_OTHER: Values = {
    **{row: values for row, values in _REQUESTS.items() if not row.startswith("3.6.")},
    "3.6": range(900, 907),
}
_CASES = range(201, 216)


def _report(
    first: Sheet | None = None,
    second: Sheet | None = None,
    third: Sheet | None = None,
    year: int = 2024,
) -> Report:
    parts: list[str | Sheet] = [_TITLE.format(year), "一、总体情况", "甲段。"]
    for heading, sheet in (
        ("二、主动公开政府信息情况", first),
        ("三、收到和处理政府信息公开申请情况", second),
        ("四、政府信息公开行政复议、行政诉讼情况", third),
    ):
        parts += [heading, sheet] if sheet else [heading]
    parts += ["五、存在的主要问题及改进情况", "乙段。", "六、其他需要报告的事项", "丙段。"]
    report = recognise(document(*parts), disclosure().pack.forms)
    assert report is not None
    return report


def _shown(value: Number | Missing) -> str:
    return number_text(value.value) if isinstance(value, Number) else value.kind.value


def _row(report: Report, table: str, row: str) -> list[str]:
    cells = report.cells.items()
    return [_shown(c.number) for key, c in cells if (key.table, key.row) == (table, row)]


def _table(report: Report, table: str) -> dict[str, list[str]]:
    return {row: _row(report, table, row) for t, row in report.rows if t == table}


def _texts(values: Values) -> dict[str, list[str]]:
    return {row: [str(v).removesuffix("万元") for v in found] for row, found in values.items()}


def _codes(report: Report) -> list[str]:
    return [problem.code for problem in report.diagnostics]


def test_the_form_of_2021_is_read_whole() -> None:
    report = _report(acts(_ACTS), requests(_REQUESTS), cases(_CASES))
    assert report.form == "disclosure_2021"
    assert _table(report, "T2") == _texts(_ACTS)
    assert _table(report, "T3") == _texts(_REQUESTS)
    assert _row(report, "T4", "1") == [str(n) for n in _CASES]
    assert len(report.cells) == 200
    assert report.diagnostics == ()
    assert report.unplaced == ()


@pytest.mark.parametrize(("year", "form"), [(2019, "disclosure_2019"), (2023, "disclosure_2021")])
def test_the_form_of_2019_is_read_whole_in_its_year_and_later(year: int, form: str) -> None:
    report = _report(older_acts(_OLDER_ACTS), requests(_ONE_OTHER), cases(_CASES), year)
    assert report.form == form
    assert report.tables == {"T2_2019", "T3", "T4"}
    assert _table(report, "T2_2019") == _texts(_OLDER_ACTS)
    assert _table(report, "T3") == _texts(_ONE_OTHER)
    assert len(report.rows) == 8 + 23 + 1
    assert report.diagnostics == ()


def test_a_place_is_that_of_the_cell_in_its_table() -> None:
    report = _report(acts(_ACTS), requests(_REQUESTS), cases(_CASES))
    place = report.cell_at["T3", "3.3.2", "2.1"].provenance.locator.locator
    assert (place.row, place.column) == (9, 5)


@pytest.mark.parametrize("row", ["3", "2.3"])
def test_a_column_left_blank_is_blank(row: str) -> None:
    at = {"3": 6, "2.3": 3}[row]
    values = {
        code: [*found[:at], "", *found[at + 1 :]] for code, found in _texts(_REQUESTS).items()
    }
    report = _report(second=requests(values))
    found = {_shown(c.number) for key, c in report.cells.items() if key.column == row}
    assert found == {"blank"}
    assert _row(report, "T3", "4") == [v or "blank" for v in values["4"]]


def test_the_columns_of_legal_persons_may_all_be_blank() -> None:
    values = {code: [f[0], *[""] * 5, f[6]] for code, f in _texts(_REQUESTS).items()}
    report = _report(second=requests(values))
    assert _row(report, "T3", "3.1") == [values["3.1"][0], *["blank"] * 5, values["3.1"][6]]
    assert report.diagnostics == ()


def test_a_blank_form_has_blanks_and_no_zeros() -> None:
    blanks = [""] * 15
    report = _report(
        acts({row: [""] * len(v) for row, v in _ACTS.items()}),
        requests(dict.fromkeys(_REQUESTS, blanks[:7])),
        cases(blanks),
    )
    assert {_shown(cell.number) for cell in report.cells.values()} == {"blank"}
    assert {key.table for key in report.cells} >= {"T2", "T3"}


# ---- the table of one row


def test_one_row_may_be_printed_in_a_line_for_each_group() -> None:
    report = _report(third=cases_in_lines(_CASES))
    assert _row(report, "T4", "1") == [str(n) for n in _CASES]
    assert report.diagnostics == ()
    assert report.unplaced == ()


def test_one_row_may_be_printed_upright_beside_a_table_with_like_labels() -> None:
    report = _report(acts(_ACTS), requests(_REQUESTS), upright_cases(_CASES))
    assert _row(report, "T4", "1") == [str(n) for n in _CASES]
    assert _row(report, "T3", "3.7") == _texts(_REQUESTS)["3.7"]
    assert report.diagnostics == ()


def test_a_blank_in_a_row_printed_upright_is_a_blank() -> None:
    report = _report(third=upright_cases(["", *_CASES[1:]]))
    assert _row(report, "T4", "1") == ["blank", *(str(n) for n in _CASES[1:])]


def test_lines_for_each_group_below_another_order_of_columns_are_no_row() -> None:
    sheet = [list(line) for line in cases_in_lines(_CASES)]
    sheet[0][1], sheet[0][2] = sheet[0][2], sheet[0][1]
    report = _report(third=sheet)
    assert "T4" not in report.tables
    assert _codes(report) == ["unplaced-line"] * 3


def test_a_row_of_which_a_group_is_missing_is_not_put_together() -> None:
    report = _report(third=cases_in_lines(_CASES)[:-1])
    assert "T4" not in report.tables
    assert "unplaced-line" in _codes(report)


def test_a_header_cut_short_is_read_by_its_places_and_said() -> None:
    report = _report(third=cases(_CASES, ("结果", "结果", "其他", "尚未", "总计")))
    assert _row(report, "T4", "1") == [str(n) for n in _CASES]
    assert _codes(report) == ["near-column"]


def test_figures_without_any_header_are_the_row_of_the_table_of_their_section() -> None:
    report = _report(third=[[str(n) for n in _CASES]])
    assert _row(report, "T4", "1") == [str(n) for n in _CASES]
    assert _codes(report) == ["row-by-shape"]


def test_figures_without_any_header_in_another_section_are_no_row() -> None:
    report = _report(second=[[str(n) for n in _CASES]])
    assert "T4" not in report.tables
    assert _codes(report) == ["unplaced-line"]


@pytest.mark.parametrize("count", [14, 16])
def test_more_or_fewer_figures_than_columns_without_any_header_are_no_row(count: int) -> None:
    report = _report(third=[[str(n) for n in range(count)]])
    assert "T4" not in report.tables


def test_two_lines_of_figures_without_any_header_are_both_left_unread() -> None:
    line = [str(n) for n in _CASES]
    report = _report(third=[line, line])
    assert _row(report, "T4", "1") == ["unreadable"] * 15
    assert _codes(report)[0] == "ambiguous-values"


# ---- labels of columns and rows


@pytest.mark.parametrize("printed", ["科研企业", "科研", "科研机枸"])
def test_a_column_called_nearly_as_in_the_form_is_read_and_said(printed: str) -> None:
    columns = [printed if label == "科研机构" else label for label in APPLICANTS]
    report = _report(second=requests(_REQUESTS, columns))
    assert _table(report, "T3") == _texts(_REQUESTS)
    (problem,) = report.diagnostics
    assert problem.code == "near-column"
    assert printed in problem.message.zh
    assert "科研机构" in problem.message.en


def test_a_column_called_otherwise_is_left_unread() -> None:
    columns = ["外地来人" if label == "科研机构" else label for label in APPLICANTS]
    report = _report(second=requests(_REQUESTS, columns))
    for row, values in _texts(_REQUESTS).items():
        assert _row(report, "T3", row) == [*values[:2], "unreadable", *values[3:]]
    assert _codes(report).count("unknown-column") == 1
    assert _codes(report).count("unreadable-cell") == 25


def test_two_columns_in_another_order_leave_the_table_unread() -> None:
    columns = [APPLICANTS[1], APPLICANTS[0], *APPLICANTS[2:]]
    report = _report(second=requests(_REQUESTS, columns))
    assert {_shown(cell.number) for cell in report.cells.values()} == {"unreadable"}
    assert _codes(report)[0] == "columns-out-of-order"


def test_columns_that_groups_share_may_stand_in_no_other_order_either() -> None:
    results = [RESULTS[1], RESULTS[0], *RESULTS[2:]]
    report = _report(third=cases(_CASES, results))
    assert _row(report, "T4", "1") == ["unreadable"] * 15


def _with_label(old: str, new: str) -> Sheet:
    return [[new if cell == old else cell for cell in line] for line in requests(_REQUESTS)]


@pytest.mark.parametrize(
    "label",
    [
        "2.其他法律行政止公开",
        "2.其他法律行政法规禁止公开（含地方性法规规定不予公开、以及按照有关规定不得公开的各种情形）",
        "其他法律 行政法规禁止公开",
        "(2)其他法律行政法规禁止公开",
    ],
)
def test_a_label_with_a_note_or_a_misprint_is_that_of_its_row(label: str) -> None:
    report = _report(second=_with_label("2.其他法律行政法规禁止公开", label))
    assert _table(report, "T3") == _texts(_REQUESTS)
    assert set(_codes(report)) <= {"near-row"}


# ---- rows out of place


@pytest.mark.parametrize(
    ("label", "read"),
    [
        ("1.申请人无正当理由逾期不补正、行政机关不再处理", True),
        ("1.申请人无正当理由逾期不补正、", False),
        ("2.申请人无正当理由逾期不补正、行政机关不再处理", False),
    ],
)
def test_a_label_cut_short_is_that_of_the_only_row_that_begins_so(label: str, read: bool) -> None:  # noqa: FBT001
    whole = "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"
    report = _report(second=_with_label(whole, label))
    shown = _texts(_REQUESTS)["3.6.1"] if read else ["unreadable"] * 7
    assert _row(report, "T3", "3.6.1") == shown
    assert ("near-row" in _codes(report)) is read
    assert _row(report, "T3", "3.6.2") == _texts(_REQUESTS)["3.6.2"]


def _with_line(at: int, line: Sequence[Cell]) -> Sheet:
    sheet = list(requests(_REQUESTS))
    sheet[at] = line
    return sheet


def test_a_row_beside_its_columns_is_unread_and_named() -> None:
    values = [str(n) for n in _REQUESTS["1"]]
    report = _report(second=_with_line(3, [("一、本年新收政府信息公开申请数量", 2), *values, ""]))
    assert _row(report, "T3", "1") == ["unreadable"] * 7
    assert _row(report, "T3", "2") == _texts(_REQUESTS)["2"]
    assert _codes(report) == ["shifted-row", "unreadable-row"]
    assert all(
        isinstance(c.number, Missing) and c.number.kind is MissingKind.UNREADABLE
        for key, c in report.cells.items()
        if key.row == "1"
    )


def test_two_values_in_one_cell_are_none_and_the_others_are_read() -> None:
    values = [str(n) for n in _REQUESTS["1"]]
    line: list[Cell] = [
        ("一、本年新收政府信息公开申请数量", 3),
        *values[:2],
        ("12", 2),
        *values[4:],
    ]
    report = _report(second=_with_line(3, line))
    assert _row(report, "T3", "1") == [*values[:2], "unreadable", "unreadable", *values[4:]]


def test_a_missing_cell_makes_its_row_unreadable() -> None:
    values = [str(n) for n in _REQUESTS["1"]]
    report = _report(second=_with_line(3, [("一、本年新收政府信息公开申请数量", 3), *values[1:]]))
    assert _row(report, "T3", "1") == ["unreadable"] * 7
    assert _row(report, "T3", "2") == _texts(_REQUESTS)["2"]
