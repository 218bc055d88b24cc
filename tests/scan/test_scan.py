"""Many documents, some of them bad."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from gouji.engine.evaluate import evaluate
from gouji.engine.plan import Plan
from gouji.model.finding import Finding, Outcome
from gouji.model.report import Completeness, Report
from gouji.scan import scan as module
from gouji.scan.inputs import inputs
from gouji.scan.packs import LoadedPack, ReadyPack, narrowed, packs, ready
from gouji.scan.reading import READERS, read
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
    given, _ = inputs(paths, READERS)
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


def test_a_web_page_is_not_taken_for_plain_text(small: ReadyPack, folder: Path) -> None:
    (folder / "a.html").write_text(GOOD, encoding="utf-8")
    assert codes(scanned(small, "a.html")) == ["SYS-UNKNOWN-FORMAT"]


def test_an_unknown_suffix_is_read_as_text_and_said_so(small: ReadyPack, folder: Path) -> None:
    (folder / "a.report").write_text(GOOD, encoding="utf-8")
    given, _ = inputs(["a.report"], READERS)
    fitted = read(given[0], [small])
    assert fitted.complete
    assert [d.code for d in fitted.diagnostics] == ["read-as-text"]


def test_a_crash_with_one_document_does_not_stop_the_others(
    small: ReadyPack, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "a.txt").write_text(GOOD, encoding="utf-8")
    (folder / "b.txt").write_text(GOOD.replace("青禾街道", "白塔镇"), encoding="utf-8")

    def fragile(plan: Plan, report: Report, *rest: Any) -> Sequence[Finding]:
        if report.agency == "青禾街道":
            raise ZeroDivisionError
        return evaluate(plan, report, *rest)

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
