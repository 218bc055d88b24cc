"""Reports of several agencies compared for copying in one run."""

from collections.abc import Mapping
from itertools import permutations
from pathlib import Path

import pytest

from gouji.model.finding import Finding, Outcome
from gouji.model.roster import Agency, Roster
from gouji.scan.formats import BY_SUFFIX
from gouji.scan.inputs import inputs
from gouji.scan.packs import packs, ready
from gouji.scan.scan import Settings, scan
from tests.scan.test_relations import GOOD, SMALL

READING = "春天我们在河边搭起书架，孩子们读完一本就把它放回原处，傍晚再由志愿者收好，雨天改在廊下。"
SINGING = "合唱团每周三在阅览室排练，新来的团员先学三首老歌，年底在广场演出两场，听众站满了台阶。"
RULE = """
rule C1 "not that of another agency"
  let c = closest(section(1), 85%, "保持不变")
  require c = nothing
  say "{c.agency}: {c.share}: {c.text}"
  basis "b" severity error
rule C2 "what the agency itself did"
  for each a in actors(section(1), "整理")
  require a.scope = "own"
  basis "b" severity error
"""


def report(agency: str, text: str, year: int = 2024) -> str:
    made = GOOD.replace("青禾街道", agency).replace("全年收到申请3件。", text)
    return made.replace("2024", str(year))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "pack").mkdir()
    base = (SMALL / "pack" / "small.gj").read_text(encoding="utf-8")
    (tmp_path / "pack" / "small.gj").write_text(base, encoding="utf-8")
    (tmp_path / "pack" / "copying.gj").write_text(RULE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def checked(
    folder: Path, texts: Mapping[str, str], settings: Settings | None = None, rule: str = "C1"
) -> Mapping[str, Finding]:
    """The answer of a rule for each report, in the order given."""
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    (one,), problems = packs("pack", {})
    assert not problems
    given, _ = inputs([f"{name}.txt" for name in texts], BY_SUFFIX)
    result = scan(given, [ready(one)], settings or Settings(everything=True)).result
    return {Path(f.source).stem: f for f in result.findings if f.rule == rule}


def test_a_copy_is_told_with_both_places(folder: Path) -> None:
    texts = {
        "a": report("青禾街道", f"青禾街道保持不变。{READING}来了3次。"),
        "b": report("石桥街道", f"石桥街道一切保持不变。{READING}来了12次。"),
        "c": report("南坪街道", SINGING),
    }
    found = checked(folder, texts)
    assert {name: f.outcome for name, f in found.items()} == {
        "a": Outcome.FAIL,
        "b": Outcome.FAIL,
        "c": Outcome.PASS,
    }
    assert found["a"].message.zh.startswith("石桥街道: 1: 春天我们在河边搭起书架")
    assert {e.document for e in found["a"].evidence} == {"a.txt", "b.txt"}
    assert all(e.quote.startswith("春天我们在河边搭起书架") for e in found["a"].evidence)


def test_a_report_alone_is_not_said_to_be_no_copy(folder: Path) -> None:
    found = checked(folder, {"a": report("青禾街道", READING)})
    assert (found["a"].outcome, found["a"].reason) == (Outcome.UNKNOWN, "no_peers")


def test_neither_the_own_report_of_last_year_nor_one_of_another_year_is_another_agency_s(
    folder: Path,
) -> None:
    texts = {
        "a": report("青禾街道", READING),
        "b": report("青禾街道", READING, 2023),
        "c": report("石桥街道", READING, 2022),
    }
    assert {f.reason for f in checked(folder, texts).values()} == {"no_peers"}


def test_a_second_report_of_an_agency_is_no_copy_of_the_first_and_nobody_is_compared_with_it(
    folder: Path,
) -> None:
    texts = {
        "a": report("青禾街道", READING),
        "b": report("青禾街道", f"{READING}改。"),
        "c": report("石桥街道", SINGING),
    }
    assert {f.outcome for f in checked(folder, texts).values()} == {Outcome.PASS}
    texts["c"] = report("石桥街道", READING)
    told = checked(folder, texts)
    assert {f.outcome for f in told.values()} == {Outcome.FAIL}
    assert {e.document for e in told["c"].evidence} == {"a.txt", "c.txt"}


def test_an_agency_under_two_names_is_not_another(folder: Path) -> None:
    roster = Roster((Agency("青禾街道", ("青禾街道办事处",)),))
    texts = {"a": report("青禾街道", READING), "b": report("青禾街道办事处", READING)}
    found = checked(folder, texts, Settings(everything=True, roster=roster))
    assert {f.reason for f in found.values()} == {"no_peers"}


def test_the_order_of_the_inputs_does_not_matter(folder: Path) -> None:
    texts = {
        "a": report("青禾街道", READING),
        "b": report("石桥街道", READING),
        "c": report("南坪街道", f"{READING}来了3次。"),
    }
    told = {
        tuple((name, found[name].message.zh) for name in sorted(found))
        for order in permutations(texts)
        for found in [checked(folder, {name: texts[name] for name in order})]
    }
    assert len(told) == 1


def test_a_report_without_the_text_that_is_compared_says_so(folder: Path) -> None:
    bare = report("青禾街道", "").replace("一、总体情况\n", "")
    found = checked(folder, {"a": bare, "b": report("石桥街道", READING)})
    assert (found["a"].outcome, found["a"].reason) == (Outcome.UNKNOWN, "absent_section")
    assert found["b"].outcome is Outcome.PASS


def test_agencies_are_known_from_the_roster_and_from_the_reports(folder: Path) -> None:
    texts = {"a": report("青禾街道", "石桥街道整理书架9次。")}
    alone = checked(folder, texts, rule="C2")
    assert (alone["a"].outcome, alone["a"].reason) == (Outcome.UNKNOWN, "no_roster")
    roster = Settings(everything=True, roster=Roster((Agency("石桥街道"),)))
    listed = checked(folder, texts, roster, rule="C2")
    assert listed["a"].outcome is Outcome.FAIL
    beside = {**texts, "b": report("石桥街道", "石桥街道整理书架9次。")}
    found = checked(folder, beside, rule="C2")
    assert [found[name].outcome for name in "ab"] == [Outcome.FAIL, Outcome.PASS]
