"""Names that need themselves, by way of others or at once."""

from collections.abc import Collection, Iterator, Mapping, Sequence

Needs = Mapping[str, Sequence[str]]
"""Name → the names that it needs, in one order always; each of them is itself a key."""


def knots(needs: Needs) -> Iterator[Sequence[str]]:
    """The names in groups that all need one another, whatever is needed before what needs it.

    Tarjan's strongly connected components, without recursion.

    >>> list(knots({"a": ["b"], "b": ["c"], "c": ["b"]}))
    [['c', 'b'], ['a']]
    """
    entered: dict[str, int] = {}
    lowest: dict[str, int] = {}
    open_: dict[str, None] = {}
    for root in needs:
        ways = [] if root in entered else [(root, iter(needs[root]))]
        while ways:
            name, rest = ways[-1]
            if name not in entered:
                entered[name] = lowest[name] = len(entered)
                open_[name] = None
            for other in rest:
                if other not in entered:
                    ways.append((other, iter(needs[other])))
                    break
                if other in open_:
                    lowest[name] = min(lowest[name], lowest[other])
            else:
                ways.pop()
                if ways:
                    lowest[ways[-1][0]] = min(lowest[ways[-1][0]], lowest[name])
                if lowest[name] == entered[name]:
                    yield _taken(open_, name)


def _taken(open_: dict[str, None], last: str) -> Sequence[str]:
    """The names entered since a name, that included; they are open no more."""
    knot: list[str] = []
    while not knot or knot[-1] != last:
        knot.append(open_.popitem()[0])
    return knot


def circle(start: str, within: Collection[str], needs: Needs) -> Sequence[str]:
    """A shortest way from a name back to itself; empty where there is none."""
    before: dict[str, str] = {}
    names = [start]
    for name in names:
        for other in sorted(needs[name]):
            if other == start:
                way = [name]
                while way[-1] != start:
                    way.append(before[way[-1]])
                return way[::-1]
            if other in within and other not in before:
                before[other] = name
                names.append(other)
    return []
