"""From a document to a report, on a made-up form of a library."""

from dataclasses import replace

import pytest

from gouji.model.form import Entry, Form, Outline, Table
from gouji.model.number import Missing, MissingKind, Number
from gouji.model.report import CellKey, Report
from gouji.model.span import Source
from gouji.readers.recognise import recognise
from gouji.readers.text import read
from tests.reports import codes, row


def _entries(labels: dict[str, str]) -> tuple[Entry, ...]:
    groups = {code.rpartition(".")[0] for code in labels}
    return tuple(Entry(code, label, group=code in groups) for code, label in labels.items())


_ROWS = {
    "1": "新购册数",
    "2": "借出册数",
    "2.1": "成人读物",
    "2.2": "儿童读物",
    "2.2.1": "绘本",
    "2.2.2": "其他",
    "2.3": "其他",
    "3": "剔除册数",
    "3.1": "破损",
    "3.2": "其他",
    "4": "合计",
}
_LIBRARIES = {"1": "总馆", "2": "分馆", "2.1": "东馆", "2.2": "西馆", "3": "合计"}
_VISITORS = {
    "1": "现场",
    "1.1": "上午",
    "1.2": "下午",
    "1.3": "小计",
    "2": "网上",
    "2.1": "网站",
    "2.2": "应用",
    "2.3": "小计",
}
_LOANS = Table(
    "L",
    "借阅情况",
    "借阅表",
    "册",
    tuple(
        replace(row, aliases=("图画书",)) if row.code == "2.2.1" else row for row in _entries(_ROWS)
    ),
    _entries(_LIBRARIES),
    {},
)
_MONEY = Table(
    "M",
    "经费情况",
    None,
    "件",
    _entries({"1": "采购合同", "2": "购书经费"}),
    (Entry("1", "本年签订"), Entry("2", "本年终止"), Entry("3", "本年金额", unit="万元")),
    {"1": frozenset("12"), "2": frozenset("3")},
)
_VISITS = Table("V", "到馆情况", None, None, (Entry("1", "人次"),), _entries(_VISITORS), {})
_OUTLINE = Outline("O", "年报结构", ordered=True, entries=(Entry("1", "基本情况"),))
_FORM = Form("library", "图书馆年报", (), (_OUTLINE,), (_LOANS, _MONEY, _VISITS))
_HEADER = "项目 | 总馆 | 分馆 | 合计 |\n东馆 | 西馆 |\n"


def _recognise(text: str, *forms: Form) -> Report | None:
    return recognise(read(Source("report.txt", text)), forms or (_FORM,))


def _report(text: str, *forms: Form) -> Report:
    report = _recognise(text, *forms)
    assert report is not None
    return report


_UNREADABLE = ["unreadable"] * 4


# ---- rows and groups


def test_a_line_belongs_to_the_row_whose_label_it_bears() -> None:
    report = _report(_HEADER + "一、新购册数 | 1 | 2 | 3 | 6 |\n四、合计 | 4 | 5 | 6 | 15 |")
    assert row(report, "L", "1") == ["1", "2", "3", "6"]
    assert row(report, "L", "4") == ["4", "5", "6", "15"]
    assert report.tables == {"L"}
    assert report.diagnostics == ()


def test_the_label_of_a_group_is_printed_once_before_its_first_row() -> None:
    report = _report(
        "二、借出册数 | (一)成人读物 | 1 | 1 | 1 | 3 |\n"
        "(二)儿童读物 | 1.绘本 | 2 | 2 | 2 | 6 |\n"
        "2.其他 | 3 | 3 | 3 | 9 |\n"
        "(三)其他 | 4 | 4 | 4 | 12 |\n"
        "三、剔除册数 | (一)破损 | 5 | 5 | 5 | 15 |\n"
        "(二)其他 | 6 | 6 | 6 | 18 |"
    )
    firsts = {code: row(report, "L", code)[0] for code in ("2.1", "2.2.1", "2.2.2", "3.1", "3.2")}
    assert firsts == {"2.1": "1", "2.2.1": "2", "2.2.2": "3", "3.1": "5", "3.2": "6"}


def test_rows_of_the_same_name_are_told_apart_by_the_group_alone() -> None:
    report = _report("剔除册数 | 其他 | 6 | 6 | 6 | 18 |")
    assert row(report, "L", "3.2") == ["6", "6", "6", "18"]
    assert codes(report) == []


def test_rows_of_the_same_name_are_told_apart_by_the_row_before() -> None:
    report = _report("破损 | 5 | 5 | 5 | 15 |\n其他 | 6 | 6 | 6 | 18 |")
    assert row(report, "L", "3.2") == ["6", "6", "6", "18"]


