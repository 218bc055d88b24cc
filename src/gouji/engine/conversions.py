"""A value as what the checker promised it to be: prose, a number, an answer, a domain."""

from collections.abc import Sequence
from dataclasses import replace

from gouji.engine.values import (
    Bound,
    Entries,
    Matches,
    Prose,
    SectionPassage,
    Several,
    TableRow,
    TableRows,
    Traced,
    Truth,
    Unavailable,
    Value,
    WholeTable,
    unknown,
)
from gouji.engine.words import RESULT
from gouji.language import checked as c
from gouji.model.number import MissingKind, Number
from gouji.model.report import Section


def prose(value: Value) -> Prose:
    """Whatever prose can be read from, as prose."""
    match value:
        case Prose():
            return value
        case Section():
            return Prose(tuple(SectionPassage(value.code, p) for p in value.passages))
        case Unavailable():
            return Prose((), (value,))
        case _:
            raise AssertionError(f"unchecked prose {value!r}")


def numeric(value: Value) -> Number | Unavailable:
    """A value where the checker saw a number; nothing has no number."""
    if value is None:
        return Unavailable(MissingKind.BLANK, RESULT, {})
    assert isinstance(value, Number | Unavailable)
    return value


def joined(node: c.Join, parts: Sequence[Traced]) -> Value:
    """Prose, matches or cells of several origins as one value, in the order written."""
    if node.type.kind is c.Kind.CELLS:
        members = [
            m for p in parts for m in (p.value.members if isinstance(p.value, Several) else (p,))
        ]
        return Several(tuple(members))
    if node.type.kind is c.Kind.MATCHES:
        several = [p.value for p in parts if isinstance(p.value, Matches)]
        return Matches(
            tuple(m for v in several for m in v.found), tuple(x for v in several for x in v.lacking)
        )
    texts = [prose(p.value) for p in parts]
    return Prose(
        tuple(x for v in texts for x in v.passages), tuple(x for v in texts for x in v.lacking)
    )


def abroad(value: Value) -> Value:  # noqa: PLR0911  # one case for each kind of value
    """A value of another report: what is lacking, that report lacks."""
    match value:
        case Unavailable():
            return foreign(value)
        case Truth(certainty=certainty, lack=Unavailable() as lack):
            return Truth(certainty, foreign(lack))
        case Several(members=members):
            return Several(tuple(replace(m, value=abroad(m.value)) for m in members))
        case Matches(lacking=lacking) | Prose(lacking=lacking) if lacking:
            return replace(value, lacking=tuple(map(foreign, lacking)))
        case TableRows(rows=rows, lacking=lacking):
            return TableRows(tuple(map(row_abroad, rows)), tuple(map(foreign, lacking)))
        case TableRow():
            return row_abroad(value)
        case WholeTable(lack=Unavailable() as lack):
            return replace(value, lack=foreign(lack))
        case _:
            return value


def foreign(lack: Unavailable) -> Unavailable:
    """Something that another report lacks."""
    return replace(lack, foreign=True)


def row_abroad(row: TableRow) -> TableRow:
    """A row of another report."""
    return row if row.lack is None else replace(row, lack=foreign(row.lack))


def answer_of(traced: Traced) -> Truth:
    """A traced condition's answer; a missing one is unknown."""
    if isinstance(traced.value, Unavailable):
        return unknown(traced.value)
    assert isinstance(traced.value, Truth)
    return traced.value


def members_of(traced: Traced) -> tuple[Sequence[Bound], Sequence[Unavailable]]:
    """What `for each` runs over, and what could not be looked at; cells keep their place."""
    if traced.node.type.kind is c.Kind.CELL:
        return (traced,), ()
    match traced.value:
        case Matches():
            return traced.value.found, traced.value.lacking
        case Entries():
            return traced.value.listed, ()
        case TableRows():
            return traced.value.rows, traced.value.lacking
        case Several():
            return traced.value.members, ()
        case Unavailable():
            return (), (traced.value,)
        case _:
            raise AssertionError(f"unchecked domain {traced.value!r}")
