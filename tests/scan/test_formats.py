"""What an input is, whatever its name says."""

import pytest

from gouji.scan.formats import Format, format_of

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


@pytest.mark.parametrize(
    ("raw", "suffix", "found"),
    [
        (b"%PDF-1.4", ".doc", Format.PDF),
        (b"PK\x03\x04 ... word/styles.xml", ".doc", Format.DOCX),
        (b"PK\x03\x04 ... xl/worksheets/sheet1.xml", ".zip", Format.XLSX),
        (b"PK\x03\x04 ... reports/a.xml", ".docx", Format.ZIP),
        (OLE, ".docx", Format.OLD_OFFICE),
        (OLE + "EncryptedPackage".encode("utf-16-le"), ".docx", Format.LOCKED),
        (b"<!DOCTYPE html><title>404", ".pdf", Format.HTML),
        ("﻿<html>".encode(), ".xls", Format.HTML),
        (b"<html>", ".xml", Format.XML),
        (b"{\\rtf1", ".doc", Format.RTF),
        (b"From: <saved by a browser>\nMIME-Version: 1.0\n", ".html", Format.MHT),
        (b"a | b", ".md", Format.MARKDOWN),
        (b"a | b", ".unknown", Format.TEXT),
        (b'<?xml version="1.0"?><report/>', "", Format.XML),
        ('<?xml version="1.0"?><report/>'.encode("utf-16"), "", Format.XML),
        (
            '\n<?xml version="1.0" encoding="iso-8859-1"?><r>caf\xe9 au lait</r>'.encode("latin-1"),
            "",
            Format.XML,
        ),
        (b"<!-- ours --><f:report xmlns:f='urn:f'>\n</f:report>\n", ".part", Format.XML),
        (b"<f:report xmlns:f='urn:f'>\n", "", Format.TEXT),
        (b"<note> the report follows", "", Format.TEXT),
        (b'<?xml version="1.0"?>\n<!DOCTYPE html><html>', "", Format.HTML),
        (b'<?xml version="1.0"?>\n<html>', ".txt", Format.HTML),
        (b'<?xml version="1.0"?><report/>', ".txt", Format.TEXT),
    ],
)
def test_the_content_goes_before_the_suffix(raw: bytes, suffix: str, found: Format) -> None:
    assert format_of(raw, suffix) is found
