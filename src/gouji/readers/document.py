"""A document before any form: paragraphs and grids in their order, each with its place."""

import enum
from collections.abc import Mapping
from dataclasses import field
from typing import TypeAlias

from gouji.model.diagnostic import Diagnostic
from gouji.model.frozen import frozen
from gouji.model.report import Completeness
from gouji.model.span import Span
from gouji.model.wording import Wording


@frozen
class Paragraph:
    """A paragraph of prose as printed; where a page wrapped it, its lines are put together."""

    text: str
    place: Span


@frozen
class GridCell:
    """A cell of a grid: its text without the blanks around it."""

    text: str
    place: Span
    width: int = 1
    """Over so many columns of the grid it goes."""
    doubt: Wording | None = None
    """Why its text cannot be taken for a value, whatever it says."""


@frozen
class Grid:
    """Neighbouring table lines; a line has the cells that were printed, more or fewer.

    A cell that goes over several columns stands once; one that goes over several lines stands in
    each of them, with its text in the first and empty in the others.
    """

    lines: tuple[tuple[GridCell, ...], ...]
    drawn: bool = True
    """False where nothing but blanks tells the cells: an empty cell leaves no trace, a label may
    go on in the next line, and what no form knows is prose."""
    laid: bool = False
    """Whether the widths of its cells tell on which columns of the grid each stands; between bars,
    merged cells may have left any trace or none."""


Block: TypeAlias = Paragraph | Grid


class Fact(enum.Enum):
    """What a file may state of itself beside its text."""

    TITLE = "title"
    AGENCY = "agency"
    PUBLISHED = "published"


Stated: TypeAlias = Mapping[Fact, tuple[Paragraph, ...]]
"""Fact → where the file states it, the most telling first."""


@frozen
class Document:
    """What a reader made of a file.  It knows no form."""

    name: str
    blocks: tuple[Block, ...]
    completeness: Completeness
    diagnostics: tuple[Diagnostic, ...] = ()
    stated: Stated = field(default_factory=dict)
    """What counts only where the text itself does not say."""
