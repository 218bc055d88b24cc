"""The built-in functions and fields: what each answers, and what it does with what is missing."""

from dataclasses import replace

import pytest

from gouji.model.finding import Outcome
from gouji.model.number import Missing, MissingKind
from tests.engine.strategies import At, answer, every, only, report_of, requirement

PASS, FAIL, UNKNOWN = Outcome.PASS, Outcome.FAIL, Outcome.UNKNOWN
CELLS = every("A") | {
    ("A", "1", "1"): "3",
    ("A", "1", "2"): "",
    ("A", "1", "3"): "—",
    ("A", "2.1", "1"): "2.5",
    ("A", "2.1", "2"): "128件",
    ("A", "2.1", "3"): "约120余件",
    ("A", "3", "1"): "乱码",
    ("A", "3", "2"): "-4",
}
del CELLS["A", "3", "3"]
REPORT = report_of(CELLS, {"1": "甲 乙。", "3": "略"}, intro=["前言"])


@pytest.mark.parametrize(
    ("required", "outcome"),
    [
        # sum
        ("sum(A[1 | 2.1, 1]) = 5.5", PASS),
        ("sum(A[1, *]) = 3", UNKNOWN),
        ("sum(A[3, 2 | 3]) = -4", UNKNOWN),
        ("sum({1, 2, A[1, 1]}) = 6", PASS),
        ("sum(A[1, 1]) = 3", PASS),
        ("sum(A[1, 1] | A[2.1, 1]) = 5.5", PASS),
        # count: cells that hold a number
        ("count(A[1, *]) = 1", PASS),
        ("count(A[1, 1]) = 1", PASS),
        ("count(A[1, 2]) = 0", PASS),
        ("count(A[3, *]) = 1", UNKNOWN),
        ('count(find(section(1), "甲", "乙")) = 2', PASS),
        ('count(find(section(2), "甲")) = 0', UNKNOWN),
        ("count(R) = 3", PASS),
        # exists
        ("exists(section(1))", PASS),
        ("exists(section(2))", FAIL),
        ("exists(intro)", PASS),
        ('exists(find(section(1), "乙"))', PASS),
        ('exists(find(section(1), "丙"))', FAIL),
        ('exists(find(section(2), "丙"))', UNKNOWN),
        ('exists(find(section(1) | section(2), "乙"))', PASS),
        ('exists(find(section(1) | section(2), "丙"))', UNKNOWN),
        # whole
        ("whole(A[1, 1])", PASS),
        ("whole(A[3, 2])", PASS),
        ("whole(A[2.1, 1])", FAIL),
        ("whole(A[1, 2])", UNKNOWN),
        ("whole(A[2.1, 1] * 2)", PASS),
        ("whole(A[1, 2]) = true", UNKNOWN),
        ("whole(A[1, 1]) = true", PASS),
        # plain
        ("plain(A[1, 1])", PASS),
        ("plain(A[1, 2])", PASS),
        ("plain(A[1, 3])", PASS),
        ("plain(A[2.1, 2])", FAIL),
        ("plain(A[3, 1])", FAIL),
        ("plain(A[3, 3])", UNKNOWN),
        # date
        ("date(2024, 2, 29) < 2024-03-01", PASS),
        ("date(2023, 2, 29) < 2024-03-01", UNKNOWN),
        ("date(year, 12, 31) = 2024年12月31日", PASS),
        ("date(A[1, 2], 1, 1) < 2024-03-01", UNKNOWN),
        ("date(A[2.1, 1], 1, 1) < 2024-03-01", UNKNOWN),
        ("date(99999999999999999999, 1, 1) < 2024-03-01", UNKNOWN),
        # length
        ("length(section(1).text) = 3", PASS),
        ("length(agency) = 2", PASS),
        ("length(title) = 2", UNKNOWN),
        # fields
        ('section(1).title = "总体情况"', PASS),
        ("section(3).position = 2", PASS),
        ("section(2).position = 2", UNKNOWN),
        ('A[2.1, 2].text = "１２８件"', PASS),
        ('A[2.1, 2].unit = "件"', PASS),
        ('A[1, 1].unit = ""', PASS),
        ('A[3, 3].text = ""', UNKNOWN),
        # facts
        ("year = 2024", PASS),
        ("title = nothing", PASS),
        ('agency in {"某馆", "另一馆"}', PASS),
        # computed keys
        ("A[(agency), 1] = 1", UNKNOWN),
    ],
)
def test_a_function_answers(required: str, outcome: Outcome) -> None:
    assert answer(required, REPORT) is outcome


def test_the_entry_before_the_first_is_nothing() -> None:
    report = report_of(sections={"1": "甲", "2": "乙", "3": "丙"})
    first = "some x in R satisfies x.ordinal = 1 and previous(x) = nothing"
    assert answer(first, report) is PASS
    assert answer("every x in R satisfies x.ordinal = 1 or previous(x) != nothing", report) is PASS


@pytest.mark.parametrize("operator", ["=", "<", ">", "!="])
def test_a_field_of_nothing_is_compared_with_nothing_else(operator: str) -> None:
    report = report_of(sections={"1": "甲"})
    required = f"some x in R satisfies x.ordinal = 1 and previous(x).ordinal {operator} 1"
    assert answer(required, report) is UNKNOWN


@pytest.mark.parametrize(
    ("name", "outcome", "reason"),
    [
        ("购入", PASS, None),
        ("2.1", PASS, None),
        ("before", FAIL, None),
        ("没有", UNKNOWN, "absent_row"),
        ("经费", UNKNOWN, "absent_column"),
    ],
)
def test_a_row_can_be_named_by_a_text(name: str, outcome: Outcome, reason: str | None) -> None:
    cells = every("A") | {("A", "2.1", "2"): "7"}
    finding = only(requirement("A[(agency), 2] = 7"), report_of(cells, agency=name))
    assert (finding.outcome, finding.reason) == (outcome, reason)


@pytest.mark.parametrize("required", ["[1] = [2.1] within [3]", "[1] in {[2.1], 5} within [3]"])
def test_a_distance_that_is_missing_leaves_the_comparison_open(required: str) -> None:
    cells: dict[At, str] = {("B", "1", "1"): "4", ("A", "1", "1"): "1", ("A", "2.1", "1"): "3"}
    near = cells | {("A", "3", "1"): "2"}
    blank = cells | {("A", "3", "1"): ""}
    text = required.replace("[1]", "A[1, 1]").replace("[2.1]", "A[2.1, 1]")
    text = text.replace("[3]", "A[3, 1]")
    assert answer(text, report_of(near)) is PASS
    assert answer(text, report_of(blank)) is UNKNOWN


def test_what_another_template_would_have_captured_is_not_there() -> None:
    rules = requirement(
        'every m in find(section(1), "收到{kind:书|画}", "{n}册") satisfies m.kind = "书"'
    )
    finding = only(rules, report_of(sections={"1": "收到书，另有5册"}))
    assert (finding.outcome, finding.reason) == (UNKNOWN, "blank")


def test_a_cell_of_which_the_print_cannot_be_told_is_neither_plain_nor_not() -> None:
    report = report_of({**CELLS, ("A", "3", "1"): "1"})
    (key,) = (key for key in report.cells if (key.row, key.column) == ("3", "1"))
    lost = replace(report.cells[key], number=Missing(MissingKind.UNREADABLE))
    report = replace(report, cells={**report.cells, key: lost})
    assert answer("plain(A[3, 1])", report) is UNKNOWN
    assert answer("plain(A[3, 1])", REPORT) is FAIL
