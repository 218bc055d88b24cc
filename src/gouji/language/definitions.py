"""Parameters and definitions: what they are worth, and that none needs itself."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass

from gouji.language import layout_problems, name_problems, syntax
from gouji.language.checked import Constant, Kind, Type
from gouji.language.circles import circle, knots
from gouji.language.kind_problems import KINDS
from gouji.language.settings import Settings
from gouji.model.diagnostic import Diagnostic
from gouji.model.span import Source, Span
from gouji.model.wording import Wording


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
            if own is None or _is_percentage(own) is not _is_percentage(value):
                wanted = _wanted(value, own)
                problems.append(layout_problems.parameter_of_another_kind(name, given, wanted))
            else:
                value = own
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


def _is_percentage(value: Constant) -> bool:
    return value.type.kind is Kind.NUMBER and value.span.text.endswith(("%", "％"))


def _wanted(value: Constant, given: Constant | None) -> Wording:
    """What a parameter takes: a percentage where the pack's value is written as one, and only there."""
    kind, example = KINDS[value.type.kind], value.span.text
    if _is_percentage(value):
        return Wording(f"百分数，如 {example}", f"a percentage, such as {example}")
    if given is None:
        return kind
    return Wording(f"{kind.zh}，不带 %，如 {example}", f"{kind.en} without %, such as {example}")


def definitions(
    written: Sequence[syntax.Definition], problems: list[Diagnostic]
) -> tuple[Mapping[str, syntax.Definition], frozenset[str]]:
    """The definitions, each after those that it needs, and the names of those that need themselves."""
    by_name = {definition.name.text: definition for definition in written}
    problems += [problem for definition in written for problem in _inputs_twice(definition)]
    needs = {
        name: [used for used in _needs(definition) if used in by_name]
        for name, definition in by_name.items()
    }
    order = {name: at for at, name in enumerate(by_name)}
    sound: dict[str, syntax.Definition] = {}
    circular: set[str] = set()
    for knot in knots(needs):
        first = min(knot, key=order.__getitem__)
        way = circle(first, set(knot), needs)
        if way:
            circular |= set(knot)
            problems.append(layout_problems.definition_cycle(by_name[first].name, way))
        else:
            sound[first] = by_name[first]
    return sound, frozenset(circular)


def _inputs_twice(definition: syntax.Definition) -> Iterator[Diagnostic]:
    first: dict[str, Span] = {}
    for name in definition.inputs:
        if first.setdefault(name.text, name.span) is not name.span:
            yield name_problems.declared_twice(name, first[name.text])


def nodes(value: object) -> Iterator[object]:
    """Everything within a tree as written, in no order."""
    waiting = [value]
    while waiting:
        node = waiting.pop()
        yield node
        waiting += parts(node)


def parts(value: object) -> Sequence[object]:
    """What a node as written holds, one level down."""
    if isinstance(value, tuple):
        return value
    if not is_dataclass(value) or isinstance(value, type | Span):
        return ()
    return [getattr(value, field.name) for field in fields(value)]


def _needs(definition: syntax.Definition) -> Sequence[str]:
    """Every name that a definition uses as a value or a function, but for its inputs; each once."""
    found: dict[str, None] = {}
    for node in nodes(definition.value):
        match node:
            case syntax.Reference(name=name) | syntax.Call(function=name):
                found[name.text] = None
    inputs = {name.text for name in definition.inputs}
    return [name for name in found if name not in inputs]
