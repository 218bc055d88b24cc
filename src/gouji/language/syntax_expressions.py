"""Names, keys and expressions as their author wrote them.  Two trees are equal wherever they stand."""

from dataclasses import field
from datetime import date
from fractions import Fraction
from typing import Literal, TypeAlias

from gouji.model.frozen import frozen
from gouji.model.span import Span


@frozen
class Node:
    """Anything written in a rule file."""

    span: Span = field(compare=False, repr=False)


@frozen
class Name(Node):
    """A name as written; the Chinese spelling of a built-in name is already its English one."""

    text: str


@frozen
class Text(Node):
    """A string without its quotes; the span covers the quotes."""

    text: str

    @property
    def inner(self) -> Span:
        """The characters between the quotes."""
        quotes = (self.span.end - self.span.start - len(self.text)) // 2
        return Span(self.span.source, self.span.start + quotes, self.span.end - quotes)


# ---- keys of rows and columns


@frozen
class Code(Node):
    """An outline code: 3.3.1."""

    text: str


@frozen
class Label(Node):
    """A row or column by its name or label."""

    text: str


@frozen
class CodeRange(Node):
    """All keys from one code to another, in declared order."""

    first: Code
    last: Code


@frozen
class ChildCodes(Node):
    """The keys directly below a code: 3.3.*."""

    of: Code


@frozen
class LeafCodes(Node):
    """The keys below a code that hold values: 3.**."""

    of: Code


@frozen
class EveryKey(Node):
    """Every key that holds values: *."""


@frozen
class ComputedKey(Node):
    """The key whose name or label is the value of an expression."""

    expression: "Expression"


Key: TypeAlias = Code | Label | CodeRange | ChildCodes | LeafCodes | EveryKey | ComputedKey


@frozen
class Selector(Node):
    """[rows, columns] or [keys]: the keys of one axis, or of both."""

    first: tuple[Key, ...]
    second: tuple[Key, ...] | None


# ---- expressions


@frozen
class Reference(Node):
    """A name used as a value."""

    name: Name


@frozen
class Call(Node):
    """A function and its arguments."""

    function: Name
    arguments: tuple["Expression", ...]


@frozen
class Field(Node):
    """A field of a value: m.n."""

    of: "Expression"
    name: Name


@frozen
class Cells(Node):
    """Cells of a named table, or of the rule's table where none is named."""

    table: "Expression | None"
    selector: Selector


@frozen
class NumberLiteral(Node):
    """An exact number; 5% is 1/20, 3万 is 30000."""

    value: Fraction


@frozen
class DateLiteral(Node):
    """A calendar date."""

    value: date


@frozen
class TextLiteral(Node):
    """A text."""

    text: Text


@frozen
class TruthLiteral(Node):
    """True or false."""

    value: bool


@frozen
class Nothing(Node):
    """The absence of a value."""


@frozen
class SetLiteral(Node):
    """{a, b, c}."""

    members: tuple["Expression", ...]


Operator: TypeAlias = Literal["=", "!=", "<=", ">=", "<", ">"]


@frozen
class Comparison(Node):
    """Two values compared, exactly or within a distance."""

    left: "Expression"
    operator: Operator
    right: "Expression"
    within: "Expression | None"


@frozen
class Membership(Node):
    """Whether a value equals a member of a set."""

    left: "Expression"
    right: "Expression"
    within: "Expression | None"


@frozen
class Negation(Node):
    """not a."""

    operand: "Expression"


@frozen
class Logic(Node):
    """A flat chain of and, or of or."""

    operator: Literal["and", "or"]
    operands: tuple["Expression", ...]


@frozen
class Union(Node):
    """A flat chain of |: texts or cells taken together."""

    operands: tuple["Expression", ...]


@frozen
class Chain(Node):
    """A flat chain of + and -, or of * and /; operators[i] stands before operands[i + 1]."""

    operands: tuple["Expression", ...]
    operators: tuple[Literal["+", "-", "*", "/"], ...]


@frozen
class Negative(Node):
    """-a."""

    operand: "Expression"


@frozen
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
