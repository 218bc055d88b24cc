"""What a rule is: found by its name, put into words, its tests tried."""

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence

from gouji.engine.demands import conditions, demand, looked_at
from gouji.engine.phrases import Here, literal, phrase
from gouji.engine.plan import Together
from gouji.engine.trial import tried
from gouji.engine.verdict import both
from gouji.language import checked as c
from gouji.language.walk import walk
from gouji.model.explanation import (
    ExplainedException,
    ExplainedTest,
    ExplainedWaiver,
    Explanation,
    RuleLine,
)
from gouji.model.fold import squeeze
from gouji.model.wording import Language, Wording
from gouji.scan import explain_cause
from gouji.scan.packs import ReadyPack

MOST_NEAR = 3


def explain(packs: Sequence[ReadyPack], asked: str) -> Sequence[Explanation]:
    """The rules and exceptions of that name, or all rules that serve the check of that name."""
    wanted = _key(asked)
    named = [
        explanation
        for pack in packs
        for rule in pack.pack.rules
        for explanation in _called(pack, rule, wanted)
    ]
    named += [
        _of_cause(pack, one)
        for pack in packs
        for one in pack.plan.causes
        if wanted == _key(one.cause.name)
    ]
    serving = [
        _explained(pack, rule)
        for pack in packs
        for rule in pack.pack.rules
        if wanted in map(_key, rule.serves)
    ]
    serving += [
        _of_cause(pack, one)
        for pack in packs
        for one in pack.plan.causes
        if wanted in map(_key, one.cause.serves)
    ]
    return named or serving


def nearest_names(packs: Sequence[ReadyPack], asked: str) -> Sequence[str]:
    """The names of rules, exceptions and checks that are most like a wrong one."""
    known: dict[str, str] = {}
    for pack in packs:
        for rule in pack.pack.rules:
            exceptions = (terms.name for terms in rule.bodies[0].exceptions)
            known |= {_key(n): n for n in (rule.name, *exceptions, *rule.serves)}
        for cause in pack.pack.causes:
            known |= {_key(n): n for n in (cause.name, *cause.serves)}
    near = difflib.get_close_matches(_key(asked), sorted(known), n=MOST_NEAR)
    return [known[key] for key in near]


def rule_lines(packs: Iterable[ReadyPack]) -> Sequence[RuleLine]:
    """Every rule, in the order of the files; then what is taken together."""
    packs = list(packs)
    return [
        *_lines_of_rules(packs),
        *(
            RuleLine(
                pack=pack.pack.key,
                name=one.cause.name,
                title=_title(one.cause.titles) or explain_cause.demand(one),
                severity=explain_cause.severity(one),
                checks=one.cause.serves,
                exceptions=0,
                place=one.cause.span,
            )
            for pack in packs
            for one in pack.plan.causes
        ),
    ]


def _lines_of_rules(packs: Iterable[ReadyPack]) -> Sequence[RuleLine]:
    return [
        RuleLine(
            pack=pack.pack.key,
            name=rule.name,
            title=_title(rule.titles) or demand(rule, pack.pack.statements),
            severity=rule.severity,
            checks=rule.serves,
            exceptions=len(rule.bodies[0].exceptions),
            place=rule.span,
        )
        for pack in packs
        for rule in pack.pack.rules
    ]


def _key(name: str) -> str:
    """Names are compared without regard to case, width and blanks."""
    return squeeze(name).casefold()


def _of_cause(pack: ReadyPack, one: Together) -> Explanation:
    return explain_cause.explained(pack, one, [*_tests(pack, one.cause.name)])


def _called(pack: ReadyPack, rule: c.Rule, wanted: str) -> Iterator[Explanation]:
    """The rule and those of its exceptions that have a name."""
    if wanted in map(_key, _names(pack, rule)):
        yield _explained(pack, rule)
    for terms in rule.bodies[0].exceptions:
        if wanted == _key(terms.name):
            yield _explained(pack, rule, terms.name)


def _names(pack: ReadyPack, rule: c.Rule) -> Iterator[str]:
    """A rule goes by its name; a printed sum also by the short name of its table."""
    yield rule.name
    for form in pack.pack.forms:
        for table in form.tables:
            if table.name and rule.name.startswith(f"{table.key}["):
                yield table.name + rule.name.removeprefix(table.key)


def _explained(pack: ReadyPack, rule: c.Rule, exception: str | None = None) -> Explanation:
    terms = _terms(rule, exception)
    first = terms[0]
    statements = pack.pack.statements
    return Explanation(
        pack=pack.pack.key,
        name=rule.name if exception is None else exception,
        exception_of=None if exception is None else rule.name,
        title=_title(first.titles),
        demand=demand(rule, statements, exception),
        place=first.span,
        conditions=tuple(conditions(rule, terms, statements)),
        looks_at=tuple(looked_at(rule, statements)),
        severity=first.severity,
        basis=both(first.basis, ""),
        checks=rule.serves,
        missing=first.missing,
        doubt=first.doubt,
        validity=first.validity,
        parameters=tuple(_parameters(pack, rule)),
        exceptions=() if exception else tuple(_exceptions(rule, statements)),
        waivers=tuple(_waivers(pack, rule)),
        tests=tuple(_tests(pack, rule.name)),
        left_out=(),
    )


def _terms(rule: c.Rule, exception: str | None) -> Sequence[c.Terms]:
    """The terms of a rule or of an exception, one for each body."""
    if exception is None:
        return [body.terms for body in rule.bodies]
    return [terms for body in rule.bodies for terms in body.exceptions if terms.name == exception]


def _title(titles: Mapping[Language, str]) -> Wording | None:
    return both(titles, "") if titles else None


def _parameters(pack: ReadyPack, rule: c.Rule) -> Iterator[tuple[str, Wording]]:
    """The parameters that a rule uses, in the order of the pack."""
    used = {node.parameter for node in walk(rule.bodies) if isinstance(node, c.Constant)}
    for name, constant in pack.pack.parameters.items():
        if name in used:
            yield name, literal(constant.value)


def _exceptions(
    rule: c.Rule, statements: Mapping[str, c.Statement]
) -> Iterator[ExplainedException]:
    for terms in rule.bodies[0].exceptions:
        title = _title(terms.titles)
        told = demand(rule, statements, terms.name)
        yield ExplainedException(
            terms.name, title, told, terms.severity, terms.validity, terms.span
        )


def _waivers(pack: ReadyPack, rule: c.Rule) -> Iterator[ExplainedWaiver]:
    for waiver in pack.pack.waivers:
        guard = waiver.guards.get(rule.name)
        if guard is not None:
            condition = phrase(guard, Here())
            yield ExplainedWaiver(
                condition, waiver.until, waiver.reason, waiver.approver, waiver.span
            )


def _tests(pack: ReadyPack, name: str) -> Iterator[ExplainedTest]:
    """The tests of a rule or a cause, tried."""
    for test in pack.pack.tests:
        if test.rule == name:
            found = tried(pack.plan, test)
            yield ExplainedTest(test.title, found.passed, found.message, found.place)
