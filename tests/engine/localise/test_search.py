"""The smallest changes that mend a system of equations: all of them, and nothing else."""

from fractions import Fraction
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from gouji.engine.localise.causes import apart
from gouji.engine.localise.search import Change, Equations, smallest


def grid(rows: int, columns: int) -> list[dict[int, int]]:
    """A table with a total row and a total column: the sum of each row and of each column."""
    at = [
        [row * (columns + 1) + column for column in range(columns + 1)] for row in range(rows + 1)
    ]
    sums = [{**dict.fromkeys(line[:-1], 1), line[-1]: -1} for line in at]
    downs = [[line[column] for line in at] for column in range(columns + 1)]
    return sums + [{**dict.fromkeys(down[:-1], 1), down[-1]: -1} for down in downs]


def equations(rows: list[dict[int, int]], wrong: dict[int, int]) -> Equations:
    """Where every figure is right but for some, which are too large by so much."""
    short = [-sum(times * wrong.get(c, 0) for c, times in row.items()) for row in rows]
    return Equations(rows, short, [True] * len(rows))


def any_change(_: Change) -> bool:
    return True


def test_a_single_wrong_cell_is_the_only_explanation() -> None:
    (change,) = smallest(equations(grid(4, 3), {5: 2}), any_change).changes
    assert change == {5: -2}


def test_two_wrong_cells_are_found_with_every_other_pair_that_would_do() -> None:
    found = smallest(equations(grid(4, 3), {0: 2, 5: 2}), any_change).changes
    assert sorted(map(sorted, (c.items() for c in found))) == [
        [(0, -2), (5, -2)],
        [(1, -2), (4, -2)],
    ]


def test_what_holds_already_keeps_holding() -> None:
    rows = [{0: 1, 1: 1}, {1: 1, 2: 1}]
    found = smallest(Equations(rows, [3, 0], [True, True]), any_change)
    assert found.changes == ({0: 3},)


def test_a_row_that_does_not_bind_is_left_alone_unless_it_is_touched() -> None:
    rows = [{0: 1, 1: 1}, {1: 1, 2: 1}]
    found = smallest(Equations(rows, [3, 5], [True, False]), any_change)
    assert found.changes == ({0: 3},)
    touched = smallest(Equations(rows, [3, 3], [True, False]), any_change)
    assert touched.changes == ({0: 3}, {1: 3})


def test_a_change_that_is_not_allowed_makes_the_search_go_on() -> None:
    rows = [{0: 1, 1: 1}, {0: 1, 2: 1}]
    of_one = smallest(Equations(rows, [2, 2], [True, True]), any_change)
    assert of_one.changes == ({0: 2},)
    of_two = smallest(Equations(rows, [2, 2], [True, True]), lambda change: 0 not in change)
    assert of_two.changes == ({1: 2, 2: 2},)


def test_coefficients_other_than_one_give_exact_fractions() -> None:
    found = smallest(Equations([{0: 3}], [1], [True]), any_change)
    assert found.changes == ({0: Fraction(1, 3)},)


def test_a_contradiction_between_constants_has_no_explanation() -> None:
    found = smallest(Equations([{0: 1}, {0: 1}], [1, 2], [True, True]), any_change)
    assert (found.changes, found.searched > 2) == ((), True)


def test_the_search_ends_with_its_steps_and_says_how_far_it_came() -> None:
    wrong = {0: 1, 6: 2, 12: 4, 18: 8}
    whole = smallest(equations(grid(6, 5), wrong), any_change)
    assert whole.searched == 4
    ended = smallest(equations(grid(6, 5), wrong), any_change, steps=5)
    assert (ended.changes, ended.searched) == ((), 3)


small_grids = st.tuples(st.integers(1, 3), st.integers(1, 3))


@st.composite
def damaged(draw: st.DrawFn) -> tuple[list[dict[int, int]], dict[int, int]]:
    """A small table, and by how much up to three of its cells are wrong."""
    height, width = draw(small_grids)
    cells = st.integers(0, (height + 1) * (width + 1) - 1)
    off = st.integers(-3, 3).filter(bool)
    return grid(height, width), draw(st.dictionaries(cells, off, min_size=1, max_size=3))


@given(damaged())
@settings(max_examples=150)
def test_the_search_finds_what_trying_every_set_finds(
    case: tuple[list[dict[int, int]], dict[int, int]],
) -> None:
    rows, wrong = case
    system = equations(rows, wrong)
    found = {frozenset(change.items()) for change in smallest(system, any_change).changes}
    if not any(system.short):
        return
    assert found == tried(system)


def tried(system: Equations) -> set[frozenset[tuple[int, Fraction]]]:
    """Every smallest set of columns that mends all rows with one change each, tried one by one."""
    columns = sorted({c for row in system.rows for c in row})
    for size in range(1, 4):
        found = set()
        for chosen in combinations(columns, size):
            by = solved(system, chosen)
            if by is not None and all(by):
                found.add(frozenset(zip(chosen, by, strict=True)))
        if found:
            return found
    return set()


def solved(system: Equations, chosen: tuple[int, ...]) -> list[Fraction] | None:
    """The one change of columns that mends all rows, by plain elimination."""
    table = [
        [Fraction(row.get(c, 0)) for c in chosen] + [Fraction(short)]
        for row, short in zip(system.rows, system.short, strict=True)
    ]
    for at in range(len(chosen)):
        pivot = next((line for line in table[at:] if line[at]), None)
        if pivot is None:
            return None
        table.remove(pivot)
        table.insert(at, [value / pivot[at] for value in pivot])
        for number, line in enumerate(table):
            if number != at and line[at]:
                table[number] = [a - line[at] * b for a, b in zip(line, table[at], strict=True)]
    if any(line[-1] for line in table[len(chosen) :]):
        return None
    return [line[-1] for line in table[: len(chosen)]]


def test_changes_that_share_no_row_are_causes_of_their_own() -> None:
    rows = [{0: 1, 1: 1}, {2: 1}]
    system = Equations(rows, [1, 4], [True, True])
    first, second = apart(system, smallest(system, any_change).changes)
    assert (first.rows, first.changes) == (frozenset({0}), ({0: 1}, {1: 1}))
    assert (second.rows, second.changes) == (frozenset({1}), ({2: 4},))
