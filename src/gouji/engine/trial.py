"""The tests written in rule files: a small report is made, one rule is tried on it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gouji.engine.conversions import answer_of
from gouji.engine.evaluate import Answer, answers
from gouji.engine.evaluation import evaluate as value_of
from gouji.engine.plan import Plan
from gouji.engine.values import Certainty
from gouji.language import checked as c
from gouji.model.finding import Outcome
from gouji.model.form import Form
from gouji.model.number import Number, read_number, stated
from gouji.model.report import (
    Cell,
    CellKey,
    Completeness,
    Passage,
    Provenance,
    Report,
    Section,
)
from gouji.model.span import Span
from gouji.model.wording import Wording

WEIGHT = (
    Outcome.ERROR,
    Outcome.FAIL,
    Outcome.REVIEW,
    Outcome.UNKNOWN,
    Outcome.WAIVED,
    Outcome.PASS,
    Outcome.NOT_APPLICABLE,
    Outcome.VACUOUS,
)
"""Of several answers of one rule the first of these is its answer as a whole."""


@dataclass(frozen=True, slots=True)
class Trial:
    """Whether a test of a rule file held, and what came out instead where it did not."""

    rule: str
    title: str
    message: Wording
    place: Span
    passed: bool


def trial(plan: Plan) -> Sequence[Trial]:
    """Every test of a pack, in the order of its files."""
    return [tried(plan, test) for test in plan.pack.tests]


def tried(plan: Plan, test: c.Test) -> Trial:
    """One test: the first expectation that does not hold is told."""
    report = report_of(plan, test)
    found = [a for s in plan.steps if s.rule.name == test.rule for a in answers(plan, s, report)]
    found = concerned(found, test)
    for expectation in test.expect:
        if not holds(expectation, found):
            return Trial(
                test.rule, test.title, surprise(expectation, found), expectation.span, passed=False
            )
    return Trial(test.rule, test.title, Wording("符合预期", "as expected"), test.span, passed=True)


def concerned(found: Sequence[Answer], test: c.Test) -> list[Answer]:
    """The answers on tables that the test gives; a rule on several tables is tested on those alone."""
    given = {g.table.key for g in test.given if isinstance(g, c.GivenCells)}
    kept = [a for a in found if a.scope.table is None or a.scope.table.key in given]
    return kept or list(found)


def holds(expectation: c.Expectation, found: Sequence[Answer]) -> bool:
    """Whether some finding is as expected; without `where`, whether the rule as a whole is."""
    if expectation.where is None:
        return overall(found) is expectation.outcome
    alike = (a for a in found if a.finding.outcome is expectation.outcome)
    return any(fits(expectation.where, answer) for answer in alike)


def fits(where: c.Expression, answer: Answer) -> bool:
    """Whether a finding satisfies a condition on it."""
    difference = answer.finding.difference
    gap = read_number(difference) if difference is not None else None
    scope = answer.scope.with_name("gap", gap if isinstance(gap, Number) else None)
    scope = scope.with_name("reason", answer.finding.reason)
    return answer_of(value_of(where, scope)).certainty is Certainty.TRUE


def overall(found: Iterable[Answer]) -> Outcome:
    """The weightiest outcome."""
    return min((a.finding.outcome for a in found), key=WEIGHT.index, default=Outcome.VACUOUS)


def surprise(expectation: c.Expectation, found: Sequence[Answer]) -> Wording:
    """What came out instead."""
    counted = {o: sum(a.finding.outcome is o for a in found) for o in WEIGHT}
    came = ", ".join(f"{outcome} × {n}" for outcome, n in counted.items() if n) or "—"
    told = next((a.finding for a in found if not a.finding.outcome.silent), None)
    zh, en = (f": {told.message.zh}", f": {told.message.en}") if told else ("", "")
    return Wording(
        f"预期 {expectation.outcome}，实际 {came}{zh}",
        f"expected {expectation.outcome}, came out as {came}{en}",
    )


def report_of(plan: Plan, test: c.Test) -> Report:
    """The report that a test gives; what it does not give is absent.

    Its sections stand in the order in which they are given, and are numbered 1, 2, 3 … in it.
    """
    cells: dict[CellKey, Cell] = {}
    sections: dict[str, c.GivenSection] = {}
    facts: dict[str, str | int | None] = {}
    intro: tuple[Passage, ...] = ()
    for given in test.given:
        match given:
            case c.GivenCells():
                cells |= given_cells(given)
            case c.GivenSection():
                sections[given.entry.code] = given
            case c.GivenFact(name="intro"):
                intro = passages(str(given.value or ""), given.span)
            case c.GivenFact():
                facts[given.name] = given.value
    present = [given for given in sections.values() if given.text is not None]
    agency, year, title = facts.get("agency"), facts.get("year"), facts.get("title")
    return Report(
        source=test.span.source.name,
        form=form_of(plan, test).key,
        agency=str(agency) if agency is not None else None,
        year=int(year) if year is not None else None,
        title=str(title) if title is not None else None,
        intro=intro,
        sections={g.entry.code: given_section(g, n) for n, g in enumerate(present, 1)},
        cells=cells,
        tables=frozenset(key.table for key in cells),
        completeness=Completeness.COMPLETE,
    )


def form_of(plan: Plan, test: c.Test) -> Form:
    """The form that a test's report follows: the first that has all that is given."""
    tables = [given.table for given in test.given if isinstance(given, c.GivenCells)]
    entries = [given.entry for given in test.given if isinstance(given, c.GivenSection)]
    for form in plan.pack.forms:
        declared = [entry for outline in form.outlines for entry in outline.entries]
        if all(t in form.tables for t in tables) and all(e in declared for e in entries):
            return form
    return plan.pack.forms[0]


def given_cells(given: c.GivenCells) -> dict[CellKey, Cell]:
    """Cells as a document would print them."""
    cells: dict[CellKey, Cell] = {}
    provenance = Provenance(given.span.source.name, given.span, given.raw)
    for row in given.rows:
        existing = {entry.code for entry in given.table.columns_of(row)}
        for column in given.columns:
            if column in existing:
                key = CellKey(given.table.key, row, column)
                number = stated(read_number(given.raw), given.table.unit_of(row, column))
                cells[key] = Cell(key, number, provenance)
    return cells


def given_section(given: c.GivenSection, position: int) -> Section:
    """A section as a document would print it."""
    entry = given.entry
    heading = Provenance(given.span.source.name, given.span, entry.label)
    prose = passages(given.text or "", given.span)
    return Section(entry.code, entry.label, position, position, heading, prose)


def passages(text: str, span: Span) -> tuple[Passage, ...]:
    """The lines of a given text; their places are counted within the clause that gives it."""
    found: list[Passage] = []
    start = span.source.text.find(text, span.start, span.end)
    offset = max(start, span.start)
    for line in text.split("\n"):
        if line.strip():
            provenance = Provenance(
                span.source.name, Span(span.source, offset, offset + len(line)), line
            )
            found.append(Passage(line, provenance))
        offset += len(line) + 1
    return tuple(found)
