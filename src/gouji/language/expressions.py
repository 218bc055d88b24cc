"""Expressions: every name resolved, every value typed; what is wrong is diagnosed."""

import unicodedata
from collections.abc import Iterable, Sequence
from typing import assert_never

from gouji.language import checked, kind_problems, name_problems, syntax
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
    SIGNATURES,
    TEXTUAL,
    TRUTH,
)
from gouji.language.matches import captures, read_templates
from gouji.language.names import FACTS, FINDING, Names
from gouji.model.diagnostic import Diagnostic
from gouji.model.span import Span
from gouji.model.wording import Wording

_TOLD = frozenset({"year", "agency"})
"""The facts that a finding tells."""
Resolved = checked.Expression | None


class Expressions:
    """Resolves expressions at one place; None stands for what has been diagnosed."""

    def __init__(self, names: Names, problems: list[Diagnostic]) -> None:
        self.names = names
        self.problems = problems

    def resolve(self, written: syntax.Expression) -> Resolved:  # noqa: C901, PLR0911, PLR0912
        """Any expression.  One case for each kind of node: a table of them could not be closed."""
        match written:
            case syntax.Reference():
                return self._reference(written)
            case syntax.Call():
                return self._call(written)
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
                return operand and checked.Negative(written.span, Type(Kind.NUMBER), operand)
            case syntax.Logic():
                found = self._all(written.operands, TRUTH)
                if found is None:
                    return None
                return checked.Logic(written.span, Type(Kind.TRUTH), written.operator, found)
            case syntax.Chain():
                found = self._all(written.operands, NUMERIC)
                if found is None:
                    return None
                return checked.Chain(written.span, Type(Kind.NUMBER), found, written.operators)
            case syntax.Union():
                return self._join(written)
            case syntax.Quantified():
                return self._quantified(written)
            case _:
                assert_never(written)

    def needed(self, written: syntax.Expression, kinds: Iterable[Kind]) -> Resolved:
        """An expression of one of some kinds."""
        found = self.resolve(written)
        if found is None or found.type.kind in (wanted := frozenset(kinds)):
            return found
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
        return found, Type(MEMBERS[found.type.kind], found.type.captures)

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

    # ---- names

    def _reference(self, written: syntax.Reference) -> Resolved:
        name, span = written.name.text, written.span
        if name in self.names.variables:
            return checked.Variable(span, self.names.variables[name], name)
        match name:
            case "gap" | "reason" if name in self.names.finding:
                return checked.FindingFact(span, Type(FINDING[name]), name)
            case "gap" | "reason":
                return self._wrong(name_problems.only_in_sentences(span))
            case "column" | "row" | "it":
                return self._it(span) if name == "it" else self._bound_label(span, name)
            case "year" | "agency" | "title" | "intro" if not self.names.where or name in _TOLD:
                return checked.Fact(span, Type(FACTS[name]), name)
        return self._declared(written)

    def _bound_label(self, span: Span, name: str) -> Resolved:
        axis = self.names.scope.axis if self.names.scope else None
        if name == "column" and axis in {"column", "cell"}:
            return checked.BoundLabel(span, Type(Kind.TEXT), "column")
        if name == "row" and axis in {"row", "cell"}:
            return checked.BoundLabel(span, Type(Kind.TEXT), "row")
        needed = Wording("「每列」或「每格」", "each column or each cell")
        if name == "row":
            needed = Wording("「每行」或「每格」", "each row or each cell")
        return self._wrong(name_problems.not_bound(span, needed))

    def _it(self, span: Span) -> Resolved:
        if self.names.scope is None or self.names.scope.axis != "cell":
            needed = Wording("「每格」", "each cell")
            return self._wrong(name_problems.not_bound(span, needed))
        if self.names.where:
            return self._wrong(name_problems.not_in_where(span))
        return checked.BoundCell(span, Type(Kind.CELL))

    def _declared(self, written: syntax.Reference) -> Resolved:
        """A statement, an outline or a table of the pack."""
        name, span = written.name.text, written.span
        layouts = self.names.layouts
        domain = name in self.names.statements or name in layouts.outlines
        if name in self.names.broken:
            return None
        if layouts.table(name) is not None:
            return self._wrong(name_problems.table_needs_keys(span))
        if self.names.where and (domain or name in FACTS):
            return self._wrong(name_problems.not_in_where(span))
        if not domain:
            return self._wrong(name_problems.unknown_name(span, self.names.known()))
        if name in self.names.statements:
            return checked.Matches(span, self.names.statements[name], name)
        return checked.Entries(span, Type(Kind.ENTRIES), layouts.outlines[name])

    def _wrong(self, problem: Diagnostic) -> Resolved:
        """Nothing, and why."""
        self.problems.append(problem)
        return None

    # ---- functions and fields

    def _call(self, written: syntax.Call) -> Resolved:
        name = written.function.text
        if name in {"section", "find"}:
            if self.names.where:
                return self._wrong(name_problems.not_in_where(written.span))
            return self._section(written) if name == "section" else self._find(written)
        signature = SIGNATURES.get(name)
        if signature is None:
            return self._wrong(name_problems.unknown_function(written.function.span))
        if not self._arity(written, len(signature.parameters)):
            return None
        pairs = zip(written.arguments, signature.parameters, strict=True)
        found = [self.needed(argument, kinds) for argument, kinds in pairs]
        sound = tuple(argument for argument in found if argument is not None)
        wrong = [
            member
            for argument in sound
            if isinstance(argument, checked.SetOf)
            for member in argument.members
            if member.type.kind not in NUMERIC
        ]
        self.problems += [
            kind_problems.wrong_kind(m.span, m.type.kind, {Kind.NUMBER}) for m in wrong
        ]
        if wrong or len(sound) < len(found):
            return None
        return checked.Call(written.span, Type(signature.result), name, sound)

    def _arity(self, written: syntax.Call, wanted: int, more: str = "") -> bool:
        found = len(written.arguments)
        if found == wanted or (more and found > wanted):
            return True
        place = written.function.span
        text = f"{wanted}{more}"
        self.problems.append(kind_problems.wrong_arity(written.span, place.text, text, found))
        return False

    def _section(self, written: syntax.Call) -> Resolved:
        if not self._arity(written, 1):
            return None
        (argument,) = written.arguments
        scope = self.names.scope
        outlines = self.names.layouts.outlines_for(scope.table if scope else None)
        section = Type(Kind.SECTION)
        if isinstance(argument, syntax.NumberLiteral):
            code = unicodedata.normalize("NFKC", argument.span.text)
            for outline in outlines:
                if any(entry.code == code for entry in outline.entries):
                    return checked.SectionOf(written.span, section, outline, code)
            if self.names.broken and not outlines:
                return None
            known = dict.fromkeys(entry.code for outline in outlines for entry in outline.entries)
            return self._wrong(name_problems.unknown_section(argument.span, code, known))
        entry = self.needed(argument, {Kind.ENTRY})
        # an entry exists only where an outline does
        return entry and checked.SectionOf(written.span, section, outlines[0], entry)

    def _find(self, written: syntax.Call) -> Resolved:
        if not self._arity(written, 2, "+"):
            return None
        domain = self.needed(written.arguments[0], TEXTUAL)
        texts = []
        for argument in written.arguments[1:]:
            if isinstance(argument, syntax.TextLiteral):
                texts.append(argument.text)
            else:
                self.problems.append(kind_problems.template_needed(argument.span))
        before = len(self.problems)
        templates = read_templates(texts, self.problems)
        if templates is None or len(texts) + 1 < len(written.arguments):
            return None
        found = Type(Kind.MATCHES, captures(templates, self.problems))
        if domain is None or len(self.problems) > before:
            return None
        return checked.Find(written.span, found, domain, templates)

    def _field(self, written: syntax.Field) -> Resolved:
        of = self.resolve(written.of)
        if of is None:
            return None
        kind, name = of.type.kind, written.name.text
        fields = {**FIELDS.get(kind, {}), **(of.type.captures if kind is Kind.MATCH else {})}
        if name in fields:
            return checked.FieldOf(written.span, Type(fields[name]), of, name)
        if kind is Kind.MATCH and name == "n":
            return self._wrong(kind_problems.no_number_found(written.name.span))
        what = kind_problems.KINDS[kind]
        return self._wrong(name_problems.unknown_field(written.name.span, what, list(fields)))

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
            return self._wrong(problem)
        truth = Type(Kind.TRUTH)
        return checked.Comparison(written.span, truth, left, written.operator, right, within)

    def _membership(self, written: syntax.Membership) -> Resolved:
        left = self.needed(written.left, NUMERIC | {Kind.TEXT})
        within = None if written.within is None else self.needed(written.within, NUMERIC)
        if not isinstance(written.right, syntax.SetLiteral):
            return self._wrong(kind_problems.set_needed(written.right.span))
        members = self._set(written.right)
        if left is None or members is None or (within is None and written.within is not None):
            return None
        number = left.type.kind in NUMERIC
        member = members.members[0].type.kind
        if number != (member in NUMERIC):
            place = written.right.span
            return self._wrong(kind_problems.cannot_compare(place, left.type.kind, member))
        if written.within is not None and not number:
            return self._wrong(kind_problems.only_numbers_within(written.within.span))
        return checked.Membership(written.span, Type(Kind.TRUTH), left, members, within)

    def _join(self, written: syntax.Union) -> Resolved:
        found = self._all(written.operands, JOINS)
        if found is None:
            return None
        result = JOINS[found[0].type.kind]
        for operand in found:
            kind = operand.type.kind
            if JOINS[kind] is not result:
                wanted = [k for k, joined in JOINS.items() if joined is result]
                return self._wrong(kind_problems.wrong_kind(operand.span, kind, wanted))
        shared = {name: k for operand in found for name, k in operand.type.captures.items()}
        for operand in found:
            shared = {n: k for n, k in shared.items() if operand.type.captures.get(n) is k}
        return checked.Join(written.span, Type(result, shared), found)

    def _quantified(self, written: syntax.Quantified) -> Resolved:
        domain = self.domain(written.domain)
        if domain is None:
            return None
        over, member = domain
        variable = written.variable.text
        inner = Expressions(self.names.bind(variable, member), self.problems)
        condition = inner.truth(written.condition)
        truth, quantifier = Type(Kind.TRUTH), written.quantifier
        return condition and checked.Quantified(
            written.span, truth, quantifier, variable, over, condition
        )


def _incomparable(written: syntax.Comparison, left: Kind, right: Kind) -> Diagnostic | None:
    """Why two values cannot be compared so."""
    for operand, kind, other in ((written.left, left, right), (written.right, right, left)):
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
