"""Expressions with every name resolved and every value typed: data only."""

import enum
from collections.abc import Mapping
from dataclasses import field
from datetime import date
from fractions import Fraction
from typing import Literal, TypeAlias

from gouji.model.form import Code, Outline, Table
from gouji.model.frozen import frozen
from gouji.model.span import Span
from gouji.model.template import Template
from gouji.model.wordbook import Wordbook


class Kind(enum.StrEnum):
    """What an expression yields."""

    NUMBER = "number"
    TRUTH = "truth"
    TEXT = "text"
    DATE = "date"
    NOTHING = "nothing"
    CELL = "cell"
    CELLS = "cells"
    PROSE = "prose"
    SECTION = "section"
    MATCH = "match"
    MATCHES = "matches"
    ENTRY = "entry"
    ENTRIES = "entries"
    SET = "set"
    TABLE = "table"
    ROW = "row"
    ROWS = "rows"
    COPY = "copy"


@frozen
class Type:
    """A kind and, for matches, what their templates capture."""

    kind: Kind
    captures: Mapping[str, Kind] = field(default_factory=dict)
    """Capture → its kind; n stands for the unnamed number."""
    unit: str = ""
    """What a number is counted in; "" where that is not known."""


Axis: TypeAlias = Literal["column", "row", "cell"]


@frozen
class Node:
    """Any checked expression: where it was written, and what it yields."""

    span: Span = field(compare=False, repr=False)
    type: Type


# ---- keys: what stands between the brackets, resolved against one table


@frozen
class Bound:
    """The row or column that the rule's axis has bound."""

    axis: Literal["column", "row"]


@frozen
class Leaves:
    """The leaves below a group; the group itself where a document prints numbers on it and no leaf."""

    group: Code
    codes: tuple[Code, ...]


@frozen
class Joined:
    """The open row whose key the rule has bound under a name."""

    name: str


@frozen
class OpenKey:
    """The open row of a key that the rule names."""

    text: str


@frozen
class AnyOpen:
    """Every open row."""


@frozen
class Computed:
    """The key whose label, name or code is the value of an expression."""

    expression: "Expression"


Key: TypeAlias = Code | Bound | Leaves | Joined | OpenKey | AnyOpen | Computed


# ---- expressions


@frozen
class Constant(Node):
    """A literal, or what a parameter is worth."""

    value: Fraction | str | bool | date | None
    parameter: str = ""
    """The name of the parameter, "" for a literal."""


@frozen
class Variable(Node):
    """A name bound by for each, let or a quantifier."""

    name: str


@frozen
class OpenKeyName(Node):
    """The key of the open row that the rule has bound."""

    name: str


FactName: TypeAlias = Literal[
    "year", "agency", "kind", "title", "published", "intro", "signature", "unlisted"
]


@frozen
class Fact(Node):
    """What a report says of itself, or what its agency is; some of it is prose."""

    name: FactName


@frozen
class FindingFact(Node):
    """What a finding says: the difference, or why the outcome is unknown."""

    name: Literal["gap", "reason"]


@frozen
class BoundLabel(Node):
    """The label of the row or column that the axis has bound."""

    axis: Literal["column", "row"]


@frozen
class BoundCell(Node):
    """The cell that `each cell` has bound."""


@frozen
class Cells(Node):
    """One cell (kind CELL) or several (kind CELLS) of a table."""

    table: Table
    rows: tuple[Key, ...]
    columns: tuple[Key, ...]


@frozen
class SectionOf(Node):
    """A section of the outline, by code or by an entry."""

    outline: Outline
    key: "Code | Expression"


@frozen
class Entries(Node):
    """The top-level entries of an outline, in order."""

    outline: Outline


@frozen
class TableOf(Node):
    """A table as a whole."""

    table: Table


@frozen
class RowsOf(Node):
    """The rows of a table that hold values, or its groups."""

    table: Table
    which: Literal["rows", "groups"]


@frozen
class Matches(Node):
    """Everything that a statement finds."""

    statement: str


@frozen
class Find(Node):
    """Everything that templates find in prose, or in the printed text of a cell."""

    domain: "Expression"
    templates: tuple[Template, ...]


