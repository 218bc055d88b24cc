"""Incomplete knowledge and exact arithmetic: three answers and a doubt, intervals, missing values."""

from datetime import date
from fractions import Fraction

import pytest

from gouji.engine import logic
from gouji.engine.values import (
    DOUBT,
    FALSE,
    ROUNDED,
    TRUE,
    Truth,
    Unavailable,
    Value,
    conjunction,
    disjunction,
    negate,
    unknown,
)
from gouji.model.number import MissingKind, Number
from gouji.model.wording import Wording

PLACE = Wording("某处", "somewhere")
BLANK = Unavailable(MissingKind.BLANK, PLACE, {})
DASH = Unavailable(MissingKind.DASH, PLACE, {})
UNKNOWN = unknown(BLANK)
ANSWERS = (TRUE, ROUNDED, DOUBT, UNKNOWN, FALSE)
EMPTY = (
    MissingKind.BLANK,
    MissingKind.DASH,
    MissingKind.NOT_APPLICABLE_MARK,
    MissingKind.NO_DATE,
)
UNSEEN = [kind for kind in MissingKind if kind not in {*EMPTY, MissingKind.WORDS}]


def exact(value: float | str) -> Number:
    return Number(Fraction(value))


def rounded(value: str, slack: str) -> Number:
    return Number(Fraction(value), Fraction(slack))


def about(value: str) -> Number:
    return Number(Fraction(value), approximate=True)


def lacking(kind: MissingKind) -> Unavailable:
    return Unavailable(kind, PLACE, {})


@pytest.mark.parametrize(
    ("figure", "certainty"), [("2.1", TRUE), ("2.24", ROUNDED), ("2.26", FALSE)]
)
def test_a_distance_allowed_and_rounding_add_up(figure: str, certainty: Truth) -> None:
    assert logic.compare(rounded("1.2", "0.05"), "=", exact(figure), Fraction(1)) == certainty


# ---- and, or, not


@pytest.mark.parametrize("left", range(len(ANSWERS)))
@pytest.mark.parametrize("right", range(len(ANSWERS)))
def test_and_is_the_least_certain_of_its_operands(left: int, right: int) -> None:
    by_rank = (TRUE, ROUNDED, DOUBT, UNKNOWN, FALSE)
    assert conjunction([by_rank[left], by_rank[right]]) == by_rank[max(left, right)]


@pytest.mark.parametrize("left", range(len(ANSWERS)))
@pytest.mark.parametrize("right", range(len(ANSWERS)))
def test_or_holds_once_an_operand_does_if_only_by_rounding(left: int, right: int) -> None:
    by_rank = (TRUE, ROUNDED, UNKNOWN, DOUBT, FALSE)
    assert disjunction([by_rank[left], by_rank[right]]) == by_rank[min(left, right)]


def test_not_leaves_what_is_open_open() -> None:
    assert tuple(map(negate, ANSWERS)) == (FALSE, ROUNDED, DOUBT, UNKNOWN, TRUE)


def test_nothing_to_join_is_true_for_and_and_false_for_or() -> None:
    assert conjunction([]) == TRUE
    assert disjunction([]) == FALSE


def test_of_several_lacks_the_first_written_is_told() -> None:
    assert conjunction([UNKNOWN, unknown(DASH)]) == UNKNOWN
    assert disjunction([unknown(DASH), UNKNOWN]) == unknown(DASH)


# ---- missing values


@pytest.mark.parametrize("kind", MissingKind)
@pytest.mark.parametrize("operator", ["=", "!=", "<", "<=", ">", ">="])
def test_a_missing_value_is_never_compared_with_a_number(kind: MissingKind, operator: str) -> None:
    lack = lacking(kind)
    assert logic.compare(lack, operator, exact(0)) == unknown(lack)
    assert logic.compare(exact(0), operator, lack) == unknown(lack)


@pytest.mark.parametrize("kind", EMPTY)
def test_where_nothing_was_written_there_is_nothing(kind: MissingKind) -> None:
    assert logic.compare(lacking(kind), "=", None) == TRUE
    assert logic.compare(None, "!=", lacking(kind)) == FALSE


@pytest.mark.parametrize("kind", UNSEEN)
def test_what_could_not_be_looked_at_may_be_something(kind: MissingKind) -> None:
    assert logic.compare(lacking(kind), "=", None) == unknown(lacking(kind))
    assert logic.compare(None, "!=", lacking(kind)) == unknown(lacking(kind))


def test_words_are_not_nothing_and_no_number_either() -> None:
    words = lacking(MissingKind.WORDS)
    assert logic.compare(words, "=", None) == FALSE
    assert logic.compare(None, "!=", words) == TRUE


