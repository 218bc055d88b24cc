"""What a rule sees while it is evaluated: one report, one place in it, and the names bound so far."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from gouji.engine.logic import EMPTY
from gouji.engine.mentions import Lexicon
from gouji.engine.plan import Place, Plan
from gouji.engine.text import Fitting
from gouji.engine.values import Bound, Guard, Matches, Traced, Unavailable
from gouji.engine.words import cell_place, named_place, open_rows_place, section_place
from gouji.language.checked import Expression
from gouji.model.diagnostic import Severity
from gouji.model.finding import Finding, Outcome
from gouji.model.fold import squeeze
from gouji.model.form import Code, Entry, Table, is_within
from gouji.model.frozen import frozen
from gouji.model.number import Missing, MissingKind, Number
from gouji.model.report import Cell, Report, Section
from gouji.model.report_set import ReportSet

STEPS = 100_000
"""The steps that one rule may take on one report."""


REPEAT = re.compile("(.+)#[0-9]+")
"""An open row whose key has been printed before: Harbour#2."""


class OverBudgetError(Exception):
    """A rule took more steps on a report than it may."""


@dataclass(slots=True)
class Budget:
    """The steps that a rule has left."""

    left: int = STEPS

    def spend(self, steps: int = 1) -> None:
        """So many steps more."""
        self.left -= steps
        if self.left < 0:
            raise OverBudgetError


@frozen
class Memory:
    """What the rules of a plan need to find out only once for the reports of a run of theirs."""

    everything: bool = True
    """Whether answers that are shown on demand alone are told in full."""
    stated: dict[tuple[int, str], Matches] = field(default_factory=dict)
    """Report (its id) and statement → the numbers found."""
    fitting: Fitting = field(default_factory=dict)
    constants: dict[int, Traced] = field(default_factory=dict)
    """Literal (its id) → its value."""
    alone: dict[tuple[int, int], Sequence[Code]] = field(default_factory=dict)
    """Report and table (their ids) → the groups that stand for their rows."""
    open_rows: dict[tuple[int, str], Sequence[Code]] = field(default_factory=dict)
    """Report (its id) and table → the rows that the form does not list."""
    keys: dict[tuple[int, str], Mapping[str, Code]] = field(default_factory=dict)
    """Report (its id) and table → the open rows by their keys, as keys are compared."""
    lexicons: dict[int, Lexicon] = field(default_factory=dict)
    """Plan (its id) → the words that name the numbers of its statements."""
    guards: dict[tuple[int, int, Code | None], Guard] = field(default_factory=dict)
    """Step and report (their ids), and row → whether the rule applies, where that is by the row."""
    silent: dict[tuple[str, Outcome, Severity], Finding] = field(default_factory=dict)
    """What is left of an answer that is not told."""