def test_a_label_that_several_rows_bear_is_not_placed_without_a_group() -> None:
    report = _report("新购册数 | 1 | 1 | 1 | 3 |\n其他 | 6 | 6 | 6 | 18 |")
    assert {key.row for key in report.cells} == {"1"}
    assert codes(report) == ["ambiguous-row", "unplaced-line"]
    assert [place.quote for place in report.unplaced] == ["其他 | 6 | 6 | 6 | 18"]


def test_a_group_printed_with_figures_and_without_its_rows_keeps_them() -> None:
    report = _report("新购册数 | 1 | 1 | 1 | 3 |\n三、剔除册数 | 5 | 5 | 5 | 15 |")
    assert row(report, "L", "3") == ["5", "5", "5", "15"]
    assert CellKey("L", "3.1", "1") not in report.cells


def test_figures_beside_a_group_whose_rows_are_printed_belong_to_no_row() -> None:
    report = _report("三、剔除册数 | 5 | 5 | 5 | 15 |\n破损 | 1 | 1 | 1 | 3 |")
    assert CellKey("L", "3", "1") not in report.cells
    assert codes(report) == ["values-on-group", "unplaced-line"]


@pytest.mark.parametrize(
    "label",
    [
        "新购册数",
        "1.新购册数",
        "①新购册数",
        "（一）新购册数",
        "新 购\u200b册　数",
        "新购册数（含受赠）",
        "一 、新购 册数",
    ],
)
def test_numbering_spacing_and_a_note_do_not_change_a_label(label: str) -> None:
    assert row(_report(f"{label} | 1 | 2 | 3 | 6 |"), "L", "1") == ["1", "2", "3", "6"]


def test_an_alias_is_a_label_and_a_similar_word_is_not() -> None:
    report = _report("图画书 | 1 | 2 | 3 | 6 |\n新购书册数 | 1 | 2 | 3 | 6 |")
    assert {key.row for key in report.cells} == {"2.2.1"}
    assert codes(report) == ["unplaced-line"]


def test_an_absent_row_has_no_cells() -> None:
    report = _report("新购册数 | 1 | 2 | 3 | 6 |")
    assert {key.row for key in report.cells} == {"1"}


# ---- windows


def test_lost_colspans_leave_empty_cells_that_are_no_blanks() -> None:
    report = _report("新购册数 | | 1 | 2 | 3 | 6 | | |")
    assert row(report, "L", "1") == ["1", "2", "3", "6"]


def test_a_blank_cell_never_counts_as_zero() -> None:
    report = _report("新购册数 | 1 | | 3 | 4 |")
    assert row(report, "L", "1") == ["1", "blank", "3", "4"]
    assert codes(report) == []


def test_a_blank_row_is_blank_and_not_absent() -> None:
    report = _report("新购册数 | | | | |\n合计 | 1 | 2 | 3 | 6 |\n")
    assert row(report, "L", "1") == ["blank"] * 4


def test_a_blank_at_the_edge_is_settled_by_the_other_rows() -> None:
    other = "新购册数 | 1 | 2 | 3 | 6 | |\n"
    assert row(_report(other + "合计 | | 2 | 3 | 5 | |"), "L", "4") == ["blank", "2", "3", "5"]
    assert row(_report(other + "合计 | 1 | 2 | 3 | | |"), "L", "4") == ["1", "2", "3", "blank"]
    shifted = "新购册数 | | 1 | 2 | 3 | 6 |\n"
    assert row(_report(shifted + "合计 | | 1 | 2 | 3 | |"), "L", "4") == ["1", "2", "3", "blank"]


def test_a_blank_at_the_edge_stays_unreadable_when_no_other_row_settles_it() -> None:
    report = _report("合计 | | 2 | 3 | 5 | |")
    assert row(report, "L", "4") == _UNREADABLE
    assert codes(report) == ["unreadable-row"]


def test_rows_that_disagree_settle_nothing() -> None:
    report = _report(
        "新购册数 | 1 | 2 | 3 | 6 | |\n破损 | | 1 | 2 | 3 | 6 |\n合计 | | 2 | 3 | 5 | |"
    )
    assert row(report, "L", "4") == _UNREADABLE


@pytest.mark.parametrize(
    ("values", "found"), [("1 | 2 | 3 |", 3), ("1 | 2 | 3 | 4 | 5 |", 5), ("1 | | | | 6 |", 5)]
)
def test_another_number_of_cells_than_columns_makes_the_row_unreadable(
    values: str, found: int
) -> None:
    report = _report(f"新购册数 | {values}")
    assert row(report, "L", "1") == _UNREADABLE
    (problem,) = report.diagnostics
    assert f"该行有 {found} 格，而格式有 4 列" in problem.message.zh
    assert "借阅表 · 新购册数" in problem.message.zh


