"""The command line: what it writes where, and the exit code."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO

import pytest
from wcwidth import wcswidth

from gouji import cli
from gouji.scan import scan as scan_module
from tests.planted import planted, write

SMALL = Path(__file__).parent / "scan" / "small"
PACK = str(SMALL / "pack")
GOOD, WRONG, BLURRED = (str(SMALL / "reports" / f"{n}.txt") for n in ("good", "wrong", "blurred"))
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Run:
    def call(*arguments: str) -> tuple[int, str, str]:
        code = cli.main(arguments)
        captured = capfd.readouterr()
        return code, captured.out, captured.err

    return call


SOURCE = os.pathsep.join([str(Path(cli.__file__).parent.parent), os.environ.get("PYTHONPATH", "")])


def spawned(
    *arguments: str,
    stdin: bytes = b"",
    stdout: IO[bytes] | int = subprocess.PIPE,
    **environment: str,
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "gouji", *arguments],
        input=stdin,
        stdout=stdout,
        stderr=subprocess.PIPE,
        check=False,
        env={**os.environ, "PYTHONPATH": SOURCE, **environment},
    )


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ((GOOD,), 0),
        ((WRONG,), 1),
        ((WRONG, "--fail-on", "never"), 0),
        ((WRONG, "--select", "Q2"), 0),
        ((WRONG, "--fail-on", "warning", "--select", "AR-02"), 0),
        ((BLURRED,), 3),
        ((BLURRED, WRONG), 1),
        (("missing.txt",), 3),
        ((GOOD, "--select", "Q9"), 2),
        ((GOOD, "--ignore", "Q1", "Q2"), 2),
        ((GOOD, WRONG, "--year", "2024"), 2),
        ((GOOD, "--year", "二〇二四"), 2),
        ((GOOD, "-o", "a.docx"), 2),
        ((GOOD, "--today", "2025-02-28"), 0),
        ((GOOD, "--today", "2025-02-30"), 2),
        ((GOOD, "--today", "20250228"), 2),
        ((GOOD, "--set", "甲＝1", "--set", "乙=a=b"), 2),
        ((GOOD, "--set", "甲"), 2),
        ((GOOD, "--set", "=1"), 2),
        ((GOOD, "--set", "甲=1", "--set", "甲=2"), 2),
        ((GOOD, "--roster", "missing.yaml"), 2),
        ((GOOD, "--meta", "missing.yaml"), 2),
        ((GOOD, "-o", GOOD), 2),
        ((GOOD, "--sel", "Q1"), 2),
        ((), 2),
    ],
)
def test_the_exit_code_says_how_it_went(run: Run, arguments: tuple[str, ...], code: int) -> None:
    got, out, err = run("check", *arguments, "--rules", PACK)
    assert got == code, err
    assert "Traceback" not in err
    assert (out == "") == (code == 2)


def test_an_empty_folder_is_incomplete_and_said_so(run: Run, tmp_path: Path) -> None:
    code, out, err = run("check", str(tmp_path), "--rules", PACK)
    assert (code, out) == (3, "")
    assert "没有找到可以检查的文件" in err


def test_a_wrong_rule_file_is_shown_with_its_place_and_nothing_is_scanned(
    run: Run, tmp_path: Path
) -> None:
    text = (SMALL / "pack" / "small.gj").read_text(encoding="utf-8")
    (tmp_path / "a.gj").write_text(text.replace("在 T1 每列", "在 T9 每列"), encoding="utf-8")
    code, out, err = run("check", GOOD, "--rules", str(tmp_path))
    assert (code, out) == (2, "")
    assert "a.gj:" in err
    assert "^^" in err


@pytest.mark.parametrize("command", ["check", "rules test"])
def test_every_mistake_of_a_broken_pack_is_shown_and_nothing_is_done(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    def never(*_: object, **__: object) -> None:
        raise AssertionError("a broken pack is used")

    monkeypatch.setattr(scan_module, "evaluate", never)
    pack, output = write(tmp_path), tmp_path / "result.json"
    if command == "check":
        code, out, err = run("check", GOOD, WRONG, "--rules", str(pack), "-o", str(output))
    else:
        code, out, err = run("rules", "test", str(pack))
    assert (code, out) == (2, "")
    assert not output.exists()
    lines = err.splitlines()
    for file, offset, text, answer in planted():
        whole = (tmp_path / file).read_text(encoding="utf-8")
        line = whole.count("\n", 0, offset) + 1
        column = offset - whole.rfind("\n", 0, offset)
        head = f"{file}:{line}:{column}: 错误 [{answer}] "
        (at,) = (n for n, told in enumerate(lines) if told.startswith(head))
        excerpt, caret = lines[at + 1 : at + 3]
        wrong = text.splitlines()[0]
        before = excerpt[: excerpt.index(wrong, _characters(excerpt, caret.index("^")))]
        assert caret == " " * wcswidth(before) + "^" * wcswidth(wrong)
    assert err.count("错误 [") == len(planted())


def _characters(text: str, width: int) -> int:
    """How many characters of a text take up a width on the screen."""
    return next(n for n in range(len(text) + 1) if wcswidth(text[:n]) >= width)


def test_the_mistakes_of_a_pack_are_shown_in_english_too(run: Run, tmp_path: Path) -> None:
    code, out, err = run("check", GOOD, "--rules", str(write(tmp_path)), "--lang", "en")
    assert (code, out) == (2, "")
    assert err.count("error [") == len(planted())
    assert "This waiver lacks an end date (“至”)" in err
    assert "  hint: Write: waive RULE: when … until 2025-06-30" in err


def test_usage_errors_are_said_in_both_languages(run: Run) -> None:
    _, _, err = run("check", GOOD, "--format", "pdf")
    assert "用法错误" in err
    assert "可选" in err
    assert "usage error: argument --format: invalid choice" in err
    _, _, err = run("check", GOOD, "--today", "2025/1/31")
    assert "值不对：'2025/1/31'（例如 2025-01-31）" in err
    assert "invalid value: '2025/1/31' (for example 2025-01-31)" in err


@pytest.mark.parametrize(
    ("arguments", "unknown", "meant"),
    [
        (("check", GOOD, "--rulse", PACK), f"--rulse {PACK}", "--rules"),
        (("read", GOOD, "--formt=json"), "--formt=json", "--format"),
        (("rules", "test", "--lagn=en"), "--lagn=en", "--lang"),
        (("read", GOOD, "--select"), "--select", None),
        (("read", GOOD, "langs"), "langs", None),
    ],
)
def test_an_unknown_option_is_answered_with_the_nearest_of_its_command(
    run: Run, arguments: tuple[str, ...], unknown: str, meant: str | None
) -> None:
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    zh, en = (f"，是不是 {meant}？", f" (did you mean {meant}?)") if meant else ("", "")
    assert f"不认识的参数：{unknown}{zh}\n" in err
    assert f"unrecognized arguments: {unknown}{en}\n" in err


def test_quiet_still_says_what_was_not_checked(run: Run, tmp_path: Path) -> None:
    code, out, err = run("check", str(tmp_path / "nosuch"), GOOD, "--rules", PACK, "-q")
    assert (code, out) == (3, "")
    assert "nosuch 没有检查完整：没有这个文件或文件夹" in err
    assert "good" not in err
    code, out, err = run("check", BLURRED, "--rules", PACK, "-q", "--fail-on", "never")
    assert (code, out) == (3, "")
    assert "没有检查完整" in err
    assert run("check", GOOD, "--rules", PACK, "-q") == (0, "", "")


def test_quiet_says_that_no_rule_came_to_an_answer(run: Run, tmp_path: Path) -> None:
    pack = tmp_path / "pack"
    shutil.copytree(PACK, pack)
    rule = "规则 K “去年”\n  要求 T1[1, 1] ≥ 上年(T1[1, 1])\n  依据 “小报告格式”\n"
    (pack / "k.gj").write_text(rule, encoding="utf-8")
    code, out, err = run("check", GOOD, "--rules", str(pack), "--select", "K", "-q")
    assert (code, out) == (3, "")
    assert "没有一条规则得出结论" in err


def test_the_table_names_report_rule_and_place(run: Run) -> None:
    _, out, err = run("check", WRONG, "--rules", PACK)
    for words in ("白塔镇", "Q1", "不通过", "T1", "4 + 0 ≠ 5", "小报告格式", "通过 4，不通过 2"):
        assert words in out
    assert err == ""


def test_the_language_is_chinese_unless_asked_otherwise(run: Run) -> None:
    assert "报告 1 份" in run("check", GOOD, "--rules", PACK)[1]
    assert "1 report: pass 6" in run("check", GOOD, "--rules", PACK, "--lang", "en")[1]


def test_json_goes_to_standard_output_alone(run: Run) -> None:
    _, out, _ = run("check", WRONG, "--rules", PACK, "--format", "json")
    content = json.loads(out)
    assert content["reports"][0]["agency"] == "白塔镇"
    assert {finding["outcome"] for finding in content["findings"]} == {"fail"}


def test_all_shows_the_silent_outcomes_too(run: Run) -> None:
    _, out, _ = run("check", WRONG, "--rules", PACK, "--format", "json", "--all")
    assert len(json.loads(out)["findings"]) == 6


def test_outputs_take_their_format_from_their_suffix(run: Run, tmp_path: Path) -> None:
    names = ("a.json", "a.md", "a.csv", "a.txt")
    outputs = [word for name in names for word in ("-o", str(tmp_path / name))]
    code, out, _ = run("check", WRONG, "--rules", PACK, "-q", *outputs)
    assert (code, out) == (1, "")
    starts = [(tmp_path / name).read_bytes()[:3] for name in names]
    assert starts == [b"{\n ", b"# \xe6", b"\xef\xbb\xbf", b"+--"]


def test_an_output_that_cannot_be_written_is_incomplete(run: Run, tmp_path: Path) -> None:
    code, out, err = run("check", GOOD, "--rules", PACK, "-o", str(tmp_path / "no" / "a.json"))
    assert code == 3
    assert "报告 1 份" in out
    assert "无法写入" in err


def test_a_bug_of_ours_is_exit_code_4_and_the_batch_goes_on(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("boom")

    monkeypatch.setattr(scan_module, "evaluate", broken)
    monkeypatch.delenv("GOUJI_DEBUG", raising=False)
    code, out, err = run("check", GOOD, "--rules", PACK)
    assert code == 4
    assert "缺陷" in out
    assert "Traceback" not in out + err
    monkeypatch.setenv("GOUJI_DEBUG", "1")
    assert "Traceback" in run("check", GOOD, "--rules", PACK)[2]


def test_an_interruption_is_exit_code_130(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(scan_module, "evaluate", interrupted)
    code, _, err = run("check", GOOD, "--rules", PACK)
    assert code == 130
    assert "Traceback" not in err


def test_read_shows_tables_sections_and_what_cannot_be_read(run: Run) -> None:
    code, out, _ = run("read", BLURRED, "--rules", PACK)
    assert code == 3
    for words in ("河口镇", "× 若干", "一、总体情况", "unreadable-cell"):
        assert words in out


def test_read_calls_nothing_complete_of_which_a_cell_could_not_be_read(run: Run) -> None:
    assert run("read", GOOD, "--rules", PACK)[1].splitlines()[0].endswith("· 完整")
    _, out, _ = run("read", BLURRED, "--rules", PACK)
    assert out.splitlines()[0].endswith("· 有读不出的内容")
    _, out, _ = run("read", BLURRED, "--rules", PACK, "--format", "json")
    assert json.loads(out)["everything_read"] is False


def test_read_keeps_its_contract(run: Run) -> None:
    code, out, _ = run("read", GOOD, "--rules", PACK, "--format", "json")
    assert code == 0
    content = json.loads(out)
    for key in ("source", "agency", "year", "form", "completeness", "statements", "diagnostics"):
        assert key in content
    cell = content["tables"]["T1"]["cells"]["1"]["1"]
    assert (cell["value"], cell["missing"], cell["raw"]) == ("3", None, "3")
    assert cell["at"]["line"] == 6
    assert content["sections"][0]["code"] == "1"


def test_the_tests_of_a_pack_are_run(run: Run, tmp_path: Path) -> None:
    code, out, _ = run("rules", "test", PACK)
    assert (code, out) == (0, "规则包 small：测试 1 项，通过 1，未通过 0\n")
    text = (SMALL / "pack" / "small.gj").read_text(encoding="utf-8")
    (tmp_path / "a.gj").write_text(text.replace("预期 通过", "预期 不通过"), encoding="utf-8")
    code, out, _ = run("rules", "test", str(tmp_path))
    assert code == 1
    assert "相等则通过" in out
    assert "预期不通过，实际 无法判定 × 2、通过 × 1：" in out
    assert (
        "expected fail, came out as unknown × 2"
        in run("rules", "test", str(tmp_path), "--lang", "en")[1]
    )
    assert "a.gj:" in out


@pytest.mark.parametrize(
    ("option", "text", "code"),
    [
        ("--roster", "- name: 白塔镇\n  parent: 望川县\n", "unknown-parent"),
        ("--roster", "agencies: 3\n", "wrong-shape"),
        ("--meta", "wrong.txt: {publish: 2025-01-20}\n", "unknown-key"),
        ("--meta", "- wrong.txt\n", "wrong-shape"),
    ],
)
def test_a_wrong_file_beside_the_reports_is_shown_and_nothing_is_scanned(
    run: Run, tmp_path: Path, option: str, text: str, code: str
) -> None:
    file = tmp_path / "beside.yaml"
    file.write_text(text, encoding="utf-8")
    got, out, err = run("check", WRONG, "--rules", PACK, option, str(file), "-q")
    assert (got, out) == (2, "")
    assert f"[{code}]" in err
    assert "beside.yaml:" in err
    assert "^" in err


def test_a_wrong_roster_of_a_pack_is_a_mistake_of_the_pack(run: Run, tmp_path: Path) -> None:
    shutil.copytree(PACK, tmp_path / "pack")
    (tmp_path / "pack" / "agencies.yaml").write_text("kind: []\n", encoding="utf-8")
    for command in (("check", GOOD, "--rules"), ("read", GOOD, "--rules"), ("rules", "test")):
        code, _, err = run(*command, str(tmp_path / "pack"))
        assert code == 2
        assert "pack/agencies.yaml:1:1" in err


def test_a_kind_of_agencies_that_no_rule_asks_about_is_said(run: Run, tmp_path: Path) -> None:
    pack, roster = tmp_path / "pack", tmp_path / "roster.yaml"
    shutil.copytree(PACK, pack)
    roster.write_text("- {name: 青禾街道, kind: twon}\n", encoding="utf-8")
    arguments = ("check", GOOD, "--rules", str(pack), "--roster", str(roster), "--lang", "en")
    assert "unasked-kind" not in run(*arguments)[2]
    rule = "规则 K “各列不小于零”\n  在 T1 每列\n  当 机构.类型 = “town”\n  要求 [1] ≥ 0\n  依据 “小报告格式”\n"
    (pack / "kinds.gj").write_text(rule, encoding="utf-8")
    code, _, err = run(*arguments)
    assert code == 0
    assert 'did you mean "town"?' in err
    assert "[unasked-kind]" in err
    code, out, err = run(*arguments, "-q")
    assert (code, out) == (0, "")
    assert "[unasked-kind]" in err


def test_reports_of_two_years_are_paired_and_counted(run: Run, tmp_path: Path) -> None:
    text = Path(GOOD).read_text(encoding="utf-8")
    old = text.replace("2024", "2023").replace("青禾街道", "青禾乡")
    (tmp_path / "new.txt").write_text(text, encoding="utf-8")
    (tmp_path / "old.txt").write_text(old, encoding="utf-8")
    (tmp_path / "roster.yaml").write_text(
        "- name: 青禾街道\n  aliases: [青禾乡]\n", encoding="utf-8"
    )
    arguments = ("check", str(tmp_path), "--rules", PACK)
    roster = ("--roster", str(tmp_path / "roster.yaml"))
    code, out, err = run(*arguments, *roster)
    assert (code, err) == (0, "")
    assert "其中 1 份没有上一年度的报告" in out
    content = json.loads(run(*arguments, *roster, "--format", "json")[1])
    assert [report["previous"] for report in content["reports"]] == [None, "old.txt"]
    assert content["summary"]["without_previous"] == 1
    content = json.loads(run(*arguments, "--format", "json")[1])
    assert content["summary"]["without_previous"] == 2


def test_facts_by_file_name_are_taken_and_misspelt_names_noted(run: Run, tmp_path: Path) -> None:
    nameless = Path(GOOD).read_text(encoding="utf-8").split("\n", 1)[1]
    (tmp_path / "a.txt").write_text(nameless, encoding="utf-8")
    (tmp_path / "meta.yaml").write_text(
        "a.txt: {agency: 青禾街道, year: 2024}\nb.txt: {year: 2024}\n", encoding="utf-8"
    )
    meta = ("--meta", str(tmp_path / "meta.yaml"))
    code, out, err = run("check", str(tmp_path / "a.txt"), "--rules", PACK, *meta)
    assert code == 0
    assert "青禾街道 2024" in out
    assert "no-such-files" in err
    assert run("check", str(tmp_path / "a.txt"), "--rules", PACK, *meta, "-q")[2] == ""


def test_a_rule_is_explained_and_a_wrong_name_is_answered_with_the_nearest(run: Run) -> None:
    code, out, _ = run("explain", "q1", "--rules", PACK)
    assert code == 0
    for words in (
        "Q1 新收与结转之和等于总计",
        "T1每列：新收 + 上年结转 = 总计",
        "AR-01",
        "符合预期",
    ):
        assert words in out
    code, out, err = run("explain", "Q11", "--rules", PACK)
    assert (code, out) == (2, "")
    assert "没有这条规则、例外或检查项：Q11" in err
    assert "Q1" in err.splitlines()[1]
    code, out, _ = run("explain", "AR-02", "--rules", PACK, "--format", "json", "--lang", "en")
    assert [rule["rule"] for rule in json.loads(out)["rules"]] == ["Q2"]
    assert run("explain", "Q1", "--rules", str(SMALL / "reports"))[0] == 2


def test_the_rules_of_a_pack_are_listed(run: Run) -> None:
    code, out, _ = run("rules", "list", PACK)
    assert code == 0
    assert "| Q2   | 总计不小于新收" in out
    assert out.endswith("规则 2 条\n")
    code, out, _ = run("rules", "list", PACK, "--format", "json")
    assert [rule["rule"] for rule in json.loads(out)["rules"]] == ["Q1", "Q2"]


def test_what_is_waived_is_shown_and_does_not_fail(run: Run, tmp_path: Path) -> None:
    text = (SMALL / "pack" / "small.gj").read_text(encoding="utf-8")
    waiver = "豁免 Q1: 当 机构 = “白塔镇” 至 2024-12-31 理由 “机构改革” 批准 “审计科”"
    (tmp_path / "a.gj").write_text(f"{text}\n{waiver}\n", encoding="utf-8")
    arguments = ("check", WRONG, "--rules", str(tmp_path), "--select", "Q1", "--today")
    code, out, _ = run(*arguments, "2024-12-31")
    assert code == 0
    assert "已豁免" in out
    assert "审计科" in out
    for form in ("markdown", "csv"):
        assert "豁免至 2024-12-31：机构改革" in run(*arguments, "2024-12-31", "--format", form)[1]
    code, out, _ = run(*arguments, "2025-01-01", "--format", "csv")
    assert code == 1
    assert "豁免至" not in out
    assert "豁免已于 2024-12-31 到期，不再有效：机构改革" in out


@pytest.mark.parametrize("blank", ["“”", "“ 　”"])
def test_a_waiver_without_reason_or_approver_is_a_mistake(
    run: Run, tmp_path: Path, blank: str
) -> None:
    text = (SMALL / "pack" / "small.gj").read_text(encoding="utf-8")
    waiver = f"豁免 Q1: 当 机构 = “白塔镇” 至 2024-12-31 理由 {blank} 批准 {blank}"
    (tmp_path / "a.gj").write_text(f"{text}\n{waiver}\n", encoding="utf-8")
    code, _, err = run("check", WRONG, "--rules", str(tmp_path))
    assert (code, err.count("waiver-incomplete")) == (2, 2)


@pytest.mark.parametrize(
    ("rule", "code", "said"),
    [
        ("对每个 甲 属于 查找(章节(1), “不收{n}件”) 要求 甲.n > 0", 3, "没有检查任何内容"),
        ("对每个 甲 属于 查找(章节(1), “申请{n}件”) 要求 甲.n > 0", 0, "没有发现问题。"),
        ("对每个 甲 属于 查找(章节(1), “退回{n}件”) 要求 甲.n > 0", 0, "待复核"),
        ("对每个 甲 属于 查找(章节(1), “{n}件”) 要求 发布日期 > 2000-01-01", 3, "没有检查任何内容"),
        ("要求 每个 甲 属于 T1[1, *] 满足 甲 ＝ 甲", 0, "没有发现问题。"),
        (
            " ".join(f"对每个 {name} 属于 查找(章节(1), “{{n}}件”)" for name in "一二三")
            + " 要求 一.n ＋ 二.n > 三.n",
            3,
            "停止",
        ),
    ],
)
def test_what_a_single_rule_came_to_tells_the_exit_code(
    run: Run, tmp_path: Path, rule: str, code: int, said: str
) -> None:
    text = (SMALL / "pack" / "small.gj").read_text(encoding="utf-8")
    (tmp_path / "a.gj").write_text(f"{text}\n规则 甲乙 “甲” {rule}\n", encoding="utf-8")
    many = (
        Path(GOOD).read_text(encoding="utf-8").replace("3件。", "3件，退回约2件。" + "3件。" * 120)
    )
    (tmp_path / "a.txt").write_text(many, encoding="utf-8")
    came, out, _ = run(
        *("check", str(tmp_path / "a.txt"), "--rules", str(tmp_path), "--select", "甲乙", "Q1")
    )
    alone, shown, _ = run(
        *("check", str(tmp_path / "a.txt"), "--rules", str(tmp_path), "--select", "甲乙")
    )
    assert (alone, said in shown) == (code, True), shown
    assert came == (3 if said == "停止" else 0), out


def test_a_run_in_which_no_rule_decided_anything_is_incomplete(run: Run, tmp_path: Path) -> None:
    text = (SMALL / "pack" / "small.gj").read_text(encoding="utf-8")
    extra = "规则 晚 “只管以后” 当 年度 > 2098 要求 年度 > 0\n"
    (tmp_path / "a.gj").write_text(f"{text}\n{extra}", encoding="utf-8")
    assert run("check", GOOD, "--rules", str(tmp_path), "--select", "晚")[0] == 3
    assert run("check", GOOD, "--rules", str(tmp_path))[0] == 0


def test_help_is_in_both_languages(run: Run) -> None:
    commands = [(), ("check",), ("read",), ("explain",)]
    for command in (*commands, ("rules",), ("rules", "test"), ("rules", "list")):
        code, out, _ = run(*command, "--help")
        assert code == 0
        assert "用法 usage: gouji" in out


def test_version_starts_without_the_libraries() -> None:
    program = (
        "import sys, gouji.cli; code = gouji.cli.main(['--version']); "
        "print(code, sorted({'lark', 'yaml', 're2', 'wcwidth'} & {*sys.modules}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        check=True,
        text=True,
        env={**os.environ, "PYTHONPATH": SOURCE},
    )
    assert done.stdout.splitlines()[-1] == "0 []"


_COMMANDS = {
    ("check", WRONG, "--rules", PACK): 1,
    ("read", WRONG, "--rules", PACK): 0,
    ("explain", "Q1", "--rules", PACK): 0,
    ("rules", "list", PACK): 0,
    ("rules", "test", PACK): 0,
    ("check", "没有.txt"): 3,
    ("check", "--选项"): 2,
}


@pytest.mark.parametrize("encoding", ["ascii", "gbk", "utf-8"])
@pytest.mark.parametrize("arguments", _COMMANDS)
def test_no_console_encoding_stops_a_command(arguments: Sequence[str], encoding: str) -> None:
    done = spawned(*arguments, PYTHONIOENCODING=encoding)
    plain = spawned(*arguments, PYTHONIOENCODING="utf-8")
    assert done.returncode == plain.returncode == _COMMANDS[tuple(arguments)]
    assert b"Error" not in done.stderr
    if encoding == "gbk":
        assert done.stdout.decode("gbk") == plain.stdout.decode()
    if encoding == "ascii":
        spelt = plain.stdout.decode().encode("ascii", "backslashreplace")
        assert done.stdout == spelt


def test_a_name_with_blanks_and_many_chinese_letters_is_read(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / ("望川县 " * 12) / ("年度 报告" * 12)
    folder.mkdir(parents=True)
    path = folder / "白塔镇 (终稿).txt"
    shutil.copy(WRONG, path)
    for named in (str(path), str(folder), str(folder / "*.txt")):
        code, out, _ = run("check", named, "--rules", PACK, "--format", "json")
        assert code == 1
        assert json.loads(out)["findings"][0]["source"].endswith("白塔镇 (终稿).txt")


def test_standard_input_is_read() -> None:
    done = spawned("check", "-", "--rules", PACK, stdin=Path(WRONG).read_bytes())
    assert done.returncode == 1
    assert "白塔镇" in done.stdout.decode()


def test_a_closed_pipe_is_quiet() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as stdout:
        done = spawned("check", WRONG, "--rules", PACK, stdout=stdout)
    assert (done.returncode, done.stderr) == (1, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device on this system")
def test_a_full_disk_behind_standard_output_is_said() -> None:
    with Path("/dev/full").open("wb") as stdout:
        done = spawned("check", GOOD, "--rules", PACK, stdout=stdout)
    assert done.returncode == 3
    assert "无法写入 stdout" in done.stderr.decode()


@pytest.mark.parametrize("form", ["table", "json", "markdown", "csv"])
def test_the_same_input_gives_the_same_bytes(form: str) -> None:
    arguments = ("check", str(SMALL / "reports"), "--rules", PACK, "--format", form, "--all")
    outputs = {
        spawned(*arguments, PYTHONHASHSEED=seed, LC_ALL=locale, PYTHONUTF8="1").stdout
        for seed, locale in (("0", "C"), ("1", "C.UTF-8"), ("2", "C"))
    }
    assert len(outputs) == 1
    assert outputs.pop()


@pytest.mark.parametrize("arguments", [("--year", "二〇"), ("-o", "a.docx"), ("--today", "x")])
def test_a_wrong_value_is_told_without_names_of_the_program(
    run: Run, arguments: tuple[str, str]
) -> None:
    code, _, err = run("check", GOOD, *arguments)
    assert code == 2
    assert f"{arguments[0]}" in err
    assert "invalid value: " in err
    assert "_year" not in err
    assert "suffix value" not in err


def test_a_document_is_saved_beside_what_was_read_of_it(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "seen.html"
    assert run("read", GOOD, "--rules", PACK, "-q", "-o", str(page)) == (0, "", "")
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
