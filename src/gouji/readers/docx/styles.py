"""What styles say of paragraphs: their lists, and how their words look."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from gouji.readers.docx.names import Properties, W, properties, value

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml import etree


LOOKS = frozenset(["vanish", "strike", "dstrike", "vertAlign", "position"])
"""The properties of words that tell whether, and as what, they are read."""


@dataclass(frozen=True)
class Styles:
    """The styles of a document by id."""

    root: "etree._Element | None"
    _looks: dict[str, Properties] = field(default_factory=dict)
    _lists: dict[str, tuple[str, int]] = field(default_factory=dict)

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

    def look(self, name: str) -> Properties:
        """What a style states of `LOOKS`, with those that it is based on."""
        if name not in self._looks:
            look: dict[str, etree._Element] = {}
            for style in self._line(name):
                own = properties(style, "rPr").items()
                look = {name: found for name, found in own if name in LOOKS} | look
            self._looks[name] = look
        return self._looks[name]

    def list_of(self, name: str) -> tuple[str, int]:
        """The list and level of the paragraphs in a style; the list "0" is none."""
        if name not in self._lists:
            found = [
                properties(properties(style, "pPr").get("numPr")) for style in self._line(name)
            ]
            lists = (value(each, "numId") for each in found)
            levels = (value(each, "ilvl") for each in found)
            level = next(filter(None, levels), "0")
            list_id = next(filter(None, lists), "0")
            self._lists[name] = list_id, int(level) if level in set("012345678") else 0
        return self._lists[name]

    def _line(self, name: str) -> "Iterator[etree._Element]":
        """A style and those it is based on."""
        seen = set[str]()
        while name in self._by_id and name not in seen:
            seen.add(name)
            yield self._by_id[name]
            name = value(properties(self._by_id[name]), "basedOn") or ""
