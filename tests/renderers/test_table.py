"""The table in a terminal."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth

from gouji.model.finding import Finding, Outcome
from gouji.model.result import Result
from gouji.model.wording import Language, Wording
from gouji.renderers import table
from gouji.renderers.grid import grid, wrap
from gouji.renderers.printable import printable

MakeFinding = Callable[..., Finding]
MakeResult = Callable[..., Result]


def grid_lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line[:1] in ("+", "|")]


@pytest.mark.parametrize("width", [80, 100, 120, 160])
def test_columns_align_in_chinese_and_fit_the_width(
    finding: MakeFinding, result: MakeResult, width: int
) -> None:
    found = [
        finding("自然人"),
        finding("法律服务机构", rule="总计", message=Wording("长" * 90, "l")),
    ]
    text = table.render(result(*found), Language.ZH, width).decode()
    widths = {wcswidth(line) for line in grid_lines(text)}
    assert len(widths) == 1
    assert widths.pop() <= width


def test_a_column_that_is_empty_everywhere_is_left_out(
    finding: MakeFinding, result: MakeResult
) -> None:
    text = table.render(result(finding()), Language.ZH).decode()
    assert "依据" in text
    assert "建议" not in text


def test_undecided_findings_stand_in_a_table_of_their_own(
    finding: MakeFinding, result: MakeResult
) -> None:
    undecided = finding(outcome=Outcome.UNKNOWN, reason="blank")
    text = table.render(result(undecided), Language.ZH).decode()
    first, second = text.split("未能检查\n")
    assert first == "没有检查任何内容。\n\n"
    assert "空白" in second


def test_every_heading_is_in_the_language_of_the_reader(
    finding: MakeFinding, result: MakeResult
) -> None:
    text = table.render(result(finding()), Language.EN).decode()
    assert "Outcome" in text
    assert "结论" not in text


def test_a_document_cannot_send_escapes_to_the_terminal(
    finding: MakeFinding, result: MakeResult
) -> None:
    evil = "\x1b]0;x\x07\x9b31m\u202e\u200b\x00\r\n"
    found = finding(agency=f"甲{evil}", message=Wording(evil, evil), source=evil)
    text = table.render(result(found, source=evil, agency=evil), Language.ZH).decode()
    allowed = {"\n"}
    assert not [char for char in text if not (char.isprintable() or char in allowed)]
    assert "[U+001B]" in text.replace("\n", "")


@given(st.text(max_size=60), st.integers(8, 40))
def test_wrapping_keeps_every_character_but_blanks_and_fits(text: str, width: int) -> None:
    shown = printable(text)
    lines = wrap(shown, width)
    assert "".join(lines).replace(" ", "") == shown.replace(" ", "")
    assert all(wcswidth(line) <= width for line in lines)


def test_no_line_begins_with_closing_punctuation() -> None:
    assert wrap("甲乙丙丁，戊己", 8) == ["甲乙丙", "丁，戊己"]


def test_a_grid_of_short_cells_is_as_narrow_as_they_are() -> None:
    assert grid(["甲"], [["1"]], 80).splitlines() == [
        "+----+",
        "| 甲 |",
        "+====+",
        "| 1  |",
        "+----+",
    ]
