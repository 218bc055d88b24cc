"""From words on the command line to files."""

import os
from pathlib import Path

import pytest

from gouji.scan.inputs import Input, inputs

SUFFIXES = (".txt",)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("乙.txt", "甲 1.txt", ".hidden.txt", "b.pdf", "sub/c.TXT", ".git/d.txt"):
        path = tmp_path / "报告" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")
    return tmp_path


def names(*arguments: str) -> list[str]:
    return [one.name for one in inputs(arguments, SUFFIXES)[0]]


def trouble(one: Input) -> str | None:
    return one.trouble.code if one.trouble else None


@pytest.mark.usefixtures("folder")
def test_a_folder_is_searched_in_order_without_hidden_and_foreign_files() -> None:
    found, remarks = inputs(["报告"], SUFFIXES)
    assert [one.name for one in found] == ["报告/乙.txt", "报告/甲 1.txt", "报告/sub/c.TXT"]
    assert [remark.code for remark in remarks] == ["skipped-files"]


@pytest.mark.usefixtures("folder")
def test_a_file_that_is_named_itself_is_taken_whatever_its_suffix() -> None:
    assert names("报告/b.pdf", "报告/.hidden.txt") == ["报告/b.pdf", "报告/.hidden.txt"]


def test_the_same_file_is_taken_once(folder: Path) -> None:
    absolute = str(folder / "报告" / "乙.txt")
    assert names("报告/乙.txt", "./报告/乙.txt", absolute, "报告/*.txt") == [
        *("报告/乙.txt", "报告/甲 1.txt"),
    ]


@pytest.mark.usefixtures("folder")
def test_patterns_are_expanded_here() -> None:
    assert names("报告/**/*.TXT") == ["报告/sub/c.TXT"]
    assert names("报告/[乙]*") == ["报告/乙.txt"]


@pytest.mark.usefixtures("folder")
def test_what_cannot_be_found_stays_in_the_result_with_its_trouble() -> None:
    found, _ = inputs(["没有.txt", "没有*.txt", "a**b", "@没有"], SUFFIXES)
    assert [trouble(one) for one in found] == [*["not-found"] * 3, "cannot-open"]


@pytest.mark.usefixtures("folder")
def test_a_list_names_one_path_a_line() -> None:
    Path("清单").write_text("\ufeff# 注\n报告/乙.txt\n\n报告/sub\n", encoding="utf-8")
    assert names("@清单") == ["报告/乙.txt", "报告/sub/c.TXT"]


@pytest.mark.usefixtures("folder")
def test_standard_input_is_one_input() -> None:
    assert names("-", "-") == ["-"]


def test_names_do_not_show_the_folders_of_this_machine(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    assert names(str(folder / "报告" / "乙.txt")) == ["乙.txt"]
    assert names(str(folder / "报告" / "乙.txt"), str(folder / "报告" / "sub" / "c.TXT")) == [
        *("乙.txt", "sub/c.TXT"),
    ]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no such files on this system")
def test_a_pipe_in_a_folder_is_left_alone(folder: Path) -> None:
    os.mkfifo(folder / "报告" / "p.txt")
    assert "报告/p.txt" not in names("报告")


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no such device on this system")
@pytest.mark.usefixtures("folder")
def test_a_device_is_no_report() -> None:
    assert [trouble(one) for one in inputs(["/dev/zero"], SUFFIXES)[0]] == ["no-regular-file"]


def test_files_that_are_no_reports_are_left_aside(folder: Path) -> None:
    (folder / "报告" / "roster.yaml").write_text("[]", encoding="utf-8")
    aside = [Path("报告") / "乙.txt", folder / "报告" / "roster.yaml"]
    found, remarks = inputs(["报告"], SUFFIXES, aside)
    assert [one.name for one in found] == ["报告/甲 1.txt", "报告/sub/c.TXT"]
    assert ".yaml" not in remarks[0].message.zh


def test_two_files_are_never_shown_under_one_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("here/a.txt", "there/a.txt"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text("x", encoding="utf-8")
    monkeypatch.chdir(tmp_path / "here")
    assert names("a.txt", str(tmp_path / "there" / "a.txt")) == ["a.txt", "a.txt (2)"]


def test_the_lock_file_of_an_open_document_is_no_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("~$年报.docx", "年报.docx"):
        Path(name).write_bytes(b"")
    assert [one.name for one in inputs(["."], [".docx"])[0]] == ["年报.docx"]
