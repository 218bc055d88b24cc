"""Checked packs and rosters as JSON values and back: what is read can only become data of known classes.

Every distinct value is written once, after those that it is made of, and refers to them by number:
atoms (texts, whole numbers, true, false, null) first, then spans, then everything else.  Sharing
is kept, since a table's rows are told from its columns by identity.
"""

import enum
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
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
_MERGED = frozenset({_MAPPING, _FRACTION, _DATE, _NAMES[checked.Type], _NAMES[checked.Asked]})
"""Of these, equal values are written once."""


def encode(values: Sequence[object], files: Sequence[Source]) -> Sequence[Json]:
    """Values as JSON, one piece each; later ones refer to what earlier ones hold.

    Of texts that are files only the number is written.  AssertionError: something is of no class
    that can be kept.
    """
    writer = _Writer(files)
    return [writer.piece(value) for value in values]


def decode(pieces: Sequence[Json], files: Sequence[Source]) -> list[Any]:
    """The values; any of LookupError, TypeError, ValueError where encode wrote something else."""
    sources = list(files)
    found: list[Any] = []
    values = []
    for piece in pieces:
        sources += [Source(name, text) for name, text in piece["sources"]]
        found += piece["atoms"]
        spans = iter(piece["spans"])
        found += [Span(sources[n], start, end) for n, start, end in zip(*[spans] * 3, strict=True)]
        makers = [_MAKERS[kind] for kind in piece["kinds"]]
        for kind, *parts in piece["nodes"]:
            found.append(makers[kind](*[found[part] for part in parts]))
        values.append(found[piece["root"]])
    return values


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


@dataclass(slots=True)
class _Piece:
    """What is written for one value."""

    start: int
    """How many values the pieces before hold."""
    atoms: list[str | int | None] = field(default_factory=list)
    spans: list[int] = field(default_factory=list)
    kinds: dict[str, int] = field(default_factory=dict)
    nodes: list[tuple[int, list["_Number"]]] = field(default_factory=list)

    @property
    def firsts(self) -> tuple[int, int, int, int]:
        """The numbers of the first atom, span and node, and of what comes after them."""
        spans = self.start + len(self.atoms)
        nodes = spans + len(self.spans) // 3
        return self.start, spans, nodes, nodes + len(self.nodes)


_ATOM, _SPAN, _NODE = range(3)
_Number: TypeAlias = tuple[_Piece, int, int]
"""Where a value stands: in which piece, among its atoms, spans or nodes, and at which place."""


def _place(number: _Number) -> int:
    """The number of a value among all, once its piece is whole."""
    piece, part, at = number
    return piece.firsts[part] + at


class _Writer:
    """Numbers values."""

    def __init__(self, files: Sequence[Source]) -> None:
        self.sources = list(files)
        self.now = _Piece(0)
        self.known: dict[object, _Number] = {}
        self.kept: list[object] = []

    def piece(self, value: object) -> Json:
        """What is to be written for a value after those before."""
        sources = len(self.sources)
        self.now = piece = _Piece(self.now.firsts[-1])
        root = self.number(value)
        return {
            "sources": [[source.name, source.text] for source in self.sources[sources:]],
            "atoms": piece.atoms,
            "spans": piece.spans,
            "kinds": list(piece.kinds),
            "nodes": [[kind, *map(_place, parts)] for kind, parts in piece.nodes],
            "root": _place(root),
        }

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
                assert not value.cuts, "a span of a rule file leaves nothing out"
                self.now.spans += [self._source(value.source), value.start, value.end]
                return self.now, _SPAN, len(self.now.spans) // 3 - 1
            case None | str() | int() if not isinstance(value, enum.Enum):
                self.now.atoms.append(value)
                return self.now, _ATOM, len(self.now.atoms) - 1
            case _:
                kind, parts = _taken_apart(value)
                return self._node(kind, [self.number(part) for part in parts])

    def _node(self, kind: str, parts: list[_Number]) -> _Number:
        key = (kind, *((id(piece), part, at) for piece, part, at in parts))
        if kind in _MERGED and key in self.known:
            return self.known[key]
        now = self.now
        now.nodes.append((now.kinds.setdefault(kind, len(now.kinds)), parts))
        number = now, _NODE, len(now.nodes) - 1
        if kind in _MERGED:
            self.known[key] = number
        return number

    def _source(self, source: Source) -> int:
        for at, known in enumerate(self.sources):
            if known is source:
                return at
        self.sources.append(source)
        return len(self.sources) - 1
