"""A document before any form: paragraphs and grids in their order, each with its place."""

from dataclasses import dataclass
from typing import TypeAlias

from gouji.model.diagnostic import Diagnostic
from gouji.model.report import Completeness
from gouji.model.span import Span


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of prose as printed; where a page wrapped it, its lines are put together."""

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
    drawn: bool = True
    """False where nothing but blanks tells the cells: an empty cell leaves no trace, a label may
    go on in the next line, and what no form knows is prose."""


Block: TypeAlias = Paragraph | Grid


@dataclass(frozen=True, slots=True)
class Document:
    """What a reader made of a file.  It knows no form."""

    name: str
    blocks: tuple[Block, ...]
    completeness: Completeness
    diagnostics: tuple[Diagnostic, ...] = ()
