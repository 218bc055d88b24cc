"""Exceptions replace what a rule requires; the most specific one goes first; none is chosen by chance."""

import pytest

from gouji.engine.evaluate import evaluate
from gouji.engine.prepare import prepare
from gouji.engine.trial import reports_of
from gouji.model.diagnostic import Severity
from gouji.model.finding import Outcome
from tests.engine.packs import holds, pack_of, problems_of

RULE = """
rule Q on A each column when year > 2000 require [before] + [bought] = [now]
exception E of Q when agency.kind = "branch" require [now] >= [before] severity note
"""


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ('given agency.kind = "head"', "expect fail"),
        ('given agency.kind = "branch"', "expect pass"),
        ('given agency.kind = "branch" given A[before, *] = 9', "expect fail"),
    ],
)
def test_an_exception_takes_the_place_of_its_rule_where_its_guard_holds(
    given: str, expected: str
) -> None:
    holds(f'{RULE} test Q "it" given year = 2024 given A[*, *] = 7 {given} {expected}')


def test_the_guard_of_the_rule_does_not_bind_its_exceptions() -> None:
    holds(
        f"""{RULE}
        test Q "the rule is not for that year"
          given year = 1999 given agency.kind = "head" given A[*, *] = 7 expect not_applicable
        test Q "the exception is for every year"
          given year = 1999 given agency.kind = "branch" given A[*, *] = 7 expect pass"""
    )


def test_an_exception_that_cannot_be_told_to_apply_leaves_open_what_it_would_change() -> None:
    holds(
        f"""{RULE}
        test Q "with it pass, without it fail"
          given year = 2024 given A[*, *] = 7 expect unknown where reason = "no_roster"
        test Q "pass with it and without it"
          given year = 2024 given A[*, *] = 0 expect pass"""
    )


def test_an_exception_without_a_requirement_changes_the_severity_alone() -> None:
    holds(
        """
        rule Q require A[1, 1] = 0 severity error
        exception E of Q when year = 2020 severity note
        test Q "still wrong" given year = 2020 given A[1, 1] = 1 expect fail
        test Q "still right" given year = 2020 given A[1, 1] = 0 expect pass"""
    )


def test_more_conditions_go_first() -> None:
    holds(
        """
        rule Q require A[1, 1] = 0
        exception E of Q when year = 2020 require A[1, 1] = 1
        exception F of Q when year = 2020 and agency = "甲" require A[1, 1] = 2
        test Q "both apply" given year = 2020 given agency = "甲" given A[1, 1] = 2 expect pass
        test Q "one applies" given year = 2020 given agency = "乙" given A[1, 1] = 1 expect pass
        test Q "none applies" given year = 2021 given agency = "乙" given A[1, 1] = 0 expect pass"""
    )


def test_an_exception_of_an_exception_needs_both_conditions_and_goes_first() -> None:
    holds(
        """
        rule Q require A[1, 1] = 0
        exception E of Q when year = 2020 require A[1, 1] = 1
        exception F of E when agency = "甲" require A[1, 1] = 2
        test Q "both" given year = 2020 given agency = "甲" given A[1, 1] = 2 expect pass
        test Q "the second alone" given year = 2021 given agency = "甲" given A[1, 1] = 0 expect pass"""
    )


def test_two_exceptions_of_which_none_goes_first_are_an_error_that_names_both() -> None:

    pack = pack_of(
        """
        rule Q require A[1, 1] = 0
        exception E of Q when year = 2020 require A[1, 1] = 1
        exception F of Q when agency = "甲" require A[1, 1] = 2
        test Q "both apply" given year = 2020 given agency = "甲" given A[1, 1] = 0 expect pass"""
    )
    plan = prepare(pack)
    (finding,) = evaluate(plan, reports_of(plan, pack.tests[0])[0])
    assert finding.outcome is Outcome.ERROR
    assert "E" in finding.message.en
    assert "F" in finding.message.en


