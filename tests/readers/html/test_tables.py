"""The tables of web pages: each cell on its place, and no value where that is in doubt."""

import pytest

from gouji.readers.document import Grid, GridCell, Paragraph
from gouji.readers.html import read
from tests.readers.html.pages import T4, page


def _grids(body: str) -> list[list[list[GridCell]]]:
    document = read("page.html", page(body).encode())
    return [
        [list(line) for line in block.lines] for block in document.blocks if isinstance(block, Grid)
    ]


def _texts(body: str) -> list[list[list[str]]]:
    return [[[cell.text for cell in line] for line in grid] for grid in _grids(body)]


def _cell(inner: str) -> GridCell:
    ((line, *_),) = _grids(f"<table><tr><td>行名</td><td>{inner}</td></tr><tr><td>a<td>1</table>")
    return line[1]


def test_a_cell_over_several_lines_is_empty_in_the_others() -> None:
    body = "<table><tr><td rowspan=2>组<td>甲<td>1<tr><td>乙<td>2</table>"
    assert _texts(body) == [[["组", "甲", "1"], ["", "乙", "2"]]]


def test_a_cell_over_several_columns_stands_once_and_tells_its_width() -> None:
    ((first, _),) = _grids("<table><tr><td colspan=3>甲<td>1<tr><td>a<td>b<td>c<td>2</table>")
    assert [(cell.text, cell.width) for cell in first] == [("甲", 3), ("1", 1)]


def test_a_line_without_cells_ends_the_cells_from_above_as_any_line() -> None:
    body = "<table><tr><td rowspan=2>甲<td rowspan=2>1<tr></tr><tr><td>乙<td>2</table>"
    assert _texts(body) == [[["甲", "1"], ["乙", "2"]]]


def test_a_cell_ends_with_its_part_of_the_table_and_zero_means_to_its_end() -> None:
    body = (
        "<table><thead><tr><th rowspan=9>甲<th>子</thead>"
        "<tbody><tr><td rowspan=0>丙<td>1<tr><td>2</tbody><tbody><tr><td>丁<td>3</tbody></table>"
    )
    assert _texts(body) == [[["甲", "子"], ["丙", "1"], ["", "2"], ["丁", "3"]]]


def test_the_foot_of_a_table_is_its_last_part_wherever_it_stands() -> None:
    body = "<table><tfoot><tr><td>总计<td>3</tfoot><tbody><tr><td>甲<td>3</table>"
    assert _texts(body) == [[["甲", "3"], ["总计", "3"]]]


def test_places_name_table_row_and_column() -> None:
    body = f"<table><tr><td>{T4}</td></tr></table><table><tr></tr><tr><td colspan=2>甲<td>1</table>"
    last = _grids(body)[-1][0][-1].place.locator
    assert (last.table, last.row, last.column) == (2, 2, 3)


@pytest.mark.parametrize("span", ["999999999", "-1", "0", "1e9", "abc", "", "²", "９"])
def test_no_span_breaks_a_table(span: str) -> None:
    body = (
        f'<table><tr><td colspan="{span}" rowspan="{span}">甲</td><td>1</td></tr><tr><td>2</table>'
    )
    ((first, *_),) = _grids(body)
    assert [cell.text for cell in first] == ["甲", "1"]


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ("1<b>9</b>90", "1990"),
        ("<p>商业</p><p>企业</p>", "商业企业"),
        ("商业<br>企业", "商业企业"),
        ("&nbsp;", ""),
        ("<p>12</p><p>&nbsp;</p>", "12"),
        ("<div align=center><font>12</font><o:p></o:p></div>", "12"),
        ("12<span style='display:none'>34</span>", "12"),
        ("<!-- 1 -->2", "2"),
        ("Word<br>text", "Word text"),
    ],
)
def test_a_cell_prints_its_text_in_one_line(inner: str, text: str) -> None:
    cell = _cell(inner)
    assert (cell.text, cell.doubt) == (text, None)


