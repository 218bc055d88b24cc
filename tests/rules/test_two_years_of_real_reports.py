"""A government's reports of two years, as text taken from their PDFs in two ways, against the answers."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

import pytest

from gouji.model.diagnostic import Severity
from gouji.model.finding import Finding, Outcome
from gouji.model.result import Result
from gouji.scan.formats import BY_SUFFIX
from gouji.scan.inputs import inputs
from gouji.scan.packs import packs, ready
from gouji.scan.scan import Settings, scan
from tests.corpus import CORPUS, gold, needs_corpus

CASES = [(way, year) for way in ("layout", "raw") for year in (2023, 2024)]
each_report = pytest.mark.parametrize(("way", "year"), CASES, ids=[f"{y}-{w}" for w, y in CASES])


@cache
def checked(way: str) -> Result:
    """Both years together, all answers kept."""
    loaded, _ = packs("disclosure")
    given, _ = inputs([str(CORPUS / f"hongze-*.{way}.txt")], BY_SUFFIX)
    return scan(given, [ready(pack) for pack in loaded], Settings(everything=True)).result


def served() -> set[str]:
    """The checks that some rule serves."""
    loaded, _ = packs("disclosure")
    return {check for one in loaded for rule in one.pack.rules for check in rule.serves}


def of(way: str, year: int, check: str) -> Sequence[Finding]:
    """What the rules of a check say of a report."""
    return [f for f in checked(way).findings if f.year == year and check in f.checks]


def certain(way: str, year: int) -> Iterator[Mapping[str, Any]]:
    """The answers that are certain and that the pack can give."""
    checks = served()
    for expected in gold(f"hongze-{year}-{way}")["expected"]:
        if expected["certain"] and expected["check"] in checks:
            yield expected


@needs_corpus
@each_report
def test_the_certain_findings_are_there(way: str, year: int) -> None:
    missing = []
    for expected in certain(way, year):
        found = of(way, year, expected["check"])
        failed = [f for f in found if f.outcome is Outcome.FAIL]
        passed = [f for f in found if f.outcome is Outcome.PASS]
        match expected["outcome"]:
            case "fail":
                right = bool(failed)
            case "pass":
                right = bool(passed) and not failed
            case _:  # a note, or the reading that fitted
                right = bool(found) and all(f.severity is Severity.NOTE for f in failed)
        if not right:
            missing.append((expected["check"], expected["where"], [f.outcome for f in found]))
    assert missing == []


@needs_corpus
@each_report
def test_nothing_is_accused_that_must_not_be(way: str, year: int) -> None:
    answers = gold(f"hongze-{year}-{way}")
    expected = {e["check"] for e in answers["expected"] if e["outcome"] == "fail"}
    forbidden = {e["check"] for e in answers["must_not_flag"]} - expected
    failed = [
        f
        for f in checked(way).findings
        if f.year == year and f.outcome is Outcome.FAIL and f.severity is not Severity.NOTE
    ]
    accused = [
        (f.rule, f.message.zh)
        for f in failed
        if forbidden & set(f.checks)
        or (f.severity is Severity.ERROR and not expected & set(f.checks))
    ]
    assert accused == []


@needs_corpus
@pytest.mark.parametrize("way", ["layout", "raw"])
def test_only_the_one_misprinted_label_is_told(way: str) -> None:
    for year in (2023, 2024):
        told = [f for f in of(way, year, "TB-09") if f.outcome is Outcome.FAIL]
        assert [f.where for f in told] == [{"table": "T3", "row": "3.3.2"}]


@needs_corpus
@pytest.mark.parametrize("way", ["layout", "raw"])
def test_the_two_years_are_one_agencys(way: str) -> None:
    previous = {r.year: r.previous for r in checked(way).reports}
    assert previous[2023] is None
    assert previous[2024] is not None
    assert "2023" in previous[2024]
