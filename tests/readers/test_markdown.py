"""Markdown: what it prints, where, and which of it are headings and tables."""

import html
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.model.report import Completeness
from gouji.model.span import Source
from gouji.readers import text as plain_text
from gouji.readers.document import Document, Grid, GridCell, Paragraph
from gouji.readers.markdown import read
from gouji.readers.problems import WHY_PICTURE


def _read(text: str) -> Document:
    return read(Source("text.md", text))


def _grids(text: str) -> list[list[list[str]]]:
    return [
        [[cell.text for cell in line] for line in block.lines]
        for block in _read(text).blocks
        if isinstance(block, Grid)
    ]


def _paragraphs(text: str) -> list[str]:
    return [block.text for block in _read(text).blocks if isinstance(block, Paragraph)]


def _pieces(document: Document) -> list[Paragraph | GridCell]:
    return [
        piece
        for block in document.blocks
        for piece in (
            [block]
            if isinstance(block, Paragraph)
            else [cell for line in block.lines for cell in line]
        )
    ]


# ---- headings and paragraphs


@pytest.mark.parametrize(
    "text",
    ["# 甲\n乙", "## 甲 ##\n乙", "甲\n===\n乙", "甲\n---\n乙", "   ###### 甲\n\n乙", "#\t甲\r\n乙"],
)
def test_headings_are_paragraphs_of_their_own(text: str) -> None:
    assert _paragraphs(text) == ["甲", "乙"]


def test_a_heading_does_not_go_on_with_the_full_line_above_it() -> None:
    line = "一行写满了整个版面宽度的正文文字接着在下一行继续写下去直到这里"
    wrapped = "\n".join([line] * 6)
    assert len(_paragraphs(f"{wrapped}\n到此为止")) == 1
    assert _paragraphs(f"{wrapped}\n## 到此为止\n") == [line * 6, "到此为止"]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("**甲**与*乙*及***丙***", "甲与乙及丙"),
        ("__甲__ 与 _乙_", "甲 与 乙"),
        ("a_b_c 与 2*3*4", "a_b_c 与 2*3*4"),
        ("`甲*乙*`", "甲*乙*"),
        (r"\*甲\* 1\. \#", "*甲* 1. #"),
        ('[甲](http://a.cn/b)与[乙](附件.docx "题")', "甲与乙"),
        ("[2021](30号)与[2021]30号", "[2021](30号)与[2021]30号"),
        ("![章](a.png)甲<img src='b'>", "甲"),
        ("<https://a.cn>", "https://a.cn"),
        ("甲[^1]乙", "甲乙"),
        ("[^1]: 注文", "注文"),
        ("<b>甲</b><!-- 不印 -->&amp;&#20057;", "甲&乙"),
        ("> 甲\n> > 乙", "甲\n乙"),
        ("- 甲\n* 乙\n+ [x] 丙\n1. 丁", "甲\n乙\n丙\n1. 丁"),
        ("甲<br>乙", "甲\n乙"),
        ("甲\n\n***\n\n乙", "甲\n乙"),
        ("甲<!-- 两\n行 -->乙", "甲乙"),
        ("[甲]: http://a.cn\n乙", "乙"),
        ("```\n甲 **乙**\n```\n丙", "甲 **乙**\n丙"),
        ("~~~~ text\n~~~\n甲\n~~~~\n", "~~~\n甲"),
        ("- 3 -\n甲", "甲"),
    ],
)
def test_marks_are_not_printed_and_what_is_printed_stays(text: str, printed: str) -> None:
    assert "\n".join(_paragraphs(text)).split("\n") == printed.split("\n")


# ---- tables


_TABLE = [["甲", "1", "2"], ["乙", "", "4"]]


@pytest.mark.parametrize(
    "text",
    [
        "| 甲 | 1 | 2 |\n|---|:-:|--:|\n| 乙 |  | 4 |",
        "甲 | 1 | 2\n-|-|-\n乙 | | 4",
        "|甲|1|2|\n| - | - | - |\n|乙||4|\n",
        "| **甲** | `1` | 2[^1] |\n|---|---|---|\n| <u>乙</u> | &nbsp; | 4 |",
    ],
)
def test_tables_with_bars_have_the_cells_between_them(text: str) -> None:
    assert _grids(text) == [_TABLE]


def test_an_escaped_bar_parts_no_cells() -> None:
    assert _grids("| 甲\\|乙 | 1 |\n|---|---|\n| 丙&#124; | 2 |") == [
        [["甲|乙", "1"], ["丙|", "2"]]
    ]


def test_a_row_of_dashes_below_the_ruling_is_a_row() -> None:
    assert _grids("| 甲 | 乙 |\n|---|---|\n| - | - |") == [[["甲", "乙"], ["-", "-"]]]


@pytest.mark.parametrize("cell", ["1<br>2", "1<sup>2</sup>", "~~12~~3", "1</p><p>2", "1&#10;2"])
def test_digits_that_marks_part_make_no_number(cell: str) -> None:
    ((row, *_),) = _grids(f"| 甲 | {cell} |\n| 乙 | 3 |")
    assert not row[1].isdigit()


