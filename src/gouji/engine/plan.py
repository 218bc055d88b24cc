"""What to evaluate, and in what order: data only."""

from collections.abc import Mapping

from gouji.language.checked import Body, Cause, Closest, Pack, Rule, Waiver
from gouji.model.form import Code, Form
from gouji.model.frozen import frozen


@frozen
class Place:
    """The row and the column that a rule's axis binds; None where it binds none."""

    row: Code | None
    column: Code | None


@frozen
class Step:
    """One rule against one table (or none), and every place at which it is to be tried."""

    rule: Rule
    body: Body
    places: tuple[Place, ...]
    home: Mapping[str, str]
    """Where a finding is put when nothing is bound: the first section or table that the rule reads."""
    forms: frozenset[str]
    """The forms whose tables and sections the rule reads, and their other editions: it says nothing
    of a report that follows another form."""
    guards_by_row: bool
    """Whether its conditions look at the row of a place alone: then they hold for all its columns."""


@frozen
class Comparison:
    """Prose that is compared with the same prose of other agencies, in reports of these forms."""

    node: Closest
    forms: frozenset[str]


@frozen
class Reach:
    """Cells that a step may read; None is every row, or every column."""

    table: str
    rows: frozenset[Code] | None
    columns: frozenset[Code] | None
    own_row: bool = False
    """Whether it is only the row of the place where the step is tried."""
    own_column: bool = False

    def has(self, table: str, row: Code, column: Code) -> bool:
        """Whether a cell is among them, wherever the step is tried."""
        return (
            table == self.table
            and (self.rows is None or row in self.rows)
            and (self.columns is None or column in self.columns)
        )

    def has_at(self, place: Place, table: str, row: Code, column: Code) -> bool:
        """Whether a cell is among them where the step is tried."""
        return (
            self.has(table, row, column)
            and (not self.own_row or place.row == row)
            and (not self.own_column or place.column == column)
        )


@frozen
class Together:
    """Identities that are taken together, and what their cells are held against."""

    cause: Cause
    identities: tuple[tuple[Step, tuple[Reach, ...]], ...]
    """Each with the cells that it may read."""
    bounds: tuple[Step, ...]
    others: tuple[tuple[Step, tuple[Reach, ...]], ...]
    """The steps of all other rules that read cells of the same tables."""


@frozen
class Plan:
    """The steps of a pack, in the order of its files."""

    pack: Pack
    forms: Mapping[str, Form]
    steps: tuple[Step, ...]
    waivers: Mapping[str, tuple[Waiver, ...]]
    """Rule → the waivers that may accept its failures."""
    comparisons: tuple[Comparison, ...] = ()
    causes: tuple[Together, ...] = ()
