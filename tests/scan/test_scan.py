"""Many documents, some of them bad."""

import shutil
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from gouji.engine.evaluate import evaluate
from gouji.engine.plan import Plan
from gouji.model.diagnostic import Severity
from gouji.model.finding import Finding, Outcome
from gouji.model.report import Completeness, Report
from gouji.model.roster import Agency, Roster
from gouji.scan import scan as module
from gouji.scan.facts import Facts
from gouji.scan.formats import BY_SUFFIX
from gouji.scan.inputs import inputs
from gouji.scan.packs import LoadedPack, ReadyPack, narrowed, packs, ready
from gouji.scan.reading import read
from gouji.scan.save import save
from gouji.scan.scan import Scan, Settings, scan

HERE = Path(__file__).parent
GOOD = (HERE / "small" / "reports" / "good.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def small() -> ReadyPack:
    (pack,), diagnostics = packs(str(HERE / "small" / "pack"))
    assert not diagnostics
    return ready(pack)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def scanned(small: ReadyPack, *paths: str, settings: Settings | None = None) -> Scan:
    given, _ = inputs(paths, BY_SUFFIX)
    return scan(given, [small], settings or Settings())


def codes(done: Scan) -> list[str]:
    return [finding.rule for finding in done.result.findings]


def test_a_sound_report_passes_and_is_complete(small: ReadyPack) -> None:
    done = scanned(small, str(HERE / "small" / "reports" / "good.txt"))
    assert done.complete
    assert done.result.findings == ()
    assert done.result.outcomes[Outcome.PASS] == 6


def test_findings_stand_in_a_fixed_order_whatever_the_order_of_the_inputs(small: ReadyPack) -> None:
    names = [
        str(HERE / "small" / "reports" / name) for name in ("good.txt", "wrong.txt", "blurred.txt")
    ]
    everything = Settings(everything=True)
    one = scanned(small, *names, settings=everything)
    other = scanned(small, *reversed(names), settings=everything)
    assert one.result.reports == other.result.reports
    assert [(f.source, f.rule, f.where) for f in one.result.findings] == [
        (f.source, f.rule, f.where) for f in other.result.findings
    ]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "SYS-EMPTY-DOCUMENT"),
        (b"\x00\x01\x02\xff" * 50, "SYS-NOT-TEXT"),
        ("随便写的一段话。".encode(), "SYS-NO-FORM-FITS"),
    ],
)
def test_an_unreadable_document_does_not_stop_the_scan(
    small: ReadyPack, folder: Path, content: bytes, code: str
) -> None:
    (folder / "bad.txt").write_bytes(content)
    (folder / "good.txt").write_text(GOOD, encoding="utf-8")
    done = scanned(small, ".")
    assert codes(done) == [code]
    assert not done.complete
    statuses = {report.source: report.status for report in done.result.reports}
    assert statuses == {"bad.txt": Completeness.UNREADABLE, "good.txt": Completeness.COMPLETE}
    assert done.result.findings[0].outcome is Outcome.UNKNOWN
    assert done.result.findings[0].reason == "unreadable"


def test_an_unreadable_cell_makes_the_scan_incomplete(small: ReadyPack) -> None:
    done = scanned(small, str(HERE / "small" / "reports" / "blurred.txt"))
    assert "SYS-UNREADABLE-CELL" in codes(done)
    assert not done.complete


def test_lost_characters_make_the_scan_incomplete(small: ReadyPack, folder: Path) -> None:
    broken = GOOD.replace("全年", "全年\ue000" * 1).encode().replace("\ue000".encode(), b"\xff")
    (folder / "a.txt").write_bytes(broken)
    done = scanned(small, "a.txt")
    assert codes(done) == ["SYS-LOST-CHARACTERS"]
    assert not done.complete


def test_a_format_without_a_reader_is_not_taken_for_plain_text(
    small: ReadyPack, folder: Path
) -> None:
    (folder / "a.csv").write_text(GOOD, encoding="utf-8")
    assert codes(scanned(small, "a.csv")) == ["SYS-UNKNOWN-FORMAT"]


def test_an_unknown_suffix_is_read_as_text_and_said_so(small: ReadyPack, folder: Path) -> None:
    (folder / "a.report").write_text(GOOD, encoding="utf-8")
    given, _ = inputs(["a.report"], BY_SUFFIX)
    fitted = read(given[0], [small])
    assert fitted.complete
    assert [d.code for d in fitted.diagnostics] == ["read-as"]


