"""Earlier years and subordinate agencies: what is not at hand is missing, with the true reason."""

import pytest

from tests.engine.packs import BRANCHES, holds


def test_an_expression_is_asked_of_an_earlier_report() -> None:
    holds(
        """
        rule Y on A each column require [before] = last([now]) and [before] <= at(-2, [now]) + 5
        test Y "follows" given A[before, *] = 3 given last(A[now, *]) = 3 given at(-2, A[now, *]) = 1
          expect pass
        test Y "does not" given A[before, *] = 3 given last(A[now, *]) = 4 given at(-2, A[now, *]) = 1
          expect fail where column = "中文" and gap = 1
        test Y "two years back is not there" given A[before, *] = 3 given last(A[now, *]) = 3
          expect unknown where reason = "no_prior"
        test Y "there is none" given A[before, *] = 3 given last(A) = nothing
          expect unknown where reason = "no_prior"
        test Y "a blank there" given A[before, *] = 3 given last(A[now, *]) = nothing
          given at(-2, A[now, *]) = 1 expect unknown where reason = "blank" """
    )


def test_last_of_last_is_two_years_back() -> None:
    holds(
        """
        rule Y require last(A[1, 1] + last(A[1, 1])) = 5
        test Y "as far as it goes" given A[1, 1] = 9 given last(A[1, 1]) = 2 given at(-2, A[1, 1]) = 3
          expect unknown where reason = "no_prior" """
    )


def test_prose_and_facts_of_last_year_are_asked_for_alike() -> None:
    holds(
        """
        rule P for each p in last(problems(section(2), "偏少")) require some q in passages(section(2))
          satisfies similar(p, q) >= 60%
        test P "answered" given last(section(2)) = "一是外文书偏少；二是座位充足。"
          given section(2) = "外文书偏少的问题已经解决。" expect pass
        test P "unanswered" given last(section(2)) = "外文书偏少。" given section(2) = "座位充足。"
          expect fail where p.text = "外文书偏少"
        test P "in between a person looks" given last(section(2)) = "外文图书偏少。"
          given section(2) = "外文图书增加。" expect review
        test P "no report" given section(2) = "座位充足。" expect unknown where reason = "no_prior"
        rule T require last(year) = year - 1
        test T "the year before" given year = 2024 given last(A[1, 1]) = 0 expect pass"""
    )


def test_a_cell_by_name_is_the_same_cell_of_last_year() -> None:
    holds(
        """
        rule S require some c in A[*, *] satisfies c != last(c)
        test S "one differs" given A[*, *] = 1 given last(A[*, *]) = 1 given last(A[2, 2]) = 3 expect pass
        test S "all the same" given A[*, *] = 1 given last(A[*, *]) = 1 expect fail"""
    )


def test_an_input_of_a_definition_is_asked_of_the_report_in_which_it_is_used() -> None:
    holds(
        """
        define growth(x) = x - last(x)
        define twice(y) = growth(y * 2)
        define of_branches(z) = sum(children(z))
        define ever(x) = (some c in A[1, *] satisfies last(c) = x)
        rule G on A each column require growth(A[1, 1] + A[2, 1]) = 3
        test G "a sum" given A[*, *] = 4 given last(A[*, *]) = 1 expect fail where gap = 3
        test G "one cell of it" given A[*, *] = 4 given last(A[*, *]) = 2.5 expect pass
        rule L let all = A[1, 1] + A[2, 1] require twice(all) = 12
        test L "through a second one" given A[*, *] = 4 given last(A[*, *]) = 1 expect pass
        rule B on A each column require of_branches([1] + [2]) = 6
        test B "below" given A[*, *] = 9 given children(A[1, 1]) = {1, 2} given children(A[2, 1]) = {1, 2}
          given children(A[1, 2]) = {1, 2} given children(A[2, 2]) = {1, 2}
          given children(A[1, 3]) = {1, 2} given children(A[2, 3]) = {1, 2} expect pass
        rule E require ever(last(A[2, 1]))
        test E "last year's own" given A[*, *] = 9 given last(A[*, *]) = 1 expect pass"""
    )


def test_another_edition_of_a_table_is_not_compared() -> None:
    holds(
        """
        form older "older" extends shelf valid until 2019-12-31
        table A_older of A "loans" rows 1 "书" columns 1 "册数"
        rule Y require A[1, 1] >= last(A[1, 1])
        test Y "edition" given A[1, 1] = 1 given last(A_older[1, 1]) = 5
          expect unknown where reason = "not_comparable"
        test Y "same edition" given A[1, 1] = 1 given last(A[1, 1]) = 5 expect fail"""
    )


