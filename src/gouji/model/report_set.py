"""The reports of a run, by agency and year, and who the agencies are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from gouji.model.directory import Directory
from gouji.model.frozen import frozen
from gouji.model.report import Report


@frozen
class Child:
    """A subordinate agency, and its report of the same year where there is one."""

    agency: str
    report: Report | None


@dataclass(frozen=True)
class ReportSet:
    """What a rule may look at beside the report at hand.  Reports go by their source."""

    earlier: Mapping[str, Mapping[int, Report]] = field(default_factory=dict)
    """Source → how many years before (1, 2, …) → the report of the same agency."""
    kinds: Mapping[str, str] = field(default_factory=dict)
    """Source → the kind of its agency, where that is known."""
    subordinates: Mapping[str, Sequence[Child]] = field(default_factory=dict)
    """Source → the agencies below it; no entry where no roster tells."""

    neighbours: Mapping[tuple[str, str], Sequence[Report]] = field(default_factory=dict)
    """What is compared, and the source → the reports of other agencies of the same year that may be
    alike, the likeliest first; no entry where there is no such report."""

    directory: Directory | None = None
    """The agencies of the roster and of the reports; None where nobody tells of any."""

    def before(self, report: Report, years: int) -> Report | None:
        """The report of the same agency so many years earlier."""
        return self.earlier.get(report.source, {}).get(years)

    def kind(self, report: Report) -> str | None:
        """What the agency of a report is."""
        return self.kinds.get(report.source)

    def alike(self, report: Report, compared: str) -> Sequence[Report] | None:
        """The reports of other agencies of the same year that may be alike; None without any."""
        return self.neighbours.get((compared, report.source))

    def children(self, report: Report) -> Sequence[Child] | None:
        """The subordinate agencies and their reports; None where no roster tells."""
        return self.subordinates.get(report.source)