def test_a_crash_with_one_document_does_not_stop_the_others(
    small: ReadyPack, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "a.txt").write_text(GOOD, encoding="utf-8")
    (folder / "b.txt").write_text(GOOD.replace("青禾街道", "白塔镇"), encoding="utf-8")

    def fragile(plan: Plan, report: Report, *rest: Any, **named: Any) -> Sequence[Finding]:
        if report.agency == "青禾街道":
            raise ZeroDivisionError
        return evaluate(plan, report, *rest, **named)

    monkeypatch.setattr(module, "evaluate", fragile)
    done = scanned(small, ".")
    assert codes(done) == ["SYS-CRASH"]
    assert done.result.findings[0].outcome is Outcome.ERROR
    assert len(done.crashes) == 1
    assert done.result.outcomes[Outcome.PASS] == 6


def test_an_agency_that_the_report_does_not_state_may_be_given(
    small: ReadyPack, folder: Path
) -> None:
    (folder / "a.txt").write_text(GOOD.split("\n", 1)[1], encoding="utf-8")
    done = scanned(small, "a.txt", settings=Settings(agency="某局", year=2020))
    assert (done.result.reports[0].agency, done.result.reports[0].year) == ("某局", 2020)
    assert done.remarks == ()


def test_what_the_report_states_is_believed_and_the_contradiction_said(
    small: ReadyPack, folder: Path
) -> None:
    (folder / "a.txt").write_text(GOOD, encoding="utf-8")
    done = scanned(small, "a.txt", settings=Settings(agency="某局"))
    assert done.result.reports[0].agency == "青禾街道"
    assert [remark.code for remark in done.remarks] == ["stated-otherwise"]


def written(folder: Path, **reports: str) -> None:
    for name, text in reports.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")


LAST_YEAR = GOOD.replace("2024", "2023")


def test_a_report_is_put_beside_that_of_the_year_before(small: ReadyPack, folder: Path) -> None:
    written(folder, a=GOOD, b=LAST_YEAR, c=GOOD.replace("青禾街道", "白塔镇"))
    result = scanned(small, ".").result
    previous = {report.source: report.previous for report in result.reports}
    assert previous == {"a.txt": "b.txt", "b.txt": None, "c.txt": None}
    assert {report.source for report in result.without_previous} == {"b.txt", "c.txt"}


def test_names_are_one_by_the_roster_of_the_user_and_by_the_prefixes_of_the_pack(
    small: ReadyPack, folder: Path
) -> None:
    written(folder, a=GOOD, b=LAST_YEAR.replace("青禾街道", "青禾乡"))
    written(folder, c=GOOD.replace("青禾街道", "白塔镇"))
    written(folder, d=LAST_YEAR.replace("青禾街道", "望川县白塔镇"))

    def previous(roster: Roster, prefixes: tuple[str, ...]) -> list[str | None]:
        given, _ = inputs(["."], BY_SUFFIX)
        pack = replace(small, roster=Roster(prefixes=prefixes))
        found = scan(given, [pack], Settings(roster=roster)).result.reports
        return [report.previous for report in sorted(found, key=lambda r: r.source)]

    aliases = Roster((Agency("青禾街道", aliases=("青禾乡",)),))
    assert previous(Roster(), ()) == [None] * 4
    assert previous(aliases, ()) == ["b.txt", None, None, None]
    assert previous(aliases, ("*县",)) == ["b.txt", None, "d.txt", None]


def test_a_second_report_of_a_year_is_a_finding_and_still_checked(
    small: ReadyPack, folder: Path
) -> None:
    other = GOOD.replace("申请3件", "申请 3 件左右")
    written(folder, a=GOOD, b=GOOD, c=other, old=LAST_YEAR)
    done = scanned(small, ".")
    found = [(f.source, f.rule, f.outcome, f.severity) for f in done.result.findings]
    assert found == [
        ("b.txt", "SYS-DUPLICATE-REPORT", Outcome.REVIEW, Severity.NOTE),
        ("c.txt", "SYS-DUPLICATE-REPORT", Outcome.REVIEW, Severity.WARNING),
    ]
    assert "a.txt" in done.result.findings[0].message.zh
    assert len({f.fingerprint for f in done.result.findings}) == 2
    assert done.complete
    assert [report.previous for report in done.result.reports] == [None, *["old.txt"] * 3]
    assert {report.outcomes[Outcome.PASS] for report in done.result.reports} == {6}


def test_the_complete_one_of_two_reports_is_compared_with(small: ReadyPack, folder: Path) -> None:
    unplaced = "| 年末待办申请 | 1 | 2 | 3 |\n"
    written(folder, a=LAST_YEAR + unplaced, b=LAST_YEAR, c=GOOD)
    done = scanned(small, ".")
    assert {r.source: r.previous for r in done.result.reports}["c.txt"] == "b.txt"
    assert ("a.txt", "SYS-DUPLICATE-REPORT") in [(f.source, f.rule) for f in done.result.findings]


