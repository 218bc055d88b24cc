"""Check many documents: read each, evaluate its pack's rules, collect what they say."""

import traceback
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from gouji.engine.evaluate import evaluate
from gouji.model.diagnostic import Diagnostic
from gouji.model.finding import Finding, Outcome
from gouji.model.report import Completeness, Report
from gouji.model.result import Result, ScannedReport, UsedPack, finding_order, report_order
from gouji.scan import problems
from gouji.scan.inputs import Input
from gouji.scan.packs import ReadyPack
from gouji.scan.reading import Fitted, read
from gouji.scan.system import crash_finding, system_findings


@dataclass(frozen=True, slots=True)
class Settings:
    """What a scan is to do beyond reading and checking."""

    everything: bool = False
    """Whether findings of silent outcomes are kept."""
    agency: str | None = None
    """For a document that does not name its agency."""
    year: int | None = None
    """For a document that does not state its year."""


@dataclass(frozen=True, slots=True)
class Scan:
    """What came of it: the result, and what the user is told beside it."""

    result: Result
    complete: bool
    """Whether every input was read to the end, cell by cell, and every rule ran."""
    remarks: tuple[Diagnostic, ...]
    crashes: tuple[str, ...]
    """The stack of each mistake of ours."""


@dataclass(frozen=True, slots=True)
class _Scanned:
    report: ScannedReport
    findings: tuple[Finding, ...]
    complete: bool
    pack: UsedPack | None
    remarks: tuple[Diagnostic, ...] = ()
    crash: str | None = None


def scan(inputs: Iterable[Input], packs: Sequence[ReadyPack], settings: Settings) -> Scan:
    """Check every input against the pack that fits it; trouble with one does not stop the others."""
    scanned = [_scanned(given, packs, settings) for given in inputs]
    used = {one.pack.key: one.pack for one in scanned if one.pack is not None}
    result = Result(
        packs=tuple(used[key] for key in sorted(used)) or tuple(pack.used for pack in packs),
        reports=tuple(sorted((one.report for one in scanned), key=report_order)),
        findings=tuple(sorted((f for one in scanned for f in one.findings), key=finding_order)),
    )
    return Scan(
        result=result,
        complete=bool(scanned) and all(one.complete for one in scanned),
        remarks=tuple(remark for one in scanned for remark in one.remarks),
        crashes=tuple(one.crash for one in scanned if one.crash is not None),
    )


def _scanned(given: Input, packs: Sequence[ReadyPack], settings: Settings) -> _Scanned:
    fitted: Fitted | None = None
    try:
        fitted = read(given, packs)
        return _checked(fitted, settings)
    except Exception as error:
        report = fitted.report if fitted else None
        finding = crash_finding(given.name, report, error)
        scanned = _summary(given.name, report, Completeness.UNREADABLE, [finding])
        return _Scanned(
            report=replace(scanned, reason=finding.message),
            findings=(finding,),
            complete=False,
            pack=None,
            crash=traceback.format_exc(),
        )


def _checked(fitted: Fitted, settings: Settings) -> _Scanned:
    report, remarks = _supplemented(fitted, settings)
    findings = system_findings(fitted.source, report, fitted.diagnostics)
    if report is not None and fitted.pack is not None:
        findings += evaluate(fitted.pack.plan, report)
    scanned = _summary(fitted.source, report, fitted.status, findings)
    reason = fitted.reason
    return _Scanned(
        report=replace(scanned, reason=reason.message if reason else None),
        findings=tuple(f for f in findings if settings.everything or not f.outcome.silent),
        complete=fitted.complete and not any(f.outcome is Outcome.ERROR for f in findings),
        pack=fitted.pack.used if fitted.pack else None,
        remarks=remarks,
    )


def _supplemented(
    fitted: Fitted, settings: Settings
) -> tuple[Report | None, tuple[Diagnostic, ...]]:
    """The report with the agency and year it does not state; what it states is believed."""
    report = fitted.report
    if report is None:
        return None, ()
    remarks = []
    if settings.agency is not None and report.agency not in (None, settings.agency):
        stated = str(report.agency)
        remarks.append(
            problems.stated_otherwise(fitted.source, "--agency", stated, settings.agency)
        )
    if settings.year is not None and report.year not in (None, settings.year):
        given = str(settings.year)
        remarks.append(problems.stated_otherwise(fitted.source, "--year", str(report.year), given))
    agency = settings.agency if report.agency is None else report.agency
    year = settings.year if report.year is None else report.year
    return replace(report, agency=agency, year=year), tuple(remarks)


def _summary(
    source: str, report: Report | None, status: Completeness, findings: Sequence[Finding]
) -> ScannedReport:
    counts = Counter(finding.outcome for finding in findings)
    return ScannedReport(
        source=source,
        agency=report.agency if report else None,
        year=report.year if report else None,
        form=report.form if report else None,
        status=status,
        reason=None,
        previous=None,
        outcomes={outcome: counts[outcome] for outcome in Outcome},
    )