@frozen
class Scope:
    """A report, the place bound by the rule's axis, and the values of names."""

    plan: Plan
    report: Report
    reports: ReportSet
    table: Table | None
    place: Place
    names: Mapping[str, Bound]
    locals: Mapping[str, Expression]
    memory: Memory = field(default_factory=Memory)
    budget: Budget = field(default_factory=Budget)
    known: dict[str, Traced] = field(default_factory=dict)
    """Locals already evaluated here."""
    home: "Scope | None" = None
    """Within a quantifier, the scope of the rule: locals do not see what the quantifier binds."""
    blank_is_zero: bool = False
    """Whether the rule takes what is not filled in for zero."""
    inputs: Mapping[str, Expression] = field(default_factory=dict)
    """Within a definition, what its inputs stand for: they mean other values in another report."""
    user: "Scope | None" = None
    """Within a definition, the scope in which it is put to use."""

    def at(self, place: Place) -> "Scope":
        """The same scope at another place, with no local known."""
        return Scope(
            *(self.plan, self.report, self.reports, self.table, place, self.names, self.locals),
            *(self.memory, self.budget, {}, self.home, self.blank_is_zero),
            *(self.inputs, self.user),
        )

    def with_name(self, name: str, value: Bound) -> "Scope":
        """The same scope with one more name; locals may depend on it, so they start afresh."""
        return replace(self, names={**self.names, name: value}, known={})

    def within(self, name: str, value: Bound) -> "Scope":
        """The scope of a quantifier's condition."""
        inputs = {n: x for n, x in self.inputs.items() if n != name} if self.inputs else self.inputs
        return Scope(
            *(self.plan, self.report, self.reports, self.table, self.place),
            *({**self.names, name: value}, self.locals, self.memory, self.budget, self.known),
            *(self.home or self, self.blank_is_zero, inputs, self.user),
        )

    def of(self, report: Report) -> "Scope":
        """The same place and names in another report."""
        return replace(self, report=report, known={}, home=None)

    def cell(
        self, table: Table, row: Code, column: Code
    ) -> tuple[Cell | None, Number | Unavailable]:
        """A cell as printed, if it is there, and its number or why there is none."""
        cell = self.report.cell_at.get((table.key, row, column))
        if cell is None and table.open_rows is not None:
            row = self.row_by_key(table, row)
            cell = self.report.cell_at.get((table.key, row, column))
        if cell is not None and isinstance(cell.number, Number):
            return cell, cell.number
        lack = self.lack(table, row, column, cell)
        if self.blank_is_zero and self.stands_for_zero(table, row, lack.kind):
            return cell, Number(Fraction(0))
        return cell, lack

    def stands_for_zero(self, table: Table, row: Code, kind: MissingKind) -> bool:
        """Whether `missing as zero` takes this for zero.

        A blank it does, and a row that a report may do without: an optional one, or a key that its
        table does not list while it lists others.
        """
        if kind is not MissingKind.ABSENT_ROW:
            return kind in EMPTY
        if row in table.row:
            return table.row_of(row).optional
        return any(key == table.key for key, _ in self.report.rows)

    def lack(self, table: Table, row: Code, column: Code, cell: Cell | None) -> Unavailable:
        """Why there is no number at a crossing."""
        place = cell_place(table, table.row_of(row), table.column[column])
        where = {"table": table.key, "row": row, "column": column}
        if cell is None:
            return Unavailable(self.absence(table, row), place, where)
        assert isinstance(cell.number, Missing)
        return Unavailable(cell.number.kind, place, where, cell.provenance)

    def absence(self, table: Table, row: Code) -> MissingKind:
        """Why a cell is not in the report: its table, its row or its column is not."""
        doubt = self.doubt_of(table)
        if doubt is not None and self.doubts(table, row):
            return doubt
        if table.key not in self.report.tables:
            other = any(variant.key in self.report.tables for variant in self.editions(table))
            return MissingKind.NOT_COMPARABLE if other else MissingKind.ABSENT_TABLE
        return MissingKind.ABSENT_COLUMN if self.printed(table, row) else MissingKind.ABSENT_ROW

    def editions(self, table: Table) -> Iterator[Table]:
        """The same table in other editions of the form."""
        for form in self.plan.pack.forms:
            for other in form.tables:
                if other is not table and (
                    other.variant_of == table.key
                    or table.variant_of in (other.key, other.variant_of or "")
                ):
                    yield other

    def doubts(self, table: Table, row: Code) -> bool:
        """Whether a row is not in the report as far as can be told, but may be there.

        It may be in what could not be read of its table, or be a row that is nobody's.
        """
        there = (table.key, row) in self.report.rows or self.printed(table, row)
        return self.doubt_of(table) is not None and not there

    def doubt_of(self, table: Table) -> MissingKind | None:
        """Why a row of a table that is not there may be in the document all the same, if it may."""
        if self.report.unsure(table.key):
            return MissingKind.UNREADABLE
        return MissingKind.UNASSIGNED_ROW if table.key in self.report.unassigned else None

    def unsure_rows(self, table: Table) -> Iterator[Unavailable]:
        """Why the open rows of a report are not all that it prints, or a row is there twice."""
        where = {"table": table.key}
        if table.open_rows and self.report.unsure(table.key):
            yield Unavailable(MissingKind.UNREADABLE, open_rows_place(table), where)
        for row in self.open_rows(table):
            if (table.key, f"{row}#2") in self.report.rows:
                yield Unavailable(MissingKind.REPEATED_ROW, named_place(table, row), where)

    def open_rows(self, table: Table) -> Sequence[Code]:
        """The rows of a report that the form does not list, in the order printed."""
        place = id(self.report), table.key
        known = self.memory.open_rows.get(place)
        if known is None:
            rows = (row for key, row in self.report.rows if key == table.key)
            known = self.memory.open_rows[place] = [row for row in rows if row not in table.row]
        return known

    def row_by_key(self, table: Table, key: str) -> Code:
        """The open row that a report prints under a key, in whatever form; else the key itself."""
        if (table.key, key) in self.report.rows or key in table.row:
            return key
        place = id(self.report), table.key
        if place not in self.memory.keys:
            rows = reversed(self.open_rows(table))
            self.memory.keys[place] = {squeeze(row): row for row in rows}
        return self.memory.keys[place].get(squeeze(key), key)

    def open_keys(self, table: Table) -> Sequence[Code]:
        """The keys of the open rows; one that is printed twice stands here once."""
        rows = dict.fromkeys(self.open_rows(table))
        repeats = (REPEAT.fullmatch(row) for row in rows)
        return [
            r for r, again in zip(rows, repeats, strict=True) if not again or again[1] not in rows
        ]

    def printed(self, table: Table, row: Code) -> bool:
        """Whether the report has values in a row."""
        filled = self.report.filled.get((table.key, row))
        return filled is not None and not table.value_codes.isdisjoint(filled)

    def left_out(self, table: Table, row: Code) -> bool:
        """Whether a report whose table is there does without a row that it may do without."""
        there = table.key in self.report.tables
        absent = there and not self.printed(table, row) and not self.doubts(table, row)
        return table.row_of(row).optional and absent

    def section(self, entry: Entry) -> Section | Unavailable:
        """A section of the report, or that it is absent; of one cut off the last is not whole."""
        report = self.report
        section = report.sections.get(entry.code)
        if section is None:
            kind = MissingKind.UNREADABLE if report.cut else MissingKind.ABSENT_SECTION
        elif report.cut and section.position == len(report.sections):
            kind = MissingKind.UNREADABLE
        else:
            return section
        return Unavailable(kind, section_place(entry), {"section": entry.code})

    def leaves(self, table: Table, group: Code, codes: Sequence[Code]) -> Iterator[Code]:
        """The leaves below a group, each inner group that prints numbers but no leaf as its own leaf."""
        alone = [g for g in self.alone(table) if g == group or is_within(g, group)]
        merged = [g for g in alone if not any(is_within(g, outer) for outer in alone)]
        yield from merged
        for code in codes:
            if not any(is_within(code, g) for g in merged):
                yield code

    def alone(self, table: Table) -> Sequence[Code]:
        """The groups that stand for their rows in this report."""
        key = (id(self.report), id(table))
        if key not in self.memory.alone:
            groups = (entry.code for entry in table.rows if entry.group)
            self.memory.alone[key] = [g for g in groups if self.stands_for_its_rows(table, g)]
        return self.memory.alone[key]

    def stands_for_its_rows(self, table: Table, group: Code) -> bool:
        """Whether a document prints values on a group's own row and none on the rows below it."""
        below = (e.code for e in table.value_rows if is_within(e.code, group))
        return self.printed(table, group) and not any(self.printed(table, code) for code in below)
