"""A rule file as its author wrote it.  Two trees are equal wherever they stand."""

from dataclasses import field
from datetime import date
from typing import Literal, TypeAlias

from gouji.language.syntax_expressions import (
    Call,
    Cells,
    Chain,
    ChildCodes,
    Code,
    CodeRange,
    Comparison,
    ComputedKey,
    DateLiteral,
    EveryKey,
    Expression,
    Field,
    Key,
    Label,
    LeafCodes,
    Logic,
    Membership,
    Name,
    Negation,
    Negative,
    Node,
    Nothing,
    NumberLiteral,
    Operator,
    Quantified,
    Reference,
    Selector,
    SetLiteral,
    Text,
    TextLiteral,
    TruthLiteral,
    Union,
)
from gouji.model.diagnostic import Severity
from gouji.model.finding import Outcome
from gouji.model.frozen import frozen

__all__ = [
    "Axis",
    "Basis",
    "Binding",
    "Call",
    "Cause",
    "Cells",
    "Chain",
    "ChildCodes",
    "Clause",
    "Code",
    "CodeRange",
    "Comparison",
    "ComputedKey",
    "DateLiteral",
    "Definition",
    "DoubtMode",
    "Entry",
    "EveryKey",
    "Expectation",
    "Expression",
    "Field",
    "File",
    "Form",
    "Given",
    "Guard",
    "Key",
    "Label",
    "LeafCodes",
    "Level",
    "Local",
    "Logic",
    "Membership",
    "MissingMode",
    "Name",
    "Negation",
    "Negative",
    "Node",
    "Nothing",
    "NumberLiteral",
    "OnDoubt",
    "OnMissing",
    "OpenRows",
    "Operator",
    "Outline",
    "Pack",
    "Parameter",
    "Phrase",
    "Quantified",
    "Reference",
    "Requirement",
    "Rule",
    "RuleException",
    "Say",
    "Scope",
    "Selector",
    "Serves",
    "SetLiteral",
    "Statement",
    "Suggest",
    "Table",
    "Target",
    "Test",
    "Text",
    "TextLiteral",
    "Top",
    "Translated",
    "TruthLiteral",
    "Union",
    "Use",
    "Validity",
    "Waiver",
]

# ---- layouts


@frozen
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
    serves: tuple[Text, ...] = ()
    formula: Expression | None = None
    words: bool = False


@frozen
class Validity(Node):
    """valid from … until …."""

    since: date | None
    until: date | None


@frozen
class Form(Node):
    """An edition of a report."""

    name: Name
    title: Text
    templates: tuple[Text, ...]
    extends: Name | None
    validity: Validity | None


@frozen
class OpenRows(Node):
    """rows each "header" as name."""

    header: Text
    name: Name


@frozen
class Table(Node):
    """A table of the form before it."""

    name: Name
    variant_of: Name | None
    title: Text
    short: Name | None
    unit: Text | None
    open_rows: OpenRows | None
    rows: tuple[Entry, ...]
    columns: tuple[Entry, ...]


@frozen
class Outline(Node):
    """The sections of the form before it."""

    name: Name
    title: Text
    ordered: bool
    entries: tuple[Entry, ...]


# ---- statements and rules


@frozen
class Statement(Node):
    """A number in prose, found by templates."""

    name: Name
    title: Text | None
    domain: Expression
    find: tuple[Text, ...]
    worded: tuple[Text, ...]
    units: tuple[Text, ...]
    about: tuple[Text, ...]
    between: tuple[Text, ...]
    unless: tuple[Text, ...]
    none: tuple[Text, ...]
    narrower: tuple[Text, ...]


@frozen
class Phrase(Node):
    """A sentence literal and the values put into it."""

    text: Text = field(compare=False)
    """The literal as written; two languages write the same parts differently."""
    parts: "tuple[str | Expression, ...]"


@frozen
class Translated(Node):
    """A sentence and the language it is in; None is the pack's language."""

    language: Name | None
    phrase: Phrase


Axis: TypeAlias = Literal["column", "row", "cell"]


