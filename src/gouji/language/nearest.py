"""The nearest right word for a wrong one."""

import unicodedata
from collections.abc import Iterable, Sequence


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


def _weight(word: str) -> int:
    """A Chinese character weighs as much as two letters."""
    return sum(1 if character.isascii() else 2 for character in word)


def _tolerance(word: str) -> int:
    """Edits that still leave a word recognisable."""
    return sum(_weight(word) >= limit for limit in _LIMITS)


def nearest(written: str, candidates: Iterable[str]) -> str | None:
    """The candidate that was probably meant; None where none is near.

    >>> nearest("要球", ["要求", "提示"]), nearest("x", ["y"])
    ('要求', None)
    """
    return min(_nearest(written, candidates)[1], default=None)


def clearly_nearest(written: str, candidates: Iterable[str]) -> str | None:
    """The candidate that was meant; None where another is as near but for one slip.

    >>> clearly_nearest("不合格", ["不通过", "不适用"]), clearly_nearest("不通", ["不通过", "不适用"])
    (None, '不通过')
    """
    edits, found = _nearest(written, candidates)
    return min(found, default=None) if edits <= 1 or len(found) == 1 else None


def _nearest(written: str, candidates: Iterable[str]) -> tuple[int, Sequence[str]]:
    """The fewest edits that lead to a candidate, and the candidates so near."""
    plain = unicodedata.normalize("NFKC", written)[:40].lower()
    limit = _tolerance(plain)
    scored = [
        (distance(plain, candidate.lower()), candidate)
        for candidate in candidates
        if abs(len(candidate) - len(plain)) <= limit
    ]
    # two characters that share neither are not a misspelling of one another
    fewest = min((edits for edits, _ in scored if edits <= limit and edits < len(plain)), default=0)
    return fewest, [candidate for edits, candidate in scored if edits == fewest]


_BEGINNING = 4
"""From this weight on, the beginning of a word tells it."""


def begun(written: str, candidates: Iterable[str]) -> str | None:
    """The one candidate that begins as what is written does, or the other way round.

    >>> begun("parameter", ["param", "pack"]), begun("每", ["每列"])
    ('param', None)
    """
    plain = unicodedata.normalize("NFKC", written).lower()
    found = {
        candidate
        for candidate in candidates
        if min(_weight(plain), _weight(candidate)) >= _BEGINNING
        and (candidate.startswith(plain) or plain.startswith(candidate))
    }
    return found.pop() if len(found) == 1 else None
