"""Pages in every encoding, under the right label, a wrong one or none."""

import codecs

import pytest

from gouji.model.diagnostic import Severity
from gouji.model.report import Completeness
from gouji.readers.document import Document, Paragraph
from gouji.readers.html import read
from tests.readers.html.pages import PROSE, page

RARE = "镕堃㙍𠮷"


def _read(raw: bytes) -> tuple[str, Document]:
    document = read("page.html", raw)
    return "\n".join(b.text for b in document.blocks if isinstance(b, Paragraph)), document


@pytest.mark.parametrize(
    ("label", "encoding"),
    [
        ("utf-8", "utf-8"),
        ("UTF8", "utf-8"),
        ("gb2312", "gb18030"),
        ("GBK", "gb18030"),
        ("gb18030", "gb18030"),
        ("utf-16", "utf-16"),
        ("utf-8", "utf-8-sig"),
    ],
)
def test_a_page_in_the_encoding_that_it_states_is_read_without_remark(
    label: str, encoding: str
) -> None:
    text, document = _read(page(f"<p>{PROSE}{RARE}</p>", charset=label).encode(encoding))
    assert text == PROSE + RARE
    assert document.diagnostics == ()
    assert document.completeness is Completeness.COMPLETE


@pytest.mark.parametrize(
    ("label", "encoding", "named"),
    [
        ("utf-8", "gb18030", "GB18030"),
        ("gb2312", "utf-8", "UTF-8"),
        ("gbk", "utf-8-sig", "UTF-8"),
        ("iso-8859-1", "gb18030", "GB18030"),
        ("big5", "utf-8", "UTF-8"),
        ("x-unknown", "gb18030", "GB18030"),
    ],
)
def test_a_wrong_label_is_noted_and_the_page_is_read_all_the_same(
    label: str, encoding: str, named: str
) -> None:
    text, document = _read(page(f"<p>{PROSE}</p>", charset=label).encode(encoding))
    assert text == PROSE
    (note,) = document.diagnostics
    assert (note.code, note.severity) == ("encoding-conflict", Severity.NOTE)
    assert label in note.message.zh
    assert named in note.message.en


def test_a_page_without_a_label_is_read() -> None:
    for encoding in ("utf-8", "gb18030", "utf-16-le", "utf-16-be"):
        assert _read(f"<p>{PROSE}</p>".encode(encoding))[0] == PROSE


def test_big5_is_read_by_its_label() -> None:
    prose = "本機關全年受理政府資訊公開申請"
    text, document = _read(page(f"<p>{prose}</p>", charset="big5").encode("big5"))
    assert (text, document.diagnostics) == (prose, ())


def test_a_western_page_is_no_chinese_one() -> None:
    assert _read(page("<p>caf\xe9 - fin</p>", charset="iso-8859-1").encode("latin-1"))[0] == (
        "caf\xe9 - fin"
    )


def test_an_xml_declaration_states_the_encoding_too() -> None:
    raw = '<?xml version="1.0" encoding="gb2312"?><html><body><p>甲</p></body></html>'
    text, document = _read(raw.encode("gb18030"))
    assert (text, document.diagnostics) == ("甲", ())


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_bytes_that_are_no_characters_are_told_with_their_place(encoding: str) -> None:
    raw = page(f"<p>{PROSE * 4}</p><p>甲\ue5e5乙</p>", charset=encoding).encode(encoding)
    raw = raw.replace("\ue5e5".encode(encoding), b"\xff")
    text, document = _read(raw)
    assert "甲\ufffd乙" in text
    (problem,) = document.diagnostics
    assert (problem.code, problem.severity) == ("lost-characters", Severity.WARNING)
    assert problem.place is not None
    assert problem.place.text == "\ufffd"
    assert problem.place.locator.paragraph == 2
    assert "1" in problem.message.zh


def test_a_page_cut_within_a_character_is_incomplete() -> None:
    raw = page(f"<p>{PROSE * 4}").encode()
    cut = raw[: raw.index("件".encode()) + 1]
    _, document = _read(cut)
    assert document.completeness is Completeness.TRUNCATED
    assert {d.code for d in document.diagnostics} == {"html-cut", "lost-characters"}


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_a_fragment_cut_within_its_last_character_is_incomplete(encoding: str) -> None:
    raw = f"<p>{PROSE * 4}</p>{'件' * 40}".encode(encoding)[:-1]
    _, document = _read(raw)
    assert document.completeness is Completeness.TRUNCATED


def test_a_nul_is_a_lost_character() -> None:
    text, document = _read(page("<p>受理1\x002件</p>").encode())
    assert text == "受理1\ufffd2件"
    assert [d.code for d in document.diagnostics] == ["lost-characters"]


def test_a_mark_alone_does_not_make_a_page() -> None:
    for raw in (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, b"", b"\x00" * 50, bytes(range(256)) * 9):
        assert read("page.html", raw).completeness is Completeness.UNREADABLE
