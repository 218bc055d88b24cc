"""Reports with what reviewers have been caught by: nothing is accused but what their folder lists."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from gouji.cli import main

CASES = sorted((Path(__file__).parents[1] / "golden" / "traps").iterdir())
TOLD = ("fail", "review", "error")


def found(case: Path, capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    main(
        [
            "check",
            *map(str, sorted(case.glob("*.txt"))),
            "--all",
            "--format",
            "json",
            "--fail-on",
            "never",
        ]
    )
    answer = json.loads(capsys.readouterr().out)
    assert [report["status"] for report in answer["reports"]] == ["complete"] * len(
        answer["reports"]
    )
    findings: list[dict[str, Any]] = answer["findings"]
    return findings


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_only_what_is_wrong_is_told(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    expected = yaml.safe_load((case / "expected.yaml").read_text(encoding="utf-8"))
    findings = found(case, capsys)
    told = [f"{f['rule']} {f['outcome']} {f['severity']}" for f in findings if f["outcome"] in TOLD]
    assert sorted(told) == sorted(expected["findings"])
    answers = {
        rule: {
            f["outcome"]
            for f in findings
            if (f["rule"], Path(f["source"]).name) == (rule, "report.txt")
        }
        for rule in expected["answers"]
    }
    wanted = {rule: set(_listed(answer)) for rule, answer in expected["answers"].items()}
    assert answers == wanted


def _listed(answer: str | list[str]) -> list[str]:
    return [answer] if isinstance(answer, str) else answer
