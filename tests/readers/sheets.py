"""PDF files for tests: drawn with a font that needs no file, or put together byte by byte."""

import zlib
from collections.abc import Iterable, Sequence
from io import BytesIO

import pypdfium2
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

FONT = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))
WIDTH, HEIGHT = 595.0, 842.0


class Sheet:
    """A file that is drawn from the upper left corner of each page."""

    def __init__(self, size: float = 12.0, *, bars: bool = False) -> None:
        self._bytes = BytesIO()
        self.canvas = Canvas(self._bytes, pagesize=(WIDTH, HEIGHT), invariant=1)
        self._size = size
        self.bars = bars

    def write(self, x: float, y: float, text: str, size: float | None = None) -> None:
        """A text whose first character stands at a place."""
        self.canvas.setFont(FONT, size or self._size)
        self.canvas.drawString(x, HEIGHT - y, text)

    def prose(self, y: float, *lines: str, pitch: float = 24.0) -> float:
        """Lines below one another; where the next would stand."""
        for line in lines:
            self.write(80, y, line)
            y += pitch
        return y

    def rule(self, x: float, y: float, to_x: float, to_y: float) -> None:
        """A line from one place to another."""
        self.canvas.line(x, HEIGHT - y, to_x, HEIGHT - to_y)

    def bar(self, x: float, y: float, to_x: float, to_y: float) -> None:
        """A rule as word processors draw it: a filled area."""
        width, height = max(to_x - x, 0.5), max(to_y - y, 0.5)
        self.canvas.rect(x, HEIGHT - y - height, width, height, stroke=0, fill=1)

    def turn_page(self) -> None:
        """Begin the next page."""
        self.canvas.showPage()

    def made(self) -> bytes:
        """The file."""
        self.canvas.save()
        return self._bytes.getvalue()


def rotated(raw: bytes, degrees: int, crop: tuple[int, int, int, int] | None = None) -> bytes:
    """The file with every page shown turned with the clock, and cropped."""
    document, changed = pypdfium2.PdfDocument(raw), BytesIO()
    for page_ in document:
        page_.set_rotation(degrees)
        if crop:
            page_.set_cropbox(*crop)
        page_.close()
    document.save(changed)
    document.close()
    return changed.getvalue()


def grid(
    sheet: Sheet,
    top: float,
    edges: Sequence[float],
    rows: Sequence[Sequence[str | tuple[str, int]]],
    pitch: float = 24.0,
) -> float:
    """A ruled table; a cell may be (text, columns).  Where it ends."""
    rule = sheet.bar if sheet.bars else sheet.rule
    for number, row in enumerate(rows):
        y, column = top + number * pitch, 0
        rule(edges[0], y, edges[-1], y)
        for cell in row:
            text, width = cell if isinstance(cell, tuple) else (cell, 1)
            rule(edges[column], y, edges[column], y + pitch)
            sheet.write(edges[column] + 3, y + pitch * 0.7, text, 9)
            column += width
        rule(edges[-1], y, edges[-1], y + pitch)
    bottom = top + len(rows) * pitch
    rule(edges[0], bottom, edges[-1], bottom)
    return bottom


def put_together(objects: Iterable[bytes], *, trailer: bytes = b"", root: int = 1) -> bytes:
    """A file of these objects, numbered from 1 on, with the table of their places."""
    raw = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
    places: list[int] = []
    for number, one in enumerate(objects, 1):
        places.append(len(raw))
        raw += b"%d 0 obj\n" % number + one + b"\nendobj\n"
    start = len(raw)
    raw += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    raw += b"".join(b"%010d 00000 n \n" % place for place in places)
    raw += b"trailer\n<</Size %d/Root %d 0 R%s>>\n" % (len(places) + 1, root, trailer)
    return raw + b"startxref\n%d\n%%%%EOF\n" % start


def stream(content: bytes, head: bytes = b"") -> bytes:
    """An object with packed content."""
    packed = zlib.compress(content)
    return (
        b"<<%s/Filter/FlateDecode/Length %d>>stream\n" % (head, len(packed))
        + packed
        + b"\nendstream"
    )


CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
HELVETICA = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"


def page(content: int, more: bytes = b"", resources: bytes = b"") -> bytes:
    """A page whose content is object number `content`, with Helvetica as object 5."""
    return (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R" % content
        + b"/Resources<</Font<</F 5 0 R>>%s>>%s>>" % (resources, more)
    )


def one_page(content: bytes, more: bytes = b"", resources: bytes = b"", *rest: bytes) -> bytes:
    """A file of one page; the objects that follow are numbered from 6 on."""
    kids = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    return put_together(
        [CATALOG, kids, page(4, more, resources), stream(content), HELVETICA, *rest]
    )


def text_at(x: float, y: float, text: str, size: float = 12, mode: int = 0) -> bytes:
    """What draws a text, from the lower left corner of the sheet."""
    return f"BT /F {size} Tf {mode} Tr {x} {y} Td ({text}) Tj ET\n".encode()
