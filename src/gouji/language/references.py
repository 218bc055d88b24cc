"""Names used as values: what each of them stands for at its place."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from gouji.language import (
    checked,
    definition_problems,
    kind_problems,
    name_problems,
    syntax,
    template_problems,
)
from gouji.language.checked import Kind, Type
from gouji.language.facts import FACTS, FINDING
from gouji.language.names import Names
from gouji.language.units import unit_of_each
from gouji.model.data import Data, Items, Record, Scalar
from gouji.model.span import Span
from gouji.model.wording import Wording

if TYPE_CHECKING:
    from gouji.language.expressions import Expressions, Resolved

MOST_USES = 2_000
"""So often one rule may put definitions to use; each may use others."""
TOLD = frozenset({"year", "agency"})
"""The facts that a finding tells."""


def resolve_reference(written: syntax.Reference, at: "Expressions") -> "Resolved":  # noqa: PLR0911  # one case for each kind of name
    """A name by itself."""
    name, span, names = written.name.text, written.span, at.names
    if name in names.variables:
        return checked.Variable(span, names.variables[name], name)
    if name in names.broken:
        return None
    match name:
        case "gap" | "reason" if name in names.finding:
            return checked.FindingFact(span, Type(FINDING[name]), name)
        case "gap" | "reason":
            return at.wrong(name_problems.only_in_sentences(span))
        case "column" | "row" | "it":
            return _it(span, at) if name == "it" else _bound_label(span, name, at)
        case "year" | "agency" | "title" | "published" | "intro" | "signature" | "unlisted" if (
            not names.where or name in TOLD
        ):
            return checked.Fact(span, Type(FACTS[name]), name)
    if name in names.parameters:
        constant = names.parameters[name]
        return checked.Constant(span, constant.type, constant.value, name)
    if name in names.definitions:
        return invoke(span, names.definitions[name], (), at)
    if name in names.data:
        return _value_of(span, names.data[name], at)
    return _declared(written, at)


def _bound_label(span: Span, name: str, at: "Expressions") -> "Resolved":
    axis = at.names.scope.axis if at.names.scope else None
    if name == "column" and axis in {"column", "cell"}:
        return checked.BoundLabel(span, Type(Kind.TEXT), "column")
    if name == "row" and axis in {"row", "cell"}:
        return checked.BoundLabel(span, Type(Kind.TEXT), "row")
    needed = Wording("「每列」或「每格」", "each column or each cell")
    if name == "row":
        needed = Wording("「每行」或「每格」", "each row or each cell")
    return at.wrong(name_problems.not_bound(span, needed))


def _it(span: Span, at: "Expressions") -> "Resolved":
    if at.names.scope is None or at.names.scope.axis != "cell":
        needed = Wording("「每格」", "each cell")
        return at.wrong(name_problems.not_bound(span, needed))
    if at.names.where:
        return at.wrong(name_problems.not_in_where(span))
    return checked.BoundCell(span, Type(Kind.CELL, unit=unit_of_each(at.names.scope)))


def _declared(written: syntax.Reference, at: "Expressions") -> "Resolved":  # noqa: PLR0911  # one case for each kind of item
    """A statement, an outline, a table or the key of open rows."""
    name, span, names = written.name.text, written.span, at.names
    layouts = names.layouts
    domain = name in names.statements or name in layouts.outlines
    if name in layouts.open_keys:
        return checked.OpenKeyName(span, Type(Kind.TEXT), name)
    table = layouts.table(name)
    if names.where and (table is not None or domain or name in FACTS):
        if table is not None:
            return at.wrong(name_problems.table_needs_keys(span))
        return at.wrong(name_problems.not_in_where(span))
    if table is not None:
        return checked.TableOf(span, Type(Kind.TABLE), table)
    if not domain:
        return at.wrong(name_problems.unknown_name(span, names.known()))
    if name in names.statements:
        return checked.Matches(span, names.statements[name], name)
    return checked.Entries(span, Type(Kind.ENTRIES), layouts.outlines[name])


# ---- definitions


def invoke(
    span: Span,
    definition: syntax.Definition,
    arguments: Sequence[syntax.Expression],
    at: "Expressions",
) -> "Resolved":
    """A definition put to use with its arguments; its value is typed afresh for each use."""
    wanted = len(definition.inputs)
    if wanted != len(arguments):
        name = definition.name.text
        return at.wrong(kind_problems.wrong_arity(span, name, str(wanted), len(arguments)))
    at.names.expansion.used += 1
    if at.names.expansion.used > MOST_USES:
        told = at.names.expansion.used > MOST_USES + 1
        return None if told else at.wrong(definition_problems.too_many_uses(span, MOST_USES))
    given = [at.resolve(argument) for argument in arguments]
    sound = [argument for argument in given if argument is not None]
    if len(sound) < len(given):
        return None
    inputs = [(name.text, value) for name, value in zip(definition.inputs, sound, strict=True)]
    inner = at.with_names(at.names.defining({name: value.type for name, value in inputs}))
    value = inner.resolve(definition.value)
    return value and checked.Defined(span, value.type, definition.name.text, tuple(inputs), value)


# ---- data files


def data_of(written: syntax.Expression, at: "Expressions") -> Data | None:
    """What a name or a field stands for in a data file; None where it is something else."""
    match written:
        case syntax.Reference():
            name = written.name.text
            return None if name in at.names.variables else at.names.data.get(name)
        case syntax.Field():
            of = data_of(written.of, at)
            if isinstance(of, Record):
                found = of.fields.get(written.name.span.text.strip("《》"))
                return None if found is None else found.data
    return None


def is_broken(written: syntax.Expression, names: Names) -> bool:
    """Whether an expression is a part of a data file that could not be read."""
    match written:
        case syntax.Reference(name=name):
            return name.text in names.broken
        case syntax.Field(of=of):
            return is_broken(of, names)
    return False


def resolve_data(written: syntax.Field, at: "Expressions") -> tuple[bool, "Resolved"]:
    """The value of a field of a data file; whether it is one at all."""
    of = data_of(written.of, at)
    if of is None:
        return False, None
    found = data_of(written, at)
    if found is not None:
        return True, _value_of(written.span, found, at)
    fields = list(of.fields) if isinstance(of, Record) else []
    what = Wording("数据文件的这一处", "this part of the data file")
    return True, at.wrong(name_problems.unknown_field(written.name.span, what, fields))


def _value_of(  # noqa: PLR0911  # one case for each kind of value
    span: Span, found: Data, at: "Expressions"
) -> "Resolved":
    match found:
        case Scalar(value=bool() as value):
            return checked.Constant(span, Type(Kind.TRUTH), value)
        case Scalar(value=Fraction() as value):
            return checked.Constant(span, Type(Kind.NUMBER), value)
        case Scalar(value=None):
            return checked.Constant(span, Type(Kind.NOTHING), None)
        case Scalar(text=text):
            return checked.Constant(span, Type(Kind.TEXT), text)
        case Items(items=items) if items and all(isinstance(one, Scalar) for one in items):
            members = [_value_of(span, one, at) for one in items]
            sound = tuple(member for member in members if member is not None)
            if len({member.type.kind for member in sound}) > 1:
                return at.wrong(kind_problems.mixed_set(span))
            return checked.SetOf(span, Type(Kind.SET), sound)
    return at.wrong(definition_problems.no_single_value(span))


def find_texts(written: syntax.Expression, at: "Expressions") -> Sequence[syntax.Text] | None:
    """The texts of a literal or of a part of a data file; None where it is neither.

    What is no text there, or holds none, is diagnosed and left out.
    """
    if isinstance(written, syntax.TextLiteral):
        return [written.text]
    found = data_of(written, at)
    if found is None:
        return None
    texts = []
    for one in _scalars(found):
        if isinstance(one.value, str):
            texts.append(syntax.Text(one.span, one.text))
        else:
            at.problems.append(template_problems.no_text(one.span, written.span))
    if not any(True for _ in _scalars(found)):
        at.problems.append(template_problems.no_templates(written.span, found.span))
    return texts


def _scalars(found: Data) -> Iterator[Scalar]:
    match found:
        case Scalar():
            yield found
        case Items(items=items):
            for one in items:
                yield from _scalars(one)
        case Record(fields=fields):
            for field in fields.values():
                yield from _scalars(field.data)
