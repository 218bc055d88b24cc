"""Which exception belongs to which rule, and which of two goes first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gouji.language import layout_problems, name_problems, syntax
from gouji.language.layouts import Layouts
from gouji.language.rules import Exceptional
from gouji.language.sums import rule_name
from gouji.model.diagnostic import Diagnostic


@dataclass(frozen=True, slots=True)
class Exceptions:
    """The exceptions of a pack by the rule at the end of the chain."""

    of: Mapping[str, Sequence[Exceptional]]

    def rule(self, name: str) -> Sequence[Exceptional]:
        """The exceptions of a rule, in the order written."""
        return self.of.get(name, ())


def arrange(
    written: Sequence[syntax.RuleException],
    rules: Sequence[str],
    layouts: Layouts,
    broken: frozenset[str],
    problems: list[Diagnostic],
) -> Exceptions:
    """Follow every exception up to its rule; more conditions, or an exception to one, go first."""
    by_name = {exception.name.text: exception for exception in written}
    found: dict[str, list[Exceptional]] = {}
    circular: set[str] = set()
    for exception in written:
        chain = _chain(exception, by_name, layouts)
        top = rule_name(chain[-1].of, layouts)
        if top in by_name:
            names = [one.name.text for one in chain]
            circle = names[names.index(top) :]
            if exception.name.text == top and top not in circular:
                problems.append(layout_problems.exception_cycle(exception.name, circle))
                circular.update(circle)
        elif top not in rules:
            if top not in broken:
                known = [*rules, *by_name]
                problems.append(name_problems.unknown_rule(chain[-1].of, top, known))
        else:
            above = tuple(guard for one in chain[1:] for guard in _guards(one))
            over = frozenset(one.name.text for one in chain[1:])
            found.setdefault(top, []).append(Exceptional(exception, above, over))
    return Exceptions({rule: _ranked(several, problems) for rule, several in found.items()})


def _chain(
    exception: syntax.RuleException,
    by_name: Mapping[str, syntax.RuleException],
    layouts: Layouts,
) -> list[syntax.RuleException]:
    """An exception, the exception that it is one of, and so on; a circle is not closed."""
    chain = [exception]
    while (above := by_name.get(rule_name(chain[-1].of, layouts))) is not None:
        if any(above is one for one in chain):
            break
        chain.append(above)
    return chain


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


def _conditions(exceptional: Exceptional) -> list[syntax.Expression]:
    return [*exceptional.guards, *_guards(exceptional.written)]


def _ranked(several: Sequence[Exceptional], problems: list[Diagnostic]) -> Sequence[Exceptional]:
    """Each exception goes before those whose conditions are a part of its own."""
    ranked: list[Exceptional] = []
    for at, one in enumerate(several):
        over = set(one.over)
        for other_at, other in enumerate(several):
            if other is one:
                continue
            mine, theirs = _conditions(one), _conditions(other)
            covered = all(any(t == m for m in mine) for t in theirs)
            equal = covered and len(mine) == len(theirs)
            linked = other.written.name.text in one.over or one.written.name.text in other.over
            if equal and not linked and other_at < at and _same_time(one, other):
                problems.append(
                    layout_problems.exceptions_tie(one.written.name, other.written.name)
                )
            elif covered and not equal:
                over.add(other.written.name.text)
        ranked.append(Exceptional(one.written, one.guards, frozenset(over)))
    return ranked


def _same_time(one: Exceptional, other: Exceptional) -> bool:
    """Whether both are written for the same years, or for all."""
    times = [
        [c for c in exceptional.written.clauses if isinstance(c, syntax.Validity)]
        for exceptional in (one, other)
    ]
    return times[0] == times[1]
