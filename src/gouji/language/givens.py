"""Tests: the small reports that they give, and what they expect."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from gouji.language import checked, kind_problems, layout_problems, name_problems, syntax
from gouji.language.calls import EARLIEST
from gouji.language.cells import find_table
from gouji.language.checked import Asked
from gouji.language.expressions import Expressions
from gouji.language.facts import FACTS
from gouji.language.grammar import canonical
from gouji.language.keys import KeyResolver, flat
from gouji.language.names import Names
from gouji.language.sums import rule_name
from gouji.language.units import member_type
from gouji.model.diagnostic import Diagnostic
from gouji.model.form import Code, Entry, Table
from gouji.model.wording import Wording

if TYPE_CHECKING:
    from gouji.model.span import Span

_TEXT = Wording("“文字”或「空」", "a “text” or nothing")
_CELL = Wording(
    "一个数、“文字”、{最小, 最大}或「空」", "a number, a “text”, {lowest, highest} or nothing"
)
_SECTION = Wording("一个部分的编号或「空」", "the code of a section, or nothing")
_YEAR = Wording("一个年份，如 2024", "a year, such as 2024")
_DATE = Wording("一个日期，如 2025-01-20", "a date, such as 2025-01-20")
_NOTHING = Wording(
    "「空」（整张表没有），或写明行和列", "nothing (no such table), or rows and columns"
)
_AGENCIES = Wording(
    "{甲, 乙, ……}，每个机关一项；没有报告的写「空」",
    "{a, b, …}, one for each agency; nothing for one without a report",
)
_MOST_AGENCIES = 50


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
        target = written.rule
        name = rule_name(target, self.names.layouts)
        if name not in self.rules:
            if name not in self.unresolved and canonical(name) not in self.names.broken:
                problem = name_problems.unknown_rule(target, name, self.unresolved)
                self.problems.append(problem)
            return None
        before = len(self.problems)
        given = [fact for g in written.given for fact in self._given(g, g.target, Asked())]
        self._absent(given)
        expect = [self._expectation(self.rules[name], e) for e in written.expect]
        sound = tuple(expectation for expectation in expect if expectation is not None)
        if len(self.problems) > before or len(sound) < len(expect):
            return None
        title = written.title.text if written.title else ""
        return checked.Test(written.span, name, title, tuple(given), sound)

    # ---- given

    def _given(
        self, written: syntax.Given, target: syntax.Expression, asked: Asked
    ) -> Sequence[checked.Given]:
        """The facts that a clause gives of one report, or of each subordinate agency's."""
        found: checked.Given | None = None
        match target:
            case syntax.Call(function=syntax.Name(text="last" | "at" | "children" | "closest")):
                return self._elsewhere(written, target, asked)
            case syntax.Cells():
                found = self._cells(written, target, asked)
            case syntax.Call() if target.function.text == "section":
                found = self._section(written, target, asked)
            case syntax.Reference(name=syntax.Name(text="today")) if asked != Asked():
                self.problems.append(layout_problems.cannot_be_given(target.span))
            case syntax.Reference():
                found = self._fact(written, target, asked)
            case syntax.Field(of=syntax.Reference(name=syntax.Name(text="agency"))) if (
                target.name.text == "kind" and asked in (Asked(), Asked(peer=asked.peer))
            ):
                found = self._text(written, "kind", asked)
            case syntax.Field(of=syntax.Cells() as cells) if target.name.text == "printed":
                found = self._label(written, cells, asked)
            case syntax.Field(of=syntax.Call(function=syntax.Name(text="section")) as of) if (
                target.name.text == "title"
            ):
                found = self._title(written, of, asked)
            case syntax.Field(of=syntax.Reference() as of) if self._table(of) is not None:
                found = self._around(written, target, asked)
            case _:
                self.problems.append(layout_problems.cannot_be_given(target.span))
        return [] if found is None else [found]

    def _table(self, target: syntax.Reference) -> Table | None:
        return self.names.layouts.table(target.name.text)

    def _around(
        self, written: syntax.Given, target: syntax.Field, asked: Asked
    ) -> checked.Given | None:
        """Where a table stands, or what is printed above its rows."""
        assert isinstance(target.of, syntax.Reference)
        table = self._table(target.of)
        assert table is not None
        match target.name.text, written.value:
            case "header", syntax.TextLiteral(text=text):
                return checked.GivenHeader(written.span, asked, table, text.text)
            case "under", syntax.Nothing():
                return checked.GivenUnder(written.span, asked, table, None)
            case "under", syntax.NumberLiteral() as value:
                code = unicodedata.normalize("NFKC", value.span.text)
                outlines = self.names.layouts.outlines_for(table)
                known = [entry.code for outline in outlines for entry in outline.entries]
                if code in known:
                    return checked.GivenUnder(written.span, asked, table, code)
                self.problems.append(
                    name_problems.unknown_section(value.span, code, dict.fromkeys(known))
                )
            case "header" | "under" as name, value:
                wanted = _TEXT if name == "header" else _SECTION
                self.problems.append(layout_problems.cannot_hold(value.span, wanted))
            case _:
                self.problems.append(layout_problems.cannot_be_given(target.span))
        return None

    def _elsewhere(
        self, written: syntax.Given, target: syntax.Call, asked: Asked
    ) -> Sequence[checked.Given]:
        """Facts of an earlier report, or of other agencies' reports."""
        match target.function.text, target.arguments:
            case "last", (inner,):
                return self._given(written, inner, replace(asked, years=asked.years + 1))
            case "at", (syntax.Negative(operand=syntax.NumberLiteral(value=before)), inner) if (
                before.denominator == 1 and 0 < before <= EARLIEST
            ):
                return self._given(written, inner, replace(asked, years=asked.years + int(before)))
            case "children" | "closest", (inner,) if asked == Asked():
                return self._of_agencies(written, inner, target.function.text)
            case "at", (years, _):
                self.problems.append(kind_problems.years_before_needed(years.span, EARLIEST))
                return []
            case _:
                self.problems.append(layout_problems.cannot_be_given(target.span))
                return []

    def _of_agencies(
        self, written: syntax.Given, inner: syntax.Expression, function: str
    ) -> Sequence[checked.Given]:
        members = written.value.members if isinstance(written.value, syntax.SetLiteral) else ()
        if not 0 < len(members) <= _MOST_AGENCIES:
            self.problems.append(layout_problems.cannot_hold(written.value.span, _AGENCIES))
            return []
        return [
            fact
            for at, member in enumerate(members)
            for fact in self._given(
                replace(written, value=member),
                inner,
                Asked(child=at) if function == "children" else Asked(peer=at),
            )
        ]

    def _cells(
        self, written: syntax.Given, target: syntax.Cells, asked: Asked
    ) -> checked.GivenCells | None:
        bounds = _bounds(written.value)
        raw = written.value.span.text if bounds else self._raw(written.value, _CELL, numbers=True)
        place = self._place(target)
        if place is None or raw is None:
            return None
        table, rows, columns = place
        existing = any(c.code in columns for row in rows for c in table.columns_of(row))
        if not existing:
            self.problems.append(name_problems.no_such_cell(target.span, table))
            return None
        return checked.GivenCells(written.span, asked, table, rows, columns, raw, bounds)

    def _place(
        self, target: syntax.Cells
    ) -> tuple[Table, tuple[Code, ...], tuple[Code, ...]] | None:
        """The table, the rows (those of groups and open ones, too) and the columns given."""
        table = find_table(target, self.names, self.problems)
        if table is None:
            return None
        selector = target.selector
        if selector.second is None:
            problem = name_problems.two_axes_needed(selector.span, table.key)
            self.problems.append(problem)
            return None
        groups = any(
            isinstance(key, syntax.Code) and key.text in table.row for key in selector.first
        )
        resolver = KeyResolver(table.rows, self.problems, None, table.open_rows, groups)
        rows = resolver.keys(selector.first)
        columns = KeyResolver(table.columns, self.problems).codes(selector.second)
        if rows is None or columns is None:
            return None
        if any(isinstance(key, checked.AnyOpen | checked.Joined) for key in rows):
            self.problems.append(layout_problems.cannot_be_given(selector.span))
            return None
        return table, tuple(code for key in rows for code in flat(key)), columns

    def _label(
        self, written: syntax.Given, target: syntax.Cells, asked: Asked
    ) -> checked.GivenLabel | None:
        """The label that the report prints for a row."""
        raw = self._raw(written.value, _TEXT, numbers=False)
        place = self._place(target)
        if raw is None or place is None:
            return None
        table, rows, _ = place
        if len(rows) != 1:
            self.problems.append(layout_problems.cannot_be_given(target.span))
            return None
        return checked.GivenLabel(written.span, asked, table, rows[0], raw)

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

    def _entry(self, target: syntax.Call) -> Entry | None:
        """The entry of the outline that a call of section names."""
        resolved = Expressions(self.names, self.problems).resolve(target)
        if resolved is None:
            return None
        assert isinstance(resolved, checked.SectionOf)
        return next(e for e in resolved.outline.entries if e.code == resolved.key)

    def _title(
        self, written: syntax.Given, target: syntax.Call, asked: Asked
    ) -> checked.GivenTitle | None:
        raw = self._raw(written.value, _TEXT, numbers=False)
        entry = self._entry(target)
        if entry is None or raw is None:
            return None
        return checked.GivenTitle(written.span, asked, entry, raw)

    def _section(
        self, written: syntax.Given, target: syntax.Call, asked: Asked
    ) -> checked.GivenSection | None:
        raw = self._raw(written.value, _TEXT, numbers=False)
        entry = self._entry(target)
        if entry is None or raw is None:
            return None
        text = None if isinstance(written.value, syntax.Nothing) else raw
        return checked.GivenSection(written.span, asked, entry, text)

    def _fact(
        self, written: syntax.Given, target: syntax.Reference, asked: Asked
    ) -> checked.Given | None:
        name = target.name.text
        match name:
            case "year":
                return self._year(written, asked)
            case "published" | "today":
                return self._date(written, name, asked)
            case "agency" | "title" | "intro" | "signature" | "unlisted":
                return self._text(written, name, asked)
        table = self.names.layouts.table(name)
        if table is not None:
            if isinstance(written.value, syntax.Nothing):
                return checked.GivenAbsence(written.span, asked, table)
            self.problems.append(layout_problems.cannot_hold(written.value.span, _NOTHING))
        elif name not in self.names.broken:
            self.problems.append(layout_problems.cannot_be_given(target.span))
        return None

    def _year(self, written: syntax.Given, asked: Asked) -> checked.GivenFact | None:
        value = written.value
        if isinstance(value, syntax.Nothing):
            return checked.GivenFact(written.span, asked, "year", None)
        if isinstance(value, syntax.NumberLiteral) and _is_year(value.value):
            return checked.GivenFact(written.span, asked, "year", int(value.value))
        self.problems.append(layout_problems.cannot_hold(value.span, _YEAR))
        return None

    def _date(self, written: syntax.Given, name: str, asked: Asked) -> checked.GivenFact | None:
        key: checked.FactName | checked.Today = "published" if name == "published" else "today"
        value = written.value
        if isinstance(value, syntax.Nothing):
            return checked.GivenFact(written.span, asked, key, None)
        if isinstance(value, syntax.DateLiteral):
            return checked.GivenFact(written.span, asked, key, value.value)
        self.problems.append(layout_problems.cannot_hold(value.span, _DATE))
        return None

    def _text(
        self, written: syntax.Given, name: checked.FactName, asked: Asked
    ) -> checked.GivenFact | None:
        assert name in FACTS
        raw = self._raw(written.value, _TEXT, numbers=False)
        if raw is None:
            return None
        value = None if isinstance(written.value, syntax.Nothing) else raw
        return checked.GivenFact(written.span, asked, name, value)

    def _absent(self, facts: Sequence[checked.Given]) -> None:
        """A table that is given as absent has no cells."""
        cells: dict[tuple[Asked, str], Span] = {}
        for fact in facts:
            if isinstance(fact, checked.GivenCells):
                cells[fact.asked, fact.table.key] = fact.span
        for fact in facts:
            if isinstance(fact, checked.GivenAbsence):
                other = cells.get((fact.asked, fact.table.key))
                if other is not None:
                    self.problems.append(layout_problems.table_absent_and_given(fact.span, other))

    # ---- expect

    def _expectation(
        self, rule: checked.Rule, written: syntax.Expectation
    ) -> checked.Expectation | None:
        if written.where is None:
            return checked.Expectation(written.span, written.outcome, None)
        names = finding_names(self.names, rule, frozenset({"gap", "reason"}))
        where = Expressions(names, self.problems).truth(written.where)
        if where is None:
            return None
        return checked.Expectation(written.span, written.outcome, where)


def finding_names(names: Names, rule: checked.Rule, finding: frozenset[str]) -> Names:
    """The names that a condition on a rule's finding may use."""
    body = rule.bodies[0]
    found = replace(names, scope=body.scope, finding=finding, where=True)
    for name, domain in body.bindings:
        found = found.bind(name, member_type(domain.type))
    return found


def _is_year(value: Fraction) -> bool:
    return value.denominator == 1 and 0 < value <= date.max.year


def check_tests(checker: TestChecker, tests: Sequence[syntax.Test]) -> tuple[checked.Test, ...]:
    """The tests that resolve, in order."""
    return tuple(found for test in tests if (found := checker.test(test)) is not None)


def _bounds(value: syntax.Expression) -> tuple[Fraction, Fraction] | None:
    """The two ends of an interval, the lower first; None where it is none."""
    match value:
        case syntax.SetLiteral(
            members=(syntax.NumberLiteral(value=low), syntax.NumberLiteral(value=high))
        ) if low <= high:
            return low, high
        case _:
            return None
