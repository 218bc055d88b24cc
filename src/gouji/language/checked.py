"""The same rules with every name resolved and every expression typed: data only.

A checked rule cannot hold an unknown name, so whatever evaluates it needs no case for one.
"""

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from fractions import Fraction
from typing import Literal, TypeAlias

from gouji.language.checked_expressions import (
    AnyOpen,
    Axis,
    Bound,
    BoundCell,
    BoundLabel,
    Call,
    Cells,
    Chain,
    Children,
    Closest,
    Compared,
    Comparison,
    Computed,
    Constant,
    Defined,
    Entries,
    Expression,
    Fact,
    FactName,
    FieldOf,
    Find,
    FindingFact,
    Join,
    Joined,
    Key,
    Kind,
    Leaves,
    Listing,
    Logic,
    Matches,
    Membership,
    Negation,
    Negative,
    Node,
    OpenKey,
    OpenKeyName,
    Quantified,
    RowsOf,
    SectionOf,
    SetOf,
    Shift,
    TableOf,
    Topic,
    TopicName,
    Type,
    Variable,
)
from gouji.model.diagnostic import Severity
from gouji.model.finding import Outcome
from gouji.model.form import Code, Entry, Form, Table, Validity
from gouji.model.frozen import frozen
from gouji.model.span import Span
from gouji.model.template import Template
from gouji.model.wording import Language

__all__ = [
    "AnyOpen",
    "Asked",
    "Axis",
    "Body",
    "Bound",
    "BoundCell",
    "BoundLabel",
    "Call",
    "Cause",
    "Cells",
    "Chain",
    "Children",
    "Closest",
    "Compared",
    "Comparison",
    "Computed",
    "Constant",
    "Defined",
    "Entries",
    "Expectation",
    "Expression",
    "Fact",
    "FactName",
    "FieldOf",
    "Find",
    "FindingFact",
    "Given",
    "GivenAbsence",
    "GivenCells",
    "GivenFact",
    "GivenHeader",
    "GivenLabel",
    "GivenSection",
    "GivenTitle",
    "GivenUnder",
    "Join",
    "Joined",
    "Key",
    "KeyJoin",
    "Kind",
    "Leaves",
    "Listing",
    "Logic",
    "Matches",
    "Membership",
    "Negation",
    "Negative",
    "Node",
    "OpenKey",
    "OpenKeyName",
    "Pack",
    "Phrase",
    "Quantified",
    "RowsOf",
    "Rule",
    "Scope",
    "SectionOf",
    "Sentence",
    "SetOf",
    "Shift",
    "Statement",
    "TableOf",
    "Terms",
    "Test",
    "Today",
    "Topic",
    "TopicName",
    "Type",
    "Variable",
    "Waiver",
]

# ---- rules


@frozen
class Phrase:
    """A sentence: literal text and the values put into it."""

    parts: tuple[str | Expression, ...]


Sentence: TypeAlias = Mapping[Language, Phrase]


@frozen
class Scope:
    """The table that a body looks at; with an axis, the rows and columns it takes one by one."""

    table: Table
    axis: Axis | None
    rows: tuple[Code, ...]
    """The rows that axis row or cell runs over."""
    columns: tuple[Code, ...]
    """The columns that axis column or cell runs over."""
    open_rows: bool = False
    """Whether axis row or cell runs over the open rows as well."""


@frozen
class Terms:
    """What is demanded, and how it is told: by a rule, or by an exception in its place."""

    span: Span = field(compare=False, repr=False)
    name: str
    titles: Mapping[Language, str]
    guards: tuple[Expression, ...]
    requirement: Expression
    messages: Sentence
    suggestions: Sentence
    severity: Severity
    basis: Mapping[Language, str]
    validity: Validity
    missing: Literal["as zero", "skips", "fails"] | None
    doubt: Literal["passes", "reviews"] | None
    over: frozenset[str] = frozenset()
    """The exceptions that this one goes before where both apply."""
    locals: Mapping[str, Expression] = field(default_factory=dict)
    """The short names that may be used in it, each after those that it needs."""


@frozen
class KeyJoin:
    """A name of an open row's key, and the tables whose keys it runs over."""

    name: str
    tables: tuple[tuple[Table, int], ...]
    """Each with the number of years before."""


@frozen
class Body:
    """What a rule demands, resolved against one table (or none)."""

    scope: Scope | None
    joins: tuple[KeyJoin, ...]
    bindings: tuple[tuple[str, Expression], ...]
    terms: Terms
    exceptions: tuple[Terms, ...]


