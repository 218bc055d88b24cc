"""The row or section that a misprinted label means, where only one comes into question."""

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from gouji.model.fold import ordinal_prefix, squeeze
from gouji.model.form import Entry

NEAR = 0.8
"""So much alike are two wordings of one label; measured on misprints of real reports (0.83 and more)."""
_CUT = 2
APART = 0.1
"""By so much the best of several entries must be more alike than the next."""


def nearest(printed: str, entries: Sequence[Entry]) -> Entry | None:
    """The entry whose label is nearest to a printed one; None where none is near, or two are.

    A label that only one entry's begins with, and at least half of it, is that entry's cut short.
    A printed number must be the last part of the entry's code.
    """
    ordinal, rest = ordinal_prefix(printed)
    label = squeeze(rest)
    begun = [entry for entry in entries if label and _begins(label, entry)]
    best = begun[0] if len(begun) == 1 else _most_alike(label, entries)
    numbered = best and (ordinal is None or best.code.rpartition(".")[2] == str(ordinal))
    return best if numbered else None


def _begins(label: str, entry: Entry) -> bool:
    wordings = [squeeze(ordinal_prefix(wording)[1]) for wording in entry.labels]
    return any(w.startswith(label) and len(w) <= _CUT * len(label) for w in wordings)


def _most_alike(label: str, entries: Sequence[Entry]) -> Entry | None:
    ranked = sorted(
        ((_likeness(label, entry.labels), -at, entry) for at, entry in enumerate(entries)),
        reverse=True,
        key=lambda item: item[:2],
    )
    if not label or not ranked or ranked[0][0] < NEAR:
        return None
    if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < APART:
        return None
    return ranked[0][2]


def likeness(printed: str, entry: Entry) -> float:
    """How much alike a printed label and the nearest of an entry's are, numbering left aside."""
    return _likeness(squeeze(ordinal_prefix(printed)[1]), entry.labels)


def _likeness(label: str, wordings: Iterable[str]) -> float:
    return max(
        SequenceMatcher(None, label, squeeze(ordinal_prefix(wording)[1]), autojunk=False).ratio()
        for wording in wordings
    )
