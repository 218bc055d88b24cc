"""Values and conditions in words, before there is any report: what a reader of the form calls them."""

from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from datetime import date
from fractions import Fraction
from typing import Literal, assert_never

from gouji.engine import phrasing
from gouji.engine.spelling import OPERATORS, SIGNS
from gouji.engine.words import FACTS, section_place
from gouji.language import checked as c
from gouji.model.finding import OPPOSITES
from gouji.model.form import Code, Entry, Table
from gouji.model.frozen import frozen
from gouji.model.number import number_text
from gouji.model.template import Choice, Template
from gouji.model.template import Literal as Words
from gouji.model.wording import Wording, listed, put, same

MOST = 4
"""So many members of a list are named, and then their number."""
LONGEST_QUOTE = 40


@frozen
class Here:
    """What goes without saying where something is put into words."""

    table: Table | None = None
    statements: Mapping[str, c.Statement] = field(default_factory=dict)
    names: Mapping[str, Wording] = field(default_factory=dict)
    """What the names of a rule stand for, where that is known."""

    def calling(self, name: str, wording: Wording) -> "Here":
        """The same with one name more."""
        return replace(self, names={**self.names, name: wording})


# ---- putting words together


def first_of(parts: Sequence[Wording], template: Wording = phrasing.SEVERAL) -> Wording:
    """The parts, or the first of them and how many there are."""
    if len(parts) <= MOST:
        return listed(parts)
    return put(template, listed(parts[: MOST - 1]), same(str(len(parts))))


def quoted(text: str) -> Wording:
    """Printed words, cut where they are long."""
    line = " ".join(text.split())
    return same(f"“{line if len(line) <= LONGEST_QUOTE else line[:LONGEST_QUOTE] + '…'}”")


def bracketed(inner: Wording) -> Wording:
    """A condition within another one."""
    return Wording(f"（{inner.zh}）", f"({inner.en})")


# ---- expressions


def phrase(  # noqa: C901, PLR0911  # one case for each kind of node
    node: c.Expression, here: Here
) -> Wording:
    """An expression in words."""
    match node:
        case c.Constant():
            return constant(node)
        case c.Cells():
            return cells(node, here)
        case c.Chain() | c.Negative():
            return arithmetic(node, here)
        case c.Call():
            return put(
                phrasing.FUNCTIONS[node.function], *(phrase(a, here) for a in node.arguments)
            )
        case c.FieldOf():
            of = phrase(node.of, here)
            template = phrasing.FIELDS.get(node.name)
            return put(template, of) if template else put(phrasing.CAPTURE, of, same(node.name))
        case c.Join() | c.SetOf():
            parts = node.operands if isinstance(node, c.Join) else node.members
            return first_of([phrase(part, here) for part in parts])
        case c.Comparison() | c.Membership() | c.Negation() | c.Logic() | c.Quantified():
            return condition(node, here)
        case c.Shift() | c.Children() | c.Defined():
            return elsewhere(node, here)
        case c.Matches() | c.Find() | c.Listing() | c.Topic():
            return found(node, here)
        case c.Compared() | c.Closest():
            return in_common(node, here)
        case _:
            return name(node, here)


Layout = c.TableOf | c.RowsOf | c.SectionOf | c.Entries
Name = c.Variable | c.Fact | c.FindingFact | c.BoundLabel | c.BoundCell | c.OpenKeyName | Layout


def name(node: Name, here: Here) -> Wording:
    """What has a name of its own."""
    match node:
        case c.Variable() | c.OpenKeyName():
            return here.names.get(node.name, same(node.name))
        case c.Fact():
            return FACTS[node.name]
        case c.FindingFact():
            return phrasing.FINDING_FACTS[node.name]
        case c.BoundLabel():
            return phrasing.BOUND_LABELS[node.axis]
        case c.BoundCell():
            return phrasing.THIS_CELL
        case _:
            return layout(node, here)


def layout(node: Layout, here: Here) -> Wording:
    """A table, its rows, or a part of the outline."""
    match node:
        case c.TableOf():
            return same(node.table.short)
        case c.RowsOf():
            return put(phrasing.ROWS_OF[node.which], same(node.table.short))
        case c.SectionOf(key=str() as code):
            return section_place(next(e for e in node.outline.entries if e.code == code))
        case c.SectionOf(key=key):
            assert not isinstance(key, str)
            return put(phrasing.SECTION_OF, phrase(key, here))
        case c.Entries():
            return put(phrasing.ENTRIES_OF, same(node.outline.title))
        case _:
            assert_never(node)


