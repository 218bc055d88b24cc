"""What expressions yield while a rule is evaluated, and the logic of incomplete knowledge."""

import enum
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import TypeAlias

from gouji.language.checked import Expression
from gouji.model.form import Code, Entry, Table
from gouji.model.frozen import frozen
from gouji.model.number import MissingKind, Number
from gouji.model.report import Cell, Passage, PrintedRow, Provenance, Report, Section
from gouji.model.wording import Wording


@frozen
class Unavailable:
    """A value that the report does not give: why, and where it was looked for."""

    kind: MissingKind
    place: Wording
    where: Mapping[str, str]
    provenance: Provenance | None = None
    at_least: Fraction | None = None
    """A sum of which a part is missing is at least the rest, where no part can be negative."""
    foreign: bool = False
    """Whether it is another report that lacks it."""


class Certainty(enum.Enum):
    """How a condition turns out; ordered so that `and` is the minimum."""

    FALSE = 0
    UNKNOWN = 1
    DOUBT = 2
    ROUNDED = 3
    """Figures differ that rounding may have made of one number: it holds, and so does its opposite."""
    TRUE = 4


@frozen
class Truth:
    """The answer of a condition; an unknown one says what it lacks."""

    certainty: Certainty
    lack: Unavailable | None = None


TRUE = Truth(Certainty.TRUE)
FALSE = Truth(Certainty.FALSE)
DOUBT = Truth(Certainty.DOUBT)
ROUNDED = Truth(Certainty.ROUNDED)


def unknown(lack: Unavailable) -> Truth:
    """A condition that cannot be decided for want of a value."""
    return Truth(Certainty.UNKNOWN, lack)


def truth(value: object, /) -> Truth:
    """A certain answer."""
    return TRUE if value else FALSE


def negate(value: Truth) -> Truth:
    """Not: what is unknown, doubtful or a matter of rounding stays what it is."""
    match value.certainty:
        case Certainty.TRUE:
            return FALSE
        case Certainty.FALSE:
            return TRUE
        case _:
            return value


def conjunction(values: Iterable[Truth]) -> Truth:
    """And (strong Kleene): the least of the answers, the first of equals; one false decides."""
    found = TRUE
    for value in values:
        if value.certainty is Certainty.FALSE:
            return value
        if value.certainty.value < found.certainty.value:
            found = value
    return found


BY_STRENGTH = (
    Certainty.FALSE,
    Certainty.DOUBT,
    Certainty.UNKNOWN,
    Certainty.ROUNDED,
    Certainty.TRUE,
)
STRENGTH = {certainty: strength for strength, certainty in enumerate(BY_STRENGTH)}
"""How answers outweigh each other in `or`."""


def disjunction(values: Iterable[Truth]) -> Truth:
    """Or (strong Kleene): one true decides; what rounding may have parted holds, too.

    An unknown outweighs a doubt here as it does in `and`, so that the lack is said.
    """
    found = FALSE
    for value in values:
        if value.certainty is Certainty.TRUE:
            return value
        if STRENGTH[value.certainty] > STRENGTH[found.certainty]:
            found = value
    return found


@frozen
class SectionPassage:
    """A passage and the section it stands in; None before the first section."""

    section: Code | None
    passage: Passage


@frozen
class Prose:
    """Passages, and what was asked for but is not there."""

    passages: tuple[SectionPassage, ...]
    lacking: tuple[Unavailable, ...] = ()


@frozen
class Choice:
    """A text of which it is not certain which of several it is; the likeliest first."""

    options: tuple[str, ...]


Capture: TypeAlias = "str | Choice | Number | date | None"
"""What a named part of a template caught; nothing where what it caught cannot be."""


@frozen
class Match:
    """Words found in prose: what they state, and where they stand."""

    number: Number | None
    text: str
    negated: bool
    scope: str
    """own, narrower (of a part of the whole) or other_year."""
    captures: Mapping[str, Capture]
    section: Code | None
    statement: str | None
    provenance: Provenance
    """The matched words."""
    context: Provenance
    """The sentence around them."""
    beside: tuple[Provenance, ...] = ()
    """Other words that it rests on, such as those of another report."""


