"""Parameters and definitions: what they are worth, and that none needs itself."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass

from gouji.language import layout_problems, name_problems, syntax
from gouji.language.checked import Constant, Kind, Type
from gouji.language.kind_problems import KINDS
from gouji.language.settings import Settings
from gouji.model.diagnostic import Diagnostic
from gouji.model.span import Source, Span


def constants(
    written: Sequence[syntax.Parameter], settings: Settings, problems: list[Diagnostic]
) -> Mapping[str, Constant]:
    """The value of every parameter: the user's, else the pack's."""
    found: dict[str, Constant] = {}
    for parameter in written:
        value = constant(parameter.value)
        if value is None:
            problems.append(layout_problems.not_a_constant(parameter.value.span))
            continue
        name = parameter.name.text
        given = settings.get(name)
        if given is not None:
            own = _given(given, value.type.kind)
            if own is None:
                kind = KINDS[value.type.kind]
                problems.append(layout_problems.parameter_of_another_kind(name, given, kind))
            value = own or value
        found[name] = value
    return found


def constant(written: syntax.Expression) -> Constant | None:
    """A literal as a value; None where more than a literal is written."""
    span = written.span
    match written:
        case syntax.NumberLiteral():
            return Constant(span, Type(Kind.NUMBER), written.value)
        case syntax.Negative(operand=syntax.NumberLiteral() as number):
            return Constant(span, Type(Kind.NUMBER), -number.value)
        case syntax.DateLiteral():
            return Constant(span, Type(Kind.DATE), written.value)
        case syntax.TextLiteral():
            return Constant(span, Type(Kind.TEXT), written.text.text)
        case syntax.TruthLiteral():
            return Constant(span, Type(Kind.TRUTH), written.value)
        case _:
            return None


def _given(text: str, kind: Kind) -> Constant | None:
    """A value from the command line, of the kind that the pack gives the parameter."""
    from gouji.language.parse import parse_expression  # noqa: PLC0415  # only where something is set

    if kind is Kind.TEXT:
        return Constant(Span(Source("--set", text), 0, len(text)), Type(Kind.TEXT), text)
    written = parse_expression(Source("--set", text))
    value = None if written is None else constant(written)
    return value if value is not None and value.type.kind is kind else None


def definitions(
    written: Sequence[syntax.Definition], problems: list[Diagnostic]
) -> tuple[Mapping[str, syntax.Definition], frozenset[str]]:
    """The definitions by name, and the names of those that need themselves."""
    by_name = {definition.name.text: definition for definition in written}
    problems += [problem for definition in written for problem in _inputs_twice(definition)]
    uses = {
        name: {n for n in names_in(definition.value) if n in by_name}
        for name, definition in by_name.items()
    }
    circular: set[str] = set()
    for name, definition in by_name.items():
        circle = _circle(name, uses)
        if circle and not circular & set(circle):
            problems.append(layout_problems.definition_cycle(definition.name, circle))
            circular |= set(circle)
    sound = {name: one for name, one in by_name.items() if name not in circular}
    return sound, frozenset(circular)


def _inputs_twice(definition: syntax.Definition) -> Iterator[Diagnostic]:
    first: dict[str, Span] = {}
    for name in definition.inputs:
        if first.setdefault(name.text, name.span) is not name.span:
            yield name_problems.declared_twice(name, first[name.text])


def _circle(start: str, uses: Mapping[str, set[str]]) -> Sequence[str]:
    """A way from a definition back to itself; empty where there is none."""
    ways = [[start]]
    seen: set[str] = set()
    while ways:
        way = ways.pop(0)
        for name in sorted(uses[way[-1]]):
            if name == start:
                return way
            if name not in seen:
                seen.add(name)
                ways.append([*way, name])
    return []


def names_in(value: object) -> Iterator[str]:
    """Every name that an expression uses as a value or a function."""
    match value:
        case syntax.Reference(name=name):
            yield name.text
        case syntax.Call(function=function):
            yield function.text
    if isinstance(value, tuple):
        for part in value:
            yield from names_in(part)
    elif is_dataclass(value) and not isinstance(value, type | Span):
        for field in fields(value):
            yield from names_in(getattr(value, field.name))
