"""Word documents: what is printed is read, and nothing else."""

import pytest

from gouji.model.report import Completeness
from gouji.readers import docx
from gouji.readers.document import Document, Grid, GridCell, Paragraph
from tests.readers.word import document, p, packed, parts, r, tbl, tc, tr

DECIMAL = (
    '<w:abstractNum w:abstractNumId="7">{levels}</w:abstractNum>'
    '<w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num>'
)


def read(body: str, numbering: str = "", styles: str = "") -> Document:
    return docx.read("made.docx", document(body, numbering, styles))


def prose(body: str, numbering: str = "", styles: str = "") -> list[str]:
    found = read(body, numbering, styles)
    return [block.text for block in found.blocks if isinstance(block, Paragraph)]


def cells(body: str) -> list[list[str]]:
    grids = [block for block in read(body).blocks if isinstance(block, Grid)]
    return [[cell.text for cell in line] for grid in grids for line in grid.lines]


def codes(found: Document) -> list[str]:
    return [diagnostic.code for diagnostic in found.diagnostics]


def level(at: int, kind: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbered(text: str, at: int = 0, list_id: int = 3) -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{list_id}"/></w:numPr>')


# ---- words


def test_runs_of_a_paragraph_are_one_text() -> None:
    assert prose(p(r("收到申请") + r("12") + r("件"))) == ["收到申请12件"]


def test_a_break_ends_a_paragraph_and_a_page_break_too() -> None:
    broken = "<w:r><w:t>一、总体情况</w:t><w:br/><w:t>全年</w:t><w:br w:type='page'/><w:t>次页</w:t></w:r>"
    assert prose(p(broken)) == ["一、总体情况", "全年", "次页"]


def test_hyphens_and_signs_are_characters() -> None:
    run = (
        "<w:r><w:t>2023</w:t><w:noBreakHyphen/><w:t>2024</w:t><w:softHyphen/>"
        '<w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:font="Wingdings" w:char="zz"/></w:r>'
    )
    assert prose(p(run)) == ["2023-2024\uf0fe\ufffd"]


def test_of_a_field_the_result_is_printed_and_the_instruction_not() -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        "<w:r><w:instrText> REF x </w:instrText></w:r>" + r("暗") + ""
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + r("12") + ""
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>' + r("件")
    )
    simple = f'<w:fldSimple w:instr="PAGE">{r("3")}</w:fldSimple>'
    assert prose(p(field) + p(simple)) == ["12件", "3"]


def test_a_table_of_contents_is_left_out_over_several_paragraphs() -> None:
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText> TOC \\o "1-3" </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    contents = p(begin + r("一、总体情况 1")) + p("二、公开情况 2") + p(end)
    assert prose(contents + p("一、总体情况")) == ["一、总体情况"]


