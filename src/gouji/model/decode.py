"""Bytes to text: the encodings in which Chinese documents come."""

import codecs
import re

from gouji.model.frozen import frozen
from gouji.model.wording import Wording

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS = re.compile(r"[\0-\x08\x0e-\x1f\x7f]")
_REPLACED = "\ufffd"


@frozen
class Decoded:
    """A text, in which encoding it was, and how many characters were lost."""

    text: str
    encoding: str
    lost: int = 0

    @property
    def remark(self) -> Wording | None:
        """What is to be said where characters were lost."""
        if not self.lost:
            return None
        name = self.encoding.upper()
        return Wording(
            zh=f"有 {self.lost} 处字节不合 {name} 编码，已用 {_REPLACED} 代替",
            en=f"{self.lost} places are not valid {name} and were replaced by {_REPLACED}",
        )


def decode(raw: bytes) -> tuple[str, Wording | None] | None:
    """The text, and a remark where characters were lost; None where the bytes are no text.

    In order: byte order mark, UTF-8, GB18030.  A text that is UTF-8 but for a few bytes (cut
    within a character, say) is not taken for GB18030, which would turn all of it into other words.
    """
    if b"\0" in raw and marked(raw) is None:
        return None
    decoded = decoded_by(raw)
    if decoded is None or "\0" in decoded.text or is_noise(decoded.text):
        return None
    return decoded.text, decoded.remark


def decoded_by(raw: bytes, others: tuple[str, ...] = ("gb18030",)) -> Decoded | None:
    """The text by its mark, as UTF-8, or in the first of other encodings that fits.

    Where none fits to the last byte: UTF-8, if nearly all of it is, else the last one; None where
    more than one in ten characters would be lost.
    """
    encoding = marked(raw)
    if encoding is not None:
        return _replaced(raw[len(_mark(encoding)) :], encoding)
    for encoding in ("utf-8", *others):
        try:
            return Decoded(raw.decode(encoding), encoding)
        except UnicodeDecodeError:
            if encoding == "utf-8" and _almost_utf8(raw):
                break
    return _replaced(raw, encoding or "utf-8")


def marked(raw: bytes) -> str | None:
    """The encoding of which bytes bear the mark."""
    return next((encoding for mark, encoding in _MARKS if raw.startswith(mark)), None)


def _mark(encoding: str) -> bytes:
    return next(mark for mark, named in _MARKS if named == encoding)


def _replaced(raw: bytes, encoding: str) -> Decoded | None:
    try:
        return Decoded(raw.decode(encoding), encoding)
    except UnicodeDecodeError:
        text = raw.decode(encoding, "replace")
        lost = text.count(_REPLACED)
        return Decoded(text, encoding, lost) if lost * 10 <= len(text) else None


def _almost_utf8(raw: bytes) -> bool:
    """Whether the bytes hold many characters beyond ASCII and nearly all of them are UTF-8.

    Few are enough where nothing but the end of the last one is missing.
    """
    try:
        return not codecs.getincrementaldecoder("utf-8")().decode(raw).isascii()
    except UnicodeDecodeError:
        text = raw.decode("utf-8", "replace")
    lost = text.count(_REPLACED)
    return sum(char > "\x7f" for char in text) >= 20 * lost


def is_noise(text: str) -> bool:
    """Whether many control characters say that this is no text."""
    controls = len(_CONTROLS.findall(text))
    return controls > 1 and controls * 20 > len(text)
