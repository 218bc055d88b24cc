"""What is wrong with prose as printed matter, whatever it says: characters, pairs of signs, numbering."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from gouji.engine.text import folded_text, quotation
from gouji.engine.values import Match, Matches, Prose, SectionPassage
from gouji.model.numeral import chinese_integer
from gouji.model.template import Template

Place = tuple[int, int]

_GARBLED = re.compile(
    "|".join(
        (
            "[\ufffd\ue000-\uf8ff\U000f0000-\U0010ffff]+",  # replaced, or of one font only
            "[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]+",  # control characters
            "[?？]{3,}",
            "&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});",
            "</?[a-zA-Z][a-zA-Z0-9]{0,9}(?: [^<>]{0,200})?/?>",
            "(?:[\u00c2-\u00ef][\u0080-\u00bf]{1,2}){2,}",  # UTF-8 read as Latin-1
            "(?:锟斤拷)+|(?:烫烫)+|(?:屯屯){2,}",  # U+FFFD, and memory never written to, read as GBK
        )
    )
)
_PAIRS = {"(": ")", "（": "）", "《": "》", "〈": "〉", "【": "】", "〔": "〕", "[": "]"}
_PAIRS |= {"「": "」", "『": "』", "“": "”"}
_SAME = str.maketrans("（）［］", "()[]")
_OPENING = {
    opening.translate(_SAME): closing.translate(_SAME) for opening, closing in _PAIRS.items()
}
_CLOSING = {closing: opening for opening, closing in _OPENING.items()}
_SIGNS = re.compile("[{}]".format(re.escape("".join({*_OPENING, *_CLOSING}))))
_ITEM_NUMBER = re.compile(r"(?:^|[^0-9a-zA-Z])(?:[0-9]{1,2}|[a-zA-Z]|[一二三四五六七八九十]{1,3})$")
"""What stands before a round bracket that closes nothing: the number of an item, as in 1)."""
_AROUND = 8
"""So many characters after a sign are quoted with it."""

_NUMERAL = "[一二三四五六七八九十]{1,3}"
_NUMBERING = re.compile(
    rf"(?:^|(?<=[,、。;:!?\n ]))(?:(?P<being>{_NUMERAL})是|第(?P<th>{_NUMERAL})[,、]"
    rf"|\((?P<bracketed>{_NUMERAL})\)|\((?P<figure>[0-9]{{1,2}})\)|(?P<enclosed>[①-⑳]))"
)
"""The number of a point, by the style of numbering."""
_ENCLOSED = 20
"""The number of ⑳."""


def garbled(_: Sequence[Template], prose: Prose) -> Matches:
    """Characters that no reader can have meant: replaced, control and private ones, markup."""
    return _found(prose, lambda _, text: (hit.span() for hit in _GARBLED.finditer(text)))


def unpaired(_: Sequence[Template], prose: Prose) -> Matches:
    """Quotation marks and brackets of a paragraph that lack their partner."""
    return _found(prose, lambda _, text: _alone(text.translate(_SAME)))


def _alone(text: str) -> Iterator[Place]:
    opened: list[tuple[str, int]] = []
    alone: list[int] = []
    for sign in _SIGNS.finditer(text):
        at, char = sign.start(), sign.group()
        if char in _OPENING:
            opened.append((char, at))
            continue
        found = next(
            (n for n in reversed(range(len(opened))) if opened[n][0] == _CLOSING[char]), None
        )
        if found is not None:
            alone += [place for _, place in opened[found + 1 :]]
            del opened[found:]
        elif char != ")" or not _ITEM_NUMBER.search(text[max(0, at - 4) : at]):
            alone.append(at)
    for at in sorted([*alone, *(place for _, place in opened)]):
        yield at, min(at + _AROUND, len(text))


def misnumbered(_: Sequence[Template], prose: Prose) -> Matches:
    """The numbers of points that do not follow the one before: 一是 … 三是."""
    found: list[Match] = []
    for _, section in groupby(prose.passages, lambda place: place.section):
        open_: dict[str, list[int]] = {}
        for place in section:
            for hit in _NUMBERING.finditer(folded_text(place)):
                style = hit.lastgroup
                assert style is not None
                number = _number(hit.group(style))
                if number is not None and not _follows(number, open_.setdefault(style, [])):
                    found.append(quotation(place, *hit.span()))
    return Matches(tuple(found), prose.lacking)


def _number(numeral: str) -> int | None:
    if numeral.isdecimal():
        return int(numeral)
    at = ord(numeral[0]) - ord("①")
    return at + 1 if 0 <= at < _ENCLOSED else chinese_integer(numeral)


def _follows(number: int, lists: list[int]) -> bool:
    """Whether a number begins a list, or continues the list at hand or the one around it."""
    if number == 1 or not lists:
        lists[:] = [*lists[-1:], number]
        return True
    for at in reversed(range(len(lists))):
        if lists[at] == number - 1:
            lists[at:] = [number]
            return True
    lists[:] = [number]
    return False


def _found(prose: Prose, places: Callable[[SectionPassage, str], Iterator[Place]]) -> Matches:
    """The places in each passage, as they stand there."""
    found = (
        quotation(place, *span)
        for place in prose.passages
        for span in places(place, place.passage.text)
    )
    return Matches(tuple(found), prose.lacking)