@frozen
class Matches:
    """Everything found, and what could not be searched."""

    found: tuple[Match, ...]
    lacking: tuple[Unavailable, ...] = ()


@frozen
class Listed:
    """An entry and the list in which it stands."""

    entry: Entry
    among: tuple[Entry, ...]

    @property
    def ordinal(self) -> int:
        """1 for the first of the list."""
        return self.among.index(self.entry) + 1

    @property
    def previous(self) -> "Listed | None":
        """The entry before it."""
        at = self.among.index(self.entry)
        return Listed(self.among[at - 1], self.among) if at else None


@frozen
class Entries:
    """Entries of an outline."""

    entries: tuple[Entry, ...]

    @property
    def listed(self) -> tuple[Listed, ...]:
        """Each entry with its list."""
        return tuple(Listed(entry, self.entries) for entry in self.entries)


@frozen
class TableRow:
    """A row of a table of a report: its code or key, and how it is printed there, if it is."""

    table: Table
    code: Code
    printed: PrintedRow | None
    merged: bool
    """Of a group: whether figures are printed on it and none on its rows.  Of a row: whether such a
    group stands for it."""
    lack: Unavailable | None = None
    """Why the row is not printed, or cannot be told; None where it is."""


@frozen
class TableRows:
    """Rows of a table of a report, and what of them could not be told."""

    rows: tuple[TableRow, ...]
    lacking: tuple[Unavailable, ...] = ()


@frozen
class WholeTable:
    """A table, and whether the report has it, or why that cannot be told."""

    table: Table
    there: bool
    under: "Listed | Unavailable"
    """The entry of the outline below whose heading it is printed."""
    header: Prose
    """What is printed above its first row."""
    lack: Unavailable | None = None


@frozen
class Several:
    """Several values, each with its trace: cells, or the members of a set."""

    members: tuple["Traced", ...]


@dataclass(frozen=True)
class Copy:
    """What a text has in common with another."""

    share: Number
    length: int
    """How many characters of the text were compared."""
    agency: str | None
    """Whose the other text is, where it is another agency's."""
    compare: Callable[[], tuple[tuple[Provenance, Provenance], ...]] = field(
        compare=False, repr=False
    )

    @cached_property
    def runs(self) -> tuple[tuple[Provenance, Provenance], ...]:
        """The longest stretches that both have, the longest first: each here and there."""
        return self.compare()


Value: TypeAlias = (
    Number
    | Unavailable
    | Truth
    | str
    | Choice
    | date
    | Prose
    | Section
    | Match
    | Matches
    | Listed
    | Entries
    | Several
    | TableRow
    | TableRows
    | WholeTable
    | Copy
    | None
)

Bound: TypeAlias = "Value | Traced"
"""What a name stands for: a value, or a cell with its place."""


@frozen
class Traced:
    """A value, the expression it came from, and the values it was made of."""

    node: Expression
    value: Value
    operands: tuple["Traced", ...] = ()
    cell: Cell | None = None
    at: tuple[Table, Code, Code] | None = None
    """Of a cell, printed or not: its table, row and column."""
    label: str = ""
    """What the value is called in a report, where it has a name of its own."""
    reading: "Traced | None" = None
    """The accepted reading that fitted."""
    report: Report | None = field(default=None, compare=False, repr=False)
    """Of a cell: the report that it was looked up in."""
    member: Bound = None
    """Of a quantifier's condition, the member that it was tried on."""

    def tried_on(self, member: Bound) -> "Traced":
        """The same, as a quantifier's condition tried on a member."""
        return Traced(
            *(self.node, self.value, self.operands, self.cell, self.at, self.label),
            *(self.reading, self.report, member),
        )


@frozen
class Guard:
    """Whether terms apply, and the condition that leaves it open where one does."""

    answer: Truth
    open: Traced | None = None

    @property
    def certainty(self) -> Certainty:
        """How sure that is."""
        return self.answer.certainty
