"""What a run yields: the reports that were looked at, what was found, and how to sum it up."""

import re
from collections import Counter
from collections.abc import Mapping
from fractions import Fraction

from gouji.model.diagnostic import Diagnostic
from gouji.model.finding import Finding, Outcome
from gouji.model.form import Form
from gouji.model.frozen import frozen
from gouji.model.report import Completeness, Provenance, Report
from gouji.model.wording import Wording

_FIGURES = re.compile("([0-9]+)")


@frozen
class UsedPack:
    """A rule pack as findings refer to it."""

    key: str
    title: str
    version: str


@frozen
class ScannedReport:
    """One input after the scan: what it is, whether all of it was read, and the answers counted."""

    source: str
    agency: str | None
    year: int | None
    form: str | None
    status: Completeness
    reason: Wording | None
    """Why it was not read, or not to the end."""
    previous: str | None
    """The report of the year before, where it was found."""
    outcomes: Mapping[Outcome, int]
    notes: tuple[Diagnostic, ...] = ()
    """What is to be known of how it was read; nothing here kept any of it from being checked."""


@frozen
class Result:
    """The outcome of a scan, in the order in which it is shown."""

    packs: tuple[UsedPack, ...]
    """The packs whose forms fitted some report; all of them where none did."""
    reports: tuple[ScannedReport, ...]
    findings: tuple[Finding, ...]
    """What is shown: without the silent outcomes, unless all were asked for."""

    @property
    def without_previous(self) -> tuple[ScannedReport, ...]:
        """The reports that were checked without one of the year before."""
        return tuple(r for r in self.reports if r.form is not None and r.previous is None)

    @property
    def alike(self) -> frozenset[str]:
        """The sources that agency and year do not tell apart."""
        named = [r for r in self.reports if r.agency is not None]
        count = Counter((r.agency, r.year) for r in named)
        return frozenset(r.source for r in named if count[r.agency, r.year] > 1)

    @property
    def outcomes(self) -> Mapping[Outcome, int]:
        """The answers of all reports, counted."""
        total: Counter[Outcome] = Counter()
        for report in self.reports:
            total.update(report.outcomes)
        return {outcome: total[outcome] for outcome in Outcome}

    @property
    def decided(self) -> bool:
        """Whether some rule came to an answer."""
        open_ = {Outcome.UNKNOWN, Outcome.NOT_APPLICABLE, Outcome.VACUOUS}
        return any(n for outcome, n in self.outcomes.items() if outcome not in open_)


@frozen
class StatedNumber:
    """A named number that the prose states."""

    name: str
    title: str | None
    value: Fraction
    negated: bool
    approximate: bool
    scope: str
    """Whether it speaks of the whole ("own"), of a part ("narrower") or of an other_year."""
    section: str | None
    provenance: Provenance
    """The sentence in which it stands."""
    words: Provenance
    """The words that state it; of a figure, the figure alone."""


@frozen
class Reading:
    """One input as it was read, before any rule."""

    source: str
    status: Completeness
    reason: Wording | None
    report: Report | None
    form: Form | None
    everything: bool
    """Whether all of it was read: to the end, every table, line and cell."""
    statements: tuple[StatedNumber, ...]
    diagnostics: tuple[Diagnostic, ...]


NaturalKey = tuple[tuple[str, int], ...]


def natural(text: str) -> NaturalKey:
    """A sort key under which numbers within a text count as numbers.

    >>> sorted(["Q10", "Q2", "3.10", "3.9"], key=natural)
    ['3.9', '3.10', 'Q2', 'Q10']
    """
    parts = _FIGURES.split(text)
    return tuple(("", int(part)) if i % 2 else (part, 0) for i, part in enumerate(parts))


def report_order(report: ScannedReport) -> tuple[str, int, str]:
    """Agency, year, source."""
    return report.agency or "", report.year or 0, report.source


def finding_order(finding: Finding) -> tuple[object, ...]:
    """Agency, year, source, rule, place; then whatever is left, so that the order is total."""
    return (
        finding.agency or "",
        finding.year or 0,
        finding.source,
        natural(finding.rule),
        tuple((kind, natural(code)) for kind, code in finding.where.items()),
        natural(finding.place.zh),
        finding.outcome,
        finding.message.zh,
        finding.content,
    )
