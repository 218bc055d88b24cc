"""Calls: the functions that look beyond their arguments' values, and all others by signature."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from gouji.language import checked, kind_problems, name_problems, syntax
from gouji.language.checked import Kind, Type
from gouji.language.checked_expressions import ListingName
from gouji.language.functions import NUMERIC, PROSE, SIGNATURES, TEXTUAL, TOPICS
from gouji.language.matches import captures, read_templates
from gouji.language.references import find_texts, invoke, is_broken
from gouji.language.topics import resolve_topic
from gouji.language.units import shared_unit, unit_before
from gouji.model.diagnostic import Diagnostic
from gouji.model.template import Template

if TYPE_CHECKING:
    from gouji.language.expressions import Expressions, Resolved

EARLIEST = 30
"""So many years back a rule may look."""
_ARGUMENTS: Mapping[str, tuple[int, bool]] = {
    "section": (1, False),
    "find": (2, True),
    "passages": (1, False),
    "paragraphs": (1, False),
    "garbled": (1, False),
    "unpaired": (1, False),
    "misnumbered": (1, False),
    "problems": (1, True),
    "headings": (1, True),
    "repeats": (1, True),
    "actors": (1, True),
    "copied": (2, True),
    "shared": (2, True),
    "closest": (2, True),
    "last": (1, False),
    "at": (2, False),
    "children": (1, False),
    "rows": (1, False),
    "groups": (1, False),
    **{name: (len(signature.parameters) + 1, False) for name, signature in TOPICS.items()},
}
"""How many arguments a function takes that looks beyond their values, and whether it takes more."""


def resolve_call(written: syntax.Call, at: "Expressions") -> "Resolved":  # noqa: C901, PLR0911  # one case for each function
    """A call of a built-in function or of a definition."""
    name = written.function.text
    if at.names.where and name in _ARGUMENTS:
        return at.wrong(name_problems.not_in_where(written.span))
    problem = arity_problem(written)
    if problem is not None:
        return at.wrong(problem)
    match name:
        case "section":
            return _section(written, at)
        case "find":
            return _find(written, at)
        case (
            "passages"
            | "paragraphs"
            | "problems"
            | "headings"
            | "repeats"
            | "actors"
            | "garbled"
            | "unpaired"
            | "misnumbered"
        ):
            return _listing(written, name, at)
        case "copied" | "shared":
            return _compared(written, name, at)
        case "closest":
            return _closest(written, at)
        case "last" | "at":
            return _shift(written, at)
        case "children":
            return _children(written, at)
        case "rows" | "groups":
            return _rows(written, name, at)
    if name in at.names.definitions and name not in SIGNATURES:
        return invoke(written.span, at.names.definitions[name], written.arguments, at)
    return _by_signature(written, name, at)


def _by_signature(written: syntax.Call, name: str, at: "Expressions") -> "Resolved":
    if name in TOPICS:
        return resolve_topic(written, at)
    signature = SIGNATURES.get(name)
    if signature is None:
        if name in at.names.broken:
            return None
        known, table = at.names.definitions, at.names.layouts.table(name) is not None
        problem = name_problems.unknown_function(written.function.span, known, table=table)
        return at.wrong(problem)
    pairs = zip(written.arguments, signature.parameters, strict=True)
    found = [at.needed(argument, kinds) for argument, kinds in pairs]
    sound = tuple(argument for argument in found if argument is not None)
    wrong = [
        member
        for argument in sound
        if isinstance(argument, checked.SetOf)
        for member in argument.members
        if member.type.kind not in NUMERIC
    ]
    at.problems += [kind_problems.wrong_kind(m.span, m.type.kind, {Kind.NUMBER}) for m in wrong]
    if signature.keeps_unit and any(_countless(argument) for argument in sound):
        return at.wrong(kind_problems.no_number_found(sound[0].span))
    if wrong or len(sound) < len(found):
        return None
    unit = ""
    if signature.keeps_unit:
        terms = sound[0].members if isinstance(sound[0], checked.SetOf) else sound
        unit = shared_unit(terms, at.problems)
    elif name == "previous":
        unit = unit_before(sound[0], at.names.scope)
    kind = sound[0].type.kind if signature.keeps_kind else signature.result
    return checked.Call(written.span, Type(kind, unit=unit), name, sound)


def _countless(argument: checked.Expression) -> bool:
    """Whether an argument is matches that state no number."""
    return argument.type.kind is Kind.MATCHES and "n" not in argument.type.captures


def arity_problem(written: syntax.Call) -> Diagnostic | None:
    """That a built-in function is not given as many arguments as it takes."""
    name, found = written.function.text, len(written.arguments)
    signature = SIGNATURES.get(name)
    if signature is not None:
        wanted, more = len(signature.parameters), False
    elif name in _ARGUMENTS:
        wanted, more = _ARGUMENTS[name]
    else:
        return None
    if found == wanted or (more and found > wanted):
        return None
    text = f"{wanted}+" if more else str(wanted)
    return kind_problems.wrong_arity(written.span, written.function.span.text, text, found)


def _section(written: syntax.Call, at: "Expressions") -> "Resolved":
    (argument,) = written.arguments
    scope = at.names.scope
    outlines = at.names.layouts.outlines_for(scope.table if scope else None)
    section = Type(Kind.SECTION)
    if isinstance(argument, syntax.NumberLiteral):
        code = unicodedata.normalize("NFKC", argument.span.text)
        for outline in outlines:
            if any(entry.code == code for entry in outline.entries):
                return checked.SectionOf(written.span, section, outline, code)
        if at.names.broken and not outlines:
            return None
        known = dict.fromkeys(entry.code for outline in outlines for entry in outline.entries)
        return at.wrong(name_problems.unknown_section(argument.span, code, known))
    entry = at.needed(argument, {Kind.ENTRY})
    # an entry exists only where an outline does
    return entry and checked.SectionOf(written.span, section, outlines[0], entry)


def read_finds(
    written: Sequence[syntax.Expression], at: "Expressions"
) -> tuple[tuple[Template, ...], Type] | None:
    """Templates written out, or the texts of a data file."""
    texts: list[syntax.Text] = []
    sound = True
    before = len(at.problems)
    for argument in written:
        found = find_texts(argument, at)
        if found is None:
            sound = False
            if not is_broken(argument, at.names):
                at.problems.append(kind_problems.template_needed(argument.span))
        else:
            texts += found
    templates = read_templates(texts, at.problems)
    if templates is None or not sound:
        return None
    type_ = Type(Kind.MATCHES, captures(templates, at.problems))
    return None if len(at.problems) > before else (templates, type_)


def _find(written: syntax.Call, at: "Expressions") -> "Resolved":
    domain = at.needed(written.arguments[0], TEXTUAL)
    found = read_finds(written.arguments[1:], at)
    if domain is None or found is None:
        return None
    return checked.Find(written.span, found[1], domain, found[0])


def _listing(written: syntax.Call, which: ListingName, at: "Expressions") -> "Resolved":
    domain = at.needed(written.arguments[0], PROSE)
    found = read_finds(written.arguments[1:], at)
    if domain is None or found is None:
        return None
    captures_ = {"kind": Kind.TEXT} if which == "actors" else {}
    return checked.Listing(written.span, Type(Kind.MATCHES, captures_), which, domain, found[0])


def _compared(
    written: syntax.Call, which: Literal["copied", "shared"], at: "Expressions"
) -> "Resolved":
    one, other = (at.needed(argument, PROSE) for argument in written.arguments[:2])
    ignored = read_finds(written.arguments[2:], at)
    if one is None or other is None or ignored is None:
        return None
    type_ = Type(Kind.COPY if which == "copied" else Kind.MATCHES)
    return checked.Compared(written.span, type_, which, one, other, ignored[0])


def _closest(written: syntax.Call, at: "Expressions") -> "Resolved":
    domain = at.needed(written.arguments[0], PROSE)
    share = at.needed(written.arguments[1], {Kind.NUMBER})
    ignored = read_finds(written.arguments[2:], at)
    if domain is None or share is None or ignored is None:
        return None
    least = _constant_number(share)
    if least is None or not 0 < least <= 1:
        return at.wrong(kind_problems.share_needed(written.arguments[1].span))
    if not _of_every_report(domain):
        return at.wrong(kind_problems.own_prose_needed(written.arguments[0].span))
    return checked.Closest(written.span, Type(Kind.COPY), domain, least, ignored[0])


def _of_every_report(domain: checked.Expression) -> bool:
    """Whether prose is made of parts of the report alone."""
    match domain:
        case checked.SectionOf(key=key):
            return isinstance(key, str)
        case checked.Fact():
            return True
        case checked.Join(operands=operands):
            return all(map(_of_every_report, operands))
        case checked.Defined(inputs=(), value=value):
            return _of_every_report(value)
        case _:
            return False


def _shift(written: syntax.Call, at: "Expressions") -> "Resolved":
    *first, last = written.arguments
    back = _years_back(first[0], at) if first else 1
    operand = None if back is None else at.resolve(last)
    if operand is None or back is None:
        return None
    return checked.Shift(written.span, operand.type, operand, back)


def _years_back(written: syntax.Expression, at: "Expressions") -> int | None:
    years = at.resolve(written)
    if years is None:
        return None
    number = _constant_number(years)
    if number is None or number.denominator != 1 or not -EARLIEST <= number <= -1:
        at.problems.append(kind_problems.years_before_needed(written.span, EARLIEST))
        return None
    return -int(number)


def _constant_number(node: checked.Expression) -> Fraction | None:
    match node:
        case checked.Constant(value=Fraction() as value):
            return value
        case checked.Negative(operand=checked.Constant(value=Fraction() as value)):
            return -value
        case _:
            return None


def _children(written: syntax.Call, at: "Expressions") -> "Resolved":
    operand = at.needed(written.arguments[0], NUMERIC)
    if operand is None:
        return None
    return checked.Children(written.span, replace(operand.type, kind=Kind.CELLS), operand)


def _rows(written: syntax.Call, which: Literal["rows", "groups"], at: "Expressions") -> "Resolved":
    table = at.needed(written.arguments[0], {Kind.TABLE})
    if table is None:
        return None
    assert isinstance(table, checked.TableOf)
    return checked.RowsOf(written.span, Type(Kind.ROWS), table.table, which)
