"""What a page states of itself counts where its text does not say."""

from datetime import date

import pytest

from gouji.model.report import Report
from gouji.readers.html import read
from gouji.readers.recognise import recognise
from tests.corpus import disclosure
from tests.readers.html.pages import AGENCY, PROSE, TITLE, page, report

SILENT = report().replace(f"<h1>{TITLE}</h1>", "").replace("发布日期：2025-01-20", "")


def _report(body: str, head: str = "") -> Report:
    document = read("page.html", page(body, head).encode())
    found = recognise(document, disclosure().pack.forms)
    assert found is not None
    return found


def _notes(found: Report) -> list[str]:
    return [d.message.en for d in found.diagnostics if d.code == "stated-by-file"]


def test_what_the_text_says_goes_first() -> None:
    head = (
        "<title>别县水务局2022年政府信息公开工作年度报告</title><meta name=PubDate content=2023-01-02>"
        "<meta name=ContentSource content=别县水务局>"
    )
    found = _report(report(), head)
    assert (found.agency, found.year, found.title) == (AGENCY, 2024, TITLE)
    assert found.published == date(2025, 1, 20)
    assert _notes(found) == []


@pytest.mark.parametrize(
    "head",
    [
        f"<title>{TITLE}</title>",
        f"<title>{TITLE}_汀州县人民政府门户网站</title>",
        f'<title>汀州县人民政府</title><meta name="ArticleTitle" content="{TITLE}">',
        f'<META NAME="articletitle" CONTENT="{TITLE}"><title>年报 - 汀州</title>',
    ],
)
def test_the_title_that_a_page_states_names_agency_and_year(head: str) -> None:
    found = _report(SILENT.replace("2025年1月18日", ""), head)
    assert (found.agency, found.year, found.title) == (AGENCY, 2024, TITLE)
    (note,) = _notes(found)
    assert TITLE in note


@pytest.mark.parametrize("name", ["PubDate", "publishdate", "article:published_time"])
@pytest.mark.parametrize("day", ["2025-01-21", "2025-01-21 10:30:00", "2025/1/21", "2025年1月21日"])
def test_the_day_that_a_page_states_is_that_of_publication(name: str, day: str) -> None:
    found = _report(SILENT, f'<meta name="{name}" content="{day}">')
    assert found.published == date(2025, 1, 21)
    (note,) = _notes(found)
    assert "2025-01-21" in note


def test_what_is_no_day_is_none() -> None:
    assert _report(SILENT, '<meta name="PubDate" content="2025-02-30">').published is None
    assert _report(SILENT, '<meta name="PubDate" content="2025-01-2100">').published is None


def test_the_source_is_the_agency_only_where_the_text_names_it() -> None:
    head = '<meta name="ContentSource" content="{}">'
    assert _report(SILENT, head.format(AGENCY)).agency == AGENCY
    assert _report(SILENT, head.format("本站")).agency is None
    body = SILENT.replace(PROSE, f"来源：办公室 {PROSE}")
    assert _report(body, head.format("县政府办")).agency is None


def test_what_a_page_states_has_a_place_and_is_no_paragraph() -> None:
    document = read("page.html", page("<p>甲。</p>", "\n<title>乙</title>").encode())
    ((title,),) = document.stated.values()
    assert (title.text, title.place.text, title.place.locator.line) == ("乙", "乙", 2)
    assert len(document.blocks) == 1
