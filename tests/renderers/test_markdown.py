"""Markdown tables."""

from collections.abc import Callable

from gouji.model.finding import Finding
from gouji.model.result import Result
from gouji.model.wording import Language, Wording
from gouji.renderers.markdown import render


def test_bars_and_line_ends_of_a_document_stay_within_their_cell(
    finding: Callable[..., Finding], result: Callable[..., Result]
) -> None:
    found = finding(message=Wording("甲|乙\n丙 <script> [x](http://y)", "x"))
    lines = render(result(found), Language.ZH).decode().splitlines()
    (row,) = [line for line in lines if line.startswith("| 1 ")]
    columns = next(line for line in lines if line.startswith("| 序号"))
    assert row.replace("\\|", "").count("|") == columns.count("|")
    assert "<script>" not in row
    assert "://" not in row
