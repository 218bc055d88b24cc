"""A made-up form, packs on it from rule text, reports on it from printed text; strategies for all."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache

from hypothesis import strategies as st

from gouji.engine.evaluate import evaluate
from gouji.engine.plan import Plan
from gouji.engine.prepare import prepare
from gouji.language import checked
from gouji.language.check import check
from gouji.language.parse import parse
from gouji.model.diagnostic import Severity
from gouji.model.finding import Finding, Outcome
from gouji.model.form import Form, Table
from gouji.model.number import Missing, MissingKind, Number, in_unit, read_number
from gouji.model.report import (
    Cell,
    CellKey,
    Completeness,
    Passage,
    Provenance,
    Report,
    Section,
)
from gouji.model.span import Source, Span

LAYOUT = """
pack shelf "Library" language en version "1"
form annual "Library annual report" find "{agency:…}{year}年图书馆年报"
outline R "sections"
  1 "总体情况" 2 "借阅情况" 3 "存在的问题"
table A "馆藏" as 馆藏 unit "册"
  rows
    1 "上年结存" as before
    2 "变动" group
    2.1 "购入"
    2.2 "剔除" group
    2.2.1 "破损"
    2.2.2 "遗失"
    3 "本年结存" as now
    4 "经费" unit "万元" only [3]
  columns 1 "中文" as chinese 2 "外文" as foreign 3 "合计" as both
table B "读者" as 读者 unit "人"
  rows 1 "人数"
  columns 1 "成人" 2 "儿童" 3 "总数"