Literally = Fraction | str | bool | date | None


def constant(node: c.Constant) -> Wording:
    """A literal; a parameter by its name, with what it is worth."""
    shown = literal(node.value)
    if not node.parameter:
        return shown
    return Wording(f"{node.parameter}（{shown.zh}）", f"{node.parameter} ({shown.en})")


def literal(value: Literally) -> Wording:
    """A value as it is written."""
    match value:
        case None:
            return phrasing.NOTHING
        case bool():
            return phrasing.TRUTHS[value]
        case Fraction():
            return same(number_text(value))
        case str():
            return quoted(value)
        case date():
            return same(value.isoformat())
        case _:
            assert_never(value)


def arithmetic(node: c.Chain | c.Negative, here: Here) -> Wording:
    """A sum, a product, or the opposite of a value."""
    operands = (node.operand,) if isinstance(node, c.Negative) else node.operands
    return operation(node, [(operand, phrase(operand, here)) for operand in operands])


def operation(node: c.Chain | c.Negative, parts: Sequence[tuple[c.Expression, Wording]]) -> Wording:
    """The signs of a sum or a product put between its parts; a sum within stands in brackets."""
    inside = [put(same("({0})"), w) if isinstance(n, c.Chain) else w for n, w in parts]
    if isinstance(node, c.Negative):
        return put(same("-{0}"), inside[0])
    shown = parts[0][1] if node.operators[0] in {"+", "-"} else inside[0]
    for operator, part in zip(node.operators, inside[1:], strict=True):
        shown = listed([shown, part], same(OPERATORS[operator]))
    return shown


def elsewhere(node: c.Shift | c.Children | c.Defined, here: Here) -> Wording:
    """A value of other reports, or a definition by its name."""
    match node:
        case c.Shift():
            return earlier(phrase(node.operand, here), node.years)
        case c.Children():
            of = phrase(node.operand, here)
            return put(phrasing.CHILDREN, of)
        case c.Defined():
            inputs = [phrase(value, here) for _, value in node.inputs]
            if not inputs:
                return same(node.name)
            return put(phrasing.DEFINED, same(node.name), listed(inputs, phrasing.INPUTS))
        case _:
            assert_never(node)


def earlier(value: Wording, years: int) -> Wording:
    """A value of an earlier report."""
    if years == 1:
        return put(phrasing.LAST, value)
    return put(phrasing.BEFORE, value, same(str(years)))


# ---- cells


def cells(node: c.Cells, here: Here) -> Wording:
    """A cell, or the cells at several crossings; what the axis binds goes without saying."""
    table = node.table
    parts = [] if table is here.table else [same(table.short)]
    parts += keys(node.rows, table, "row", here)
    parts += keys(node.columns, table, "column", here)
    return listed(parts, same(" · ")) if parts else phrasing.THIS_CELL


def keys(
    wanted: Sequence[c.Key], table: Table, axis: Literal["row", "column"], here: Here
) -> Sequence[Wording]:
    """The rows or the columns of a selection; nothing where they are bound."""
    if all(isinstance(key, c.Bound) for key in wanted):
        return ()
    values = (
        {entry.code for entry in table.value_rows}
        if axis == "row"
        else {entry.code for entry in table.value_columns}
    )
    if len(values) > 1 and values == {key for key in wanted if isinstance(key, str)}:
        return (phrasing.EVERY[axis],)
    entries = table.row if axis == "row" else table.column
    opened = same(table.open_rows.header if table.open_rows else "")
    shown = [
        shown_key(key, entries, opened, here) for key in wanted if not isinstance(key, c.Bound)
    ]
    return (first_of(shown, phrasing.COUNTED[axis]),)


def shown_key(
    key: str | c.Leaves | c.Joined | c.OpenKey | c.AnyOpen | c.Computed,
    entries: Mapping[Code, Entry],
    opened: Wording,
    here: Here,
) -> Wording:
    """One row or column, by its name."""
    match key:
        case str():
            return same(entries[key].short)
        case c.Leaves():
            return put(phrasing.LEAVES, same(entries[key.group].short))
        case c.Joined():
            return here.names.get(key.name, put(phrasing.EACH_OPEN, opened))
        case c.OpenKey():
            return quoted(key.text)
        case c.AnyOpen():
            return put(phrasing.EVERY_OPEN, opened)
        case c.Computed():
            return put(phrasing.COMPUTED, phrase(key.expression, here))
        case _:
            assert_never(key)


# ---- prose


