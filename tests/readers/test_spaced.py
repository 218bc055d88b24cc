"""Tables that nothing but blanks tells, as text taken out of a PDF prints them."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.model.form import Entry, Form, Outline, Table
from gouji.model.number import Number
from gouji.model.report import Report
from gouji.model.span import Source
from gouji.readers.document import Document, Grid, Paragraph
from gouji.readers.recognise import recognise
from gouji.readers.text import read
from tests.reports import codes, row, shown

_LOANS = Table(
    "L",
    "借阅情况",
    "借阅表",
    "册",
    (
        Entry("1", "本年新购入的各类图书册数"),
        Entry("2", "借出情况", group=True),
        Entry("2.1", "成人读物"),
        Entry("2.2", "儿童读物（含绘本，不含连环画）"),
        Entry("2.3", "其他"),
        Entry("3", "合计"),
    ),
    (Entry("1", "总馆"), Entry("2", "东馆"), Entry("3", "西馆"), Entry("4", "其他")),
    {},
)
_VISITS = Table(
    "V",
    "到馆情况",
    None,
    None,
    (Entry("1", "人次"),),
    (
        Entry("1", "现场到馆", group=True),
        Entry("1.1", "上午"),
        Entry("1.2", "下午"),
        Entry("2", "网上到馆", group=True),
        Entry("2.1", "网站"),
        Entry("2.2", "应用"),
    ),
    {},
)
_OUTLINE = Outline(
    "O",
    "结构",
    ordered=True,
    entries=(Entry("1", "基本情况"), Entry("2", "借阅情况"), Entry("3", "到馆情况")),
)
_FORM = Form("library", "图书馆年报", (), (_OUTLINE,), (_LOANS, _VISITS))


def _document(text: str) -> Document:
    return read(Source("t.txt", text))


def _report(text: str, form: Form = _FORM) -> Report:
    report = recognise(_document(text), [form])
    assert report is not None
    return report


# ---- columns apart by several blanks


_COLUMNS = """\
   二、借阅情况
       项目         总馆    东馆    西馆    其他

   本年新购入的各类
                    1      2      3      6
   图书册数
            成人读物    1      0      0      1
   借出情况   儿童读物（含绘本，
            不含连环画）  2      0      0      2

       -7-
\f            其他      3      0      0      3
   合计             6      0      0      6
