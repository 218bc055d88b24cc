"""Bytes to text: the encodings in which Chinese documents come."""

import codecs

from gouji.model.wording import Wording

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS = "".join(chr(code) for code in range(32) if chr(code) not in "\t\n\v\f\r") + "\x7f"
_REPLACED = "\ufffd"


def decode(raw: bytes) -> tuple[str, Wording | None] | None:
    """The text, and a remark where characters were lost; None where the bytes are no text.

    In order: byte order mark, UTF-8, GB18030.  A text that is UTF-8 but for a few bytes (cut
    within a character, say) is not taken for GB18030, which would turn all of it into other words.
    """
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return _marked(raw[len(mark) :], encoding)
    if b"\0" in raw:
        return None
    for encoding in ("utf-8", "gb18030"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            if encoding == "utf-8" and _almost_utf8(raw):
                break
        else:
            return None if _noise(text) else (text, None)
    else:
        encoding = "gb18030"
    return _replaced(raw, encoding)


def _marked(raw: bytes, encoding: str) -> tuple[str, Wording | None] | None:
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError:
        return _replaced(raw, encoding)
    return None if _noise(text) else (text, None)


def _replaced(raw: bytes, encoding: str) -> tuple[str, Wording | None] | None:
    text = raw.decode(encoding, "replace")
    lost = text.count(_REPLACED)
    if _noise(text) or lost * 10 > len(text):
        return None
    return text, Wording(
        zh=f"有 {lost} 处字节不合 {encoding.upper()} 编码，已用 {_REPLACED} 代替",
        en=f"{lost} places are not valid {encoding.upper()} and were replaced by {_REPLACED}",
    )


def _almost_utf8(raw: bytes) -> bool:
    """Whether the bytes hold many characters beyond ASCII and nearly all of them are UTF-8."""
    text = raw.decode("utf-8", "replace")
    lost = text.count(_REPLACED)
    return sum(char > "\x7f" for char in text) >= 20 * lost


def _noise(text: str) -> bool:
    """Whether NULs or many control characters say that this is no text."""
    controls = sum(text.count(char) for char in _CONTROLS)
    return "\0" in text or (controls > 1 and controls * 20 > len(text))
