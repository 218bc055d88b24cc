"""The built-in functions and fields: one table of each."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

from gouji.engine import logic
from gouji.engine.conversions import prose
from gouji.engine.likeness import likeness
from gouji.engine.values import (
    FALSE,
    TRUE,
    Choice,
    Copy,
    Entries,
    Listed,
    Match,
    Matches,
    Prose,
    Several,
    TableRow,
    TableRows,
    Traced,
    Truth,
    Unavailable,
    Value,
    WholeTable,
    truth,
    unknown,
)
from gouji.engine.words import FACTS, NO_ENTRY, RESULT, row_label_place
from gouji.language import checked
from gouji.model.fold import ordinal_prefix, squeeze
from gouji.model.form import Entry
from gouji.model.number import Missing, MissingKind, Number, read_number
from gouji.model.report import PrintedRow, Provenance, Section
from gouji.model.wording import Wording


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
    return likeness(*texts)


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
NOTE = re.compile(r"\([^()]*\)$")


Function = Callable[[Sequence[Traced], checked.Call], Value]
FUNCTIONS: Mapping[str, Function] = {
    "sum": total,
    "max": extreme,
    "min": extreme,
    "similar": similar,
    "count": count,
    "exists": exists,
    "whole": whole,
    "plain": plain,
    "previous": previous,
    "date": calendar_date,
    "length": length,
}


def field_of(  # noqa: C901, PLR0911  # one case for each kind of value
    inner: Traced, name: str
) -> Value:
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
        case Prose(passages, lacking):
            return lacking[0] if lacking else "\n".join(p.passage.text for p in passages)
        case Listed() as listed:
            return listed.entry.label if name == "text" else Number(Fraction(listed.ordinal))
        case TableRow() as row:
            return row_field(row, name)
        case Matches(found, lacking):
            return lacking[0] if lacking else "\n".join(m.text for m in found)
        case Copy() as common:
            return copy_field(common, name)
        case value:
            raise AssertionError(f"unchecked field {name} of {value!r}")


def row_field(row: TableRow, name: str) -> Value:
    """What the form says of a row, and how the report prints it."""
    entry = row.table.row_of(row.code)
    match name:
        case "text":
            return entry.label
        case "merged":
            return truth(row.merged)
    if row.printed is None:
        assert row.lack is not None
        return unknown(row.lack) if name == "verbatim" else row.lack
    match name:
        case "printed":
            return row.printed.label
        case "cells":
            return Number(Fraction(row.printed.cells))
        case _:
            return verbatim(row, entry)


def verbatim(row: TableRow, entry: Entry) -> Truth:
    """Whether a printed row is called as in the form; unknown where it has no name."""
    assert row.printed is not None
    if not row.printed.label:
        where = {"table": row.table.key, "row": row.code}
        return unknown(Unavailable(MissingKind.BLANK, row_label_place(entry), where))
    accepted = {label for wording in entry.labels for label in plain_labels(wording)}
    return truth(not accepted.isdisjoint(plain_labels(row.printed.label)))


def plain_labels(label: str) -> Iterator[str]:
    """A label without its number and its blanks: with a note in brackets at its end, and without."""
    plain = squeeze(ordinal_prefix(label)[1])
    yield plain
    yield NOTE.sub("", plain)


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
            return found.scope
        case _:
            caught = found.captures.get(name)
            kind = MissingKind.UNDEFINED if name in found.captures else MissingKind.BLANK
            return unstated(found, name, kind) if caught is None else caught


def copy_field(common: Copy, name: str) -> Value:
    """How much two texts have in common, whose the other is, the longest stretch of both."""
    match name:
        case "share":
            return common.share
        case "length":
            return Number(Fraction(common.length))
        case "agency":
            return common.agency or Unavailable(MissingKind.NO_DATE, FACTS["agency"], {})
        case _:
            return common.runs[0][0].quote if common.runs else ""


def unstated(found: Match, name: str, kind: MissingKind = MissingKind.BLANK) -> Unavailable:
    """What another template would have captured, or what was captured and cannot be."""
    place = Wording(f"“{found.text}”里的{name}", f"{name} in “{found.text}”")
    where = {"section": found.section} if found.section else {}
    return Unavailable(kind, place, where, found.provenance)


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
        case TableRow(printed=PrintedRow(provenance=place)):
            return place
        case Unavailable() as lack:
            return lack.provenance
        case _:
            origins = (provenance_of(o) for o in traced.operands)
            return next((o for o in origins if o is not None), None)
