"""A requirement in figures: what a reader checks by head."""

import pytest

from tests.engine.strategies import At, every, only, report_of, requirement

CELLS = every("A") | {("A", "1", "1"): "3", ("A", "2.1", "1"): "2", ("A", "3", "1"): "1"}


def formula(text: str, cells: dict[At, str] | None = None, clauses: str = "") -> str:
    return str(only(requirement(text, clauses), report_of(CELLS | (cells or {}))).formula)


@pytest.mark.parametrize(
    ("required", "spelled"),
    [
        ("A[1, 1] + A[1, 2] = A[2.1, 1] + A[3, 1]", "3 + 0 = 2 + 1"),
        ("A[1, 1] - (A[2.1, 1] - A[3, 1]) = 2", "3 - (2 - 1) = 2"),
        ("A[1, 1] - A[2.1, 1] - A[3, 1] = 0", "3 - 2 - 1 = 0"),
        ("(A[1, 1] + A[2.1, 1]) * 2 = 10", "(3 + 2)×2 = 10"),
        ("A[1, 1] / A[2.1, 1] > 1", "3÷2 > 1"),
        ("-A[1, 1] < 0", "-3 < 0"),
        ("-(A[1, 1] + 1) < 0", "-(3 + 1) < 0"),
        ("A[1, 1] / 3 / 3 >= 0.1", "3÷3÷3 ≥ 0.1"),
        ("sum(A[1 | 2.1 | 3, 1]) = 6", "3 + 2 + 1 = 6"),
        ("sum(A[1, 1 | 2 | 3]) = 3", "3 + 0 + 0 = 3"),
        ("sum({A[1, 1], A[2.1, 1] + 1}) = 6", "3 + (2 + 1) = 6"),
        ("A[1, 1] in {A[2.1, 1], 3, A[2.1, 1] + A[3, 1]}", "3 = 2 | 3 | 2 + 1"),
        ("A[1, 1] in {3, 3}", "3 = 3"),
    ],
)
def test_a_requirement_is_spelled_with_its_values(required: str, spelled: str) -> None:
    assert formula(required) == spelled


def test_a_long_run_of_equal_terms_is_written_once() -> None:
    assert formula("sum(A[1 .. 3, *]) = 6").startswith("3 + 0 + 0 + 2 + 0×8 + 1 + 0 + 0 = 6")


def test_three_equal_neighbours_are_still_written_out() -> None:
    assert formula("sum(A[1 | 2.1, 2 | 3]) = 1").startswith("0×4")
    assert formula("sum(A[2.2.1, *]) = 1").startswith("0 + 0 + 0")


@pytest.mark.parametrize("raw", ["", "—", "乱码"])
def test_a_missing_value_is_shown_as_a_question_mark(raw: str) -> None:
    cells: dict[At, str] = {("A", "1", "2"): raw}
    assert formula("A[1, 1] + A[1, 2] = 3", cells) == "3 + ? = 3"
    assert formula("sum(A[1, *]) = 3", cells) == "3 + ? + 0 = 3"


@pytest.mark.parametrize(
    ("required", "spelled"),
    [
        ("not (A[1, 1] = 3)", "3 ≠ 3"),
        ("not (A[1, 1] < 3)", "3 ≥ 3"),
        ("not (A[1, 1] >= 3)", "3 < 3"),
        ("not (A[1, 1] != 3)", "3 = 3"),
        ("not (A[1, 1] in {3, 4})", "3 ≠ 3 | 4"),
        ("not not (A[1, 1] = 3)", "3 = 3"),
        ("A[1, 1] = 3 and not (A[2.1, 1] = 2)", "2 ≠ 2"),
        ("not (A[1, 1] = 3 and A[2.1, 1] = 2)", "3 ≠ 3"),
        ("no x in A[1 | 2.1, 1] satisfies x = 2", "2 ≠ 2"),
        ("not (some x in A[1 | 2.1, 1] satisfies x = 2)", "2 ≠ 2"),
        ("(A[4, 3] > 0) = false", "0 ≤ 0"),
        ("A[4, 3] = 0.4", "0 ≈ 0.4"),
    ],
)
def test_a_negation_turns_the_sign(required: str, spelled: str) -> None:
    assert formula(required) == spelled


@pytest.mark.parametrize(
    ("required", "spelled"),
    [
        ("A[1, 1] = 3 and A[2.1, 1] = 7 and A[3, 1] = 9", "2 = 7"),
        ("A[1, 1] = 7 or A[2.1, 1] = 2", "2 = 2"),
        ("every x in A[1 | 2.1, 1] satisfies x = 3", "2 = 3"),
        ("some x in A[1 | 2.1, 1] satisfies x = 2", "2 = 2"),
        ("whole(A[1, 1]) and A[1, 1] = 4", "3 = 4"),
    ],
)
def test_of_a_chain_the_comparison_that_settles_it_is_spelled(required: str, spelled: str) -> None:
    assert formula(required) == spelled


@pytest.mark.parametrize("required", ["whole(A[1, 1])", 'agency = "某馆"', "exists(section(1))"])
def test_what_compares_no_figures_has_no_formula(required: str) -> None:
    assert formula(required) == "None"


def test_a_local_is_spelled_by_what_it_stands_for() -> None:
    assert formula("v = 6", clauses="let v = sum(A[1 | 2.1 | 3, 1])") == "3 + 2 + 1 = 6"


def test_the_difference_is_given_where_figures_fail_to_agree() -> None:
    report = report_of(CELLS | {("A", "1", "2"): "0.5"})
    assert only(requirement("A[1, 1] = A[1, 2]"), report).difference == "2.5"
    assert only(requirement("A[1, 1] > A[1, 2]"), report).difference is None
    assert only(requirement("A[1, 1] / 9 = 2"), report).difference == "5/3"
