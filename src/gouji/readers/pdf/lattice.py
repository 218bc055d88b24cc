"""The cells between the rules of a page; where an inner rule is missing, a cell is merged."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from gouji.model.frozen import frozen
from gouji.readers.limits import MOST_CELLS, RULES, TooLargeError, TooMuchError
from gouji.readers.pdf.page import Area, Rule

MOST_RULES = 5_000
"""On a page, after those that lie on or behind one another are made one."""
_NEAR = 3.0
"""Rules that are no further apart are one; they meet where they come so near."""
_WALL = 0.6
"""A cell is closed on a side of which rules cover this share."""
_OVERHANG = 10.0
"""Where rules go so far beyond the last one across, the table is open on that side."""


@frozen
class Frame:
    """A cell without its text: its first line and column, how many of both, and its area.

    A cell is broken where its rules do not close to a rectangle.
    """

    line: int
    column: int
    height: int
    width: int
    area: Area
    broken: bool = False


@frozen
class Lattice:
    """The cells of a table in reading order, and between which rules its columns and lines stand."""

    edges: tuple[float, ...]
    heights: tuple[float, ...]
    frames: tuple[Frame, ...]

    @property
    def area(self) -> Area:
        """Where it stands."""
        return self.edges[0], self.heights[0], self.edges[-1], self.heights[-1]


def lattices(rules: Iterable[Rule]) -> list[Lattice]:
    """The tables of a page whose cells are drawn; a frame without inner rules is none.

    TooMuchError where there are too many rules, TooLargeError for a table of too many cells.
    """
    merged = list(_merged(rules))
    if len(merged) > MOST_RULES:
        raise TooMuchError(RULES, MOST_RULES)
    found = [lattice for group in _meeting(merged) if (lattice := _lattice(group))]
    return sorted(found, key=lambda one: (one.area[1], one.area[0]))


def _merged(rules: Iterable[Rule]) -> Iterator[Rule]:
    """The rules, with those that lie on one another or continue one another made one."""
    for flat in (True, False):
        across = sorted((rule for rule in rules if rule.flat is flat), key=lambda rule: rule.at)
        for group in _groups(across):
            at = sum(rule.at for rule in group) / len(group)
            start = end = None
            for rule in sorted(group, key=lambda rule: rule.start):
                if start is None or end is None or rule.start > end + _NEAR:
                    if start is not None and end is not None:
                        yield Rule(flat, at, start, end)
                    start, end = rule.start, rule.end
                end = max(end, rule.end)
            if start is not None and end is not None:
                yield Rule(flat, at, start, end)


def _groups(rules: Sequence[Rule]) -> Iterator[list[Rule]]:
    """Rules in the order of their places, those near to the first of each group together."""
    group: list[Rule] = []
    for rule in rules:
        if group and rule.at > group[0].at + _NEAR:
            yield group
            group = []
        group.append(rule)
    if group:
        yield group


def _meeting(rules: Sequence[Rule]) -> Iterator[list[Rule]]:
    """The rules that meet or cross each other, together."""
    flat = [rule for rule in rules if rule.flat]
    upright = [rule for rule in rules if not rule.flat]
    places = [rule.at for rule in upright]
    sets = _Sets(len(flat) + len(upright))
    for one, rule in enumerate(flat):
        first = bisect_left(places, rule.start - _NEAR)
        last = bisect_right(places, rule.end + _NEAR)
        for other in range(first, last):
            crossing = upright[other]
            if crossing.start - _NEAR <= rule.at <= crossing.end + _NEAR:
                sets.join(one, len(flat) + other)
    groups: dict[int, list[Rule]] = {}
    for one, rule in enumerate((*flat, *upright)):
        groups.setdefault(sets.of(one), []).append(rule)
    yield from groups.values()


class _Sets:
    """Numbers in disjoint sets."""

    def __init__(self, count: int) -> None:
        self._above = list(range(count))

    def of(self, one: int) -> int:
        """The number that stands for the set of a number: its least."""
        while self._above[one] != one:
            self._above[one] = self._above[self._above[one]]
            one = self._above[one]
        return one

    def join(self, one: int, other: int) -> None:
        """Make one set of two."""
        first, second = sorted((self.of(one), self.of(other)))
        self._above[second] = first


@frozen
class _Side:
    """The rules at one height or breadth of a table."""

    at: float
    parts: tuple[tuple[float, float], ...]

    def closes(self, start: float, end: float) -> bool:
        """Whether rules cover the side of a cell."""
        covered = sum(max(0.0, min(end, b) - max(start, a)) for a, b in self.parts)
        return covered >= _WALL * (end - start)


def _lattice(rules: Sequence[Rule]) -> Lattice | None:
    down = _sides(rules, flat=True)
    across = _sides(rules, flat=False)
    if not down or not across:
        return None
    left = min(a for side in down for a, _ in side.parts)
    right = max(b for side in down for _, b in side.parts)
    top = min(a for side in across for a, _ in side.parts)
    bottom = max(b for side in across for _, b in side.parts)
    across = _closed(across, (left, right), (top, bottom))
    down = _closed(down, (top, bottom), (left, right))
    lines, columns = len(down) - 1, len(across) - 1
    if lines * columns > MOST_CELLS:
        raise TooLargeError
    if lines * columns < 2:  # noqa: PLR2004  # a frame
        return None
    sets = _Sets(lines * columns)
    for line, (above, below) in enumerate(pairwise(down)):
        for column, (before, after) in enumerate(pairwise(across)):
            at = line * columns + column
            if column + 1 < columns and not after.closes(above.at, below.at):
                sets.join(at, at + 1)
            if line + 1 < lines and not below.closes(before.at, after.at):
                sets.join(at, at + columns)
    regions: dict[int, list[tuple[int, int]]] = {}
    for at in range(lines * columns):
        regions.setdefault(sets.of(at), []).append(divmod(at, columns))
    edges = tuple(side.at for side in across)
    heights = tuple(side.at for side in down)
    frames = [frame for region in regions.values() for frame in _frames(region, heights, edges)]
    if len(frames) < 2:  # noqa: PLR2004
        return None
    return Lattice(edges, heights, tuple(sorted(frames, key=lambda f: (f.line, f.column))))


def _sides(rules: Sequence[Rule], *, flat: bool) -> list[_Side]:
    """The rules in one direction, in groups; a table has at least one of each."""
    chosen = sorted((rule for rule in rules if rule.flat is flat), key=lambda rule: rule.at)
    return [
        _Side(
            sum(rule.at for rule in group) / len(group),
            tuple((rule.start, rule.end) for rule in group),
        )
        for group in _groups(chosen)
    ]


def _closed(
    sides: list[_Side], between: tuple[float, float], along: tuple[float, float]
) -> list[_Side]:
    """The sides, with the outermost added where the table is open, and closed from end to end."""
    first, last = between
    if sides[0].at > first + _OVERHANG:
        sides = [_Side(first, (along,)), *sides]
    if sides[-1].at < last - _OVERHANG:
        sides = [*sides, _Side(last, (along,))]
    return sides


def _frames(
    region: Sequence[tuple[int, int]], heights: Sequence[float], edges: Sequence[float]
) -> Iterator[Frame]:
    """The cell that a region is; where it is no rectangle, the piece of it in each line."""
    lines, columns = {line for line, _ in region}, {column for _, column in region}
    whole = len(lines) * len(columns) == len(region)
    pieces = [(sorted(lines), sorted(columns))] if whole else _pieces(region)
    for down, across in pieces:
        line, column, height, width = down[0], across[0], len(down), len(across)
        area = edges[column], heights[line], edges[column + width], heights[line + height]
        yield Frame(line, column, height, width, area, broken=not whole)


def _pieces(region: Sequence[tuple[int, int]]) -> Iterator[tuple[list[int], list[int]]]:
    """The cells of a region that stand beside each other, line by line."""
    run: list[tuple[int, int]] = []
    for line, column in sorted(region):
        if run and (line, column) != (run[-1][0], run[-1][1] + 1):
            yield [run[0][0]], [at for _, at in run]
            run = []
        run.append((line, column))
    yield [run[0][0]], [at for _, at in run]
