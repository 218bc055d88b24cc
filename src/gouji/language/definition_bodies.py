"""What a definition says apart from its inputs: checked whether or not it is put to use."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import get_args

from gouji.language import kind_problems, name_problems, syntax
from gouji.language.cells import find_table
from gouji.language.definitions import names_in
from gouji.language.expressions import Expressions
from gouji.language.functions import SIGNATURES
from gouji.language.grammar import vocabulary
from gouji.language.names import Expansion, Names
from gouji.model.diagnostic import Diagnostic
from gouji.model.span import Span

_TEMPLATES = frozenset({"find", "problems"})
"""Functions that take templates, which are no values, after their first argument."""


def check_bodies(names: Names, problems: list[Diagnostic]) -> None:
    """Uses are typed one by one; here, whatever needs no input is, and every other name is known."""
    for definition in names.definitions.values():
        inputs = frozenset(name.text for name in definition.inputs)
        inner = replace(names.defining({}), expansion=Expansion())
        _check(definition.value, inputs, Expressions(inner, problems))


def _check(value: object, inputs: frozenset[str], at: Expressions) -> None:
    match value:
        case syntax.Reference() if value.name.text in inputs:
            return
        case _ if isinstance(value, _EXPRESSIONS) and not inputs & set(names_in(value)):
            at.resolve(value)
            return
        case syntax.Call():
            _check_call(value, at)
            first = 1 if value.function.text in _TEMPLATES else None
            _check(value.arguments[:first], inputs, at)
            return
        case syntax.Quantified():
            _check(value.domain, inputs, at)
            _check(value.condition, inputs | {value.variable.text}, at)
            return
        case syntax.Cells(table=syntax.Reference() as table) if table.name.text not in inputs:
            find_table(value, at.names, at.problems)
            _check(value.selector, inputs, at)
            return
    for part in _parts(value):
        _check(part, inputs, at)


def _check_call(written: syntax.Call, at: Expressions) -> None:
    """The function exists and, where its number of arguments is fixed, has that many."""
    name, found = written.function.text, len(written.arguments)
    definition, signature = at.names.definitions.get(name), SIGNATURES.get(name)
    if definition is not None:
        wanted = len(definition.inputs)
    elif signature is not None:
        wanted = len(signature.parameters)
    else:
        if name not in vocabulary().functions and name not in at.names.broken:
            known = at.names.definitions
            at.problems.append(name_problems.unknown_function(written.function.span, known))
        return
    if found != wanted:
        text = written.function.span.text
        problem = kind_problems.wrong_arity(written.span, text, str(wanted), found)
        at.problems.append(problem)


_EXPRESSIONS = get_args(syntax.Expression)


def _parts(value: object) -> Iterator[object]:
    if isinstance(value, tuple):
        yield from value
    elif is_dataclass(value) and not isinstance(value, type | Span):
        for field in fields(value):
            yield getattr(value, field.name)
