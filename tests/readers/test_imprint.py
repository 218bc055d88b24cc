"""What a report prints of itself: its rows, its day, its signature, its own headings."""

from datetime import date

import pytest

from gouji.model.form import Entry, Form, Outline, Table
from gouji.model.report import PrintedRow, Report
from gouji.model.span import Source
from gouji.readers.recognise import recognise
from gouji.readers.text import read
from tests.reports import codes
from tests.templates import templates

_LOANS = Table(
    "L",
    "借阅情况",
    None,
    "册",
    (
        Entry("1", "本年新购图书册数"),
        Entry("2", "借出情况", group=True),
        Entry("2.1", "成人读物借出册数"),
        Entry("2.2", "儿童读物借出册数"),
        Entry("3", "本年剔除图书册数"),
        Entry("4", "其他"),
    ),
    (Entry("1", "总馆"), Entry("2", "分馆")),
    {"3": frozenset("1")},
)
_FORM = Form(
    "library",
    "图书馆年报",
    templates("{agency:…}{year}年图书馆年报"),
    (
        Outline(
            "O",
            "结构",
            ordered=True,
            entries=(Entry("1", "概况"), Entry("2", "借阅情况"), Entry("3", "打算")),
        ),
    ),
    (_LOANS,),
)
_TITLE = "青禾县图书馆2024年图书馆年报\n"
_BODY = "一、概况\n甲段。\n二、借阅情况\n乙段。\n三、打算\n丙段。\n"


def _report(text: str) -> Report:
    report = recognise(read(Source("t.txt", text)), [_FORM])
    assert report is not None
    return report


def _rows(report: Report) -> dict[str, tuple[str, int]]:
    return {row: (found.label, found.cells) for (_, row), found in report.rows.items()}


# ---- rows as printed


def test_rows_are_kept_as_printed_in_their_order() -> None:
    report = _report(
        "四、其他（册） | 1 | 2 |\n借出情况 | (1)成人读物借出册数 | 3 | |\n3.本年剔除 图书册数 | 5 | |"
    )
    assert _rows(report) == {
        "4": ("四、其他（册）", 2),
        "2.1": ("(1)成人读物借出册数", 2),
        "3": ("3.本年剔除 图书册数", 1),
    }
    assert list(_rows(report)) == ["4", "2.1", "3"]
    found = report.rows["L", "4"]
    assert isinstance(found, PrintedRow)
    assert found.provenance.quote == "四、其他（册） | 1 | 2"


def test_a_row_with_another_number_of_cells_says_how_many() -> None:
    assert _rows(_report("本年新购图书册数 | 1 | 2 | 3 |\n其他 | 4 |")) == {
        "1": ("本年新购图书册数", 3),
        "4": ("其他", 1),
    }


def test_a_group_is_a_row_where_it_prints_figures_of_its_own() -> None:
    assert _rows(_report("二、借出情况 | 1 | 2 |")) == {"2": ("二、借出情况", 2)}
    assert list(_rows(_report("二、借出情况 | 成人读物借出册数 | 1 | 2 |"))) == ["2.1"]


# ---- misprinted labels


def test_a_misprinted_label_means_the_nearest_row_and_this_is_said() -> None:
    report = _report("本年新购图书册数 | 1 | 2 |\n成人读物借册数 | 3 | 4 |")
    assert _rows(report)["2.1"] == ("成人读物借册数", 2)
    (problem,) = report.diagnostics
    assert (problem.code, problem.severity.value) == ("near-row", "note")
    for message in (problem.message.zh, problem.message.en):
        assert "成人读物借册数" in message
        assert "成人读物借出册数" in message
    assert problem.place is not None
    assert problem.place.text == "成人读物借册数"


