"""Bytes of a web page to text: by its mark, as UTF-8, else by what it states of itself."""

import codecs
import re
from dataclasses import replace

from gouji.model.decode import Decoded, decoded_by, is_noise, marked
from gouji.model.frozen import frozen
from gouji.model.wording import Wording

_BEGINNING = 4096
_STATED = re.compile(
    rb"<(?:meta\b[^>]{0,400}?\bcharset|\?xml\b[^>]{0,200}?\bencoding)\s*=\s*[\"']?\s*"
    rb"([A-Za-z][A-Za-z0-9._:-]{0,40})",
    re.IGNORECASE,
)
_CHINESE = frozenset(["gb2312", "gbk", "gb18030", "hz"])
_WESTERN = frozenset(["ascii", "cp1252", "iso8859-1", "iso8859-15"])
_UNMARKED = {b"<\0": codecs.BOM_UTF16_LE, b"\0<": codecs.BOM_UTF16_BE}
"""How a page begins that is UTF-16 without saying so."""


@frozen
class Characters:
    """The text of a page, in what encoding it was, and what it states of that."""

    decoded: Decoded
    stated: str | None

    @property
    def text(self) -> str:
        """The characters; a NUL is none."""
        return self.decoded.text.replace("\0", "\ufffd")

    @property
    def breaks_off(self) -> bool:
        """Whether the end of the last character is missing."""
        return self.decoded.lost > 0 and self.decoded.text.endswith("\ufffd")

    @property
    def remark(self) -> Wording | None:
        """What is to be said where characters were lost."""
        nothing = self.decoded.text.count("\0")
        return replace(self.decoded, lost=self.decoded.lost + nothing).remark

    @property
    def conflict(self) -> str | None:
        """The encoding that the page states, where it is in another one and that matters."""
        plain = self.decoded.text.isascii() and not self.decoded.encoding.startswith("utf-16")
        if self.stated is None or plain or _codec(self.stated) == self.decoded.encoding:
            return None
        return self.stated


def decode(raw: bytes) -> Characters | None:
    """The text of a page; None where the bytes are no text in any encoding."""
    mark = _UNMARKED.get(raw[:2]) if marked(raw) is None else None
    found = _STATED.search(raw[:_BEGINNING])
    stated = found[1].decode("ascii") if found else None
    decoded = decoded_by((mark or b"") + raw, _others(stated))
    return None if decoded is None or is_noise(decoded.text) else Characters(decoded, stated)


def _others(stated: str | None) -> tuple[str, ...]:
    """In which encodings a page may be that is not in UTF-8, by what it states."""
    codec = _codec(stated) if stated else None
    if codec in {None, "utf-8", "gb18030"}:
        return ("gb18030",)
    assert codec is not None
    # Pages in Chinese are often put under a Western label, which every byte would fit.
    return ("gb18030", codec) if codec == "cp1252" else (codec, "gb18030")


def _codec(stated: str) -> str | None:
    """The codec that serves an encoding; None where there is none for pages."""
    try:
        codec = codecs.lookup(stated)
    except LookupError:
        return None
    name = codec.name
    if name in _CHINESE:
        return "gb18030"
    if name in _WESTERN:
        return "cp1252"
    if name == "big5":
        return "big5hkscs"
    # A page that can be searched for its label is not in UTF-16, whatever the label says.
    text = getattr(codec, "_is_text_encoding", True)
    return name if text and not name.startswith(("utf-16", "utf-32", "utf-7")) else None
