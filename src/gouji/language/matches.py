"""Templates as rules use them: what their matches capture."""

from collections.abc import Sequence

from gouji.language import layout_problems, syntax, template_problems
from gouji.language.checked import Kind
from gouji.language.template import parse_template
from gouji.model.diagnostic import Diagnostic
from gouji.model.template import Literal, Placeholder, Slot, Template

MATCH_FIELDS = {
    "text": Kind.TEXT,
    "negated": Kind.TRUTH,
    "approximate": Kind.TRUTH,
    "scope": Kind.TEXT,
}
_SLOTS = {Slot.NUMBER: Kind.NUMBER, Slot.YEAR: Kind.NUMBER, Slot.DATE: Kind.DATE}


def read_templates(
    texts: Sequence[syntax.Text], problems: list[Diagnostic]
) -> tuple[Template, ...] | None:
    """All templates; None where one is wrong."""
    found = []
    for text in texts:
        template, wrong = parse_template(text)
        problems += wrong
        found.append(template)
    sound = tuple(template for template in found if template is not None)
    return sound if len(sound) == len(found) else None


def unnamed_numbers(template: Template) -> int:
    """How many {n} a template holds."""
    return sum(
        isinstance(part, Placeholder) and part.slot is Slot.NUMBER and part.name is None
        for part in template.parts
    )


def captures(templates: Sequence[Template], problems: list[Diagnostic]) -> dict[str, Kind]:
    """Capture → kind; n stands for the unnamed number."""
    found: dict[str, Kind] = {}
    for template in templates:
        own = _captures(template)
        for name, kind in own.items():
            if name in MATCH_FIELDS or (name == "n" and unnamed_numbers(template) == 0):
                problems.append(template_problems.bad_capture_name(template.span, name))
            if found.setdefault(name, kind) is not kind:
                problems.append(layout_problems.captures_differ(template.span, name))
        if (count := unnamed_numbers(template)) > 1:
            problems.append(layout_problems.numbers_in_template(template.span, 1, count))
    return found


def _captures(template: Template) -> dict[str, Kind]:
    found = {"n": Kind.NUMBER} if unnamed_numbers(template) else {}
    for part in template.parts:
        if not isinstance(part, Literal) and part.name:
            slot = part.slot if isinstance(part, Placeholder) else None
            found[part.name] = Kind.TEXT if slot is None else _SLOTS.get(slot, Kind.TEXT)
    return found
