"""What went wrong with a document, as findings: they stand beside those of the rules."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from gouji.model.diagnostic import Diagnostic, Severity
from gouji.model.finding import Finding, Outcome
from gouji.model.locator import told
from gouji.model.number import MissingKind
from gouji.model.report import Provenance, Report
from gouji.model.wording import Wording
from gouji.scan import problems
from gouji.scan.pairing import Card, Duplicate

_NOTHING = Wording(zh="", en="")


def system_findings(
    source: str, report: Report | None, diagnostics: Sequence[Diagnostic]
) -> list[Finding]:
    """A finding for each error and warning; notes are shown by `gouji read` alone."""
    return [
        _finding(source, report, diagnostic, Outcome.UNKNOWN)
        for diagnostic in diagnostics
        if diagnostic.severity is not Severity.NOTE
    ]


def crash_finding(source: str, report: Report | None, error: Exception) -> Finding:
    """A mistake of ours met with a document: the scan goes on, and says so."""
    return _finding(source, report, problems.crash(error), Outcome.ERROR)


def duplicate_finding(duplicate: Duplicate) -> Finding:
    """One more report of an agency and year: a person decides which of them counts."""
    report, chosen = duplicate.report, duplicate.chosen
    problem = problems.duplicate_report(report.source, chosen.source, identical=duplicate.identical)
    found = _finding(report.source, report, problem, Outcome.REVIEW)
    return replace(
        found,
        title=problems.DUPLICATES_TITLE,
        fingerprint=_hash(found.fingerprint, report.source),
    )


def _finding(
    source: str, report: Report | Card | None, diagnostic: Diagnostic, outcome: Outcome
) -> Finding:
    rule = f"SYS-{diagnostic.code.upper()}"
    agency, year = (report.agency, report.year) if report else (None, None)
    span = diagnostic.place
    where = {"place": told([span.locator]).en} if span else {}
    counted = map(str, span.locator.counted.values()) if span else ()
    quote = span.text if span else ""
    evidence = (Provenance(source, span, quote),) if span else ()
    return Finding(
        rule=rule,
        title=problems.SYSTEM_TITLE,
        checks=(),
        outcome=outcome,
        severity=diagnostic.severity,
        agency=agency,
        year=year,
        source=source,
        where=where,
        place=told([span.locator]) if span else problems.WHOLE_DOCUMENT,
        message=diagnostic.message,
        formula=None,
        difference=None,
        evidence=evidence,
        basis=_NOTHING,
        reading=None,
        reason=MissingKind.UNREADABLE.value if outcome is Outcome.UNKNOWN else None,
        suggestion=diagnostic.hint,
        fingerprint=_hash(rule, agency or source, str(year), *counted),
        content=_hash(diagnostic.message.zh, quote),
    )


def _hash(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]