def test_a_field_without_end_makes_the_document_incomplete() -> None:
    found = read(p("甲") + p('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + r("乙")) + p("丙"))
    assert found.completeness is Completeness.TRUNCATED
    assert codes(found) == ["open-field"]


def test_changes_are_taken_as_accepted_and_told() -> None:
    changed = (
        r("收到") + f"<w:del>{r('9').replace('w:t>', 'w:delText>')}</w:del>"
        f"<w:ins>{r('12')}</w:ins><w:moveFrom>{r('旧')}</w:moveFrom><w:moveTo>{r('件')}</w:moveTo>"
    )
    found = read(p(changed))
    assert [block.text for block in found.blocks if isinstance(block, Paragraph)] == ["收到12件"]
    assert codes(found) == ["tracked-changes"]
    assert found.completeness is Completeness.COMPLETE


def test_a_deleted_end_of_a_paragraph_joins_it_to_the_next() -> None:
    assert prose(p("收到12", "<w:rPr><w:del/></w:rPr>") + p("件") + p("完")) == ["收到12件", "完"]


def test_what_hangs_on_a_paragraph_without_end_is_kept() -> None:
    box = f"<w:r><w:pict><v:textbox><w:txbxContent>{p('框内')}</w:txbxContent></v:textbox></w:pict></w:r>"
    hung = p(box + r("12", "<w:strike/>") + "<w:r><w:object/></w:r>", "<w:rPr><w:del/></w:rPr>")
    found = read(tbl(tr("新收", tc(hung + p("件")))))
    (grid,) = found.blocks
    assert isinstance(grid, Grid)
    assert grid.lines[0][1].text == "框内 12件"
    assert grid.lines[0][1].doubt is not None
    assert "foreign-object" in codes(found)


def test_hidden_text_is_left_out_and_told_also_where_a_style_hides_it() -> None:
    styles = (
        '<w:style w:type="character" w:styleId="a"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="b"><w:basedOn w:val="a"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="c"><w:rPr><w:vanish/></w:rPr></w:style>'
    )
    body = p(
        r("收到12件")
        + r("暗", "<w:vanish/>")
        + r("藏", '<w:rStyle w:val="b"/>')
        + r("明", '<w:rStyle w:val="b"/><w:vanish w:val="0"/>')
    ) + p("整段", '<w:pStyle w:val="c"/>')
    found = read(body, styles=styles)
    assert [block.text for block in found.blocks if isinstance(block, Paragraph)] == ["收到12件明"]
    assert codes(found) == ["hidden-text"]


def test_raised_figures_do_not_run_into_those_before_them() -> None:
    raised = '<w:vertAlign w:val="superscript"/>'
    assert prose(p(r("12") + r("3", raised) + r("件"))) == ["12³件"]


def test_links_tags_and_controls_are_read_and_notes_are_not() -> None:
    body = p(
        f"<w:hyperlink>{r('网站')}</w:hyperlink><w:smartTag>{r('青禾')}</w:smartTag>"
        f"<w:sdt><w:sdtPr/><w:sdtContent>{r('2024')}</w:sdtContent></w:sdt>"
        f"<w:ruby><w:rt>{r('zhù')}</w:rt><w:rubyBase>{r('注')}</w:rubyBase></w:ruby>"
        '<w:r><w:footnoteReference w:id="1"/></w:r>'
    )
    assert prose(f"<w:sdt><w:sdtContent>{body}</w:sdtContent></w:sdt>") == ["网站青禾2024注"]


def test_a_text_box_is_read_once_behind_its_paragraph() -> None:
    box = f"<w:txbxContent>{p('框内')}</w:txbxContent>"
    run = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>"
        f"{box}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}"
        "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert prose(p(run + r("正文")) + p("后")) == ["正文", "框内", "后"]


def test_what_another_program_has_put_in_is_told() -> None:
    found = read(p("表：") + p("<w:r><w:object/></w:r>") + p("完"))
    assert codes(found) == ["foreign-object"]
    found = read(p("表：") + "<w:altChunk/>")
    assert codes(found) == ["foreign-part"]
    assert found.completeness is Completeness.TRUNCATED


def test_paragraphs_are_counted_as_they_are_printed() -> None:
    found = read(p("甲") + p("") + tbl(tr("一", "二")) + p("乙"))
    assert [
        (block.place.locator.paragraph, block.place.locator.table)
        for block in (found.blocks[0], found.blocks[2])
        if isinstance(block, Paragraph)
    ] == [(1, None), (2, None)]


# ---- numbers of lists


def test_the_numbers_of_headings_are_printed() -> None:
    levels = level(0, "chineseCounting", "%1、") + level(1, "chineseCounting", "（%2）")
    body = "".join(
        [
            numbered("总体情况"),
            numbered("机构", 1),
            numbered("人员", 1),
            numbered("公开情况"),
            numbered("经费", 1),
        ]
    )
    found = prose(body, DECIMAL.format(levels=levels))
    assert found == ["一、总体情况", "（一）机构", "（二）人员", "二、公开情况", "（一）经费"]


def test_numbers_of_several_levels_and_gaps() -> None:
    levels = (
        level(0, "decimal", "%1.")
        + level(1, "lowerLetter", "%1.%2", '<w:suff w:val="space"/>')
        + level(2, "chineseCounting", "%1.%3", "<w:isLgl/><w:suff w:val='nothing'/>")
    )
    body = numbered("甲") + numbered("乙", 1) + numbered("丙", 2)
    assert prose(body, DECIMAL.format(levels=levels)) == ["1. 甲", "1.a\t乙", "1.1丙"]


def test_a_list_may_begin_elsewhere_and_share_its_count() -> None:
    more = (
        '<w:num w:numId="4"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="5">'
        '<w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="9"/>'
        "</w:lvlOverride></w:num>"
    )
    numbering = DECIMAL.format(levels=level(0, "chineseCountingThousand", "%1、")) + more
    body = numbered("甲") + numbered("乙", list_id=4) + numbered("丙", list_id=5)
    body += numbered("丁", list_id=5)
    assert prose(body, numbering) == ["一、甲", "二、乙", "九、丙", "十、丁"]


def test_a_style_numbers_its_paragraphs_unless_one_says_no() -> None:
    numbered_style = '<w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr>'
    styles = (
        f'<w:style w:type="paragraph" w:styleId="h">{numbered_style}</w:style>'
        '<w:style w:type="paragraph" w:styleId="i"><w:basedOn w:val="h"/></w:style>'
    )
    body = (
        p("甲", '<w:pStyle w:val="h"/>')
        + p("乙", '<w:pStyle w:val="i"/><w:numPr><w:numId w:val="0"/></w:numPr>')
        + p("丙", '<w:pStyle w:val="i"/>')
    )
    numbering = DECIMAL.format(levels=level(0, "chineseCounting", "%1、"))
    assert prose(body, numbering, styles) == ["一、甲", "乙", "二、丙"]


def test_a_definition_may_stand_in_a_style_of_lists() -> None:
    numbering = (
        f'<w:abstractNum w:abstractNumId="1">{level(0, "decimal", "（%1）")}</w:abstractNum>'
        '<w:abstractNum w:abstractNumId="7"><w:numStyleLink w:val="L"/></w:abstractNum>'
        '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num>'
    )
    styles = (
        '<w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr>'
        "</w:pPr></w:style>"
    )
    assert prose(numbered("甲"), numbering, styles) == ["（1）甲"]


def test_bullets_are_not_read_and_unknown_numerals_are_told() -> None:
    levels = level(0, "bullet", "\uf0b7") + level(1, "hebrew1", "%2.")
    found = read(numbered("甲") + numbered("乙", 1), DECIMAL.format(levels=levels))
    assert [block.text for block in found.blocks if isinstance(block, Paragraph)] == ["甲", "乙"]
    assert codes(found) == ["unknown-numerals"]


# ---- tables


def test_merged_cells_stand_where_they_are_printed() -> None:
    table = tbl(
        tr(tc("组", '<w:vMerge w:val="restart"/>'), tc("头", '<w:gridSpan w:val="2"/>')),
        tr(tc("", "<w:vMerge/>"), "1", "2"),
        tr("尾", "3", "4"),
    )
    (grid,) = read(table).blocks
    assert isinstance(grid, Grid)
    assert [[(c.text, c.width, c.place.locator.column) for c in line] for line in grid.lines] == [
        [("组", 1, 1), ("头", 2, 2)],
        [("", 1, 1), ("1", 1, 2), ("2", 1, 3)],
        [("尾", 1, 1), ("3", 1, 2), ("4", 1, 3)],
    ]
    assert grid.lines[2][1].place.locator.row == 3


def test_a_row_may_begin_late_and_end_early() -> None:
    early = '<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>'
    assert cells(tbl(tr("甲", "乙", "丙"), tr("1", properties=early))) == [
        ["甲", "乙", "丙"],
        ["", "1", ""],
    ]


def test_a_cell_merged_with_nothing_above_says_nothing() -> None:
    table = tbl(tr(tc("甲", '<w:gridSpan w:val="2"/>'), "乙"), tr(tc("7", "<w:vMerge/>"), "1", "2"))
    (grid,) = read(table).blocks
    assert isinstance(grid, Grid)
    assert grid.lines[1][0].text == ""
    assert grid.lines[1][0].doubt is not None


def test_an_old_merge_to_the_left_widens_the_cell() -> None:
    table = tbl(tr(tc("头", '<w:hMerge w:val="restart"/>'), tc("", "<w:hMerge/>"), "乙"))
    (grid,) = read(table).blocks
    assert isinstance(grid, Grid)
    assert [(cell.text, cell.width) for cell in grid.lines[0]] == [("头", 2), ("乙", 1)]


def test_a_row_in_which_every_cell_goes_on_from_above_makes_nothing_taller() -> None:
    top, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    table = tbl(tr(tc("1", top), tc("2", top)), tr(tc("", on), tc("", on)), tr("3", "4"))
    assert cells(table) == [["1", "2"], ["3", "4"]]


def test_lines_of_a_cell_are_one_text_but_no_one_number() -> None:
    table = tbl(tr(tc(p("结果") + p("维持")), tc(p("12") + p("345")), tc(p("12") + p("件"))))
    (grid,) = read(table).blocks
    assert isinstance(grid, Grid)
    assert [cell.text for cell in grid.lines[0]] == ["结果 维持", "12 345", "12 件"]
    assert [cell.doubt is not None for cell in grid.lines[0]] == [False, True, False]


def test_a_cell_with_struck_words_is_in_doubt() -> None:
    table = tbl(tr("新收", tc(p(r("12", "<w:strike/>") + r("13")))))
    (grid,) = read(table).blocks
    assert isinstance(grid, Grid)
    assert [cell.doubt is not None for cell in grid.lines[0]] == [False, True]


LOOKS = (
    '<w:style w:type="character" w:styleId="Up"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
    '</w:style><w:style w:type="character" w:styleId="Mark"><w:basedOn w:val="Up"/></w:style>'
    '<w:style w:type="character" w:styleId="Gone"><w:rPr><w:dstrike/></w:rPr></w:style>'
)


def only_cell(content: str, styles: str = "") -> GridCell:
    (grid,) = read(tbl(tr("新收", tc(content))), styles=styles).blocks
    assert isinstance(grid, Grid)
    return grid.lines[0][1]


@pytest.mark.parametrize(
    ("look", "printed"),
    [
        ('<w:rStyle w:val="Up"/>', "5¹"),
        ('<w:rStyle w:val="Mark"/>', "5¹"),
        ('<w:rStyle w:val="Up"/><w:vertAlign w:val="baseline"/>', "51"),
        ('<w:position w:val="12"/>', "5¹"),
        ('<w:position w:val="-6"/>', "5₁"),
        ('<w:position w:val="0"/>', "51"),
    ],
)
def test_figures_are_raised_by_styles_and_positions_too(look: str, printed: str) -> None:
    assert only_cell(p(r("5") + r("1", look)), LOOKS).text == printed


def test_a_style_may_strike_words_and_a_run_may_refuse() -> None:
    struck = only_cell(p(r("5", '<w:rStyle w:val="Gone"/>') + r("6")), LOOKS)
    kept = only_cell(p(r("5", '<w:rStyle w:val="Gone"/><w:dstrike w:val="0"/>')), LOOKS)
    assert struck.doubt is not None
    assert (kept.text, kept.doubt) == ("5", None)


@pytest.mark.parametrize(
    ("run", "why"),
    [
        ('<w:drawing><a xmlns="urn:picture"/></w:drawing>', "picture"),
        ("<w:pict><v:shape/></w:pict>", "picture"),
        ("<w:object/>", "picture"),
        (
            '<w:fldChar w:fldCharType="begin"><w:ffData><w:ddList/></w:ffData></w:fldChar>',
            "form field",
        ),
        ("<m:oMath><m:rad><m:e><m:r><m:t>9</m:t></m:r></m:e></m:rad></m:oMath>", "formula"),
    ],
)
def test_a_cell_that_holds_something_else_than_text_is_not_blank(run: str, why: str) -> None:
    doubt = only_cell(f"<w:p><w:r>{run}</w:r></w:p>").doubt
    assert doubt is not None
    assert why in doubt.en


def test_a_picture_beside_a_figure_or_hidden_casts_no_doubt() -> None:
    picture = "<w:drawing/>"
    assert only_cell(f"<w:p><w:r>{picture}<w:t>5</w:t></w:r></w:p>").doubt is None
    hidden = f"<w:p><w:r><w:rPr><w:vanish/></w:rPr>{picture}</w:r></w:p>"
    assert only_cell(hidden).doubt is None


def test_a_number_that_goes_over_lines_is_in_doubt() -> None:
    broken = only_cell(p("3") + p("万")).doubt
    assert broken is not None
    assert "several lines" in broken.en


def test_elements_that_are_not_known_are_read_through() -> None:
    assert only_cell("<w:p><w:unknown><w:r><w:t>5</w:t></w:r></w:unknown></w:p>").text == "5"
    assert prose(f"<w:unknown>{p('甲')}</w:unknown>{p('乙')}") == ["甲", "乙"]


def test_deleted_and_hidden_rows_are_left_out() -> None:
    table = tbl(
        tr("甲", "1"), tr("乙", "2", properties="<w:del/>"), tr("丙", "3", properties="<w:hidden/>")
    )
    assert cells(table) == [["甲", "1"]]
    assert codes(read(table)) == ["tracked-changes", "hidden-text"]


def test_rows_and_cells_in_controls_are_read() -> None:
    cell = f"<w:sdt><w:sdtContent>{tc('1')}</w:sdtContent></w:sdt>"
    row = f"<w:tr>{tc('甲')}{cell}</w:tr>"
    assert cells(tbl(f"<w:sdt><w:sdtContent>{row}</w:sdtContent></w:sdt>")) == [["甲", "1"]]


def test_a_table_that_holds_tables_is_a_layout() -> None:
    inner = tbl(tr("新收", "3"))
    frame = tbl(tr(tc(p("一、总体情况") + inner + p("说明"))), tr("左", "右"))
    found = read(frame)
    kinds = [
        block.text if isinstance(block, Paragraph) else [c.text for c in block.lines[0]]
        for block in found.blocks
    ]
    assert kinds == ["一、总体情况", ["新收", "3"], "说明", ["左", "右"]]


def test_a_table_of_one_column_is_prose() -> None:
    assert prose(tbl(tr(tc(p("一、总体情况") + p("全年收到申请。"))), tr("二、其他"))) == [
        "一、总体情况",
        "全年收到申请。",
        "二、其他",
    ]


def test_endless_spans_are_cut_and_endless_tables_left_out() -> None:
    wide = tc("甲", '<w:gridSpan w:val="999999999"/>')
    assert cells(tbl(tr(wide, "乙"))) == [["甲", "乙"]]
    found = read(p("前") + tbl(*[tr(wide, "乙")] * 300))
    assert codes(found) == ["large-table"]
    assert found.completeness is Completeness.TRUNCATED


# ---- files


def test_the_older_and_the_strict_names_are_the_same() -> None:
    made = parts(p("甲"))
    strict = {
        name: text.replace(
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main",
        )
        for name, text in made.items()
        if isinstance(text, str)
    }
    assert strict != made
    assert [
        block.place.text
        for block in docx.read("s.docx", packed(strict)).blocks
        if isinstance(block, Paragraph)
    ] == ["甲"]


def test_a_part_in_utf_16_is_read() -> None:
    made = parts(p("甲"))
    text = made["word/document.xml"]
    assert isinstance(text, str)
    made["word/document.xml"] = text.encode("utf-16")
    assert len(docx.read("u.docx", packed(made)).blocks) == 1


@pytest.mark.parametrize("gone", ["word/document.xml", "word/numbering.xml", "_rels/.rels"])
def test_a_document_that_lacks_a_part_is_not_read(gone: str) -> None:
    made = parts(p("甲"), numbering=DECIMAL.format(levels=""))
    del made[gone]
    found = docx.read("g.docx", packed(made))
    assert (found.completeness, codes(found)) == (Completeness.UNREADABLE, ["damaged-file"])


def test_a_document_without_words_says_so() -> None:
    found = read(p("") + tbl(tr("", "")))
    assert found.completeness is Completeness.UNREADABLE
    assert codes(found) == ["empty-document"]
