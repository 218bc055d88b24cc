"""Why a requirement does not hold, as a sentence with its real values, in both languages."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from gouji.engine import phrasing
from gouji.engine.phrases import (
    MOST,
    Here,
    bracketed,
    earlier,
    first_of,
    literal,
    operation,
    phrase,
    quoted,
    within,
)
from gouji.engine.scope import Scope
from gouji.engine.spelling import certainty, gap, spell
from gouji.engine.values import (
    Bound,
    Certainty,
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
)
from gouji.engine.words import MISSING, earlier_report, section_place
from gouji.language import checked as c
from gouji.model.form import Entry
from gouji.model.frozen import frozen
from gouji.model.number import Number, figure_text, number_text
from gouji.model.report import Section
from gouji.model.wording import Wording, listed, put, same

OPPOSITE = {"=": "!=", "!=": "=", "<=": ">", ">": "<=", ">=": "<", "<": ">="}


@frozen
class At:
    """Where a sentence is told, and what goes without saying there."""

    scope: Scope
    here: Here

    def calling(self, name: str, wording: Wording) -> "At":
        """The same with one name more."""
        return replace(self, here=self.here.calling(name, wording))


def why(requirement: Traced, scope: Scope) -> Wording:
    """What a requirement that does not hold demands, and what is the case instead."""
    at = at_of(scope)
    told = failing(requirement, at, wanted=True)
    names = (name_of(bound, at) for bound in scope.names.values())
    bound = [name for name in names if name and name.zh.strip("“”") not in told.zh]
    place = [*axis(scope), *bound]
    return put(phrasing.PLACED, listed(place), told) if place else told


def at_of(scope: Scope) -> At:
    """What goes without saying in the scope of a rule."""
    at = At(scope, Here(scope.table, scope.plan.pack.statements))
    for name, bound in scope.names.items():
        wording = name_of(bound, at)
        if wording is not None:
            at = at.calling(name, wording)
    return at


def axis(scope: Scope) -> Sequence[Wording]:
    """The row or the column at hand."""
    table, place = scope.table, scope.place
    if table is None or (place.row is None and place.column is None):
        return ()
    row = None if place.row is None else table.row_of(place.row).short
    column = None if place.column is None else table.column[place.column].short
    if row is not None and column is not None:
        return (same(f"{row} · {column}"),)
    return (
        (put(phrasing.COLUMN, same(column)),)
        if column is not None
        else (put(phrasing.ROW, same(row or "")),)
    )


# ---- what values are called


def name_of(  # noqa: PLR0911  # one case for each kind of value
    bound: Bound, at: At
) -> Wording | None:
    """What a report calls what a name stands for; None for what has no name of its own."""
    match bound:
        case Traced(label=label) if label:
            return relative(label, at.scope)
        case Traced(value=value) if not isinstance(value, Traced):
            return name_of(value, at)
        case str(text) | Match(text=text):
            return quoted(text)
        case Listed(entry=entry):
            return quoted(entry.label)
        case TableRow(table=table, code=code):
            return quoted(table.row_of(code).short)
        case Section(title=title):
            return quoted(title)
        case _:
            return None


def relative(label: str, scope: Scope) -> Wording:
    """A cell by its label, without the table, the row and the column that are at hand."""
    table, place = scope.table, scope.place
    if table is None or not label.startswith(f"{table.short} · "):
        return same(label)
    rest = label.removeprefix(f"{table.short} · ")
    column = "" if place.column is None else table.column[place.column].short
    if place.row is not None:
        rest = rest.removeprefix(f"{table.row_of(place.row).short} · ")
    elif column:
        rest = rest.removesuffix(f" · {column}")
    return phrasing.THIS_CELL if place.row is not None and rest == column else same(rest)


def called(  # noqa: PLR0911  # one case for each kind of node
    traced: Traced, at: At
) -> Wording:
    """What a value is called: by the cells that it was made of, else as the rule words it."""
    node, operands = traced.node, traced.operands
    match node:
        case c.Shift() if operands:
            return earlier(called(operands[0], at), node.years)
        case c.Chain() | c.Negative():
            return operation(node, [(operand.node, called(operand, at)) for operand in operands])
        case c.SetOf():
            return first_of([called(operand, at) for operand in operands])
        case c.Call() if operands:
            return put(
                phrasing.FUNCTIONS[node.function], *(called(operand, at) for operand in operands)
            )
        case c.FieldOf(name="text") if isinstance(operands[0].value, Match | Listed | TableRow):
            return called(operands[0], at)
        case c.FieldOf() if node.name in phrasing.FIELDS:
            return put(phrasing.FIELDS[node.name], called(operands[0], at))
        case c.SectionOf(key=key) if not isinstance(key, str):
            return the_section(traced) or phrase(node, at.here)
        case _ if traced.label and not isinstance(node, c.Defined):
            return relative(traced.label, at.scope)
        case _:
            return phrase(node, at.here)


def the_section(traced: Traced) -> Wording | None:
    """The section of an entry, once it is known which."""
    match traced.value:
        case Unavailable(place=place):
            return place
        case Section() as section:
            return section_place(Entry(section.code, section.title))
        case _:
            return None


def side(traced: Traced, at: At) -> Wording:
    """A value with its name, its arithmetic and its result, each where it adds something."""
    if isinstance(traced.node, c.Constant):
        value = literal(traced.node.value)
        name = traced.node.parameter
        return put(phrasing.WORTH, same(name), value) if name else value
    found = [called(traced, at)]
    figures = spell(traced)
    found += [] if figures is None else [same(figures)]
    result = shown(traced.value)
    found += [] if result is None else [result]
    return listed(list(dict.fromkeys(found)), phrasing.EQUALS)


def shown(  # noqa: PLR0911  # one case for each kind of value
    value: Value,
) -> Wording | None:
    """A value as a reader sees it; None for what is no single value."""
    match value:
        case Number():
            return same(figure_text(value))
        case str(text) | Match(text=text):
            return quoted(text)
        case date():
            return same(value.isoformat())
        case Copy(share=share, agency=agency):
            return same(f"{agency or ''} {figure_text(share)}".strip())
        case Unavailable(at_least=least) if least is not None:
            return put(phrasing.AT_LEAST, same(number_text(least)))
        case None:
            return phrasing.NOTHING
        case _:
            return None


# ---- what does not hold


def failing(  # noqa: PLR0911  # one case for each kind of node
    traced: Traced, at: At, *, wanted: bool
) -> Wording:
    """Why a condition that should (or should not) hold does not (or does)."""
    node = traced.node
    match node:
        case c.Comparison():
            return compared(traced, node, at, wanted=wanted)
        case c.Membership():
            return unfitting(traced, node, at, wanted=wanted)
        case c.Negation():
            return failing(traced.operands[0], at, wanted=not wanted)
        case c.Logic():
            return chained(traced, node, at, wanted=wanted)
        case c.Quantified():
            return quantified(traced, node, at, wanted=wanted)
        case c.Call(function="exists" | "whole" | "plain"):
            return tested(traced, node, at, wanted=wanted)
        case c.Defined() if traced.operands:
            inner = at
            for name, value in node.inputs:
                inner = inner.calling(name, phrase(value, at.here))
            return failing(traced.operands[0], inner, wanted=wanted)
        case c.Shift() if traced.operands:
            told = failing(traced.operands[0], at, wanted=wanted)
            return put(phrasing.PLACED, earlier_report(node.years), told)
        case _:
            return put(
                phrasing.SHOULD_HOLD if wanted else phrasing.SHOULD_NOT_HOLD, called(traced, at)
            )


def chained(traced: Traced, node: c.Logic, at: At, *, wanted: bool) -> Wording:
    """The operands that are to blame; where one of several should hold, each of them."""
    blamed, by = traced.operands, phrasing.OR
    if (node.operator == "and") is wanted:
        wrong = Certainty.FALSE if wanted else Certainty.TRUE
        to_blame = tuple(o for o in blamed if certainty(o) is wrong)  # none where it is unknown
        blamed, by = to_blame or blamed, phrasing.ALSO
    else:
        blamed = tuple(o for o in blamed if not lets_off(o.node, wanted=wanted)) or blamed
    told = [(failing(operand, at, wanted=wanted), operand.node) for operand in blamed]
    return listed([apart(*one) for one in told] if len(told) > 1 else [told[0][0]], by)


def lets_off(node: c.Expression, *, wanted: bool) -> bool:
    """Whether one of several conditions only lets off where nothing is: nobody is asked for that."""
    match node:
        case c.Negation():
            return lets_off(node.operand, wanted=not wanted)
        case c.Comparison(operator="=" | "!=" as operator):
            empty = any(
                isinstance(side, c.Constant) and side.value is None
                for side in (node.left, node.right)
            )
            return empty and (operator == "=") is wanted
        case c.Call(function="exists"):
            return not wanted
        case _:
            return False


def apart(told: Wording, node: c.Expression) -> Wording:
    """One of several reasons; what may itself hold several stands in brackets."""
    while isinstance(node, c.Negation):
        node = node.operand
    return bracketed(told) if isinstance(node, c.Logic | c.Quantified) else told


def compared(traced: Traced, node: c.Comparison, at: At, *, wanted: bool) -> Wording:
    """Two values, what they should be to each other, and how far they are apart."""
    left, right = traced.operands
    operator = node.operator if wanted else OPPOSITE[node.operator]
    if None in (left.value, right.value):
        return filled_in((left, right), operator, at)
    match left.value, right.value:
        case Truth(), Truth():
            return answered(left, right, operator, at)
        case str(), _:
            return put(phrasing.TEXTS[operator], side(left, at), side(right, at))
        case date() as one, date() as other:
            told = put(phrasing.DATES[operator], side(left, at), side(right, at))
            days = abs((one - other).days)
            return (
                put(phrasing.DAYS_APART, told, same(str(days)))
                if days and operator != "!="
                else told
            )
        case _:
            right_side = within(side(right, at), node.within, at.here)
            told = put(phrasing.NUMBERS[operator], side(left, at), right_side)
            apart = gap(left.value, right.value)
            if apart is None or not apart.value or operator == "!=":
                return told
            return put(phrasing.NUMBERS_APART, told, same(figure_text(apart)))


def filled_in(sides: tuple[Traced, Traced], operator: str, at: At) -> Wording:
    """A value that should not be there, or one that should; nothing is on one of the sides."""
    absent, other = sides if sides[0].value is None else sides[::-1]
    written = isinstance(absent.node, c.Constant)
    traced = other if written or operator != "=" else absent
    if operator == "=" and written:
        return put(phrasing.EMPTY, side(traced, at))
    why_not = phrasing.NOTHING
    if isinstance(traced.value, Unavailable):
        why_not = MISSING[traced.value.kind]
    elif traced.value is None:
        why_not = Wording("为空", "is empty")
    return put(phrasing.FILLED, put(phrasing.MISSING_VALUE, called(traced, at), why_not))


def answered(left: Traced, right: Traced, operator: str, at: At) -> Wording:
    """Two conditions that should turn out alike, or unlike."""
    for one, other in ((left, right), (right, left)):
        if isinstance(other.node, c.Constant):
            return failing(one, at, wanted=other.node.value is (operator == "="))
    sides = (put(phrasing.HOLDS[certainty(s)], called(s, at)) for s in (left, right))
    return put(phrasing.ANSWERS[operator], *sides)


def unfitting(traced: Traced, node: c.Membership, at: At, *, wanted: bool) -> Wording:
    """A value that is none of those accepted, or one that it should not be."""
    left, *members = traced.operands
    text = isinstance(left.value, str)
    if not wanted:
        fitting = side(traced.reading or members[0], at)
        return put((phrasing.TEXTS if text else phrasing.NUMBERS)["!="], side(left, at), fitting)
    sides = list(dict.fromkeys(side(member, at) for member in members))
    accepted = within(several(sides, phrasing.ALSO), node.within, at.here)
    return put(phrasing.ONE_OF if text else phrasing.READINGS, side(left, at), accepted)


def several(parts: Sequence[Wording], by: Wording) -> Wording:
    """The parts; of many the first, and how many there are."""
    if len(parts) <= 2 * MOST:
        return listed(parts, by)
    return put(phrasing.AND_MORE, listed(parts[:MOST], by), same(str(len(parts))))


def tested(traced: Traced, node: c.Call, at: At, *, wanted: bool) -> Wording:
    """What is not there, or should not be; a figure that is not as figures should be."""
    (argument,) = traced.operands
    if node.function == "whole":
        return put(phrasing.WHOLE if wanted else phrasing.NOT_WHOLE, side(argument, at))
    if node.function == "plain":
        printed = argument.cell.provenance.quote if argument.cell else ""
        return put(
            phrasing.PLAIN if wanted else phrasing.NOT_PLAIN, called(argument, at), quoted(printed)
        )
    sought = called(argument, at)
    match argument.value:
        case Matches(found=(first, *_)) if not wanted:
            return put(phrasing.FOUND, sought, quoted(first.text))
        case Matches() | Prose() if wanted:
            return put(phrasing.NOT_FOUND, sought)
        case _:
            return put(phrasing.ABSENT if wanted else phrasing.UNWANTED, sought)


def quantified(traced: Traced, node: c.Quantified, at: At, *, wanted: bool) -> Wording:
    """The members to blame; where one of them should fit (or not), that there is none of n."""
    match node.quantifier, wanted:
        case "every", True:
            return members(traced, node, at, wanted=True)
        case ("no", True) | ("some", False):
            return members(traced, node, at, wanted=False)
        case "every", False:
            template = phrasing.ALL_OF
        case _:
            template = phrasing.NONE_OF if traced.operands else phrasing.NONE_THERE
    domain = phrase(node.domain, at.here)
    holds = phrase(node.condition, at.here.calling(node.variable, same(node.variable)))
    told = put(template, domain, holds, same(str(len(traced.operands))))
    if not 0 < len(traced.operands) < MOST:
        return told
    details = [member(o, node, at, wanted=template is phrasing.NONE_OF) for o in traced.operands]
    return listed([told, bracketed(listed(details, phrasing.ALSO))], Wording("", " "))


def members(traced: Traced, node: c.Quantified, at: At, *, wanted: bool) -> Wording:
    """Every member to blame, or the first of them."""
    wrong = Certainty.FALSE if wanted else Certainty.TRUE
    blamed = [o for o in traced.operands if certainty(o) is wrong]
    told = [member(operand, node, at, wanted=wanted) for operand in blamed[:MOST]]
    if len(told) > 1:
        told = [apart(words, node.condition) for words in told]
    if len(blamed) <= MOST:
        return listed(told, phrasing.ALSO)
    return put(phrasing.AND_MORE, listed(told, phrasing.ALSO), same(str(len(blamed))))


def member(operand: Traced, node: c.Quantified, at: At, *, wanted: bool) -> Wording:
    """One member, and why it does not fit (or does)."""
    name = name_of(operand.member, at)
    if name is None:
        return failing(operand, at, wanted=wanted)
    told = failing(operand, at.calling(node.variable, name), wanted=wanted)
    return told if name.zh in told.zh else put(phrasing.PLACED, name, told)
