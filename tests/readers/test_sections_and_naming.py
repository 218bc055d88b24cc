"""Sections, title, agency, year and the choice of the form, on a made-up form of a library."""

from dataclasses import replace

import pytest

from gouji.model.form import Entry, Form, Outline, Table
from gouji.model.report import Report
from gouji.model.span import Source
from gouji.readers.recognise import recognise
from gouji.readers.text import read
from tests.growth import grows_in_step
from tests.reports import codes
from tests.templates import templates

_COLUMNS = (Entry("1", "总馆"), Entry("2", "分馆"))
_FORM = Form(
    "library",
    "图书馆年报",
    templates("{agency:…}{year}年{…}图书馆(工作年报|年度报告)", "{year}年1月1日{…}至{…}12月31日"),
    (
        Outline(
            "O",
            "年报结构",
            ordered=True,
            entries=(
                Entry("1", "基本情况"),
                Entry("2", "借阅情况", aliases=("图书借阅情况",)),
                Entry("3", "问题和打算"),
            ),
        ),
    ),
    (Table("L", "借阅情况", None, "册", (Entry("1", "新购册数"),), _COLUMNS, {}),),
)


def _recognise(text: str, *forms: Form) -> Report | None:
    return recognise(read(Source("report.txt", text)), forms or (_FORM,))


def _report(text: str, *forms: Form) -> Report:
    report = _recognise(text, *forms)
    assert report is not None
    return report


# ---- sections


_OUTLINED = (
    "一、基本情况\n甲段\n二、图书借阅情况：\n新购册数 | 1 | 2 |\n乙段\n三、问题和打算\n丙段\n"
)


def test_sections_hold_the_prose_between_the_headings() -> None:
    report = _report("前言\n" + _OUTLINED)
    found = [
        (s.code, s.title, s.ordinal, s.position, [p.text for p in s.passages])
        for s in report.sections.values()
    ]
    assert found == [
        ("1", "一、基本情况", 1, 1, ["甲段"]),
        ("2", "二、图书借阅情况：", 2, 2, ["乙段"]),
        ("3", "三、问题和打算", 3, 3, ["丙段"]),
    ]
    assert [passage.text for passage in report.intro] == ["前言"]


def test_a_heading_without_number_has_no_ordinal_and_a_wrong_order_is_kept() -> None:
    report = _report("问题和打算\n丙段\n二、基本情况\n甲段")
    found = {s.code: (s.ordinal, s.position) for s in report.sections.values()}
    assert found == {"3": (None, 1), "1": (2, 2)}


def test_a_heading_met_twice_is_said_and_the_one_with_prose_is_kept() -> None:
    report = _report(
        "一、基本情况\n二、借阅情况\n三、问题和打算\n一、基本情况\n甲段\n二、借阅情况\n乙段"
    )
    assert [p.text for p in report.sections["1"].passages] == ["甲段"]
    assert codes(report) == ["repeated-heading"] * 2


def test_the_prose_below_a_dropped_heading_is_said() -> None:
    report = _report("一、基本情况\n甲段\n二、借阅情况\n乙段\n一、基本情况\n丁段")
    assert [p.text for p in report.sections["1"].passages] == ["甲段"]
    assert [place.quote for place in report.unplaced] == ["丁段"]


def test_a_long_line_is_no_heading() -> None:
    long = "基本情况（" + "见附件" * 20 + "）"
    assert _recognise(f"一、{long}\n二、{long}") is None


def test_a_document_that_fits_no_form_is_no_report() -> None:
    assert _recognise("通知\n请各单位于月底前报送。") is None
    assert _recognise("一、基本情况\n只有一个标题") is None
    assert _recognise("甲 | 1 | 2 |") is None


def test_the_form_that_fits_best_is_taken_and_of_equals_the_first() -> None:
    other = replace(_FORM, key="other", tables=())
    assert _report(_OUTLINED, other, _FORM).form == "library"
    assert _report(_OUTLINED, _FORM, replace(_FORM, key="copy")).form == "library"


# ---- title, agency and year


@pytest.mark.parametrize(
    ("title", "agency", "year"),
    [
        ("青禾县2024年公共图书馆工作年报", "青禾县", 2024),
        ("青禾县 2024 年 图书馆 年度报告", "青禾县", 2024),
        ("青禾县２０２４年图书馆年度报告", "青禾县", 2024),
        ("青禾县二〇二四年图书馆年度报告", "青禾县", 2024),
        ("青禾县\n2024年图书馆年度报告", "青禾县", 2024),
        ("青禾县12024年图书馆年度报告", None, None),
        ("第1街道办事处2024年图书馆年度报告", "第1街道办事处", 2024),
        ("青禾县第101中学 2024年图书馆年度报告", "青禾县第101中学", 2024),
        ("101中学2024年图书馆年度报告", "101中学", 2024),
        ("第2008中学二〇二四年图书馆年度报告", "第2008中学", 2024),
        ("青禾县2124年图书馆年度报告", None, None),
        ("青禾县2024年图书馆简报", None, None),
        ("关于《青禾县2024年图书馆年度报告》", None, 2024),
    ],
)
def test_the_title_names_agency_and_year(title: str, agency: str | None, year: int | None) -> None:
    report = _report(title + "\n前言\n" + _OUTLINED)
    assert (report.agency, report.year) == (agency, year)
    assert report.title == (title.replace("\n", "") if agency else None)
    assert [p.text for p in report.intro] == (["前言"] if agency else [*title.split("\n"), "前言"])


def test_an_agency_of_latin_words_keeps_its_spaces() -> None:
    assert _report("Green  Valley 2024年图书馆年度报告\n" + _OUTLINED).agency == "Green Valley"


@pytest.mark.parametrize("period", ["2024年1月1日至12月31日", "2024年1月1日起至2024年12月31日止"])
def test_the_year_may_stand_in_the_introduction_or_in_the_text(period: str) -> None:
    assert _report(f"统计期限为{period}。\n" + _OUTLINED).year == 2024
    assert _report(_OUTLINED + f"统计期限为{period}。").year == 2024


def test_the_year_of_the_title_wins_over_another_and_this_is_said() -> None:
    report = _report(
        "青禾县2024年图书馆年度报告\n统计期限自2023年1月1日起至2023年12月31日止。\n" + _OUTLINED
    )
    assert report.year == 2024
    assert codes(report) == ["several-years"]


def test_the_year_is_never_taken_for_part_of_a_name() -> None:
    report = _report("2023年青禾县2024年图书馆年度报告\n" + _OUTLINED)
    assert report.agency is None
    assert report.year in {2023, 2024}


def test_a_template_with_many_gaps_takes_no_time() -> None:
    form = replace(_FORM, templates=templates("{agency:…}a{…}a{…}a{…}a{…}a{…}a年报"))

    def read_title(length: int) -> None:
        _report("a" * length + "\n" + _OUTLINED, form)

    assert grows_in_step(read_title, 12, 48, 4)


def test_no_year_is_made_up() -> None:
    assert _report("2023年我馆发展良好。\n" + _OUTLINED).year is None
