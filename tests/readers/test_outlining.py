"""Headings in lists of contents, in one paragraph with prose, and in the cells of tables."""

import pytest

from gouji.model.form import Entry, Form, Outline, Table
from gouji.model.report import Report
from gouji.readers.recognise import recognise
from tests.grids import Sheet, document
from tests.reports import codes
from tests.templates import templates

_FORM = Form(
    "library",
    "图书馆年报",
    templates("{agency:…}{year}年图书馆年报"),
    (
        Outline(
            "O",
            "年报结构",
            ordered=True,
            entries=(Entry("1", "基本情况"), Entry("2", "借阅情况"), Entry("3", "问题和打算")),
        ),
    ),
    (
        Table(
            "L",
            "借阅情况",
            None,
            "册",
            (Entry("1", "新购册数"), Entry("2", "借出册数")),
            (Entry("1", "总馆"), Entry("2", "分馆")),
            {},
        ),
    ),
)
_TITLE = "青禾县2024年图书馆年报"
_LOANS: Sheet = [["项目", "总馆", "分馆"], ["新购册数", "1", "2"], ["借出册数", "3", "4"]]


def _report(*parts: str | Sheet) -> Report:
    report = recognise(document(*parts), [_FORM])
    assert report is not None
    return report


def _sections(report: Report) -> dict[str, tuple[str, list[str]]]:
    return {s.code: (s.title, [p.text for p in s.passages]) for s in report.sections.values()}


_WHOLE = {
    "1": ("一、基本情况", ["甲段。"]),
    "2": ("二、借阅情况", []),
    "3": ("三、问题和打算", ["丙段。"]),
}
_BODY: tuple[str | Sheet, ...] = (
    "一、基本情况",
    "甲段。",
    "二、借阅情况",
    _LOANS,
    "三、问题和打算",
    "丙段。",
)


@pytest.mark.parametrize("leader", ["", "……3", "\t3", ".......... 12", "　1"])
def test_a_list_of_contents_begins_no_section_and_is_said(leader: str) -> None:
    contents = [f"{title}{leader}" for title in ("一、基本情况", "二、借阅情况", "三、问题和打算")]
    report = _report(_TITLE, "目录", *contents, "本报告由青禾县图书馆编制。", *_BODY)
    assert _sections(report) == _WHOLE
    assert [p.text for p in report.intro] == ["目录", "本报告由青禾县图书馆编制。"]
    assert report.agency == "青禾县"
    assert codes(report) == ["list-of-contents"]
    place = report.diagnostics[0].place
    assert place is not None
    assert place.text == "\n".join(contents)


def test_titles_below_one_another_that_come_no_second_time_are_sections() -> None:
    report = _report(_TITLE, "一、基本情况", "二、借阅情况", "三、问题和打算", "丙段。")
    assert list(report.sections) == ["1", "2", "3"]
    assert codes(report) == []


@pytest.mark.parametrize("between", ["。", "：", " ", "　　", ". ", ""])
def test_a_title_and_prose_in_one_paragraph_are_a_heading_and_prose(between: str) -> None:
    prose = "2024年，全馆新购图书三千册。"
    report = _report(_TITLE, f"一、基本情况{between}{prose}", *_BODY[2:])
    assert _sections(report) == {**_WHOLE, "1": ("一、基本情况", [prose])}
    section = report.sections["1"]
    assert section.provenance.locator.text == "一、基本情况"
    assert section.passages[0].provenance.locator.text == prose


@pytest.mark.parametrize(
    "prose",
    [
        "一、基本情况介绍了全馆概貌。",
        "基本情况。2024年，全馆新购图书三千册。",
    ],
)
def test_what_only_begins_like_a_title_is_prose(prose: str) -> None:
    report = _report(_TITLE, prose, *_BODY[2:])
    assert list(report.sections) == ["2", "3"]


def test_a_title_in_a_list_is_prose_where_the_section_has_its_heading() -> None:
    report = _report(_TITLE, *_BODY, "（一）基本情况。乙段。")
    assert _sections(report)["1"] == _WHOLE["1"]
    assert _sections(report)["3"][1] == ["丙段。", "（一）基本情况。乙段。"]


def test_a_report_that_stands_in_one_table_has_its_sections_and_tables() -> None:
    report = _report(
        [
            [(_TITLE, 3)],
            [("一、基本情况", 3)],
            [("甲段，甲段。", 3)],
            [("二、借阅情况", 3)],
            *_LOANS,
            [("三、问题和打算", 3)],
            [("丙段", 3)],
            [("青禾县图书馆", 3)],
        ]
    )
    assert _sections(report) == {
        **_WHOLE,
        "1": ("一、基本情况", ["甲段，甲段。"]),
        "3": ("三、问题和打算", ["丙段"]),
    }
    assert [p.text for p in report.signature] == ["青禾县图书馆"]
    assert report.agency == "青禾县"
    assert len(report.cells) == 4
    assert codes(report) == []


def test_a_title_in_a_table_below_its_heading_is_that_of_the_table() -> None:
    report = _report(_TITLE, *_BODY[:3], [[("借阅情况", 3)], *_LOANS], *_BODY[4:])
    assert _sections(report) == _WHOLE
    assert len(report.cells) == 4
    assert codes(report) == []


def test_headings_without_numbers_or_with_others_are_those_of_their_sections() -> None:
    report = _report(_TITLE, "基本情况", "甲段。", "四、借阅情况", _LOANS, "7.问题和打算", "丙段。")
    assert {s.code: s.ordinal for s in report.sections.values()} == {"1": None, "2": 4, "3": 7}
