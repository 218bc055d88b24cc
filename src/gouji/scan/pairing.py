"""Which reports belong together: those of one agency over the years, and those of agencies below it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from gouji.model.fold import squeeze
from gouji.model.number import Missing
from gouji.model.report import Report
from gouji.model.report_set import Child, ReportSet
from gouji.model.roster import Roster
from gouji.scan.agencies import Agencies, Identity, identities


@dataclass(frozen=True, slots=True)
class Duplicate:
    """One more report of an agency and year: it is checked, but no other is compared with it."""

    report: Report
    chosen: Report
    """The one with which others are compared."""
    identical: bool
    """Whether both state the same figures and the same prose."""


@dataclass(frozen=True)
class Pairing:
    """Reports in their relations."""

    reports: ReportSet = field(default_factory=ReportSet)
    duplicates: Mapping[str, Duplicate] = field(default_factory=dict)
    """Source → what it repeats."""
    unpaired: tuple[Report, ...] = ()
    """Those that state no agency or no year."""


def pair(
    reports: Iterable[Report], roster: Roster, incomplete: Collection[str] = frozenset()
) -> Pairing:
    """The reports of one pack in their relations; their order does not matter.

    `incomplete` names the sources that were not read completely.  Of several reports of one agency
    and year a complete one is chosen, then one with more figures, then the first by its source.
    """
    ordered = sorted(reports, key=lambda report: report.source)
    agencies = Agencies(roster)
    dated = [r for r in ordered if r.agency is not None and r.year is not None]
    who = _who(dated, agencies)
    groups: dict[tuple[Identity, int], list[Report]] = defaultdict(list)
    for report in dated:
        groups[who[_name(report)], _year(report)].append(report)
    chosen = {
        key: min(group, key=lambda r: (r.source in incomplete, -_figures(r), r.source))
        for key, group in groups.items()
    }
    return Pairing(
        reports=ReportSet(
            earlier=_earlier(dated, who, chosen),
            kinds=_kinds(ordered, who, agencies),
            subordinates=_subordinates(dated, who, chosen, agencies),
        ),
        duplicates={
            report.source: Duplicate(report, chosen[key], content(report) == content(chosen[key]))
            for key, group in groups.items()
            for report in group
            if report is not chosen[key]
        },
        unpaired=tuple(r for r in ordered if r.agency is None or r.year is None),
    )


def content(report: Report) -> object:
    """What a report states, wherever and in whatever format: its figures and its prose."""
    figures = {
        key: cell.number.kind
        if isinstance(cell.number, Missing)
        else (cell.number.value, cell.number.approximate)
        for key, cell in report.cells.items()
    }
    prose = {
        code: squeeze("".join(passage.text for passage in section.passages))
        for code, section in report.sections.items()
    }
    return report.form, figures, prose


def _figures(report: Report) -> int:
    """How many numbers were read in the tables."""
    return sum(not isinstance(cell.number, Missing) for cell in report.cells.values())


def _name(report: Report) -> str:
    assert report.agency is not None
    return squeeze(report.agency)


def _year(report: Report) -> int:
    assert report.year is not None
    return report.year


def _who(dated: Sequence[Report], agencies: Agencies) -> Mapping[str, Identity]:
    """Each squeezed name → its agency; different reports of one year set two names apart."""
    by_name: dict[str, list[Report]] = defaultdict(list)
    for report in dated:
        by_name[_name(report)].append(report)

    def apart(names: Iterable[str], others: Iterable[str]) -> bool:
        here = [report for name in names for report in by_name.get(name, ())]
        there = [report for name in others for report in by_name.get(name, ())]
        return any(
            one.year == other.year and content(one) != content(other)
            for one in here
            for other in there
        )

    return identities(by_name, agencies, apart)


def _earlier(
    dated: Sequence[Report],
    who: Mapping[str, Identity],
    chosen: Mapping[tuple[Identity, int], Report],
) -> Mapping[str, Mapping[int, Report]]:
    years: dict[Identity, list[int]] = defaultdict(list)
    for identity, year in sorted(chosen, reverse=True):
        years[identity].append(year)
    earlier: dict[str, Mapping[int, Report]] = {}
    for report in dated:
        identity, year = who[_name(report)], _year(report)
        before = {year - y: chosen[identity, y] for y in years[identity] if y < year}
        if before:
            earlier[report.source] = before
    return earlier


def _kinds(
    reports: Sequence[Report], who: Mapping[str, Identity], agencies: Agencies
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


def _subordinates(
    dated: Sequence[Report],
    who: Mapping[str, Identity],
    chosen: Mapping[tuple[Identity, int], Report],
    agencies: Agencies,
) -> Mapping[str, Sequence[Child]]:
    subordinates = {}
    for report in dated:
        below = agencies.children.get(who[_name(report)])
        if below is not None:
            subordinates[report.source] = tuple(
                Child(agency.name, chosen.get((squeeze(agency.name), _year(report))))
                for agency in below
            )
    return subordinates
