"""What rows may refer to: the keys that a document declares, and the fixed rows of its tables."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gouji.readers.xml.mapping import KeySource
from gouji.readers.xml.paths import elements, values
from gouji.readers.xml.tree import Tree


@dataclass(frozen=True, slots=True)
class Keys:
    """References as a document makes them."""

    open: Mapping[str, str]
    """Reference → the key of an open row."""
    fixed: Mapping[str, str]
    """Reference → the code or the name of a fixed row."""
    undeclared: str

    def missing(self, reference: str) -> str:
        """The key of a row whose reference leads nowhere."""
        return f"{self.undeclared}: {reference}" if reference else self.undeclared


def read_keys(tree: Tree, source: KeySource) -> Keys:
    """The keys of a document.  Where several are called the same, the next path tells them apart."""
    fixed = {hit.text: row for row, path in source.fixed.items() for hit in values(path, tree.root)}
    declared: dict[str, Sequence[str]] = {}
    for element in (e for path in source.each for e in elements(path, tree.root)):
        names = [hit.text for path in source.key for hit in values(path, element)[:1]]
        for hit in values(source.id, element)[:1]:
            if hit.text not in fixed:
                declared.setdefault(hit.text, [name for name in names if name])
    return Keys(_told_apart(declared), fixed, source.undeclared)


def _told_apart(declared: Mapping[str, Sequence[str]]) -> Mapping[str, str]:
    """Reference → the first of its names that no other has, else that name with the reference."""
    counts = Counter(name for names in declared.values() for name in {*names})
    return {
        reference: next(
            (name for name in names if counts[name] == 1),
            f"{names[0]} ({reference})" if names else reference,
        )
        for reference, names in declared.items()
    }
