"""Reports as YAML and JSON among the inputs of a run."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji import cli
from gouji.model.finding import Outcome
from gouji.model.report import Completeness
from gouji.scan.formats import BY_SUFFIX
from gouji.scan.inputs import Input, inputs
from gouji.scan.packs import ReadyPack, packs, ready
from gouji.scan.reading import read, reading
from gouji.scan.scan import Scan, Settings, scan

HERE = Path(__file__).parent
PACK = str(HERE / "small" / "pack")
GOOD = """\
agency: 青禾街道
year: 2024
sections: {1: 全年收到申请3件。, 2: }
tables:
  T1:
    新收: {自然人: 3, 商业企业: 0, 科研机构: 0}
    上年结转: {1: 0, 2: 0, 3: 0}
    三、总计: {1: 3, 2: 0, 3: 0}
"""
AS_JSON = json.dumps(
    {
        "agency": "青禾街道",
        "year": 2024,
        "tables": {"T1": {"1": {"1": 3}, "2": {"1": 1}, "3": {"1": 3}}},
    }
)


def _small() -> ReadyPack:
    (pack,), diagnostics = packs(PACK)
    assert not diagnostics
    return ready(pack)


SMALL = _small()


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], Path]:
    monkeypatch.chdir(tmp_path)

    def written(name: str, text: str) -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return written


Write = Callable[[str, str], Path]


def _scanned(*paths: str) -> Scan:
    given, _ = inputs(paths, BY_SUFFIX)
    return scan(given, [SMALL], Settings())


def test_a_structured_report_is_checked_like_any_other(write: Write) -> None:
    write("a.yaml", GOOD)
    done = _scanned("a.yaml")
    assert done.complete
    assert done.result.findings == ()
    assert done.result.outcomes[Outcome.PASS] == 6


def test_folders_are_searched_for_yaml_and_json(write: Write) -> None:
    write("a.yaml", GOOD)
    write("b.YML", GOOD.replace("青禾", "白塔"))
    write("c.json", AS_JSON)
    done = _scanned(".")
    assert {report.source for report in done.result.reports} == {"a.yaml", "b.YML", "c.json"}
    assert all(report.status is Completeness.COMPLETE for report in done.result.reports)


def test_the_result_of_an_earlier_run_is_no_report(write: Write) -> None:
    write("a.yaml", GOOD)
    command = ["check", ".", "--rules", PACK, "-q", "-o", "result.json"]
    assert cli.main(command) == 0
    first = Path("result.json").read_bytes()
    assert cli.main(command) == 0
    assert Path("result.json").read_bytes() == first
    write("b.json", AS_JSON)
    assert cli.main([*command[:-1], "b.json"]) == 2
    assert json.loads(Path("b.json").read_bytes()) == json.loads(AS_JSON)


def test_a_failure_shows_the_line_of_the_figure(write: Write) -> None:
    write("a.yaml", GOOD.replace("三、总计: {1: 3", "三、总计: {1: 4"))
    (finding,) = _scanned("a.yaml").result.findings
    assert (finding.rule, finding.outcome) == ("Q1", Outcome.FAIL)
    places = {evidence.locator.position.line for evidence in finding.evidence}
    assert places == {6, 7, 8}


def test_what_is_absent_is_unknown_and_the_reading_is_complete_all_the_same(write: Write) -> None:
    write("a.yaml", "agency: 青禾街道\nyear: 2024\nform: small\n")
    done = _scanned("a.yaml")
    assert done.complete
    assert {finding.outcome for finding in done.result.findings} == {Outcome.UNKNOWN}
    assert not any(finding.rule.startswith("SYS") for finding in done.result.findings)


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("a.yaml", "name: x\nversion: 1\n", "SYS-NO-STRUCTURED-REPORT"),
        ("a.json", '{"name": "x"}', "SYS-NO-STRUCTURED-REPORT"),
        ("a.json", "[]", "SYS-NO-STRUCTURED-REPORT"),
        ("a.json", GOOD, "SYS-DATA-SYNTAX"),
        ("a.json", AS_JSON[:-3], "SYS-DATA-SYNTAX"),
        ("a.json", AS_JSON.replace(": 3", ": NaN", 1), "SYS-NO-NUMBER"),
        ("a.yaml", "", "SYS-NO-DATA"),
        ("a.yaml", GOOD.replace("T1", "T9"), "SYS-UNKNOWN-TABLE"),
        ("a.yaml", GOOD + "form: smal\n", "SYS-UNKNOWN-FORM"),
        ("a.yaml", "agency: 甲\nyear: 2024\n", "SYS-NO-FORM-FITS"),
        ("a.yaml", GOOD + "tables: {}\n", "SYS-DUPLICATE-KEY"),
        ("a.yaml", "a: &x [*x]\n", "SYS-NO-ALIAS"),
        ("a.yaml", "- " * 100_000, "SYS-DATA-TOO-DEEP"),
    ],
)
def test_what_is_no_report_is_a_finding_and_exit_code_3(
    write: Write, capfd: pytest.CaptureFixture[str], name: str, text: str, code: str
) -> None:
    write(name, text)
    done = _scanned(name)
    assert done.result.findings[0].rule == code
    assert not done.complete
    (report,) = done.result.reports
    assert report.status is Completeness.UNREADABLE
    assert report.reason is not None
    assert cli.main(["check", name, "--rules", PACK]) == 3
    assert "Traceback" not in capfd.readouterr().err


def test_a_form_that_no_pack_has_is_named_with_the_nearest(write: Write) -> None:
    write("a.yaml", GOOD + "form: smal\n")
    (finding,) = _scanned("a.yaml").result.findings
    assert finding.message.en == 'form: there is no form "smal"'
    assert finding.suggestion is not None
    assert finding.suggestion.en == 'did you mean "small"?'


def test_a_figure_without_a_place_makes_the_run_incomplete(write: Write) -> None:
    write("a.yaml", GOOD + "    网上申请: {自然人: 3}\n")
    done = _scanned("a.yaml")
    assert [finding.rule for finding in done.result.findings] == ["SYS-UNKNOWN-LABEL"]
    assert not done.complete


def test_what_was_read_can_be_shown(write: Write) -> None:
    given, _ = inputs([str(write("a.yaml", GOOD).name)], BY_SUFFIX)
    shown = reading(read(given[0], [SMALL]))
    assert shown.status is Completeness.COMPLETE
    assert shown.form is not None
    assert [table.key for table in shown.form.tables] == ["T1"]


def test_rows_that_only_the_report_knows_are_shown_before_the_fixed_ones(
    write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    write(
        "lines.gj",
        """pack lines form lines2024 "Lines" find "{agency:…}{year}年" outline P "parts" 1 "Lines"
        table L "Lines" rows each "Line" as line 1 "all" columns 1 "carried" 2 "planned"
        """,
    )
    table = "{北线: {1: 3, 2: 4}, 南线: {1: 5, 2: 6}, all: {1: 8}}"
    write("a.yaml", f"{{agency: 云溪公交, year: 2024, tables: {{L: {table}}}}}")
    assert cli.main(["read", "a.yaml", "--rules", "lines.gj"]) == 0
    rows = [line.split("|")[1:4] for line in capsys.readouterr().out.splitlines() if "|" in line]
    assert [[cell.strip() for cell in row] for row in rows] == [
        ["", "carried", "planned"],
        ["北线", "3", "4"],
        ["南线", "5", "6"],
        ["1 all", "8", "·"],
    ]


@given(raw=st.one_of(st.binary(max_size=200), st.text().map(str.encode)))
def test_no_bytes_raise(tmp_path_factory: pytest.TempPathFactory, raw: bytes) -> None:
    folder = tmp_path_factory.getbasetemp()
    for suffix in (".yaml", ".json"):
        path = folder / f"any{suffix}"
        path.write_bytes(raw)
        fitted = read(Input(path.name, path), [SMALL])
        assert fitted.report is None
        assert fitted.diagnostics
