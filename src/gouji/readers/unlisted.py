"""Headings of the rank of sections that no outline lists."""

import re
from collections.abc import Iterable, Sequence

from gouji.model.fold import fold, ordinal_prefix, squeeze
from gouji.model.frozen import frozen
from gouji.model.report import Passage

_HEADING = 40
"""A longer line is no heading."""
_STOP = re.compile("[,;。!?]|:.")
_DIGITS = re.compile("[0-9]+")
_NUMERALS = re.compile("[一二三四五六七八九十]+")
_ENOUGH = 2
"""So many headings of one style show the rank."""


@frozen
class Parted:
    """The prose below a heading: what is its own, and what stands below unlisted headings."""

    own: tuple[Passage, ...]
    unlisted: tuple[Passage, ...]
    below: tuple[Passage, ...]


def rank(headings: Iterable[str]) -> str | None:
    """How most of the headings are numbered: 一、 or 1. or (一); None where too few are alike."""
    counts: dict[str, int] = {}
    for heading in headings:
        if style := _style(heading):
            counts[style] = counts.get(style, 0) + 1
    best = max(counts, key=lambda style: counts[style], default=None)
    return best if best is not None and counts[best] >= _ENOUGH else None


def part(
    passages: Sequence[Passage], style: str | None, above: int | None, below: int | None
) -> Parted:
    """Divide the prose between two headings, whose numbers are given.

    A short line numbered in the style of the sections is a heading if its number lies between
    theirs: then it is none of a list that begins anew.
    """
    own: list[Passage] = []
    unlisted: list[Passage] = []
    rest: list[Passage] = []
    for passage in passages:
        number = _number(passage.text, style)
        if number is not None and (above or 0) < number < (below or number + 1):
            unlisted.append(passage)
            above = number
        else:
            (rest if unlisted else own).append(passage)
    return Parted(tuple(own), tuple(unlisted), tuple(rest))


def _number(text: str, style: str | None) -> int | None:
    """The number of a line that looks like a heading of a section."""
    if style is None or len(text) > _HEADING or _style(text) != style:
        return None
    number, title = ordinal_prefix(text)
    return None if _STOP.search(fold(title)) or not title.strip() else number


def _style(text: str) -> str:
    """The numbering before a title, whatever its number; "" without one."""
    number, title = ordinal_prefix(text)
    if number is None:
        return ""
    prefix = squeeze(text[: len(text) - len(title)])
    return _NUMERALS.sub("一", _DIGITS.sub("1", prefix))
