"""The prose of web pages: what is a paragraph, and what belongs to the site."""

import pytest

from gouji.model.report import Completeness
from gouji.readers.document import Document, Grid, Paragraph
from gouji.readers.html import read
from tests.readers.html.pages import AGENCY, PROSE, T4, TITLE, page, report


def _read(body: str, head: str = "") -> Document:
    document = read("page.html", page(body, head).encode())
    assert document.completeness is Completeness.COMPLETE, document.diagnostics
    return document


def _paragraphs(body: str) -> list[str]:
    return [block.text for block in _read(body).blocks if isinstance(block, Paragraph)]


def test_text_that_stands_in_a_div_is_a_paragraph() -> None:
    assert _paragraphs("<div>甲<div>乙</div>丙</div>丁") == ["甲", "乙", "丙", "丁"]


def test_a_word_cut_into_many_spans_is_one_word() -> None:
    spans = "".join(f'<span style="font-family:仿宋">{c}</span>' for c in "全年受理12件。")
    assert _paragraphs(f"<p class=MsoNormal>{spans}<o:p></o:p></p>") == ["全年受理12件。"]


def test_line_ends_of_the_source_are_no_blanks_between_chinese_words() -> None:
    assert _paragraphs("<p>受理\n    申请 12\n件，Web\n page</p>") == ["受理申请 12 件，Web page"]


def test_what_word_leaves_behind_is_not_printed() -> None:
    body = (
        "<!--[if gte mso 9]><xml><w:View>Normal</w:View></xml><![endif]-->"
        "<![if !supportMisalignedColumns]><p>正文。</p><![endif]>"
        "<xml><w:Zoom>0</w:Zoom></xml><p>&nbsp;</p><p><o:p>&nbsp;</o:p></p>"
    )
    assert _paragraphs(body) == ["正文。"]


@pytest.mark.parametrize(
    "style",
    ['style="display:none"', 'style="color:red; DISPLAY : none"', "hidden", 'style="mso-hide:all"'],
)
def test_hidden_elements_are_not_printed_and_what_follows_is(style: str) -> None:
    assert _paragraphs(f"<p>甲<span {style}>暗<b>处</b></span>乙</p>") == ["甲乙"]


def test_a_control_character_beside_what_is_taken_out_breaks_nothing() -> None:
    assert _paragraphs("<p>甲<span hidden>暗</span>\x08乙</p>") == ["甲\x08乙"]


def test_scripts_styles_and_controls_are_not_printed() -> None:
    body = (
        "<script>document.write('<p>甲</p>')</script><style>p{}</style><noscript>乙</noscript>"
        "<select><option>丙</option></select><button>丁</button><textarea>戊</textarea><p>己。</p>"
    )
    assert _paragraphs(body) == ["己。"]


def test_a_line_break_separates_paragraphs() -> None:
    body = f"<p>一、总体情况<br>　　{PROSE}<br/>{AGENCY}<br>2025年1月18日</p>"
    assert _paragraphs(body) == ["一、总体情况", PROSE, AGENCY, "2025年1月18日"]


def test_lines_that_a_page_wraps_at_its_edge_are_one_paragraph() -> None:
    line = "本年度办理政府信息公开申请情况总体平稳各项工作均按期完成无逾期"
    wrapped = "<br>".join(f"　　{line[:-2]}<br>{line}<br>{line}<br>到此为止。" for _ in range(3))
    assert _paragraphs(f"<div>{wrapped}</div>") == [f"{line[:-2]}{line}{line}到此为止。"] * 3


def test_a_heading_over_two_lines_is_one() -> None:
    assert _paragraphs(f"<h1>{AGENCY}<br>2024年度报告</h1>") == [f"{AGENCY}2024年度报告"]


def test_the_lines_of_preformatted_text_are_kept() -> None:
    assert _paragraphs("<pre>甲行\n乙行\n\n丙行</pre>") == ["甲行", "乙行", "丙行"]


@pytest.mark.parametrize(
    "chrome",
    [
        "<nav><ul><li>首页<li>公开指南</ul></nav>",
        "<div><a href=/>首页</a> &gt; <a href=/a>政务公开</a> &gt; <a href=/b>年报</a></div>",
        "<ul>" + "".join(f"<li><a href=/{n}>栏目{n}</a></li>" for n in range(4)) + "</ul>",
        "<table><tr>"
        + "".join(f"<td><a href=/{n}>栏目{n}</a></td>" for n in range(5))
        + "</tr></table>",
        "<div class=pos>当前位置：首页 &gt; 政府信息公开</div>",
        "<aside><p>相关链接</p></aside>",
    ],
)
def test_the_site_above_the_report_is_left_out(chrome: str) -> None:
    assert _paragraphs(chrome + report())[0] == TITLE


