"""The FOIA pack against what is known of the published reports of the fiscal years 2019 to 2022.

Known are the outcomes of the government's own validator, the true totals of section V.B.(1), and
where the requests pending at the start of a year are not those of the year before.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from gouji.model.number import Number
from gouji.model.report import CellKey, Report
from gouji.scan.inputs import Input, inputs
from gouji.scan.packs import ReadyPack, packs, ready, with_mappings
from gouji.scan.reading import read
from tests.accuracy.foia_fields import COMPONENT, FIELDS, UNSCORED, Field, field_name
from tests.corpus import ROOT, SHARED

PACK = ROOT / "rules" / "foia-us"
YEARS = (2019, 2020, 2021, 2022)
OVERALL_ROW = "0"
NOT_DECLARED = "not declared"
GAP = "gap"
"""In place of a rule: a field that is not compared, as the row to compare it with is not there.

That row is accused itself (A24O), or a row of no component in its table (C01, C02).  What depends
on it is unknown and no accusation where the other figure is zero, or where the row of no component
may be the one.  The validator takes the absent row for zeros instead.
"""
WHOLE_ROW = "A24O"
"""The rule that names a row of the agency overall which is not there, and so none of its fields."""
NOT_ITS_OWN = frozenset({"C01", "C02"})
"""The rules that name a row of no component, or a second one, whose figures the validator adds up."""

EXPLAINED: Mapping[tuple[str, str], str] = {
    ("nlrb-2021", "field_admin_app_via.field_app_pend_end_yr"): (
        "VI.C.(5) lists six appeals, four of them pending for <1 day: the validator adds up texts"
    ),
    ("nlrb-2021", "field_admin_app_vic5.field_num_days_7"): (
        "nothing is listed in 7th place; the validator compares it with the text <1 above it"
    ),
    ("nlrb-2021", "field_admin_app_vic5.field_num_days_3"): (
        "<1 in a column of whole numbers; the validator says so of the agency overall only"
    ),
    ("treasury-2020", "field_admin_app_viie.field_num_days_10"): (
        "<1 in a column of whole numbers; the validator says so of the agency overall only"
    ),
}
"""Report and field → why the validator and the pack differ there."""

Triple = tuple[str, str, str]
"""A report, a field of the validator, and the row: a component, or the agency overall."""


@dataclass(frozen=True)
class Run:
    """What `gouji check` said of all reports."""

    findings: Sequence[Mapping[str, Any]]
    reports: Sequence[Mapping[str, Any]]
    seconds: float
    megabytes: float

    @cached_property
    def failures(self) -> Sequence[Mapping[str, Any]]:
        """The findings that accuse."""
        return [one for one in self.findings if one["outcome"] == "fail"]

    @cached_property
    def gaps(self) -> Sequence[Mapping[str, Any]]:
        """The findings that cannot be decided for want of a row, where the want itself is accused."""
        told: dict[str, set[str]] = {}
        for one in self.of("A24O", "C01", "C02"):
            told.setdefault(one["source"], set()).add(_SHORT[one["where"]["table"]])
        lacking = {"absent_row", "unassigned_row"}
        return [
            one
            for one in self.findings
            if one["reason"] in lacking and _names(one["message"], told.get(one["source"], ()))
        ]

    def of(self, *rules: str) -> Iterator[Mapping[str, Any]]:
        """The failures of some rules."""
        return (one for one in self.failures if one["rule"] in rules)


_SHORT: Mapping[str, str] = {
    table.key: table.short
    for loaded in packs(str(PACK))[0]
    for form in loaded.pack.forms
    for table in form.tables
}


def _names(message: str, tables: Iterable[str]) -> bool:
    """Whether the row that is lacking, which a message names first, is of one of the tables."""
    return any(message.startswith(f"Could not be checked: {short} · ") for short in tables)


def main(_: Sequence[str]) -> int:
    """Print every figure; 1 where one of them is below what is asked for."""
    archives = [SHARED / "corpus" / "foia" / f"{year}-FOIASetFull.zip" for year in YEARS]
    run = _check(archives)
    reports = _Reports(archives)
    paired = sum(report["previous"] is not None for report in run.reports)
    print(f"{len(run.reports)} reports, {paired} with the one of the year before")
    print(f"one command: {run.seconds:.0f} s, {run.megabytes:.0f} MB at most")
    sound = [_validator(run, reports), _totals(run), _continuity(run, reports)]
    return 0 if all(sound) else 1


def _check(archives: Sequence[Path]) -> Run:
    with tempfile.TemporaryDirectory() as folder:
        result = Path(folder) / "result.json"
        command = [sys.executable, "-m", "gouji", "check", *map(str, archives)]
        options = ["--rules", str(PACK), "--lang", "en", "-q", "-o", str(result)]
        started = time.monotonic()
        done = subprocess.run([*command, *options], check=False)
        seconds = time.monotonic() - started
        assert done.returncode in {0, 1, 3}, done.returncode
        said = json.loads(result.read_bytes())
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return Run(said["findings"], said["reports"], seconds, most)


def _gold(name: str) -> Any:
    return json.loads((SHARED / "gold" / "foia" / name).read_bytes())


def _stem(source: str) -> str:
    return source.rpartition("/")[2].removesuffix(".xml")


class _Reports:
    """The reports themselves, read when one of them is asked for."""

    def __init__(self, archives: Sequence[Path]) -> None:
        loaded, _ = packs(str(PACK))
        mapped, _ = with_mappings(loaded)
        self.packs: Sequence[ReadyPack] = [ready(one) for one in mapped]
        found, _ = inputs([str(archive) for archive in archives], [".xml"])
        self.inputs: Mapping[str, Input] = {_stem(one.name): one for one in found}
        self.known: dict[str, Report] = {}

    def __getitem__(self, stem: str) -> Report:
        if stem not in self.known:
            report = read(self.inputs[stem], self.packs).report
            assert report is not None
            self.known[stem] = report
        return self.known[stem]

    def central(self, stem: str) -> bool:
        """Whether an agency has no components: its overall row is its component, too."""
        return all(row == OVERALL_ROW for table, row in self[stem].rows if table == "ORG")

    def component(self, stem: str, reference: str | None) -> str:
        """The key of a component that the validator calls ORG3; ORG0 is the agency overall."""
        if reference in {None, "ORG0"}:
            return OVERALL_ROW
        if reference == "_none":
            return NOT_DECLARED
        report = self[stem]
        declared = (
            row
            for (table, row), printed in report.rows.items()
            if table == "ORG" and f'"{reference}"' in printed.provenance.locator.text
        )
        return next(declared, str(reference))

    def figure(self, stem: str, key: CellKey) -> bool:
        """Whether a cell holds a number other than zero."""
        cell = self[stem].cells.get(key)
        return cell is not None and isinstance(cell.number, Number) and cell.number.value != 0


# ---- the validator


def _validator(run: Run, reports: _Reports) -> bool:
    gold = _gold("validator_outcomes.json")["reports"]
    known, excluded = set[Triple](), set[Triple]()
    for report in gold:
        for written, reference, _, method, alone in report["failures"]:
            if method in UNSCORED:
                continue
            row = reports.component(report["report"], reference)
            triple = report["report"], field_name(written), row
            (excluded if alone else known).add(triple)
    failures = sum(
        method not in UNSCORED and not alone
        for report in gold
        for _, _, _, method, alone in report["failures"]
    )
    scored = {report["report"] for report in gold}
    ours: dict[Triple, set[str]] = {}
    for triple, rule in _triples(run, reports):
        if triple[0] in scored and triple not in excluded:
            ours.setdefault(triple, set()).add(rule)
    accused = {triple for triple, rules in ours.items() if rules != {GAP}}
    gaps = set(ours) - accused
    found, missed = known & accused, sorted(known - set(ours))
    beyond = sorted(accused - known)
    doubled = sorted(triple for triple in found if ours[triple] - {GAP} <= NOT_ITS_OWN)
    lost = sorted(triple for triple in found if ours[triple] - {GAP} == {WHOLE_ROW})
    print(f"\nvalidator: {failures} failures in {len(scored)} reports, {len(known)} fields")
    recall, precision = len(found) / len(known), len(found) / len(accused)
    print(f"  found {len(found)} of {len(known)}: {recall:.1%}")
    print(
        f"  of {len(accused)} fields that our rules accuse {len(found)} are among them: {precision:.1%}"
    )
    own = {*doubled, *lost}
    strict, said = len(found - own), len(accused - own)
    print(
        "  by the rules on these fields alone, and not by those on rows that are missing, doubled or"
    )
    print(
        f"  of no component: {strict / len(known):.1%} found, {strict / said:.1%} of those accused"
    )
    print(
        f"  {len(gaps & known)} more wait for a row that is missing, or is one of nobody,", end=" "
    )
    print("which the validator takes for zeros:")
    _list(sorted(gaps & known))
    print("  undecided for the same reason, where the validator finds nothing:")
    _list(sorted(gaps - known))
    print(
        f"  {len(doubled)} of them as rows of no declared component, whose figures the validator adds twice:"
    )
    _list(doubled)
    print(
        f"  {len(lost)} of them as fields of a row of the agency overall that is not there at all:"
    )
    _list(lost)
    print("  not found:")
    _list(missed)
    print("  beyond:")
    _list(beyond)
    print("  of rows that are missing, so that the validator has no field to check:")
    _list(sorted(_without_field(run, reports, scored)))
    return recall >= 0.98 and precision >= 0.98


def _list(triples: Iterable[Triple]) -> None:
    for stem, field, row in triples:
        why = EXPLAINED.get((stem, field), "")
        print(f"    {stem} {field} {row}" + (f": {why}" if why else ""))


def _triples(run: Run, reports: _Reports) -> Iterator[tuple[Triple, str]]:
    """The fields of the validator that our failures speak of, each with the rule."""
    for finding in (*run.gaps, *run.failures):
        stem, rule, where = _stem(finding["source"]), finding["rule"], finding["where"]
        row = where.get("row", OVERALL_ROW)
        said = rule if finding["outcome"] == "fail" else GAP
        for field in FIELDS:
            if rule in field.rules and _about(field, where) and _has(reports, stem, field, where):
                yield (stem, field.name, row), said
            doubled = rule in NOT_ITS_OWN and where["table"] == "VIID" and reports.central(stem)
            if doubled and "A15" in field.rules:
                (column,) = field.columns
                if reports.figure(stem, CellKey("VIID", row, column)):
                    yield (stem, field.name, OVERALL_ROW), rule


def _without_field(run: Run, reports: _Reports, scored: set[str]) -> Iterator[Triple]:
    """Failures of the same rules where a component has no row for the validator's field."""
    for finding in run.failures:
        stem, where = _stem(finding["source"]), finding["where"]
        about = [f for f in FIELDS if finding["rule"] in f.rules and _about(f, where)]
        row = where.get("row", OVERALL_ROW)
        alone = row != OVERALL_ROW or reports.central(stem)
        if stem in scored and alone and not any(_has(reports, stem, f, where) for f in about):
            yield from ((stem, field.name, row) for field in about)


