"""Templates of prose as data: literals, choices, and placeholders for numbers, dates, gaps and the like.

A clause ends at a comma, semicolon, colon, full stop or line end; a gap within it also stops at a
digit, so that a number is never skipped, and at 、, so that it stays with one item of a list.  A sentence ends at a full stop, semicolon or line end.
"""

import enum
from dataclasses import field
from typing import TypeAlias

from gouji.model.frozen import frozen
from gouji.model.span import Span


class Slot(enum.StrEnum):
    """What a placeholder stands for."""

    NUMBER = "n"
    DATE = "date"
    YEAR = "year"
    CLAUSE_GAP = "…"
    SENTENCE_GAP = "……"
    DIGITS = "digits"
    BLANK = "blank"
    START = "start"
    END = "end"


@frozen
class Literal:
    """Characters that must stand there; widths do not matter, blanks are not printed."""

    text: str


@frozen
class Choice:
    """One of several literals, captured under a name where it has one."""

    options: tuple[str, ...]
    name: str | None


@frozen
class Placeholder:
    """What is not known word for word, captured under a name where it has one."""

    slot: Slot
    name: str | None


Part: TypeAlias = Literal | Choice | Placeholder


@frozen
class Template:
    """The parts of a template, in order."""

    span: Span = field(compare=False, repr=False)
    parts: tuple[Part, ...]

    @property
    def captures(self) -> frozenset[str]:
        """The names that a match of this template has as fields."""
        return frozenset(p.name for p in self.parts if not isinstance(p, Literal) and p.name)
