"""PDF files in the layouts that reports come in."""

from collections.abc import Sequence

import pytest

from gouji.model.report import Completeness
from gouji.readers import pdf
from gouji.readers.document import Document, Grid, Paragraph
from tests.readers.sheets import Sheet, grid, rotated

EDGES = (80, 200, 300, 400)
ROWS = (("项目", "本年", "上年"), ("规章", "1", "2"), (("合计", 2), "3"))
TABLE = [["项目", "本年", "上年"], ["规章", "1", "2"], ["合计<2>", "3"]]


def read(raw: bytes) -> Document:
    document = pdf.read("report.pdf", raw)
    assert (document.completeness, document.diagnostics) == (Completeness.COMPLETE, ())
    return document


def tables(document: Document) -> list[list[list[str]]]:
    return [
        [[f"{c.text}<{c.width}>" if c.width > 1 else c.text for c in line] for line in block.lines]
        for block in document.blocks
        if isinstance(block, Grid)
    ]


def prose(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def doubts(document: Document) -> list[tuple[str, str]]:
    return [
        (cell.text, cell.doubt.en)
        for block in document.blocks
        if isinstance(block, Grid)
        for line in block.lines
        for cell in line
        if cell.doubt
    ]


def upright(sheet: Sheet, x: float, top: float, text: str) -> None:
    for number, char in enumerate(text):
        sheet.write(x, top + 18 * number, char)


def frame(sheet: Sheet, across: Sequence[float], down: Sequence[float]) -> None:
    """All rules of a table from end to end."""
    for x in across:
        sheet.rule(x, down[0], x, down[-1])
    for y in down:
        sheet.rule(across[0], y, across[-1], y)


@pytest.mark.parametrize("bars", [False, True], ids=["lines", "thin areas"])
def test_a_ruled_table_has_the_cells_between_its_rules(bars: bool) -> None:  # noqa: FBT001
    sheet = Sheet(bars=bars)
    sheet.write(80, 60, "一、总体情况")
    bottom = grid(sheet, 80, EDGES, ROWS)
    sheet.write(80, bottom + 40, "二、其他事项")
    document = read(sheet.made())
    assert tables(document) == [TABLE]
    assert prose(document) == ["一、总体情况", "二、其他事项"]
    assert isinstance(document.blocks[1], Grid)


def test_a_cell_over_several_lines_stands_in_each_and_its_figure_is_doubtful() -> None:
    sheet = Sheet()
    for x in (80, 200, 300):
        sheet.rule(x, 60, x, 140)
    for y in (60, 140):
        sheet.rule(80, y, 300, y)
    sheet.rule(80, 100, 200, 100)
    for x, y, text in ((90, 80, "新收"), (90, 125, "结转"), (210, 105, "17")):
        sheet.write(x, y, text)
    document = read(sheet.made())
    assert tables(document) == [[["新收", "17"], ["结转", ""]]]
    assert ("17", "the cell is merged with lines above or below") in doubts(document)


def test_a_table_that_is_open_at_its_sides_is_closed_there() -> None:
    sheet = Sheet()
    for y in (60, 84, 108):
        sheet.rule(80, y, 400, y)
    sheet.rule(200, 60, 200, 108)
    for x, y, text in ((90, 78, "新收"), (210, 78, "17"), (90, 102, "结转"), (210, 102, "4")):
        sheet.write(x, y, text)
    assert tables(read(sheet.made())) == [[["新收", "17"], ["结转", "4"]]]


def test_a_frame_around_a_paragraph_is_no_table() -> None:
    sheet = Sheet()
    frame(sheet, (70, 400), (40, 100))
    sheet.write(80, 70, "这段文字外面有框。")
    document = read(sheet.made())
    assert (tables(document), prose(document)) == ([], ["这段文字外面有框。"])


def test_an_unruled_table_is_told_by_the_places_of_its_words() -> None:
    sheet = Sheet()
    rows = [("项目", "本年", "上年"), ("规章", "1", "2"), ("行政规范性文件", "3", "4")]
    for number, row in enumerate(rows):
        for x, text in zip((80, 250, 380), row, strict=True):
            sheet.write(x, 100 + 24 * number, text)
    document = read(sheet.made())
    assert tables(document) == [[list(row) for row in rows]]
    assert [block.drawn for block in document.blocks if isinstance(block, Grid)] == [False]


def test_a_table_over_two_pages_is_one_and_its_repeated_head_stands_once() -> None:
    sheet = Sheet()
    head = ("项目", "本年", "上年")
    sheet.write(80, 40, "云河图书馆年报", 9)
    grid(sheet, 60, EDGES, [head, *((f"第{n}馆", str(n), "2") for n in range(20))], 30)
    sheet.write(290, 820, "- 1 -", 9)
    sheet.turn_page()
    sheet.write(80, 40, "云河图书馆年报", 9)
    bottom = grid(sheet, 60, EDGES, [head, ("分馆", "7", "8")], 30)
    sheet.write(80, bottom + 40, "以上为全部馆藏。")
    sheet.write(290, 820, "- 2 -", 9)
    document = read(sheet.made())
    (table,) = tables(document)
    assert table == [
        list(head),
        *([f"第{n}馆", str(n), "2"] for n in range(20)),
        ["分馆", "7", "8"],
    ]
    assert prose(document) == ["以上为全部馆藏。"]


def test_two_tables_with_other_columns_are_two() -> None:
    sheet = Sheet()
    grid(sheet, 700, EDGES, ROWS)
    sheet.turn_page()
    grid(sheet, 60, (80, 140, 400), [("新收", "1"), ("结转", "2")])
    assert len(tables(read(sheet.made()))) == 2


def test_a_label_that_the_end_of_a_page_parts_is_put_together() -> None:
    sheet = Sheet()
    edges = (80, 240, 300, 360)
    grid(sheet, 740, edges, [("项目", "本年", "上年"), ("5.要求行政机关确认或", "3", "4")])
    sheet.turn_page()
    grid(sheet, 60, edges, [("重新出具已获取信息", "", ""), ("6.其他", "7", "8")])
    assert tables(read(sheet.made()))[0][1:] == [
        ["5.要求行政机关确认或重新出具已获取信息", "3", "4"],
        ["6.其他", "7", "8"],
    ]


def test_a_row_whose_cells_are_empty_is_no_rest_of_the_row_above() -> None:
    sheet = Sheet()
    edges = (80, 240, 300, 360)
    grid(sheet, 740, edges, [("项目", "本年", "上年"), ("5.要求确认", "3", "4")])
    sheet.turn_page()
    grid(sheet, 60, edges, [("6.其他", "", ""), ("7.总计", "7", "8")])
    assert tables(read(sheet.made()))[0][1:] == [
        ["5.要求确认", "3", "4"],
        ["6.其他", "", ""],
        ["7.总计", "7", "8"],
    ]


def test_an_upright_label_is_one_word_and_goes_on_over_the_page() -> None:
    sheet = Sheet()
    for top, words, rows in ((700, "办理", ("公开", "不公开")), (40, "结果", ("总计", "结转"))):
        for x in (80, 120, 240, 300):
            sheet.rule(x, top, x, top + 80)
        for y in (top, top + 80):
            sheet.rule(80, y, 300, y)
        sheet.rule(120, top + 40, 300, top + 40)
        upright(sheet, 92, top + 30 if top > 100 else top + 14, words)
        if top > 100:
            upright(sheet, 92, top + 68, "的")
        for number, label in enumerate(rows):
            sheet.write(130, top + 24 + 40 * number, label)
            sheet.write(260, top + 24 + 40 * number, str(number + 3))
        if top > 100:
            sheet.turn_page()
    (table,) = tables(read(sheet.made()))
    assert table == [
        ["办理的结果", "公开", "3"],
        ["", "不公开", "4"],
        ["", "总计", "3"],
        ["", "结转", "4"],
    ]


def test_turned_words_in_a_cell_are_read_in_their_direction() -> None:
    sheet = Sheet()
    sheet.prose(30, "正文的方向由多数文字决定，个别竖排的表头不改变它。")
    frame(sheet, (80, 120, 240), (60, 160, 200))
    for turn, text in ((90, "向上的表头"),):
        sheet.canvas.saveState()
        sheet.canvas.translate(104, 842 - 150)
        sheet.canvas.rotate(turn)
        sheet.canvas.setFont("STSong-Light", 10)
        sheet.canvas.drawString(0, 0, text)
        sheet.canvas.restoreState()
    sheet.write(130, 120, "5")
    assert tables(read(sheet.made()))[0][0] == ["向上的表头", "5"]


def test_letters_spread_over_a_cell_are_one_word_and_drawn_twice_are_one() -> None:
    sheet = Sheet()
    frame(sheet, (80, 200, 300), (60, 100, 140))
    for shift in (0.0, 0.4):
        sheet.write(90 + shift, 85, "总　　计")
        sheet.write(210 + shift, 85, "5500")
    sheet.write(90, 125, "结转")
    sheet.write(210, 125, "7")
    assert tables(read(sheet.made())) == [[["总 计", "5500"], ["结转", "7"]]]


def test_a_figure_that_reaches_over_a_rule_is_doubtful_on_both_sides() -> None:
    sheet = Sheet()
    frame(sheet, (80, 200, 300), (60, 100, 140))
    sheet.write(180, 85, "123456")
    sheet.write(210, 125, "7")
    found = doubts(read(sheet.made()))
    assert {why for _, why in found} == {
        "print reaches over the rules, so it cannot be told to which cell it belongs"
    }
    assert "".join(text for text, _ in found) == "123456"
    assert len(found) == 2


def test_figures_of_two_lines_in_a_wide_cell_stay_apart() -> None:
    sheet = Sheet()
    frame(sheet, (80, 200, 300), (60, 110, 140))
    sheet.write(210, 80, "12")
    sheet.write(210, 98, "34")
    sheet.write(90, 130, "结转")
    assert tables(read(sheet.made()))[0][0] == ["", "12 34"]


def test_a_figure_wrapped_in_a_narrow_cell_is_whole() -> None:
    sheet = Sheet()
    frame(sheet, (80, 200, 226), (60, 110, 140))
    sheet.write(204, 80, "123")
    sheet.write(204, 98, "45")
    sheet.write(90, 130, "结转")
    assert tables(read(sheet.made()))[0][0] == ["", "12345"]


def test_characters_without_meaning_are_doubtful_and_counted() -> None:
    sheet = Sheet()
    frame(sheet, (80, 200, 300), (60, 100, 140))
    sheet.write(90, 85, "新收")
    sheet.write(210, 85, "1\ue0012")
    sheet.write(90, 125, "结转")
    document = pdf.read("report.pdf", sheet.made())
    assert [text for text, _ in doubts(document)] == ["1\ufffd2"]
    assert [found.code for found in document.diagnostics] == ["pdf-lost-characters"]


def test_paragraphs_are_put_together_over_lines_and_pages() -> None:
    text = "本馆全年新增图书一百二十册，读者满意度持续提升，"
    sheet = Sheet()
    first = "　　" + text[:-3]
    y = sheet.prose(60, "云河图书馆年报", first, *[text[:24]] * 6)
    sheet.write(80, y, "开放日数为三百日。")
    sheet.prose(y + 24, first, *[text[:24]] * 7)
    sheet.write(290, 820, "1", 9)
    sheet.turn_page()
    sheet.prose(60, text[:24], "全部完成。")
    sheet.write(290, 820, "2", 9)
    found = prose(read(sheet.made()))
    assert found[0] == "云河图书馆年报"
    assert len(found) == 3
    assert found[2].endswith(text[:24] + "全部完成。")


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
def test_a_turned_page_reads_as_an_upright_one(degrees: int) -> None:
    sheet = Sheet()
    sheet.write(80, 60, "题目一二三")
    grid(sheet, 80, EDGES, ROWS)
    document = read(rotated(sheet.made(), degrees))
    assert (prose(document), tables(document)) == (["题目一二三"], [TABLE])


def test_places_are_told_by_page_and_box_as_the_page_is_shown() -> None:
    sheet = Sheet()
    sheet.write(80, 60, "题目")
    grid(sheet, 80, EDGES, ROWS)
    raw, boxes = sheet.made(), []
    for degrees in (0, 90, 180, 270):
        block = read(rotated(raw, degrees)).blocks[1]
        assert isinstance(block, Grid)
        place = block.lines[1][1].place
        assert (place.text, place.locator.page) == ("1", 1)
        boxes.append(place.locator.box)
    assert boxes == [
        (200, 104, 300, 128),
        (714, 200, 738, 300),
        (295, 714, 395, 738),
        (104, 295, 128, 395),
    ]


def test_what_is_cropped_away_is_not_read() -> None:
    sheet = Sheet()
    sheet.write(80, 60, "裁掉的文字")
    sheet.write(80, 400, "留下的文字")
    raw = rotated(sheet.made(), 0, (0, 0, 595, 600))
    assert prose(read(raw)) == ["留下的文字"]


def test_every_place_in_a_pdf_is_that_of_its_words() -> None:
    sheet = Sheet()
    sheet.prose(60, "云河图书馆年报", "一、总体情况")
    grid(sheet, 120, EDGES, ROWS)
    for block in read(sheet.made()).blocks:
        cells = [c for line in block.lines for c in line] if isinstance(block, Grid) else [block]
        assert all(cell.place.text == cell.text for cell in cells)