def test_only_the_columns_that_exist_in_a_row_are_read() -> None:
    report = _report("采购合同 | 3件 | 1 |\n购书经费 | 251000元 | |\n")
    assert row(report, "M", "1") == ["3", "1"]
    assert row(report, "M", "2") == ["25.1"]
    assert set(report.cells) == {CellKey("M", r, c) for r, c in ("11", "12", "23")}
    number = report.cells[CellKey("M", "1", "1")].number
    assert isinstance(number, Number)
    assert (number.unit, number.raw) == ("件", "3件")


@pytest.mark.parametrize(
    ("printed", "kind"),
    [
        ("/", MissingKind.DASH),
        ("—", MissingKind.DASH),
        ("无", MissingKind.DASH),
        ("不适用", MissingKind.NOT_APPLICABLE_MARK),
        ("***", MissingKind.REDACTED),
        ("22（约）", MissingKind.UNREADABLE),
        ("约120", MissingKind.UNREADABLE),
        ("120余", MissingKind.UNREADABLE),
        ("①", MissingKind.UNREADABLE),
    ],
)
def test_what_is_no_number_keeps_its_print(printed: str, kind: MissingKind) -> None:
    report = _report(f"新购册数 | 1 | {printed} | 3 | 6 |")
    assert report.cells[CellKey("L", "1", "2.1")].number == Missing(kind, printed)
    said = ["unreadable-cell"] if kind is MissingKind.UNREADABLE else []
    assert codes(report) == said
    for problem in report.diagnostics:
        assert problem.place is not None
        assert problem.place.text == printed
        assert problem.message.en.startswith("借阅表 · 新购册数 · 东馆")
        assert problem.hint is not None


def test_a_cell_that_is_no_number_in_the_first_column_does_not_shift_the_row() -> None:
    report = _report("新购册数 | 见附件 | 2 | 3 | 6 |")
    assert row(report, "L", "1") == ["unreadable", "2", "3", "6"]


# ---- a row printed twice


def test_a_row_printed_twice_with_the_same_values_is_kept_once_and_noted() -> None:
    report = _report(
        "新购册数 | 1 | 2 | 3 | 6 |\n合计 | 1 | 2 | 3 | 6 |\n新购册数 | 1 | 2 | 3 | 6 |"
    )
    assert row(report, "L", "1") == ["1", "2", "3", "6"]
    assert codes(report) == ["repeated-row"]
    assert len(report.diagnostics[0].related) == 1


def test_a_row_printed_twice_with_other_values_is_unreadable() -> None:
    report = _report("新购册数 | 1 | 2 | 3 | 6 |\n新购册数 | 1 | 2 | 4 | 7 |")
    assert row(report, "L", "1") == _UNREADABLE
    assert codes(report) == ["repeated-row", "unreadable-row"]
    assert "two candidates" in report.diagnostics[1].message.en


def test_an_estimate_and_a_figure_of_the_same_value_do_not_agree() -> None:
    for other in ("约3", "3余", "3以上"):
        report = _report(f"新购册数 | 1 | 2 | 3 | 6 |\n新购册数 | 1 | 2 | {other} | 6 |")
        assert row(report, "L", "1") == _UNREADABLE
        assert codes(report) == ["repeated-row", "unreadable-row"]


def test_a_month_in_a_cell_is_no_quantity_and_the_reason_is_said() -> None:
    report = _report("新购册数 | 12月 | 2 | 3 | 6 |")
    assert row(report, "L", "1") == ["unreadable", "2", "3", "6"]
    (problem,) = report.diagnostics
    assert problem.code == "unreadable-cell"
    assert "填的是年、月或日，不是数量：“12月”" in problem.message.zh


# ---- the table with one row


_VISITS_HEADER = "现场 | 网上 |\n上午 | 下午 | 小计 | 网站 | 应用 | 小计 |\n"


def test_a_table_with_one_row_needs_no_row_label() -> None:
    report = _report(_VISITS_HEADER + "1 | 2 | 3 | 4 | / | |")
    assert row(report, "V", "1") == ["1", "2", "3", "4", "dash", "blank"]
    assert report.diagnostics == ()


def test_a_table_with_one_row_may_print_the_label() -> None:
    report = _report("人次 | 1 | 2 | 3 | 4 | 5 | 9 |")
    assert row(report, "V", "1") == ["1", "2", "3", "4", "5", "9"]


def test_figures_without_any_column_label_above_belong_to_no_table() -> None:
    assert _recognise("1 | 2 | 3 | 4 | 5 | 9 |") is None
    report = _report("新购册数 | 1 | 2 | 3 | 6 |\n\n正文\n1 | 2 | 3 | 4 | 5 | 9 |")
    assert report.tables == {"L"}
    assert codes(report) == ["unplaced-line"]


