"""PDF files that are broken, locked, huge or made to do harm."""

import sys
from collections.abc import Callable
from io import BytesIO

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from gouji.model.diagnostic import Severity
from gouji.model.report import Completeness
from gouji.readers import pdf
from gouji.readers.document import Document, Grid, Paragraph
from tests.readers.sheets import (
    CATALOG,
    HELVETICA,
    Sheet,
    one_page,
    page,
    put_together,
    stream,
    text_at,
)

HELLO = text_at(80, 700, "Hello 12")
PICTURE = (
    b"<</Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray"
    b"/Length 1>>stream\n\x80\nendstream"
)
SIX = b"/XObject<</X 6 0 R>>"
ONE_KID = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"


def form(content: bytes, inner: int | None = None, more: bytes = b"") -> bytes:
    """A drawing that may use another, by its number."""
    used = b"/XObject<</X %d 0 R>>" % inner if inner else b""
    head = b"/Type/XObject/Subtype/Form/BBox[0 0 1000 1000]/Resources<</Font<</F 5 0 R>>%s>>%s"
    return stream(content, head % (used, more))


def read(raw: bytes) -> Document:
    document = pdf.read("report.pdf", raw)
    assert document.completeness is Completeness.COMPLETE or document.diagnostics
    return document


def codes(raw: bytes) -> tuple[str, list[str]]:
    document = read(raw)
    return document.completeness.value, [found.code for found in document.diagnostics]


def words(raw: bytes) -> str:
    return "".join(b.text for b in read(raw).blocks if isinstance(b, Paragraph))


def locked(user: str) -> bytes:
    made = BytesIO()
    canvas = Canvas(made, encrypt=StandardEncryption(user, ownerPassword="owner"))
    canvas.drawString(80, 700, "Hello 12")
    canvas.save()
    return made.getvalue()


def test_a_whole_file_is_complete() -> None:
    assert codes(one_page(HELLO)) == ("complete", [])
    assert words(one_page(HELLO)) == "Hello 12"


def test_a_file_that_asks_for_a_password_says_so() -> None:
    assert codes(locked("user")) == ("unreadable", ["pdf-encrypted"])


def test_a_file_that_only_its_owner_may_change_is_read() -> None:
    assert words(locked("")) == "Hello 12"


def test_pages_that_are_pictures_are_not_checkable() -> None:
    raw = one_page(b"q 595 0 0 842 0 0 cm /X Do Q", b"", SIX, PICTURE)
    assert codes(raw) == ("unreadable", ["pdf-pictures"])


def test_text_that_a_machine_recognised_is_read_and_said_so() -> None:
    hidden = text_at(80, 700, "Hello 12", mode=3)
    raw = one_page(b"q 595 0 0 842 0 0 cm /X Do Q " + hidden, b"", SIX, PICTURE)
    assert codes(raw) == ("complete", ["pdf-scanned"])
    assert words(raw) == "Hello 12"
    assert read(raw).diagnostics[0].severity is Severity.NOTE


def test_a_number_printed_on_a_scan_does_not_hide_that_the_page_is_a_picture() -> None:
    scan = b"q 595 0 0 842 0 0 cm /X Do Q " + text_at(300, 30, "- 1 -")
    assert codes(one_page(scan, b"", SIX, PICTURE)) == ("unreadable", ["pdf-pictures"])
    hidden = text_at(80, 700, "Hello 12", mode=3)
    raw = one_page(scan + hidden, b"", SIX, PICTURE)
    assert codes(raw)[1][-1] == "pdf-scanned"
    assert words(raw) == "Hello 12"


def test_text_that_is_not_drawn_is_not_read() -> None:
    assert words(one_page(HELLO + text_at(80, 600, "Secret 99", mode=3))) == "Hello 12"


def test_a_picture_beside_the_text_may_hold_more() -> None:
    raw = one_page(HELLO + b"q 400 0 0 400 50 50 cm /X Do Q", b"", SIX, PICTURE)
    assert codes(raw) == ("truncated", ["pdf-picture"])
    emblem = one_page(HELLO + b"q 40 0 0 40 50 50 cm /X Do Q", b"", SIX, PICTURE)
    assert codes(emblem) == ("complete", [])


def test_rules_and_words_of_a_drawing_stand_where_it_is_placed() -> None:
    rules = b"0 0 m 100 0 l S 0 20 m 100 20 l S 0 40 m 100 40 l S 0 0 m 0 40 l S 50 0 m 50 40 l S"
    cells = ((5, 25, "a"), (55, 25, "12"), (5, 5, "b"), (55, 5, "7"))
    drawn = rules + b" 100 0 m 100 40 l S " + b"".join(text_at(*cell, 8) for cell in cells)
    raw = one_page(
        b"q 2 0 0 2 100 300 cm /X Do Q", b"", SIX, form(drawn, more=b"/Matrix[1 0 0 1 10 10]")
    )
    (table,) = read(raw).blocks
    assert isinstance(table, Grid)
    assert [[cell.text for cell in line] for line in table.lines] == [["a", "12"], ["b", "7"]]
    assert table.lines[0][1].place.locator.box == (220, 442, 320, 482)


