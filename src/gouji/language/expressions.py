"""Expressions: every name resolved, every value typed; what is wrong is diagnosed."""

from collections.abc import Iterable, Sequence
from typing import assert_never

from gouji.language import checked, definition_problems, kind_problems, name_problems, syntax
from gouji.language.calls import resolve_call
from gouji.language.cells import resolve_cells
from gouji.language.checked import Kind, Type
from gouji.language.functions import (
    COMPARABLE,
    EQUATABLE,
    FIELDS,
    JOINS,
    MEMBERS,
    NUMERIC,
    ORDERED,
    PRESENT,
    PRINTABLE,
    TRUTH,
)
from gouji.language.names import Names
from gouji.language.references import resolve_data, resolve_reference
from gouji.language.tokens import DEEPEST_TREE
from gouji.language.units import joined_unit, member_type, shared_unit
from gouji.model.diagnostic import Diagnostic
from gouji.model.wording import Wording

Resolved = checked.Expression | None


class Expressions:
    """Resolves expressions at one place; None stands for what has been diagnosed."""

    def __init__(self, names: Names, problems: list[Diagnostic]) -> None:
        self.names = names
        self.problems = problems

    def resolve(self, written: syntax.Expression) -> Resolved:  # noqa: C901, PLR0911, PLR0912
        """Any expression.  One case for each kind of node: a table of them could not be closed."""
        expansion = self.names.expansion
        if expansion.level > DEEPEST_TREE:
            told, expansion.too_deep = expansion.too_deep, True
            problem = definition_problems.uses_nested_too_deeply(written.span, DEEPEST_TREE)
            return None if told else self.wrong(problem)
        expansion.level += 1
        try:
            match written:
                case syntax.Reference():
                    return resolve_reference(written, self)
                case syntax.Call():
                    return resolve_call(written, self)
                case syntax.Field():
                    return self._field(written)
                case syntax.Cells():
                    return resolve_cells(written, self.names, self.problems, self.text)
                case syntax.NumberLiteral():
                    return checked.Constant(written.span, Type(Kind.NUMBER), written.value)
                case syntax.DateLiteral():
                    return checked.Constant(written.span, Type(Kind.DATE), written.value)
                case syntax.TextLiteral():
                    return checked.Constant(written.span, Type(Kind.TEXT), written.text.text)
                case syntax.TruthLiteral():
                    return checked.Constant(written.span, Type(Kind.TRUTH), written.value)
                case syntax.Nothing():
                    return checked.Constant(written.span, Type(Kind.NOTHING), None)
                case syntax.SetLiteral():
                    return self._set(written)
                case syntax.Comparison():
                    return self._comparison(written)
                case syntax.Membership():
                    return self._membership(written)
                case syntax.Negation():
                    operand = self.needed(written.operand, TRUTH)
                    return operand and checked.Negation(written.span, Type(Kind.TRUTH), operand)
                case syntax.Negative():
                    operand = self.needed(written.operand, NUMERIC)
                    return operand and checked.Negative(
                        written.span, Type(Kind.NUMBER, unit=operand.type.unit), operand
                    )
                case syntax.Logic():
                    found = self._all(written.operands, TRUTH)
                    if found is None:
                        return None
                    return checked.Logic(written.span, Type(Kind.TRUTH), written.operator, found)
                case syntax.Chain():
                    found = self._all(written.operands, NUMERIC)
                    if found is None:
                        return None
                    additive = written.operators[0] in {"+", "-"}
                    unit = shared_unit(found, self.problems) if additive else ""
                    type_ = Type(Kind.NUMBER, unit=unit)
                    return checked.Chain(written.span, type_, found, written.operators)
                case syntax.Union():
                    return self._join(written)
                case syntax.Quantified():
                    return self._quantified(written)
                case _:
                    assert_never(written)
        finally:
            expansion.level -= 1

    def needed(self, written: syntax.Expression, kinds: Iterable[Kind]) -> Resolved:
        """An expression of one of some kinds."""
        found = self.resolve(written)
        if found is None or found.type.kind in (wanted := frozenset(kinds)):
            return found
        if found.type.kind is Kind.TABLE:
            return self.wrong(name_problems.table_needs_keys(written.span))
        shown = wanted - {Kind.CELL} if Kind.NUMBER in wanted else wanted
        self.problems.append(kind_problems.wrong_kind(written.span, found.type.kind, shown))
        return None

    def text(self, written: syntax.Expression) -> Resolved:
        """A text."""
        return self.needed(written, {Kind.TEXT})

    def truth(self, written: syntax.Expression) -> Resolved:
        """A condition."""
        return self.needed(written, TRUTH)

    def domain(self, written: syntax.Expression) -> tuple[checked.Expression, Type] | None:
        """What for each and the quantifiers run over, and the type of each member."""
        found = self.needed(written, MEMBERS)
        if found is None:
            return None
        return found, member_type(found.type)

    def phrase(self, written: syntax.Phrase) -> checked.Phrase | None:
        """A sentence and the values in it."""
        parts = [
            part if isinstance(part, str) else self.needed(part, PRINTABLE)
            for part in written.parts
        ]
        sound = tuple(part for part in parts if part is not None)
        return checked.Phrase(sound) if len(sound) == len(parts) else None

    def _all(
        self, written: Sequence[syntax.Expression], kinds: Iterable[Kind]
    ) -> tuple[checked.Expression, ...] | None:
        found = [self.needed(expression, kinds) for expression in written]
        sound = tuple(expression for expression in found if expression is not None)
        return sound if len(sound) == len(found) else None

    def wrong(self, problem: Diagnostic) -> Resolved:
        """Nothing, and why."""
        self.problems.append(problem)
        return None

    def with_names(self, names: Names) -> "Expressions":
        """The same with other names."""
        return Expressions(names, self.problems)

    # ---- fields

    def _field(  # noqa: PLR0911  # one case for each kind of field
        self, written: syntax.Field
    ) -> Resolved:
        known, value = resolve_data(written, self)
        if known:
            return value
        of = self.resolve(written.of)
        if of is None:
            return None
        kind, name = of.type.kind, written.name.text
        if isinstance(of, checked.Fact) and of.name == "agency":
            if name == "kind" and self.names.where and self.names.finding:
                return self.wrong(name_problems.not_in_where(written.span))
            if name == "kind":
                return checked.Fact(written.span, Type(Kind.TEXT), "kind")
            what = Wording("机构", "the agency")
            return self.wrong(name_problems.unknown_field(written.name.span, what, ["kind"]))
        fields = {**FIELDS.get(kind, {}), **(of.type.captures if kind is Kind.MATCH else {})}
        if name in fields:
            return checked.FieldOf(written.span, Type(fields[name]), of, name)
        if kind is Kind.MATCH and name == "n":
            return self.wrong(kind_problems.no_number_found(written.name.span))
        what = kind_problems.KINDS[kind]
        return self.wrong(name_problems.unknown_field(written.name.span, what, list(fields)))

    # ---- operators

    def _set(self, written: syntax.SetLiteral) -> checked.SetOf | None:
        members = self._all(written.members, NUMERIC | {Kind.TEXT})
        if members is None:
            return None
        if len({member.type.kind in NUMERIC for member in members}) > 1:
            self.problems.append(kind_problems.mixed_set(written.span))
            return None
        return checked.SetOf(written.span, Type(Kind.SET), members)

    def _comparison(self, written: syntax.Comparison) -> Resolved:
        left, right = self.resolve(written.left), self.resolve(written.right)
        within = None if written.within is None else self.needed(written.within, NUMERIC)
        if left is None or right is None or (within is None and written.within is not None):
            return None
        problem = _incomparable(written, left.type.kind, right.type.kind)
        if problem is not None:
            return self.wrong(problem)
        shared_unit((left, right), self.problems)
        truth = Type(Kind.TRUTH)
        return checked.Comparison(written.span, truth, left, written.operator, right, within)

    def _membership(self, written: syntax.Membership) -> Resolved:
        left = self.needed(written.left, NUMERIC | {Kind.TEXT})
        within = None if written.within is None else self.needed(written.within, NUMERIC)
        members = self._members(written.right)
        if left is None or members is None or (within is None and written.within is not None):
            return None
        number = left.type.kind in NUMERIC
        member = members.members[0].type.kind
        if number != (member in NUMERIC):
            place = written.right.span
            return self.wrong(kind_problems.cannot_compare(place, left.type.kind, member))
        if written.within is not None and not number:
            return self.wrong(kind_problems.only_numbers_within(written.within.span))
        shared_unit((left, *members.members), self.problems)
        return checked.Membership(written.span, Type(Kind.TRUTH), left, members, within)

    def _members(self, written: syntax.Expression) -> checked.SetOf | None:
        """A set written out, or a list of a data file."""
        if isinstance(written, syntax.SetLiteral):
            return self._set(written)
        found = self.resolve(written)
        if found is None or isinstance(found, checked.SetOf):
            return found
        self.problems.append(kind_problems.set_needed(written.span))
        return None

    def _join(self, written: syntax.Union) -> Resolved:
        found = self._all(written.operands, JOINS)
        if found is None:
            return None
        result = JOINS[found[0].type.kind]
        for operand in found:
            kind = operand.type.kind
            if JOINS[kind] is not result:
                wanted = [k for k, joined in JOINS.items() if joined is result]
                return self.wrong(kind_problems.wrong_kind(operand.span, kind, wanted))
        shared = {name: k for operand in found for name, k in operand.type.captures.items()}
        for operand in found:
            shared = {n: k for n, k in shared.items() if operand.type.captures.get(n) is k}
        unit = joined_unit(operand.type.unit for operand in found)
        return checked.Join(written.span, Type(result, shared, unit), found)

    def _quantified(self, written: syntax.Quantified) -> Resolved:
        domain = self.domain(written.domain)
        variable = written.variable.text
        if domain is None:
            self.with_names(self.names.without(variable)).truth(written.condition)
            return None
        over, member = domain
        inner = Expressions(self.names.bind(variable, member), self.problems)
        condition = inner.truth(written.condition)
        truth, quantifier = Type(Kind.TRUTH), written.quantifier
        return condition and checked.Quantified(
            written.span, truth, quantifier, variable, over, condition
        )


def _incomparable(written: syntax.Comparison, left: Kind, right: Kind) -> Diagnostic | None:
    """Why two values cannot be compared so."""
    for operand, kind, other in ((written.left, left, right), (written.right, right, left)):
        if kind is Kind.TABLE:
            return name_problems.table_needs_keys(operand.span)
        if kind not in COMPARABLE and not (other is Kind.NOTHING and kind in PRESENT):
            wanted = (Kind.NUMBER, Kind.TEXT, Kind.DATE)
            return kind_problems.wrong_kind(operand.span, kind, wanted)
    equality = written.operator in {"=", "!="}
    numbers = left in NUMERIC and right in NUMERIC
    if written.within is not None and not numbers:
        return kind_problems.only_numbers_within(written.within.span)
    nothing = Kind.NOTHING in {left, right} and {left, right} <= PRESENT
    if not numbers and not nothing and not (left is right and left in EQUATABLE):
        return kind_problems.cannot_compare(written.span, left, right)
    if not equality and not (left in ORDERED and right in ORDERED):
        return kind_problems.cannot_order(written.span, Kind.NOTHING if nothing else left)
    return None
