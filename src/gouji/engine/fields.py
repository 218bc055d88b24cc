"""The fields of values, and where values were printed."""

import re
from collections.abc import Iterator
from fractions import Fraction

from gouji.engine.values import (
    Copy,
    Listed,
    Match,
    Matches,
    Prose,
    TableRow,
    Traced,
    Truth,
    Unavailable,
    Value,
    WholeTable,
    truth,
    unknown,
)
from gouji.engine.words import FACTS, NO_ENTRY, row_label_place
from gouji.model.fold import ordinal_prefix, squeeze
from gouji.model.form import Entry
from gouji.model.number import MissingKind, Number, read_number
from gouji.model.report import PrintedRow, Provenance, Section
from gouji.model.wording import Wording

NOTE = re.compile(r"\([^()]*\)$")


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
        case WholeTable(under=under, header=header):
            return under if name == "under" else header
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
