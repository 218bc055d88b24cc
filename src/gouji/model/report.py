"""A report after reading: the same from every format."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from gouji.model.diagnostic import Diagnostic
from gouji.model.form import Code
from gouji.model.frozen import frozen
from gouji.model.number import Missing, Number
from gouji.model.span import Span


@frozen
class Provenance:
    """Where something was printed: the document, the place in it, and the words there."""

    document: str
    locator: Span
    quote: str


@frozen
class CellKey:
    """The crossing of a row and a column of a table, by outline code."""

    table: str
    row: Code
    column: Code


@frozen
class Cell:
    """A crossing of row and column as the document fills it."""

    key: CellKey
    number: Number | Missing
    provenance: Provenance


@frozen
class Passage:
    """A stretch of prose: one paragraph as printed; where a page wrapped it, put together."""

    text: str
    provenance: Provenance


@frozen
class Section:
    """A section of the outline: its heading and its prose, tables left out."""

    code: Code
    title: str
    ordinal: int | None
    """The number printed before the title; None where none is printed."""
    position: int
    """1 for the first section of the document."""
    provenance: Provenance
    passages: tuple[Passage, ...]


@frozen
class PrintedRow:
    """A row of a table as the document prints it."""

    label: str
    """The printed label; "" where the row prints none."""
    cells: int
    """How many cells for values the row prints."""
    provenance: Provenance


class Completeness(enum.StrEnum):
    """Whether a reader reached the end of its input."""

    COMPLETE = "complete"
    TRUNCATED = "truncated"
    UNREADABLE = "unreadable"


@dataclass(frozen=True)
class Report:
    """What a document says, in the terms of one form.  What is absent here is missing, never zero."""

    source: str
    form: str
    agency: str | None
    year: int | None
    title: str | None
    intro: tuple[Passage, ...]
    """The prose before the first section."""
    sections: Mapping[Code, Section]
    cells: Mapping[CellKey, Cell]
    tables: frozenset[str]
    """The tables that were found."""
    completeness: Completeness
    published: date | None = None
    """The day on which it was published, where that is stated."""
    signature: tuple[Passage, ...] = ()
    """The lines at the end that name the agency and the day."""
    unlisted: tuple[Passage, ...] = ()
    """Headings of the rank of sections that no outline of the form lists."""
    rows: Mapping[tuple[str, Code], PrintedRow] = field(default_factory=dict)
    """(Table, row) → the row as printed, in order; an open row goes by its key, the second of
    the same key by key#2."""
    under: Mapping[str, Code] = field(default_factory=dict)
    """Table → the section below whose heading it is printed, where the format tells."""
    headers: Mapping[str, tuple[Passage, ...]] = field(default_factory=dict)
    """Table → what is printed above its first row, cell by cell, where anything is."""
    doubtful: frozenset[str] = frozenset()
    """The tables of which matter was lost or found no place: a row that is not here may be there."""
    unassigned: frozenset[str] = frozenset()
    """The tables with rows whose key is in doubt: a row that is not here may be one of them."""
    unplaced: tuple[Provenance, ...] = ()
    """Printed matter that belongs to no row, cell or section."""
    diagnostics: tuple[Diagnostic, ...] = field(default=())

    @property
    def cut(self) -> bool:
        """Whether the end is missing: what is not here may have stood there."""
        return self.completeness is Completeness.TRUNCATED

    def unsure(self, table: str) -> bool:
        """Whether rows of a table that are not here may be in the document all the same."""
        return self.cut or table in self.doubtful

    @cached_property
    def cell_at(self) -> Mapping[tuple[str, Code, Code], Cell]:
        """(Table, row, column) → the cell there."""
        return {(key.table, key.row, key.column): cell for key, cell in self.cells.items()}

    @cached_property
    def filled(self) -> Mapping[tuple[str, Code], frozenset[Code]]:
        """(Table, row) → the columns in which the row has cells."""
        columns: dict[tuple[str, Code], set[Code]] = {}
        for key in self.cells:
            columns.setdefault((key.table, key.row), set()).add(key.column)
        return {row: frozenset(codes) for row, codes in columns.items()}
