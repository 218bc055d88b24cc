"""Which reports of a year may be alike, without comparing each with each."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

from gouji.engine.sketches import Index, Sketch
from gouji.language.checked import Closest
from gouji.model.frozen import frozen
from gouji.model.report import Report
from gouji.scan.agencies import Identity


@frozen
class Met:
    """A report among those of its year."""

    source: str
    identity: Identity
    sketches: Mapping[str, Sketch]
    chosen: bool
    """Whether others are compared with it: of several of one agency only one is."""


class Neighbours(Mapping[tuple[str, str], Sequence[Report]]):
    """What is compared, and a source → the reports that may be alike, found when they are asked for."""

    def __init__(
        self,
        comparisons: Iterable[Closest],
        years: Mapping[int, Sequence[Met]],
        reports: Mapping[str, Report],
    ) -> None:
        self._reports = reports
        self._met = {met.source: met for mets in years.values() for met in mets}
        self._years = {met.source: year for year, mets in years.items() for met in mets}
        self._agencies = {year: {m.identity for m in mets} for year, mets in years.items()}
        self._indices = {
            (comparison.key, year): Index(
                {
                    m.source: m.sketches[comparison.key]
                    for m in mets
                    if comparison.key in m.sketches
                },
                comparison.least,
            )
            for comparison in comparisons
            for year, mets in years.items()
        }

    def __getitem__(self, asked: tuple[str, str]) -> Sequence[Report]:
        compared, source = asked
        year = self._years[source]
        if len(self._agencies[year]) == 1:
            raise KeyError(asked)
        met, index = self._met[source], self._indices[compared, year]
        if compared not in met.sketches:
            return ()
        found = index.alike(met.sketches[compared], partial(self._ruled_out, met))
        return Fetched(found, self._reports)

    def _ruled_out(self, met: Met, source: str) -> bool:
        other = self._met[source]
        return other.identity == met.identity or not other.chosen

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return (
            (compared, source)
            for source, year in self._years.items()
            for compared, of in self._indices
            if of == year and len(self._agencies[year]) > 1
        )

    def __len__(self) -> int:
        return sum(1 for _ in self)


class Fetched(Sequence[Report]):
    """Reports in order, each fetched when it is looked at."""

    def __init__(self, sources: Sequence[str], reports: Mapping[str, Report]) -> None:
        self._sources, self._reports = sources, reports

    def __getitem__(self, at: int) -> Report:  # type: ignore[override]  # no slices
        return self._reports[self._sources[at]]

    def __len__(self) -> int:
        return len(self._sources)
