"""A rule file as its author wrote it.  Two trees are equal wherever they stand."""

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Literal, TypeAlias

from gouji.model.diagnostic import Severity
from gouji.model.finding import Outcome
from gouji.model.span import Span


@dataclass(frozen=True, slots=True)
class Node:
    """Anything written in a rule file."""

    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Name(Node):
    """A name as written; the Chinese spelling of a built-in name is already its English one."""

    text: str


@dataclass(frozen=True, slots=True)
class Text(Node):
    """A string without its quotes; the span covers the quotes."""

    text: str

    @property
    def inner(self) -> Span:
        """The characters between the quotes."""
        quotes = (self.span.end - self.span.start - len(self.text)) // 2
        return Span(self.span.source, self.span.start + quotes, self.span.end - quotes)


# ---- keys of rows and columns


@dataclass(frozen=True, slots=True)
class Code(Node):
    """An outline code: 3.3.1."""

    text: str


@dataclass(frozen=True, slots=True)
class Label(Node):
    """A row or column by its name or label."""

    text: str


@dataclass(frozen=True, slots=True)
class CodeRange(Node):
    """All keys from one code to another, in declared order."""

    first: Code
    last: Code


@dataclass(frozen=True, slots=True)
class ChildCodes(Node):
    """The keys directly below a code: 3.3.*."""

    of: Code


@dataclass(frozen=True, slots=True)
class LeafCodes(Node):
    """The keys below a code that hold values: 3.**."""

    of: Code


@dataclass(frozen=True, slots=True)
class EveryKey(Node):
    """Every key that holds values: *."""


@dataclass(frozen=True, slots=True)
class ComputedKey(Node):
    """The key whose name or label is the value of an expression."""

    expression: "Expression"


Key: TypeAlias = Code | Label | CodeRange | ChildCodes | LeafCodes | EveryKey | ComputedKey


@dataclass(frozen=True, slots=True)
class Selector(Node):
    """[rows, columns] or [keys]: the keys of one axis, or of both."""

    first: tuple[Key, ...]
    second: tuple[Key, ...] | None


# ---- expressions


@dataclass(frozen=True, slots=True)
class Reference(Node):
    """A name used as a value."""

    name: Name


@dataclass(frozen=True, slots=True)
class Call(Node):
    """A function and its arguments."""

    function: Name
    arguments: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class Field(Node):
    """A field of a value: m.n."""

    of: "Expression"
    name: Name


@dataclass(frozen=True, slots=True)
class Cells(Node):
    """Cells of a named table, or of the rule's table where none is named."""

    table: "Expression | None"
    selector: Selector


@dataclass(frozen=True, slots=True)
class NumberLiteral(Node):
    """An exact number; 5% is 1/20, 3万 is 30000."""

    value: Fraction


@dataclass(frozen=True, slots=True)
class DateLiteral(Node):
    """A calendar date."""

    value: date


@dataclass(frozen=True, slots=True)
class TextLiteral(Node):
    """A text."""

    text: Text


@dataclass(frozen=True, slots=True)
class TruthLiteral(Node):
    """True or false."""

    value: bool


@dataclass(frozen=True, slots=True)
class Nothing(Node):
    """The absence of a value."""


@dataclass(frozen=True, slots=True)
class SetLiteral(Node):
    """{a, b, c}."""

    members: tuple["Expression", ...]


Operator: TypeAlias = Literal["=", "!=", "<=", ">=", "<", ">"]


@dataclass(frozen=True, slots=True)
class Comparison(Node):
    """Two values compared, exactly or within a distance."""

    left: "Expression"
    operator: Operator
    right: "Expression"
    within: "Expression | None"


@dataclass(frozen=True, slots=True)
class Membership(Node):
    """Whether a value equals a member of a set."""

    left: "Expression"
    right: "Expression"
    within: "Expression | None"


@dataclass(frozen=True, slots=True)
class Negation(Node):
    """not a."""

    operand: "Expression"


@dataclass(frozen=True, slots=True)
class Logic(Node):
    """A flat chain of and, or of or."""

    operator: Literal["and", "or"]
    operands: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class Union(Node):
    """A flat chain of |: texts or cells taken together."""

    operands: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class Chain(Node):
    """A flat chain of + and -, or of * and /; operators[i] stands before operands[i + 1]."""

    operands: tuple["Expression", ...]
    operators: tuple[Literal["+", "-", "*", "/"], ...]


@dataclass(frozen=True, slots=True)
class Negative(Node):
    """-a."""

    operand: "Expression"


