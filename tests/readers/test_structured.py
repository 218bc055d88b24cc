"""Reports as YAML and JSON, on a made-up form of a library."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from gouji.model.diagnostic import Severity
from gouji.model.form import Form, Validity
from gouji.model.number import Number
from gouji.model.report import CellKey, Completeness, Passage, Report
from tests.library import (
    FORM,
    HEAD,
    MONEY,
    OLD_FORM,
    OLD_MONEY,
    OTHER_FORM,
    codes,
    fit,
    problems_of,
    report_of,
    said,
    tables,
)
from tests.reports import shown


def _cells(report: Report) -> dict[str, str]:
    return {
        f"{key.table}[{key.row}, {key.column}]": shown(cell.number)
        for key, cell in report.cells.items()
    }


def _texts(passages: Sequence[Passage]) -> list[str]:
    return [passage.text for passage in passages]


# ---- what a report says

_WHOLE = """\
agency: 柳塘图书馆
year: 2024
form: library
published: 2025-01-20
title: 柳塘图书馆2024年年度报告
intro: 按规定编制。
signature: [柳塘图书馆, 2025年1月18日]
sections:
  - title: 一、基本情况
    text: |
      全年借出 30 册。

      新购 12 册。
  - title: 二、图书借阅情况
  - {title: 三、存在的主要问题和打算, text: ["其一。", "其二。\\n其三。"]}
tables:
  L: {"1": {"1": 12, "2.1": "3册", "3": null}}
