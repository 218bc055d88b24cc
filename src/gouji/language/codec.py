"""Checked packs and rosters as JSON values and back: what is read can only become data of known classes.

Every value is written once, after those that it is made of, and refers to them by number: first the
atoms (texts, whole numbers, true, false, null), then the spans, then everything else in batches of
one class, column by column, so that a batch is read in one go.
"""

import enum
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from fractions import Fraction
from itertools import chain
from typing import Any, TypeAlias

from gouji.language import checked, checked_expressions
from gouji.model import diagnostic, finding, form, roster, template, wordbook, wording
from gouji.model.span import Source, Span

Json: TypeAlias = dict[str, Any]


def _closed() -> Mapping[str, type]:
    """The classes of checked packs and of rosters, by name."""
    modules = (
        *(checked, checked_expressions, diagnostic, form, roster),
        *(template, wordbook, wording),
    )
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
_TABLE, _ENTRY = _NAMES[form.Table], _NAMES[form.Entry]


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
        texts, starts, ends = piece["spans"]
        found += list(map(Span, map(sources.__getitem__, texts), starts, ends))
        for kind, count, *columns in piece["batches"]:
            parts = [map(found.__getitem__, column) for column in columns]
            maker = _MAKERS[kind]
            found += list(map(maker, *parts)) if parts else [maker() for _ in range(count)]
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
            assert kind is not None, f"{type(value)} is no class that can be kept"
            return kind, (getattr(value, part) for part in _PARTS[kind])


@dataclass(slots=True, eq=False)
class _Written:
    """A value that is written: how many steps it is away from atoms, and its number in the end."""

    kind: str
    level: int = 0
    parts: Sequence["_Written"] = ()
    number: int = -1


@dataclass(slots=True)
class _Piece:
    """What is written for one value."""

    atoms: list[tuple[_Written, str | int | None]] = field(default_factory=list)
    spans: list[tuple[_Written, int, int, int]] = field(default_factory=list)
    others: list[_Written] = field(default_factory=list)


class _Writer:
    """Writes every value once."""

    def __init__(self, files: Sequence[Source]) -> None:
        self.sources = list(files)
        self.count = 0
        self.now = _Piece()
        self.known: dict[object, _Written] = {}
        self.kept: list[object] = []

    def piece(self, value: object) -> Json:
        """What is to be written for a value after those before."""
        known = len(self.sources)
        self.now = piece = _Piece()
        root = self.written(value)
        self._number(written for written, _ in piece.atoms)
        self._number(written for written, *_ in piece.spans)
        batches: dict[tuple[int, str, int], list[_Written]] = defaultdict(list)
        for written in piece.others:
            batches[written.level, written.kind, len(written.parts)].append(written)
        lines = []
        for (_, kind, _), batch in sorted(batches.items(), key=lambda pair: pair[0]):
            self._number(batch)
            columns = zip(*([p.number for p in written.parts] for written in batch), strict=True)
            lines.append([kind, len(batch), *map(list, columns)])
        return {
            "sources": [[source.name, source.text] for source in self.sources[known:]],
            "atoms": [atom for _, atom in piece.atoms],
            "spans": [[span[part] for span in piece.spans] for part in (1, 2, 3)],
            "batches": lines,
            "root": root.number,
        }

    def _number(self, several: Iterable[_Written]) -> None:
        for written in several:
            written.number = self.count
            self.count += 1

    def written(self, value: object) -> _Written:
        """A value as it is written; a new one is noted down."""
        if value is None or (isinstance(value, str | int) and not isinstance(value, enum.Enum)):
            key: object = (type(value), value)
        else:
            key = id(value)
            self.kept.append(value)  # so that no other value takes its id
        if key not in self.known:
            self.known[key] = self._new(value)
        return self.known[key]

    def _new(self, value: object) -> _Written:
        match value:
            case Span():
                assert not value.cuts, "a span of a rule file leaves nothing out"
                written = _Written("span")
                source = self._source(value.source)
                self.now.spans.append((written, source, value.start, value.end))
                return written
            case None | str() | int() if not isinstance(value, enum.Enum):
                written = _Written("atom")
                self.now.atoms.append((written, value))
                return written
            case _:
                kind, parts = _taken_apart(value)
                return self._other(kind, [self.written(part) for part in parts])

    def _other(self, kind: str, parts: Sequence[_Written]) -> _Written:
        """A value that may be written already: of equal ones one will do.

        Tables and lists of entries are told apart by identity.
        """
        key = (kind, *map(id, parts))
        apart = kind in {_TABLE, _ENTRY} or any(part.kind == _ENTRY for part in parts)
        if not apart and key in self.known:
            return self.known[key]
        level = 1 + max((part.level for part in parts), default=0)
        written = self.known[key] = _Written(kind, level, parts)
        self.now.others.append(written)
        return written

    def _source(self, source: Source) -> int:
        for at, known in enumerate(self.sources):
            if known is source:
                return at
        self.sources.append(source)
        return len(self.sources) - 1
