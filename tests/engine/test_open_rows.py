"""Rows that only a report knows: their keys bind tables together, and none is passed over in silence."""

import pytest

from tests.engine.packs import BRANCHES, holds

JOINED = BRANCHES + "rule J require D[branch, 1] + D[branch, 2] >= C[branch, 3] / 100\n"
GIVEN = 'given C["东馆", *] = 100 given D["东馆", *] = 1 given C["西馆", *] = 100'


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ('given D["西馆", *] = 1', "expect pass"),
        ('given D["西馆", *] = 0', 'expect fail where branch = "西馆" and gap = 1'),
        ("", 'expect unknown where branch = "西馆" and reason = "absent_row"'),
        (
            'given D["西馆", *] = 1 given D["北馆", *] = 1',
            'expect unknown where branch = "北馆" and reason = "absent_row"',
        ),
    ],
)
def test_a_rule_runs_over_every_key_of_the_tables_it_reads(given: str, expected: str) -> None:
    holds(f'{JOINED} test J "it" {GIVEN} {given} {expected}')


def test_without_any_key_there_is_nothing_to_look_at_and_without_a_table_it_is_unknown() -> None:
    holds(
        f"""{JOINED}
        test J "no row" given C[9, *] = 0 given D = nothing
          expect unknown where reason = "absent_table"
        test J "no table" given A[1, 1] = 0 expect unknown where reason = "absent_table" """
    )


def test_sums_over_open_rows_leave_out_the_fixed_ones() -> None:
    holds(
        f"""{BRANCHES}
        test C[9] "adds up" given C["东馆", *] = 2 given C["西馆", *] = 3 given C[9, *] = 5 expect pass
        test C[9] "does not" given C["东馆", *] = 2 given C[9, *] = 5
          expect fail where column = "中文" and gap = 3
        test C[*, 3] "each open row and the fixed one" given C["东馆", 1 | 2] = 2 given C["东馆", 3] = 4
          given C[9, 1 | 2] = 2 given C[9, 3] = 5 expect fail where row = "合计" and gap = 1
        test C[9] "a blank is not zero" given C["东馆", *] = nothing given C[9, *] = 0
          expect unknown where reason = "blank" """
    )


def test_a_key_printed_twice_decides_nothing_by_itself_nor_in_sums() -> None:
    holds(
        f"""{JOINED}
        test J "which one" given C["东馆", *] = 1 given C["东馆#2", *] = 1 given D["东馆", *] = 1
          expect unknown where branch = "东馆" and reason = "repeated_row"
        test C[9] "both" given C["东馆", *] = 1 given C["东馆#2", *] = 1 given C[9, *] = 2
          expect unknown where column = "中文" and reason = "repeated_row" """
    )


def test_each_row_and_each_cell_run_over_open_rows_too() -> None:
    holds(
        f"""{BRANCHES}
        rule R on C each row require [1] <= [3]
        rule K on D each cell require it >= 0 say "{{row}} {{column}} {{it}}"
        rule N on C each row [*] require branch != "" and [1] = D[branch, 1]
        test R "an open row" given C["东馆", 1] = 2 given C["东馆", 3] = 1
          expect fail where row = "东馆" and gap = 1
        test R "the fixed row" given C[9, 1] = 2 given C[9, 3] = 1 expect fail where row = "合计"
        test K "a cell" given D["东馆", 1] = 1 given D["东馆", 2] = -1
          expect fail where row = "东馆" and column = "儿童"
        test K "no row at all" given C["东馆", 1] = 1 given D = nothing
          expect unknown where reason = "absent_table"
        test N "the key of the row at hand" given C["东馆", 1] = 2 given D["东馆", 1] = 3
          expect fail where row = "东馆" and gap = 1"""
    )


def test_the_rows_of_a_table_are_a_list() -> None:
    holds(
        f"""{BRANCHES}
        rule L for each r in rows(C) require exists(r) and r.cells = 3
        rule M require count(rows(D)) >= 2
        test L "all there" given C["东馆", *] = 1 given C[9, *] = 1 expect pass
        test L "the fixed row is not" given C["东馆", *] = 1 expect fail where r.text = "合计"
        test M "two" given D["东馆", *] = 1 given D["西馆", *] = 1 expect pass
        test M "one" given D["东馆", *] = 1 expect fail"""
    )


def test_last_year_is_looked_up_by_key_and_a_key_of_last_year_alone_is_not_lost() -> None:
    holds(
        f"""{BRANCHES}
        rule Y require C[branch, 1] >= last(C[branch, 1])
        test Y "grown" given C["东馆", 1] = 3 given last(C["东馆", 1]) = 2 expect pass
        test Y "shrunk" given C["东馆", 1] = 3 given last(C["东馆", 1]) = 4
          expect fail where branch = "东馆"
        test Y "gone" given C["东馆", 1] = 3 given last(C["东馆", 1]) = 2 given last(C["西馆", 1]) = 2
          expect unknown where branch = "西馆" and reason = "absent_row"
        test Y "no earlier report" given C["东馆", 1] = 3 expect unknown where reason = "no_prior" """
    )


def test_keys_that_print_alike_are_one_key() -> None:
    holds(
        f"""{JOINED}
        rule K require C["东馆(新)", 1] = 1
        rule Y require C[branch, 1] >= last(C[branch, 1])
        rule B on C each row [*] require [1] >= last([1])
        test J "two tables" given C["东 馆（新）", *] = 100 given D["东馆(新)", *] = 1 expect pass
          expect pass where branch = "东馆（新）"
        test K "a key of the rule" given C["东 馆（新）", *] = 1 expect pass
        test Y "two years" given C["东馆（新）", 1] = 3 given last(C["东馆(新)", 1]) = 4
          expect fail where branch = "东馆（新）" and gap = 1
        test B "the row at hand" given C["东馆（新）", 1] = 3 given last(C["东馆(新)", 1]) = 4
          expect fail where row = "东馆（新）" and gap = 1 """
    )


def test_a_key_may_hold_a_number_sign() -> None:
    holds(
        f"""{JOINED}
        test J "both" given C["2#馆", *] = 100 given C["馆#1", *] = 200
          given D["2#馆", *] = 1 given D["馆#1", *] = 0
          expect pass where branch = "2#馆" expect fail where branch = "馆#1" """
    )
