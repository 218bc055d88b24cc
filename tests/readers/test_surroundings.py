"""Where a table stands and what is printed above its rows is read, and not guessed."""

from gouji.model.report import Report
from gouji.model.span import Source
from gouji.readers.recognise import recognise
from gouji.readers.text import read
from tests.library import FORM

LOANS = "借阅表 | 总馆 | 东馆 | 西馆 | 合计 |\n本年新购图书册数 | 1 | 2 | 3 | 6 |\n"


def report_of(text: str) -> Report:
    report = recognise(read(Source("report.txt", text)), [FORM])
    assert report is not None
    return report


def test_a_table_stands_below_the_last_heading_before_it() -> None:
    report = report_of(
        f"一、基本情况\n正文。\n二、借阅情况\n{LOANS}三、存在的主要问题和打算\n正文。\n"
    )
    assert report.under == {"L": "2"}
    moved = report_of(f"一、基本情况\n正文。\n{LOANS}二、借阅情况\n正文。\n")
    assert moved.under == {"L": "1"}


def test_a_table_before_every_heading_stands_nowhere() -> None:
    report = report_of(f"{LOANS}一、基本情况\n正文。\n二、借阅情况\n正文。\n")
    assert report.under == {}


def test_what_is_printed_above_the_rows_is_kept_with_its_place() -> None:
    report = report_of(f"二、借阅情况\n{LOANS}")
    printed = [passage.text for passage in report.headers["L"]]
    assert printed == ["借阅表", "总馆", "东馆", "西馆", "合计"]
    assert all(p.provenance.locator.text == p.text for p in report.headers["L"])


def test_a_table_without_a_header_has_nothing_above_its_rows() -> None:
    report = report_of(
        "二、借阅情况\n本年新购图书册数 | 1 | 2 | 3 | 6 |\n借出册数 | 1 | 2 | 3 | 6 |\n"
    )
    assert "L" not in report.headers