@pytest.mark.parametrize("value", [exact(0), "", "文字", date(2024, 1, 1), TRUE])
def test_a_value_is_not_nothing_even_if_it_is_zero_or_empty(value: Value) -> None:
    assert logic.compare(value, "=", None) == FALSE
    assert logic.compare(None, "!=", value) == TRUE


@pytest.mark.parametrize("operator", ["<", "<=", ">", ">="])
def test_nothing_has_no_place_in_an_order(operator: str) -> None:
    answer = logic.compare(None, operator, exact(3))
    assert answer not in (TRUE, FALSE, DOUBT)


def test_the_first_missing_operand_makes_a_chain_missing() -> None:
    assert logic.chain([exact(1), BLANK, DASH], ["+", "-"]) == BLANK


def test_the_opposite_of_a_missing_value_is_missing() -> None:
    assert logic.negative(BLANK) == BLANK


# ---- exactness


@pytest.mark.parametrize(
    ("values", "operators", "result"),
    [
        (("0.1", "0.2"), "+", "0.3"),
        (("1", "3", "3"), "/*", "1"),
        (("10", "4", "3"), "--", "3"),
        (("12", "3", "2"), "//", "2"),
        (("99999999999999999999", "1"), "+", "100000000000000000000"),
    ],
)
def test_arithmetic_is_exact_and_runs_from_left_to_right(
    values: tuple[str, ...], operators: str, result: str
) -> None:
    assert logic.chain([exact(v) for v in values], operators) == exact(result)


def test_a_division_by_zero_has_no_result() -> None:
    quotient = logic.chain([exact(1), exact(0)], ["/"])
    assert isinstance(quotient, Unavailable)
    assert quotient.kind is MissingKind.UNDEFINED
    assert logic.chain([exact(1), exact(0), exact(3)], ["/", "*"]) == quotient


def test_a_divisor_that_may_be_zero_has_no_result_either() -> None:
    quotient = logic.chain([exact(1), rounded("0.4", "0.5")], ["/"])
    assert isinstance(quotient, Unavailable)
    assert quotient.kind is MissingKind.UNDEFINED


# ---- rounded amounts


@pytest.mark.parametrize(
    ("operator", "value", "slack"),
    [("+", "5", "0.15"), ("-", "-1", "0.15"), ("*", "6", "0.405")],
)
def test_half_widths_propagate(operator: str, value: str, slack: str) -> None:
    result = logic.chain([rounded("2", "0.1"), rounded("3", "0.05")], [operator])
    assert result == rounded(value, slack)


def test_the_interval_of_a_quotient_covers_every_quotient() -> None:
    result = logic.chain([rounded("6", "1"), rounded("2", "0.5")], ["/"])
    assert isinstance(result, Number)
    assert result.value - result.slack <= Fraction(5, 1) / Fraction("2.5")
    assert result.value + result.slack >= Fraction(7) / Fraction("1.5")


@pytest.mark.parametrize(
    ("left", "operator", "right", "answer"),
    [
        (rounded("1.2", "0.05"), "=", rounded("1.3", "0.05"), ROUNDED),
        (rounded("1.2", "0.05"), "=", rounded("1.31", "0.05"), FALSE),
        (rounded("1.2", "0.05"), "=", exact("1.25"), ROUNDED),
        (rounded("1.2", "0.05"), "=", exact("1.26"), FALSE),
        (rounded("1.2", "0.05"), "!=", exact("1.26"), TRUE),
        (rounded("1.2", "0.05"), "!=", exact("1.25"), ROUNDED),
        (rounded("1.2", "0.05"), "=", rounded("1.2", "0.5"), TRUE),
        (rounded("1.2", "0.05"), ">=", exact("1.25"), ROUNDED),
        (rounded("1.2", "0.05"), ">", exact("1.25"), FALSE),
        (rounded("1.2", "0.05"), "<=", exact("1.15"), ROUNDED),
        (rounded("1.2", "0.05"), "<", exact("1.15"), FALSE),
        (exact(3), "=", exact(3), TRUE),
        (exact(3), "<", exact(3), FALSE),
        (exact(3), "<=", exact(3), TRUE),
        (exact(-3), "<", exact(3), TRUE),
        (exact(3), ">", exact(4), FALSE),
    ],
)
def test_rounded_amounts_agree_if_their_intervals_meet(
    left: Number, operator: str, right: Number, answer: Truth
) -> None:
    assert logic.compare(left, operator, right) == answer


