"""Every rule of the pack on US FOIA reports is seen to fire, at each place that it looks at.

In a full report of a made-up agency one thing is put wrong at a time: a number, a row or a table.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from itertools import chain

import pytest

from gouji.engine.evaluate import answers
from gouji.engine.plan import Step
from gouji.engine.scope import Memory
from gouji.language import checked
from gouji.language.walk import walk
from gouji.model.finding import Outcome
from gouji.model.number import read_number
from gouji.model.report import Cell, CellKey, Report
from gouji.model.report_set import ReportSet
from gouji.scan.inputs import inputs
from gouji.scan.packs import ReadyPack, packs, ready, with_mappings
from gouji.scan.reading import read
from tests.corpus import ROOT

WRONG = ("1000003", "0", "-1", "0.5", "N/A", "many", "2021-02-30")
"""What is printed instead of what a cell says."""
OVERALL, AGAIN = "0", "#2"
COMPONENTS = ("Harbour", "Canal")
OLDEST = ("VIC5", "VIIE", "XIIC")
Where = Mapping[str, str]


@cache
def pack() -> ReadyPack:
    loaded, _ = packs(str(ROOT / "rules" / "foia-us"))
    (mapped,), _ = with_mappings(loaded)
    return ready(mapped)


@cache
def bases() -> tuple[tuple[Report, ReportSet], ...]:
    """A full report of an agency with components, and one without; each with the year before."""
    given, _ = inputs([str(ROOT / "reports" / "foia-us")], [".xml"])
    before, now = (read(one, [pack()]).report for one in given)
    assert before is not None
    assert now is not None
    full, others = (
        filled(now, "2019-03"),
        ReportSet(earlier={now.source: {1: filled(before, "2018-04")}}),
    )
    return (full, others), (central(full), others)


def filled(report: Report, month: str) -> Report:
    """Nothing is empty: something is pending everywhere, with ten oldest; each kind has its days and reasons."""
    cells = dict(report.cells)
    for key, cell in report.cells.items():
        group, _, place = key.column.partition(".")
        if key.table in OLDEST:
            text = f"{month}-{int(place):02}" if group == "1" else f"{900 - int(place)}"
            cells[key] = printed(cell, text)
        if key.table in {"VIA", "XIIB"} and key.column in {"1", "4"}:
            more = 5 * (len(COMPONENTS) if key.row == OVERALL else 1)
            cells[key] = printed(cell, str(int(cell.provenance.quote) + more))
        if key.table in {"VIIA", "VIIB"} and group == "3":
            like = report.cells[replace(key, column=f"2.{place}")]
            cells[key] = printed(cell, like.provenance.quote)
        if key.table == "VB2R":
            cells[replace(key, table="VIC3R")] = replace(cell, key=replace(key, table="VIC3R"))
    rows = {("VIC3R", row): one for (table, row), one in report.rows.items() if table == "VB2R"}
    tables = report.tables | {"VIC3R"}
    return replace(report, cells=cells, rows={**report.rows, **rows}, tables=tables)


def central(report: Report) -> Report:
    """The same agency without components."""
    for table, row in report.rows:
        if row in COMPONENTS:
            report = without_row(report, table, row)
    return report


def printed(cell: Cell, text: str) -> Cell:
    """A cell that prints something else."""
    return Cell(cell.key, read_number(text), replace(cell.provenance, quote=text))


def said(step: Step, report: Report, others: ReportSet) -> list[tuple[Where, Outcome]]:
    """What a step says, place by place."""
    found = answers(pack().plan, step, report, others, Memory(everything=False))
    return [(one.where, one.finding.outcome) for one in found]


def faults(step: Step, where: Where, report: Report, others: ReportSet) -> Iterator[Report]:
    """The report with one thing wrong, that which is nearest to a place first."""
    row, column = where.get("row", OVERALL), where.get("column")
    own = where.get("table", "IV")
    if column is None:
        yield from parts_wrong(report, own, row)
    before = others.before(report, 1)
    assert before is not None
    read_of = [n.table.key for n in walk(step.body) if isinstance(n, checked.Cells)]
    for table in dict.fromkeys([own, *read_of]):
        near = [key for key in report.cells if key.table == table and key.row == row]
        at = next((n for n, key in enumerate(near) if key.column == column), 0)
        for key in sorted(near, key=lambda key: abs(near.index(key) - at)):
            yield from cells_wrong(report, before, key)
        yield without_row(report, table, row)
    yield from parts_wrong(report, own, row)


def parts_wrong(report: Report, table: str, row: str) -> Iterator[Report]:
    """A row that is not there, or not declared, or there twice; a table that is not there."""
    yield without_row(report, table, row)
    yield without_row(report, "ORG", row)
    yield with_row_again(report, table, row)
    yield without_table(report, table)


def cells_wrong(report: Report, before: Report, key: CellKey) -> Iterator[Report]:
    """One cell that is not there, or prints something else, or what it did the year before."""
    yield replace(report, cells={k: cell for k, cell in report.cells.items() if k != key})
    last = [before.cells[key].provenance.quote] if key in before.cells else []
    for text in (*WRONG, *last):
        yield replace(report, cells={**report.cells, key: printed(report.cells[key], text)})


def without_row(report: Report, table: str, row: str) -> Report:
    cells = {k: c for k, c in report.cells.items() if (k.table, k.row) != (table, row)}
    return replace(
        report, cells=cells, rows={k: r for k, r in report.rows.items() if k != (table, row)}
    )


def with_row_again(report: Report, table: str, row: str) -> Report:
    if (table, row) not in report.rows:
        return report
    more = {
        replace(key, row=row + AGAIN): replace(cell, key=replace(key, row=row + AGAIN))
        for key, cell in report.cells.items()
        if (key.table, key.row) == (table, row)
    }
    rows = {**report.rows, (table, row + AGAIN): report.rows[table, row]}
    return replace(report, cells={**report.cells, **more}, rows=rows)


def without_table(report: Report, table: str) -> Report:
    cells = {k: c for k, c in report.cells.items() if k.table != table}
    rows = {k: r for k, r in report.rows.items() if k[0] != table}
    return replace(report, cells=cells, rows=rows, tables=report.tables - {table})


def fires(step: Step, where: Where, report: Report, others: ReportSet) -> bool:
    """Whether a step fails at a place, as the report is or with one fault in it."""
    again = {**where, "row": where["row"] + AGAIN} if "row" in where else where
    return any(
        outcome is Outcome.FAIL and there in (where, again)
        for one in chain([report], faults(step, where, report, others))
        for there, outcome in said(step, one, others)
    )


@pytest.mark.parametrize("rule", [rule.name for rule in pack().pack.rules])
def test_a_rule_fires_wherever_one_thing_is_wrong(rule: str) -> None:
    silent, looked = [], 0
    for step in (one for one in pack().plan.steps if one.rule.name == rule):
        answered = [one for base in bases() for one in said(step, *base)]
        places = {tuple(w.items()): w for w, outcome in answered if outcome is not Outcome.VACUOUS}
        looked += len(places)
        silent += [w for w in places.values() if not any(fires(step, w, *base) for base in bases())]
    assert looked
    assert silent == []