def test_two_lines_that_might_be_the_only_row_are_both_left_unread() -> None:
    line = "1 | 2 | 3 | 4 | 5 | 9 |\n"
    report = _report(_VISITS_HEADER + line + line)
    assert row(report, "V", "1") == ["unreadable"] * 6
    assert codes(report) == ["ambiguous-values", "unreadable-row"]
    assert report.tables == {"V"}
    assert report.unplaced == ()


def test_the_only_row_with_too_few_cells_is_unreadable() -> None:
    report = _report(_VISITS_HEADER + "1 | 2 | 3 | 4 | 5 |")
    assert row(report, "V", "1") == ["unreadable"] * 6
    assert "该行有 5 格，而格式有 6 列" in report.diagnostics[0].message.zh


# ---- headers


def test_a_header_that_is_cut_off_or_missing_says_nothing() -> None:
    for header in ("", "总 | 分 | 合 |\n", "总馆 | 分 |\n"):
        assert row(_report(header + "新购册数 | 1 | 2 | 3 | 6 |"), "L", "1")[0] == "1"


def test_a_header_in_another_order_refuses_the_whole_table() -> None:
    report = _report(
        "总馆 | 西馆 | 东馆 | 合计 |\n新购册数 | 1 | 2 | 3 | 6 |\n合计 | 1 | 2 | 3 | 6 |"
    )
    assert row(report, "L", "1") == _UNREADABLE
    assert row(report, "L", "4") == _UNREADABLE
    assert codes(report) == ["columns-out-of-order", *["unreadable-row"] * 2]
    assert report.tables == {"L"}


def test_labels_that_several_columns_bear_say_no_more_than_that_their_order_is_possible() -> None:
    values = "1 | 2 | 3 | 4 | 5 | 9 |"
    possible = _report(f"上午 | 小计 | 应用 | 小计 |\n{values}")
    assert row(possible, "V", "1") == ["1", "2", "3", "4", "5", "9"]
    impossible = _report(f"小计 | 上午 | 小计 | 应用 |\n{values}")
    assert row(impossible, "V", "1") == ["unreadable"] * 6
    assert codes(impossible)[0] == "columns-out-of-order"


def test_the_columns_of_another_edition_are_never_read_as_this_ones() -> None:
    columns = (Entry("1", "上年签订"), Entry("2", "增减"), Entry("3", "本年金额"))
    older = replace(_FORM, key="older", tables=(_LOANS, replace(_MONEY, columns=columns), _VISITS))
    text = "上年签订 | 增减 |\n采购合同 | 3 | 1 |\n本年金额 |\n购书经费 | 5 |\n"
    newer = replace(_FORM, outlines=(replace(_OUTLINE, entries=(Entry("1", "概况"),)),))
    report = _report("一、概况\n有关情况\n新购册数 | 1 | 2 | 3 | 6 |\n" + text, newer)
    assert row(report, "M", "1") == ["3", "1"]  # alone, the form cannot know better
    both = _report("一、概况\n" + text, newer, older)
    assert both.form == "older"
    sections = "一、概况\n二、规划\n三、人员\n"
    entries = (Entry("1", "概况"), Entry("2", "规划"), Entry("3", "人员"))
    outlined = replace(_FORM, outlines=(replace(_OUTLINE, entries=entries),))
    mixed = _report(sections + text, outlined, older)
    assert mixed.form == "library"
    assert row(mixed, "M", "1") == ["unreadable"] * 2
    assert "columns-of-another-form" in codes(mixed)


# ---- what is left over


def test_header_lines_and_block_titles_are_no_noise() -> None:
    report = _report(
        "第三条第(一)项 | |||\n项目 | 本年签订 | 本年终止 |\n采购合同 | 3 | 1 |\n"
        "第三条第(二)项 | |||\n项目 | 本年金额 |\n购书经费 | 5 |"
    )
    assert (report.unplaced, report.diagnostics) == ((), ())


def test_words_behind_the_last_row_and_figures_without_a_label_are_said() -> None:
    report = _report("不明 | 7 |\n采购合同 | 3 | 1 |\n填表人 | 张某 |")
    assert [place.quote for place in report.unplaced] == ["不明 | 7", "填表人 | 张某"]
    assert codes(report) == ["unplaced-line"] * 2


def test_header_words_that_are_also_row_labels_are_no_rows() -> None:
    report = _report("合计 | 其他 | 合计 |\n新购册数 | 1 | 2 | 3 | 6 |\n合计 | 1 | 2 | 3 | 6 |")
    assert row(report, "L", "4") == ["1", "2", "3", "6"]
    assert report.diagnostics == ()
