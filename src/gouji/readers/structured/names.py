"""By what a structured report may name a row or a column: code, short name, printed label."""

from collections.abc import Iterator, Sequence

from gouji.model.form import Entry
from gouji.model.frozen import frozen
from gouji.readers.labels import wordings
from gouji.readers.nearness import nearest

_LABEL = 100
"""A longer key is no label."""


@frozen
class Named:
    """The entries that a key may mean: one, none, or several with the same label."""

    entries: tuple[Entry, ...]
    printed: str = ""
    """The label as printed; "" where the key is a code or a name."""
    near: bool = False
    """Whether the label is misprinted."""


class Names:
    """The names of the rows or of the columns of a table."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = entries
        self._codes = {entry.code: entry for entry in entries}
        self._labels: dict[str, list[Entry]] = {}
        for entry in entries:
            for key in dict.fromkeys(_keys(entry.labels)):
                self._labels.setdefault(key, []).append(entry)
        self._short = {entry.name: entry for entry in entries if entry.name}

    def find(self, key: str, *, near: bool = False) -> Named:
        """What a key means; `near` takes the entry whose label is nearest where none is the same."""
        if key in self._codes:
            return Named((self._codes[key],))
        printed = wordings(key)
        for wording in printed.keys:
            found = self._labels.get(wording, [])
            if len(found) > 1 and printed.ordinal is not None:
                found = [entry for entry in found if _last(entry.code) == str(printed.ordinal)]
            if found:
                return Named(tuple(found), key)
        if key in self._short:
            return Named((self._short[key],))
        nearby = nearest(key, self.entries) if near and len(key) <= _LABEL else None
        return Named((nearby,), key, near=True) if nearby else Named((), key)


def _keys(labels: Sequence[str]) -> Iterator[str]:
    return (wordings(label).keys[0] for label in labels)


def _last(code: str) -> str:
    return code.rpartition(".")[2]
