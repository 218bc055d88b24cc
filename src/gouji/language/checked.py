"""The same rules with every name resolved and every expression typed: data only.

A checked rule cannot hold an unknown name, so whatever evaluates it needs no case for one.
"""

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Literal, TypeAlias

from gouji.model.diagnostic import Severity
from gouji.model.finding import Outcome
from gouji.model.form import Code, Entry, Form, Outline, Table
from gouji.model.span import Span
from gouji.model.template import Template
from gouji.model.wording import Language


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


@dataclass(frozen=True, slots=True)
class Type:
    """A kind and, for matches, what their templates capture."""

    kind: Kind
    captures: Mapping[str, Kind] = field(default_factory=dict)
    """Capture → its kind; n stands for the unnamed number."""


Axis: TypeAlias = Literal["column", "row", "cell"]


@dataclass(frozen=True, slots=True)
class Node:
    """Any checked expression: where it was written, and what it yields."""

    span: Span = field(compare=False, repr=False)
    type: Type


# ---- keys: what stands between the brackets, resolved against one table


@dataclass(frozen=True, slots=True)
class Bound:
    """The row or column that the rule's axis has bound."""

    axis: Literal["column", "row"]


@dataclass(frozen=True, slots=True)
class Leaves:
    """The leaves below a group; the group itself where a document prints numbers on it and no leaf."""

    group: Code
    codes: tuple[Code, ...]


@dataclass(frozen=True, slots=True)
class Computed:
    """The key whose label, name or code is the value of an expression."""

    expression: "Expression"


Key: TypeAlias = Code | Bound | Leaves | Computed


# ---- expressions


@dataclass(frozen=True, slots=True)
class Constant(Node):
    """A literal."""

    value: Fraction | str | bool | date | None


@dataclass(frozen=True, slots=True)
class Variable(Node):
    """A name bound by for each, let or a quantifier."""

    name: str


@dataclass(frozen=True, slots=True)
class Fact(Node):
    """A fact of the report: year, agency, title; or its intro, as prose."""

    name: Literal["year", "agency", "title", "intro"]


@dataclass(frozen=True, slots=True)
class FindingFact(Node):
    """What a finding says: the difference, or why the outcome is unknown."""

    name: Literal["gap", "reason"]


@dataclass(frozen=True, slots=True)
class BoundLabel(Node):
    """The label of the row or column that the axis has bound."""

    axis: Literal["column", "row"]


@dataclass(frozen=True, slots=True)
class BoundCell(Node):
    """The cell that `each cell` has bound."""


@dataclass(frozen=True, slots=True)
class Cells(Node):
    """One cell (kind CELL) or several (kind CELLS) of a table."""

    table: Table
    rows: tuple[Key, ...]
    columns: tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class SectionOf(Node):
    """A section of the outline, by code or by an entry."""

    outline: Outline
    key: "Code | Expression"


@dataclass(frozen=True, slots=True)
class Entries(Node):
    """The top-level entries of an outline, in order."""

    outline: Outline


@dataclass(frozen=True, slots=True)
class Matches(Node):
    """Everything that a statement finds."""

    statement: str


@dataclass(frozen=True, slots=True)
class Find(Node):
    """Everything that templates find in prose, or in the printed text of a cell."""

    domain: "Expression"
    templates: tuple[Template, ...]


@dataclass(frozen=True, slots=True)
class Call(Node):
    """A built-in function."""

    function: str
    arguments: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class FieldOf(Node):
    """A field of a value."""

    of: "Expression"
    name: str


@dataclass(frozen=True, slots=True)
class Join(Node):
    """Prose, matches or cells taken together."""

    operands: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class SetOf(Node):
    """The members of a set literal."""

    members: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class Chain(Node):
    """A flat chain of + and -, or of * and /; operators[i] stands before operands[i + 1]."""

    operands: tuple["Expression", ...]
    operators: tuple[Literal["+", "-", "*", "/"], ...]