"""


def test_columns_are_told_by_blanks_and_labels_go_on_in_other_lines() -> None:
    report = _report(_COLUMNS)
    assert {code: row(report, "L", code) for code in ("1", "2.1", "2.2", "2.3", "3")} == {
        "1": ["1", "2", "3", "6"],
        "2.1": ["1", "0", "0", "1"],
        "2.2": ["2", "0", "0", "2"],
        "2.3": ["3", "0", "0", "3"],
        "3": ["6", "0", "0", "6"],
    }
    assert (report.diagnostics, report.unplaced) == ((), ())
    assert [section.passages for section in report.sections.values()] == [()]


def test_a_label_over_several_lines_is_kept_as_printed_with_its_places() -> None:
    report = _report(_COLUMNS)
    row = report.rows["L", "2.2"]
    assert (row.label, row.cells) == ("儿童读物（含绘本，不含连环画）", 4)
    assert [line.strip() for line in row.provenance.locator.text.splitlines()] == [
        "儿童读物（含绘本，",
        "不含连环画）  2      0      0      2",
    ]
    assert report.rows["L", "1"].provenance.locator.position.line == 4


@pytest.mark.parametrize(
    "lines",
    [
        ["儿童读物（含绘本，", "不含连环画）", "2 3 4 9"],
        ["儿童读物（含绘本，", "2 3 4 9", "不含连环画）"],
        ["2 3 4 9", "儿童读物（含绘本，", "不含连环画）"],
        ["儿童读物（含绘本， 2 3 4 9", "不含连环画）"],
        ["儿童读物（含绘本，", "不含连环画） 2 3 4 9"],
        ["儿童读物", "（含绘本，", "不含连 2 3 4 9", "环画）"],
        ["儿童读物（含绘", "本，不含 2 3 4 9", "连环画）"],
        ["儿童读物（含绘", "本，不含", "连环画）", "2 3 4 9"],
    ],
)
def test_a_label_may_stand_before_around_and_behind_its_figures(lines: list[str]) -> None:
    text = "\n".join(["二、借阅情况", "成人读物 1 1 1 3", *lines, "合计 7 7 7 21"])
    report = _report(text)
    assert row(report, "L", "2.2") == ["2", "3", "4", "9"]
    assert report.diagnostics == ()


def test_a_group_printed_between_the_lines_of_a_label_is_no_part_of_it() -> None:
    report = _report(
        "二、借阅情况\n"
        "            儿童读物（含绘本，\n"
        "   借出情\n"
        "            不含连        2     3     4     9\n"
        "   况\n"
        "            环画）\n"
    )
    assert row(report, "L", "2.2") == ["2", "3", "4", "9"]


def test_figures_between_two_labels_belong_to_neither() -> None:
    """A label without figures above, one without figures below: which is meant is open."""
    report = _report("二、借阅情况\n本年新购入的各类图书册数\n1 2 3 6\n成人读物\n\n合计 1 2 3 6")
    assert [key.row for key in report.cells if shown(report.cells[key].number) == "6"] == ["3"]
    assert [place.quote for place in report.unplaced] == ["1 | 2 | 3 | 6"]


def test_labels_above_their_figures_are_told_from_the_end() -> None:
    report = _report(
        "二、借阅情况\n成人读物\n1 0 0 1\n其他\n2 0 0 2\n合计\n3 0 0 3\n三、到馆情况\n"
    )
    assert row(report, "L", "2.1") == ["1", "0", "0", "1"]
    assert row(report, "L", "3") == ["3", "0", "0", "3"]


def test_the_last_word_of_a_header_is_no_label_of_figures_below_it() -> None:
    report = _report("二、借阅情况\n总馆\n东馆\n西馆\n其他\n1 2 3 6\n合计 1 2 3 6\n")
    assert {key.row for key in report.cells} == {"3"}
    assert [place.quote for place in report.unplaced] == ["1 | 2 | 3 | 6"]


def test_a_label_that_two_lines_of_figures_claim_goes_to_neither() -> None:
    report = _report("二、借阅情况\n本年新购入的各类图书册数 0 0 0 0\n1 2 3 6\n合计\n4 5 6 15\n")
    assert {key.row for key in report.cells} <= {"1", "3"}
    assert not any(shown(cell.number) in {"6", "15"} for cell in report.cells.values())


# ---- one row a line, one blank between


def test_a_row_a_line_is_read_with_its_group_in_the_same_line() -> None:
    report = _report(
        "二、借阅情况\n项目 总馆 东馆 西馆 其他\n借出情况 成人读物 1 2 3 6\n其他 1 0 0 1\n"
    )
    assert row(report, "L", "2.1") == ["1", "2", "3", "6"]
    assert row(report, "L", "2.3") == ["1", "0", "0", "1"]
    assert report.rows["L", "2.1"].label == "成人读物"
    assert report.diagnostics == ()


def test_a_long_header_of_short_words_is_a_header() -> None:
    header = " ".join(["现场到馆 上午 下午 网上到馆 网站 应用"] * 4)
    report = _report(f"二、借阅情况\n合计 1 2 3 6\n三、到馆情况\n{header}\n1 2 3 4\n")
    assert report.sections["3"].passages == ()
    assert row(report, "V", "1") == ["unreadable"] * 4  # the columns begin anew: out of order


def test_a_label_printed_upright_is_one_label() -> None:
    report = _report("二、借阅情况\n借\n出\n情\n况\n其他 1 2 3 6\n")
    assert row(report, "L", "2.3") == ["1", "2", "3", "6"]
    assert report.diagnostics == ()


def test_the_columns_of_a_header_in_another_order_refuse_the_table() -> None:
    report = _report("二、借阅情况\n项目 东馆 总馆 西馆\n成人读物 1 2 3 6\n")
    assert row(report, "L", "2.1") == ["unreadable"] * 4
    assert codes(report)[0] == "columns-out-of-order"


def test_a_row_with_too_few_figures_is_never_filled_up() -> None:
    report = _report("二、借阅情况\n成人读物 1 2 6\n合计 1 2 3 6\n")
    assert row(report, "L", "2.1") == ["unreadable"] * 4
    assert "该行有 3 格，而格式有 4 列" in report.diagnostics[0].message.zh


def test_the_only_row_of_a_table_needs_no_label() -> None:
    report = _report(
        "二、借阅情况\n合计 1 2 3 6\n三、到馆情况\n现场到馆 网上到馆\n上\n午\n下午\n网站\n应用\n1 2 3 4\n"
    )
    assert row(report, "V", "1") == ["1", "2", "3", "4"]
    assert report.rows["V", "1"].label == ""
    assert report.diagnostics == ()


def test_a_numeral_without_digits_is_a_word() -> None:
    report = _report("二、借阅情况\n   三   成人读物   1   2   3   6\n   合计   /   —   0   无\n")
    assert row(report, "L", "2.1") == ["1", "2", "3", "6"]
    assert row(report, "L", "3") == ["dash", "dash", "0", "dash"]


# ---- what is no table


def test_words_before_and_behind_a_table_are_prose() -> None:
    report = _report(
        "说明\n\n成人读物 1 2 3 6\n合计 1 2 3 6\n制表人某某\n二、借阅情况\n三、到馆情况"
    )
    assert [passage.text for passage in report.intro] == ["说明", "制表人某某"]


@pytest.mark.parametrize("figures", ["1,2,3,6", "1? 2? 3? 6?", "1、 2、 3、 6、"])
@pytest.mark.parametrize("at", range(3))
def test_a_row_that_is_printed_like_prose_leaves_its_table_in_doubt(figures: str, at: int) -> None:
    lines = ["儿童读物（含绘本，不含连环画） 1 2 3 6", "合计 1 2 3 6"]
    lines.insert(at, f"成人读物 {figures}")
    report = _report("二、借阅情况\n" + "\n".join(lines) + "\n三、到馆情况\n正文。")
    assert {key.row for key in report.cells if key.table == "L"} == {"2.2", "3"}
    assert report.doubtful == {"L"}
    assert codes(report) == ["unplaced-line"]
    assert report.sections["2"].passages == ()


def test_a_sentence_beside_a_table_that_begins_like_a_row_is_prose() -> None:
    prose = "成人读物 2024 年借出 12 册。"
    report = _report(f"二、借阅情况\n成人读物 1 2 3 6\n合计 1 2 3 6\n\n{prose}\n三、到馆情况")
    assert [passage.text for passage in report.sections["2"].passages] == [prose]
    assert report.unplaced == ()


def test_figures_that_no_table_knows_are_prose_or_said() -> None:
    alone = "一、基本情况\n座位 120\n开放天数 340\n二、借阅情况\n正文。"
    report = _report(alone)
    assert [p.text for p in report.sections["1"].passages] == ["座位 120", "开放天数 340"]
    report = _report("一、基本情况\n甲类 1 2 3\n二、借阅情况\n正文。")
    assert codes(report) == ["unplaced-line"]


def test_a_heading_among_the_lines_of_tables_is_a_heading() -> None:
    report = _report("二、借阅情况\n成人读物 1 2 3 6\n三、到馆情况\n人次 1 2 3 4\n")
    assert list(report.sections) == ["2", "3"]
    assert row(report, "V", "1") == ["1", "2", "3", "4"]


# ---- cells printed one below another, column by column


_STACKED = (
    "二、借阅情况\n总馆\n东馆\n西馆\n成人读物\n合计\n1\n1\n\n2\n2\n3\n3\n6\n6\n三、到馆情况\n正文。"
)


def test_cells_below_one_another_have_lost_their_rows_and_this_is_said() -> None:
    report = _report(_STACKED)
    assert {shown(cell.number) for cell in report.cells.values()} == {"unreadable"}
    assert {key.row for key in report.cells} == {"1", "2.1", "2.2", "2.3", "3"}
    assert report.tables == {"L"}
    assert codes(report) == ["rows-lost"]
    (problem,) = report.diagnostics
    assert "哪些数属于同一行已无从得知" in problem.message.zh
    assert "share a row is lost" in problem.message.en
    assert [place.quote for place in report.unplaced] == ["总馆 … 6"]
    assert [p.text for p in report.sections["3"].passages] == ["正文。"]


def test_rows_printed_elsewhere_are_read_although_others_are_lost() -> None:
    report = _report(_STACKED + "\n其他 1 2 3 6\n其他 1 2 3 6\n")
    assert row(report, "L", "2.3") == ["1", "2", "3", "6"]
    assert row(report, "L", "3") == ["unreadable"] * 4


# ---- the same table in every shape


_FIGURES = st.lists(
    st.one_of(st.integers(0, 99999).map(str), st.sampled_from(["/", "3.5", "1,234", "12册"])),
    min_size=4,
    max_size=4,
)
_LABELS = ("成人读物", "儿童读物（含绘本，不含连环画）", "其他", "合计")


def _bars(rows: dict[str, list[str]]) -> str:
    return "\n".join(" | ".join([label, *figures]) + " |" for label, figures in rows.items())


def _lines(rows: dict[str, list[str]]) -> str:
    return "\n".join(" ".join([label, *figures]) for label, figures in rows.items())


def _layout(rows: dict[str, list[str]]) -> str:
    """Columns of ten characters, labels wrapped after eight, the figures beside the first line."""
    lines: list[str] = []
    for label, figures in rows.items():
        first, *more = [label[at : at + 8] for at in range(0, len(label), 8)]
        lines += ["  ".join([first.ljust(8), *(f"{figure:>8}" for figure in figures)]), *more, ""]
    return "\n".join(lines)


@given(st.lists(_FIGURES, min_size=4, max_size=4))
def test_bars_columns_and_lines_of_one_table_give_the_same_cells(rows: list[list[str]]) -> None:
    table = dict(zip(_LABELS, rows, strict=True))
    read_cells = [
        {key: cell.number for key, cell in _report(f"二、借阅情况\n{text}\n").cells.items()}
        for text in (_bars(table), _lines(table), _layout(table))
    ]
    assert len(read_cells[0]) == 16
    assert read_cells[0] == read_cells[1] == read_cells[2]


_CHARS = st.sampled_from(
    ["成人读物", "借出", "情况", "合计", "1", "23", " ", "  ", "\n", "\f", "。", "（"]
)


@given(st.lists(_CHARS, max_size=40).map("".join))
def test_no_text_breaks_the_reader_and_every_word_keeps_its_place(text: str) -> None:
    for block in _document(text).blocks:
        pieces = block.lines if isinstance(block, Grid) else ((block,),)
        for piece in (piece for line in pieces for piece in line):
            assert piece.place.text.strip() == piece.text
    report = recognise(_document(text), [_FORM])
    for cell in report.cells.values() if report else ():
        if isinstance(cell.number, Number):
            assert cell.provenance.locator.text == cell.provenance.quote


def test_a_form_without_the_rows_leaves_the_text_alone() -> None:
    other = replace(_FORM, tables=(), outlines=(_OUTLINE,))
    report = _report("一、基本情况\n座位 12 13\n三、到馆情况\n正文。", other)
    assert report.cells == {}
    assert isinstance(_document("正文。").blocks[0], Paragraph)
