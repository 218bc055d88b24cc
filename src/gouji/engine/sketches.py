"""Which of thousands of texts may be alike: sketches of a fixed size, and an index over them.

A sketch keeps the least of the hashed shingles in each of 128 bins (one permutation hashing, Li, Owen
and Zhang 2012; an empty bin takes over its neighbour's, Shrivastava and Li 2014).  Two sketches agree
in about as many bins as the share of shingles that their texts have in common; the index finds those
that agree in all bins of some band (Broder 1997; Indyk and Motwani 1998).
"""

from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import chain, islice
from operator import eq
from typing import TypeAlias
from zlib import crc32

from gouji.engine.copying import shingles

Sketch: TypeAlias = bytes
"""One number of four bytes for each bin."""
BINS = 128
MISSED = 0.001
"""So small is the chance that the index misses two texts that are just alike enough."""
MARGIN = Fraction(1, 8)
"""An estimate that is lower than asked for by more than this (four standard deviations) is not looked into."""
ESTIMATED = 200
"""Of so many sketches, those that share most bands, the likeness is estimated."""
MOST = 20
"""So many texts are looked into, the likeliest first."""

_MASK, _ODD = 0xFFFFFFFF, 0x9E3779B1
_BYTES, _BIN_BITS = 4, 25
"""The upper 7 of 32 bits choose the bin."""


def sketch(text: str) -> Sketch | None:
    """The sketch of a masked text, the same in every run; None where there is no text."""
    least: dict[int, int] = {}
    known = least.get
    for shingle in shingles(text):
        value = crc32(shingle.encode("utf-8", "surrogatepass")) * _ODD & _MASK
        at = value >> _BIN_BITS
        if value < known(at, _MASK):
            least[at] = value
    if not least:
        return None
    filled, distance = 0, 0
    bins = array("I", bytes(_BYTES * BINS))
    start = max(least)
    for at in range(start, start + BINS):
        known_here = known(at % BINS)
        filled, distance = (filled, distance + 1) if known_here is None else (known_here, 0)
        bins[at % BINS] = (filled + distance * _ODD) & _MASK
    return bins.tobytes()


def estimate(one: Sketch, other: Sketch) -> Fraction:
    """About the share of both texts together that stands in both."""
    return Fraction(sum(map(eq, memoryview(one).cast("I"), memoryview(other).cast("I"))), BINS)


def rows_of_a_band(least: Fraction) -> int:
    """How many bins make a band: as many as miss hardly any two texts that are alike enough."""

    def missed(rows: int) -> float:
        return float((1 - float(least) ** rows) ** (BINS // rows))

    return max((rows for rows in range(1, BINS) if missed(rows) <= MISSED), default=1)


class Index:
    """Texts by their sketches, to be asked for those that may be alike at least so much."""

    def __init__(self, sketches: Mapping[str, Sketch], least: Fraction) -> None:
        self.least = least
        self._rows = rows_of_a_band(least)
        self._names: defaultdict[Sketch, list[str]] = defaultdict(list)
        for name in sorted(sketches):
            self._names[sketches[name]].append(name)
        self._buckets: defaultdict[bytes, list[Sketch]] = defaultdict(list)
        for one in self._names:
            for key in self._keys(one):
                self._buckets[key].append(one)

    def _keys(self, one: Sketch) -> Iterable[bytes]:
        """One key for each band: which it is, and what stands in its bins."""
        for at in range(0, BINS - self._rows + 1, self._rows):
            yield bytes([at]) + one[_BYTES * at : _BYTES * (at + self._rows)]

    def alike(self, one: Sketch, ruled_out: Callable[[str], bool]) -> Sequence[str]:
        """The names of the likeliest texts, the likeliest first, without those ruled out."""
        bands = Counter(chain.from_iterable(self._buckets.get(key, ()) for key in self._keys(one)))
        estimates = [(estimate(one, other), other) for other, _ in bands.most_common(ESTIMATED)]
        likely = [pair for pair in estimates if pair[0] >= self.least - MARGIN]
        likely.sort(key=lambda pair: (-pair[0], self._names[pair[1]]))
        names = (name for _, other in likely for name in self._names[other])
        return list(islice((name for name in names if not ruled_out(name)), MOST))
