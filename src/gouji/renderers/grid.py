"""A ruled table in a terminal: columns that align in Chinese and fit the width."""

from collections.abc import Iterable, Sequence

import tabulate
from wcwidth import wcswidth

tabulate.MIN_PADDING = 0  # else every heading is two columns wider than it was wrapped for

_CLOSING = "，。、；：！？）》」』】〉”’…,.;:!?)]}%"
_OPENING = "（《「『【〈“‘([{"
_NARROWEST = 4


def grid(headers: Sequence[str], lines: Sequence[Sequence[str]], width: int) -> str:
    """A grid; columns that are empty in every line are left out, long cells are wrapped."""
    used = [i for i in range(len(headers)) if any(line[i] for line in lines)]
    table = [[line[i] for i in used] for line in ([headers, *lines])]
    natural = [max(_width(line[i]) for line in table) for i in range(len(used))]
    widths = _fitted(natural, width - 3 * len(used) - 1)
    wrapped = [
        ["\n".join(wrap(cell, w)) for cell, w in zip(line, widths, strict=True)] for line in table
    ]
    return tabulate.tabulate(wrapped[1:], wrapped[0], tablefmt="grid", disable_numparse=True)


def wrap(text: str, width: int) -> list[str]:
    """The text in lines of at most that many columns, broken as Chinese and English are.

    >>> wrap("三、收到和处理（政府）", 9), wrap("3 + 0 ≠ 2", 5)
    (['三、收到', '和处理', '（政府）'], ['3 + 0', '≠ 2'])
    """
    lines: list[str] = []
    line = ""
    for unit in _units(text, width):
        if line and _width(line) + _width(unit.rstrip()) > width:
            lines.append(line.rstrip())
            line = unit.lstrip()
        else:
            line += unit
    return [*lines, line.rstrip()] if line.strip() or not lines else lines


def padded(text: str, width: int) -> str:
    """The text, followed by blanks up to that many columns."""
    return text + " " * (width - _width(text))


def _width(text: str) -> int:
    width: int = wcswidth(text)
    assert width >= 0, f"not printable: {text!r}"
    return width


def _units(text: str, width: int) -> Iterable[str]:
    """What stays on one line: a word with its blank, an ideograph with its punctuation."""
    unit = ""
    for char in text:
        if unit and _may_break(unit[-1], char):
            yield from _pieces(unit, width)
            unit = ""
        unit += char
    yield from _pieces(unit, width)


def _may_break(before: str, after: str) -> bool:
    if after in _CLOSING or after == " " or before in _OPENING:
        return False
    return before == " " or _wide(before) or _wide(after)


def _wide(char: str) -> bool:
    return _width(char) > 1


def _pieces(unit: str, width: int) -> Iterable[str]:
    """A unit that is longer than a line, cut."""
    piece = ""
    for char in unit:
        if piece and char != " " and _width(piece + char) > width:
            yield piece
            piece = ""
        piece += char
    if piece:
        yield piece


def _fitted(natural: Sequence[int], room: int) -> list[int]:
    """Narrow columns as they are; the wide ones share what is left."""
    widths = list(natural)
    limit = max(widths, default=0)
    while sum(widths) > room and limit > _NARROWEST:
        limit -= 1
        widths = [min(width, limit) for width in natural]
    spare = room - sum(widths)
    for i, width in enumerate(natural):
        if spare > 0 and width > widths[i]:
            widths[i] += 1
            spare -= 1
    return widths
