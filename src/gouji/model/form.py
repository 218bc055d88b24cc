"""What a report should look like: forms with an outline and tables, declared in rule files."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from gouji.model.frozen import frozen
from gouji.model.template import Template

Code = str
"""An outline code such as 3.3.1: identity, order and hierarchy at once."""


def is_within(code: Code, group: Code) -> bool:
    """Whether a code lies below a group: 3.3.1 is within 3.3 and within 3."""
    return code.startswith(f"{group}.")


@frozen
class Entry:
    """A line of an outline, a row or a column: a code and the labels that a document may print."""

    code: Code
    label: str
    name: str | None = None
    aliases: tuple[str, ...] = ()
    optional: bool = False
    group: bool = False
    unit: str | None = None
    words: bool = False
    """Whether it holds words, such as names or dates, and no figures."""

    @property
    def labels(self) -> tuple[str, ...]:
        """Every wording under which a document may print this entry."""
        return (self.label, *self.aliases)

    @property
    def short(self) -> str:
        """The name that findings print."""
        return self.name or self.label


@frozen
class OpenRows:
    """The rows of a table that only a document knows: one for each department, say."""

    header: str
    """What the column of their keys is called."""
    name: str
    """What rules call the key."""


@frozen
class Validity:
    """The days from and to which something holds; None is without end."""

    since: date | None = None
    until: date | None = None

    def holds(self, day: date) -> bool:
        """Whether a day lies within."""
        return (self.since or day) <= day <= (self.until or day)


@dataclass(frozen=True)
class Table:
    """A table of a form.  Group rows and group columns hold no value of their own."""

    key: str
    title: str
    name: str | None
    unit: str | None
    rows: tuple[Entry, ...]
    columns: tuple[Entry, ...]
    only: Mapping[Code, frozenset[Code]]
    """Row code → the columns that exist in that row; a row not named here has every column."""
    open_rows: OpenRows | None = None
    """The rows beside `rows` that a document adds, each with every column."""
    variant_of: str | None = None
    """The table of another edition that this one stands for."""

    @property
    def short(self) -> str:
        """The name that findings print."""
        return self.name or self.key

    @cached_property
    def row(self) -> Mapping[Code, Entry]:
        """Code → row."""
        return {entry.code: entry for entry in self.rows}

    @cached_property
    def column(self) -> Mapping[Code, Entry]:
        """Code → column."""
        return {entry.code: entry for entry in self.columns}

    @cached_property
    def value_rows(self) -> tuple[Entry, ...]:
        """The rows that hold values, in order."""
        return tuple(entry for entry in self.rows if not entry.group)

    @cached_property
    def value_columns(self) -> tuple[Entry, ...]:
        """The columns that hold values, in order."""
        return tuple(entry for entry in self.columns if not entry.group)

    @cached_property
    def value_codes(self) -> frozenset[Code]:
        """The codes of the columns that hold values."""
        return frozenset(entry.code for entry in self.value_columns)

    def row_of(self, row: Code) -> Entry:
        """The row of a code; an open row is labelled by its key."""
        return self.row.get(row) or Entry(row, row)

    @cached_property
    def cell_labels(self) -> Mapping[tuple[Code, Code], str]:
        """Row and column of the form → what their crossing is called."""
        return {
            (row, column): self.cell_label(row, column)
            for row in self.row
            for column in self.column
        }

    def cell_label(self, row: Code, column: Code) -> str:
        """What the crossing of a row and a column is called."""
        return f"{self.short} · {self.row_of(row).short} · {self.column[column].short}"

    def columns_of(self, row: Code) -> Sequence[Entry]:
        """The columns that exist in a row, in order."""
        return self._limited.get(row, self.value_columns)

    @cached_property
    def _limited(self) -> Mapping[Code, Sequence[Entry]]:
        """The columns of the rows that do not have every one."""
        return {
            row: [column for column in self.value_columns if column.code in existing]
            for row, existing in self.only.items()
        }

    def cells_of(self, row: Code) -> Sequence[tuple[Entry, str | None, bool]]:
        """The columns that exist in a row, in order, each with its unit and whether it holds words."""
        return self._cells.get(row) or self._cells_of(row)

    @cached_property
    def _cells(self) -> Mapping[Code, Sequence[tuple[Entry, str | None, bool]]]:
        return {row: self._cells_of(row) for row in self.row}

    def _cells_of(self, row: Code) -> Sequence[tuple[Entry, str | None, bool]]:
        return [
            (column, self.unit_of(row, column.code), self.holds_words(row, column.code))
            for column in self.columns_of(row)
        ]

    def has(self, row: Code, column: Code) -> bool:
        """Whether there is a cell for a value at the crossing."""
        existing = self.only.get(row)
        return column in self.value_codes and (existing is None or column in existing)

    def holds_words(self, row: Code, column: Code) -> bool:
        """Whether words stand at a crossing, and no figures."""
        return self.column[column].words or self.row_of(row).words

    def unit_of(self, row: Code, column: Code) -> str | None:
        """The unit in which a cell is stated: the column's, else the row's, else the table's."""
        return self.column[column].unit or self.row_of(row).unit or self.unit


@frozen
class Outline:
    """The sections of a form, in their order."""

    key: str
    title: str
    ordered: bool
    entries: tuple[Entry, ...]


@frozen
class Form:
    """One edition of a report: how it names itself, its outline and its tables."""

    key: str
    title: str
    templates: tuple[Template, ...]
    """Find templates with {agency:…} and {year}: how a document of this form names itself."""
    outlines: tuple[Outline, ...]
    tables: tuple[Table, ...]
    validity: Validity = Validity()
    """The last days of the years whose reports follow this form."""
