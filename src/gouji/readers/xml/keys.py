"""What rows may refer to: the keys that a document declares, and the fixed rows of its tables."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from gouji.model.diagnostic import Diagnostic
from gouji.model.fold import squeeze
from gouji.model.form import Code
from gouji.model.frozen import frozen
from gouji.readers.xml import problems
from gouji.readers.xml.mapping import KeySource
from gouji.readers.xml.paths import elements, values
from gouji.readers.xml.tree import Element, Tree

_REPEAT = re.compile("(.+)#[0-9]+")
"""How the second row of a key is called."""


@frozen
class Keys:
    """References as a document makes them."""

    open: Mapping[str, str]
    """Reference → the key of an open row."""
    fixed: Mapping[str, str]
    """Reference → the code or the name of a fixed row."""
    undeclared: str
    diagnostics: tuple[Diagnostic, ...] = ()
    """What is declared more than once."""

    def missing(self, reference: str) -> str:
        """The key of a row whose reference leads nowhere."""
        return f"{self.undeclared}: {reference}" if reference else self.undeclared


def free_key(name: str, taken: Collection[Code], others: Collection[str]) -> str:
    """The key for a name: in quotes where it is the code of a row, or reads like a second row."""
    match = _REPEAT.fullmatch(name)
    clashes = squeeze(name) in taken or (match is not None and match[1] in others)
    return f"“{name}”" if clashes else name


def read_keys(tree: Tree, source: KeySource, taken: Collection[Code]) -> Keys:
    """The keys of a document; `taken` are the codes of rows of the form, which are no keys.

    Where several are called the same, the next path tells them apart; where none does, one thing
    is declared more than once, which is said.
    """
    fixed = {hit.text: row for row, path in source.fixed.items() for hit in values(path, tree.root)}
    declared: dict[str, Sequence[str]] = {}
    places: dict[str, list[Element]] = {}
    for element in (e for path in source.each for e in elements(path, tree.root)):
        names = [hit.text for path in source.key for hit in values(path, element)[:1]]
        for hit in values(source.id, element)[:1]:
            if hit.text not in fixed:
                declared.setdefault(hit.text, [name for name in names if name])
                places.setdefault(hit.text, []).append(element)
    bearers = _bearers(declared)
    told = {
        reference: next(
            (name for name in names if len(bearers[squeeze(name)]) == 1),
            f"{names[0]} ({reference})" if names else reference,
        )
        for reference, names in declared.items()
    }
    keys = {r: free_key(name, taken, told.values()) for r, name in told.items()}
    repeated = tuple(
        problems.repeated_declaration(name, [tree.tag(e) for r in same for e in places[r]])
        for name, same in _alike(declared)
        if sum(len(places[r]) for r in same) > 1
    )
    return Keys(keys, fixed, source.undeclared, repeated)


def _bearers(declared: Mapping[str, Sequence[str]]) -> Mapping[str, Sequence[str]]:
    """Name, as keys are compared → the references that go by it."""
    bearers: dict[str, list[str]] = {}
    for reference, names in declared.items():
        for name in dict.fromkeys(map(squeeze, names)):
            bearers.setdefault(name, []).append(reference)
    return bearers


def _alike(declared: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, Sequence[str]]]:
    """The references of which all names are the same, with the first of these."""
    alike: dict[tuple[str, ...], list[str]] = {}
    for reference, names in declared.items():
        alike.setdefault(tuple(map(squeeze, names)) or (reference,), []).append(reference)
    for references in alike.values():
        yield next(iter(declared[references[0]]), references[0]), references
