"""A waiver turns a failure into waived until its day, hides nothing, and is told where it is of no use."""

from collections.abc import Sequence
from datetime import date

import pytest

from gouji.engine.evaluate import evaluate
from gouji.engine.prepare import prepare
from gouji.engine.trial import reports_of
from gouji.model.finding import Finding, Outcome
from tests.engine.packs import BRANCHES, holds, pack_of

RULE = """
rule Q on A each column require [now] = 0
waive Q: when agency = "甲馆" and column != "合计" until 2025-06-30
  because "merged" approved by "audit office"
"""
IN_TIME, LATE = date(2025, 6, 30), date(2025, 7, 1)


def findings(given: str, today: date) -> Sequence[Finding]:
    """What the rule says of a report on a day."""
    pack = pack_of(f'{RULE} test Q "it" {given} expect pass')
    plan = prepare(pack)
    return evaluate(plan, reports_of(plan, pack.tests[0])[0], today=today)


def outcomes(found: Sequence[Finding]) -> Sequence[tuple[str, str]]:
    """Rule and outcome of each."""
    return [(f.rule, f.outcome.value) for f in found]


def test_a_failure_is_waived_where_the_condition_holds_and_says_why() -> None:
    found = findings('given agency = "甲馆" given A[*, *] = 1', IN_TIME)
    assert outcomes(found) == [("Q", "waived"), ("Q", "waived"), ("Q", "fail")]
    waiver = found[0].waiver
    assert waiver is not None
    assert (waiver.reason, waiver.approver, waiver.until) == ("merged", "audit office", IN_TIME)


def test_a_waiver_that_is_over_waives_nothing_and_is_told() -> None:
    found = findings('given agency = "甲馆" given A[*, *] = 1', LATE)
    assert outcomes(found) == [("Q", "fail")] * 3 + [("SYS-EXPIRED-WAIVER", "fail")]


def test_a_waiver_that_nothing_needs_is_told_in_the_report_it_is_meant_for() -> None:
    found = findings('given agency = "甲馆" given A[*, *] = 0', IN_TIME)
    assert outcomes(found) == [("Q", "pass")] * 3 + [("SYS-UNUSED-WAIVER", "fail")]
    assert (
        outcomes(findings('given agency = "乙馆" given A[*, *] = 0', IN_TIME))
        == [("Q", "pass")] * 3
    )


@pytest.mark.parametrize(
    ("condition", "told"),
    [
        ('agency = "甲馆" and column = "外文"', False),
        ('agency = "甲馆" and column = "外交"', True),
        ('agency = "乙馆" and column = "外交"', False),
        ('agency = "乙馆" and column = "外交" or agency = "甲馆" and column = "中交"', True),
        ('agency = "甲馆" and not column in {"中文", "外文", "合计"}', True),
        ('column = "外交"', True),
    ],
)
def test_a_waiver_of_a_place_where_nothing_failed_is_told_in_the_report_it_is_meant_for(
    condition: str, *, told: bool
) -> None:
    text = f"""
    rule Q on A each column require [now] = 0
    waive Q: when {condition} until 2025-06-30 because "merged" approved by "audit office"
    test Q "it" given agency = "甲馆" given A[*, *] = 1 expect pass
    """
    pack = pack_of(text)
    plan = prepare(pack)
    found = evaluate(plan, reports_of(plan, pack.tests[0])[0], today=IN_TIME)
    assert ("SYS-UNUSED-WAIVER" in {f.rule for f in found}) is told


def test_a_waiver_waives_failures_only() -> None:
    found = findings('given agency = "甲馆" given A[*, *] = nothing', IN_TIME)
    assert {f.outcome for f in found if f.rule == "Q"} == {Outcome.UNKNOWN}


def test_printed_sums_are_waived_by_their_place_and_tests_know_the_day() -> None:
    holds(
        BRANCHES
        + """
        waive C[9], C[*, 3]: when agency = "甲馆" until 2025-06-30 because "x" approved by "y"
        test C[9] "waived" given agency = "甲馆" given C["东馆", 1] = 1 given C[9, 1] = 2
          expect waived where column = "中文"
        test C[9] "over" given agency = "甲馆" given C["东馆", 1] = 1 given C[9, 1] = 2
          given today = 2025-07-01 expect fail where column = "中文"
        test C[*, 3] "another agency" given agency = "乙馆" given C["东馆", *] = 1
          expect fail where row = "东馆" and gap = 1"""
    )


def test_a_waiver_that_was_renewed_waives_and_the_old_one_is_not_told() -> None:
    text = """
    rule Q on A each column require [now] = 0
    waive Q: when agency = "甲馆" until 2024-06-30 because "old" approved by "audit office"
    waive Q: when agency = "甲馆" until 2025-06-30 because "new" approved by "audit office"
    test Q "it" given agency = "甲馆" given A[*, *] = 1 expect pass
    """
    pack = pack_of(text)
    plan = prepare(pack)
    found = evaluate(plan, reports_of(plan, pack.tests[0])[0], today=date(2025, 1, 1))
    assert outcomes(found) == [("Q", "waived")] * 3
    late = evaluate(plan, reports_of(plan, pack.tests[0])[0], today=date(2026, 1, 1))
    assert [f.outcome for f in late[:3]] == [Outcome.FAIL] * 3
    assert {f.rule for f in late[3:]} == {"SYS-EXPIRED-WAIVER"}
