"""Which reports belong together: those of one agency over the years, and those of agencies below it."""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from gouji.engine.sketches import Sketch
from gouji.language.checked import Closest
from gouji.model.directory import Directory
from gouji.model.fold import squeeze
from gouji.model.frozen import frozen
from gouji.model.number import Missing, MissingKind, Number
from gouji.model.report import Cell, Report
from gouji.model.report_set import Child, ReportSet
from gouji.model.roster import Roster
from gouji.scan.agencies import Agencies, Identity, identities
from gouji.scan.neighbours import Met, Neighbours

NONE: Mapping[str, Sketch] = {}


@frozen
class Card:
    """What has to be known of a report to put it beside others; the report itself may be put away."""

    source: str
    agency: str | None
    year: int | None
    content: str
    """Stands for all figures and all prose: two reports with the same state the same."""
    figures: int
    """How many numbers were read in the tables."""
    sketches: Mapping[str, Sketch] = field(default_factory=dict)
    """What is compared between agencies → its sketch."""


@frozen
class Duplicate:
    """One more report of an agency and year: it is checked, but no other is compared with it."""

    report: Card
    chosen: Card
    """The one with which others are compared."""

    @property
    def identical(self) -> bool:
        """Whether both state the same figures and the same prose."""
        return self.report.content == self.chosen.content


@dataclass(frozen=True)
class Pairing:
    """Reports in their relations."""

    reports: ReportSet = field(default_factory=ReportSet)
    duplicates: Mapping[str, Duplicate] = field(default_factory=dict)
    """Source → what it repeats."""
    unpaired: tuple[Card, ...] = ()
    """Those that state no agency or no year."""


def pair_cards(
    cards: Iterable[Card],
    roster: Roster,
    incomplete: Collection[str],
    reports: Mapping[str, Report],
    comparisons: Iterable[Closest] = (),
) -> Pairing:
    """The reports of one pack in their relations; their order does not matter.

    `incomplete` names the sources that were not read completely.  Of several reports of one agency
    and year a complete one is chosen, then one with more figures, then the first by its source.
    `reports` is asked by source for the reports that a rule looks at, and not before.  `comparisons`
    are those of prose between agencies.
    """
    ordered = sorted(cards, key=lambda one: one.source)
    agencies = Agencies(roster)
    dated = [one for one in ordered if one.agency is not None and one.year is not None]
    who = _who(dated, agencies)
    groups: dict[tuple[Identity, int], list[Card]] = defaultdict(list)
    for one in dated:
        groups[who[_name(one)], _year(one)].append(one)
    chosen = {
        key: min(group, key=lambda one: (one.source in incomplete, -one.figures, one.source))
        for key, group in groups.items()
    }
    return Pairing(
        reports=ReportSet(
            earlier=_earlier(dated, who, chosen, reports),
            kinds=_kinds(ordered, who, agencies),
            subordinates=_Families(_families(dated, who, chosen, agencies), reports),
            directory=_directory(who, agencies),
            neighbours=Neighbours(comparisons, _years(dated, who, chosen), reports),
        ),
        duplicates={
            one.source: Duplicate(one, chosen[key])
            for key, group in groups.items()
            for one in group
            if one is not chosen[key]
        },
        unpaired=tuple(one for one in ordered if one.agency is None or one.year is None),
    )


def card(report: Report, sketches: Mapping[str, Sketch] = NONE) -> Card:
    """What a report states, wherever and in whatever format, and of whom."""
    figures = sorted(
        ((key.table, key.row, key.column), _stated(cell)) for key, cell in report.cells.items()
    )
    prose = sorted(
        (code, squeeze("".join(passage.text for passage in section.passages)))
        for code, section in report.sections.items()
    )
    stated = repr((report.form, figures, prose)).encode("utf-8", "surrogatepass")
    return Card(
        source=report.source,
        agency=report.agency,
        year=report.year,
        content=hashlib.sha256(stated).hexdigest(),
        figures=sum(not isinstance(cell.number, Missing) for cell in report.cells.values()),
        sketches=sketches,
    )


def _stated(cell: Cell) -> tuple[str, ...]:
    """What a cell states, in whatever format: its number and how sure it is, or its words."""
    number = cell.number
    if isinstance(number, Number):
        sure = number.approximate, number.slack if number.between else None
        return str(number.value), *map(str, sure)
    words = number.kind in {MissingKind.WORDS, MissingKind.UNREADABLE}
    return number.kind.value, squeeze(cell.provenance.quote) if words else ""


