"""Of very many problems of one kind the first ones are told, and how many more there are."""

from collections.abc import Iterable

from gouji.model.diagnostic import Diagnostic, Severity
from gouji.readers.problems import more_of_the_same

MOST_TOLD = 200
"""So many of one kind; nobody reads more."""


def enough(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The diagnostics in their order; those of a kind beyond `MOST_TOLD` are one, and counted."""
    told: list[Diagnostic] = []
    left: dict[tuple[str, Severity], list[Diagnostic]] = {}
    count: dict[tuple[str, Severity], int] = {}
    for one in diagnostics:
        kind = one.code, one.severity
        count[kind] = count.get(kind, 0) + 1
        if count[kind] <= MOST_TOLD:
            told.append(one)
        else:
            left.setdefault(kind, []).append(one)
    return (*told, *(more_of_the_same(rest[0], len(rest)) for rest in left.values()))
