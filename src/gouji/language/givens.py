"""Tests: the small report that they give, and what they expect."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from gouji.language import checked, layout_problems, name_problems, syntax
from gouji.language.cells import find_table
from gouji.language.expressions import Expressions
from gouji.language.functions import MEMBERS
from gouji.language.grammar import canonical
from gouji.language.keys import KeyResolver
from gouji.language.names import Names
from gouji.model.diagnostic import Diagnostic
from gouji.model.form import Table
from gouji.model.wording import Wording

if TYPE_CHECKING:
    from gouji.model.span import Span

_TEXT = Wording("“文字”或「空」", "a “text” or nothing")
_CELL = Wording("一个数、“文字”或「空」", "a number, a “text” or nothing")
_YEAR = Wording("一个年份，如 2024", "a year, such as 2024")
_NOTHING = Wording(
    "「空」（整张表没有），或写明行和列", "nothing (no such table), or rows and columns"
)


@dataclass(slots=True)
class TestChecker:
    """Resolves the tests of a pack."""

    __test__ = False
    names: Names
    rules: Mapping[str, checked.Rule]
    unresolved: frozenset[str]
    """Rules that exist but did not resolve: their tests are left out without blame."""
    problems: list[Diagnostic]

    def test(self, written: syntax.Test) -> checked.Test | None:
        """Resolve a test; None where something in it is wrong."""
        name = written.rule
        if name.text not in self.rules:
            if name.text not in self.unresolved and canonical(name.text) not in self.names.broken:
                self.problems.append(name_problems.unknown_rule(name, self.rules))
            return None
        before = len(self.problems)
        given = [found for g in written.given if (found := self._given(g)) is not None]
        self._absent(written)
        expect = [self._expectation(self.rules[name.text], e) for e in written.expect]
        sound = tuple(expectation for expectation in expect if expectation is not None)
        if len(self.problems) > before or len(sound) < len(expect):
            return None
        title = written.title.text if written.title else ""
        return checked.Test(written.span, name.text, title, tuple(given), sound)

    # ---- given

    def _given(self, written: syntax.Given) -> checked.Given | None:
        target = written.target
        match target:
            case syntax.Cells():
                return self._cells(written, target)
            case syntax.Call() if target.function.text == "section":
                return self._section(written, target)
            case syntax.Reference():
                return self._fact(written, target)
        self.problems.append(layout_problems.cannot_be_given(target.span))
        return None

    def _cells(self, written: syntax.Given, target: syntax.Cells) -> checked.GivenCells | None:
        raw = self._raw(written.value, _CELL, numbers=True)
        table = find_table(target, self.names, self.problems)
        if table is None:
            return None
        selector = target.selector
        if selector.second is None:
            problem = name_problems.two_axes_needed(selector.span, table.key)
            self.problems.append(problem)
            return None
        rows = KeyResolver(table.rows, self.problems).codes(selector.first)
        columns = KeyResolver(table.columns, self.problems).codes(selector.second)
        if rows is None or columns is None or raw is None:
            return None
        if not any(c.code in columns for row in rows for c in table.columns_of(row)):
            self.problems.append(name_problems.no_such_cell(target.span, table))
            return None
        return checked.GivenCells(written.span, table, rows, columns, raw)

    def _raw(self, value: syntax.Expression, wanted: Wording, *, numbers: bool) -> str | None:
        """The text that a report prints; "" for nothing."""
        match value:
            case syntax.TextLiteral():
                return value.text.text
            case syntax.Nothing():
                return ""
            case syntax.NumberLiteral() if numbers:
                return unicodedata.normalize("NFKC", value.span.text)
            case syntax.Negative(operand=syntax.NumberLiteral() as number) if numbers:
                return "-" + unicodedata.normalize("NFKC", number.span.text)
        self.problems.append(layout_problems.cannot_hold(value.span, wanted))
        return None

    def _section(self, written: syntax.Given, target: syntax.Call) -> checked.GivenSection | None:
        raw = self._raw(written.value, _TEXT, numbers=False)
        resolved = Expressions(self.names, self.problems).resolve(target)
        if resolved is None or raw is None:
            return None
        assert isinstance(resolved, checked.SectionOf)
        key, entries = resolved.key, resolved.outline.entries
        entry = next(entry for entry in entries if entry.code == key)
        text = None if isinstance(written.value, syntax.Nothing) else raw
        return checked.GivenSection(written.span, entry, text)

    def _fact(self, written: syntax.Given, target: syntax.Reference) -> checked.GivenFact | None:
        name = target.name.text
        match name:
            case "year":
                return self._year(written)
            case "agency" | "title" | "intro":
                return self._text(written, name)
        if self.names.layouts.table(name) is not None:
            if not isinstance(written.value, syntax.Nothing):
                problem = layout_problems.cannot_hold(written.value.span, _NOTHING)
                self.problems.append(problem)
        elif name not in self.names.broken:
            self.problems.append(layout_problems.cannot_be_given(target.span))
        return None

    def _year(self, written: syntax.Given) -> checked.GivenFact | None:
        value = written.value
        if isinstance(value, syntax.Nothing):
            return checked.GivenFact(written.span, "year", None)
        if isinstance(value, syntax.NumberLiteral) and _is_year(value.value):
            return checked.GivenFact(written.span, "year", int(value.value))
        self.problems.append(layout_problems.cannot_hold(value.span, _YEAR))
        return None

    def _text(
        self, written: syntax.Given, name: Literal["agency", "title", "intro"]
    ) -> checked.GivenFact | None:
        raw = self._raw(written.value, _TEXT, numbers=False)
        if raw is None:
            return None
        value = None if isinstance(written.value, syntax.Nothing) else raw
        return checked.GivenFact(written.span, name, value)

    def _absent(self, written: syntax.Test) -> None:
        """A table that is given as absent has no cells."""
        cells: dict[str, Span] = {}
        for given in written.given:
            target = given.target
            if isinstance(target, syntax.Cells) and isinstance(target.table, syntax.Reference):
                table = self._table(target.table)
                cells |= {} if table is None else {table.key: given.span}
        for given in written.given:
            table = self._table(given.target)
            if table is not None and table.key in cells:
                other = cells[table.key]
                self.problems.append(layout_problems.table_absent_and_given(given.span, other))

    def _table(self, written: syntax.Expression) -> Table | None:
        if not isinstance(written, syntax.Reference):
            return None
        return self.names.layouts.table(written.name.text)

    # ---- expect

    def _expectation(
        self, rule: checked.Rule, written: syntax.Expectation
    ) -> checked.Expectation | None:
        if written.where is None:
            return checked.Expectation(written.span, written.outcome, None)
        body = rule.bodies[0]
        names = replace(
            self.names, scope=body.scope, finding=frozenset({"gap", "reason"}), where=True
        )
        for name, domain in body.bindings:
            kind = MEMBERS[domain.type.kind]
            names = names.bind(name, checked.Type(kind, domain.type.captures))
        where = Expressions(names, self.problems).truth(written.where)
        if where is None:
            return None
        return checked.Expectation(written.span, written.outcome, where)


def _is_year(value: Fraction) -> bool:
    return value.denominator == 1 and 0 < value <= date.max.year


def check_tests(checker: TestChecker, tests: Sequence[syntax.Test]) -> tuple[checked.Test, ...]:
    """The tests that resolve, in order."""
    return tuple(found for test in tests if (found := checker.test(test)) is not None)