@frozen
class Rule:
    """A rule; one body for each table that it is on."""

    span: Span = field(compare=False, repr=False)
    name: str
    titles: Mapping[Language, str]
    bodies: tuple[Body, ...]
    severity: Severity
    basis: Mapping[Language, str]
    serves: tuple[str, ...]


@frozen
class Cause:
    """Identities that are taken together: where several fail, the cells that explain them are named."""

    span: Span = field(compare=False, repr=False)
    name: str
    titles: Mapping[Language, str]
    identities: tuple[Rule, ...]
    """Rules that demand that sums are equal."""
    bounds: tuple[Rule, ...]
    """Rules on each cell: what a cell should be must be as they demand."""
    serves: tuple[str, ...]


@frozen
class Waiver:
    """Failures of some rules that are accepted until a day."""

    span: Span = field(compare=False, repr=False)
    guards: Mapping[str, Expression]
    """Rule → the condition under which its failure is accepted."""
    until: date
    reason: str
    approver: str


@frozen
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
    worded: tuple[str, ...] = ()
    """Words that name the number, folded; units and about likewise."""
    units: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    """Of one of these the talk must be; of anything where there are none."""
    between: tuple[str, ...] = ()
    """What alone may stand between a word and its number; anything where there are none."""


# ---- tests


@frozen
class Asked:
    """Of which report a fact is given: this one, an earlier one, or another agency's."""

    years: int = 0
    child: int | None = None
    """0 for the first subordinate agency."""
    peer: int | None = None
    """0 for the first other agency whose report prose is compared with."""


@frozen
class GivenCells:
    """Cells of a test's report and the text printed in them; "" is a blank cell."""

    span: Span = field(compare=False, repr=False)
    asked: Asked
    table: Table
    rows: tuple[Code, ...]
    columns: tuple[Code, ...]
    raw: str
    bounds: tuple[Fraction, Fraction] | None = None
    """The lowest and the highest that it may be, where no more is printed, as by <1."""


@frozen
class GivenAbsence:
    """A table that a test's report lacks; without any other fact there is no such report."""

    span: Span = field(compare=False, repr=False)
    asked: Asked
    table: Table


@frozen
class GivenLabel:
    """A row of a test's report and the label printed for it."""

    span: Span = field(compare=False, repr=False)
    asked: Asked
    table: Table
    row: Code
    label: str


@frozen
class GivenUnder:
    """A table of a test's report and the section below whose heading it stands."""

    span: Span = field(compare=False, repr=False)
    asked: Asked
    table: Table
    code: Code | None


@frozen
class GivenHeader:
    """A table of a test's report and what is printed above its rows."""

    span: Span = field(compare=False, repr=False)
    asked: Asked
    table: Table
    text: str


@frozen
class GivenSection:
    """A section of a test's report; None leaves it out."""

    span: Span = field(compare=False, repr=False)
    asked: Asked
    entry: Entry
    text: str | None


Today: TypeAlias = Literal["today"]
"""The day on which waivers are judged: no fact of a report."""


@frozen
class GivenTitle:
    """A section of a test's report and the heading printed for it."""

    span: Span = field(compare=False, repr=False)
    asked: Asked
    entry: Entry
    title: str


@frozen
class GivenFact:
    """A fact of a test's report."""

    span: Span = field(compare=False, repr=False)
    asked: Asked
    name: FactName | Today
    value: str | int | date | None


Given: TypeAlias = (
    GivenCells
    | GivenAbsence
    | GivenLabel
    | GivenUnder
    | GivenHeader
    | GivenSection
    | GivenTitle
    | GivenFact
)


@frozen
class Expectation:
    """What the rule must answer; where narrows it to some finding."""

    span: Span = field(compare=False, repr=False)
    outcome: Outcome
    where: Expression | None


@frozen
class Test:
    """A small report and what one rule must answer on it."""

    __test__ = False
    span: Span = field(compare=False, repr=False)
    rule: str
    title: str
    given: tuple[Given, ...]
    expect: tuple[Expectation, ...]


@frozen
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
    waivers: tuple[Waiver, ...] = ()
    parameters: Mapping[str, Constant] = field(default_factory=dict)
    kinds: tuple[Constant, ...] = ()
    """The kinds of agencies that rules and waivers name."""
    causes: tuple[Cause, ...] = ()
