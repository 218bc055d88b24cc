"""The names of WordprocessingML (ISO/IEC 29500-1, 17) that the reader knows."""

from collections.abc import Iterable
from itertools import islice
from typing import TYPE_CHECKING, TypeAlias

from gouji.readers.package import whole

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
VAL = f"{W}val"

_OFF = frozenset(["0", "false", "off", "none"])


Properties: TypeAlias = "Mapping[str, etree._Element]"  # noqa: SLF001  # lxml has no other name for it
"""What an element such as w:pPr states, by local name."""

_NONE: Properties = {}
_START = len(W)


def properties(element: "etree._Element | None", name: str = "") -> Properties:
    """What an element states, or the one in it of a name such as pPr."""
    if name and element is not None:
        element = next(element.iterchildren(W + name), None)
    return _NONE if element is None else {child.tag[_START:]: child for child in element}


class Stated:
    """What the elements of a part state; those that state nothing of a few properties say nothing."""

    def __init__(self, root: "etree._Element", names: Iterable[str]) -> None:
        self._owners: set[etree._Element] = set()
        for found in root.iter(*(W + name for name in names)):
            for owner in islice(found.iterancestors(), 1, 3):
                self._owners.add(owner)
                if owner.tag != f"{W}pPr":  # of its end, a paragraph states something in it
                    break

    def says(self, element: "etree._Element") -> bool:
        """Whether an element states any of the properties."""
        return element in self._owners

    def by(self, element: "etree._Element", name: str) -> Properties:
        """What an element states in the one in it of a name such as pPr."""
        return properties(element, name) if element in self._owners else _NONE


def value(stated: Properties, name: str) -> str | None:
    """The value of a property; None where it is not stated."""
    found = stated.get(name)
    return None if found is None else found.get(VAL)


def number(stated: Properties, name: str) -> int | None:
    """The same as a whole number; None where it is none."""
    text = (value(stated, name) or "").strip()
    size = whole(text.removeprefix("-"))
    return -size if size and text.startswith("-") else size


def switch(stated: Properties, name: str) -> bool | None:
    """Whether a property is switched on; None where it is not stated."""
    found = stated.get(name)
    return None if found is None else found.get(VAL, "1") not in _OFF