def _has(reports: _Reports, stem: str, field: Field, where: Mapping[str, str]) -> bool:
    """Whether the validator has the field: for the agency, or in a row that a component has."""
    row = where.get("row", OVERALL_ROW)
    if field.kind != COMPONENT:
        return row == OVERALL_ROW
    of_component = row != OVERALL_ROW or reports.central(stem)
    return of_component and (field.home or where.get("table"), row) in reports[stem].rows


def _about(field: Field, where: Mapping[str, str]) -> bool:
    if field.table not in {None, where.get("table")}:
        return False
    return not field.columns or where.get("column", field.columns[0]) in field.columns


# ---- the totals of V.B.(1)


def _totals(run: Run) -> bool:
    said = {
        _stem(one["source"]): one
        for one in run.of("B01")
        if one["where"] == {"table": "VB1", "column": "5"}
    }
    gold = {
        _stem(row["report"].removesuffix(".json")): row for row in _gold("vb1_totals.json")["rows"]
    }
    wrong = {stem: row for stem, row in gold.items() if row["xml_total"] != row["csv_total"]}
    found = wrong.keys() & said.keys()
    right = [s for s in found if said[s]["suggestion"].startswith(f"{wrong[s]['csv_total']:.0f},")]
    false = sorted((gold.keys() - wrong.keys()) & said.keys())
    print(
        f"\nV.B.(1): {len(wrong)} wrong totals; {len(found)} found, {len(right)} with the right value"
    )
    print(f"  found where the total is right: {len(false)} {' '.join(false)}")
    for stem in sorted(wrong.keys() - found):
        print(f"  not found: {stem}")
    return len(right) == len(wrong) and not false