@frozen
class Scope(Node):
    """The tables that a rule looks at, and what it takes one by one."""

    tables: tuple[Name, ...]
    axis: Axis | None
    selector: Selector | None


@frozen
class Binding(Node):
    """for each x in xs."""

    name: Name
    domain: Expression


@frozen
class Local(Node):
    """let x = e."""

    name: Name
    value: Expression


@frozen
class Guard(Node):
    """when e."""

    condition: Expression


@frozen
class Requirement(Node):
    """require e."""

    condition: Expression


@frozen
class Say(Node):
    """The sentence of a finding."""

    sentence: Translated


@frozen
class Suggest(Node):
    """What the author of the report may write instead."""

    sentence: Translated


@frozen
class Basis(Node):
    """The law, form or practice that a rule rests on."""

    sentence: Translated


@frozen
class Level(Node):
    """The severity of a rule."""

    severity: Severity


@frozen
class Serves(Node):
    """The checks of a catalogue that a rule implements."""

    checks: tuple[Text, ...]


MissingMode: TypeAlias = Literal["as zero", "skips", "fails"]
DoubtMode: TypeAlias = Literal["passes", "reviews"]


@frozen
class OnMissing(Node):
    """What a missing value makes of the rule."""

    mode: MissingMode


@frozen
class OnDoubt(Node):
    """What a doubtful comparison makes of the rule."""

    mode: DoubtMode


Clause: TypeAlias = (
    Scope
    | Binding
    | Local
    | Guard
    | Requirement
    | Say
    | Suggest
    | Basis
    | Level
    | Serves
    | OnMissing
    | OnDoubt
    | Validity
)


@frozen
class Rule(Node):
    """A named list of clauses."""

    name: Name
    titles: tuple[Translated, ...]
    clauses: tuple[Clause, ...]


@frozen
class Target(Node):
    """A rule by its name, or a printed sum by its place."""

    name: Name
    selector: Selector | None


@frozen
class RuleException(Node):
    """What a rule requires instead, where its guard holds."""

    name: Name
    of: Target
    titles: tuple[Translated, ...]
    clauses: tuple[Clause, ...]


@frozen
class Cause(Node):
    """Identities that are taken together."""

    name: Name
    targets: tuple[Target, ...]
    titles: tuple[Translated, ...]
    clauses: tuple[Serves, ...]


@frozen
class Waiver(Node):
    """Failures that are accepted until a day."""

    targets: tuple[Target, ...]
    guard: Expression
    until: date
    reason: Text
    approver: Text


@frozen
class Given(Node):
    """A fact of a test's report."""

    target: Expression
    value: Expression


@frozen
class Expectation(Node):
    """What the rule must answer."""

    outcome: Outcome
    where: Expression | None


@frozen
class Test(Node):
    """A small report and what one rule must answer on it."""

    __test__ = False
    rule: Target
    title: Text | None
    given: tuple[Given, ...]
    expect: tuple[Expectation, ...]


@frozen
class Pack(Node):
    """What a folder of rule files is called."""

    name: Name
    title: Text | None
    language: Name | None
    version: Text | None
    bases: tuple[Translated, ...] = ()


@frozen
class Use(Node):
    """Another rule file, or data under a name."""

    path: Text
    name: Name | None


@frozen
class Parameter(Node):
    """A value that the user may set otherwise."""

    name: Name
    value: Expression


@frozen
class Definition(Node):
    """A name for an expression, with or without inputs."""

    name: Name
    inputs: tuple[Name, ...]
    value: Expression


Top: TypeAlias = (
    Pack
    | Use
    | Parameter
    | Definition
    | Form
    | Table
    | Outline
    | Statement
    | Rule
    | RuleException
    | Cause
    | Waiver
    | Test
)


@frozen
class File(Node):
    """The items of one rule file, in order."""

    items: tuple[Top, ...]
    broken: tuple[Name, ...] = ()
    """The names of items that could not be read: whoever uses them is not to blame."""
    complete: bool = True
    """Whether the file was read to its end: if not, nobody knows what it gives names to."""
