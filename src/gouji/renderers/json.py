"""The findings as JSON: a contract with other programs."""

import json
from collections import Counter
from collections.abc import Mapping

from gouji import __version__
from gouji.model.diagnostic import Severity
from gouji.model.finding import Finding, Outcome, Waived
from gouji.model.result import Result, ScannedReport, UsedPack
from gouji.model.wording import Language
from gouji.renderers.at import printed, problem
from gouji.renderers.printable import escaped


def render(result: Result, language: Language) -> bytes:
    """Packs, reports, findings and their counts; same input, same bytes."""
    by_severity = Counter(finding.severity for finding in result.findings)
    content = {
        "gouji": __version__,
        **_packs(result.packs),
        "reports": [_report(report, language) for report in result.reports],
        "findings": [_finding(finding, language) for finding in result.findings],
        "summary": {
            "reports": len(result.reports),
            "without_previous": len(result.without_previous),
            "findings": len(result.findings),
            "by_severity": {severity.value: by_severity[severity] for severity in Severity},
            "outcomes": _counts(result.outcomes),
        },
    }
    text = json.dumps(content, ensure_ascii=False, indent=1)
    return (escaped(text) + "\n").encode()


def _packs(packs: tuple[UsedPack, ...]) -> dict[str, object]:
    """The pack; where several were used, null and the list of them."""
    listed = [{"key": pack.key, "version": pack.version} for pack in packs]
    return {"pack": listed[0]} if len(listed) == 1 else {"pack": None, "packs": listed}


def _report(report: ScannedReport, language: Language) -> dict[str, object]:
    return {
        "source": report.source,
        "agency": report.agency,
        "year": report.year,
        "form": report.form,
        "status": report.status.value,
        "reason": report.reason.in_language(language) if report.reason else None,
        "previous": report.previous,
        "outcomes": _counts(report.outcomes),
        "notes": [problem(note, language) for note in report.notes],
    }


def _counts(outcomes: Mapping[Outcome, int]) -> dict[str, int]:
    return {outcome.value: outcomes.get(outcome, 0) for outcome in Outcome}


def _finding(finding: Finding, language: Language) -> dict[str, object]:
    return {
        "rule": finding.rule,
        "checks": list(finding.checks),
        "outcome": finding.outcome.value,
        "severity": finding.severity.value,
        "agency": finding.agency,
        "year": finding.year,
        "source": finding.source,
        "where": dict(finding.where),
        "message": finding.message.in_language(language),
        "formula": None if finding.formula is None else str(finding.formula),
        "difference": finding.difference,
        "evidence": [printed(evidence) for evidence in finding.evidence],
        "basis": finding.basis.in_language(language),
        "reading": finding.reading,
        "reason": finding.reason,
        "suggestion": finding.suggestion.in_language(language) if finding.suggestion else None,
        "caveats": [problem(note, language) for note in finding.caveats],
        "waiver": _waiver(finding.waiver) if finding.waiver else None,
        "fingerprint": finding.fingerprint,
        "content": finding.content,
    }


def _waiver(waiver: Waived) -> dict[str, str]:
    return {
        "reason": waiver.reason,
        "approver": waiver.approver,
        "until": waiver.until.isoformat(),
    }
