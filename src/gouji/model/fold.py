"""One shape for characters that print alike, without moving a single offset."""

import re

from gouji.model.numeral import chinese_integer

_ZERO_WIDTH = "\u00ad\u180e\u200b\u200c\u200d\u200e\u200f\u2060\ufeff" + "".join(
    chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
)
_SPACES = "\t\u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_LIKE = {
    '"': "“”„‟〝〞〟「」『』″",
    "'": "‘’‚‛′",
    "-": "‐‑‒–—―−─﹣﹘",
    "[": "【〔",
    "]": "】〕",
    "。": "｡",
    "、": "､",
    " ": _SPACES,
}
_FOLDED = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | {
    ord(char): plain for plain, chars in _LIKE.items() for char in chars
}
_UNPRINTED = dict.fromkeys(map(ord, _ZERO_WIDTH))

_COUNT = "[0-9]{1,2}|[一二三四五六七八九十]{1,3}"
_PRINTED = re.compile(
    rf"\s*(?:[(\[]\s*({_COUNT})\s*[)\]]\s*[、.,:]?"  # (一) [1]
    rf"|第?({_COUNT})\s*(?:[、)]|[.,](?!\s*[0-9]))"  # 一、 1. 第一, but neither 1.5 nor 1,990
    r"|([①-⒛㈠-㈩㊀-㊉])[、.]?)\s*"
)
_ENCLOSED = (
    {chr(0x2460 + n): n + 1 for n in range(20)}
    | {chr(0x2474 + n): n + 1 for n in range(20)}
    | {chr(0x2488 + n): n + 1 for n in range(20)}
    | {chr(0x3220 + n): n + 1 for n in range(10)}
    | {chr(0x3280 + n): n + 1 for n in range(10)}
)


def fold(text: str) -> str:
    """Full-width forms, quotes, dashes, brackets and spaces as ASCII prints them, 1 : 1.

    >>> fold("（一）“１，９９０”　—")
    '(一)"1,990" -'
    """
    return text.translate(_FOLDED)


def squeeze(text: str) -> str:
    """The folded text without white space and zero-width characters: labels are compared so.

    >>> squeeze("商业 　企业")
    '商业企业'
    """
    return "".join(fold(text).translate(_UNPRINTED).split())


def ordinal_prefix(text: str) -> tuple[int | None, str]:
    """The number printed before a title, and the title.

    Only a numeral that is enclosed or followed by a separator is numbering.

    >>> ordinal_prefix("（三）不予公开"), ordinal_prefix("三类内部事务")
    ((3, '不予公开'), (None, '三类内部事务'))
    """
    match = _PRINTED.match(fold(text))
    if match is None:
        return None, text
    enclosed = match[3]
    number = _ENCLOSED[enclosed] if enclosed else _count(match[1] or match[2])
    return (None, text) if number is None else (number, text[match.end() :])


def _count(numeral: str) -> int | None:
    return int(numeral) if numeral[0] in "0123456789" else chinese_integer(numeral)
