"""The nearest right word for a wrong one."""

import unicodedata
from collections.abc import Iterable


def distance(a: str, b: str) -> int:
    """Edits (insert, delete, replace, swap neighbours) that turn one word into another.

    >>> distance("requre", "require"), distance("要球", "要求"), distance("sya", "say")
    (1, 1, 1)
    """
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        above, before, row = before, row, [i]
        for j, y in enumerate(b, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, above[j - 2] + 1)
            row.append(cost)
    return row[-1]


_LIMITS = (3, 6, 14, 20)
"""From each of these weights on, a word may be misspelt in one more place."""


def _tolerance(word: str) -> int:
    """Edits that still leave a word recognisable; a Chinese character weighs as much as two letters."""
    weight = sum(1 if character.isascii() else 2 for character in word)
    return sum(weight >= limit for limit in _LIMITS)


def nearest(written: str, candidates: Iterable[str]) -> str | None:
    """The candidate that was probably meant; None where none is near.

    >>> nearest("要球", ["要求", "提示"]), nearest("x", ["y"])
    ('要求', None)
    """
    plain = unicodedata.normalize("NFKC", written)[:40].lower()
    limit = _tolerance(plain)
    scored = (
        (distance(plain, candidate.lower()), candidate)
        for candidate in candidates
        if abs(len(candidate) - len(plain)) <= limit
    )
    best = min((pair for pair in scored if pair[0] <= limit), default=None)
    # two characters that share neither are not a misspelling of one another
    return best[1] if best is not None and best[0] < len(plain) else None
