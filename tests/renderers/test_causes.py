"""Findings of one cause are one row that names the cell; in JSON each keeps its own answer."""

import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from gouji.model.cause import Cause, Correction, Decided, Explanation, Slip
from gouji.model.finding import Finding, Formula, Outcome
from gouji.model.report import Provenance
from gouji.model.result import Result
from gouji.model.span import Source, Span
from gouji.model.wording import Language, Wording, same
from gouji.renderers import csv, markdown
from gouji.renderers.json import render
from gouji.renderers.rows import rows

ZH = Language.ZH
MakeFinding = Callable[..., Finding]


@pytest.fixture
def cause() -> Cause:
    place = Provenance("a.txt", Span(Source("a.txt", "\n\n21"), 2, 4), "21")
    at = {"table": "T3", "row": "3.7", "column": "1"}
    correction = Correction(at, 0, same("表三 · 办结 · 自然人"), "21", "12", Slip.TRANSPOSED, place)
    return Cause(
        *("c1", "AR07", same("错格"), ("AR-07",), Decided.ALONE),
        (Explanation((correction,), ("PT03",), ()),),
        *(2, 1, 1, True, Wording("办结应为 12", "closed should be 12")),
        Wording("改为 12", "make it 12"),
    )


@pytest.fixture
def several(finding: MakeFinding, cause: Cause) -> list[Finding]:
    across = finding(
        rule="Q02",
        place=same("表三 · 办结"),
        message=Wording("办结：不等", "closed: not equal"),
        formula=Formula("21", "=", "12"),
        difference="9",
        basis=same("惯例"),
        cause=cause,
    )
    return [finding(cause=cause), across]


def test_the_relations_that_a_wrong_cell_breaks_are_listed_in_one_row(
    several: list[Finding],
) -> None:
    (row,) = rows(several, ZH)
    assert row.rule == "Q01、Q02"
    assert row.place == "表三 · 办结 · 自然人（原文第 3 行）"
    assert row.message == "办结应为 12"
    assert row.formula == "Q01 自然人：3 + 0 ≠ 2 + 0（相差 1）；Q02 办结：21 ≠ 12（相差 9）"
    assert row.basis == "格式；惯例"
    assert row.suggestion == "改为 12"
    (english,) = rows(several, Language.EN)
    assert (english.message, english.suggestion) == ("closed should be 12", "make it 12")


def test_a_single_failure_keeps_its_own_sentence_before_the_cause(
    finding: MakeFinding, cause: Cause
) -> None:
    (row,) = rows([finding(cause=cause)], ZH)
    assert row.message == "自然人：两边应相等；办结应为 12"


def test_several_explanations_stand_at_the_places_that_fail(
    finding: MakeFinding, cause: Cause
) -> None:
    (row,) = rows([finding(cause=replace(cause, decided=Decided.OPEN))], ZH)
    assert row.place == "表三 · 自然人（原文第 1 行）"


def test_failures_without_an_explanation_keep_their_rows_and_say_so(
    several: list[Finding], cause: Cause
) -> None:
    unexplained = replace(cause, decided=Decided.UNEXPLAINED, explanations=(), suggestion=None)
    told = rows([replace(f, cause=unexplained) for f in several], ZH)
    assert [row.rule for row in told] == ["Q01", "Q02"]
    assert {row.suggestion for row in told} == {"办结应为 12"}


def test_another_cause_another_outcome_or_no_cause_has_a_row_of_its_own(
    several: list[Finding], finding: MakeFinding, cause: Cause
) -> None:
    other = finding(cause=replace(cause, id="c2"))
    waived = finding(cause=cause, outcome=Outcome.WAIVED)
    assert len(rows([*several, other, waived, finding()], ZH)) == 4


def test_json_keeps_each_finding_and_lists_the_cause_once(
    several: list[Finding], result: Callable[..., Result]
) -> None:
    content = json.loads(render(result(*several), ZH))
    assert [(f["rule"], f["outcome"], f["cause"]) for f in content["findings"]] == [
        ("Q01", "fail", "c1"),
        ("Q02", "fail", "c1"),
    ]
    assert content["summary"]["outcomes"]["fail"] == 2
    (told,) = content["causes"]
    assert [*told] == [
        *("id", "rule", "title", "checks", "decided", "message", "suggestion", "identities"),
        *("unchecked", "searched", "exhausted", "explanations"),
    ]
    assert (told["decided"], told["checks"]) == ("alone", ["AR-07"])
    (explanation,) = told["explanations"]
    assert (explanation["repairs"], explanation["breaks"]) == (["PT03"], [])
    (correction,) = explanation["corrections"]
    assert correction == {
        "where": {"table": "T3", "row": "3.7", "column": "1"},
        "years_before": 0,
        "place": "表三 · 办结 · 自然人",
        "printed": "21",
        "value": "12",
        "slip": "transposed",
        "evidence": {
            "source": "a.txt",
            "at": {"line": 3, "column": 1, "start": 2, "end": 4},
            "quote": "21",
        },
    }


def test_every_table_shows_the_cause(several: list[Finding], result: Callable[..., Result]) -> None:
    shown = result(*several)
    for content in (csv.render(shown, ZH), markdown.render(shown, ZH)):
        assert "办结应为 12" in content.decode()