@pytest.mark.parametrize(
    "line",
    [
        "本年新购图册数 | 1 | 2 |",  # the row is above
        "读物借出册数 | 1 | 2 |",  # two rows are as near
        "3.成人读物借册数 | 1 | 2 |",  # the number is another row's
        "成人读物借册数 | 1 | 2 | 3 |",  # too many cells
        "完全不同的一行 | 1 | 2 |",
    ],
)
def test_a_label_that_is_near_for_no_good_reason_is_left_out_and_said(line: str) -> None:
    report = _report(f"本年新购图书册数 | 1 | 2 |\n{line}\n其他 | 1 | 2 |")
    assert list(_rows(report)) == ["1", "4"]
    assert codes(report) == ["unplaced-line"]


def test_a_near_label_gives_way_to_the_label_itself() -> None:
    report = _report(
        "本年新购图书册数 | 1 | 2 |\n成人读物借册数 | 3 | 4 |\n成人读物借出册数 | 5 | 6 |"
    )
    assert _rows(report)["2.1"] == ("成人读物借出册数", 2)
    assert codes(report) == ["unplaced-line"]


# ---- headings that no outline lists


def test_a_heading_that_no_outline_lists_keeps_its_prose_to_itself() -> None:
    report = _report(_BODY + "四、附则\n丁段。\n戊段。\n")
    assert [passage.text for passage in report.unlisted] == ["四、附则"]
    assert [passage.text for passage in report.sections["3"].passages] == ["丙段。"]
    assert [place.quote for place in report.unplaced] == ["丁段。", "戊段。"]
    (problem,) = report.diagnostics
    assert (problem.code, problem.severity.value) == ("unlisted-heading", "note")


def test_unlisted_headings_before_and_between_sections_are_found() -> None:
    text = "前言\n一、说明\n子段。\n二、概况\n甲段。\n三、人员\n丑段。\n四、借阅情况\n乙段。\n"
    report = _report(text)
    assert [passage.text for passage in report.unlisted] == ["一、说明", "三、人员"]
    assert [passage.text for passage in report.intro] == ["前言"]
    assert [p.text for p in report.sections["1"].passages] == ["甲段。"]
    assert [place.quote for place in report.unplaced] == ["子段。", "丑段。"]


@pytest.mark.parametrize(
    "line",
    [
        "（四）开放时间",
        "4.开放时间",
        "一是延长开放",
        "四、延长开放时间。",
        "一、开放时间",
        "四、" + "开" * 60,
    ],
)
def test_sub_headings_lists_and_sentences_are_no_sections(line: str) -> None:
    report = _report(f"{_BODY}{line}\n丁段。")
    assert report.unlisted == ()
    assert [p.text for p in report.sections["3"].passages] == ["丙段。", line, "丁段。"]


# ---- day of publication


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("发布日期：2025-01-20", date(2025, 1, 20)),
        ("来源：青禾县 发布时间: 2025/1/20 10:22", date(2025, 1, 20)),
        ("【公开日期】2025年1月20日", date(2025, 1, 20)),
        ("公开日期：二〇二五年一月二十日", date(2025, 1, 20)),
        ("成文日期：2025-01-20", None),
        ("发布日期：2025-02-30", None),
        ("青禾县于2025年1月20日发布。", None),
    ],
)
def test_the_day_of_publication_is_the_one_stated_as_such(line: str, day: date | None) -> None:
    for text in (f"{_TITLE}{line}\n前言。\n{_BODY}", f"{_TITLE}前言。\n{_BODY}{line}\n"):
        assert _report(text).published == day
    barred = f"{_TITLE}{line} | 字数 |\n前言。\n{_BODY}"
    assert _report(barred).published == day


def test_a_day_in_the_midst_of_the_text_is_not_the_day_of_publication() -> None:
    filler = "".join(f"第{n}段。\n" for n in range(8))
    assert _report(f"{_TITLE}{_BODY}发布日期：2025-01-20\n{filler}").published is None