class _Years(Mapping[int, Report]):
    """How many years before → the report, fetched when it is looked at."""

    def __init__(self, sources: Mapping[int, str], reports: Mapping[str, Report]) -> None:
        self.sources, self.reports = sources, reports

    def __getitem__(self, years: int) -> Report:
        return self.reports[self.sources[years]]

    def __iter__(self) -> Iterator[int]:
        return iter(self.sources)

    def __len__(self) -> int:
        return len(self.sources)


Family = Sequence[tuple[str, str | None]]
"""Subordinate agencies, and the sources of their reports of a year."""


class _Families(Mapping[str, Sequence[Child]]):
    """Source → the agencies below, with their reports, fetched when they are looked at."""

    def __init__(self, families: Mapping[str, Family], reports: Mapping[str, Report]) -> None:
        self.families, self.reports = families, reports

    def __getitem__(self, source: str) -> Sequence[Child]:
        return tuple(
            Child(agency, None if below is None else self.reports[below])
            for agency, below in self.families[source]
        )

    def __iter__(self) -> Iterator[str]:
        return iter(self.families)

    def __len__(self) -> int:
        return len(self.families)


def _name(one: Card) -> str:
    assert one.agency is not None
    return squeeze(one.agency)


def _year(one: Card) -> int:
    assert one.year is not None
    return one.year


def _who(dated: Sequence[Card], agencies: Agencies) -> Mapping[str, Identity]:
    """Each squeezed name → its agency; different reports of one year set two names apart."""
    by_name: dict[str, list[Card]] = defaultdict(list)
    for report in dated:
        by_name[_name(report)].append(report)

    def apart(names: Iterable[str], others: Iterable[str]) -> bool:
        here = [report for name in names for report in by_name.get(name, ())]
        there = [report for name in others for report in by_name.get(name, ())]
        return any(
            one.year == other.year and one.content != other.content
            for one in here
            for other in there
        )

    return identities(by_name, agencies, apart)


def _directory(who: Mapping[str, Identity], agencies: Agencies) -> Directory:
    return Directory(who, lambda name: agencies.kind(name, who.get(name, name)))


def _years(
    dated: Sequence[Card],
    who: Mapping[str, Identity],
    chosen: Mapping[tuple[Identity, int], Card],
) -> Mapping[int, Sequence[Met]]:
    """Each year → its reports, and of whom they are; others are compared with those chosen."""
    years: dict[int, list[Met]] = defaultdict(list)
    for one in dated:
        identity, year = who[_name(one)], _year(one)
        met = Met(one.source, identity, one.sketches, chosen=one is chosen[identity, year])
        years[year].append(met)
    return years


def _earlier(
    dated: Sequence[Card],
    who: Mapping[str, Identity],
    chosen: Mapping[tuple[Identity, int], Card],
    reports: Mapping[str, Report],
) -> Mapping[str, Mapping[int, Report]]:
    years: dict[Identity, list[int]] = defaultdict(list)
    for identity, year in sorted(chosen, reverse=True):
        years[identity].append(year)
    earlier: dict[str, Mapping[int, Report]] = {}
    for report in dated:
        identity, year = who[_name(report)], _year(report)
        before = {year - y: chosen[identity, y].source for y in years[identity] if y < year}
        if before:
            earlier[report.source] = _Years(before, reports)
    return earlier


def _kinds(
    reports: Sequence[Card], who: Mapping[str, Identity], agencies: Agencies
) -> Mapping[str, str]:
    kinds = {}
    for report in reports:
        if report.agency is None:
            continue
        name = _name(report)
        kind = agencies.kind(report.agency, who.get(name, name))
        if kind is not None:
            kinds[report.source] = kind
    return kinds


def _families(
    dated: Sequence[Card],
    who: Mapping[str, Identity],
    chosen: Mapping[tuple[Identity, int], Card],
    agencies: Agencies,
) -> Mapping[str, Family]:
    families: dict[str, Family] = {}
    for report in dated:
        below = agencies.children.get(who[_name(report)])
        if below is not None:
            found = ((a.name, chosen.get((squeeze(a.name), _year(report)))) for a in below)
            families[report.source] = [
                (name, None if one is None else one.source) for name, one in found
            ]
    return families
