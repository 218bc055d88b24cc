"""A unit that a document prints and the form has not: the figures are not taken for the form's."""

import pytest

from gouji.model.diagnostic import Severity
from gouji.model.form import Entry, Form, OpenRows, Outline, Table
from gouji.model.number import Missing, MissingKind
from gouji.model.report import Report
from gouji.model.span import Source
from gouji.readers.recognise import recognise
from gouji.readers.text import read
from gouji.readers.units import stated_units
from tests.corpus import CORPUS, needs_corpus, read_text, text_of

_BUDGET = Table(
    "B",
    "部门预算表",
    None,
    "万元",
    (Entry("9", "合计"),),
    (Entry("1", "年初预算"), Entry("2", "全年执行")),
    {},
    open_rows=OpenRows("部门", "部门"),
)
_LOANS = Table(
    "L",
    "借阅情况表",
    None,
    "册",
    (Entry("1", "借出"), Entry("2", "罚金", unit="元")),
    (Entry("1", "本馆"), Entry("2", "分馆"), Entry("3", "购书款", unit="万元")),
    {"2": frozenset(["1", "2"]), "1": frozenset(["1", "2", "3"])},
)
_PLAIN = Table(
    "P", "座席表", None, None, (Entry("1", "阅览席"),), (Entry("1", "年初"), Entry("2", "年末")), {}
)
_SECTIONS = Outline("O", "结构", ordered=True, entries=(Entry("1", "预算"), Entry("2", "借阅")))
_FORM = Form("town", "镇年报", (), (_SECTIONS,), (_BUDGET, _LOANS, _PLAIN))
_ROWS = "部门 | 年初预算 | 全年执行 |\n东馆 | 12 | 11 |\n合计 | 12 | 11 |\n"
_LENT = "项目 | 本馆 | 分馆 | 购书款 |\n借出 | 3 | 4 | 5 |\n罚金 | 6 | 7 |\n"


def _report(text: str) -> Report:
    report = recognise(read(Source("t.txt", text)), [_FORM])
    assert report is not None
    return report


def _unread(report: Report) -> set[str]:
    """The cells that cannot be read."""
    return {
        f"{key.table}[{key.row}, {key.column}]"
        for key, cell in report.cells.items()
        if isinstance(cell.number, Missing) and cell.number.kind is MissingKind.UNREADABLE
    }


def _said(report: Report) -> list[str]:
    return [d.message.zh for d in report.diagnostics if d.code == "other-unit"]


_ALL = {f"B[{row}, {column}]" for row in ("东馆", "9") for column in "12"}


@pytest.mark.parametrize(
    "above",
    [
        "一、预算\n单位：元\n",
        "一、预算\n（单位：元）\n",
        "一、预算（单位：元）\n",
        "一、预算\n部门预算表  单 位 ： 元\n\n",
        "一、预算\n部门预算表（金额单位:千元）\n",
        "一、预算\n填报单位：某某馆   单位：元\n",
        "一、预算\nUnit: 元\n",
        "一、预算\n单位：元 | | |\n",
        "一、预算\n部门预算表 | | 单位：元 |\n",
        "一、预算\n单位：元\n\n本表由各馆填报。\n",
        "一、预算\n单位：人\n",
    ],
)
def test_a_table_in_another_unit_is_not_read(above: str) -> None:
    report = _report(above + _ROWS)
    assert _unread(report) == _ALL
    assert len(_said(report)) == 1


def test_the_trouble_is_said_once_in_both_languages_with_its_place() -> None:
    report = _report("一、预算\n单位：元\n" + _ROWS)
    found = [d for d in report.diagnostics if d.severity is not Severity.NOTE]
    assert [d.code for d in found] == ["other-unit"]
    assert found[0].message.zh == "B印的单位是「元」，格式规定「万元」，这张表没有检查"
    assert found[0].message.en == (
        "B: the printed unit is '元', the form says '万元'; the table was not checked"
    )
    assert found[0].place is not None
    assert found[0].place.text == "单位：元"


