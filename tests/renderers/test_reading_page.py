"""The page that shows a document beside what was read of it."""

import re
from html.parser import HTMLParser

import pytest

from gouji.model.result import Reading
from gouji.model.span import Source
from gouji.model.wording import Language
from gouji.readers import text
from gouji.readers.recognise import recognise
from gouji.renderers import reading_page
from tests.library import FORM

REPORT = """白塔图书馆年报

一、基本情况
全年平稳。<script>alert(1)</script>

二、借阅情况
| 项目 | 总馆 | 东馆 | 西馆 | 合计 |
| 一、本年新购图书册数 | 3 | 约5 | 0 | 8 |
| 期末馆藏图书册数 | 90 |  | 20 | 110 |
| 转出 | 7 | 7 | 7 | 7 |
"""


class _Parsed(HTMLParser):
    """The elements of a page with their attributes, and the text of its source side."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.source = ""
        self._in_source = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._in_source = self._in_source or tag == "pre"

    def handle_endtag(self, tag: str) -> None:
        self._in_source = self._in_source and tag != "pre"

    def handle_data(self, data: str) -> None:
        self.source += data if self._in_source else ""


@pytest.fixture
def page() -> str:
    document = text.read(Source("白塔.txt", REPORT))
    report = recognise(document, [FORM])
    assert report is not None
    return _page(
        Reading(
            source="白塔.txt",
            status=report.completeness,
            reason=None,
            report=report,
            form=FORM,
            everything=False,
            statements=(),
            diagnostics=report.diagnostics,
        )
    )


def _page(reading: Reading) -> str:
    return reading_page.render(reading, Language.ZH).decode()


def test_the_source_is_shown_whole_and_in_order(page: str) -> None:
    assert _Parsed(page).source == REPORT


def test_every_link_leads_to_something_on_the_page(page: str) -> None:
    elements = _Parsed(page).elements
    ids = [found["id"] for _, found in elements if found.get("id")]
    links = [found["href"] or "" for tag, found in elements if tag == "a"]
    assert len(ids) == len(set(ids))
    assert len(links) >= 10
    assert {link.removeprefix("#") for link in links} <= set(ids)


def test_a_doubtful_cell_is_marked_on_both_sides(page: str) -> None:
    assert re.search(r'<td class="doubt"><a [^>]*>× 约5</a></td>', page)
    assert re.search(r'<a [^>]*class="doubt">约5</a>', page)


def test_what_found_no_place_is_marked(page: str) -> None:
    assert re.search(r'<span class="unplaced">[ |]*转出 \| 7 \| 7 \| 7 \| 7</span>', page)


def test_words_of_a_document_never_become_elements_of_the_page(page: str) -> None:
    assert not [tag for tag, _ in _Parsed(page).elements if tag in {"script", "img", "link"}]
    assert "default-src 'none'" in page
