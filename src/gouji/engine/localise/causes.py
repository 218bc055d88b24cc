"""One component of violated identities: its causes, each with the changes that would explain it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from gouji.engine.localise.search import Change, Column, Equations, Row
from gouji.model.frozen import frozen


@frozen
class Apart:
    """Violated rows, and the smallest changes that explain them."""

    rows: frozenset[Row]
    changes: tuple[Change, ...]
    most: int
    """Cells that hang together in some change."""


def apart(equations: Equations, changes: Sequence[Change]) -> Sequence[Apart]:
    """Changes that have nothing to do with each other are causes of their own.

    So they are where all the smallest changes part the violated rows alike.
    """
    if not changes:
        return []
    violated = frozenset(equations.violated())
    rows_of: dict[Column, set[Row]] = defaultdict(set)
    for row, coefficients in enumerate(equations.rows):
        for column in coefficients:
            rows_of[column].add(row)
    parted = [_parts(change, rows_of) for change in changes]
    ways = {frozenset(rows & violated for rows, _ in parts) for parts in parted}
    if len(ways) != 1:
        most = max(len(change) for parts in parted for _, change in parts)
        return [Apart(violated, tuple(changes), most)]
    found: dict[frozenset[Row], dict[object, Change]] = defaultdict(dict)
    for parts in parted:
        for rows, change in parts:
            found[rows & violated].setdefault(frozenset(change.items()), change)
    return [
        Apart(rows, tuple(found[rows].values()), max(map(len, found[rows].values())))
        for rows in sorted(found, key=sorted)
    ]


def _parts(
    change: Change, rows_of: Mapping[Column, Iterable[Row]]
) -> Sequence[tuple[frozenset[Row], Change]]:
    """The columns of a change that share rows, with those rows."""
    parts: list[tuple[set[Row], dict[Column, object]]] = []
    for column, by in change.items():
        rows = set(rows_of[column])
        columns: dict[Column, object] = {column: by}
        for part in [part for part in parts if part[0] & rows]:
            parts.remove(part)
            rows |= part[0]
            columns |= part[1]
        parts.append((rows, columns))
    return [
        (frozenset(rows), {column: change[column] for column in change if column in columns})
        for rows, columns in parts
    ]
