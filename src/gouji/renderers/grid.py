"""A ruled table in a terminal: columns that align in Chinese and fit the width."""

from collections.abc import Iterable, Sequence

import tabulate
from wcwidth import wcswidth

tabulate.MIN_PADDING = 0  # else every heading is two columns wider than it was wrapped for

_CLOSING = "，。、；：！？）》」』】〉”’…,.;:!?)]}%"
_OPENING = "（《「『【〈“‘([{"
_WORD = 14
"""A longer word may be cut."""
_WHOLE = (8, 7, 6, 5)
"""Cells of that width are not wrapped, if there is room for it."""
_SAMPLE = 60
"""Widths are weighed on that many lines."""
_STEPS = 30


def grid(headers: Sequence[str], lines: Sequence[Sequence[str]], width: int) -> str:
    """A grid; columns that are empty in every line are left out, long cells are wrapped."""
    used = [i for i in range(len(headers)) if any(line[i] for line in lines)]
    table = [[line[i] for i in used] for line in ([headers, *lines])]
    widths = _fitted(table, width - 3 * len(used) - 1)
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
        if line and _width(line + unit.rstrip(" ")) > width:
            lines.append(line.rstrip(" "))
            line = unit.lstrip(" ")
        else:
            line += unit
    return [*lines, line.rstrip(" ")] if line.strip(" ") or not lines else lines


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


def _fitted(table: Sequence[Sequence[str]], room: int) -> list[int]:
    """The widths of the columns: whichever costs the fewest lines is made narrower, until all fit."""
    columns = list(zip(*table, strict=True))
    natural = [max(map(_width, column)) for column in columns]
    words = [min(_WORD, max(map(_longest_word, column))) for column in columns]
    for whole in _WHOLE:
        least = [max(word, min(width, whole)) for word, width in zip(words, natural, strict=True)]
        if sum(least) <= room:
            break
    else:
        least = words
    widths = [min(room, width) for width in natural]
    sizes = [[_width(cell) for cell in line] for line in table[:_SAMPLE]]
    while (excess := sum(widths) - room) > 0:
        loose = [i for i, width in enumerate(widths) if width > least[i]]
        if not loose:
            break
        step = max(1, excess // _STEPS)
        narrower = {i: max(least[i], widths[i] - step) for i in loose}
        cost = {i: _height(sizes, [*widths[:i], w, *widths[i + 1 :]]) for i, w in narrower.items()}
        best = min(loose, key=lambda i: (cost[i], -widths[i]))
        widths[best] = narrower[best]
    return widths


def _height(sizes: Sequence[Sequence[int]], widths: Sequence[int]) -> int:
    """About how many lines the table takes."""
    return sum(
        max(-(-size // width) for size, width in zip(line, widths, strict=True)) for line in sizes
    )


def _longest_word(cell: str) -> int:
    return max((_width(unit.rstrip(" ")) for unit in _units(cell, _WORD)), default=1)
