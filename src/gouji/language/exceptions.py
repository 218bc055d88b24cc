"""Which exception belongs to which rule, and which of two goes first."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from gouji.language import layout_problems, name_problems, syntax
from gouji.language.circles import circle, knots
from gouji.language.layouts import Layouts
from gouji.language.rules import Exceptional
from gouji.language.sums import rule_name
from gouji.model.diagnostic import Diagnostic
from gouji.model.frozen import frozen

MOST = 100
"""Exceptions of one rule, those of exceptions included."""


@frozen
class Exceptions:
    """The exceptions of a pack by the rule at the end of the chain."""

    of: Mapping[str, Sequence[Exceptional]]

    def rule(self, name: str) -> Sequence[Exceptional]:
        """The exceptions of a rule, in the order written."""
        return self.of.get(name, ())


def arrange(
    written: Sequence[syntax.RuleException],
    rules: Collection[str],
    layouts: Layouts,
    broken: frozenset[str],
    problems: list[Diagnostic],
) -> Exceptions:
    """Follow every exception up to its rule; more conditions, or an exception to one, go first."""
    by_name = {exception.name.text: exception for exception in written}
    above = {name: rule_name(one.of, layouts) for name, one in by_name.items()}
    tops = _tops(by_name, above, problems)
    found: dict[str, list[syntax.RuleException]] = {}
    for name, exception in by_name.items():
        top = tops.get(name, name)
        if top in rules:
            found.setdefault(top, []).append(exception)
        elif top == above[name] and top not in broken | {name}:
            known = [*rules, *by_name]
            problems.append(name_problems.unknown_rule(exception.of, top, known))
    ranked: dict[str, Sequence[Exceptional]] = {}
    for rule, several in found.items():
        if len(several) > MOST:
            problems.append(layout_problems.too_many_exceptions(several[MOST].name, MOST))
        ranked[rule] = _ranked([_placed(one, by_name, above) for one in several[:MOST]], problems)
    return Exceptions(ranked)


def _tops(
    by_name: Mapping[str, syntax.RuleException],
    above: Mapping[str, str],
    problems: list[Diagnostic],
) -> Mapping[str, str]:
    """Exception → the rule that it is one of, by way of others; circles are left out."""
    needs = {name: [of] if of in by_name else [] for name, of in above.items()}
    order = {name: at for at, name in enumerate(by_name)}
    tops: dict[str, str] = {}
    for knot in knots(needs):
        first = min(knot, key=order.__getitem__)
        way = circle(first, set(knot), needs)
        if way:
            problems.append(layout_problems.exception_cycle(by_name[first].name, way))
        elif above[first] not in by_name:
            tops[first] = above[first]
        elif above[first] in tops:
            tops[first] = tops[above[first]]
    return tops


def _placed(
    exception: syntax.RuleException,
    by_name: Mapping[str, syntax.RuleException],
    above: Mapping[str, str],
) -> Exceptional:
    """An exception with the conditions of those that it is an exception of."""
    over: list[syntax.RuleException] = []
    name = above[exception.name.text]
    while name in by_name:
        over.append(by_name[name])
        name = above[name]
    guards = tuple(guard for one in over for guard in _guards(one))
    return Exceptional(
        exception, guards, frozenset(one.name.text for one in over), tuple(over[::-1])
    )


def _guards(exception: syntax.RuleException) -> list[syntax.Expression]:
    """The conditions that all have to hold."""
    guards = [c.condition for c in exception.clauses if isinstance(c, syntax.Guard)]
    return [
        part
        for guard in guards
        for part in (
            guard.operands
            if isinstance(guard, syntax.Logic) and guard.operator == "and"
            else [guard]
        )
    ]


def _ranked(several: Sequence[Exceptional], problems: list[Diagnostic]) -> Sequence[Exceptional]:
    """Each exception goes before those whose conditions are a part of its own."""
    conditions = [_conditions(one) for one in several]
    ranked: list[Exceptional] = []
    for at, one in enumerate(several):
        over, tied = set(one.over), False
        for other_at, other in enumerate(several):
            mine, theirs = conditions[at], conditions[other_at]
            linked = other.written.name.text in one.over or one.written.name.text in other.over
            if theirs < mine:
                over.add(other.written.name.text)
            elif mine == theirs and other_at < at and not (tied or linked):
                tied = True
                problems.append(
                    layout_problems.exceptions_tie(one.written.name, other.written.name)
                )
        ranked.append(replace(one, over=frozenset(over)))
    return ranked


def _conditions(exceptional: Exceptional) -> frozenset[syntax.Expression | syntax.Validity]:
    """What has to hold for an exception: its guards, those above it, and its time."""
    times = (c for c in exceptional.written.clauses if isinstance(c, syntax.Validity))
    return frozenset((*exceptional.guards, *_guards(exceptional.written), *times))
