"""Rows that only the report knows: which keys a rule runs over, and what a key printed twice means."""

import pytest

from gouji.engine.trial import trial
from tests.engine.strategies import plan_of

TABLES = """
table P "People" rows each "Line" as line 9 "all" columns 1 "planned" 2 "carried"
table M "Money" rows each "Line" as line columns 1 "tickets"
rule Agree "the tables agree" require P[line, 1] = M[line, 1]
rule Whole "the lines add up" on P each column require sum([*]) = [9]
rule Rows "each row" on P each row require [1] = 3
"""
TESTS = {
    "the keys of both tables": """Agree
        given P["North", 1] = 3 given M["South", 1] = 3
        expect unknown where line = "North" and reason = "absent_row"
        expect unknown where line = "South" and reason = "absent_row"
    """,
    "a key that holds a number sign": """Agree
        given P["2#", 1] = 3 given P["North#1", 1] = 4 given M["2#", 1] = 3 given M["North#1", 1] = 5
        expect pass where line = "2#"
        expect fail where line = "North#1"
    """,
    "a key printed twice is asked once, and cannot be told": """Agree
        given P["North", 1] = 3 given P["North#2", 1] = 4 given M["North", 1] = 3
        expect unknown where line = "North" and reason = "repeated_row"
    """,
    "a key printed twice is added up": """Whole
        given P["North", *] = 3 given P["North#2", *] = 4 given P[9, *] = 7
        expect pass
    """,
    "open rows and fixed ones": """Rows
        given P["North", *] = 3 given P["North#2", *] = 4 given P[9, *] = 7
        expect pass where row = "North"
        expect fail where row = "North#2" and gap = 1
        expect fail where row = "all" and gap = 4
    """,
    "a table without open rows": """Agree
        given P[9, 1] = 3 given M["North", 1] = nothing
        expect unknown where line = "North"
    """,
}


@pytest.mark.parametrize("test", TESTS.values(), ids=TESTS)
def test_rules_run_over_the_keys_of_open_rows(test: str) -> None:
    (tried,) = trial(plan_of(f"{TABLES}test {test}"))
    assert tried.passed, tried.message.en
