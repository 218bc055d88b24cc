"""What an input is, by its first bytes and, where these are mere text, by its suffix."""

import enum
import re
from collections.abc import Mapping

from gouji.model.decode import decode


class Format(enum.Enum):
    """A format that documents come in; the value is what people call it."""

    TEXT = "text"
    MARKDOWN = "Markdown"
    HTML = "HTML"
    DOCX = "DOCX"
    XLSX = "XLSX"
    PDF = "PDF"
    YAML = "YAML"
    JSON = "JSON"
    XML = "XML"
    OLD_OFFICE = "DOC / XLS / WPS / ET"
    RTF = "RTF"
    ODF = "ODT / ODS"
    OFD = "OFD"
    MHT = "MHT"
    CSV = "CSV"
    LOCKED = "DOCX / XLSX"
    ARCHIVE = "RAR / 7Z"
    ZIP = "ZIP"


BY_SUFFIX: Mapping[str, Format] = {
    ".csv": Format.CSV,
    ".7z": Format.ARCHIVE,
    ".doc": Format.OLD_OFFICE,
    ".docm": Format.DOCX,
    ".docx": Format.DOCX,
    ".et": Format.OLD_OFFICE,
    ".htm": Format.HTML,
    ".html": Format.HTML,
    ".json": Format.JSON,
    ".md": Format.MARKDOWN,
    ".mht": Format.MHT,
    ".mhtml": Format.MHT,
    ".ods": Format.ODF,
    ".odt": Format.ODF,
    ".ofd": Format.OFD,
    ".pdf": Format.PDF,
    ".rar": Format.ARCHIVE,
    ".rtf": Format.RTF,
    ".shtml": Format.HTML,
    ".txt": Format.TEXT,
    ".wps": Format.OLD_OFFICE,
    ".xls": Format.OLD_OFFICE,
    ".xlsm": Format.XLSX,
    ".xlsx": Format.XLSX,
    ".xml": Format.XML,
    ".yaml": Format.YAML,
    ".yml": Format.YAML,
}
"""Files of a folder that have another suffix are no documents."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
"""Stands in the directory of an office document that asks for a password."""
_MARKS = (
    (_OLE, Format.OLD_OFFICE),
    (rb"{\rtf", Format.RTF),
    (b"%PDF-", Format.PDF),
)
"""How a file begins; a PDF may have something before it."""
_ZIP = b"PK\x03\x04"
_INSIDE = (
    (b"word/", Format.DOCX),
    (b"xl/", Format.XLSX),
    (b"OFD.xml", Format.OFD),
    (b"application/vnd.oasis.opendocument", Format.ODF),
)
"""Names of members, which stand in an archive as they are."""
_BEGINNING = 1024
_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|meta|body|table)\b",
    re.IGNORECASE | re.DOTALL,
)
_DECLARED = re.compile(rb"(?:\xef\xbb\xbf)?\s*<\?xml\s")
_FIRST = re.compile(
    r"\s*(?:<!--.*?-->\s*)*<([A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?)[\s/>]", re.DOTALL
)
_MIME = re.compile(rb"\s*(?:From|MIME-Version|Content-Type|Subject|Date):[^\n]*\n", re.IGNORECASE)
_NO_PAGES = frozenset(
    [Format.CSV, Format.JSON, Format.MARKDOWN, Format.MHT, Format.XML, Format.YAML]
)
"""Else a page may stand in a file, whatever its suffix says: servers answer with pages."""


def format_of(raw: bytes, suffix: str) -> Format:
    """The format of an input; text, where nothing else is told.

    >>> format_of(b"%PDF-1.7 ...", ".txt"), format_of(b"<html><body>", ".doc")
    (<Format.PDF: 'PDF'>, <Format.HTML: 'HTML'>)
    >>> format_of(b"<?xml version='1.0'?><report/>", "")
    <Format.XML: 'XML'>
    """
    named = BY_SUFFIX.get(suffix)
    if raw.startswith(_ZIP):
        return next((inside for name, inside in _INSIDE if name in raw), Format.ZIP)
    if raw.startswith(_OLE) and _LOCKED in raw:
        return Format.LOCKED
    for mark, marked in _MARKS:
        if mark in raw[: len(mark) if marked is not Format.PDF else _BEGINNING]:
            return marked
    if named not in _NO_PAGES and _is_page(raw):
        return Format.HTML
    if named is None and _is_xml(raw):
        return Format.XML
    letter = named in {None, Format.HTML} and _MIME.match(raw)
    return Format.MHT if letter else named or Format.TEXT


def _is_page(raw: bytes) -> bool:
    return _PAGE.match(_decoded(raw[:_BEGINNING])) is not None


def _is_xml(raw: bytes) -> bool:
    """Whether a file declares itself to be XML, or ends the element with which it begins."""
    beginning = _decoded(raw[:_BEGINNING])
    if _DECLARED.match(raw) or _DECLARED.match(beginning.encode()):
        return True
    first = _FIRST.match(beginning)
    return first is not None and raw.rstrip().endswith(f"</{first[1]}>".encode())


def _decoded(raw: bytes) -> str:
    """The characters of the beginning of a file; none where it is no text."""
    decoded = decode(raw)
    return decoded[0].lstrip("\ufeff") if decoded is not None else ""
