"""The built-in functions: one table of them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

from gouji.engine import logic
from gouji.engine.conversions import prose
from gouji.engine.fields import match_field
from gouji.engine.likeness import edits, likeness
from gouji.engine.values import (
    FALSE,
    TRUE,
    Choice,
    Entries,
    Listed,
    Match,
    Matches,
    Prose,
    Several,
    TableRow,
    TableRows,
    Traced,
    Unavailable,
    Value,
    WholeTable,
    truth,
    unknown,
)
from gouji.engine.words import RESULT
from gouji.language import checked
from gouji.model.number import Missing, MissingKind, Number, read_number
from gouji.model.report import Section


def call(node: checked.Call, arguments: Sequence[Traced]) -> Traced:
    """A function applied to its arguments."""
    taken = arguments if node.function in OF_NOTHING else [*map(something, arguments)]
    return Traced(node, FUNCTIONS[node.function](taken, node), tuple(arguments))


def something(argument: Traced) -> Traced:
    """An argument; in place of nothing, that there is none, and so for the members of a set."""
    match argument.value:
        case None:
            return replace(argument, value=Unavailable(MissingKind.BLANK, RESULT, {}))
        case Choice():  # which text it is cannot be told
            return replace(argument, value=Unavailable(MissingKind.UNDEFINED, RESULT, {}))
        case Several(members=members) if any(member.value is None for member in members):
            return replace(argument, value=Several(tuple(map(something, members))))
        case _:
            return argument


def total(arguments: Sequence[Traced], _: checked.Call) -> Value:
    """The sum of cells, or of the members of a set; one that is missing makes it missing."""
    members = several(arguments[0])
    if isinstance(members, Unavailable):
        return members
    values: list[Number | Unavailable] = [Number(Fraction(0))]
    for member in members:
        assert isinstance(member.value, Number | Unavailable)
        values.append(member.value)
    return bounded(logic.chain(values, ["+"] * (len(values) - 1)), values)


def bounded(result: Number | Unavailable, terms: Sequence[Number | Unavailable]) -> Value:
    """A sum that lacks only whole reports is at least the rest, where no term is negative."""
    if isinstance(result, Number):
        return result
    known = [term for term in terms if isinstance(term, Number)]
    lacking = [term for term in terms if isinstance(term, Unavailable)]
    certain = all(number.value >= 0 and not number.approximate for number in known)
    if not certain or any(lack.kind is not MissingKind.ABSENT_REPORT for lack in lacking):
        return result
    least = sum((number.value - number.slack for number in known), Fraction(0))
    return replace(result, at_least=least)


def several(argument: Traced) -> Sequence[Traced] | Unavailable:
    """The members of an argument; of matches their numbers; a single value is its own member."""
    match argument.value:
        case Several(members=members):
            return members
        case Matches(found, lacking):
            if lacking:
                return lacking[0]
            return [Traced(argument.node, match_field(one, "n")) for one in found]
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
        case TableRows() as rows:
            return printed_rows(rows)
        case Several(members):
            return filled([m.value for m in members])
        case Number() | Unavailable() as single:
            return filled([single])
        case value:
            raise AssertionError(f"unchecked count {value!r}")


def printed_rows(rows: TableRows) -> Number | Unavailable:
    """How many rows are printed, where that can be told of each."""
    lacks = [*rows.lacking, *(row.lack for row in rows.rows if row.lack is not None)]
    for lack in lacks:
        if lack.kind is not MissingKind.ABSENT_ROW:
            return lack
    return Number(Fraction(sum(row.printed is not None for row in rows.rows)))


def filled(values: Sequence[Value]) -> Number | Unavailable:
    """How many values are numbers."""
    for value in values:
        if isinstance(value, Unavailable) and value.kind not in logic.EMPTY:
            return value
    return Number(Fraction(sum(isinstance(value, Number) for value in values)))


def exists(  # noqa: PLR0911  # one case for each kind of value
    arguments: Sequence[Traced], _: checked.Call
) -> Value:
    """Whether a section, a cell or a day is there, or whether anything was found in what is there."""
    if arguments[0].cell is not None:
        return TRUE
    match arguments[0].value:
        case Unavailable(kind) if kind in ABSENT:
            return FALSE
        case Unavailable(MissingKind.UNDEFINED | MissingKind.NO_DATE):  # no such day; none stated
            return FALSE
        case date():
            return TRUE
        case None | Number():  # nothing before the first, or nothing that the rule takes for zero
            return FALSE
        case (
            (Unavailable() as lack)
            | WholeTable(lack=Unavailable() as lack)
            | TableRow(
                lack=Unavailable(MissingKind.UNREADABLE | MissingKind.UNASSIGNED_ROW) as lack
            )
        ):
            return unknown(lack)
        case Section():
            return TRUE
        case WholeTable(there=there) | TableRow(printed=there):
            return truth(there)
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
        if isinstance(argument.value, Number):  # not filled in, and taken for zero
            return TRUE
        assert isinstance(argument.value, Unavailable)
        return unknown(argument.value)
    number = argument.cell.number
    if isinstance(number, Missing):
        if number.kind is MissingKind.UNREADABLE and not number.raw:
            assert isinstance(argument.value, Unavailable)
            return unknown(argument.value)  # what the cell prints cannot be told
        return truth(number.kind not in {MissingKind.UNREADABLE, MissingKind.WORDS})
    printed = read_number(argument.cell.provenance.quote)
    if isinstance(printed, Missing):  # a notation of its format, such as <1
        return TRUE
    return truth(not printed.unit)


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


def similar(arguments: Sequence[Traced], _: checked.Call) -> Value:
    """How much of the first text the second one holds, from 0 to 1."""
    texts = plain_texts(arguments)
    return texts if isinstance(texts, Unavailable) else likeness(*texts)


def differing(arguments: Sequence[Traced], _: checked.Call) -> Value:
    """In how many characters two texts differ; undefined for long ones, whose number would mean little."""
    texts = plain_texts(arguments)
    if isinstance(texts, Unavailable):
        return texts
    if max(map(len, texts)) > LONGEST_COMPARED:
        return Unavailable(MissingKind.UNDEFINED, RESULT, {})
    return Number(Fraction(edits(*texts)))


def plain_texts(arguments: Sequence[Traced]) -> list[str] | Unavailable:
    """What texts, matches and prose say; the first that is not there instead."""
    texts: list[str] = []
    for argument in arguments:
        match argument.value:
            case Unavailable() as lack:
                return lack
            case str() as text:
                texts.append(text)
            case Match() as match:
                texts.append(match.text)
            case value:
                parts = prose(value)
                if parts.lacking:
                    return parts.lacking[0]
                texts.append("\n".join(p.passage.text for p in parts.passages))
    return texts


def extreme(arguments: Sequence[Traced], node: checked.Call) -> Value:
    """The largest or the smallest of cells or of the members of a set; undefined where there are none.

    Its half-width takes in whatever any member may be; with an estimate among them it is one, too.
    """
    members = several(arguments[0])
    if isinstance(members, Unavailable):
        return members
    numbers: list[Number] = []
    for member in members:
        if isinstance(member.value, Unavailable):
            return member.value
        assert isinstance(member.value, Number)
        numbers.append(member.value)
    if not numbers:
        return Unavailable(MissingKind.UNDEFINED, RESULT, {})
    choose = max if node.function == "max" else min
    chosen = choose(numbers, key=lambda number: number.value)
    least = choose(number.value - number.slack for number in numbers)
    most = choose(number.value + number.slack for number in numbers)
    slack = max(most - chosen.value, chosen.value - least)
    return replace(
        chosen,
        slack=slack,
        approximate=any(number.approximate for number in numbers),
        score=any(number.score for number in numbers),
        between=chosen.between and slack == chosen.slack,
    )


ABSENT = frozenset(
    {
        MissingKind.ABSENT_SECTION,
        MissingKind.ABSENT_TABLE,
        MissingKind.ABSENT_ROW,
        MissingKind.ABSENT_COLUMN,
    }
)
"""Missing of these kinds says that a report does not have what was asked for."""
OF_NOTHING = frozenset({"exists", "previous"})
"""The functions that have an answer for nothing."""
LONGEST_COMPARED = 200
"""Characters of a text of which it is told in how many it differs."""


Function = Callable[[Sequence[Traced], checked.Call], Value]
FUNCTIONS: Mapping[str, Function] = {
    "sum": total,
    "max": extreme,
    "min": extreme,
    "similar": similar,
    "edits": differing,
    "count": count,
    "exists": exists,
    "whole": whole,
    "plain": plain,
    "previous": previous,
    "date": calendar_date,
    "length": length,
}
