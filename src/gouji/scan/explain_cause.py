"""What is taken together to find wrong cells, and what is not."""

from collections.abc import Sequence

from gouji.engine.demands import looked_at
from gouji.engine.plan import Together
from gouji.engine.verdict import both
from gouji.language.causes import is_identity
from gouji.model.diagnostic import Severity
from gouji.model.explanation import ExplainedTest, Explanation
from gouji.model.form import Validity
from gouji.model.wording import Wording, listed, put, same
from gouji.scan.packs import ReadyPack

_NOTHING = Wording("", "")


def explained(pack: ReadyPack, together: Together, tests: Sequence[ExplainedTest]) -> Explanation:
    """A cause: its rules, and the rules on the same cells that are no part of it."""
    cause, statements = together.cause, pack.pack.statements
    places = (place for rule in cause.identities for place in looked_at(rule, statements))
    return Explanation(
        pack=pack.pack.key,
        name=cause.name,
        exception_of=None,
        title=both(cause.titles, "") if cause.titles else None,
        demand=demand(together),
        place=cause.span,
        conditions=(),
        looks_at=tuple(dict.fromkeys(places)),
        severity=severity(together),
        basis=_NOTHING,
        checks=cause.serves,
        missing=None,
        doubt=None,
        validity=Validity(),
        parameters=(),
        exceptions=(),
        waivers=(),
        tests=tuple(tests),
        left_out=left_out(together),
    )


def demand(together: Together) -> Wording:
    """What is taken together, in words."""
    cause = together.cause
    told = put(
        Wording(
            "{} 放在一起：有不成立的，找出能解释的最少几格",
            "{} are taken together: where some do not hold, the fewest cells that explain it are found",
        ),
        _names([rule.name for rule in cause.identities]),
    )
    if not cause.bounds:
        return told
    bounds = _names([rule.name for rule in cause.bounds])
    template = Wording("{}；格子应有的数要符合 {}", "{}; what a cell should say must satisfy {}")
    return put(template, told, bounds)


def severity(together: Together) -> Severity:
    """The severest of its rules."""
    return min((r.severity for r in together.cause.identities), key=lambda one: one.weight)


def left_out(together: Together) -> tuple[Wording, ...]:
    """The rules on the same tables that are no part of it: equations, and what is none."""
    rules = {step.rule.name: step.rule for step, _ in together.others}
    equations = [n for n, rule in rules.items() if all(map(is_identity, rule.bodies))]
    rest = [name for name in rules if name not in equations]
    kinds = (
        (equations, Wording("也是等式：{}", "equations as well: {}")),
        (
            rest,
            Wording(
                "不是格子之和相等，只用来在几种解释之间取舍：{}",
                "no equations of cells, and only asked to choose between explanations: {}",
            ),
        ),
    )
    return tuple(put(template, _names(names)) for names, template in kinds if names)


def _names(names: Sequence[str]) -> Wording:
    return listed([same(name) for name in names])