@pytest.mark.parametrize("picture", ["![](a.png)", "![5](a.png)", "<img src='a.png'>", "![a][b]"])
@pytest.mark.parametrize(
    "table",
    ["| 甲 | {} |\n|---|---|\n| 乙 | 3 |", "<table><tr><td>甲<td>{}<tr><td>乙<td>3</table>"],
)
def test_a_cell_that_holds_a_picture_is_not_blank(table: str, picture: str) -> None:
    cells = [
        next(b for b in _read(table.format(held)).blocks if isinstance(b, Grid)).lines[0][1]
        for held in (picture, f"5 {picture}", "")
    ]
    assert [cell.text for cell in cells] == ["", "5", ""]
    assert [cell.doubt for cell in cells] == [WHY_PICTURE, None, None]


_SPANNED = """正文
<table border="1">
<caption>表一</caption>
<tr><td rowspan="2" colspan="2">项目</td><td colspan=2>馆</td></tr>
<tr><td>东</td><td>西</td></tr>
<tr><td rowspan='2'>（一）</td><td>1.**甲**</td><td>1</td><td>&nbsp;</td></tr>
<tr><td>2.<p>乙</p></td><td>3</td><td>4</td></tr>
</table>
后文
"""


def test_a_table_in_html_is_laid_out_by_its_spans() -> None:
    document = _read(_SPANNED)
    assert _paragraphs(_SPANNED) == ["正文", "表一", "后文"]
    (grid,) = (block for block in document.blocks if isinstance(block, Grid))
    assert [[(cell.text, cell.width) for cell in line] for line in grid.lines] == [
        [("项目", 2), ("馆", 2)],
        [("", 2), ("东", 1), ("西", 1)],
        [("（一）", 1), ("1.甲", 1), ("1", 1), ("", 1)],
        [("", 1), ("2.乙", 1), ("3", 1), ("4", 1)],
    ]
    assert document.completeness is Completeness.COMPLETE


def test_a_figure_over_several_lines_of_an_html_table_is_no_value() -> None:
    text = "<table><tr><td>甲<td rowspan=2>3<tr><td>乙</table>"
    (grid,) = (block for block in _read(text).blocks if isinstance(block, Grid))
    assert [[cell.text for cell in line] for line in grid.lines] == [["甲", "3"], ["乙", ""]]
    assert grid.lines[0][1].doubt is not None


def test_an_html_table_without_end_is_read_and_said_to_be_cut() -> None:
    document = _read("甲\n<table><tr><td>乙</td><td>3")
    assert document.completeness is Completeness.TRUNCATED
    assert [problem.code for problem in document.diagnostics] == ["open-table"]
    assert _grids("甲\n<table><tr><td>乙</td><td>3") == [[["乙", "3"]]]


def test_an_html_table_that_is_too_large_is_said() -> None:
    row = "<tr><td colspan=1000>1</td></tr>"
    document = _read(f"甲<table>{row * 300}</table>乙")
    assert [problem.code for problem in document.diagnostics] == ["large-table"]
    assert _paragraphs(f"甲<table>{row * 300}</table>乙") == ["甲", "乙"]


# ---- places


@pytest.mark.parametrize(
    "text", [_SPANNED, "# **甲** #\n| a\\|b | <i>丙</i>&lt; |\n|--|--|\n[丁](./x)"]
)
def test_every_place_is_that_of_the_printed_characters(text: str) -> None:
    for piece in _pieces(_read(text)):
        assert html.unescape(piece.place.text.replace("\\", "")).strip() == piece.text.strip()


_CHARS = st.lists(
    st.sampled_from(
        [
            *"甲乙12 |*_`~<>&;#[]()!-=\n\r\t:。\\",
            "<table>",
            "<tr>",
            "<td>",
            "</table>",
            "<br>",
            "&nbsp;",
            "<!--",
            "-->",
            "](http://a)",
            "```\n",
            "rowspan=3>",
        ]
    ),
    max_size=60,
).map("".join)


@given(_CHARS)
def test_any_text_is_read_to_its_end_and_places_are_in_order(text: str) -> None:
    document = _read(text)
    source = Source("text.md", text)
    if not text.strip():
        assert document.completeness is Completeness.UNREADABLE
    places = [piece.place for piece in _pieces(document) if piece.text]
    for place in places:
        assert 0 <= place.start <= place.end <= len(source.text)
        assert all(a <= b for a, b in place.cuts)
    assert all(
        one.end <= next_.start for one, next_ in pairwise(sorted(places, key=lambda p: p.start))
    )


@given(st.text(st.sampled_from("甲乙丙12一、 \n。"), max_size=80))
def test_what_has_no_marks_reads_as_plain_text_does(text: str) -> None:
    assert _paragraphs(text) == [
        block.text
        for block in plain_text.read(Source("t.txt", text)).blocks
        if isinstance(block, Paragraph)
    ]