@dataclass(frozen=True, slots=True)
class Quantified(Node):
    """every, some or no x in xs satisfies a condition."""

    quantifier: Literal["every", "some", "no"]
    variable: Name
    domain: "Expression"
    condition: "Expression"


Expression: TypeAlias = (
    Reference
    | Call
    | Field
    | Cells
    | NumberLiteral
    | DateLiteral
    | TextLiteral
    | TruthLiteral
    | Nothing
    | SetLiteral
    | Comparison
    | Membership
    | Negation
    | Logic
    | Union
    | Chain
    | Negative
    | Quantified
)

# ---- layouts


@dataclass(frozen=True, slots=True)
class Entry(Node):
    """A line of an outline, a row or a column."""

    code: Code
    label: Text
    name: Name | None
    optional: bool
    group: bool
    aliases: tuple[Text, ...]
    unit: Text | None
    only: Selector | None


@dataclass(frozen=True, slots=True)
class Form(Node):
    """An edition of a report."""

    name: Name
    title: Text
    templates: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Table(Node):
    """A table of the form before it."""

    name: Name
    title: Text
    short: Name | None
    unit: Text | None
    rows: tuple[Entry, ...]
    columns: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Outline(Node):
    """The sections of the form before it."""

    name: Name
    title: Text
    entries: tuple[Entry, ...]


# ---- statements and rules


@dataclass(frozen=True, slots=True)
class Statement(Node):
    """A number in prose, found by templates."""

    name: Name
    title: Text | None
    domain: Expression
    find: tuple[Text, ...]
    unless: tuple[Text, ...]
    none: tuple[Text, ...]
    narrower: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Phrase(Node):
    """A sentence literal and the values put into it."""

    text: Text = field(compare=False)
    """The literal as written; two languages write the same parts differently."""
    parts: "tuple[str | Expression, ...]"


@dataclass(frozen=True, slots=True)
class Translated(Node):
    """A sentence and the language it is in; None is the pack's language."""

    language: Name | None
    phrase: Phrase


Axis: TypeAlias = Literal["column", "row", "cell"]


@dataclass(frozen=True, slots=True)
class Scope(Node):
    """The tables that a rule looks at, and what it takes one by one."""

    tables: tuple[Name, ...]
    axis: Axis | None
    selector: Selector | None


@dataclass(frozen=True, slots=True)
class Binding(Node):
    """for each x in xs."""

    name: Name
    domain: Expression


@dataclass(frozen=True, slots=True)
class Local(Node):
    """let x = e."""

    name: Name
    value: Expression


@dataclass(frozen=True, slots=True)
class Guard(Node):
    """when e."""

    condition: Expression


@dataclass(frozen=True, slots=True)
class Requirement(Node):
    """require e."""

    condition: Expression


@dataclass(frozen=True, slots=True)
class Say(Node):
    """The sentence of a finding."""

    sentence: Translated


@dataclass(frozen=True, slots=True)
class Suggest(Node):
    """What the author of the report may write instead."""

    sentence: Translated


@dataclass(frozen=True, slots=True)
class Basis(Node):
    """The law, form or practice that a rule rests on."""

    sentence: Translated


@dataclass(frozen=True, slots=True)
class Level(Node):
    """The severity of a rule."""

    severity: Severity


@dataclass(frozen=True, slots=True)
class Serves(Node):
    """The checks of a catalogue that a rule implements."""

    checks: tuple[Text, ...]


Clause: TypeAlias = (
    Scope | Binding | Local | Guard | Requirement | Say | Suggest | Basis | Level | Serves
)


@dataclass(frozen=True, slots=True)
class Rule(Node):
    """A named list of clauses."""

    name: Name
    titles: tuple[Translated, ...]
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Given(Node):
    """A fact of a test's report."""

    target: Expression
    value: Expression


@dataclass(frozen=True, slots=True)
class Expectation(Node):
    """What the rule must answer."""

    outcome: Outcome
    where: Expression | None


@dataclass(frozen=True, slots=True)
class Test(Node):
    """A small report and what one rule must answer on it."""

    __test__ = False
    rule: Name
    title: Text | None
    given: tuple[Given, ...]
    expect: tuple[Expectation, ...]


@dataclass(frozen=True, slots=True)
class Pack(Node):
    """What a folder of rule files is called."""

    name: Name
    title: Text | None
    language: Name | None
    version: Text | None


Top: TypeAlias = Pack | Form | Table | Outline | Statement | Rule | Test


@dataclass(frozen=True, slots=True)
class File(Node):
    """The items of one rule file, in order."""

    items: tuple[Top, ...]
    broken: tuple[Name, ...] = ()
    """The names of items that could not be read: whoever uses them is not to blame."""
