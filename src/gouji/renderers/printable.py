"""Text from documents as it may safely be shown: on one line, nothing that a terminal obeys."""

import re

_INVISIBLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
_BREAKS = re.compile(r"[\t\n\v\f\r\x85\u2028\u2029]+")


def printable(text: str) -> str:
    r"""The text on one line; control, direction and zero-width characters are named, not sent.

    >>> printable("a\x1b[31mb\n\u202ec")
    'a[U+001B][31mb [U+202E]c'
    """
    return visible(_BREAKS.sub(" ", text))


def visible(text: str) -> str:
    r"""The text with the same characters named, line ends included.

    >>> visible("a\tb")
    'a[U+0009]b'
    """
    return _INVISIBLE.sub(lambda found: f"[U+{ord(found[0]):04X}]", text)


def escaped(json_text: str) -> str:
    r"""The same JSON with those characters written as escapes; its value does not change.

    >>> escaped('"a\u202eb"')
    '"a\\u202eb"'
    """
    return _INVISIBLE.sub(lambda found: _escape(found[0]) if found[0] != "\n" else "\n", json_text)


def _escape(char: str) -> str:
    units = char.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[i : i + 2].hex()}" for i in range(0, len(units), 2))
