"""Text as the web gives it: paragraphs, grids and page chrome."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.model.report import Completeness
from gouji.model.span import Source
from gouji.readers.document import Document, Grid, GridCell, Paragraph
from gouji.readers.text import read


def _read(text: str) -> Document:
    return read(Source("text.txt", text))


def _grids(text: str) -> list[list[list[str]]]:
    return [
        [[cell.text for cell in line] for line in block.lines]
        for block in _read(text).blocks
        if isinstance(block, Grid)
    ]


def _paragraphs(text: str) -> list[str]:
    return [block.text for block in _read(text).blocks if isinstance(block, Paragraph)]


def test_one_trailing_bar_closes_the_last_cell() -> None:
    assert _grids("甲 | 1 | 2 |\n乙 | 1 | ||\n丙 | 1 | 2") == [
        [["甲", "1", "2"], ["乙", "1", "", ""], ["丙", "1", "2"]]
    ]


def test_blank_cells_are_kept() -> None:
    assert _grids("甲 | | 2 | |\n | 1 |") == [[["甲", "", "2", ""], ["", "1"]]]


def test_a_single_blank_line_does_not_split_a_grid_and_two_do() -> None:
    assert len(_grids("甲|1|\n\n乙|2|")) == 1
    assert len(_grids("甲|1|\n\n\n乙|2|")) == 2
    assert len(_grids("甲|1|\n正文\n乙|2|")) == 2


def test_rulings_are_no_rows() -> None:
    assert _grids("| 甲 | 乙 |\n|---|:--:|\n| 1 | 2 |") == [[["", "甲", "乙"], ["", "1", "2"]]]
    assert _grids("| 甲 | 乙 |\n| - | - |\n| 1 | 2 |") == [[["", "甲", "乙"], ["", "1", "2"]]]


def test_a_row_of_dashes_is_a_row() -> None:
    assert _grids("甲 | 乙 |\n - | - |\n") == [[["甲", "乙"], ["-", "-"]]]
    assert _grids("|甲|乙|\n|1|2|\n|-|-|") == [[["", "甲", "乙"], ["", "1", "2"], ["", "-", "-"]]]


def test_prose_with_a_bar_in_it_stays_prose() -> None:
    text = "依托平台（门户网站|政务新媒体）公开信息，" + "持续推进工作落实" * 8 + "。"
    assert _paragraphs(text) == [text]
    assert _grids(text) == []


@pytest.mark.parametrize("bar", list("|｜│┃║￨¦∣"))
def test_a_bar_of_any_shape_parts_cells(bar: str) -> None:
    assert _grids(f"甲 {bar} 1 {bar}\n乙 {bar} {bar}") == [[["甲", "1"], ["乙", ""]]]


def test_a_drawn_frame_is_no_row() -> None:
    box = "┌────┬───┐\n│ 甲 │ 1 │\n├────┼───┤\n│ 乙 │ 2 │\n└────┴───┘\n"
    assert _grids(box) == [[["", "甲", "1"], ["", "乙", "2"]]]
    assert _paragraphs(box) == []
    double = "╔═══╦═══╗\n║ 甲 ║ 1 ║\n╚═══╩═══╝"
    assert _grids(double) == [[["", "甲", "1"]]]


def test_cells_between_tabs_are_kept_also_blank_ones() -> None:
    text = "项目\t总馆\t东馆\n甲\t1\t\n\t\t2\n"
    assert _grids(text) == [[["项目", "总馆", "东馆"], ["甲", "1", ""], ["", "", "2"]]]
    (grid,) = (block for block in _read(text).blocks if isinstance(block, Grid))
    assert grid.drawn


def test_a_tab_in_prose_makes_no_table() -> None:
    assert _paragraphs("一、\t基本情况\n\t全年无事。\n") == ["一、\t基本情况", "全年无事。"]


def test_bars_on_lines_of_their_own_leave_a_table_with_one_cell_a_line() -> None:
    for text in ("甲\n|\n1\n|\n2\n|\n乙\n|\n3\n|\n4\n", "甲 |\n1 |\n2 |\n乙 |\n3 |\n4 |\n"):
        (grid,) = (block for block in _read(text).blocks if isinstance(block, Grid))
        assert not grid.drawn
        assert [[cell.text for cell in line] for line in grid.lines] == [
            ["甲"],
            ["1"],
            ["2"],
            ["乙"],
            ["3"],
            ["4"],
        ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\f"])
def test_every_kind_of_line_end_separates_paragraphs(end: str) -> None:
    assert _paragraphs(f"甲{end}{end}乙{end}") == ["甲", "乙"]


@pytest.mark.parametrize(
    "chrome",
    [
        "扫一扫在手机上查看当前页面",
        "扫一扫在手机打开当前页",
        "打印 关闭",
        "【打印】【关闭】",
        "分享到：",
        "分享到： 微信 微博 QQ空间",
        "字号 大 中 小",
        "【字体：大 中 小】",
        "浏览次数：12",
        "浏览次数： 1203 次  打印 | 关闭",
        "上一篇：关于某事的通知",
        "下一篇:没有了",
        "当前位置：首页 > 公开 > 年报",
        "您现在的位置：首页>公开",
        "返回顶部",
    ],
)
def test_page_chrome_at_either_end_is_left_out(chrome: str) -> None:
    assert _paragraphs(f"{chrome}\n正文\n\n{chrome}\n") == ["正文"]


def test_page_chrome_amid_the_text_and_sentences_with_its_words_stay() -> None:
    body = [f"第{n}段" for n in range(40)]
    text = "\n".join([*body[:20], "打印", *body[20:]])
    assert "打印" in _paragraphs(text)
    assert _paragraphs("打印材料 3 份") == ["打印材料 3 份"]
    assert _paragraphs("分享到各单位的经验") == ["分享到各单位的经验"]


def test_a_table_line_of_marks_only_is_no_chrome() -> None:
    assert _grids("甲 | 乙 |\n/ | / |") == [[["甲", "乙"], ["/", "/"]]]


@pytest.mark.parametrize(
    "row",
    [
        "    -      3      -",
        "访问量   1234",
        "访问量\t1234",
        "| 大 | - | - |",
        "下载 | -",
        "大中小 | 12 | / |",
    ],
)
def test_a_row_of_figures_is_neither_chrome_nor_a_page_number(row: str) -> None:
    cells = [cell for cell in re.split(r"\s{2,}|\t|\|", row) if cell.strip()]
    for text in (f"{row}\n正文。\n", f"正文。\n\n{row}\n"):
        printed = [cell for grid in _grids(text) for line in grid for cell in line if cell]
        said = printed or " ".join(_paragraphs(text)).split()
        assert [cell.strip() for cell in cells] == [word for word in said if word != "正文。"]


def test_figures_at_the_edge_of_every_page_that_stand_apart_number_no_pages() -> None:
    text = "甲。\n1   2\n\f乙。\n1   3\n"
    assert [grid for grids in _grids(text) for grid in grids] == [["1", "2"], ["1", "3"]]
    assert _grids("甲。\n 12 \n\f乙。\n 13\n") == []


@pytest.mark.parametrize("text", ["", " \n\u3000\n"])
def test_a_blank_text_is_unreadable_and_said_so(text: str) -> None:
    document = _read(text)
    assert document.completeness is Completeness.UNREADABLE
    assert document.blocks == ()
    assert [problem.code for problem in document.diagnostics] == ["empty-document"]


_CHARS = st.sampled_from("甲乙1 2|｜│─\n\r\t\u3000-。：打印\u2028\ufeff")


@given(st.text(_CHARS, max_size=60))
def test_every_place_covers_exactly_its_text(text: str) -> None:
    places: list[tuple[int, int]] = []
    for block in _read(text).blocks:
        pieces: list[Paragraph | GridCell] = (
            [block]
            if isinstance(block, Paragraph)
            else [cell for line in block.lines for cell in line]
        )
        for piece in pieces:
            assert piece.place.text.strip() == piece.text
            places.append((piece.place.start, piece.place.end))
    assert places == sorted(places)
    assert all(end <= start for (_, end), (start, _) in pairwise(places))


@given(st.text(_CHARS, max_size=60))
def test_every_text_that_holds_something_is_read_to_its_end(text: str) -> None:
    blank = not text.strip()
    expected = Completeness.UNREADABLE if blank else Completeness.COMPLETE
    assert _read(text).completeness is expected
