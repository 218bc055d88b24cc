"""Whoever reviews findings is told how the figures were read, not only whoever reads the report."""

import io
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from gouji.cli import main

PACK = str(Path(__file__).parents[1] / "readers" / "library")
TEXT = """柳塘县图书馆2024年图书馆工作年报

一、基本情况
全年开馆。
二、借阅情况
项目 | 总馆 | 东馆 | 西馆 | 合计 |
一、本年新购图书册数 | 1 | 2 | 3 | 7 |
二、借出册数 | 1.成人读物 | 1 | 1 | 1 | 3 |
| 2.儿童读物 | 1 | 1 | 1 | 4 |
三、期末馆藏册数 | 9 | 9 | 9 | 27 |
三、存在的问题和打算
无。
"""
Capture = pytest.CaptureFixture[str]


def _checked(path: Path, capsys: Capture) -> Any:
    main(["check", str(path), "--rules", PACK, "--format", "json", "--lang", "en"])
    return json.loads(capsys.readouterr().out)


def _shown(path: Path, capsys: Capture) -> str:
    main(["check", str(path), "--rules", PACK, "--format", "markdown"])
    return capsys.readouterr().out


def test_a_figure_in_a_row_whose_label_is_only_near_has_that_beside_its_finding(
    tmp_path: Path, capsys: Capture
) -> None:
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    content = _checked(path, capsys)
    beside = {
        finding["where"]["row"]: [note["code"] for note in finding["caveats"]]
        for finding in content["findings"]
        if finding["rule"] == "K1"
    }
    assert beside == {"1": ["near-row"], "2.2": []}
    (report,) = content["reports"]
    (note,) = report["notes"]
    assert (note["code"], note["at"]["line"]) == ("near-row", 7)
    told = "L的行名「一、本年新购图书册数」按「新购图书册数」理解"
    shown = _shown(path, capsys)
    assert shown.count(f"读取说明：{told} |") == 1
    assert f"report.txt 的读取说明：{told}\n" in shown


def test_what_concerns_the_whole_document_stands_with_the_report(
    tmp_path: Path, capsys: Capture
) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for line in TEXT.splitlines():
        sheet.append([int(c) if c.isdigit() else c for c in map(str.strip, line.split("|"))])
    book.create_sheet("底稿").sheet_state = "hidden"
    raw = io.BytesIO()
    book.save(raw)
    path = tmp_path / "report.xlsx"
    path.write_bytes(raw.getvalue())
    content = _checked(path, capsys)
    assert "hidden-sheet" in [note["code"] for note in content["reports"][0]["notes"]]
    assert not any(
        note["code"] == "hidden-sheet" for f in content["findings"] for note in f["caveats"]
    )
    assert "隐藏的工作表没有读取：「底稿」" in _shown(path, capsys)


def test_a_report_that_was_read_without_a_doubt_says_nothing_of_it(
    tmp_path: Path, capsys: Capture
) -> None:
    path = tmp_path / "report.txt"
    path.write_text(TEXT.replace("本年新购", "新购"), encoding="utf-8")
    assert _checked(path, capsys)["reports"][0]["notes"] == []
    assert "读取说明" not in _shown(path, capsys)
