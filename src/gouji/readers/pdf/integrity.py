"""Whether a PDF is whole: PDFium mends in silence what is broken, so its bytes are looked at."""

import base64
import re
import zlib
from collections.abc import Iterator

_TAIL = 1024
"""Behind its last mark a file may have so much that does not belong to it."""
_END = re.compile(rb"startxref\s+([0-9]{1,10})\s+%%EOF")
_BEGUN = re.compile(rb"\s*[0-9x]")
"""So begins what is added to a file: an object or a table; other junk does not."""
_TABLE = re.compile(rb"\s*(?:xref\b|[0-9]+\s+[0-9]+\s+obj\b)")
_FIRST = re.compile(rb"/Linearized\b[^>]*?/L\s+([0-9]{1,12})|/L\s+([0-9]{1,12})[^>]*?/Linearized\b")
_XREF = re.compile(rb"xref\s+(?=[0-9]+\s+[0-9]+\s)")
_SECTION = re.compile(rb"([0-9]{1,10})\s+([0-9]{1,10})\s+(?=[0-9]{10}\s)")
_ENTRY = re.compile(rb"([0-9]{10})\s([0-9]{5})\s([nf])\s{0,2}")
_OBJECT = re.compile(rb"\s*([0-9]{1,10})\s+([0-9]{1,5})\s+obj\b")
_STREAM = re.compile(rb"stream\r?\n")
_DICTIONARY = 4096
_FLATE = re.compile(rb"/Filter\s*(?:\[\s*)?(/(?:ASCII85Decode|A85)\s*)?/(?:FlateDecode|Fl)\b")
_CHUNK = 1 << 18
_MOST = 1 << 30
"""So many bytes are unpacked in all to see whether they are whole."""


def is_cut(raw: bytes) -> bool:
    """Whether a file lacks its end: the mark, the place of its table, or the table there."""
    ends = list(_END.finditer(raw, max(0, len(raw) - _TAIL - 64)))
    if not ends or raw.rfind(b"%%EOF") > ends[-1].end():
        return True
    if _BEGUN.match(raw, ends[-1].end()):
        return True
    begun = _FIRST.search(raw, 0, _TAIL)
    if begun and int(begun[1] or begun[2]) > len(raw):
        return True
    at = int(ends[-1][1])
    return not any(_TABLE.match(raw, place) for place in (at + _shift(raw), at))


def is_damaged(raw: bytes) -> bool:
    """Whether objects do not stand where the file says, or a packed part is not what was packed.

    Of the packed parts of a locked file that is not to be told.
    """
    if any(_misplaced(raw)):
        return True
    return b"/Encrypt" not in raw and not _all_unpack(raw)


def _shift(raw: bytes) -> int:
    """How much stands before the file proper; places may or may not count it."""
    return max(0, raw.find(b"%PDF-", 0, _TAIL))


def _misplaced(raw: bytes) -> Iterator[bool]:
    """Of each object in a table of places, whether it is not there."""
    shift = _shift(raw)
    for table in _XREF.finditer(raw):
        at = table.end()
        while section := _SECTION.match(raw, at):
            number, count = int(section[1]), int(section[2])
            at = section.end()
            for one in range(number, number + count):
                entry = _ENTRY.match(raw, at)
                if entry is None:
                    yield True
                    return
                at = entry.end()
                if entry[3] == b"n":
                    places = {int(entry[1]), int(entry[1]) + shift}
                    yield not any(_stands(raw, place, one) for place in places)


def _stands(raw: bytes, place: int, number: int) -> bool:
    found = _OBJECT.match(raw, place)
    return found is not None and int(found[1]) == number


def _all_unpack(raw: bytes) -> bool:
    left = _MOST
    for start, wrapped in _packed(raw):
        packed, at = (_unwrapped(raw, start), 0) if wrapped else (raw, start)
        unpacked = None if packed is None else _unpacked(packed, at, left)
        if unpacked is None:
            return False
        left -= unpacked
    return True


def _packed(raw: bytes) -> Iterator[tuple[int, bool]]:
    """Where the packed parts begin, and whether letters stand for their bytes."""
    for match in _STREAM.finditer(raw):
        head = raw[max(0, match.start() - _DICTIONARY) : match.start()]
        begun = head.rfind(b"obj")
        if begun >= 0 and head.rstrip().endswith(b">>"):
            filtered = _FLATE.search(head, begun)
            if filtered:
                yield match.end(), filtered[1] is not None


def _unwrapped(raw: bytes, start: int) -> bytes | None:
    end = raw.find(b"~>", start)
    try:
        return base64.a85decode(raw[start:end], ignorechars=b" \t\n\r\v\0\f") if end >= 0 else None
    except ValueError:
        return None


def _unpacked(raw: bytes, start: int, most: int) -> int | None:
    """How many bytes a part unpacks to, as far as it was looked at; None where it is damaged."""
    unpacker, found = zlib.decompressobj(), 0
    try:
        for at in range(start, len(raw), _CHUNK):
            waiting = raw[at : at + _CHUNK]
            while waiting and not unpacker.eof:
                found += len(unpacker.decompress(waiting, _CHUNK))
                waiting = unpacker.unconsumed_tail
            if unpacker.eof or found > most:
                return found
    except zlib.error:
        return None
    return None