@dataclass(frozen=True, slots=True)
class Negative(Node):
    """The opposite of a number."""

    operand: "Expression"


@dataclass(frozen=True, slots=True)
class Comparison(Node):
    """Two values compared."""

    left: "Expression"
    operator: Literal["=", "!=", "<=", ">=", "<", ">"]
    right: "Expression"
    within: "Expression | None"


@dataclass(frozen=True, slots=True)
class Membership(Node):
    """Whether a value equals some member of a set: its accepted readings."""

    left: "Expression"
    members: SetOf
    within: "Expression | None"


@dataclass(frozen=True, slots=True)
class Negation(Node):
    """Not."""

    operand: "Expression"


@dataclass(frozen=True, slots=True)
class Logic(Node):
    """A flat chain of and, or of or."""

    operator: Literal["and", "or"]
    operands: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
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

# ---- rules


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence: literal text and the values put into it."""

    parts: tuple[str | Expression, ...]


Sentence: TypeAlias = Mapping[Language, Phrase]


@dataclass(frozen=True, slots=True)
class Scope:
    """The table that a body looks at; with an axis, the rows and columns it takes one by one."""

    table: Table
    axis: Axis | None
    rows: tuple[Code, ...]
    """The rows that axis row or cell runs over."""
    columns: tuple[Code, ...]
    """The columns that axis column or cell runs over."""


@dataclass(frozen=True, slots=True)
class Body:
    """What a rule demands, resolved against one table (or none)."""

    scope: Scope | None
    bindings: tuple[tuple[str, Expression], ...]
    locals: tuple[tuple[str, Expression], ...]
    guards: tuple[Expression, ...]
    requirement: Expression
    messages: Sentence
    suggestions: Sentence


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule; one body for each table that it is on."""

    span: Span = field(compare=False, repr=False)
    name: str
    titles: Mapping[Language, str]
    bodies: tuple[Body, ...]
    severity: Severity
    basis: Mapping[Language, str]
    serves: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """A named number in prose."""

    span: Span = field(compare=False, repr=False)
    name: str
    title: str | None
    domain: Expression
    find: tuple[Template, ...]
    unless: tuple[Template, ...]
    none: tuple[Template, ...]
    narrower: tuple[Template, ...]


# ---- tests


@dataclass(frozen=True, slots=True)
class GivenCells:
    """Cells of a test's report and the text printed in them; "" is a blank cell."""

    span: Span = field(compare=False, repr=False)
    table: Table
    rows: tuple[Code, ...]
    columns: tuple[Code, ...]
    raw: str


@dataclass(frozen=True, slots=True)
class GivenSection:
    """A section of a test's report; None leaves it out."""

    span: Span = field(compare=False, repr=False)
    entry: Entry
    text: str | None


@dataclass(frozen=True, slots=True)
class GivenFact:
    """A fact of a test's report."""

    span: Span = field(compare=False, repr=False)
    name: Literal["year", "agency", "title", "intro"]
    value: str | int | None


Given: TypeAlias = GivenCells | GivenSection | GivenFact


@dataclass(frozen=True, slots=True)
class Expectation:
    """What the rule must answer; where narrows it to some finding."""

    span: Span = field(compare=False, repr=False)
    outcome: Outcome
    where: Expression | None


@dataclass(frozen=True, slots=True)
class Test:
    """A small report and what one rule must answer on it."""

    __test__ = False
    span: Span = field(compare=False, repr=False)
    rule: str
    title: str
    given: tuple[Given, ...]
    expect: tuple[Expectation, ...]


@dataclass(frozen=True, slots=True)
class Pack:
    """A folder of rule files, resolved."""

    key: str
    title: str
    version: str
    language: Language
    forms: tuple[Form, ...]
    statements: Mapping[str, Statement]
    rules: tuple[Rule, ...]
    tests: tuple[Test, ...]
