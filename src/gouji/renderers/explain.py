"""What a rule is, for a reader and as JSON."""

import json
from collections.abc import Iterable, Iterator, Sequence
from textwrap import dedent

from wcwidth import wcswidth

from gouji import __version__
from gouji.model.explanation import ExplainedException, ExplainedTest, ExplainedWaiver, Explanation
from gouji.model.form import Validity
from gouji.model.span import Span
from gouji.model.wording import Language, Wording, same
from gouji.renderers import words
from gouji.renderers.at import at
from gouji.renderers.grid import wrap
from gouji.renderers.printable import escaped, printable, visible

WIDTH = 120
_NARROWEST = 20
_INDENT = "    "


def render(explanations: Sequence[Explanation], language: Language, width: int = WIDTH) -> bytes:
    """Each rule as a list of what is to be known of it, and its text as written."""
    return ("\n".join(_text(one, language, width) for one in explanations)).encode()


def render_json(explanations: Sequence[Explanation], language: Language) -> bytes:
    """The same as JSON: a contract with other programs."""
    content = {"gouji": __version__, "rules": [_json(one, language) for one in explanations]}
    return (escaped(json.dumps(content, ensure_ascii=False, indent=1)) + "\n").encode()


# ---- for a reader


def _text(one: Explanation, language: Language, width: int) -> str:
    title = one.title.in_language(language) if one.title else ""
    told = [
        (words.EXPLAINED[name].in_language(language), printable(text))
        for name, text in _parts(one, language)
    ]
    room = 2 + max(wcswidth(label) for label, _ in told)
    lines = [printable(f"{one.name} {title}".strip())]
    shown = ""
    for label, text in told:
        head = "" if label == shown else label
        shown = label
        first, *rest = wrap(text, max(width - room - 2, _NARROWEST))
        lines.append(f"  {head}{' ' * (room - wcswidth(head))}{first}")
        lines += [f"  {' ' * room}{line}" for line in rest]
    lines.append(f"  {words.EXPLAINED['written'].in_language(language)}")
    lines += [f"{_INDENT}{visible(line)}".rstrip() for line in _written(one.place)]
    return "\n".join(lines) + "\n"


def _parts(one: Explanation, language: Language) -> Iterator[tuple[str, str]]:
    """What is told, one pair of name and text for each line."""

    def told(name: str, texts: Iterable[Wording]) -> Iterator[tuple[str, str]]:
        return ((name, text.in_language(language)) for text in texts)

    yield "place", f"{one.pack} · {_place(one.place)}"
    if one.exception_of is not None:
        yield "exception_of", one.exception_of
    yield from told("demand", [one.demand])
    yield from told("conditions", one.conditions)
    if one.validity != Validity():
        yield from told("validity", [_valid(one.validity)])
    yield from told("looks_at", one.looks_at)
    for name, mode in (("missing", one.missing), ("doubt", one.doubt)):
        yield from told(name, [words.MODES[mode]] if mode else [])
    yield from told("left_out", one.left_out)
    yield from told("severity", [words.SEVERITY[one.severity]])
    yield from told("basis", [one.basis] if one.basis.zh else [])
    yield from (("checks", check) for check in one.checks)
    for name, value in one.parameters:
        yield "parameters", f"{name} = {value.in_language(language)}"
    for exception in one.exceptions:
        yield "exceptions", _exception(exception, language)
    for waiver in one.waivers:
        yield "waivers", _waiver(waiver, language)
    yield from (("tests", _test(test, language)) for test in one.tests)
    if not one.tests:
        yield from told("tests", [words.UNTESTED])


def _exception(exception: ExplainedException, language: Language) -> str:
    title = exception.title.in_language(language) if exception.title else ""
    remarks = [words.SEVERITY[exception.severity], same(_place(exception.place))]
    if exception.validity != Validity():
        remarks.insert(0, _valid(exception.validity))
    remark = words.COMMA.in_language(language).join(r.in_language(language) for r in remarks)
    named = f"{exception.name} {title}".strip()
    demand = exception.demand.in_language(language)
    told = f"{named}{words.COLON.in_language(language)}{demand}"
    return told + words.bracketed(remark).in_language(language)


def _waiver(waiver: ExplainedWaiver, language: Language) -> str:
    told = words.waived(waiver.until.isoformat(), waiver.reason, waiver.approver)
    condition = waiver.condition.in_language(language)
    place = words.bracketed(_place(waiver.place)).in_language(language)
    return f"{condition}{words.COLON.in_language(language)}{told.in_language(language)}{place}"


def _test(test: ExplainedTest, language: Language) -> str:
    held = words.HELD[test.passed].in_language(language)
    colon = words.COLON.in_language(language)
    told = f"{test.title}{colon}{held}" if test.title else held
    if test.passed:
        return told
    said = words.bracketed(test.message.in_language(language)).in_language(language)
    return f"{told}{said} {_place(test.place)}"


def _valid(validity: Validity) -> Wording:
    since, until = _days(validity)
    return words.valid(since, until)


def _days(validity: Validity) -> tuple[str | None, str | None]:
    since, until = validity.since, validity.until
    return since.isoformat() if since else None, until.isoformat() if until else None


def _place(place: Span) -> str:
    return f"{place.source.name}:{place.position.line}"


def _written(place: Span) -> list[str]:
    """The lines of a text, moved to the left together."""
    return dedent(" " * (place.position.column - 1) + place.text).splitlines()


# ---- for other programs


def _json(one: Explanation, language: Language) -> dict[str, object]:
    since, until = _days(one.validity)
    return {
        "rule": one.name,
        "pack": one.pack,
        "exception_of": one.exception_of,
        "title": one.title.in_language(language) if one.title else None,
        "demand": one.demand.in_language(language),
        "source": one.place.source.name,
        "at": at(one.place),
        "written": one.place.text,
        "conditions": [condition.in_language(language) for condition in one.conditions],
        "valid": {"since": since, "until": until},
        "looks_at": [place.in_language(language) for place in one.looks_at],
        "missing": one.missing,
        "doubt": one.doubt,
        "severity": one.severity.value,
        "basis": one.basis.in_language(language),
        "checks": list(one.checks),
        "parameters": {name: value.in_language(language) for name, value in one.parameters},
        "exceptions": [_exception_json(exception, language) for exception in one.exceptions],
        "waivers": [_waiver_json(waiver, language) for waiver in one.waivers],
        "tests": [_test_json(test, language) for test in one.tests],
        "left_out": [told.in_language(language) for told in one.left_out],
    }


def _exception_json(exception: ExplainedException, language: Language) -> dict[str, object]:
    since, until = _days(exception.validity)
    return {
        "name": exception.name,
        "title": exception.title.in_language(language) if exception.title else None,
        "demand": exception.demand.in_language(language),
        "severity": exception.severity.value,
        "valid": {"since": since, "until": until},
        "source": exception.place.source.name,
        "at": at(exception.place),
    }


def _waiver_json(waiver: ExplainedWaiver, language: Language) -> dict[str, object]:
    return {
        "condition": waiver.condition.in_language(language),
        "until": waiver.until.isoformat(),
        "reason": waiver.reason,
        "approver": waiver.approver,
        "source": waiver.place.source.name,
        "at": at(waiver.place),
    }


def _test_json(test: ExplainedTest, language: Language) -> dict[str, object]:
    return {
        "title": test.title,
        "passed": test.passed,
        "message": test.message.in_language(language),
        "source": test.place.source.name,
        "at": at(test.place),
    }
