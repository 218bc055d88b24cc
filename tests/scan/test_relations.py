"""Rules that look at other reports, at the kind of an agency, at the day: what a run tells them."""

import shutil
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from gouji.model.finding import Finding, Outcome
from gouji.model.roster import Agency, Roster
from gouji.scan.facts import Facts
from gouji.scan.formats import BY_SUFFIX
from gouji.scan.inputs import inputs
from gouji.scan.packs import ReadyPack, broken, packs, ready
from gouji.scan.scan import Scan, Settings, scan

SMALL = Path(__file__).parent / "small"
GOOD = (SMALL / "reports" / "good.txt").read_text(encoding="utf-8")
LAST_YEAR = GOOD.replace("2024", "2023").replace("| 总计 | 3 |", "| 总计 | 4 |")
RULES = """
param most = 3
rule Y1 "what is carried in was carried over" on T1 each column
  require [2] = last([3]) basis "b" severity error
rule K1 "a village is small" when agency.kind = "village" require T1[3, 1] < most
  basis "b" severity error
rule R1 "a parent has what its branches have"
  require sum(children(T1[3, 1])) <= T1[3, 1] basis "b" severity error
rule D1 "in time" require published <= date(year + 1, 1, 31) basis "b" severity error
waive K1: when year = 2024 until 2025-06-30 because "moved" approved by "the office"
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(SMALL / "pack", tmp_path / "pack")
    (tmp_path / "pack" / "relations.gj").write_text(RULES, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def pack(**settings: str) -> ReadyPack:
    (one,), found = packs("pack", settings)
    assert not found
    return ready(one)


def scanned(
    folder: Path, given: ReadyPack, settings: Settings | None = None, **reports: str
) -> Scan:
    for name, text in reports.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    found, _ = inputs([f"{name}.txt" for name in reports], BY_SUFFIX)
    return scan(found, [given], settings or Settings())


def answers(done: Scan, source: str, rule: str) -> Sequence[Finding]:
    return [f for f in done.result.findings if (f.source, f.rule) == (source, rule)]


def outcome(done: Scan, source: str, rule: str) -> tuple[Outcome, str | None]:
    (finding,) = answers(done, source, rule)
    return finding.outcome, finding.reason


def test_a_rule_looks_at_the_report_of_the_year_before(folder: Path) -> None:
    done = scanned(folder, pack(), a=GOOD, b=LAST_YEAR)
    (failed,) = answers(done, "a.txt", "Y1")
    assert failed.outcome is Outcome.FAIL
    assert str(failed.formula) == "0 = 4"
    assert {e.document for e in failed.evidence} == {"a.txt", "b.txt"}
    assert {(f.outcome, f.reason) for f in answers(done, "b.txt", "Y1")} == {
        (Outcome.UNKNOWN, "no_prior")
    }


def test_a_rule_asks_for_the_kind_that_the_roster_tells(folder: Path) -> None:
    roster = Roster((Agency("青禾街道", kind="village"),))
    late = date(2025, 7, 1)
    assert outcome(scanned(folder, pack(), a=GOOD), "a.txt", "K1") == (
        *(Outcome.UNKNOWN, "no_roster"),
    )
    known = scanned(folder, pack(), Settings(roster=roster, today=late), a=GOOD)
    assert outcome(known, "a.txt", "K1") == (Outcome.FAIL, None)


def test_a_waiver_is_judged_against_the_day_given(folder: Path) -> None:
    roster = Roster((Agency("青禾街道", kind="village"),))
    in_time = Settings(roster=roster, today=date(2025, 6, 30))
    done = scanned(folder, pack(), in_time, a=GOOD)
    assert outcome(done, "a.txt", "K1") == (Outcome.WAIVED, None)


def test_a_value_that_is_set_reaches_the_rule(folder: Path) -> None:
    roster = Roster((Agency("青禾街道", kind="village"),))
    done = scanned(folder, pack(most="9"), Settings(roster=roster, everything=True), a=GOOD)
    assert outcome(done, "a.txt", "K1") == (Outcome.PASS, None)


def test_a_value_for_a_param_that_no_pack_has_is_a_mistake(folder: Path) -> None:
    assert (folder / "pack").is_dir()
    _, found = packs("pack", {"mots": "9"})
    assert broken(found)


def test_a_rule_looks_at_the_agencies_below(folder: Path) -> None:
    branch = GOOD.replace("青禾街道", "白塔镇").replace("| 3 |", "| 5 |")
    below = (Agency("青禾街道"), Agency("白塔镇", parent="青禾街道"))
    settings = Settings(roster=Roster(below), everything=True)
    done = scanned(folder, pack(), settings, a=GOOD, b=branch)
    assert outcome(done, "a.txt", "R1") == (Outcome.FAIL, None)
    absent = Settings(roster=Roster((*below, Agency("河口镇", parent="青禾街道"))))
    small = branch.replace("| 5 |", "| 1 |")
    done = scanned(folder, pack(), absent, a=GOOD, b=small)
    assert outcome(done, "a.txt", "R1") == (Outcome.UNKNOWN, "absent_report")
    assert done.complete
    assert outcome(scanned(folder, pack(), a=GOOD), "a.txt", "R1") == (
        *(Outcome.UNKNOWN, "no_roster"),
    )


def test_a_rule_asks_for_the_day_of_publication_that_was_given(folder: Path) -> None:
    assert outcome(scanned(folder, pack(), a=GOOD), "a.txt", "D1") == (
        *(Outcome.UNKNOWN, "no_date"),
    )
    facts = {"a.txt": Facts(published=date(2025, 2, 1))}
    done = scanned(folder, pack(), Settings(facts=facts), a=GOOD)
    assert outcome(done, "a.txt", "D1") == (Outcome.FAIL, None)
