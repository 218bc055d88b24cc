"""What the READMEs show is what happens: commands, picture, first rule, a form of one's own."""

import json
import re
import shutil
from pathlib import Path

import pytest

from gouji.cli import main
from gouji.scan.inputs import Input
from gouji.scan.meta import read_meta
from gouji.scan.roster import read_roster

ROOT = Path(__file__).parents[1]
EDITIONS = ["README.md", "README.zh-CN.md"]
Run = pytest.CaptureFixture[str]


def blocks(edition: str, kind: str) -> list[str]:
    text = (ROOT / edition).read_text(encoding="utf-8")
    return re.findall(rf"^```{kind}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def test_both_editions_show_the_same_commands_and_examples() -> None:
    for kind in ("powershell", "gj", "text", "yaml"):
        assert blocks(EDITIONS[0], kind) == blocks(EDITIONS[1], kind) != []
    commands = [[b for b in blocks(e, "sh") if "venv" in b] for e in EDITIONS]
    assert commands[0] == commands[1]
    assert len(commands[0]) == 2


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_picture_is_the_output_of_the_first_command(
    edition: str, capsys: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    assert main(["check", "reports/disclosure"]) == 1
    assert capsys.readouterr().out == blocks(edition, "text")[0]


def test_each_planted_defect_of_the_sample_report_is_one_row() -> None:
    rows = re.findall(
        r"^\| (\d+) +\| 柳塘街道 \| 2024 \| (\w+)", blocks(EDITIONS[0], "text")[0], re.MULTILINE
    )
    assert [rule for _, rule in rows] == ["AR01", "AR04", "PT10D", "PT13A", "ST09", "TB04", "YN01"]


def test_the_first_rule_works_as_told(tmp_path: Path, capsys: Run) -> None:
    pack = tmp_path / "my-rules"
    shutil.copytree(ROOT / "rules" / "disclosure", pack)
    (pack / "first.gj").write_text(blocks(EDITIONS[0], "gj")[0], encoding="utf-8")
    assert main(["rules", "test", str(pack)]) == 0
    reports = str(ROOT / "reports" / "disclosure")
    assert main(["check", reports, "--rules", str(pack), "--select", "我的第一条"]) == 0
    assert "通过 75" in capsys.readouterr().out


def test_a_form_of_ones_own_needs_one_rule_file(
    tmp_path: Path, capsys: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, this_year, last_year, picture = blocks(EDITIONS[0], "text")
    files = {
        "budget/budget.gj": blocks(EDITIONS[0], "gj")[1],
        "budgets/2024.txt": this_year,
        "budgets/2023.txt": last_year,
    }
    for name, text in files.items():
        assert all(
            f"`{name}`" in (ROOT / edition).read_text(encoding="utf-8") for edition in EDITIONS
        )
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["rules", "test", "budget"]) == 0
    capsys.readouterr()
    check = ["check", "budgets", "--rules", "budget"]
    assert main(check) == 1
    assert capsys.readouterr().out == picture
    assert main([*check, "--set", "增幅上限=50%", "--format", "csv"]) == 1
    _, *rows = capsys.readouterr().out.splitlines()
    assert [row.split(",")[3] for row in rows] == ["B1", "B2"]
    report = tmp_path / "budgets" / "2024.txt"
    report.write_text(this_year.replace("：万元", "：元"), encoding="utf-8")
    assert main(["check", str(report), "--rules", "budget", "--format", "json"]) == 3
    found = json.loads(capsys.readouterr().out)["findings"]
    assert {one["outcome"] for one in found} == {"unknown"}
    assert "SYS-OTHER-UNIT" in {one["rule"] for one in found}


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_structured_report_that_is_shown_is_read(
    edition: str, tmp_path: Path, capsys: Run
) -> None:
    report = tmp_path / "report.yaml"
    (text,) = (text for text in blocks(edition, "yaml") if "tables:" in text)
    report.write_text(text, encoding="utf-8")
    assert main(["read", str(report), "--format", "json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert (shown["agency"], shown["year"]) == ("青禾街道办事处", 2024)
    cells = shown["tables"]["T3"]["cells"]
    assert {
        row: {c: cell["value"] for c, cell in found.items()} for row, found in cells.items()
    } == {
        "1": {"1": "3", "3": "3"},
        "3.1": {"1": "2", "3": None},
    }
    assert [section["code"] for section in shown["sections"]] == ["1"]
    assert shown["diagnostics"] == []


def test_the_roster_and_the_facts_are_read(tmp_path: Path) -> None:
    roster, facts = (tmp_path / name for name in ("roster.yaml", "meta.yaml"))
    texts = [text for text in blocks(EDITIONS[0], "yaml") if "tables:" not in text]
    for file, text in zip((roster, facts), texts, strict=True):
        file.write_text(text, encoding="utf-8")
    read, wrong = read_roster(roster, roster.name)
    assert not wrong
    assert read is not None
    assert read.agencies[1].parent == read.agencies[0].name
    names = ["liutang-2024.txt", "reports/2023/liutang.txt"]
    known, wrong = read_meta(facts, facts.name, [Input(name, Path(name)) for name in names])
    assert not wrong
    assert [*known] == names


def test_the_number_of_checks_served_is_stated_truly() -> None:
    rules = (ROOT / "rules" / "disclosure").glob("*.gj")
    served = {
        check
        for path in rules
        for listed in re.findall(r"对应 ((?:“[A-Z]+-\d+” ?)+)", path.read_text(encoding="utf-8"))
        for check in re.findall(r"[A-Z]+-\d+", listed)
    }
    assert f"with {len(served)} of its 153" in (ROOT / EDITIONS[0]).read_text(encoding="utf-8")
    assert f"检查中的 {len(served)} 项" in (ROOT / EDITIONS[1]).read_text(encoding="utf-8")
