"""Identities that are taken together: syntax → checked."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from gouji.language import checked, definition_problems, name_problems, syntax
from gouji.language import checked_expressions as c
from gouji.language.rules import RuleChecker
from gouji.language.sums import rule_name
from gouji.language.walk import walk
from gouji.model.frozen import frozen
from gouji.model.span import Span


def check_causes(
    written: Sequence[syntax.Cause],
    checker: RuleChecker,
    rules: Mapping[str, checked.Rule],
    written_rules: Mapping[str, Span],
) -> tuple[checked.Cause, ...]:
    """The causes that resolve, in order; a rule that is neither identity nor bound is diagnosed."""
    found = [
        _Resolving(checker, rules, frozenset(written_rules)).cause(cause)
        for cause in _distinct(written, checker, written_rules)
    ]
    return tuple(cause for cause in found if cause is not None)


def _distinct(
    written: Sequence[syntax.Cause], checker: RuleChecker, rules: Mapping[str, Span]
) -> Iterator[syntax.Cause]:
    """The causes that are called like no other and like no rule."""
    taken = dict(rules)
    for cause in written:
        name = cause.name.text
        if name in taken:
            checker.problems.append(name_problems.declared_twice(cause.name, taken[name]))
        else:
            taken[name] = cause.name.span
            yield cause


class _Resolving:
    """Finds the rules of a cause."""

    def __init__(
        self,
        checker: RuleChecker,
        rules: Mapping[str, checked.Rule],
        unresolved: frozenset[str],
    ) -> None:
        self.checker = checker
        self.rules = rules
        self.unresolved = unresolved

    def cause(self, written: syntax.Cause) -> checked.Cause | None:
        """The cause; None where something in it is wrong."""
        names, problems = self.checker.names, self.checker.problems
        identities: dict[str, checked.Rule] = {}
        bounds: dict[str, checked.Rule] = {}
        sound = True
        for target in written.targets:
            name = rule_name(target, names.layouts)
            rule = self.rules.get(name)
            if rule is None:
                sound = False
                if name not in self.unresolved and name not in names.broken:
                    problems.append(name_problems.unknown_rule(target, name, self.unresolved))
            elif all(map(is_identity, rule.bodies)):
                identities[name] = rule
            elif all(map(is_bound, rule.bodies)):
                bounds[name] = rule
            else:
                sound = False
                problems.append(definition_problems.no_identity(target.span, name))
        if sound and not identities:
            sound = False
            problems.append(definition_problems.no_identity(written.name.span, written.name.text))
        if not sound:
            return None
        return checked.Cause(
            written.span,
            written.name.text,
            self.checker.texts(written.titles),
            tuple(identities.values()),
            tuple(bounds.values()),
            tuple(text.text for clause in written.clauses for text in clause.checks),
        )


def stand_ins(causes: Sequence[checked.Cause]) -> Mapping[str, checked.Rule]:
    """What a test of a cause is read against: a rule of its name on each cell of its first table."""
    found: dict[str, checked.Rule] = {}
    for cause in causes:
        rule = cause.identities[0]
        body = rule.bodies[0]
        table = next(cells_of(body)).table
        read = replace(body, scope=checked.Scope(table, "cell", (), ()), bindings=())
        found[cause.name] = replace(rule, name=cause.name, bodies=(read,))
    return found


def cells_of(body: checked.Body) -> Iterator[c.Cells]:
    """The cells that a body names."""
    return (node for node in walk(body) if isinstance(node, c.Cells))


Names = Mapping[str, "Named"]


@frozen
class Named:
    """What a name stands for, and the names that it was written with."""

    value: c.Expression
    names: Names


def is_identity(body: checked.Body) -> bool:
    """Whether a body demands that two sums of cells with constant coefficients are equal.

    It may demand other things as well.
    """
    names: dict[str, Named] = {}
    names |= {name: Named(value, names) for name, value in body.terms.locals.items()}
    return not body.bindings and len([*_equalities(body.terms.requirement, names)]) == 1


def _equalities(node: c.Expression, names: Names) -> Iterator[c.Comparison]:
    """The equalities of sums that an expression demands, whatever else it demands."""
    match node:
        case c.Comparison(operator="=", within=None):
            sides = (node.left, node.right)
            if all(_linear(s, names) for s in sides) and not all(_constant(s) for s in sides):
                yield node
        case c.Logic(operator="and"):
            for operand in node.operands:
                yield from _equalities(operand, names)
        case c.Defined():
            yield from _equalities(node.value, _within(node, names))
        case _:
            return


def _within(node: c.Defined, names: Names) -> Names:
    return {name: Named(value, names) for name, value in node.inputs}


def is_bound(body: checked.Body) -> bool:
    """Whether a body demands something of each cell by itself."""
    cells = any(isinstance(node, c.Cells) for node in cells_of(body))
    on_cells = body.scope is not None and body.scope.axis == "cell"
    return on_cells and not cells and not body.bindings


def _linear(  # noqa: PLR0911  # one case for each kind of node
    node: c.Expression, names: Names
) -> bool:
    """Whether an expression is a sum of cells and constants with constant coefficients."""
    match node:
        case c.Constant() | c.Cells() | c.BoundCell():
            return True
        case c.Variable():
            named = names.get(node.name)
            return named is not None and _linear(named.value, named.names)
        case c.Defined():
            return _linear(node.value, _within(node, names))
        case c.Negative() | c.Shift():
            return _linear(node.operand, names)
        case c.Call(function="sum"):
            return all(_linear(a, names) for a in node.arguments)
        case c.Join():
            return all(_linear(o, names) for o in node.operands)
        case c.Chain():
            return all(_linear(o, names) for o in node.operands) and _sum_or_multiple(node)
        case _:
            return False


def _sum_or_multiple(node: c.Chain) -> bool:
    """Whether a chain multiplies cells by constants alone, and divides by constants alone."""
    if node.operators[0] in {"+", "-"}:
        return True
    cells = [at for at, operand in enumerate(node.operands) if not _constant(operand)]
    divided = [at for at in cells if at and node.operators[at - 1] == "/"]
    return len(cells) <= 1 and not divided


def _constant(node: c.Expression) -> bool:
    match node:
        case c.Constant():
            return True
        case c.Negative():
            return _constant(node.operand)
        case c.Chain():
            return all(map(_constant, node.operands))
        case _:
            return False
