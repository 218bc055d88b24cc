"""Whether a PDF is whole: PDFium mends in silence what is broken, so its bytes are looked at."""

import re
import zlib
from collections.abc import Iterator

_TAIL = 1024
"""Behind its last mark a file may have so much that does not belong to it."""
_END = re.compile(rb"startxref\s+([0-9]{1,10})\s+%%EOF")
_TABLE = re.compile(rb"\s*(?:xref\b|[0-9]+\s+[0-9]+\s+obj\b)")
_FIRST = re.compile(rb"/Linearized\b[^>]*?/L\s+([0-9]{1,12})|/L\s+([0-9]{1,12})[^>]*?/Linearized\b")
_STREAM = re.compile(rb"stream\r?\n")
_OBJECT = re.compile(rb"\bobj\b")
_DICTIONARY = 4096
_FLATE = re.compile(rb"/Filter\s*(?:\[\s*)?/(?:FlateDecode|Fl)\b")
_CHUNK = 1 << 16
_MOST = 1 << 30
"""So many bytes are unpacked in all to see whether they are whole."""


def is_cut(raw: bytes) -> bool:
    """Whether a file lacks its end: the mark, the place of its table, or the table there."""
    ends = list(_END.finditer(raw, max(0, len(raw) - _TAIL - 64)))
    if not ends or raw.rfind(b"%%EOF") > ends[-1].end():
        return True
    begun = _FIRST.search(raw, 0, _TAIL)
    if begun and int(begun[1] or begun[2]) > len(raw):
        return True
    shift = max(0, raw.find(b"%PDF-", 0, _TAIL))
    at = int(ends[-1][1])
    return not any(_TABLE.match(raw, place) for place in (at + shift, at))


def is_damaged(raw: bytes) -> bool:
    """Whether a packed part of a file is not what was packed; of a locked file, not to be told."""
    if b"/Encrypt" in raw:
        return False
    left = _MOST
    for start in _packed(raw):
        unpacker = zlib.decompressobj()
        try:
            for at in range(start, len(raw), _CHUNK):
                waiting = raw[at : at + _CHUNK]
                while waiting and not unpacker.eof:
                    left -= len(unpacker.decompress(waiting, _CHUNK))
                    waiting = unpacker.unconsumed_tail
                if unpacker.eof or left < 0:
                    break
        except zlib.error:
            return True
        if not unpacker.eof and left >= 0:
            return True
    return False


def _packed(raw: bytes) -> Iterator[int]:
    """Where the packed parts begin."""
    for match in _STREAM.finditer(raw):
        head = raw[max(0, match.start() - _DICTIONARY) : match.start()]
        begun = [found.end() for found in _OBJECT.finditer(head)]
        if begun and head.rstrip().endswith(b">>") and _FLATE.search(head, begun[-1]):
            yield match.end()