"""


def test_a_report_says_what_its_keys_say() -> None:
    report = report_of(_WHOLE)
    assert (report.agency, report.year, report.form) == ("柳塘图书馆", 2024, "library")
    assert report.published == date(2025, 1, 20)
    assert report.title == "柳塘图书馆2024年年度报告"
    assert _texts(report.intro) == ["按规定编制。"]
    assert _texts(report.signature) == ["柳塘图书馆", "2025年1月18日"]
    assert [
        (s.code, s.title, s.ordinal, s.position, _texts(s.passages))
        for s in report.sections.values()
    ] == [
        ("1", "一、基本情况", 1, 1, ["全年借出 30 册。", "新购 12 册。"]),
        ("2", "二、图书借阅情况", 2, 2, []),
        ("3", "三、存在的主要问题和打算", 3, 3, ["其一。", "其二。", "其三。"]),
    ]
    assert _cells(report) == {"L[1, 1]": "12", "L[1, 2.1]": "3", "L[1, 3]": "blank"}
    assert report.tables == {"L"}
    assert report.completeness is Completeness.COMPLETE
    assert report.diagnostics == ()


def test_the_same_as_json_is_the_same() -> None:
    stated = {
        "agency": "柳塘图书馆",
        "year": 2024,
        "sections": [{"title": "一、基本情况", "text": "全年借出 30 册。\n新购 12 册。"}],
        "tables": {"L": {"1": {"1": 12.50}}},
    }
    report = report_of(json.dumps(stated), as_json=True)
    assert _texts(report.sections["1"].passages) == ["全年借出 30 册。", "新购 12 册。"]
    assert _cells(report) == {"L[1, 1]": "12.5"}


def test_everything_has_the_place_where_it_is_written() -> None:
    report = report_of(_WHOLE)
    places = [
        *(passage.provenance for passage in (*report.intro, *report.signature)),
        *(passage.provenance for s in report.sections.values() for passage in s.passages),
        *(section.provenance for section in report.sections.values()),
    ]
    for place in places:
        assert place.locator.text == place.quote
        assert place.document == "report.yaml"
    cell = report.cells[CellKey("L", "1", "2.1")]
    assert cell.provenance.locator.text == '"3册"'
    assert cell.provenance.quote == "3册"
    assert report.sections["1"].passages[1].provenance.locator.position.line == 13


def test_a_line_that_is_written_with_escapes_has_a_place_within_its_text() -> None:
    text = '{"agency": "\\u7532", "year": 2024, "form": "library", "intro": "甲\\"乙\\"\\n\\u4e19\\n丁"}'
    report = report_of(text, as_json=True)
    assert report.agency == "甲"
    assert _texts(report.intro) == ['甲"乙"', "丙", "丁"]
    start, end = text.index('"甲'), len(text) - 1
    for passage in report.intro:
        assert start <= passage.provenance.locator.start < passage.provenance.locator.end <= end
    assert report.intro[2].provenance.locator.text == "丁"


def test_what_is_absent_is_missing_and_null_is_as_good_as_absent() -> None:
    bare = report_of(HEAD + "form: library")
    nulls = report_of(
        HEAD + "form: library\npublished:\ntitle: ~\nintro:\nsignature:\nsections:\ntables:\n"
    )
    for report in (bare, nulls):
        assert (report.cells, report.sections, report.rows) == ({}, {}, {})
        assert (report.title, report.published, report.intro) == (None, None, ())
        assert report.tables == frozenset()


def test_an_unquoted_code_stays_as_it_is_written() -> None:
    report = report_of(tables("L: {2.1: {1: 5}, 2.10: {1: 6}}"))
    assert _cells(report) == {"L[2.1, 1]": "5", "L[2.10, 1]": "6"}


# ---- rows and columns


def test_rows_and_columns_go_by_code_short_name_or_printed_label() -> None:
    report = report_of(
        tables(
            "借阅表:",
            "  1: {总馆: 1}",
            "  （一）成人读物: {（一）东馆: 2}",
            "  馆藏: {合计: 3}",
            "M:",
            "  采购合同: {签订: 4}",
            "  二、购书经费: {本年金额（单位：万元）: 1.5}",
        )
    )
    assert _cells(report) == {
        "L[1, 1]": "1",
        "L[2.1, 2.1]": "2",
        "L[4, 3]": "3",
        "M[1, 1]": "4",
        "M[2, 3]": "1.5",
    }
    labels = {f"{table}[{row}]": printed.label for (table, row), printed in report.rows.items()}
    assert labels == {
        "L[1]": "",
        "L[2.1]": "（一）成人读物",
        "L[4]": "",
        "M[1]": "采购合同",
        "M[2]": "二、购书经费",
    }


def test_a_row_keeps_its_printed_label_number_of_cells_and_place() -> None:
    report = report_of(tables("L:", "  年末馆藏: {总馆: 1, 东馆: 2, 合计: 3}"))
    row = report.rows["L", "4"]
    assert (row.label, row.cells, row.provenance.quote) == ("年末馆藏", 3, "年末馆藏")
    assert row.provenance.locator.text == "年末馆藏"


def test_a_misprinted_label_is_taken_for_the_nearest_and_said() -> None:
    report = report_of(tables("L:", "  期未馆藏图书册数: {总馆: 1}"))
    assert _cells(report) == {"L[4, 1]": "1"}
    assert report.rows["L", "4"].label == "期未馆藏图书册数"
    (note,) = report.diagnostics
    assert note.severity is Severity.NOTE
    assert said(note) == '5:5 [near-label] tables.L.期未馆藏图书册数: taken for "期末馆藏图书册数"'


def test_a_row_that_nothing_resembles_is_unplaced_and_said() -> None:
    report = report_of(tables("L:", "  1: {1: 1}", "  电子书下载量: {总馆: 1990, 东馆: 7}"))
    assert _cells(report) == {"L[1, 1]": "1"}
    assert [place.quote for place in report.unplaced] == ["电子书下载量 | 1990 | 7"]
    (problem,) = report.diagnostics
    assert (problem.code, problem.severity) == ("unknown-label", Severity.WARNING)
    assert "tables.L.电子书下载量" in problem.message.zh


def test_a_column_that_nothing_bears_leaves_its_values_unplaced_and_is_said_once() -> None:
    report = report_of(tables("L:", "  1: {总馆: 1, 南馆: 2}", "  4: {总馆: 3, 南馆: 4}"))
    assert _cells(report) == {"L[1, 1]": "1", "L[4, 1]": "3"}
    assert [place.quote for place in report.unplaced] == ["1 | 南馆 | 2", "4 | 南馆 | 4"]
    assert codes(report.diagnostics) == ["unknown-label"]
    assert report.diagnostics[0].hint is not None
    assert report.diagnostics[0].hint.en == 'did you mean "东馆"?'


def test_a_label_of_several_rows_is_decided_by_its_number_or_not_at_all() -> None:
    numbered = report_of(tables("L:", "  2.其他: {总馆: 1}"))
    assert _cells(numbered) == {"L[3.2, 1]": "1"}
    open_one = report_of(tables("L:", "  1: {1: 2}", "  其他: {总馆: 1}"))
    assert _cells(open_one) == {"L[1, 1]": "2"}
    assert codes(open_one.diagnostics) == ["ambiguous-label"]
    assert open_one.diagnostics[0].severity is Severity.WARNING
    assert [place.quote for place in open_one.unplaced] == ["其他 | 1"]


def test_figures_beside_a_group_are_its_own_only_where_none_of_its_rows_is_given() -> None:
    alone = report_of(tables("L:", "  二、借出册数: {总馆: 9}"))
    assert _cells(alone) == {"L[2, 1]": "9"}
    beside = report_of(tables("L:", "  2: {总馆: 9}", "  2.1: {总馆: 1}"))
    assert _cells(beside) == {"L[2.1, 1]": "1"}
    assert codes(beside.diagnostics) == ["values-on-group"]
    assert [place.quote for place in beside.unplaced] == ["2 | 9"]
    blank = report_of(tables("L:", "  2: {}", "  2.1: {总馆: 1}"))
    assert blank.diagnostics == ()


def test_a_value_where_the_form_has_no_cell_is_unplaced_and_a_null_there_is_nothing() -> None:
    report = report_of(tables("M: {1: {1: 4, 3: 2, 2: 0}, 2: {3: 1, 1: null}}", "L: {1: {2: 5}}"))
    assert _cells(report) == {"M[1, 1]": "4", "M[1, 2]": "0", "M[2, 3]": "1"}
    assert codes(report.diagnostics) == ["no-such-cell", "no-such-cell"]
    assert [place.quote for place in report.unplaced] == ["1 | 3 | 2", "1 | 2 | 5"]


def test_an_open_row_goes_by_its_key() -> None:
    report = report_of(tables("B:", "  东馆: {读者: 12, 2: 1}", "  101: {1: 3}", "  合计: {1: 15}"))
    assert _cells(report) == {
        "B[东馆, 1]": "12",
        "B[东馆, 2]": "1",
        "B[101, 1]": "3",
        "B[1, 1]": "15",
    }
    assert list(report.rows) == [("B", "东馆"), ("B", "101"), ("B", "1")]
    assert report.diagnostics == ()


# ---- values


@pytest.mark.parametrize(
    ("written", "value", "quote"),
    [
        ("3", "3", "3"),
        ('"3"', "3", "3"),
        ("1990件", "1990", "1990件"),
        ('"１，９９０"', "1990", "１，９９０"),
        ("null", "blank", ""),
        ("''", "blank", ""),
        ("—", "dash", "—"),
        ("'N/A'", "not_applicable_mark", "N/A"),
        ("三件", "3", "三件"),
        ("约5", "unreadable", "约5"),
        ("yes", "unreadable", "yes"),
        ("-5", "-5", "-5"),
        ("1.10", "1.1", "1.10"),
        (".5", "0.5", ".5"),
        ("1e3", "1000", "1e3"),
        ("2.5e-1", "0.25", "2.5e-1"),
        ("1_000", "unreadable", "1_000"),
    ],
)
def test_a_value_is_a_number_or_is_read_as_a_cell_is(written: str, value: str, quote: str) -> None:
    report = report_of(tables(f"L: {{1: {{1: {written}, 3: 0}}}}"))
    cell = report.cells[CellKey("L", "1", "1")]
    assert (shown(cell.number), cell.provenance.quote) == (value, quote)
    assert codes(report.diagnostics) == ["unreadable-cell"] * (value == "unreadable")


@pytest.mark.parametrize(
    ("written", "value", "slack"),
    [
        ("1.5", Fraction(3, 2), Fraction(1, 20)),
        ("15000元", Fraction(3, 2), Fraction(0)),
        ("1.50e0", Fraction(3, 2), Fraction(1, 200)),
        ("2", Fraction(2), Fraction(1, 2)),
    ],
)
def test_an_amount_is_stated_in_the_unit_of_its_column(
    written: str, value: Fraction, slack: Fraction
) -> None:
    report = report_of(tables(f"M: {{2: {{3: {written}}}}}"))
    number = report.cells[CellKey("M", "2", "3")].number
    assert isinstance(number, Number)
    assert (number.value, number.slack) == (value, slack)


# ---- sections


def test_headings_are_recognised_as_in_a_text_document() -> None:
    report = report_of(
        HEAD + "sections:\n"
        "  - {title: 三、存在的问题和打算, text: 丙}\n"
        "  - {title: 一、基本情况：, text: 甲}\n"
        "  - {title: 一、基本情况, text: 甲二}\n"
    )
    assert {s.code: (s.ordinal, s.position) for s in report.sections.values()} == {
        "3": (3, 1),
        "1": (1, 2),
    }
    assert codes(report.diagnostics) == ["reworded-heading", "repeated-heading"]
    assert [place.quote for place in report.unplaced] == ["甲二"]


def test_a_heading_that_no_outline_lists_is_kept_apart_and_its_text_unplaced() -> None:
    report = report_of(
        HEAD + "sections:\n"
        "  - {title: 一、基本情况, text: 甲}\n"
        "  - {title: 四、新馆建设情况, text: '丁\n\n      戊'}\n"
    )
    assert list(report.sections) == ["1"]
    assert _texts(report.unlisted) == ["四、新馆建设情况"]
    assert [place.quote for place in report.unplaced] == ["丁", "戊"]
    assert codes(report.diagnostics) == ["unlisted-heading"]


def test_sections_may_go_by_their_codes() -> None:
    report = report_of(HEAD + "sections: {3: 丙, 1: [甲, 乙], '2': null}")
    assert [
        (s.code, s.title, s.ordinal, s.position, _texts(s.passages))
        for s in report.sections.values()
    ] == [
        ("3", "存在的主要问题和打算", 3, 1, ["丙"]),
        ("1", "基本情况", 1, 2, ["甲", "乙"]),
        ("2", "借阅情况", 2, 3, []),
    ]


# ---- forms and editions


def test_without_a_form_the_one_that_fits_best_is_taken() -> None:
    assert report_of(tables("A: {1: {1: 7}}"), FORM, OTHER_FORM).form == "archive"
    assert report_of(tables("L: {1: {1: 7}}"), OTHER_FORM, FORM).form == "library"
    assert report_of(HEAD + "sections: [{title: 馆藏档案}]", FORM, OTHER_FORM).form == "archive"
    assert fit(HEAD, FORM) == (None, [])


@pytest.mark.parametrize(("year", "form"), [(2020, "library_old"), (2021, "library")])
def test_a_form_valid_in_the_year_goes_first_as_in_a_text(year: int, form: str) -> None:
    new = replace(FORM, validity=Validity(since=date(2021, 1, 1)))
    old = replace(OLD_FORM, validity=Validity(until=date(2020, 12, 31)))
    text = f"agency: 柳塘图书馆\nyear: {year}\ntables: {{L: {{1: {{1: 7}}}}}}"
    assert report_of(text, new, old).form == form
    assert report_of(text, old, new).form == form
    named = report_of(text + "\nform: library", old, new)
    assert named.form == "library"
    nothing_of_it = replace(OTHER_FORM, validity=new.validity)
    assert report_of(text, nothing_of_it, old).form == "library_old"


@pytest.mark.parametrize("forms", [(FORM, OLD_FORM), (replace(FORM, tables=(MONEY, OLD_MONEY)),)])
def test_a_table_with_the_labels_of_an_older_edition_is_that_table(forms: tuple[Form, ...]) -> None:
    old = report_of(
        HEAD + "form: library\ntables: {M: {采购合同: {上年份数: 3, 本年增减: -1}, 7: {1: 2}}}",
        *forms,
    )
    assert _cells(old) == {"M_OLD[1, 1]": "3", "M_OLD[1, 2]": "-1", "M_OLD[7, 1]": "2"}
    assert old.form == "library"
    assert old.tables == {"M_OLD"}
    assert old.diagnostics == ()
    current = report_of(HEAD + "form: library\ntables: {M: {采购合同: {签订: 3}}}", *forms)
    assert current.tables == {"M"}


def test_a_table_that_fits_both_editions_is_that_of_the_form() -> None:
    text = "tables: {M: {采购合同: {1: 3}}}"
    assert report_of(HEAD + f"form: library\n{text}", FORM, OLD_FORM).tables == {"M"}
    assert report_of(HEAD + f"form: library_old\n{text}", FORM, OLD_FORM).tables == {"M_OLD"}


def test_an_edition_may_be_named_itself() -> None:
    text = HEAD + "form: library\ntables: {M_OLD: {1: {1: 3}}, M: {1: {1: 4}}}"
    assert _cells(report_of(text, FORM, OLD_FORM)) == {"M_OLD[1, 1]": "3", "M[1, 1]": "4"}


def test_a_table_of_an_unrelated_form_is_unknown() -> None:
    text = HEAD + "form: library\ntables: {A: {1: {1: 3}}}"
    assert codes(problems_of(text, FORM, OTHER_FORM)) == ["unknown-table"]