@pytest.mark.parametrize(
    "chrome",
    [
        "<footer><p>版权所有：汀州县人民政府</p></footer>",
        "<div>扫一扫在手机上查看当前页面</div><div>主办：汀州县水务局</div><div>地址：汀水路1号</div>",
        "<p><a href=/a>网站地图</a> | <a href=/b>联系我们</a> | <a href=/c>隐私</a></p><p>电话：0701</p>",
        "<p>上一篇：<a href=/x>2023年报告</a></p>",
    ],
)
def test_the_site_below_the_report_is_left_out(chrome: str) -> None:
    assert _paragraphs(report() + chrome)[-1] == "2025年1月18日"


def test_lines_above_the_title_that_a_page_states_are_left_out() -> None:
    document = _read(f"<div>站内导航</div>{report()}", f"<title>{TITLE}_{AGENCY}</title>")
    assert isinstance(document.blocks[0], Paragraph)
    assert document.blocks[0].text == TITLE


def test_a_sentence_and_a_table_of_figures_are_never_taken_for_the_site() -> None:
    link = f'<p><a href="/a">{PROSE}</a></p>'
    assert PROSE in _paragraphs(report() + link * 4)
    document = _read(f"<nav>{T4}</nav><p>甲。</p>")
    assert any(isinstance(block, Grid) for block in document.blocks)


def test_headings_that_are_links_are_kept() -> None:
    headings = [f'<h2><a href="#">{n}、部分</a></h2>' for n in "一二三四"]
    assert _paragraphs("".join(headings)) == [f"{n}、部分" for n in "一二三四"]


def test_paragraphs_are_counted_as_the_page_prints_them() -> None:
    document = _read(f"<nav>首页</nav><div>当前位置：首页</div><p>甲。</p>{T4}<p>乙。</p>")
    at = [b.place.locator.paragraph for b in document.blocks if isinstance(b, Paragraph)]
    assert at == [2, 3]


def test_cells_that_stand_in_paragraphs_are_told_as_lines_of_a_lost_table() -> None:
    document = _read("<p>说明。</p>" + "".join(f"<p>{c}</p>" for c in ("规章", "1", "0", "5")))
    (grid,) = (block for block in document.blocks if isinstance(block, Grid))
    assert not grid.drawn
    assert [cell.text for line in grid.lines for cell in line] == ["规章", "1", "0", "5"]


@pytest.mark.parametrize("stop", ["。", "；", "！"])
def test_linked_sentences_below_a_numbered_heading_are_no_list_of_links(stop: str) -> None:
    link = f"<p><a href=/x>人手不足{stop}</a></p>"
    assert _paragraphs(f"<h2>一、问题</h2>{link * 3}<p>乙。</p>").count(f"人手不足{stop}") == 3


@pytest.mark.parametrize("element", ["aside", "footer"])
def test_what_stands_aside_and_holds_a_sentence_is_kept(element: str) -> None:
    body = f"<h2>一、概况</h2><{element}><p>另有3件在办。</p></{element}><p>乙。</p>"
    assert "另有3件在办。" in _paragraphs(body)


def test_a_sentence_that_begins_like_the_foot_of_a_site_is_no_foot() -> None:
    body = "<h2>一、问题</h2><p>关于我们的不足，另有说明。</p><p>人手少</p>"
    assert _paragraphs(body) == ["一、问题", "关于我们的不足，另有说明。", "人手少"]


def test_what_is_left_out_below_a_numbered_heading_is_told() -> None:
    links = "".join(f"<p><a href=/{n}>问题{n}</a></p>" for n in range(3))
    foot = "<p>联系我们：0701</p><p>汀水路</p>"
    document = _read(f"<h2>一、问题</h2>{links}<p>乙。</p>{foot}")
    (told,) = document.diagnostics
    assert told.code == "site-left-out"
    assert told.message.zh.startswith("有 5 段")
    assert "「问题0」、「问题1」、「问题2」、「联系我们：0701」、「汀水路」" in told.message.zh


def test_a_foot_that_says_whose_the_site_is_needs_no_telling() -> None:
    foot = "<p>联系我们：0701</p><p>汀水路</p><p>版权所有：汀州县</p>"
    assert _read(f"<h2>一、问题</h2><p>乙。</p>{foot}").diagnostics == ()


def test_a_title_at_the_end_of_a_page_hides_no_section() -> None:
    body = f"<p>导航</p><h2>一、概况</h2><p>人手少</p><p>{TITLE}</p>"
    document = _read(body, f"<title>{TITLE}</title>")
    texts = [block.text for block in document.blocks if isinstance(block, Paragraph)]
    assert texts == ["一、概况", "人手少", TITLE]
