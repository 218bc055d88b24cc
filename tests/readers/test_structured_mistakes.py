"""Structured reports that are wrong, and structures of any kind."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.model.diagnostic import Severity
from tests.library import FORM, HEAD, codes, fit, problems_of, said, tables

# ---- what is wrong is said with its place and path

_WRONG = {
    "another mapping": ("name: x\nversion: 1\n", "1:1 [no-structured-report]"),
    "a list": ("[1, 2]", "1:1 [no-structured-report]"),
    "a text": ("随便写的一段话。", "1:1 [no-structured-report]"),
    "no agency": ("year: 2024\n", "1:1 [missing-key] agency is missing"),
    "a blank agency": ("agency: ' '\nyear: 2024\n", "1:9 [missing-key] agency is missing"),
    "a number as agency": (
        "agency: 12\nyear: 2024\n",
        "1:9 [wrong-type] agency: this must be a text",
    ),
    "no year": ("agency: 甲\n", "1:1 [missing-key] year is missing"),
    "a wrong key": (
        HEAD + "titel: x\n",
        '3:1 [unknown-key] titel: there is no such key (did you mean "title"?)',
    ),
    "a wrong key of a section": (
        HEAD + "sections:\n  - title: 一、基本情况\n    txt: x\n",
        '5:5 [unknown-key] sections[0].txt: there is no such key (did you mean "text"?)',
    ),
    "a year of letters": (
        "agency: 甲\nyear: 二〇二四\n",
        "2:7 [no-year] year: '二〇二四' is not a year",
    ),
    "a year in quotation marks": ("agency: 甲\nyear: '2024'\n", "2:7 [no-year]"),
    "half a year": ("agency: 甲\nyear: 2024.5\n", "2:7 [no-year]"),
    "the year 24": ("agency: 甲\nyear: 24\n", "2:7 [no-year]"),
    "no such day": (
        HEAD + "published: 2025-02-30\n",
        "3:12 [no-day] published: there is no such day as '2025-02-30'",
    ),
    "a day otherwise written": (HEAD + "published: 2025年2月1日\n", "3:12 [no-day]"),
    "an unknown table": (
        tables("l: {1: {1: 1}}", "M: {1: {1: 1}}"),
        "4:3 [unknown-table] tables.l: the form has no such table",
    ),
    "an unknown row": (
        tables("L:", '  "2.11": {"1": 5}', "  1: {1: 1}"),
        '5:5 [unknown-code] tables.L."2.11": no row has this code (did you mean "2.1"?)',
    ),
    "an unknown column": (
        tables("L:", '  "2.1": {"2.9": 5, "1": 1}'),
        '5:13 [unknown-code] tables.L."2.1"."2.9": no column has this code (did you mean "2.1"?)',
    ),
    "a row twice": (
        tables("L:", "  1: {1: 1}", "  本年新购图书册数: {1: 1}"),
        '6:5 [named-twice] tables.L.本年新购图书册数: "本年新购图书册数" is given twice (lines 5 and 6)',
    ),
    "an open row twice, its key in two widths": (
        tables("B:", "  东馆(新): {1: 12}", "  东 馆（新）: {1: 13}"),
        '6:5 [named-twice] tables.B."东 馆（新）": "东 馆（新）" is given twice (lines 5 and 6)',
    ),
    "a column twice": (
        tables("L: {1: {1: 1, 总馆: 2}}"),
        '4:17 [named-twice] tables.L."1".总馆: "总馆" is given twice (lines 4 and 4)',
    ),
    "a table twice": (
        tables("L: {1: {1: 1}}", "借阅表: {1: {1: 2}}"),
        '5:3 [named-twice] tables.借阅表: "L" is given twice (lines 4 and 5)',
    ),
    "a section without title": (
        HEAD + "sections: [{text: x}]",
        "3:12 [wrong-type] sections[0]: this must be a section with its title",
    ),
    "a section with a blank title": (
        HEAD + "sections: [{title: ''}]",
        "3:20 [wrong-type] sections[0].title: this must be the title as printed",
    ),
    "a number as a line": (
        HEAD + "signature: [甲, 2025]",
        "3:16 [wrong-type] signature[1]: this must be a text",
    ),
    "a mapping as text": (
        HEAD + "intro: {a: b}",
        "3:8 [wrong-type] intro: this must be a text, or",
    ),
    "a text as sections": (
        HEAD + "sections: x",
        "3:11 [wrong-type] sections: this must be a list",
    ),
    "an unknown section": (
        HEAD + "tables: {L: {1: {1: 1}}}\nsections: {4: x}",
        '4:12 [unknown-section] sections."4": the form has no such section (there are 1, 2, 3)',
    ),
    "a list as tables": (HEAD + "tables: [1]", "3:9 [wrong-type] tables: this must be a mapping"),
    "a number as table": (HEAD + "tables: {L: 3}", "3:13 [wrong-type] tables.L: this must be"),
    "null as table": (HEAD + "tables: {L: }", "3:13 [wrong-type] tables.L: this must be"),
    "a number as row": (tables("L: {1: 3}"), '4:10 [wrong-type] tables.L."1": this must be'),
    "true as value": (
        tables("L: {1: {1: true}}"),
        '4:14 [wrong-type] tables.L."1"."1": this must',
    ),
    "a list as value": (
        tables("L: {1: {1: [3]}}"),
        '4:14 [wrong-type] tables.L."1"."1": this must',
    ),
    "a value without end": (
        tables("L: {1: {1: 1e99999}}"),
        '4:14 [long-number] tables.L."1"."1":',
    ),
    "an alias": (tables("L: &x {1: {1: 1}}", "M: *x"), "4:6 [no-alias] tables.L:"),
    "a row as YAML repeats it": (tables("L: {1: {}, '1': {}}"), "4:14 [duplicate-key] tables.L:"),
    "broken YAML": (HEAD + "tables: {L: {1: {1: 3}\n", "4:1 [data-syntax]"),
}


@pytest.mark.parametrize(("text", "expected"), _WRONG.values(), ids=_WRONG)
def test_a_wrong_file_is_not_half_read(text: str, expected: str) -> None:
    problems = problems_of(text)
    shown = [said(problem) for problem in problems]
    assert shown[0].startswith(expected), shown
    assert all(problem.message.zh != problem.message.en for problem in problems)
    assert any(problem.severity is Severity.ERROR for problem in problems)


def test_all_that_is_wrong_is_said_at_once() -> None:
    text = "agency: 1\nyear: x\ntitel: y\npublished: z\ntables: {L: {1: {1: [], 2: true}}}"
    assert codes(problems_of(text)) == [
        "unknown-key",
        "wrong-type",
        "no-year",
        "no-day",
        "wrong-type",
        "wrong-type",
    ]


def test_a_form_that_is_not_at_hand_fits_nothing() -> None:
    assert fit(HEAD + "form: libary\ntables: {L: {1: {1: 1}}}") == (None, [])


@pytest.mark.parametrize(
    "text",
    [
        tables("L: {" + ", ".join(f"a{n}: {{}}" for n in range(1000)) + "}"),
        tables("L: {1: {" + ", ".join(f"a{n}: 1" for n in range(1000)) + "}}"),
        HEAD + "tables: {" + ", ".join(f"a{n}: {{}}" for n in range(1000)) + "}",
        HEAD + "sections: {" + ", ".join(f"a{n}: x" for n in range(1000)) + "}",
        HEAD + "sections: [" + ", ".join("{title: x}" for n in range(1000)) + "]",
    ],
)
def test_more_entries_than_any_form_has_are_refused_at_once(text: str) -> None:
    assert codes(problems_of(text, replace(FORM, key="library"))) == ["too-many-entries"]


def test_a_thousand_wrong_keys_are_not_all_listed() -> None:
    text = HEAD + "".join(f"a{n}: 1\n" for n in range(1000))
    assert len(problems_of(text)) == 50


# ---- anything at all

_WORDS = st.sampled_from(
    [
        *("agency", "year", "form", "published", "title", "text", "intro", "signature"),
        *("sections", "tables", "L", "M", "B", "1", "2", "2.1", "总馆", "其他", "借出册数"),
        *("一、基本情况", "library", "2025-01-20", "3册", "—", "", "\n", "é\u2028x"),
    ]
)
_ANY = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 3000) | _WORDS | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_WORDS, inner, max_size=6),
    max_leaves=30,
)


@given(_ANY)
def test_no_structure_raises_and_each_is_a_report_or_says_why_not(value: object) -> None:
    known = {"agency": "甲", "year": 2024, "form": "library"}
    stated = known | value if isinstance(value, dict) else known | {"tables": value}
    report, problems = fit(json.dumps(stated), as_json=True)
    named = stated["form"] == "library"
    assert (report is not None) != any(p.severity is Severity.ERROR for p in problems) or not named
