"""The tests written in rule files: a small report is made, one rule is tried on it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeGuard, assert_never

from gouji.engine.conversions import answer_of
from gouji.engine.evaluate import Answer, answers
from gouji.engine.evaluation import evaluate as value_of
from gouji.engine.plan import Plan
from gouji.engine.scope import Scope
from gouji.engine.sentences import why
from gouji.engine.values import Certainty
from gouji.engine.waiving import waived
from gouji.language import checked as c
from gouji.model.directory import Directory
from gouji.model.finding import OUTCOME, Outcome
from gouji.model.fold import squeeze
from gouji.model.form import Form
from gouji.model.frozen import frozen
from gouji.model.number import Missing, Number, read_number, stated
from gouji.model.report import (
    Cell,
    CellKey,
    Completeness,
    Passage,
    PrintedRow,
    Provenance,
    Report,
    Section,
)
from gouji.model.report_set import Child, ReportSet
from gouji.model.span import Span
from gouji.model.wording import Wording, listed, put, same

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


OF_SEVERAL_FORMS = Wording(
    "给一份报告的表和章节不属于同一种格式",
    "the tables and sections given of one report belong to no one form",
)


NONE_FITS = Wording(
    "预期{0}，实际 {1}，没有一处符合所写的条件：{2}",
    "expected {0}, came out as {1}, none of them as the condition says: {2}",
)
_FIRST = 3
"""So many findings are told of those that do not fit."""


class NoFormError(Exception):
    """What a test gives of one report belongs to no one form."""


@frozen
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
    try:
        report, reports = reports_of(plan, test)
    except NoFormError:
        return Trial(test.rule, test.title, OF_SEVERAL_FORMS, test.span, passed=False)
    today = next((g.value for g in test.given if _is_today(g)), None)
    day = today if isinstance(today, date) else None
    found = [
        replace(answer, finding=waived(plan, answer.finding, answer.scope, day))
        for step in plan.steps
        if step.rule.name == test.rule
        for answer in answers(plan, step, report, reports)
    ]
    found = concerned(found, test)
    for expectation in test.expect:
        if not holds(expectation, found):
            return Trial(
                test.rule, test.title, surprise(expectation, found), expectation.span, passed=False
            )
    return Trial(test.rule, test.title, Wording("符合预期", "as expected"), test.span, passed=True)


def _is_today(fact: c.Given) -> TypeGuard[c.GivenFact]:
    return isinstance(fact, c.GivenFact) and fact.name == "today"


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
    return answer_of(value_of(where, asked_of(answer))).certainty is Certainty.TRUE


def asked_of(answer: Answer) -> Scope:
    """The names that a condition on a finding may use."""
    scope = answer.scope.with_name("gap", answer.gap)
    return scope.with_name("reason", answer.finding.reason)


def overall(found: Iterable[Answer]) -> Outcome:
    """The weightiest outcome."""
    return min((a.finding.outcome for a in found), key=WEIGHT.index, default=Outcome.VACUOUS)


def surprise(expectation: c.Expectation, found: Sequence[Answer]) -> Wording:
    """What came out instead."""
    counted = {o: sum(a.finding.outcome is o for a in found) for o in WEIGHT}
    came = [put(same(f"{{0}} × {n}"), OUTCOME[outcome]) for outcome, n in counted.items() if n]
    shown, wanted = listed(came) if came else same("—"), OUTCOME[expectation.outcome]
    alike = [a for a in found if a.finding.outcome is expectation.outcome]
    if expectation.where is not None and alike:
        return put(NONE_FITS, wanted, shown, misfits(expectation.where, alike))
    told = next((a.finding for a in found if not a.finding.outcome.silent), None)
    zh, en = (f"：{told.message.zh}", f": {told.message.en}") if told else ("", "")
    return Wording(
        f"预期{wanted.zh}，实际 {shown.zh}{zh}",
        f"expected {wanted.en}, came out as {shown.en}{en}",
    )


def misfits(where: c.Expression, alike: Sequence[Answer]) -> Wording:
    """Why the first findings of the outcome expected are not as a condition asks."""
    shown = []
    for answer in alike[:_FIRST]:
        scope = asked_of(answer)
        shown.append(why(value_of(where, scope), scope))
    zh, en = "；".join(w.zh for w in shown), "; ".join(w.en for w in shown)
    more = len(alike) - len(shown)
    return Wording(f"{zh}；另有 {more} 处", f"{en}; and {more} more") if more else Wording(zh, en)


def reports_of(plan: Plan, test: c.Test) -> tuple[Report, ReportSet]:
    """The report that a test describes, and those of other years and of other agencies.

    An earlier report of which only absent tables are given does not exist.
    """
    asked: dict[c.Asked, list[c.Given]] = {c.Asked(): []}
    for given in test.given:
        asked.setdefault(given.asked, []).append(given)
    made = {
        at: report_of(plan, test, at, facts)
        for at, facts in asked.items()
        if at == c.Asked() or any(not _says_nothing(fact) for fact in facts)
    }
    report = made[c.Asked()]
    earlier = {at.years: other for at, other in made.items() if at.years}
    children = sorted(at.child for at in asked if at.child is not None)
    subordinates = [Child(f"{at + 1}", made.get(c.Asked(child=at))) for at in children]
    peers = [made.get(at) for at in asked if at.peer is not None]
    kinds = {made[g.asked].source: str(g.value) for g in test.given if _is_kind(g)}
    return report, ReportSet(
        earlier={report.source: earlier},
        kinds=kinds,
        directory=_directory([report, *filter(None, peers)], kinds),
        subordinates={report.source: subordinates} if children else {},
        neighbours={
            (comparison.node.key, report.source): [peer for peer in peers if peer is not None]
            for comparison in (plan.comparisons if peers else ())
        },
    )


def _says_nothing(fact: c.Given) -> bool:
    """Whether a fact of another report says no more than that it is not there."""
    absent = isinstance(fact, c.GivenAbsence)
    blank_child = fact.asked.child is not None and isinstance(fact, c.GivenCells) and not fact.raw
    return absent or blank_child


def _is_kind(fact: c.Given) -> TypeGuard[c.GivenFact]:
    return isinstance(fact, c.GivenFact) and fact.name == "kind" and fact.value is not None


def _directory(reports: Sequence[Report], kinds: Mapping[str, str]) -> Directory:
    """The agencies of the reports that a test describes."""
    named = {squeeze(r.agency): r.source for r in reports if r.agency is not None}
    return Directory(named, lambda name: kinds.get(named[name]))


@dataclass(slots=True)
class Described:
    """What the givens of a test say of one report."""

    cells: dict[CellKey, Cell] = field(default_factory=dict)
    called: dict[tuple[str, str], str] = field(default_factory=dict)
    """Table and row → what the form calls a row that is given cells."""
    labels: dict[tuple[str, str], Provenance] = field(default_factory=dict)
    sections: dict[str, Section] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    """Of sections that are given, their headings."""
    under: dict[str, str] = field(default_factory=dict)
    headers: dict[str, tuple[Passage, ...]] = field(default_factory=dict)
    facts: dict[str, str | int | date | None] = field(default_factory=dict)
    prose: dict[str, tuple[Passage, ...]] = field(default_factory=dict)

    def take(self, fact: c.Given) -> None:
        """One given; it goes before earlier ones."""
        match fact:
            case c.GivenCells():
                self.cells |= given_cells(fact)
                self.called |= {
                    (fact.table.key, row): fact.table.row_of(row).label for row in fact.rows
                }
            case c.GivenSection(entry=entry, text=None):
                self.sections.pop(entry.code, None)
            case c.GivenSection(entry=entry):
                self.sections[entry.code] = given_section(fact, len(self.sections) + 1)
            case c.GivenTitle(entry=entry, title=title):
                self.titles[entry.code] = title
            case c.GivenFact(name="intro" | "signature" | "unlisted"):
                text = fact.value if isinstance(fact.value, str) else ""
                self.prose[fact.name] = passages(text, fact.span)
            case c.GivenFact():
                self.facts[fact.name] = fact.value
            case c.GivenLabel():
                place = Provenance(fact.span.source.name, fact.span, fact.label)
                self.labels[fact.table.key, fact.row] = place
            case c.GivenUnder() | c.GivenHeader():
                self.around(fact)
            case c.GivenAbsence():
                pass
            case _:
                assert_never(fact)

    def around(self, fact: c.GivenUnder | c.GivenHeader) -> None:
        """Where a table stands, or what is printed above its rows."""
        key = fact.table.key
        if isinstance(fact, c.GivenHeader):
            self.headers[key] = passages(fact.text, fact.span)
        elif fact.code is None:
            self.under.pop(key, None)
        else:
            self.under[key] = fact.code

    def headed(self) -> Mapping[str, Section]:
        """The sections with their headings."""
        return {
            code: replace(section, title=self.titles.get(code, section.title))
            for code, section in self.sections.items()
        }

    def rows(self) -> Mapping[tuple[str, str], PrintedRow]:
        """The rows that are given cells or a label, as printed; called as in the form unless given."""
        counts = Counter((key.table, key.row) for key in self.cells)
        places = {(key.table, key.row): cell.provenance for key, cell in self.cells.items()}
        labels = self.called | {at: label.quote for at, label in self.labels.items()}
        return {
            at: PrintedRow(labels[at], counts[at], place)
            for at, place in (places | self.labels).items()
        }

    def text(self, name: str) -> str | None:
        """A fact that is a text."""
        value = self.facts.get(name)
        return value if isinstance(value, str) else None


def report_of(plan: Plan, test: c.Test, asked: c.Asked, given: Sequence[c.Given]) -> Report:
    """One of the reports that a test describes."""
    described = Described()
    for fact in given:
        described.take(fact)
    year, published = described.facts.get("year"), described.facts.get("published")
    if "year" not in described.facts and asked.years:
        own = next((g.value for g in test.given if g.asked == c.Asked() and _is_year(g)), None)
        year = own - asked.years if isinstance(own, int) else None
    return Report(
        source=f"{test.span.source.name} {asked.years} {asked.child} {asked.peer}",
        form=form_of(plan, test.rule, given).key,
        agency=described.text("agency"),
        year=year if isinstance(year, int) else None,
        title=described.text("title"),
        intro=described.prose.get("intro", ()),
        sections=described.headed(),
        cells=described.cells,
        tables=frozenset(key.table for key in described.cells),
        completeness=Completeness.COMPLETE,
        published=published if isinstance(published, date) else None,
        signature=described.prose.get("signature", ()),
        unlisted=described.prose.get("unlisted", ()),
        rows=described.rows(),
        under=described.under,
        headers=described.headers,
    )


def _is_year(fact: c.Given) -> TypeGuard[c.GivenFact]:
    return isinstance(fact, c.GivenFact) and fact.name == "year"


def form_of(plan: Plan, rule: str, given: Iterable[c.Given]) -> Form:
    """The form that a report follows: the first that has all that is given of it.

    The forms of the rule that is tested go first.  NoFormError: none has all of it.
    """
    tables, entries = [], []
    for fact in given:
        if isinstance(fact, c.GivenSection | c.GivenTitle):
            entries.append(fact.entry)
        elif not isinstance(fact, c.GivenFact):
            tables.append(fact.table)
    meant = {key for step in plan.steps if step.rule.name == rule for key in step.forms}
    for form in sorted(plan.pack.forms, key=lambda form: form.key not in meant):
        declared = [entry for outline in form.outlines for entry in outline.entries]
        if all(t in form.tables for t in tables) and all(e in declared for e in entries):
            return form
    raise NoFormError


def given_cells(given: c.GivenCells) -> dict[CellKey, Cell]:
    """Cells as a document would print them."""
    cells: dict[CellKey, Cell] = {}
    provenance = Provenance(given.span.source.name, given.span, given.raw)
    for row in given.rows:
        existing = {entry.code for entry in given.table.columns_of(row)}
        for column in given.columns:
            if column in existing:
                key = CellKey(given.table.key, row, column)
                unit, words = given.table.unit_of(row, column), given.table.holds_words(row, column)
                number = stated(figure(given), unit, words=words)
                cells[key] = Cell(key, number, provenance)
    return cells


def figure(given: c.GivenCells) -> Number | Missing:
    """What the given cells print."""
    if given.bounds is None:
        return read_number(given.raw)
    low, high = given.bounds
    return Number((low + high) / 2, (high - low) / 2, between=True, raw=given.raw)


def given_section(given: c.GivenSection, position: int) -> Section:
    """A section as a document would print it."""
    entry = given.entry
    heading = Provenance(given.span.source.name, given.span, entry.label)
    prose = passages(given.text or "", given.span)
    return Section(entry.code, entry.label, position, position, heading, prose)


def passages(text: str, span: Span) -> tuple[Passage, ...]:
    """The lines of a given text, as readers give them: without the blanks around them."""
    found: list[Passage] = []
    start = span.source.text.find(text, span.start, span.end)
    offset = max(start, span.start)
    for line in text.split("\n"):
        inner = line.strip()
        if inner:
            at = offset + line.index(inner)
            place = Span(span.source, at, at + len(inner))
            found.append(Passage(inner, Provenance(span.source.name, place, inner)))
        offset += len(line) + 1
    return tuple(found)