@pytest.mark.parametrize(
    "above",
    [
        "一、预算\n单位：万元\n",
        "一、预算\n（单位：万　元）\n",
        "一、预算\n（金额单位：人民币万元）\n",
        "一、预算\n单位：件、万元\n",
        "一、预算\n（单位：万元，下同）\n",
        "一、预算\n单位：万元   第1页\n",
        "一、预算\n填报单位：某某馆\n",
        "一、预算\n单位：某某局\n",
        "单位：元\n一、预算\n",
        "一、预算\n金额都按原始凭证折算，没有写计量单位：元、角都已舍去，全部数据经财务部门核对无误。\n",
    ],
)
def test_the_same_unit_no_unit_and_prose_are_no_trouble(above: str) -> None:
    report = _report(above + _ROWS)
    assert not _said(report)
    assert not _unread(report)


def test_a_caption_belongs_to_the_table_below_it_alone() -> None:
    report = _report("一、预算\n单位：万元\n" + _ROWS + "二、借阅\n单位：册\n" + _LENT)
    assert not _said(report)
    report = _report("一、预算\n单位：元\n" + _ROWS + "二、借阅\n" + _LENT)
    assert _unread(report) == _ALL
    report = _report(_ROWS + "\n\n\n单位：元\n\n二、借阅\n" + _LENT)
    assert not _said(report)


def test_tables_that_follow_each_other_in_one_grid_keep_their_captions() -> None:
    report = _report("一、预算\n单位：万元 |\n" + _ROWS + "单位：千册 |\n" + _LENT)
    assert {cell[0] for cell in _unread(report)} == {"L"}
    assert len(_said(report)) == 1


def test_a_caption_of_a_table_that_the_form_has_not_is_no_trouble() -> None:
    other = "项目 | 甲 | 乙 |\n水电 | 5 | 6 |\n"
    assert not _said(_report("一、预算\n单位：元\n" + other + "\n\n\n" + _ROWS))


def test_a_unit_that_some_cells_have_is_no_trouble_for_the_cells_of_another_kind() -> None:
    assert not _said(_report("二、借阅\n单位：册\n" + _LENT))
    assert not _said(_report("二、借阅\n单位：册、元、万元\n" + _LENT))
    assert _unread(_report("二、借阅\n单位：册、元\n" + _LENT)) == {"L[1, 3]"}
    assert len(_unread(_report("二、借阅\n单位：人\n" + _LENT))) == 5


def test_a_column_in_another_unit_is_not_read() -> None:
    text = "二、借阅\n" + _LENT.replace("购书款", "购书款（单位：元）")
    report = _report(text)
    assert _unread(report) == {"L[1, 3]"}
    assert _said(report) == ["L · 购书款印的单位是「元」，格式规定「万元」，这些格没有检查"]
    assert not _said(_report(text.replace("：元", "：万元").replace("借阅\n", "借阅\n单位：元\n")))


def test_a_row_in_another_unit_is_not_read() -> None:
    report = _report("二、借阅\n" + _LENT.replace("罚金", "罚金（单位：千元）"))
    assert _unread(report) == {"L[2, 1]", "L[2, 2]"}


def test_a_table_without_a_unit_has_nothing_to_compare() -> None:
    report = _report("单位：元\n项目 | 年初 | 年末 |\n阅览席 | 3 | 4 |\n")
    assert not _said(report)
    assert not _unread(report)


def test_columns_that_only_blanks_tell_have_captions_too() -> None:
    rows = "部门      年初预算     全年执行\n东馆       12     11\n合计       12     11\n"
    assert len(_unread(_report("一、预算\n                 单位：元\n" + rows))) == 4
    assert not _unread(_report("一、预算\n                 单位：万元\n" + rows))


def test_an_office_is_no_unit_and_english_units_are_compared_by_their_words() -> None:
    assert stated_units("Unit: USD", ["thousand USD"]) == ("USD",)
    assert stated_units("单位：规划处", ["处"]) == ()
    assert stated_units("Unit: Parks Department", ["thousand USD"]) == ()


@needs_corpus
def test_no_real_report_prints_another_unit() -> None:
    for path in sorted(CORPUS.glob("*.txt")):
        assert not _said(read_text(text_of(path.name))), path.name
