"""The identities of a report, and of the report before it that they reach into, as equations of cells."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from gouji.engine.answers import base_scope, guarded, instances, mode, where_of
from gouji.engine.conversions import answer_of
from gouji.engine.evaluation import evaluate as value_of
from gouji.engine.localise.linear import CellAt, Linear, Looked, equation, plain
from gouji.engine.localise.search import Equations, Exact
from gouji.engine.logic import OverlongError
from gouji.engine.plan import Plan, Step, Together
from gouji.engine.scope import Memory, OverBudgetError, Scope
from gouji.engine.values import Certainty, Unavailable
from gouji.model.number import MissingKind
from gouji.model.report import Report
from gouji.model.report_set import ReportSet

Instance: TypeAlias = tuple[str, tuple[tuple[str, str], ...]]
"""A rule and a place."""


@dataclass(slots=True)
class Identity:
    """An equation of cells, and the rules that demand it."""

    terms: Mapping[CellAt, Exact]
    short: Exact
    """By how much the left side is too small."""
    own: bool
    """Whether it is of the report at hand."""
    across: bool
    """Whether it ties reports to one another: either may be wrong."""
    told_by: list[Instance] = field(default_factory=list)


@dataclass(slots=True)
class System:
    """All identities, and the cells in them."""

    identities: list[Identity] = field(default_factory=list)
    cells: dict[CellAt, Looked] = field(default_factory=dict)
    unknown: list[frozenset[CellAt]] = field(default_factory=list)
    """Of each identity of the report that cannot be checked, the cells that are known."""
    dormant: list[tuple[Step, Scope]] = field(default_factory=list)
    """Where a rule is not to be applied: other figures may change that."""
    _known: dict[object, Identity] = field(default_factory=dict)

    def take(self, found: Linear, short: Exact, instance: Instance, *, own: bool) -> None:
        """One more identity; the same one under another rule is the same."""
        terms = {at: plain(times) for at, times in found.terms.items() if times}
        if not terms:
            return
        sign = 1 if terms[min(terms)] > 0 else -1
        key = (frozenset((at, sign * times) for at, times in terms.items()), sign * short, own)
        across = len({at.source for at in terms}) > 1
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = Identity(terms, short, own, across)
            self.identities.append(known)
            self.cells.update(found.cells)
        known.told_by.append(instance)


def system(
    plan: Plan, steps: Sequence[Step], report: Report, reports: ReportSet, memory: Memory
) -> System:
    """The identities of a report.

    Where one that reaches into an earlier report does not hold, that may be wrong, too, and its own
    identities are taken in; the cells of a report to which all ties hold are taken for right.
    """
    found = System()
    for step in steps:
        for scope in scopes(plan, step, report, reports, memory):
            _collect(found, step, scope)
    open_ = {at.source for one in found.identities if one.short for at in one.terms}
    for identity in found.identities:
        if identity.across:
            kept = {
                at: t for at, t in identity.terms.items() if at.source in {*open_, report.source}
            }
            identity.terms = kept
    for earlier in reports.earlier.get(report.source, {}).values():
        if earlier.source in open_:
            for step in steps:
                for scope in scopes(plan, step, earlier, reports, memory):
                    _collect(found, step, scope, own=False)
    return found


def concerned(together: Together, failed: Collection[str]) -> Sequence[Step]:
    """The steps of the rules that failed, and of all that hang together with them by their tables."""
    read = [(step, {reach.table for reach in reaches}) for step, reaches in together.identities]
    tables = {table for step, of in read if step.rule.name in failed for table in of}
    grown = True
    while grown:
        near = {table for _, of in read if of & tables for table in of}
        grown = not near <= tables
        tables |= near
    return [step for step, of in read if of & tables]


def scopes(
    plan: Plan, step: Step, report: Report, reports: ReportSet, memory: Memory
) -> Iterator[Scope]:
    """Where a step may apply to a report."""
    base = base_scope(plan, step, report, reports, memory)
    try:
        for found in instances(base, step):
            if isinstance(found, Scope):
                yield found
    except (OverBudgetError, OverlongError):  # the rule itself has said so
        return


def _collect(found: System, step: Step, scope: Scope, *, own: bool = True) -> None:
    """The identity that a step demands at a place, if it demands one and all of it is known exactly."""
    terms = step.body.terms
    try:
        asked = _demanded(step, scope)
        if asked is Certainty.FALSE:
            found.dormant += [(step, scope)] if own else []
            return
        requirement = value_of(terms.requirement, mode(scope, terms))
    except (OverBudgetError, OverlongError):  # the rule itself has said so
        return
    made, over = equation(requirement)
    answer = answer_of(requirement)
    decided = answer.certainty in {Certainty.TRUE, Certainty.FALSE}
    if asked is Certainty.TRUE and decided and over is not None:
        if own or all(at.source == scope.report.source for at in made.terms):
            instance = (step.rule.name, tuple(where_of(scope, step).items()))
            found.take(made, -over, instance, own=own)
    elif own and not _wants_elsewhere(answer.lack):
        found.unknown.append(frozenset(made.terms))


def _wants_elsewhere(lack: Unavailable | None) -> bool:
    """Whether it is another report that lacks something, or is not there."""
    absent = {MissingKind.NO_PRIOR, MissingKind.NOT_COMPARABLE}
    return lack is not None and (lack.foreign or lack.kind in absent)


def _demanded(step: Step, scope: Scope) -> Certainty:
    """Whether a rule applies at a place, and no exception demands something else there."""
    applies = guarded(scope, step.body.terms).certainty
    if applies is not Certainty.TRUE:
        return applies
    others = (e for e in step.body.exceptions if e.requirement != step.body.terms.requirement)
    replaced = [guarded(scope, other).certainty for other in others]
    if Certainty.TRUE in replaced:
        return Certainty.FALSE
    return Certainty.TRUE if {*replaced} <= {Certainty.FALSE} else Certainty.UNKNOWN


@dataclass(slots=True)
class Component:
    """Identities that hang together by their cells."""

    identities: Sequence[Identity]
    cells: Sequence[CellAt]
    equations: Equations


def components(whole: System, accused: Sequence[Identity]) -> Iterator[Component]:
    """The parts of a system with violated identities that are to be explained.

    The others of a part must hold with whatever explains those.
    """
    of: dict[CellAt, list[int]] = defaultdict(list)
    for number, identity in enumerate(whole.identities):
        for at in identity.terms:
            of[at].append(number)
    wanted = {id(identity) for identity in accused}
    done: set[int] = set()
    for number, identity in enumerate(whole.identities):
        if number not in done and id(identity) in wanted:
            members = _reachable(number, whole.identities, of)
            done |= members
            within = [whole.identities[i] for i in sorted(members)]
            yield _component(within, [id(i) in wanted or not i.short for i in within])


def _reachable(
    start: int, identities: Sequence[Identity], of: Mapping[CellAt, Sequence[int]]
) -> set[int]:
    members, waiting = {start}, [start]
    while waiting:
        for at in identities[waiting.pop()].terms:
            new = [i for i in of[at] if i not in members]
            members.update(new)
            waiting += new
    return members


def _component(identities: Sequence[Identity], binding: Sequence[bool]) -> Component:
    numbers: dict[CellAt, int] = {}
    rows = [
        {numbers.setdefault(at, len(numbers)): times for at, times in identity.terms.items()}
        for identity in identities
    ]
    return Component(
        identities, list(numbers), Equations(rows, [i.short for i in identities], binding)
    )
