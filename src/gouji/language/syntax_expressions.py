"""Names, keys and expressions as their author wrote them.  Two trees are equal wherever they stand."""

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Literal, TypeAlias

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
