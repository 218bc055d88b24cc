"""Bytes of an XML document to text: by its mark, else by what it states, else UTF-8."""

import codecs
import re

from gouji.model.decode import decode as decode_marked
from gouji.model.diagnostic import Diagnostic
from gouji.model.wording import Wording
from gouji.readers.xml import problems
from gouji.readers.xml.tree import SNIFFED, is_web_page

_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_STATED = re.compile(
    rb"\s*<\?xml[^>]{0,200}?\bencoding\s*=\s*[\"']([A-Za-z][A-Za-z0-9._-]{0,40})[\"']"
)
_KNOWN = frozenset(
    ["utf-8", "ascii", "iso8859-1", "iso8859-15", "cp1252", "gb2312", "gbk", "gb18030", "big5"]
)
"""Encodings by the names of the codecs; any other is refused."""


def decode(raw: bytes) -> tuple[str, Wording | None] | Diagnostic | None:
    """The text, and a remark where characters were lost; None where the bytes are no text.

    A document that is not in the encoding it states is not read.
    """
    if raw.startswith(_MARKS):
        return decode_marked(raw)
    stated = _STATED.match(raw)
    name = stated[1].decode("ascii") if stated else "UTF-8"
    page = is_web_page(raw[:SNIFFED].decode("latin-1"))
    try:
        codec = codecs.lookup(name).name
    except LookupError:
        codec = ""
    if codec not in _KNOWN:
        return problems.web_page(None) if page else problems.unknown_encoding(None, name)
    try:
        return raw.decode(codec), None
    except UnicodeDecodeError:
        return problems.web_page(None) if page else problems.bad_encoding(None, name)
