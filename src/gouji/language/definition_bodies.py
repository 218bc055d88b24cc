"""What a definition says apart from its inputs: checked whether or not it is put to use."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

from gouji.language import kind_problems, name_problems, syntax
from gouji.language.cells import find_table
from gouji.language.definitions import nodes, parts
from gouji.language.expressions import Expressions
from gouji.language.functions import SIGNATURES
from gouji.language.grammar import vocabulary
from gouji.language.names import Names
from gouji.model.diagnostic import Diagnostic
from gouji.model.span import Span

if TYPE_CHECKING:
    from gouji.language.checked import Type

_TEMPLATES = frozenset({"find", "problems"})
"""Functions that take templates, which are no values, after their first argument."""


def check_bodies(names: Names, problems: list[Diagnostic]) -> None:
    """Uses are typed one by one; here, whatever needs no input is, and every other name is known."""
    types: dict[str, Type] = {}
    for name, definition in names.definitions.items():
        body = _Body(Expressions(names.defining(types), problems), names.definitions)
        inputs = frozenset(name.text for name in definition.inputs)
        if inputs or not body.closed(definition.value, inputs):
            body.check(definition.value, inputs)
        elif (value := body.at.resolve(definition.value)) is not None:
            types[name] = value.type


@dataclass(frozen=True, slots=True)
class _Body:
    """Goes through the body of one definition; what it uses has been gone through before."""

    at: Expressions
    definitions: Mapping[str, syntax.Definition]

    def closed(self, value: object, inputs: frozenset[str]) -> bool:
        """Whether a part can be typed by itself: it needs no input and puts nothing else to use."""
        for node in nodes(value):
            match node:
                case syntax.Reference(name=name):
                    typed = name.text in self.at.names.variables
                    if name.text in inputs or (name.text in self.definitions and not typed):
                        return False
                case syntax.Call(function=name) if name.text in self.definitions:
                    return False
        return True

    def check(self, value: object, inputs: frozenset[str]) -> None:
        """Type what is closed, look up the other names."""
        if isinstance(value, _EXPRESSIONS) and self.closed(value, inputs):
            self.at.resolve(value)
            return
        match value:
            case syntax.Reference():
                if value.name.text not in inputs:
                    self._uses(value.span, value.name, 0)
                return
            case syntax.Call():
                self._uses(value.span, value.function, len(value.arguments))
                first = 1 if value.function.text in _TEMPLATES else None
                self.check(value.arguments[:first], inputs)
                return
            case syntax.Quantified():
                self.check(value.domain, inputs)
                self.check(value.condition, inputs | {value.variable.text})
                return
            case syntax.Cells(table=syntax.Reference() as table) if table.name.text not in inputs:
                find_table(value, self.at.names, self.at.problems)
                self.check(value.selector, inputs)
                return
        for part in parts(value):
            self.check(part, inputs)

    def _uses(self, span: Span, name: syntax.Name, found: int) -> None:
        """A definition or function exists and, where their number is fixed, has its arguments."""
        definition, signature = self.definitions.get(name.text), SIGNATURES.get(name.text)
        wanted = found
        if definition is not None:
            wanted = len(definition.inputs)
        elif signature is not None:
            wanted = len(signature.parameters)
        elif name.text not in vocabulary().functions and name.text not in self.at.names.broken:
            problem = name_problems.unknown_function(name.span, self.definitions)
            self.at.problems.append(problem)
        if found != wanted:
            text = name.text if definition is not None else name.span.text
            problem = kind_problems.wrong_arity(span, text, str(wanted), found)
            self.at.problems.append(problem)


_EXPRESSIONS = get_args(syntax.Expression)
