"""Figures counted in different units are neither added nor compared, whatever way they come by."""

import pytest

from tests.engine.packs import problems_of

MIXED = """
table M "people and money"
  rows 1 "all" 2 "some"
  columns 1 "people" unit "人" 2 "money" unit "万元"
table W "money and people"
  rows 1 "money" unit "万元" 2 "people" unit "人"
  columns 1 "first" 2 "second"
"""


def codes(text: str) -> list[str]:
    """What is wrong with the rules about tables A (册), B (万元), M and W (both)."""
    return [problem.code for problem in problems_of(f"{MIXED}rule T {text}")]


@pytest.mark.parametrize(
    "rule",
    [
        "require sum(A[1,1] | B[1,1]) = 3",
        "require max(A[*,1] | A[1,2]) = B[1,1]",
        "require sum(M[1,*] | A[1,1]) = 3",
        "for each x in A[1, 1 | 2] require x = B[1,1]",
        "for each x in A[1,1] | A[2,1] require x = B[1,1]",
        "require every x in A[1,*] satisfies x = B[1,1]",
        "require some x in A[1,*] satisfies x + B[1,1] = 0",
        "require previous(A[1,2]) = B[1,1]",
        "on W each row require previous([2]) = [2] and previous(W[1,2]) = A[1,1]",
        "on A each cell require it = B[1,1]",
        "on A each cell require previous(it) = B[1,1]",
        "on W each cell [1, *] require it = A[1,1]",
    ],
)
def test_a_unit_goes_with_the_figure(rule: str) -> None:
    assert codes(rule) == ["units-differ"]


@pytest.mark.parametrize(
    "rule",
    [
        "require count(A[1,1] | B[1,1]) = 2",
        "require sum(A[1,1] | A[2,1]) = A[3,1]",
        "for each x in M[1,*] require x = A[1,1]",
        "for each x in A[1,1] | B[1,1] require x = A[1,1]",
        "require previous(M[1,2]) = M[2,1]",
        "on M each cell require it = previous(it) or it >= A[1,1]",
        "on W each cell require it = A[1,1]",
        "on A each cell require it = A[1,1] and previous(it) = A[2,1]",
    ],
)
def test_a_unit_that_is_the_same_or_not_known_is_not_told(rule: str) -> None:
    assert codes(rule) == []
