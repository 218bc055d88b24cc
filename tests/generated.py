"""Reports made by the shared generator, with what is wrong in each: planted, found, accused in vain."""

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from gouji.model.diagnostic import Severity
from gouji.model.finding import Finding, Outcome
from gouji.scan.formats import BY_SUFFIX
from gouji.scan.inputs import inputs
from gouji.scan.packs import packs, ready
from gouji.scan.scan import Settings, scan
from tests.corpus import SHARED

TOOL = SHARED / "tools" / "make_reports.py"


@dataclass(slots=True)
class Outcomes:
    """What came of a set of generated reports."""

    planted: int = 0
    """Defects of which at least one check is served."""
    missed: list[str] = field(default_factory=list)
    """Planted defects that no finding tells, as id, kind and place."""
    accused: list[str] = field(default_factory=list)
    """Errors and warnings on clean reports, and errors elsewhere that follow from no defect."""
    warned: list[str] = field(default_factory=list)
    """Warnings on reports with defects that follow from none of them."""
    of_check: Counter[str] = field(default_factory=Counter)
    """Check → defects that it should tell, alone or beside others."""
    told_by: Counter[str] = field(default_factory=Counter)
    """Check → those of them that it tells itself."""
    doubted_by: Counter[str] = field(default_factory=Counter)
    """Check → those of them of which it asks a person, such as names that differ in one character."""


def made(folder: Path, number: int, seed: int, formats: str = "yaml", rate: float = 0.5) -> Path:
    """So many reports in a folder, that share of them with defects, and truth.jsonl."""
    command = [sys.executable, str(TOOL), "--n", str(number), "--seed", str(seed)]
    command += ["--out", str(folder), "--formats", formats, "--defect-rate", str(rate)]
    subprocess.run(command, check=True, capture_output=True)
    return folder


def outcomes(folder: Path) -> Outcomes:
    """The shipped packs' findings on the reports of a folder against their truth."""
    loaded, _ = packs("disclosure")
    served = {check for pack in loaded for rule in pack.pack.rules for check in rule.serves}
    given, _ = inputs([str(folder)], BY_SUFFIX)
    result = scan(given, [ready(pack) for pack in loaded], Settings()).result
    found: dict[str, list[Finding]] = {}
    for finding in result.findings:
        found.setdefault(Path(finding.source).name, []).append(finding)
    came = Outcomes()
    for truth in truths(folder):
        findings = found.get(truth["file"], [])
        told = _checks(findings, Outcome.FAIL)
        doubted = _checks(findings, Outcome.REVIEW)
        for defect in truth["injected"]:
            checks = served & set(defect["checks"])
            if checks and there(truth, defect):
                came.planted += 1
                came.of_check.update(checks)
                came.told_by.update(checks & told)
                came.doubted_by.update(checks & (doubted - told))
                if not (told | doubted) & checks:
                    came.missed.append(f"{truth['file']} {defect['kind']} {defect['where']}")
        for finding in vain(truth, findings):
            certain = truth["clean"] or finding.severity is Severity.ERROR
            line = f"{truth['file']} {finding.severity} {finding.rule} {finding.message.zh}"
            (came.accused if certain else came.warned).append(line)
    return came


def _checks(findings: Sequence[Finding], outcome: Outcome) -> set[str]:
    return {check for f in findings if f.outcome is outcome for check in f.checks}


def truths(folder: Path) -> Iterator[Mapping[str, Any]]:
    """The answers, one for each report."""
    for line in (folder / "truth.jsonl").read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def there(truth: Mapping[str, Any], defect: Mapping[str, Any]) -> bool:
    """Whether a planted cell is still in the report: a later defect may have taken its place."""
    table, _, cell = defect["where"].partition(".")
    rows = truth["tables"].get(table, {})
    if defect["kind"] not in {"dash_cell", "unit_in_cell", "blank_cell"}:
        return True
    wiped = "raw" in defect and truth["raw_cells"].get(defect["where"]) != defect["raw"]
    return cell.partition(".")[0] in rows and not wiped


def vain(truth: Mapping[str, Any], findings: Sequence[Finding]) -> Iterator[Finding]:
    """The errors and warnings that nothing in a report deserves."""
    accepted = {*truth["expected_checks"], *truth["also_acceptable"]}
    for finding in findings:
        accused = finding.outcome is Outcome.FAIL and finding.severity is not Severity.NOTE
        if accused and (truth["clean"] or not accepted & set(finding.checks)):
            yield finding
