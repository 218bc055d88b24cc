"""Findings and results to render."""

from collections.abc import Callable
from typing import Any

import pytest

from gouji.model.diagnostic import Severity
from gouji.model.finding import Finding, Formula, Outcome
from gouji.model.report import Completeness, Provenance
from gouji.model.result import Result, ScannedReport, UsedPack
from gouji.model.span import Source, Span
from gouji.model.wording import Wording

MakeFinding = Callable[..., Finding]
MakeResult = Callable[..., Result]


def same(text: str) -> Wording:
    return Wording(zh=text, en=text)


@pytest.fixture
def finding() -> MakeFinding:
    def make(column: str = "自然人", **changes: Any) -> Finding:
        source = Source("a.txt", "自然人 3")
        values: dict[str, Any] = {
            "rule": "Q01",
            "title": same("两边相等"),
            "checks": ("AR-01",),
            "outcome": Outcome.FAIL,
            "severity": Severity.ERROR,
            "agency": "青禾街道",
            "year": 2024,
            "source": "a.txt",
            "where": {"table": "T3", "column": column},
            "place": same(f"表三 · {column}"),
            "message": same(f"{column}：两边应相等"),
            "formula": Formula("3 + 0", "=", "2 + 0"),
            "difference": "1",
            "evidence": (Provenance("a.txt", Span(source, 4, 5), "3"),),
            "basis": same("格式"),
            "reading": None,
            "reason": None,
            "suggestion": None,
            "fingerprint": "f",
            "content": "c",
        }
        return Finding(**{**values, **changes})

    return make


@pytest.fixture
def result() -> MakeResult:
    def make(*findings: Finding, **changes: Any) -> Result:
        counts = {o: sum(f.outcome is o for f in findings) for o in Outcome}
        values: dict[str, Any] = {
            "source": "a.txt",
            "agency": "青禾街道",
            "year": 2024,
            "form": "disclosure_2021",
            "status": Completeness.COMPLETE,
            "reason": None,
            "previous": None,
            "outcomes": counts,
        }
        report = ScannedReport(**{**values, **changes})
        return Result((UsedPack("disclosure", "年度报告", "1"),), (report,), findings)

    return make
