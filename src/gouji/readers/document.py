"""A document before any form: paragraphs and grids in their order, each with its place."""

from dataclasses import dataclass
from typing import TypeAlias

from gouji.model.diagnostic import Diagnostic
from gouji.model.report import Completeness
from gouji.model.span import Span


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line or paragraph of prose, exactly as printed."""

    text: str
    place: Span


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell of a grid: its text without the blanks around it."""

    text: str
    place: Span


@dataclass(frozen=True, slots=True)
class Grid:
    """Neighbouring table lines; a line has the cells that were printed, more or fewer."""

    lines: tuple[tuple[GridCell, ...], ...]


Block: TypeAlias = Paragraph | Grid


@dataclass(frozen=True, slots=True)
class Document:
    """What a reader made of a file.  It knows no form."""

    name: str
    blocks: tuple[Block, ...]
    completeness: Completeness
    diagnostics: tuple[Diagnostic, ...] = ()
