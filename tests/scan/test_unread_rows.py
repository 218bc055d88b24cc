"""What a reader gave up on is held against nobody: it is unknown, neither there nor absent."""

from collections.abc import Sequence

from gouji.engine.evaluate import evaluate
from gouji.engine.prepare import prepare
from gouji.model.finding import Finding
from gouji.model.span import Source
from gouji.readers.recognise import recognise
from gouji.readers.text import read
from tests.engine.packs import pack_of

_RULES = """
table C "loans by branch" unit "册"
  rows each "分馆" as branch
    9 "合计" = sum([*])
  columns 1 "中文借阅" 2 "外文借阅"
table D "desks" unit "个"
  rows
    1 "阅览席"
    2 "自修席" optional
    3 "席位合计" = sum([1 | 2])
  columns 1 "年初席位" 2 "年末席位"
rule ROWS for each r in rows(D) require exists(r)
rule SOME require count(rows(C)) >= 2
rule EACH on C each row [*] require [1] >= 0
rule TABLE require exists(C)
rule JOIN require C[branch, 1] >= 0
"""
_HEADER = "分馆 | 中文借阅 | 外文借阅 |\n"
_DESKS = "项目 | 年初席位 | 年末席位 |\n阅览席 | 3 | 4 |\n"


def _findings(text: str, rule: str) -> Sequence[Finding]:
    pack = pack_of(_RULES)
    report = recognise(read(Source("t.txt", text)), pack.forms)
    assert report is not None
    return [f for f in evaluate(prepare(pack), report) if f.rule == rule]


def _told(text: str, rule: str) -> set[str]:
    return {f"{f.outcome.value} {f.reason}" for f in _findings(text, rule)}


def test_a_sum_over_rows_below_a_lost_header_is_unknown() -> None:
    lines = "东馆 | 1 | 2 |\n西馆 | 3 | 4 |\n合计 | 4 | 6 |\n"
    assert _told(_HEADER + lines, "C[9]") == {"pass None"}
    assert _told("合计 | 4 | 6 |\n", "C[9]") == {"fail None"}
    assert _told(lines, "C[9]") == {"unknown unreadable"}
    assert _told(lines, "SOME") == {"unknown unreadable"}
    assert _told(lines, "EACH") == {"unknown unreadable"}


def test_a_joined_rule_tells_of_the_rows_that_could_not_be_read_beside_those_that_could() -> None:
    readable = _HEADER + "东馆 | 1 | 2 |\n合计 | 1 | 2 |\n"
    assert _told(readable, "JOIN") == {"pass None"}
    assert _told(readable + "\n\n\n西馆 | 3 | 4 |\n北馆 | 5 | 6 |\n", "JOIN") == {
        "pass None",
        "unknown unreadable",
    }


def test_a_report_printed_twice_is_no_wrong_sum() -> None:
    once = _HEADER + "东馆 | 1 | 2 |\n合计 | 1 | 2 |\n"
    assert _told(once + "\n\n\n" + once, "C[9]") == {"unknown repeated_row"}


def test_a_row_that_may_be_among_unread_lines_is_not_missing() -> None:
    assert "fail None" in _told(_DESKS + "席位合计 | 3 | 4 |\n", "ROWS")
    told = _told(_DESKS + "自 修 区 域 | 2 | 2 |\n席位合计 | 5 | 6 |\n", "ROWS")
    assert told == {"pass None", "unknown unreadable"}


def test_an_optional_row_among_unread_lines_is_not_left_out() -> None:
    assert _told(_DESKS + "席位合计 | 3 | 4 |\n", "D[3]") == {"pass None"}
    told = _told(_DESKS + "自 修 区 域 | 2 | 2 |\n席位合计 | 5 | 6 |\n", "D[3]")
    assert told == {"unknown unreadable"}


def test_rows_whose_cells_stand_below_one_another_are_not_missing() -> None:
    text = "一、总体情况\n\n项目\n年初席位\n年末席位\n阅览席\n自修席\n席位合计\n3\n5\n8\n4\n6\n10\n"
    assert _told(text, "ROWS") == {"unknown unreadable"}


def test_a_table_with_open_rows_may_be_among_lines_without_a_place() -> None:
    text = "一、总体情况\n甲。\n二、借阅情况\n东馆 | 1 | 2 |\n西馆 | 3 | 4 |\n"
    assert _told(text, "TABLE") == {"unknown unreadable"}
    assert _told("一、总体情况\n甲。\n二、借阅情况\n乙。\n", "TABLE") == {"fail None"}
