"""What to evaluate, and in what order: data only."""

from collections.abc import Mapping

from gouji.language.checked import Body, Closest, Pack, Rule, Waiver
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
class Plan:
    """The steps of a pack, in the order of its files."""

    pack: Pack
    forms: Mapping[str, Form]
    steps: tuple[Step, ...]
    waivers: Mapping[str, tuple[Waiver, ...]]
    """Rule → the waivers that may accept its failures."""
    comparisons: tuple[Comparison, ...] = ()
