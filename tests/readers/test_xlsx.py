"""Workbooks: what a sheet prints is read, and nothing else."""

import io
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.chart import BarChart
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from gouji.model.diagnostic import Severity
from gouji.model.report import Completeness
from gouji.readers import xlsx
from gouji.readers.document import Document, Grid, GridCell, Paragraph
from gouji.readers.office_problems import WHY_STRUCK
from gouji.readers.problems import WHY_PICTURE
from gouji.readers.xlsx import problems
from gouji.readers.xlsx.formats import BUILT_IN, decimal, shown
from tests.readers.excel import S, parts
from tests.readers.word import packed, relations


def saved(book: Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def made(fill: Callable[[Worksheet], object]) -> Document:
    """The document of a workbook with one sheet."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    fill(sheet)
    return xlsx.read("made.xlsx", saved(book))


def raw(rows: str, more: str = "", workbook: str = "", **others: str) -> Document:
    return xlsx.read("made.xlsx", packed(dict(parts(rows, more, workbook, **others))))


def table(found: Document) -> list[list[str]]:
    (grid,) = (block for block in found.blocks if isinstance(block, Grid))
    return [[cell.text for cell in line] for line in grid.lines]


def prose(found: Document) -> list[str]:
    return [block.text for block in found.blocks if isinstance(block, Paragraph)]


def cell(found: Document, line: int, column: int) -> GridCell:
    (grid,) = (block for block in found.blocks if isinstance(block, Grid))
    return grid.lines[line][column]


def codes(found: Document) -> list[str]:
    return [diagnostic.code for diagnostic in found.diagnostics]


# ---- numbers


@pytest.mark.parametrize(
    ("stored", "code", "printed"),
    [
        ("160.59640000000001", "General", "160.5964"),
        ("0.30000000000000004", "General", "0.3"),
        ("1E+2", "General", "100"),
        ("1.5E-3", "General", "0.0015"),
        ("-0", "General", "0"),
        ("0.5", "0%", "50%"),
        ("0.12345", "0.0%", "12.3%"),
        ("1234567.5", "#,##0.00", "1,234,567.50"),
        ("1234.5", "#,##0", "1,235"),
        ("2.675", "0.00", "2.68"),
        ("0", "#,##0", "0"),
        ("0", "#", ""),
        ("0.5", "#.00", ".50"),
        ("5", "000", "005"),
        ("3", '0"件"', "3件"),
        ("3", "0\\件", "3件"),
        ("12345", "#,##0,", "12"),
        ("123456", '0.0,"千"', "123.5千"),
        ("-5", "0;(0)", "(5)"),
        ("-5", "0;[Red]-0", "-5"),
        ("-5", "[红色]0", "-5"),
        ("0", "0;-0;;@", ""),
        ("0", BUILT_IN[41], "-"),
        ("1990", BUILT_IN[41], "1,990"),
        ("-1990", BUILT_IN[41], "-1,990"),
        ("12", "[$¥-804]#,##0", "¥12"),
        ("12", "@", "12"),
        ("45677", "yyyy/m/d", "2025/1/20"),
        ("45677.5", BUILT_IN[31], "2025年1月20日"),
        ("45677.5", "[$-804]yyyy-mm-dd;@", "2025-01-20"),
        ("45677.5", "yyyy/m/d h:mm", "2025/1/20"),
    ],
)
def test_a_number_is_read_as_its_format_prints_it(stored: str, code: str, printed: str) -> None:
    number = decimal(stored)
    assert number is not None
    assert shown(number, code) == printed


@pytest.mark.parametrize("code", ["0.00E+00", "# ?/?", "[>100]0;0", "[DBNum1]0", "h:mm", "x" * 300])
def test_a_format_that_is_not_known_gives_no_text(code: str) -> None:
    assert shown(Decimal(5), code) is None


@pytest.mark.parametrize("code", ["0.00;[Red]0.00", "0;0", "0;"])
def test_a_number_that_only_its_colour_shows_to_be_negative_gives_no_text(code: str) -> None:
    assert shown(Decimal(-12), code) is None
    assert shown(Decimal(12), code) is not None


@pytest.mark.parametrize("stored", ["NaN", "INF", "1_000", "٣", "", "1e9999", "0x1F", "1,5"])
def test_what_is_no_number_is_none(stored: str) -> None:
    assert decimal(stored) is None


def test_days_are_counted_from_1900_or_1904() -> None:
    assert shown(Decimal(1), "yyyy-m-d") == "1900-1-1"
    assert shown(Decimal(61), "yyyy-m-d") == "1900-3-1"
    assert shown(Decimal(60), "yyyy-m-d") is None
    assert shown(Decimal(44215), "yyyy-m-d", since_1904=True) == "2025-1-20"
    assert shown(Decimal(10**7), "yyyy-m-d") is None


def test_a_workbook_is_printed_in_its_formats() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["项目", "比例", "金额", "日期"])
        sheet.append(["新收", 0.5, 160.59640000000001, date(2025, 1, 20)])
        sheet["B2"].number_format = "0%"
        sheet["D2"].number_format = "yyyy/m/d"

    found = made(fill)
    assert table(found)[1] == ["新收", "50%", "160.5964", "2025/1/20"]
    assert cell(found, 1, 1).place.locator.cell == "B2"
    assert cell(found, 1, 1).place.locator.sheet == "Sheet"


# ---- cells


def test_strings_of_every_kind_are_read() -> None:
    strings = (
        f'<sst xmlns="{S}"><si><t>新收</t></si><si><r><t>12</t></r><r><rPr><vertAlign '
        'val="superscript"/></rPr><t>3</t></r><rPh sb="0" eb="1"><t>zhu</t></rPh></si></sst>'
    )
    found = raw(
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>'
        '<c r="C1" t="inlineStr"><is><t>件_x000D_\n数</t></is></c>'
        '<c r="D1" t="str"><f>A1</f><v>甲</v></c><c r="E1" t="b"><v>1</v></c></row>',
        sharedStrings=strings,
    )
    assert table(found) == [["新收", "12³", "件 数", "甲", "TRUE"]]


def test_a_formula_without_a_value_is_in_doubt_and_not_blank() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["新收", 3, "=A1+1", "数"])

    found = made(fill)
    assert table(found) == [["新收", "3", "", "数"]]
    assert cell(found, 0, 2).doubt == problems.WHY_NO_RESULT
    assert cell(found, 0, 1).doubt is None


def test_a_stored_value_counts_unless_it_is_to_be_worked_out_anew() -> None:
    row = "<row><c><v>3</v></c><c><f>A1*2</f><v>6</v></c></row>"
    assert cell(raw(row), 0, 1).doubt is None
    stale = raw(row, workbook='<calcPr fullCalcOnLoad="1"/>')
    assert cell(stale, 0, 1).doubt == problems.WHY_STALE
    assert cell(stale, 0, 0).doubt is None


def test_an_error_a_hidden_number_and_a_struck_one_are_in_doubt() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["新收", "#REF!", 5, 6, 7])
        sheet["C1"].number_format = ";;;"
        sheet["D1"].font = Font(strike=True)
        sheet["E1"].number_format = "0.0E+0"

    found = made(fill)
    why = [cell(found, 0, at).doubt for at in range(5)]
    assert why == [
        None,
        problems.WHY_ERROR,
        problems.WHY_HIDDEN,
        WHY_STRUCK,
        problems.WHY_FORMAT,
    ]


def test_a_text_that_is_partly_struck_is_in_doubt() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"] = "新收"
        sheet["B1"] = CellRichText(TextBlock(InlineFont(strike=True), "12"), "13")

    assert cell(made(fill), 0, 1).doubt == WHY_STRUCK


def test_figures_on_several_lines_of_a_cell_are_no_one_number() -> None:
    found = made(lambda sheet: sheet.append(["结果\n维持", "12\n345", "12\n件"]))
    assert table(found) == [["结果 维持", "12 345", "12 件"]]
    assert [cell(found, 0, at).doubt is not None for at in range(3)] == [False, True, False]


# ---- layout


def test_rows_with_one_cell_are_prose_and_neighbours_with_several_a_grid() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"] = "一、总体情况"
        sheet["A2"] = "全年收到申请。\n全部办结。"
        sheet.append(["项目", "件数", "备注"])
        sheet.append(["新收", 3, None])
        sheet.append(["办结", None, None])
        sheet.append(["结转", 0, "无"])
        sheet["A7"] = "二、其他"

    found = made(fill)
    assert prose(found) == ["一、总体情况", "全年收到申请。", "全部办结。", "二、其他"]
    assert table(found) == [
        ["项目", "件数", "备注"],
        ["新收", "3", ""],
        ["办结", "", ""],
        ["结转", "0", "无"],
    ]


def test_a_long_cell_makes_its_row_prose() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["一、总体情况", "全年工作平稳。" * 20])

    assert prose(made(fill)) == ["一、总体情况", "全年工作平稳。" * 20]


def test_the_first_row_of_a_sheet_belongs_to_the_table_as_wide_as_it() -> None:
    def fill(sheet: Worksheet, width: str) -> None:
        sheet["A1"] = "第一组"
        sheet.merge_cells(f"A1:{width}1")
        sheet.append(["项目", "件数", "备注"])
        sheet.append(["新收", 3, "无"])

    assert table(made(lambda sheet: fill(sheet, "C")))[0] == ["第一组"]
    narrower = made(lambda sheet: fill(sheet, "B"))
    assert prose(narrower) == ["第一组"]
    assert table(narrower)[0] == ["项目", "件数", "备注"]


def test_an_empty_row_ends_a_grid_unless_the_columns_go_on() -> None:
    def fill(sheet: Worksheet) -> None:
        for row in (["甲", 1], ["乙", 2], [], ["丙", 3], [], ["丁", 4, 5]):
            sheet.append(row)

    grids = [block for block in made(fill).blocks if isinstance(block, Grid)]
    assert [[line[0].text for line in grid.lines] for grid in grids] == [["甲", "乙", "丙"], ["丁"]]


def test_merged_cells_stand_where_they_are_printed_and_widths_by_columns_that_are_used() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["B1"], sheet["D1"] = "项目", "人数"
        sheet["D2"], sheet["F2"] = "男", "女"
        sheet["B3"], sheet["C3"], sheet["D3"], sheet["F3"] = "组", "新收", 1, 2
        sheet["C4"], sheet["D4"], sheet["F4"] = "结转", 3, 4
        for cells in ("B1:C2", "D1:F1", "D2:E2", "D3:E3", "D4:E4", "B3:B4"):
            sheet.merge_cells(cells)

    (grid,) = made(fill).blocks
    assert isinstance(grid, Grid)
    assert [[(c.text, c.width) for c in line] for line in grid.lines] == [
        [("项目", 2), ("人数", 2)],
        [("", 2), ("男", 1), ("女", 1)],
        [("组", 1), ("新收", 1), ("1", 1), ("2", 1)],
        [("", 1), ("结转", 1), ("3", 1), ("4", 1)],
    ]


def test_what_lies_below_a_merged_cell_is_not_shown() -> None:
    rows = (
        "<row><c><v>1</v></c><c><v>2</v></c><c><v>3</v></c></row>"
        "<row><c><v>4</v></c><c><v>5</v></c><c><v>6</v></c></row>"
    )
    found = raw(rows, '<mergeCells><mergeCell ref="A1:B2"/></mergeCells>')
    (grid,) = found.blocks
    assert isinstance(grid, Grid)
    assert [[cell.text for cell in line] for line in grid.lines] == [["1", "3"], ["", "6"]]


def test_hidden_columns_and_sheets_are_left_out_and_hidden_rows_in_doubt() -> None:
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for row in (["项目", "暗", "件数"], ["新收", 9, 3], ["旧", 8, 7], ["结转", 9, 1]):
        sheet.append(row)
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["B"].hidden = True
    old = book.create_sheet("旧稿")
    old["A1"] = "2019"
    old.sheet_state = "hidden"
    book.create_chartsheet("图").add_chart(BarChart())
    found = xlsx.read("h.xlsx", saved(book))
    assert table(found) == [["项目", "件数"], ["新收", "3"], ["旧", "7"], ["结转", "1"]]
    doubts = [cell(found, line, 1).doubt for line in range(4)]
    assert doubts == [None, None, problems.WHY_HIDDEN_ROW, None]
    assert codes(found) == ["hidden-sheet", "no-worksheet", "hidden-cells"]
    assert found.completeness is Completeness.COMPLETE


def test_a_blank_in_a_hidden_row_is_in_doubt_and_a_hidden_paragraph_left_out() -> None:
    found = raw(
        '<row r="1"><c t="str"><v>甲</v></c><c><v>1</v></c><c><v>2</v></c></row>'
        '<row r="2" hidden="1"><c t="str"><v>乙</v></c><c/><c><v>4</v></c></row>'
        '<row r="4" hidden="1"><c t="str"><v>说明</v></c></row>'
    )
    assert table(found) == [["甲", "1", "2"], ["乙", "", "4"]]
    assert cell(found, 1, 1).doubt == problems.WHY_HIDDEN_ROW
    assert prose(found) == []
    (told,) = found.diagnostics
    assert told.severity is Severity.WARNING


def test_a_zero_that_the_sheet_does_not_show_is_in_doubt() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["甲", 0, 5])
        sheet.append(["乙", 1, "0"])
        sheet.sheet_view.showZeros = False

    found = made(fill)
    doubts = [cell(found, line, at).doubt for line in (0, 1) for at in (1, 2)]
    assert doubts == [problems.WHY_HIDDEN_ZERO, None, None, None]


SPREAD = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"


def drawn(anchor: str, more: str = "") -> list[str]:
    """The empty cells of B2:E6 that are in doubt with a drawing so anchored."""
    line = '<c t="str"><v>名</v></c>'
    rows = f"<row>{line * 6}</row>" + "".join(
        f'<row>{line}<c r="F{at}" t="str"><v>末</v></c></row>' for at in range(2, 7)
    )
    name = "xl/worksheets/_rels/sheet1.xml.rels"
    files = {
        **parts(rows, more),
        name: relations([("drawing", "../drawings/drawing1.xml")]),
        "xl/drawings/drawing1.xml": f'<wsDr xmlns="{SPREAD}">{anchor}</wsDr>',
    }
    found = xlsx.read("made.xlsx", packed(files))
    (grid,) = (block for block in found.blocks if isinstance(block, Grid))
    doubtful = [one for line in grid.lines for one in line if one.doubt]
    assert all(one.doubt == WHY_PICTURE and not one.text for one in doubtful)
    return [one.place.locator.cell or "" for one in doubtful]


def marker(name: str, column: int, row: int, off: int = 0) -> str:
    return (
        f"<{name}><col>{column}</col><colOff>{off}</colOff>"
        f"<row>{row}</row><rowOff>{off}</rowOff></{name}>"
    )


@pytest.mark.parametrize(
    ("anchor", "cells"),
    [
        (f"<twoCellAnchor>{marker('from', 1, 1)}{marker('to', 2, 2)}<pic/></twoCellAnchor>", "B2"),
        (
            f"<twoCellAnchor>{marker('from', 1, 1)}{marker('to', 2, 2, 9999)}<sp/></twoCellAnchor>",
            "B2 C2 B3 C3",
        ),
        (f"<twoCellAnchor>{marker('from', 1, 1)}{marker('to', 2, 2)}<cxnSp/></twoCellAnchor>", ""),
        (
            f"<oneCellAnchor>{marker('from', 2, 3)}<ext cx='609600' cy='381000'/><pic/></oneCellAnchor>",
            "C4 C5",
        ),
        (
            "<absoluteAnchor><pos x='640000' y='200000'/><ext cx='9' cy='9'/><pic/></absoluteAnchor>",
            "B2",
        ),
    ],
)
def test_an_empty_cell_below_a_picture_is_in_doubt(anchor: str, cells: str) -> None:
    assert drawn(anchor) == cells.split()


def test_a_picture_lies_where_the_sizes_of_rows_and_columns_put_it() -> None:
    anchor = (
        "<absoluteAnchor><pos x='0' y='190500'/><ext cx='609600' cy='9'/><pic/></absoluteAnchor>"
    )
    assert drawn(anchor) == []
    narrow = '<col min="1" max="1" width="1"/>'
    assert drawn(anchor, f"<cols>{narrow}</cols>") == ["B2"]
    assert drawn(anchor, f'<cols>{narrow}<col min="2" max="2" hidden="1"/></cols>') == ["C2"]


def test_of_many_drawings_all_between_them_is_in_doubt() -> None:
    far = "".join(
        f"<twoCellAnchor>{marker('from', at, at)}{marker('to', at, at, 9)}<pic/></twoCellAnchor>"
        for at in (1, *[3] * 100)
    )
    assert drawn(far) == ["B2", "C2", "D2", "B3", "C3", "D3", "B4", "C4", "D4"]


def test_a_cell_at_the_end_of_an_endless_sheet_costs_nothing() -> None:
    found = raw(
        '<row><c t="str"><v>新收</v></c><c><v>3</v></c></row>'
        '<row r="1048576"><c r="XFD1048576" t="str"><v>完</v></c></row>',
        '<cols><col min="3" max="16384" width="9"/></cols>'
        '<mergeCells><mergeCell ref="A5:XFD1048575"/></mergeCells>',
    )
    assert table(found) == [["新收", "3"]]
    assert prose(found) == ["完"]


def test_times_of_day_and_true_days_of_cells() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["日期", datetime(2025, 1, 20, 8, 30, tzinfo=UTC).replace(tzinfo=None)])

    assert table(made(fill)) == [["日期", "2025-01-20"]]


# ---- files


def test_a_cell_that_refers_to_nothing_is_damage() -> None:
    for row in (
        '<row><c t="s"><v>5</v></c></row>',
        '<row><c s="9"><v>5</v></c></row>',
        '<row r="2"><c r="A1"><v>5</v></c></row>',
        '<row r="2"/><row r="2"/>',
        '<row r="1"><c r="B1"/><c r="A1"/></row>',
        '<row r="9999999"/>',
    ):
        found = raw(row)
        assert (found.completeness, codes(found)) == (Completeness.UNREADABLE, ["damaged-file"])


@pytest.mark.parametrize("gone", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"])
def test_a_workbook_that_lacks_a_part_is_not_read(gone: str) -> None:
    made_parts = dict(parts("<row><c><v>5</v></c></row>", sharedStrings=f'<sst xmlns="{S}"/>'))
    del made_parts[gone]
    found = xlsx.read("g.xlsx", packed(made_parts))
    assert (found.completeness, codes(found)) == (Completeness.UNREADABLE, ["damaged-file"])


def test_an_empty_workbook_says_so() -> None:
    found = made(lambda _: None)
    assert found.completeness is Completeness.UNREADABLE
    assert codes(found) == ["empty-document"]