def test_a_distance_widens_equality() -> None:
    assert logic.compare(exact(3), "=", exact(5), Fraction(2)) == TRUE
    assert logic.compare(exact(3), "=", exact(5), Fraction(1)) == FALSE


@pytest.mark.parametrize(
    ("distance", "answer"),
    [
        (exact(2), TRUE),
        (exact(1), FALSE),
        (rounded("3", "0.5"), TRUE),
        (rounded("2.1", "0.5"), ROUNDED),
        (rounded("1.9", "0.5"), ROUNDED),
        (rounded("1", "0.5"), FALSE),
        (about("5"), DOUBT),
        (about("1"), DOUBT),
    ],
)
def test_a_distance_is_as_sure_as_its_number(distance: Number, answer: Truth) -> None:
    assert logic.compare_within(exact(3), "=", exact(5), distance) == answer
    assert logic.compare_within(exact(3), "!=", exact(5), distance) == negate(answer)
    assert logic.compare_within(BLANK, "=", exact(5), distance) == UNKNOWN


# ---- estimates


@pytest.mark.parametrize("operator", ["=", "!=", "<", "<=", ">", ">="])
@pytest.mark.parametrize("other", ["-7", "0", "90", "119", "120", "121", "5000"])
def test_an_estimate_never_fails(operator: str, other: str) -> None:
    assert logic.compare(about("120"), operator, exact(other)) in (TRUE, DOUBT)
    assert logic.compare(exact(other), operator, about("120")) in (TRUE, DOUBT)


@pytest.mark.parametrize("other", ["5500", "5501", "5600", "9"])
@pytest.mark.parametrize("operator", ["=", "!=", "<", "<=", ">", ">="])
def test_nothing_is_certain_of_an_estimate(operator: str, other: str) -> None:
    assert logic.compare(about("5500"), operator, exact(other)) == DOUBT
    assert negate(logic.compare(exact(other), operator, about("5500"))) == DOUBT


def test_what_is_made_of_an_estimate_is_an_estimate() -> None:
    for operator in "+-*/":
        result = logic.chain([exact(6), about("3")], [operator])
        assert isinstance(result, Number)
        assert result.approximate
    opposite = logic.negative(about("3"))
    assert isinstance(opposite, Number)
    assert opposite.approximate


# ---- texts, dates, conditions


def test_texts_are_compared_without_regard_to_width() -> None:
    assert logic.compare("（一）ＡＢ", "=", "(一)AB") == TRUE
    assert logic.compare("甲", "!=", "乙") == TRUE


@pytest.mark.parametrize(
    ("operator", "answer"),
    [("<", TRUE), ("<=", TRUE), (">", FALSE), (">=", FALSE), ("=", FALSE), ("!=", TRUE)],
)
def test_dates_are_compared_in_time(operator: str, answer: Truth) -> None:
    assert logic.compare(date(2023, 12, 31), operator, date(2024, 1, 1)) == answer


@pytest.mark.parametrize("right", ANSWERS)
@pytest.mark.parametrize("left", ANSWERS)
def test_two_conditions_are_alike_only_if_both_are_certain(left: Truth, right: Truth) -> None:
    answer = logic.compare(left, "=", right)
    if {left.certainty, right.certainty} <= {TRUE.certainty, FALSE.certainty}:
        assert answer == (TRUE if left == right else FALSE)
    else:
        assert answer in (ROUNDED, UNKNOWN, DOUBT)


def test_a_third_of_an_estimate_is_compared_at_once() -> None:
    third = logic.chain([about("7"), exact(3)], ["/"])
    assert logic.compare(third, "=", exact(2)) == DOUBT
    assert logic.compare(third, ">", exact(2)) == DOUBT


# ---- scores


@pytest.mark.parametrize(
    ("value", "answer"),
    [("1", TRUE), ("0.95", DOUBT), ("0.9", DOUBT), ("0.85", DOUBT), ("0.8", FALSE)],
)
def test_a_score_is_in_doubt_near_its_threshold_and_decides_at_a_tenth_from_it(
    value: str, answer: Truth
) -> None:
    score = Number(Fraction(value), Fraction(1, 10), score=True)
    assert logic.compare(score, ">=", exact("0.9")) == answer
    assert logic.compare(exact("0.9"), "<=", score) == answer
    assert logic.compare(score, "=", score) == DOUBT


def test_a_distance_takes_the_place_of_the_doubt_of_a_score() -> None:
    score = Number(Fraction("0.95"), Fraction(1, 10), score=True)
    assert logic.compare(score, ">=", exact("0.9"), Fraction("0.05")) == TRUE
    assert logic.compare(score, ">=", exact("0.9"), Fraction("0.06")) == DOUBT
