"""Checked packs and rosters as JSON values and back: what is read can only become data of known classes.

Every distinct value is written once, after those that it is made of, and refers to them by number:
atoms (texts, whole numbers, true, false, null) first, then spans, then everything else.  Sharing
is kept, since a table's rows are told from its columns by identity.
"""

import enum
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from fractions import Fraction
from itertools import chain
from typing import Any, TypeAlias

from gouji.language import checked, checked_expressions
from gouji.model import diagnostic, finding, form, roster, template, wording
from gouji.model.span import Source, Span

Json: TypeAlias = dict[str, Any]


def _closed() -> Mapping[str, type]:
    """The classes of checked packs, by name."""
    modules = (checked, checked_expressions, diagnostic, form, roster, template, wording)
    found = (
        kind
        for module in modules
        for kind in vars(module).values()
        if isinstance(kind, type) and kind.__module__ == module.__name__
    )
    plain = (k for k in found if is_dataclass(k) or issubclass(k, enum.Enum))
    classes = (*plain, finding.Outcome)
    return {f"{c.__module__.rpartition('.')[2]}.{c.__name__}": c for c in classes}


CLASSES = _closed()
_TUPLE, _SET, _MAPPING, _FRACTION, _DATE = "tuple", "set", "mapping", "fraction", "date"
_MAKERS: Mapping[str, Callable[..., object]] = {
    **CLASSES,
    _TUPLE: lambda *parts: parts,
    _SET: lambda *parts: frozenset(parts),
    _MAPPING: lambda *parts: dict(zip(parts[::2], parts[1::2], strict=True)),
    _FRACTION: Fraction,
    _DATE: date.fromisoformat,
}
_NAMES = {kind: name for name, kind in CLASSES.items()}
_PARTS = {n: [f.name for f in fields(c)] for n, c in CLASSES.items() if is_dataclass(c)}
_MERGED = frozenset({_MAPPING, _FRACTION, _DATE, _NAMES[checked.Type]})
"""Of these, equal values are written once."""


def encode(value: object, files: Sequence[Source]) -> Json:
    """A value as JSON; of texts that are files only the number is written.

    AssertionError: something in it is of no class of checked packs.
    """
    writer = _Writer(files)
    root = writer.number(value)
    return {
        "sources": [[source.name, source.text] for source in writer.sources[len(files) :]],
        "atoms": writer.atoms,
        "spans": writer.spans,
        "kinds": list(writer.kinds),
        "nodes": writer.shifted(),
        "root": writer.place(root),
    }


def decode(written: Json, files: Sequence[Source]) -> Any:
    """The value; any of LookupError, TypeError, ValueError where this is not what encode wrote."""
    sources = [*files, *(Source(name, text) for name, text in written["sources"])]
    found: list[Any] = [*written["atoms"]]
    spans = iter(written["spans"])
    found += [Span(sources[at], start, end) for at, start, end in zip(*[spans] * 3, strict=True)]
    makers = [_MAKERS[kind] for kind in written["kinds"]]
    for kind, *parts in written["nodes"]:
        found.append(makers[kind](*[found[part] for part in parts]))
    return found[written["root"]]


def _taken_apart(  # noqa: PLR0911  # one case for each kind of value
    value: object,
) -> tuple[str, Iterable[object]]:
    """The kind of a value and what it is made of."""
    match value:
        case enum.Enum():
            return _NAMES[type(value)], (value.value,)
        case tuple():
            return _TUPLE, value
        case frozenset():
            return _SET, sorted(value)
        case Mapping():
            return _MAPPING, chain.from_iterable(value.items())
        case Fraction():
            return _FRACTION, (str(value),)
        case date():
            return _DATE, (value.isoformat(),)
        case _:
            kind = _NAMES.get(type(value))
            assert kind is not None, f"{type(value)} is no class of checked packs"
            return kind, (getattr(value, part) for part in _PARTS[kind])


_Number: TypeAlias = tuple[str, int]
"""Where a value stands: among the atoms, the spans or the nodes, and at which place."""


class _Writer:
    """Numbers values."""

    def __init__(self, files: Sequence[Source]) -> None:
        self.sources = list(files)
        self.atoms: list[str | int | None] = []
        self.spans: list[int] = []
        self.kinds: dict[str, int] = {}
        self.nodes: list[tuple[int, list[_Number]]] = []
        self.known: dict[object, _Number] = {}
        self.kept: list[object] = []

    def number(self, value: object) -> _Number:
        """The number of a value, which is written if it is new."""
        if value is None or (isinstance(value, str | int) and not isinstance(value, enum.Enum)):
            key: object = (type(value), value)
        else:
            key = id(value)
            self.kept.append(value)  # so that no other value takes its id
        if key not in self.known:
            self.known[key] = self._written(value)
        return self.known[key]

    def _written(self, value: object) -> _Number:
        match value:
            case Span():
                self.spans += [self._source(value.source), value.start, value.end]
                return "spans", len(self.spans) // 3 - 1
            case None | str() | int() if not isinstance(value, enum.Enum):
                self.atoms.append(value)
                return "atoms", len(self.atoms) - 1
            case _:
                kind, parts = _taken_apart(value)
                return self._node(kind, [self.number(part) for part in parts])

    def _node(self, kind: str, parts: list[_Number]) -> _Number:
        key = (kind, *parts)
        if kind in _MERGED and key in self.known:
            return self.known[key]
        self.nodes.append((self.kinds.setdefault(kind, len(self.kinds)), parts))
        number = "nodes", len(self.nodes) - 1
        if kind in _MERGED:
            self.known[key] = number
        return number

    def _source(self, source: Source) -> int:
        for at, known in enumerate(self.sources):
            if known is source:
                return at
        self.sources.append(source)
        return len(self.sources) - 1

    def place(self, number: _Number) -> int:
        """The number among all values."""
        part, at = number
        before = {"atoms": 0, "spans": len(self.atoms)}
        return at + before.get(part, len(self.atoms) + len(self.spans) // 3)

    def shifted(self) -> list[list[int]]:
        """The nodes, with the numbers of their parts among all values."""
        return [[kind, *map(self.place, parts)] for kind, parts in self.nodes]
