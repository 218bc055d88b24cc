"""Tables in the edition that is printed, and forms that are valid in the year, on made-up forms."""

from dataclasses import replace
from datetime import date

import pytest

from gouji.model.form import Entry, Form, Outline, Table, Validity
from gouji.model.report import Report
from gouji.model.span import Source
from gouji.readers.recognise import recognise
from gouji.readers.text import read
from tests.reports import shown
from tests.templates import templates

_NEW = Table(
    "M",
    "经费情况",
    None,
    None,
    (Entry("1", "购书"), Entry("2", "采购合同项目"), Entry("3", "设备维护")),
    (Entry("1", "本年签订"), Entry("2", "本年终止")),
    {"3": frozenset("1")},
)
_OLD = replace(
    _NEW,
    key="M_old",
    rows=(Entry("1", "购书"), Entry("2", "合同项目"), Entry("4", "装修")),
    columns=(Entry("1", "上年签订"), Entry("2", "本年增减")),
    only={},
    variant_of="M",
)
_VISITS = Table("V", "到馆情况", None, None, (Entry("1", "人次"),), (Entry("1", "合计"),), {})
_OUTLINE = Outline(
    "O", "结构", ordered=True, entries=(Entry("1", "概况"), Entry("2", "经费"), Entry("3", "到馆"))
)
_NAMES = templates("{agency:…}{year}年图书馆年报")
_NEW_FORM = Form(
    "new", "新格式", _NAMES, (_OUTLINE,), (_NEW, _VISITS), Validity(since=date(2021, 1, 1))
)
_OLD_FORM = Form(
    "old",
    "旧格式",
    _NAMES,
    (replace(_OUTLINE, key="P"),),
    (_OLD, replace(_VISITS, key="V_old", variant_of="V")),
    Validity(until=date(2020, 12, 31)),
)
_FORMS = (_NEW_FORM, _OLD_FORM)
_HEAD = "青禾县{}年图书馆年报\n一、概况\n甲段。\n二、经费\n"
_TAIL = "三、到馆\n人次 | 7 |\n"
_NEW_TABLE = "项目 | 本年签订 | 本年终止 |\n购书 | 3 | 1 |\n采购合同项目 | 4 | 2 |\n"
_OLD_TABLE = "项目 | 上年签订 | 本年增减 |\n购书 | 3 | 1 |\n合同项目 | 4 | 2 |\n装修 | 5 | 6 |\n"


def _report(text: str, *forms: Form) -> Report:
    report = recognise(read(Source("t.txt", text)), forms or _FORMS)
    assert report is not None
    return report


def _cells(report: Report) -> dict[str, str]:
    return {
        f"{key.table}.{key.row}.{key.column}": shown(cell.number)
        for key, cell in report.cells.items()
    }


@pytest.mark.parametrize(("year", "form"), [(2020, "old"), (2021, "new"), (2024, "new")])
def test_a_form_valid_in_the_year_goes_first(year: int, form: str) -> None:
    text = _HEAD.format(year) + _TAIL
    assert _report(text).form == form
    assert _report(text, *reversed(_FORMS)).form == form


def test_a_form_that_is_not_valid_is_taken_where_no_other_fits() -> None:
    assert _report(_HEAD.format(2020) + _TAIL, _NEW_FORM).form == "new"


def test_without_a_year_every_form_may_be_valid() -> None:
    text = "一、概况\n甲段。\n二、经费\n" + _NEW_TABLE + _TAIL
    assert (_report(text).form, _report(text).year) == ("new", None)


@pytest.mark.parametrize("year", [2020, 2024])
def test_each_table_is_read_in_the_edition_that_is_printed(year: int) -> None:
    older = _report(_HEAD.format(year) + _OLD_TABLE + _TAIL)
    assert older.form == ("old" if year == 2020 else "new")
    assert "M_old" in older.tables
    assert "M" not in older.tables
    cells = _cells(older)
    assert [cells[f"M_old.{row}"] for row in ("1.1", "2.2", "4.1", "4.2")] == ["3", "2", "5", "6"]
    assert older.diagnostics == ()
    newer = _report(_HEAD.format(year) + _NEW_TABLE + _TAIL)
    assert "M" in newer.tables
    assert "M_old" not in newer.tables
    assert _cells(newer)["M.2.2"] == "2"


def test_a_label_near_to_one_of_this_edition_does_not_outweigh_the_other_edition() -> None:
    report = _report(_HEAD.format(2024) + "购书 3 1\n合同项目 4 2\n" + _TAIL)
    assert _cells(report)["M_old.2.2"] == "2"


def test_of_editions_that_fit_alike_that_of_the_form_is_taken() -> None:
    report = _report(_HEAD.format(2024) + "购书 | 3 | 1 |\n" + _TAIL)
    assert report.tables == {"M", "V"}


def test_a_table_with_columns_of_two_editions_is_left_unread() -> None:
    report = _report(
        _HEAD.format(2024)
        + "项目 | 本年签订 | 本年增减 |\n购书 | 3 | 1 |\n采购合同项目 | 4 | 2 |\n"
        + _TAIL
    )
    assert {value for key, value in _cells(report).items() if key[0] == "M"} == {"unreadable"}
    assert "columns-of-another-form" in {problem.code for problem in report.diagnostics}
