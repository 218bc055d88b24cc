"""What the disclosure pack says of the real reports of the corpus, against their answers.

An answer that is certain is right (the finding is there), or missing; what must not be flagged is
silent, or raised; every other error and warning is listed, to be defended or mended.
"""

import argparse
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from gouji.model.diagnostic import Severity
from gouji.model.finding import Finding, Outcome
from gouji.scan.formats import BY_SUFFIX
from gouji.scan.inputs import inputs
from gouji.scan.packs import LoadedPack, packs, ready
from gouji.scan.scan import Settings, scan
from tests.corpus import CORPUS, SHARED

_YEAR = re.compile(r"-(\d{4})")
_SPAN = re.compile(r"([A-Z]{2}-)(\d\d)\.\.[A-Z]{2}-(\d\d)")


@dataclass(frozen=True)
class Case:
    """A document, its answers, and what was said of it."""

    name: str
    answers: Mapping[str, Any]
    findings: Sequence[Finding]
    served: frozenset[str]

    def of(self, check: str) -> Sequence[Finding]:
        """The answers of the rules that serve a check."""
        return [finding for finding in self.findings if check in finding.checks]

    @cached_property
    def scored(self) -> Sequence[Mapping[str, Any]]:
        """The answers that are certain and that some rule serves."""
        expected = self.answers["expected"]
        return [one for one in expected if one["certain"] and one["check"] in self.served]

    @cached_property
    def missing(self) -> Sequence[Mapping[str, Any]]:
        """The expected findings that are not there."""
        return [one for one in self.scored if not self._right(one)]

    @cached_property
    def accusations(self) -> Sequence[Finding]:
        """The errors and warnings of checks of which no answer expects one."""
        deserved = {one["check"] for one in self.answers["expected"] if one["outcome"] == "fail"}
        return [
            finding
            for finding in self.findings
            if finding.outcome is Outcome.FAIL
            and finding.severity is not Severity.NOTE
            and not deserved & set(finding.checks)
        ]

    @cached_property
    def raised(self) -> Sequence[Finding]:
        """The accusations of what must not be flagged."""
        innocent = {c for one in self.answers["must_not_flag"] for c in _checks(one["check"])}
        return [finding for finding in self.accusations if innocent & set(finding.checks)]

    @cached_property
    def others(self) -> Sequence[Finding]:
        """The accusations that no answer speaks of."""
        return [finding for finding in self.accusations if finding not in self.raised]

    def _right(self, answer: Mapping[str, Any]) -> bool:
        found = self.of(answer["check"])
        failed = [one for one in found if one.outcome is Outcome.FAIL]
        others = [
            one["outcome"] for one in self.answers["expected"] if one["check"] == answer["check"]
        ]
        loud = any(one.severity is not Severity.NOTE for one in failed)
        match answer["outcome"]:
            case "fail":
                return bool(failed)
            case "pass":
                passed = any(one.outcome is Outcome.PASS for one in found)
                return passed and (not failed or "fail" in others)
            case "unknown":
                return any(one.outcome is Outcome.UNKNOWN for one in found)
            case "doubt":
                return not loud
            case _:  # a note, or the reading that fitted
                passed = any(one.outcome is Outcome.PASS for one in found)
                return bool(failed or passed) and not loud


def main(arguments: Sequence[str]) -> int:
    """Print what was found of the answers; 0 where none is missing and nothing is raised."""
    argparse.ArgumentParser(prog="python -m tests.accuracy corpus").parse_args(arguments)
    short = 0
    for case in cases():
        expected, missing = len(case.scored), len(case.missing)
        print(
            f"{case.name:28} expected {expected:3}  found {expected - missing:3}  "
            f"raised in vain {len(case.raised)}  other errors and warnings {len(case.others)}"
        )
        for one in case.missing:
            said = ", ".join(f"{f.rule} {f.outcome}" for f in case.of(one["check"])[:6])
            print(f"  missing {one['check']} {one['outcome']} {one['where']}: {said}")
        for name, findings in (("raised", case.raised), ("other", case.others)):
            for finding in findings:
                print(f"  {name} {finding.severity} {finding.rule} {finding.message.zh}")
        short += missing + len(case.raised)
    return 1 if short else 0


def cases() -> Iterator[Case]:
    """Every document of the corpus that has answers, those of one agency checked together."""
    loaded, _ = packs("disclosure")
    served = frozenset(c for one in loaded for rule in one.pack.rules for c in rule.serves)
    assert CORPUS.is_dir(), f"no shared corpus at {SHARED} (GOUJI_SHARED)"
    together: dict[str, dict[Path, tuple[str, Mapping[str, Any]]]] = {}
    for sheet in sorted((SHARED / "gold").glob("*.json")):
        answers = json.loads(sheet.read_bytes())
        document = CORPUS / answers["source_file"].rpartition("/")[2]
        group = _YEAR.sub("", document.name)
        together.setdefault(group, {})[document] = sheet.stem, answers
    for documents in together.values():
        found = _findings(documents, loaded)
        for document, (name, answers) in documents.items():
            yield Case(name, answers, found[document.name], served)


def _findings(
    documents: Mapping[Path, object], loaded: Sequence[LoadedPack]
) -> Mapping[str, Sequence[Finding]]:
    given, _ = inputs([str(document) for document in documents], BY_SUFFIX)
    settings = Settings(everything=True)
    findings = scan(given, [ready(one) for one in loaded], settings).result.findings
    return {
        document.name: [one for one in findings if Path(one.source).name == document.name]
        for document in documents
    }


def _checks(named: str) -> Sequence[str]:
    """The checks that an answer names: one, or all from one to another.

    >>> _checks("TB-05"), _checks("AR-01..AR-03")
    (['TB-05'], ['AR-01', 'AR-02', 'AR-03'])
    """
    span = _SPAN.fullmatch(named)
    if span is None:
        return [named]
    family, first, last = span.groups()
    return [f"{family}{number:02}" for number in range(int(first), int(last) + 1)]