ListingName: TypeAlias = Literal[
    "passages",
    "paragraphs",
    "problems",
    "headings",
    "repeats",
    "actors",
    "garbled",
    "unpaired",
    "misnumbered",
]


@frozen
class Listing(Node):
    """Prose taken apart: sentences, points, sub-headings, paragraphs, other agencies, misprints.

    Templates choose points in which one fits and agencies right after which one fits; of what else
    there is, they leave that out.
    """

    which: ListingName
    domain: "Expression"
    templates: tuple[Template, ...]


TopicName: TypeAlias = Literal[
    "shortcomings", "measures", "recitals", "answers", "alike", "related", "remainder"
]


@frozen
class Topic(Node):
    """A function that knows the words of a wordbook."""

    function: TopicName
    arguments: tuple["Expression", ...]
    wordbook: Wordbook


@frozen
class Compared(Node):
    """How much of prose other prose holds, or the sentences of the one that the other has, too.

    Sentences in which a template fits count for nothing.
    """

    which: Literal["copied", "shared"]
    one: "Expression"
    other: "Expression"
    templates: tuple[Template, ...]


@frozen
class Closest(Node):
    """What prose has in common with the same prose of that other agency of the year which is most alike."""

    domain: "Expression"
    """Parts of the report, and nothing that is bound: it is asked of every report."""
    least: Fraction
    templates: tuple[Template, ...]

    @property
    def key(self) -> str:
        """Tells it from others of its pack."""
        return f"{self.span.source.name}:{self.span.start}"


@frozen
class Shift(Node):
    """An expression asked of the report so many years earlier."""

    operand: "Expression"
    years: int


@frozen
class Children(Node):
    """An expression asked of every subordinate agency's report."""

    operand: "Expression"


@frozen
class Defined(Node):
    """A definition put to use: its inputs, and what it stands for."""

    name: str
    inputs: tuple[tuple[str, "Expression"], ...]
    value: "Expression"


@frozen
class Call(Node):
    """A built-in function."""

    function: str
    arguments: tuple["Expression", ...]


@frozen
class FieldOf(Node):
    """A field of a value."""

    of: "Expression"
    name: str


@frozen
class Join(Node):
    """Prose, matches or cells taken together."""

    operands: tuple["Expression", ...]


@frozen
class SetOf(Node):
    """The members of a set literal."""

    members: tuple["Expression", ...]


@frozen
class Chain(Node):
    """A flat chain of + and -, or of * and /; operators[i] stands before operands[i + 1]."""

    operands: tuple["Expression", ...]
    operators: tuple[Literal["+", "-", "*", "/"], ...]


@frozen
class Negative(Node):
    """The opposite of a number."""

    operand: "Expression"


@frozen
class Comparison(Node):
    """Two values compared."""

    left: "Expression"
    operator: Literal["=", "!=", "<=", ">=", "<", ">"]
    right: "Expression"
    within: "Expression | None"


@frozen
class Membership(Node):
    """Whether a value equals some member of a set: its accepted readings."""

    left: "Expression"
    members: SetOf
    within: "Expression | None"


@frozen
class Negation(Node):
    """Not."""

    operand: "Expression"


@frozen
class Logic(Node):
    """A flat chain of and, or of or."""

    operator: Literal["and", "or"]
    operands: tuple["Expression", ...]


@frozen
class Quantified(Node):
    """Every, some or no member of a domain satisfies a condition."""

    quantifier: Literal["every", "some", "no"]
    variable: str
    domain: "Expression"
    condition: "Expression"


Expression: TypeAlias = (
    Constant
    | Variable
    | Fact
    | FindingFact
    | BoundLabel
    | BoundCell
    | OpenKeyName
    | TableOf
    | RowsOf
    | Listing
    | Compared
    | Closest
    | Topic
    | Shift
    | Children
    | Defined
    | Cells
    | SectionOf
    | Entries
    | Matches
    | Find
    | Call
    | FieldOf
    | Join
    | SetOf
    | Chain
    | Negative
    | Comparison
    | Membership
    | Negation
    | Logic
    | Quantified
)