def test_drawings_within_drawings_end_somewhere() -> None:
    nested = [form(b"/X Do", 7 + n) for n in range(40)]
    raw = one_page(b"/X Do", b"", SIX, *nested, form(HELLO))
    assert codes(raw) == ("unreadable", ["too-large"])


def test_a_page_tree_that_goes_in_a_circle_ends() -> None:
    circle = b"<</Type/Pages/Kids[2 0 R 3 0 R]/Count 2>>"
    raw = put_together([CATALOG, circle, page(4), stream(HELLO), HELVETICA])
    assert codes(raw) == ("truncated", ["pdf-lost-pages"])
    lost = put_together([CATALOG, b"<</Type/Pages/Kids[2 0 R]/Count 5>>"])
    assert codes(lost)[0] == "unreadable"


def test_a_hundred_thousand_pages_are_too_many() -> None:
    kids = b"<</Type/Pages/Kids[%s]/Count 100000>>" % (b"3 0 R " * 100_000)
    raw = put_together([CATALOG, kids, page(4), stream(HELLO), HELVETICA])
    assert codes(raw) == ("unreadable", ["too-large"])


def test_pages_that_are_announced_and_missing_are_told() -> None:
    kids = b"<</Type/Pages/Kids[3 0 R]/Count 3>>"
    raw = put_together([CATALOG, kids, page(4), stream(HELLO), HELVETICA])
    assert codes(raw) == ("truncated", ["pdf-lost-pages"])


@pytest.mark.parametrize(
    "damage",
    [
        lambda raw: raw.replace(b"startxref\n", b"startxref\n9"),
        lambda raw: raw.replace(b"xref\n0 ", b"xrxf\n0 ", 1),
        lambda raw: raw.replace(b"0000000015", b"0000000016", 1),
    ],
    ids=["place of the table", "name of the table", "place of an object"],
)
def test_a_broken_table_of_objects_is_never_complete(damage: Callable[[bytes], bytes]) -> None:
    raw = one_page(HELLO)
    assert damage(raw) != raw
    assert codes(damage(raw))[0] != "complete"


def test_a_damaged_stream_is_never_complete() -> None:
    raw = one_page(HELLO + text_at(80, 600, "More 34"))
    at = raw.index(b"stream\n") + 7
    end = raw.index(b"\nendstream")
    for place in range(at, end):
        changed = raw[:place] + bytes([raw[place] ^ 0x55]) + raw[place + 1 :]
        assert read(changed).completeness is not Completeness.COMPLETE, place


def test_a_file_without_its_end_is_never_complete() -> None:
    sheet = Sheet()
    sheet.prose(60, "云河图书馆年报", "一、总体情况")
    for raw in (one_page(HELLO), sheet.made()):
        assert read(raw).completeness is Completeness.COMPLETE
        for length in range(20, len(raw.rstrip()), 1 if len(raw) < 1000 else 13):
            assert read(raw[:length]).completeness is not Completeness.COMPLETE, length


def test_a_script_in_a_file_is_not_run_and_not_read() -> None:
    catalog = CATALOG.replace(b">>", b"/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>>>")
    raw = put_together([catalog, ONE_KID, page(4), stream(HELLO), HELVETICA])
    assert words(raw) == "Hello 12"


def test_more_rules_than_a_report_has_are_too_many() -> None:
    rules = b"".join(
        b"%d %d m %d %d l S " % (x, y, x, y + 4) for x in range(0, 590, 4) for y in range(0, 600, 8)
    )
    assert codes(one_page(HELLO + rules)) == ("unreadable", ["too-large"])


def test_more_characters_than_a_page_has_are_too_many() -> None:
    raw = one_page(b"".join(text_at(n % 500, n // 500, "1", 1) for n in range(60_000)))
    assert codes(raw) == ("unreadable", ["too-large"])


def test_what_only_begins_as_a_pdf_is_broken() -> None:
    assert codes(b"%PDF-1.7\n" + b"x" * 1000) == ("unreadable", ["pdf-broken"])


def test_without_the_extra_the_finding_says_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    monkeypatch.delitem(sys.modules, "gouji.readers.pdf.pages", raising=False)
    (found,) = pdf.read("report.pdf", one_page(HELLO)).diagnostics
    assert found.code == "pdf-not-installed"
    assert 'pip install "gouji[pdf]"' in found.message.zh


def test_a_change_added_to_a_file_is_read_whole_or_the_file_is_cut() -> None:
    old = one_page(HELLO)
    start = old.rindex(b"startxref\n") + 10
    before = int(old[start : old.index(b"\n", start)])
    font = b"\n5 0 obj\n<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>\nendobj\n"
    table = (
        b"xref\n5 1\n%010d 00000 n \ntrailer\n<</Size 6/Root 1 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF\n"
        % (len(old) + 1, before, len(old) + len(font))
    )
    whole = old + font + table
    assert codes(whole)[0] == "complete"
    for end in range(len(old) + 2, len(whole) - 2):
        assert codes(whole[:end])[0] != "complete", whole[len(old) : end]


def test_what_a_server_adds_behind_a_file_does_not_cut_it() -> None:
    assert codes(one_page(HELLO) + b"\n<!-- served -->\n\0\0")[0] == "complete"