"""
ROWS = ("1", "2.1", "2.2.1", "2.2.2", "3")
COLUMNS = ("1", "2", "3")
At = tuple[str, str, str]
"""Table, row and column of a cell."""


# ---- packs


@cache
def pack_of(text: str) -> checked.Pack:
    """A pack of rule text that must be sound."""
    file, problems = parse(Source("rules.gj", text))
    pack, found = check([file])
    wrong = [p for p in (*problems, *found) if p.severity is Severity.ERROR]
    assert not wrong, [(p.code, p.message.en) for p in wrong]
    assert pack is not None
    return pack


@cache
def plan_of(rules: str) -> Plan:
    """The plan of rules on the made-up form."""
    return prepare(pack_of(LAYOUT + rules))


def form() -> Form:
    """The made-up form."""
    return pack_of(LAYOUT).forms[0]


def table(key: str) -> Table:
    """A table of the made-up form."""
    return next(t for t in form().tables if t.key == key)


def requirement(text: str, clauses: str = "") -> str:
    """A rule R that demands one thing."""
    return f'rule R "R" {clauses} require {text}\n'


# ---- reports


def every(key: str, raw: str = "0") -> dict[At, str]:
    """All cells of a table, printed alike."""
    whole = table(key)
    return {
        (key, row.code, column.code): raw
        for row in whole.value_rows
        for column in whole.columns_of(row.code)
    }


@dataclass(slots=True)
class Press:
    """Prints a report: one text, and the place of everything in it."""

    text: str = ""

    def put(self, words: str, after: str = "\n") -> tuple[int, int]:
        """Print words; where they stand."""
        start = len(self.text)
        self.text += words + after
        return start, start + len(words)


Places = dict[object, tuple[int, int]]


def report_of(
    cells: Mapping[At, str] | None = None,
    sections: Mapping[str, str | Sequence[str]] | None = None,
    *,
    intro: Sequence[str] = (),
    agency: str | None = "某馆",
    year: int | None = 2024,
) -> Report:
    """A report as a reader would give it: each cell and passage stands in one printed text."""
    cells, prose = cells or {}, sections or {}
    press, at = Press(), Places()
    for n, words in enumerate(intro):
        at["intro", n] = press.put(words)
    for key, raw in cells.items():
        at[key] = press.put(raw, " | ")
    entries = {e.code: e for outline in form().outlines for e in outline.entries}
    passages = {c: (p,) if isinstance(p, str) else tuple(p) for c, p in prose.items()}
    for code, texts in passages.items():
        press.put(f"第{code}部分", " ")
        at["heading", code] = press.put(entries[code].label)
        for n, words in enumerate(texts):
            press.put("    ", "")
            at[code, n] = press.put(words)
    source = Source("report.txt", press.text)

    def printed(key: object) -> Provenance:
        span = Span(source, *at[key])
        return Provenance(source.name, span, span.text)

    def passage(key: object) -> Passage:
        there = printed(key)
        return Passage(there.quote, there)

    return Report(
        source=source.name,
        form="annual",
        agency=agency,
        year=year,
        title=None,
        intro=tuple(passage(("intro", n)) for n in range(len(intro))),
        sections={
            code: Section(
                code,
                entries[code].label,
                position,
                position,
                printed(("heading", code)),
                tuple(passage((code, n)) for n in range(len(texts))),
            )
            for position, (code, texts) in enumerate(passages.items(), start=1)
        },
        cells={
            CellKey(*key): Cell(CellKey(*key), stated(key, raw), printed(key))
            for key, raw in cells.items()
        },
        tables=frozenset(key[0] for key in cells),
        completeness=Completeness.COMPLETE,
    )


def stated(at: At, raw: str) -> Number | Missing:
    """What a cell of the made-up form says."""
    number = read_number(raw)
    key, row, column = at
    if isinstance(number, Missing) or column not in table(key).column:
        return number
    return in_unit(number, table(key).unit_of(row, column))


def with_number(report: Report, at: At, number: Number | Missing) -> Report:
    """The same report with another number in a cell."""
    key = CellKey(*at)
    return replace(report, cells={**report.cells, key: replace(report.cells[key], number=number)})


# ---- findings


def findings_of(rules: str, report: Report) -> Sequence[Finding]:
    """What rules on the made-up form say of a report."""
    return evaluate(plan_of(rules), report)


def only(rules: str, report: Report) -> Finding:
    """The one finding."""
    (finding,) = findings_of(rules, report)
    return finding


def answer(text: str, report: Report, clauses: str = "") -> Outcome:
    """The outcome of one requirement that is bound to no place."""
    return only(requirement(text, clauses), report).outcome


def outcomes(findings: Iterable[Finding]) -> list[Outcome]:
    """The outcomes, in order."""
    return [f.outcome for f in findings]


def at_place(findings: Iterable[Finding], **where: str) -> Finding:
    """The one finding at a place."""
    (finding,) = [f for f in findings if where.items() <= f.where.items()]
    return finding


# ---- strategies

WHOLE = st.integers(min_value=0, max_value=12).map(str)
DECIMAL = st.builds("{}.{}".format, st.integers(0, 9), st.integers(0, 99))
ESTIMATE = st.integers(min_value=1, max_value=12).map("约{}".format)
MARK = st.sampled_from(["", "—", "/", "无", "不适用", "***", "乱码"])
PRINTED = st.one_of(WHOLE, WHOLE, WHOLE, DECIMAL, ESTIMATE, MARK)
UNROUNDED = st.one_of(WHOLE, WHOLE, WHOLE, ESTIMATE, MARK)
EXACT = st.one_of(WHOLE, DECIMAL)

KINDS = st.sampled_from([kind for kind in MissingKind if kind is not MissingKind.ABSENT_REPORT])
"""Why a cell may be missing; a whole report is missing elsewhere, and leaves a sum at least the rest."""
FIGURES = st.fractions(min_value=-20, max_value=20, max_denominator=20)
SLACKS = st.sampled_from([Fraction(0), Fraction(1, 20), Fraction(1, 2), Fraction(3)])


AMOUNTS = st.builds(Number, FIGURES, SLACKS)
ESTIMATES = AMOUNTS.map(lambda number: replace(number, approximate=True))
NUMBERS = st.one_of(AMOUNTS, ESTIMATES)
"""Numbers, exact, rounded and estimated."""


@dataclass(frozen=True, slots=True)
class Blur:
    """How much less precisely a number is stated."""

    slack: Fraction
    approximate: bool

    def __call__(self, number: Number) -> Number:
        """The same number, less precise."""
        return replace(
            number,
            slack=number.slack + self.slack,
            approximate=number.approximate or self.approximate,
        )


BLURS = st.builds(Blur, SLACKS, st.booleans())


def filled(raw: st.SearchStrategy[str] = PRINTED) -> st.SearchStrategy[dict[At, str]]:
    """All cells of table A but its amounts, printed at random."""
    places = [("A", row, column) for row in ROWS for column in COLUMNS]
    return st.fixed_dictionaries(dict.fromkeys(places, raw))


def sums() -> st.SearchStrategy[Sequence[tuple[int, str]]]:
    """Signed rows of table A: +1 or -1, and a row."""
    term = st.tuples(st.sampled_from([1, 1, -1]), st.sampled_from(ROWS))
    return st.lists(term, min_size=1, max_size=5)


def spelled(terms: Sequence[tuple[int, str]], cell: Callable[[str], str]) -> str:
    """A signed sum as rule text."""
    text = "".join(f" {'+' if sign > 0 else '-'} {cell(row)}" for sign, row in terms)
    return text.removeprefix(" + ").strip()


ATOMS = st.sampled_from(
    [
        "A[1, 1] = A[1, 2]",
        "A[1, 1] <= A[1, 2]",
        "A[2.1, 1] > 3",
        "A[2.1, 2] != nothing",
        "A[2.1, 3] = nothing",
        "A[1, 1] + A[1, 2] = A[1, 3]",
        "A[3, 1] / A[3, 2] >= 1",
        "A[3, 3] in {A[1, 3], 4}",
        "whole(A[2.1, 1])",
        "exists(section(3))",
        "true",
        "false",
    ]
)


def conditions() -> st.SearchStrategy[str]:
    """Conditions on the cells of table A, as rule text in brackets."""
    return st.recursive(
        ATOMS.map("({})".format),
        lambda inner: st.one_of(
            st.builds("({} and {})".format, inner, inner),
            st.builds("({} or {})".format, inner, inner),
            st.builds("(not {})".format, inner),
        ),
        max_leaves=4,
    )
