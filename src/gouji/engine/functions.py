"""The built-in functions and fields: one table of each."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from fractions import Fraction

from gouji.engine import logic
from gouji.engine.values import (
    FALSE,
    TRUE,
    Entries,
    Listed,
    Match,
    Matches,
    Prose,
    Several,
    Traced,
    Unavailable,
    Value,
    truth,
    unknown,
)
from gouji.engine.words import NO_ENTRY, RESULT
from gouji.language import checked
from gouji.model.number import Missing, MissingKind, Number, read_number
from gouji.model.report import Provenance, Section
from gouji.model.wording import Wording


def call(node: checked.Call, arguments: Sequence[Traced]) -> Traced:
    """A function applied to its arguments."""
    return Traced(node, FUNCTIONS[node.function](arguments, node), tuple(arguments))


def total(arguments: Sequence[Traced], _: checked.Call) -> Value:
    """The sum of cells, or of the members of a set; one that is missing makes it missing."""
    members = several(arguments[0])
    if isinstance(members, Unavailable):
        return members
    values: list[Number | Unavailable] = [Number(Fraction(0))]
    for member in members:
        assert isinstance(member.value, Number | Unavailable)
        values.append(member.value)
    return logic.chain(values, ["+"] * (len(values) - 1))


def several(argument: Traced) -> Sequence[Traced] | Unavailable:
    """The members of an argument; a single value is its own member."""
    if isinstance(argument.value, Several):
        return argument.value.members
    return argument.value if isinstance(argument.value, Unavailable) else (argument,)


def count(arguments: Sequence[Traced], _: checked.Call) -> Value:
    """How many cells hold a number, how many matches, how many entries.

    A cell where nothing was written is not counted; one that could not be looked at makes the
    count unknown.
    """
    match arguments[0].value:
        case Matches(found, lacking):
            return lacking[0] if lacking else Number(Fraction(len(found)))
        case Entries(entries):
            return Number(Fraction(len(entries)))
        case Several(members):
            return filled([m.value for m in members])
        case Number() | Unavailable() as single:
            return filled([single])
        case value:
            raise AssertionError(f"unchecked count {value!r}")


def filled(values: Sequence[Value]) -> Number | Unavailable:
    """How many values are numbers."""
    for value in values:
        if isinstance(value, Unavailable) and value.kind not in logic.EMPTY:
            return value
    return Number(Fraction(sum(isinstance(value, Number) for value in values)))


def exists(arguments: Sequence[Traced], _: checked.Call) -> Value:
    """Whether a section is there, or whether anything was found in what is there."""
    match arguments[0].value:
        case Unavailable(MissingKind.ABSENT_SECTION):
            return FALSE
        case Unavailable() as lack:
            return unknown(lack)
        case Section():
            return TRUE
        case Matches(found, lacking) | Prose(found, lacking):
            return TRUE if found else unknown(lacking[0]) if lacking else FALSE
        case value:
            raise AssertionError(f"unchecked existence {value!r}")


def whole(arguments: Sequence[Traced], _: checked.Call) -> Value:
    """Whether a number has no fraction."""
    value = arguments[0].value
    if isinstance(value, Unavailable):
        return unknown(value)
    assert isinstance(value, Number)
    return truth(value.value.denominator == 1)


def plain(arguments: Sequence[Traced], _: checked.Call) -> Value:
    """Whether a cell prints a figure and nothing beside it; blanks and marks hold no figure."""
    argument = arguments[0]
    if argument.cell is None:
        assert isinstance(argument.value, Unavailable)
        return unknown(argument.value)
    number = argument.cell.number
    if isinstance(number, Missing):
        if number.kind is MissingKind.UNREADABLE and not number.raw:
            assert isinstance(argument.value, Unavailable)
            return unknown(argument.value)  # what the cell prints cannot be told
        return truth(number.kind is not MissingKind.UNREADABLE)
    printed = read_number(argument.cell.provenance.quote)
    return truth(isinstance(printed, Number) and not printed.unit)


def previous(arguments: Sequence[Traced], _: checked.Call) -> Value:
    """The entry declared before an entry; nothing before the first."""
    entry = arguments[0].value
    if entry is None:
        return None
    assert isinstance(entry, Listed)
    return entry.previous


def calendar_date(arguments: Sequence[Traced], _: checked.Call) -> Value:
    """The date of a year, a month and a day."""
    parts: list[int] = []
    for argument in arguments:
        if isinstance(argument.value, Unavailable):
            return argument.value
        assert isinstance(argument.value, Number)
        if argument.value.value.denominator != 1:
            return Unavailable(MissingKind.UNDEFINED, RESULT, {})
        parts.append(int(argument.value.value))
    try:
        return date(parts[0], parts[1], parts[2])
    except (ValueError, OverflowError):
        return Unavailable(MissingKind.UNDEFINED, RESULT, {})


def length(arguments: Sequence[Traced], _: checked.Call) -> Value:
    """How many characters a text has, blanks not counted."""
    value = arguments[0].value
    if isinstance(value, Unavailable):
        return value
    assert isinstance(value, str)
    return Number(Fraction(len("".join(value.split()))))


Function = Callable[[Sequence[Traced], checked.Call], Value]
FUNCTIONS: Mapping[str, Function] = {
    "sum": total,
    "count": count,
    "exists": exists,
    "whole": whole,
    "plain": plain,
    "previous": previous,
    "date": calendar_date,
    "length": length,
}


def field_of(inner: Traced, name: str) -> Value:
    """A field of a match, a section, an entry or a cell."""
    if inner.cell is not None:
        return cell_field(inner, name)
    match inner.value:
        case None:
            return Unavailable(MissingKind.BLANK, NO_ENTRY, {})
        case Unavailable():
            return inner.value
        case Match() as found:
            return match_field(found, name)
        case Section() as section:
            return section_field(section, name)
        case Listed() as listed:
            return listed.entry.label if name == "text" else Number(Fraction(listed.ordinal))
        case value:
            raise AssertionError(f"unchecked field {name} of {value!r}")


def cell_field(inner: Traced, name: str) -> Value:
    """The printed text of a cell, or the unit printed in it."""
    assert inner.cell is not None
    printed = inner.cell.provenance.quote
    if name == "text":
        return printed
    number = read_number(printed)
    return number.unit if isinstance(number, Number) else ""


def match_field(found: Match, name: str) -> Value:
    """What a match states."""
    match name:
        case "n":
            return unstated(found, name) if found.number is None else found.number
        case "text":
            return found.text
        case "negated":
            return truth(found.negated)
        case "approximate":
            return truth(found.number is not None and found.number.approximate)
        case "scope":
            return "narrower" if found.narrower else "own"
        case _:
            return found.captures.get(name, unstated(found, name))


def unstated(found: Match, name: str) -> Unavailable:
    """What another template would have captured."""
    place = Wording(f"“{found.text}”里的{name}", f"{name} in “{found.text}”")
    where = {"section": found.section} if found.section else {}
    return Unavailable(MissingKind.BLANK, place, where, found.provenance)


def section_field(section: Section, name: str) -> Value:
    """What a section prints of itself."""
    match name:
        case "title":
            return section.title
        case "text":
            return "\n".join(p.text for p in section.passages)
        case "position":
            return Number(Fraction(section.position))
        case _:
            if section.ordinal is None:
                place = Wording(f"「{section.title}」的序号", f"the number of {section.title!r}")
                return Unavailable(MissingKind.BLANK, place, {"section": section.code})
            return Number(Fraction(section.ordinal))


def provenance_of(traced: Traced) -> Provenance | None:
    """Where a value was printed."""
    if traced.cell is not None:
        return traced.cell.provenance
    match traced.value:
        case Match() as found:
            return found.provenance
        case Section() as section:
            return section.provenance
        case Unavailable() as lack:
            return lack.provenance
        case _:
            origins = (provenance_of(o) for o in traced.operands)
            return next((o for o in origins if o is not None), None)
