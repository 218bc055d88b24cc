"""What styles say of paragraphs: their lists, and what is hidden."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from gouji.readers.docx.names import W, switch, value

if TYPE_CHECKING:
    from lxml import etree


@dataclass(frozen=True)
class Styles:
    """The styles of a document by id."""

    root: "etree._Element | None"

    @cached_property
    def _by_id(self) -> "Mapping[str, etree._Element]":
        if self.root is None:
            return {}
        return {style.get(f"{W}styleId", ""): style for style in self.root.iter(f"{W}style")}

    @cached_property
    def usual(self) -> str:
        """The style of a paragraph that names none."""
        usual = (
            name
            for name, style in self._by_id.items()
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in {"1", "true"}
        )
        return next(usual, "")

    @cached_property
    def hidden(self) -> frozenset[str]:
        """The styles in which text is hidden."""
        return frozenset(name for name in self._by_id if self._hides(name))

    @cached_property
    def lists(self) -> Mapping[str, tuple[str, int]]:
        """Style → the list and level of its paragraphs, where they are numbered."""
        return {name: found for name in self._by_id if (found := self.list_of(name))[0] != "0"}

    def list_of(self, name: str) -> tuple[str, int]:
        """The list and level that a style gives; the list "0" is none."""
        list_id: str | None = None
        level: str | None = None
        for style in self._line(name):
            list_id = list_id or value(style, "pPr/numPr/numId")
            level = level or value(style, "pPr/numPr/ilvl")
        return list_id or "0", int(level) if level in set("012345678") else 0

    def _hides(self, name: str) -> bool:
        stated = (switch(style, "rPr/vanish") for style in self._line(name))
        return next((hides for hides in stated if hides is not None), False)

    def _line(self, name: str) -> "Iterator[etree._Element]":
        """A style and those it is based on."""
        seen = set[str]()
        while name in self._by_id and name not in seen:
            seen.add(name)
            yield self._by_id[name]
            name = value(self._by_id[name], "basedOn") or ""
