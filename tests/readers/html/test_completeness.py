"""A page that broke off is never complete; one beyond the limits is refused, each for its reason."""

import random

import pytest

from gouji.model.report import Completeness
from gouji.readers.html import read, source, tables
from gouji.readers.limits import MOST_CELLS
from tests.readers.html.pages import PROSE, T4, page, report

WHOLE = page(report(f"<script>var a = '</html>';</script><!-- </html> --><p>{PROSE}</p>"))


def _completeness(text: str) -> Completeness:
    return read("page.html", text.encode()).completeness


def test_a_whole_page_is_complete() -> None:
    assert _completeness(WHOLE) is Completeness.COMPLETE


def test_a_page_cut_anywhere_is_not_complete() -> None:
    raw = WHOLE.encode()
    beginning = raw.index(b"<html>") + len(b"<html>")
    end = raw.rindex(b"</html>") + len(b"</html>")
    for at in random.Random(5).sample(range(beginning, end), 300):
        assert read("page.html", raw[:at]).completeness is not Completeness.COMPLETE, at


def test_a_page_within_a_page_does_not_close_the_outer_one() -> None:
    pasted = page(f"<div>{page('<p>甲。</p>')}<p>乙。</p></div>")
    assert _completeness(pasted) is Completeness.COMPLETE
    inner = pasted.index("</html>") + len("</html>")
    assert _completeness(pasted[:inner]) is Completeness.TRUNCATED


@pytest.mark.parametrize(
    "fragment",
    [
        f"<p>{PROSE}</p>{T4}",
        f"<body><p>{PROSE}<br>甲</p></body>",
        "<p>甲<p>乙</p>",
        "<ul><li>甲<li>乙</ul>",
        "<table><tr><td>甲<td>1</table>",
        "<body><p>甲<p>乙</body>",
        "<div><b><i>甲</b></i></div>",
        "<p>1 < 2，甲</p>",
    ],
)
def test_a_fragment_that_closes_its_elements_is_complete(fragment: str) -> None:
    assert _completeness(fragment) is Completeness.COMPLETE


@pytest.mark.parametrize(
    "cut",
    [
        "<div><p>甲</p>",
        "<p>甲",
        "<table><tr><td>甲<td>1</td>",
        "<p>甲</p><!-- 乙",
        "<p>甲</p><script>var a = 1;",
        '<p>甲</p><p class="',
        "<p>甲</p><p",
        "<p>甲</p><",
        "<html><body><p>甲</p></body>",
        "<html><body><table><tr><td>甲</td></tr></body></html>",
        "<html><body><div><table><tr><td>甲<td>1</div><p>乙</p></body></html>",
        "<p>甲</p><textarea>乙",
    ],
)
def test_what_breaks_off_is_truncated_and_said_so(cut: str) -> None:
    document = read("page.html", cut.encode())
    assert document.completeness is Completeness.TRUNCATED
    assert "html-cut" in {d.code for d in document.diagnostics}


def test_a_tag_in_an_attribute_is_no_tag() -> None:
    body = "<div data-template='<table><tr><td>'>甲</div><p title=\"a>b\">乙</p>"
    assert _completeness(page(body)) is Completeness.COMPLETE


def _reason(text: str) -> str:
    document = read("page.html", text.encode())
    assert document.completeness is Completeness.UNREADABLE
    (problem,) = document.diagnostics
    assert problem.message.zh != problem.message.en
    return problem.code + ": " + problem.message.en


def test_every_limit_has_its_own_reason() -> None:
    attributes = " ".join(f'a{n}=">"' for n in range(100_000))
    reasons = [
        _reason(page("<div>" * 300 + "甲" + "</div>" * 300)),
        _reason(page("<div>" * 100_000 + "甲")),
        _reason(page(f"<p {attributes}>甲</p>")),
        _reason(page("<table>" + "<tr><td>1" * (MOST_CELLS + 1) + "</table>")),
        _reason(page("<table>" + "<tr><td colspan=1000>1" * 300 + "</table>")),
        _reason(page("<b></b>" * source.MOST_TAGS)),
        _reason(page(f'<p title="{"a" * (source.LONGEST_TAG + 1)}">甲</p>')),
        _reason(page("<p>" + "a" * source.MOST_CHARACTERS)),
    ]
    assert [reason.partition(":")[0] for reason in reasons] == [
        "too-deep",
        "too-deep",
        "too-large",
        "large-table",
        "large-table",
        "too-large",
        "too-large",
        "too-large",
    ]
    assert len({reason for reason in reasons if reason.startswith("too-large")}) == 4


def test_a_table_of_too_many_cells_is_refused_before_one_of_them_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read_cells: list[object] = []
    monkeypatch.setattr(tables, "cell_piece", lambda cell, _: read_cells.append(cell))
    reason = _reason(page("<table>" + "<tr><td>1" * (MOST_CELLS + 1) + "</table>"))
    assert reason.startswith("large-table")
    assert not read_cells


def test_a_page_whose_text_comes_by_script_says_so() -> None:
    document = read("page.html", page("<div id=app></div><script>load()</script>").encode())
    assert document.completeness is Completeness.UNREADABLE
    (problem,) = document.diagnostics
    assert problem.code == "empty-document"
    assert problem.hint is not None
    assert "script" in problem.hint.en


def test_no_entity_and_no_file_is_opened() -> None:
    evil = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]>' + page("<p>甲&x;乙</p>")
    text = read("page.html", evil.encode()).blocks[-1]
    assert "甲&x;乙" in repr(text)
