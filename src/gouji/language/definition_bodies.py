"""What a definition says apart from its inputs: checked whether or not it is put to use."""

from collections.abc import Mapping, Sequence
from typing import get_args

from gouji.language import kind_problems, name_problems, syntax
from gouji.language.calls import arity_problem, read_finds
from gouji.language.cells import find_table
from gouji.language.checked import Kind, Type
from gouji.language.definitions import nodes, parts
from gouji.language.expressions import Expressions
from gouji.language.functions import TOPICS
from gouji.language.grammar import vocabulary
from gouji.language.names import Names
from gouji.language.topics import find_wordbook
from gouji.model.diagnostic import Diagnostic
from gouji.model.frozen import frozen
from gouji.model.span import Span

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


@frozen
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
                    self._use(value.span, value.name, 0)
                return
            case syntax.Call():
                self._call(value)
                self._arguments(value, inputs)
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

    def _call(self, call: syntax.Call) -> None:
        """A definition or function exists and has its arguments."""
        name, problems = call.function, self.at.problems
        if name.text in self.definitions:
            self._use(call.span, name, len(call.arguments))
        elif name.text in vocabulary().functions:
            problem = arity_problem(call)
            problems += [] if problem is None else [problem]
        elif name.text not in self.at.names.broken:
            problems.append(name_problems.unknown_function(name.span, self.definitions))

    def _arguments(self, call: syntax.Call, inputs: frozenset[str]) -> None:
        """The values among the arguments, and after them templates or a wordbook."""
        written = call.arguments
        if call.function.text in _TEMPLATES:
            self.check(written[:1], inputs)
            self._templates(written[1:], inputs)
        elif call.function.text in TOPICS:
            self.check(written[:-1], inputs)
            find_wordbook(written[-1], self.at)
        else:
            self.check(written, inputs)

    def _use(self, span: Span, name: syntax.Name, found: int) -> None:
        """A definition has its arguments."""
        wanted = len(self.definitions[name.text].inputs)
        if found != wanted:
            problem = kind_problems.wrong_arity(span, name.text, str(wanted), found)
            self.at.problems.append(problem)

    def _templates(self, written: Sequence[syntax.Expression], inputs: frozenset[str]) -> None:
        """Templates are written out or are those of a data file: an input is none."""
        variables = {**self.at.names.variables, **dict.fromkeys(inputs, Type(Kind.TEXT))}
        read_finds(written, self.at.with_names(self.at.names.defining(variables)))


_EXPRESSIONS = get_args(syntax.Expression)
