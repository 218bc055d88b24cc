"""How much a rule comes to once its names stand for what they are short for."""

from collections.abc import Iterator, Mapping

from gouji.language import checked, definition_problems
from gouji.language.tokens import DEEPEST_TREE
from gouji.language.walk import parts
from gouji.model.diagnostic import Diagnostic
from gouji.model.frozen import frozen

LARGEST = 100_000
"""Expressions of one clause, each let and each input of a definition counted wherever it is used."""


@frozen
class Extent:
    """How many expressions there are, and how deeply they nest."""

    size: int = 1
    depth: int = 1


Known = Mapping[str, Extent]
_ONE = Extent()


def extent(value: object, known: Known) -> Extent:
    """The extent of an expression, given those of the names in it."""
    match value:
        case checked.Variable():
            return known.get(value.name, _ONE)
        case checked.Defined():
            inputs = {name: extent(given, known) for name, given in value.inputs}
            inner = [extent(value.value, inputs)]
        case checked.Quantified():
            others = {name: one for name, one in known.items() if name != value.variable}
            inner = [extent(value.domain, known), extent(value.condition, others)]
        case _:
            inner = [extent(part, known) for part in parts(value)]
    own = int(isinstance(value, checked.Node))
    size = sum(part.size for part in inner)
    return Extent(own + size, own + max((part.depth for part in inner), default=0))


def beyond_measure(body: checked.Body) -> Diagnostic | None:
    """The first clause of a rule that comes to too much; None where all are within measure."""
    known: dict[str, Extent] = {}
    for _, domain in body.bindings:
        if problem := _problem(domain, extent(domain, known)):
            return problem
    problems = (_of_terms(terms, known) for terms in (body.terms, *body.exceptions))
    return next((problem for problem in problems if problem is not None), None)


def _of_terms(terms: checked.Terms, outside: Known) -> Diagnostic | None:
    known = dict(outside)
    for name, value in terms.locals.items():
        known[name] = extent(value, known)
        if problem := _problem(value, known[name]):
            return problem
    problems = (_problem(clause, extent(clause, known)) for clause in _clauses(terms))
    return next((problem for problem in problems if problem is not None), None)


def _clauses(terms: checked.Terms) -> Iterator[checked.Expression]:
    yield from terms.guards
    yield terms.requirement
    for sentence in (terms.messages, terms.suggestions):
        for phrase in sentence.values():
            yield from (part for part in phrase.parts if not isinstance(part, str))


def _problem(value: checked.Expression, found: Extent) -> Diagnostic | None:
    if found.depth > DEEPEST_TREE:
        return definition_problems.uses_nested_too_deeply(value.span, DEEPEST_TREE)
    if found.size > LARGEST:
        return definition_problems.comes_to_too_much(value.span, LARGEST)
    return None