@pytest.mark.parametrize(
    ("inner", "why"),
    [
        ("12<br>150", "several figures"),
        ("<p>3</p><p>4</p>", "several figures"),
        ("—<br>5", "several figures"),
        ("12<sup>1</sup>", "raised"),
        ("<del>12</del>15", "struck out"),
        ("<img src=n.png>", "picture"),
        ("<svg><text>12</text></svg>", "picture"),
        ("<canvas>5</canvas>", "picture"),
        ('<input value="5">', "form field"),
        ('5<input value="6">', "form field"),
        ("<textarea>5</textarea>", "form field"),
        ("<select><option selected>5</option></select>", "form field"),
        ('5<span style="vertical-align: super">1</span>', "raised"),
        ('5<span style="font-size:9px;vertical-align:-0.4em">1</span>', "raised"),
        ('<span style="TEXT-DECORATION: underline line-through">5</span>6', "struck out"),
        ('<p style="text-decoration:line-through">5</p>', "struck out"),
        ("3 <span>120</span>", "several figures"),
        ("<b>3</b>\n<b>120</b>", "several figures"),
        ("3<br>万", "one figure goes over several lines"),
    ],
)
def test_what_a_cell_says_is_in_doubt_and_why(inner: str, why: str) -> None:
    doubt = _cell(inner).doubt
    assert doubt is not None
    assert why in doubt.en


def test_a_cell_that_lies_over_one_from_above_is_in_doubt() -> None:
    body = "<table><tr><td>甲<td>乙<td rowspan=2>丙<tr><td>1<td colspan=2>2</table>"
    ((_, line),) = _grids(body)
    assert [(cell.text, cell.width) for cell in line] == [("1", 1), ("2", 1), ("", 1)]
    assert line[1].doubt is not None
    assert "from above" in line[1].doubt.en


def test_a_cell_or_a_line_may_strike_its_text() -> None:
    style = 'style="text-decoration:line-through"'
    ((first, second),) = _grids(
        f"<table><tr><td>甲<td {style}>5<td>6<tr {style}><td>乙<td>7<td>8</table>"
    )
    doubtful = [cell.text for cell in (*first, *second) if cell.doubt]
    assert doubtful == ["5", "7", "8"]


@pytest.mark.parametrize(
    "inner",
    [
        '<span style="vertical-align: middle">51</span>',
        '<span style="vertical-align:0px">5</span>1',
        "<span>5</span><span>1</span>",
        "51<input type=hidden value=6>",
        "<b>51</b> <i></i>",
    ],
)
def test_what_marks_nothing_casts_no_doubt(inner: str) -> None:
    assert (_cell(inner).text, _cell(inner).doubt) == ("51", None)


def test_a_picture_that_only_keeps_room_is_none() -> None:
    assert _cell("<img src=n.gif width=1 height=1>").doubt is None


def test_a_table_that_holds_tables_gives_its_contents_in_order() -> None:
    body = (
        f"<table><tr><td>公开指南<br>公开制度</td><td><p>甲。</p>{T4}<p>乙。</p></td></tr></table>"
    )
    document = read("page.html", page(body).encode())
    kinds = [b.text if isinstance(b, Paragraph) else "表" for b in document.blocks]
    assert kinds == ["公开指南", "公开制度", "甲。", "表", "乙。"]


def test_lines_of_figures_beside_a_table_in_a_cell_stay_a_table() -> None:
    body = f"<table><tr><td>甲<td>1</tr><tr><td colspan=2>{T4}</td></tr><tr><td>乙<td>2</table>"
    first, _, last = _texts(body)
    assert (first, last) == ([["甲", "1"]], [["乙", "2"]])


def test_a_table_of_one_column_is_prose() -> None:
    body = "<table><tr><td>一、总体情况</td></tr><tr><td><p>甲。</p><p>乙。</p></td></tr></table>"
    document = read("page.html", page(body).encode())
    assert [b.text for b in document.blocks if isinstance(b, Paragraph)] == [
        "一、总体情况",
        "甲。",
        "乙。",
    ]


def test_a_note_across_a_table_is_a_paragraph() -> None:
    note = "注：" + "本表所列数据统计期限为全年，各项数据以办结日期为准进行统计" * 2 + "。"
    body = f"<table><tr><td>甲<td>1</tr><tr><td colspan=2>{note}</td></tr><tr><td>乙<td>2</table>"
    document = read("page.html", page(body).encode())
    kinds = [b.text if isinstance(b, Paragraph) else "表" for b in document.blocks]
    assert kinds == ["表", note, "表"]


def test_text_between_the_cells_of_a_table_is_not_lost() -> None:
    body = "<table><caption>表题</caption>散句。<tr><td>甲<td>1</td></tr></table>"
    document = read("page.html", page(body).encode())
    assert [b.text for b in document.blocks if isinstance(b, Paragraph)] == ["表题", "散句。"]


def test_cells_without_a_line_and_lines_within_other_elements_are_found() -> None:
    body = "<table><td>甲</td><td>1</td><form><tr><td>乙</td><td>2</td></tr></form></table>"
    assert _texts(body) == [[["甲", "1"], ["乙", "2"]]]