# ---- continuity


def _continuity(run: Run, reports: _Reports) -> bool:
    rows = _gold("continuity.json")["rows"]
    stems = {
        (r["agency"].upper(), r["year"]): _stem(r["source"]) for r in run.reports if r["agency"]
    }
    ours: dict[str, set[str]] = {}
    for finding in run.of("Y01"):
        ours.setdefault(_stem(finding["source"]), set()).add(finding["where"]["row"].upper())
    sound, counted = True, Counter[str]()
    unexplained = set[str]()
    for known in rows:
        stem = stems[known["agency"].upper(), known["year"]]
        fired = ours.get(stem, set())
        counted["overall"] += known["rule_fires_overall"]
        counted["components"] += len(known["components_firing"])
        if known["rule_fires_overall"] and not known["footnote_says_start_adjusted"]:
            unexplained.add(stem)
        same = (OVERALL_ROW in fired) == known["rule_fires_overall"]
        if not same or fired - {OVERALL_ROW} != set(known["components_firing"]):
            sound = False
            print(f"  differs: {stem} {sorted(fired)}")
    told = {_stem(one["source"]) for one in run.of("Y01X")}
    print(f"\ncontinuity of V.A: {len(rows)} pairs, {counted['overall']} breaks overall,", end=" ")
    print(
        f"{counted['components']} of components: {'the rule fires exactly there' if sound else 'see above'}"
    )
    print(
        f"  without an explaining footnote: {len(told)} ({len(unexplained)} known): {' '.join(sorted(told))}"
    )
    for stem in sorted(told ^ unexplained):
        print(f"  differs: {stem}")
    return sound and told == unexplained
