"""What could not be looked at, or only roughly, gives no certain answer and stops no check."""

from datetime import date

import pytest

from gouji.engine.evaluate import evaluate
from gouji.engine.prepare import prepare
from gouji.engine.trial import reports_of
from tests.engine.packs import BRANCHES, holds, pack_of, trials


@pytest.mark.parametrize(
    "condition",
    [
        "plain(previous(it))",
        "whole(previous(it))",
        "sum(previous(it)) = 0",
        "max(previous(it)) = 0",
        "min({previous(it), it}) = 0",
        "sum({previous(it), it}) = 0",
        "date(previous(it), 1, 1) = date(2024, 1, 1)",
    ],
)
def test_functions_of_what_stands_before_the_first_column_are_unknown(condition: str) -> None:
    holds(
        f"""rule X on A each cell require {condition}
        test X "the first column has none before it"
          given A[*, *] = 0
          expect unknown where column = "中文" and reason = "blank"
        """
    )


def test_what_stands_before_the_first_column_is_not_counted() -> None:
    holds(
        """rule X on A each cell require count(previous(it)) = 1
        test X "none before it" given A[*, *] = 0 expect fail where column = "中文"
        expect pass where column = "外文"
        """
    )


@pytest.mark.parametrize("guard", ["length(row) > 0", "length(column) > 0"])
def test_a_waiver_may_ask_about_the_place_of_the_failure_in_any_way(guard: str) -> None:
    pack = pack_of(
        f"""rule Q on A each cell require it = 0
        waive Q: when {guard} until 2025-06-30 because "merged" approved by "office"
        test Q "it" given A[*, *] = 1 expect waived
        """
    )
    plan = prepare(pack)
    report, reports = reports_of(plan, pack.tests[0])
    found = evaluate(plan, report, reports, today=date(2025, 6, 1))
    assert {f.outcome.value for f in found} == {"waived"}


def test_a_cell_that_is_not_printed_and_is_taken_for_zero_is_plain() -> None:
    holds(
        f"""{BRANCHES}
        rule X on C each row missing as zero require plain(D[branch, 1])
        test X "no such row" given C["东馆", *] = 0 given D["西馆", *] = 0 expect pass where row = "东馆"
        """
    )


def test_the_largest_of_estimates_and_rounded_figures_is_no_surer_than_they_are() -> None:
    holds(
        """rule ABOUT for each m in find(section(1), "共{n}件") require max({m.n, 95}) = 95
        rule LARGE for each m in find(section(1), "共{n}件") require max({m.n, 15200}) = 15300
        rule SMALL for each m in find(section(1), "共{n}件") require min({m.n, 15200}) = 14600
        rule CLEAR for each m in find(section(1), "共{n}件") require max({m.n, 90000}) = 90000
        test ABOUT "an estimate" given section(1) = "共约90件。" expect review
        test ABOUT "exact" given section(1) = "共90件。" expect pass
        test LARGE "it may be so" given section(1) = "共1.5万件。" expect pass
        test LARGE "exact" given section(1) = "共15000件。" expect fail where gap = 100
        test SMALL "it may be so" given section(1) = "共1.5万件。" expect pass
        test CLEAR "rounding does not reach it" given section(1) = "共1.5万件。" expect pass
        """
    )


def test_the_difference_in_a_test_is_exact() -> None:
    text = """rule X require A[1, 1] / 3 = 0
    test X "a third" given A[1, 1] = 1 expect fail where gap > 0.3 and gap < 0.4
    test X "none" given A[1, 1] = 1 expect fail where gap = nothing
    rule Y require B[1, 1] = 0
    test Y "half" given B[1, 1] = 0.5 expect fail where gap = 0.5
    test Y "nearly half" given B[1, 1] = 0.5 expect fail where gap = 0.54
    """
    assert [(t.title, t.passed) for t in trials(text)] == [
        ("a third", True),
        ("none", False),
        ("half", True),
        ("nearly half", False),
    ]


def test_what_rows_of_another_report_lack_is_no_failure_of_this_one() -> None:
    given = "given last(A[1, *]) = 0 given A[*, *] = 0"
    holds(
        f"""rule EACH missing fails for each r in last(rows(A)) require r.cells = 3
        rule EVERY missing fails require every r in last(rows(A)) satisfies r.cells = 3
        rule OWN missing fails for each r in rows(A) require r.cells = 3
        test EACH "last year's" {given} expect unknown where reason = "absent_row"
        test EVERY "last year's" {given} expect unknown where reason = "absent_row"
        test OWN "this year's" given A[1, *] = 0 expect fail
        """
    )


def test_a_report_in_a_test_follows_a_form_that_the_rule_speaks_of() -> None:
    holds(
        """form other "other" find "{agency:…}年报"
        table Z "other figures" unit "件"
          rows 1 "甲"
          columns 1 "乙"
        rule X require Z[1, 1] = 0
        test X "without its table" given Z = nothing expect unknown where reason = "absent_table"
        test X "nothing given" given year = 2024 expect unknown where reason = "absent_table"
        """
    )


def test_a_report_in_a_test_cannot_follow_two_forms() -> None:
    (told,) = trials(
        """form other "other" find "{agency:…}年报"
        table Z "other figures" unit "件"
          rows 1 "甲"
          columns 1 "乙"
        rule X require Z[1, 1] = 0
        test X "of both" given Z[1, 1] = 0 given A[1, 1] = 0 expect pass
        """
    )
    assert not told.passed
    assert told.message.en == "the tables and sections given of one report belong to no one form"


def test_a_rule_all_of_whose_rows_may_be_left_out_says_that_it_had_none() -> None:
    pack = pack_of(
        """form other "other" find "{agency:…}年报"
        table Z "other figures" unit "件"
          rows 1 "甲" 2 "乙" optional
          columns 1 "丙"
        rule X on Z each row [2] require sum([*]) = 0
        test X "it is left out" given Z[1, 1] = 0 expect vacuous
        """
    )
    plan = prepare(pack)
    report, reports = reports_of(plan, pack.tests[0])
    assert [f.outcome.value for f in evaluate(plan, report, reports)] == ["vacuous"]


def test_a_row_without_a_printed_name_cannot_be_said_to_be_called_as_in_the_form() -> None:
    holds(
        """rule X for each r in rows(A) require r.verbatim
        test X "no name" given A[*, *] = 0 given A[1, 1].printed = "" expect unknown
        test X "its own name" given A[*, *] = 0 expect pass
        """
    )


def test_a_day_that_does_not_exist_is_no_division_by_zero() -> None:
    (told,) = trials('rule X require date(2023, 2, 30) = published test X "it" expect pass')
    assert "no such day" in told.message.en


def test_rows_of_a_joined_table_are_told_when_there_are_none() -> None:
    holds(
        BRANCHES
        + """rule JOIN require C[branch, 1] >= 0
        test JOIN "no branch" given C[9, *] = 0 expect vacuous
        """
    )