def found(node: c.Matches | c.Find | c.Listing | c.Topic, here: Here) -> Wording:
    """What is looked for in prose."""
    match node:
        case c.Matches():
            statement = here.statements.get(node.statement)
            return quoted(statement.title or node.statement if statement else node.statement)
        case c.Find():
            return put(Wording("{0}中的{1}", "{1} in {0}"), phrase(node.domain, here), texts(node))
        case c.Listing():
            points = put(phrasing.LISTINGS[node.which], phrase(node.domain, here))
            with_words = Wording("{0}中写有{1}的", "those of {0} that hold {1}")
            chosen = bool(node.templates) and node.which == "problems"
            return put(with_words, points, texts(node)) if chosen else points
        case c.Topic():
            return put(phrasing.TOPICS[node.function], *(phrase(a, here) for a in node.arguments))
        case _:
            assert_never(node)


def in_common(node: c.Compared | c.Closest, here: Here) -> Wording:
    """What prose has in common with other prose."""
    match node:
        case c.Compared():
            sides = phrase(node.one, here), phrase(node.other, here)
            return put(phrasing.COMPARED[node.which], *sides)
        case c.Closest():
            share = same(number_text(node.least))
            return put(phrasing.CLOSEST, phrase(node.domain, here), share)
        case _:
            assert_never(node)


def texts(node: c.Find | c.Listing) -> Wording:
    """The templates: the first, and how many there are."""
    first, count = quoted(template_text(node.templates[0])), len(node.templates)
    if count == 1:
        return first
    return put(Wording("{0}等 {1} 种说法", "{0} or one of {1} wordings"), first, same(str(count)))


def template_text(template: Template) -> str:
    """A template as an author would write it."""
    text = ""
    for part in template.parts:
        match part:
            case Words():
                text += part.text
            case Choice(options=options, name=None):
                text += f"({'|'.join(options)})"
            case Choice(options=options, name=caught):
                text += f"{{{caught}:{'|'.join(options)}}}"
            case _:
                text += f"{{{part.name}:{part.slot}}}" if part.name else f"{{{part.slot}}}"
    return text


# ---- conditions

Condition = c.Comparison | c.Membership | c.Negation | c.Logic | c.Quantified


def condition(node: Condition, here: Here) -> Wording:
    """A condition in words."""
    match node:
        case c.Comparison():
            return comparison(node, SIGNS[node.operator], here)
        case c.Membership():
            text = Wording("{0} 是 {1} 之一", "{0} is one of {1}")
            members = first_of([phrase(m, here) for m in node.members.members])
            return within(put(text, phrase(node.left, here), members), node.within, here)
        case c.Negation():
            return negation(node, here)
        case c.Logic():
            return listed(
                [in_brackets(o, here) for o in node.operands], phrasing.JOINS[node.operator]
            )
        case c.Quantified():
            inner = here.calling(node.variable, same(node.variable))
            over, holds = phrase(node.domain, here), phrase(node.condition, inner)
            return put(phrasing.QUANTIFIERS[node.quantifier], over, same(node.variable), holds)
        case _:
            assert_never(node)


def negation(node: c.Negation, here: Here) -> Wording:
    """What must not be."""
    match node.operand:
        case c.Comparison() as compared:
            return comparison(compared, OPPOSITES[SIGNS[compared.operator]], here)
        case c.Call(function="exists", arguments=(sought,)):
            return put(Wording("没有{0}", "there is no {0}"), phrase(sought, here))
        case _:
            return put(Wording("并非{0}", "not {0}"), bracketed(phrase(node.operand, here)))


def in_brackets(node: c.Expression, here: Here) -> Wording:
    """A condition as a part of a longer one."""
    text = phrase(node, here)
    return bracketed(text) if isinstance(node, c.Logic | c.Quantified) else text


def comparison(node: c.Comparison, sign: str, here: Here) -> Wording:
    """Two values and the sign between them."""
    sides = (node.left, node.right)
    for side, other in (sides, sides[::-1]):
        if isinstance(other, c.Constant) and other.value is None and sign in {"=", "≠"}:
            empty = Wording("{0}为空", "{0} is empty")
            filled = Wording("{0}不为空", "{0} is not empty")
            return put(empty if sign == "=" else filled, phrase(side, here))
    left, right = (phrase(side, here) for side in sides)
    return within(listed([left, right], same(f" {sign} ")), node.within, here)


def within(text: Wording, distance: c.Expression | None, here: Here) -> Wording:
    """A comparison and the distance that it allows."""
    return text if distance is None else put(phrasing.WITHIN, text, phrase(distance, here))
