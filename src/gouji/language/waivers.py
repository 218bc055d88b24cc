"""Waivers: syntax → checked."""

from collections.abc import Mapping, Sequence

from gouji.language import checked, name_problems, syntax, writing_problems
from gouji.language.expressions import Expressions
from gouji.language.givens import finding_names
from gouji.language.names import Names
from gouji.language.sums import rule_name
from gouji.model.diagnostic import Diagnostic


def check_waivers(
    written: Sequence[syntax.Waiver],
    names: Names,
    rules: Mapping[str, checked.Rule],
    unresolved: frozenset[str],
    problems: list[Diagnostic],
) -> tuple[checked.Waiver, ...]:
    """The waivers that resolve, in order; the condition is read for each rule that is waived."""
    found: list[checked.Waiver] = []
    for waiver in written:
        guards: dict[str, checked.Expression] = {}
        sound = True
        for text in (waiver.reason, waiver.approver):
            if not text.text.strip():
                sound = False
                problems.append(writing_problems.blank_in_waiver(text.span))
        for target in waiver.targets:
            name = rule_name(target, names.layouts)
            rule = rules.get(name)
            if rule is None:
                sound = False
                if name not in unresolved and name not in names.broken:
                    problems.append(name_problems.unknown_rule(target, name, unresolved))
                continue
            within = finding_names(names, rule, frozenset())
            guard = Expressions(within, problems).truth(waiver.guard)
            sound = sound and guard is not None
            if guard is not None:
                guards[name] = guard
        if sound:
            found.append(
                checked.Waiver(
                    waiver.span, guards, waiver.until, waiver.reason.text, waiver.approver.text
                )
            )
    return tuple(found)