def test_a_day_of_publication_that_is_none_is_said_and_the_next_one_counts() -> None:
    wrong = _report(f"{_TITLE}发布日期：2025-02-30\n{_BODY}")
    assert wrong.published is None
    assert [(d.code, d.place and d.place.text) for d in wrong.diagnostics] == [
        ("unreadable-day", "发布日期：2025-02-30")
    ]
    mended = _report(f"{_TITLE}发布日期：2025-02-30\n公开日期：2025-03-01\n{_BODY}")
    assert mended.published == date(2025, 3, 1)
    assert codes(mended) == ["unreadable-day"]


def test_the_line_with_the_day_is_no_introduction() -> None:
    report = _report(f"{_TITLE}发布日期：2025-01-20\n前言。\n{_BODY}")
    assert [passage.text for passage in report.intro] == ["前言。"]


# ---- signature


@pytest.mark.parametrize(
    "lines",
    [
        ["青禾县图书馆", "2025年1月20日"],
        ["望川市青禾县图书馆（盖章）", "2025 年 1 月 20 日"],
        ["青禾县图书馆办公室", "二〇二五年一月二十日"],
        ["青禾县图书馆 2025年1月20日"],
        ["2025-01-20"],
    ],
)
def test_agency_and_day_at_the_end_are_the_signature(lines: list[str]) -> None:
    report = _report(_TITLE + _BODY + "\n".join(lines) + "\n打印 关闭\n")
    assert [passage.text for passage in report.signature] == lines
    assert [p.text for p in report.sections["3"].passages] == ["丙段。"]


@pytest.mark.parametrize(
    "line",
    ["青禾县图书馆将于2025年1月20日开馆", "青禾县", "联系电话12345", "2025年1月", "2025年2月30日"],
)
def test_other_lines_at_the_end_stay_with_the_section(line: str) -> None:
    report = _report(f"{_TITLE}{_BODY}{line}")
    assert report.signature == ()
    assert [p.text for p in report.sections["3"].passages] == ["丙段。", line]


_UNTITLED = "一、概况\n2024年1月1日起，青禾县图书馆新开两间阅览室。\n二、借阅情况\n乙段。\n三、打算\n丙段。\n"


@pytest.mark.parametrize(
    "lines",
    [
        "青禾县图书馆\n2025年1月20日",
        "青禾县图书馆（盖章）\n2025 年 1 月 20 日\n",
        "青禾县图书馆 二〇二五年一月二十日",
    ],
)
def test_where_no_title_names_the_agency_the_signature_does_and_it_is_said(lines: str) -> None:
    report = _report(_UNTITLED + lines)
    assert report.agency == "青禾县图书馆"
    assert [p.text for p in report.signature] == lines.strip().splitlines()
    (note,) = report.diagnostics
    assert note.code == "named-by-signature"
    assert "青禾县图书馆" in note.message.zh


@pytest.mark.parametrize(
    "lines", ["特此报告\n2025年1月20日", "青禾县图书馆", "联系人：青禾县图书馆\n2025年1月20日"]
)
def test_other_words_above_a_day_or_without_one_name_no_agency(lines: str) -> None:
    assert _report(_UNTITLED + lines).agency is None


def test_a_title_goes_before_the_signature() -> None:
    report = _report(_TITLE + _UNTITLED + "青禾县图书馆\n2025年1月20日")
    assert report.agency == "青禾县图书馆"
    assert report.diagnostics == ()


def test_a_day_amid_the_prose_is_no_signature() -> None:
    report = _report(_TITLE + "一、概况\n2025年1月20日\n甲段。\n二、借阅情况\n乙段。\n")
    assert report.signature == ()


def test_the_signature_below_an_unlisted_heading_is_found() -> None:
    report = _report(_TITLE + _BODY + "四、附则\n丁段。\n青禾县图书馆\n2025年1月20日")
    assert [passage.text for passage in report.signature] == ["青禾县图书馆", "2025年1月20日"]
    assert [place.quote for place in report.unplaced] == ["丁段。"]
