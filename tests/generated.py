"""Reports made by the shared generator, with what is wrong in each: planted, found, accused in vain."""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What came of a set of generated reports."""

    planted: int
    """Defects of which at least one check is served."""
    missed: Sequence[str]
    """Planted defects that no finding tells, as id, kind and place."""
    accused: Sequence[str]
    """Errors and warnings on clean reports, and errors elsewhere that follow from no defect."""


def made(folder: Path, number: int, seed: int, formats: str = "yaml") -> Path:
    """So many reports in a folder, and truth.jsonl."""
    command = [sys.executable, str(TOOL), "--n", str(number), "--seed", str(seed)]
    subprocess.run(
        [*command, "--out", str(folder), "--formats", formats], check=True, capture_output=True
    )
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
    planted, missed, accused = 0, list[str](), list[str]()
    for truth in truths(folder):
        findings = found.get(truth["file"], [])
        told = {check for f in findings if f.outcome is Outcome.FAIL for check in f.checks}
        for defect in truth["injected"]:
            if served & set(defect["checks"]) and there(truth, defect):
                planted += 1
                if not told & set(defect["checks"]):
                    missed.append(f"{truth['id']} {defect['kind']} {defect['where']}")
        accused += [f"{truth['id']} {f.rule} {f.message.zh}" for f in vain(truth, findings)]
    return Outcomes(planted, missed, accused)


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
    """The failures that nothing in a report deserves."""
    accepted = {*truth["expected_checks"], *truth["also_acceptable"]}
    least = Severity.WARNING if truth["clean"] else Severity.ERROR
    for finding in findings:
        accused = finding.outcome is Outcome.FAIL and finding.severity.weight <= least.weight
        if accused and (truth["clean"] or not accepted & set(finding.checks)):
            yield finding