def test_reports_without_agency_or_year_are_left_alone_and_that_is_said_once(
    small: ReadyPack, folder: Path
) -> None:
    nameless = GOOD.split("\n", 1)[1]
    written(folder, a=nameless, b=nameless)
    done = scanned(small, ".")
    assert done.result.findings == ()
    (remark,) = done.remarks
    assert remark.code == "unpaired-reports"
    assert "a.txt、b.txt" in remark.message.zh
    assert scanned(small, "a.txt").remarks == ()


def test_facts_tell_what_a_report_does_not_state(small: ReadyPack, folder: Path) -> None:
    written(folder, a=GOOD.split("\n", 1)[1], b=LAST_YEAR)
    facts = {
        "a.txt": Facts(agency="青禾街道", year=2024, published=date(2025, 1, 20)),
        "b.txt": Facts(agency="白塔镇", year=2023),
    }
    done = scanned(small, ".", settings=Settings(facts=facts))
    assert {r.source: r.previous for r in done.result.reports} == {"a.txt": "b.txt", "b.txt": None}
    assert [remark.code for remark in done.remarks] == ["stated-otherwise"]
    assert "--meta 白塔镇" in done.remarks[0].message.zh


def test_what_is_known_reaches_the_rules(
    small: ReadyPack, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(folder, a=GOOD)
    seen: list[date | None] = []

    def watching(plan: Plan, report: Report, *rest: Any, **named: Any) -> Sequence[Finding]:
        seen.append(report.published)
        return evaluate(plan, report, *rest, **named)

    monkeypatch.setattr(module, "evaluate", watching)
    facts = {"a.txt": Facts(published=date(2025, 1, 20))}
    scanned(small, "a.txt", settings=Settings(facts=facts))
    assert seen == [date(2025, 1, 20)]


@pytest.mark.parametrize(
    "reason", ["no_prior", "no_peers", "no_date", "no_roster", "absent_report"]
)
def test_what_a_rule_wants_for_does_not_make_the_scan_incomplete(
    small: ReadyPack, folder: Path, monkeypatch: pytest.MonkeyPatch, reason: str
) -> None:
    written(folder, a=GOOD)

    def wanting(plan: Plan, report: Report, *rest: Any, **named: Any) -> Sequence[Finding]:
        first, *others = evaluate(plan, report, *rest, **named)
        return [replace(first, outcome=Outcome.UNKNOWN, reason=reason), *others]

    monkeypatch.setattr(module, "evaluate", wanting)
    done = scanned(small, "a.txt")
    assert done.complete
    assert done.result.outcomes[Outcome.UNKNOWN] == 1


def test_a_pack_has_its_roster_beside_its_rules(folder: Path) -> None:
    shutil.copytree(HERE / "small" / "pack", folder / "pack")
    (one,), _ = packs("pack")
    assert one.roster == Roster()
    (folder / "pack" / "agencies.yaml").write_text('prefixes: ["*县"]\n', encoding="utf-8")
    for named in ("pack", "pack/small.gj"):
        (one,), diagnostics = packs(named)
        assert not diagnostics
        assert ready(one).roster == Roster(prefixes=("*县",))
    (folder / "pack" / "agencies.yaml").write_text("prefix: []\n", encoding="utf-8")
    none, (wrong,) = packs("pack")
    assert not none
    assert wrong.place is not None
    assert wrong.place.source.name == "pack/agencies.yaml"


def test_rules_are_selected_by_name_or_by_check(small: ReadyPack) -> None:
    def kept(select: list[str], ignore: list[str]) -> list[str]:
        (one,), wrong = narrowed([LoadedPack(small.pack)], select, ignore)
        assert not wrong
        return [rule.name for rule in one.pack.rules]

    assert kept(["Q1"], []) == ["Q1"]
    assert kept(["AR-02"], []) == ["Q2"]
    assert kept([], ["AR-02"]) == ["Q1"]


def test_an_unknown_rule_is_an_error_with_the_nearest_name(small: ReadyPack) -> None:
    _, (wrong,) = narrowed([LoadedPack(small.pack)], ["AR-03"], [])
    assert wrong.code == "unknown-selection"
    assert wrong.hint is not None
    assert "AR-01" in wrong.hint.zh


def test_an_output_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    assert save(tmp_path / "a.json", b"1") is None
    assert save(tmp_path / "a.json", b"2") is None
    assert (tmp_path / "a.json").read_bytes() == b"2"
    refused = save(tmp_path / "none" / "a.json", b"3")
    assert refused is not None
    assert refused.code == "cannot-write"
    (tmp_path / "folder.json").mkdir()
    assert save(tmp_path / "folder.json", b"4") is not None
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.json", "folder.json"]