SUM = 'rule R require A[now, 3] >= sum(children(A[now, 3])) when agency.kind = "main"\n'


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("given children(A[now, 3]) = {3, 4}", "expect pass"),
        ("given children(A[now, 3]) = {6, 4}", "expect fail where gap = 3"),
        (
            "given children(A[now, 3]) = {3, nothing}",
            'expect unknown where reason = "absent_report"',
        ),
        ("given children(A[now, 3]) = {8, nothing}", "expect fail"),
        ('given children(A[now, 3]) = {8, "—"}', 'expect unknown where reason = "dash"'),
        ('given children(A[now, 3]) = {12, "-3", nothing}', "expect unknown"),
        ("", 'expect unknown where reason = "no_roster"'),
    ],
)
def test_a_whole_is_compared_with_its_parts_as_far_as_they_are_known(
    given: str, expected: str
) -> None:
    holds(f'{SUM} test R "it" given agency.kind = "main" given A[now, 3] = 7 {given} {expected}')


def test_the_known_part_of_a_sum_exceeds_a_whole_only_by_more_than_rounding() -> None:
    holds(
        """
        rule R require B[1, 3] >= sum(children(B[1, 1]))
        test R "rounding may have made it" given B[1, 3] = "7.0"
          given children(B[1, 1]) = {"7.1", nothing} expect unknown
        test R "more than that" given B[1, 3] = "7.0"
          given children(B[1, 1]) = {"7.2", nothing} expect fail"""
    )


def test_equality_with_an_incomplete_sum_fails_only_where_the_rest_exceeds_the_whole() -> None:
    holds(
        """
        rule E require sum(children(A[1, 1])) = A[1, 1]
        test E "still open" given A[1, 1] = 7 given children(A[1, 1]) = {7, nothing} expect unknown
        test E "too much already" given A[1, 1] = 7 given children(A[1, 1]) = {9, nothing} expect fail
        rule N require count(children(A[1, 1])) = 2
        test N "counted" given A[1, 1] = 0 given children(A[1, 1]) = {1, 2} expect pass"""
    )


def test_years_and_branches_together() -> None:
    holds(
        f"""{BRANCHES}
        rule Y on C each row [*] require [1] <= last([1]) * 2
        test Y "doubled" given C["东馆", 1] = 4 given last(C["东馆", 1]) = 2 expect pass
        test Y "more" given C["东馆", 1] = 5 given last(C["东馆", 1]) = 2 expect fail where row = "东馆" """
    )


@pytest.mark.parametrize(
    ("requirement", "expected"),
    [
        ("A[now, 3] >= sum(children(A[now, 3])) - 5", "unknown"),
        ("A[now, 3] >= sum(children(A[now, 3])) * 50%", "unknown"),
        ("A[now, 3] >= -sum(children(A[now, 3]))", "unknown"),
        ("A[now, 3] <= 100 - sum(children(A[now, 3]))", "unknown"),
        ("A[now, 3] >= sum(children(A[now, 3])) within 5", "unknown"),
        ("A[now, 3] >= sum(children(A[now, 3])) within 0.5", "fail"),
    ],
)
def test_what_is_known_of_an_incomplete_sum_is_not_known_of_what_is_made_of_it(
    requirement: str, expected: str
) -> None:
    holds(
        f"""rule R require {requirement}
        test R "it" given A[now, 3] = 6 given children(A[now, 3]) = {{7, nothing}} expect {expected}"""
    )


def test_an_open_table_that_is_not_there_is_no_empty_one() -> None:
    holds(
        f"""{BRANCHES}
        rule E require every x in C[*, 1] satisfies x > 0
        rule Z require sum(C[*, 1]) = 0 and count(C[*, 1]) = 0
        rule L require C[9, 1] = last(sum(C[*, 1]))
        test E "not there" given D["东馆", *] = 1 given C = nothing expect unknown where reason = "absent_table"
        test Z "not there" given D["东馆", *] = 1 given C = nothing expect unknown where reason = "absent_table"
        test Z "there, without a row" given C[9, *] = 0 expect pass
        test L "not there last year" given C[9, 1] = 5 given last(D["东馆", *]) = 1
          expect unknown where reason = "absent_table" """
    )