def test_an_exception_may_be_written_for_some_years() -> None:
    holds(
        """
        rule Q require A[1, 1] = 0
        exception E of Q valid until 2020-12-31 require A[1, 1] = 1
        test Q "then" given year = 2020 given A[1, 1] = 1 expect pass
        test Q "later" given year = 2021 given A[1, 1] = 1 expect fail"""
    )


def test_a_certain_failure_of_uncertain_severity_is_told_at_the_mildest() -> None:
    pack = pack_of(
        """
        rule Q require A[1, 1] = 0 severity warning
        exception E of Q when A[2, 1] > 0 severity error
        exception F of Q when A[3, 1] > 0 and A[2, 1] > 0 severity note
        test Q "still wrong" given A[1, 1] = 1 given A[3, 1] = 0 expect fail
        test Q "perhaps a note" given A[1, 1] = 1 given A[3, 1] = 1 expect fail"""
    )
    plan = prepare(pack)
    found = [evaluate(plan, reports_of(plan, test)[0])[0] for test in pack.tests]
    assert [f.outcome for f in found] == [Outcome.FAIL] * 2
    assert [f.severity for f in found] == [Severity.WARNING, Severity.NOTE]


def test_a_time_is_a_condition_like_any_other() -> None:
    pack = pack_of(
        """
        rule Q require A[1, 1] = 0
        exception E of Q valid from 2020-01-01 require A[1, 1] = 1
        exception F of Q when agency = "甲" require A[1, 1] = 2
        exception G of Q when agency = "甲" valid from 2020-01-01 require A[1, 1] = 3
        exception H of Q when agency = "乙" require A[1, 1] = 4
        test Q "G has the conditions of both" given year = 2024 given agency = "甲" given A[1, 1] = 3 expect pass
        test Q "neither has the other's" given year = 2024 given agency = "乙" given A[1, 1] = 4 expect pass"""
    )
    plan = prepare(pack)
    found = [evaluate(plan, reports_of(plan, test)[0])[0] for test in pack.tests]
    assert [f.outcome for f in found] == [Outcome.PASS, Outcome.ERROR]


NAMED = """
rule Q on A each column
  let limit = [before] + [bought]
  require limit = [now]
exception E of Q when agency.kind = "branch" let spare = 2 require [now] <= limit + spare
exception F of Q when agency.kind = "stall" let spare = 5 require [now] <= limit + spare
exception G of E when agency.kind = "branch" and year > 2020
  let more = spare + 1
  require [now] <= limit + more
"""


@pytest.mark.parametrize(
    ("kind", "year", "now", "expected"),
    [
        ("head", 2020, 7, "fail"),
        ("head", 2020, 6, "pass"),
        ("branch", 2020, 8, "pass"),
        ("branch", 2020, 9, "fail"),
        ("branch", 2024, 9, "pass"),
        ("branch", 2024, 10, "fail"),
        ("stall", 2024, 11, "pass"),
        ("stall", 2024, 12, "fail"),
    ],
)
def test_each_exception_has_short_names_of_its_own(
    kind: str, year: int, now: int, expected: str
) -> None:
    holds(
        f"""{NAMED} test Q "it" given year = {year} given agency.kind = "{kind}"
        given A[*, *] = 3 given A[now, *] = {now} expect {expected}"""
    )


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (NAMED.replace("limit = [now]", "limit + spare = [now]"), "unknown-name"),
        (NAMED.replace('"stall" let spare = 5', '"stall"'), "unknown-name"),
        (NAMED.replace("let spare = 5", "let spare = 5 let limit = 5"), "declared-twice"),
        (NAMED.replace("let more = spare + 1", "let spare = 9 let more = 3"), "declared-twice"),
    ],
)
def test_the_short_names_of_an_exception_are_unknown_elsewhere(text: str, code: str) -> None:
    assert {problem.code for problem in problems_of(text)} == {code}
