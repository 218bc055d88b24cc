"""What a text, a Markdown file or a page has too much of is said with the limit, and nothing is read."""

from collections.abc import Callable

import pytest

from gouji.model.report import Completeness
from gouji.model.span import Source
from gouji.model.wording import Wording
from gouji.readers import html, limits, markdown, text
from gouji.readers.document import Document, Grid
from gouji.readers.html import tables
from tests.readers.html.pages import page

Read = Callable[[Source], Document]
READERS = pytest.mark.parametrize("read", [text.read, markdown.read], ids=["text", "markdown"])


@READERS
@pytest.mark.parametrize(
    ("much", "what", "most"),
    [
        ("甲\n" * limits.MOST_LINES, limits.LINES, limits.MOST_LINES),
        ("甲\r\n" * limits.MOST_LINES, limits.LINES, limits.MOST_LINES),
        ("甲\u2028" * limits.MOST_LINES, limits.LINES, limits.MOST_LINES),
        ("|" * (limits.MOST_CELLS + 1), limits.CELLS, limits.MOST_CELLS),
        ("甲\t" * (limits.MOST_CELLS + 1), limits.CELLS, limits.MOST_CELLS),
        ("甲" * (limits.MOST_CHARACTERS + 1), limits.CHARACTERS, limits.MOST_CHARACTERS),
    ],
    ids=["lines", "lines of two characters", "other lines", "bars", "tabs", "characters"],
)
def test_a_text_beyond_a_limit_is_not_read(read: Read, much: str, what: Wording, most: int) -> None:
    document = read(Source("report", much))
    assert document.completeness is Completeness.UNREADABLE
    assert document.blocks == ()
    (problem,) = document.diagnostics
    assert problem == limits.too_much(what, most, problem.place)
    assert f"{most:,}" in problem.message.zh
    assert what.zh in problem.message.zh


@READERS
def test_a_text_at_its_limits_is_read(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_LINES", 500)
    lines = "\n".join(["甲"] * limits.MOST_LINES)
    assert read(Source("report", lines)).completeness is Completeness.COMPLETE
    assert read(Source("report", lines + "\n")).completeness is Completeness.UNREADABLE


def test_a_table_that_is_too_large_is_left_out_and_the_rest_of_the_page_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tables, "MOST_CELLS", 500)
    large = "<table>" + "<tr><td>1" * 501 + "</table>"
    document = html.read("page.html", page(f"<p>甲。</p>{large}<p>乙。</p>").encode())
    assert document.completeness is Completeness.TRUNCATED
    assert [problem.code for problem in document.diagnostics] == ["large-table"]
    assert not any(isinstance(block, Grid) for block in document.blocks)
    assert len(document.blocks) == 2


def test_many_tables_that_are_too_large_together_are_not_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tables, "MOST_CELLS", 500)
    tall = "<table><tr>" + "<td rowspan=20>1" * 15 + "<tr><td>2" * 20 + "</table>"
    one = html.read("page.html", page(tall).encode())
    assert one.completeness is Completeness.COMPLETE
    document = html.read("page.html", page(tall * 3).encode())
    assert document.completeness is Completeness.UNREADABLE
    assert document.diagnostics == (limits.too_much(limits.CELLS, limits.MOST_CELLS),)
