"""How much of a text stands in another, and the longest stretches that both have, word for word."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from gouji.engine.masking import Masked
from gouji.engine.runs import Run, common_runs
from gouji.engine.text import quoted
from gouji.engine.values import Copy, SectionPassage
from gouji.model.number import Number
from gouji.model.report import Provenance

WIDTH = 5
"""So many neighbouring characters are compared at a time."""
MOST_RUNS = 3
SHORTEST_RUN = 13
"""Fewer characters in common show nothing."""
DECIMALS = 10_000
"""Shares are cut off after the fourth decimal, so that one below a threshold is shown below it."""

Pair = tuple[Provenance, Provenance]


def shingles(text: str) -> set[str]:
    """Every stretch of a few neighbouring characters; a shorter text is one by itself."""
    if len(text) < WIDTH:
        return {text} if text else set()
    return {text[at : at + WIDTH] for at in range(len(text) - WIDTH + 1)}


def containment(own: Masked, other: Masked) -> Copy:
    """The share of one text that stands in another."""
    mine = shingles(own.text)
    share = _share(len(mine & shingles(other.text)), len(mine))
    return Copy(share, len(own.text), None, lambda: runs(own, other))


def resemblance(own: Masked, other: Masked, agency: str | None) -> Copy:
    """The share of what two texts have together that stands in both."""
    mine, theirs = shingles(own.text), shingles(other.text)
    share = _share(len(mine & theirs), len(mine | theirs))
    return Copy(share, len(own.text), agency, lambda: runs(own, other))


def _share(shared: int, whole: int) -> Number:
    return Number(Fraction(shared * DECIMALS // whole, DECIMALS) if whole else Fraction(0))


def runs(own: Masked, other: Masked) -> tuple[Pair, ...]:
    """The longest stretches that two texts have in common, the longest first, each at both places."""
    here, there = list(own.places()), list(other.places())
    pieces = [
        piece
        for run in common_runs(own.text, other.text, SHORTEST_RUN)
        for piece in _within_passages(run, here, there)
        if piece.length >= SHORTEST_RUN
    ]
    longest = sorted(pieces, key=lambda run: (-run.length, run.here))[:MOST_RUNS]
    return tuple(
        (
            _printed(here[run.here : run.here + run.length]),
            _printed(there[run.there : run.there + run.length]),
        )
        for run in longest
    )


Place = tuple[SectionPassage, int, int]


def _within_passages(run: Run, here: Sequence[Place], there: Sequence[Place]) -> Iterator[Run]:
    """A stretch, cut where a passage of either text ends."""
    inner = range(1, run.length)
    ends = [
        at
        for at in inner
        if here[run.here + at][0] is not here[run.here + at - 1][0]
        or there[run.there + at][0] is not there[run.there + at - 1][0]
    ]
    for start, end in pairwise([0, *ends, run.length]):
        yield Run(run.here + start, run.there + start, end - start)


def _printed(places: Sequence[Place]) -> Provenance:
    return quoted(places[0][0], places[0][1], places[-1][2])
