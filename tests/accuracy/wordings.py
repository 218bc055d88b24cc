"""What the pack understands of sentences of our own, marked with the numbers that they state.

Each sentence is tried beside tables that say the same, and once more for each of its numbers with
that number wrong.  Cells of which it says nothing hold figures that no sentence has.
"""

import argparse
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from gouji.engine.evaluate import evaluate
from gouji.engine.plan import Plan
from gouji.engine.statements import statements
from gouji.model.finding import Outcome
from gouji.model.report import Report
from gouji.model.report_set import ReportSet
from gouji.model.span import Source
from gouji.readers.structured.fit import fit
from gouji.readers.structured.read import read
from tests.accuracy.statements import FAMILIES, NAMES, OTHERS, WAN, verdict
from tests.corpus import cell_of, disclosure

FOLDER = Path(__file__).parents[1] / "rules" / "wordings"
MARK = re.compile(
    r"\[(?P<concept>[a-z_]+)(?P<kind>[~≈]?) (?P<text>[^\]=]+)(?:=(?P<value>[^\]]+))?\]"
)
ACCUSED = "inconsistent"
PART = "~"
ABOVE = 3
"""A wrong number is twice the right one and this much more."""
CELLS = {
    "received": "T3.new.sum",
    "carried_in": "T3.carry.sum",
    "done": "T3.total.sum",
    "carried_out": "T3.next.sum",
    "natural": "T3.new.nat",
    "legal": "T3.new.com",
    "open": "T3.open.sum",
    "part": "T3.part.sum",
    "denied": "T3.d7.sum",
    "unavailable": "T3.u1.sum",
    "unprocessed": "T3.n1.sum",
    "other": "T3.o3.sum",
    "review": "T4.rev.total",
    "review_keep": "T4.rev.keep",
    "review_fix": "T4.rev.fix",
    "review_other": "T4.rev.other",
    "review_pend": "T4.rev.pend",
    "litigation": "T4.lit1.total",
    "lit_keep": "T4.lit1.keep",
    "lit_fix": "T4.lit1.fix",
    "lit_other": "T4.lit1.other",
    "lit_pend": "T4.lit1.pend",
    "review_lit": "T4.rev.total",
    "norm_made": "T2.norm.made",
    "norm_repealed": "T2.norm.repealed",
    "norm_valid": "T2.norm.valid",
    "reg_made": "T2.reg.made",
    "reg_repealed": "T2.reg.repealed",
    "reg_valid": "T2.reg.valid",
    "licence": "T2.lic",
    "punishment": "T2.pun",
    "coercion": "T2.coe",
    "fee_admin": "T2.fee",
}
"""Where a table says the same as a number."""
ROWS = ("new", "carry", "open", "part", "d7", "u1", "n1", "o3", "total", "next")
"""The rows of table 3 that hold figures; each of its groups has one."""
EMPTY = ("d1", "d2", "d3", "d4", "d5", "d6", "d8", "u2", "u3", "n2", "n3", "n4", "n5", "o1", "o2")
FILLED = (
    *(f"T3.{row}.{column}" for row in ROWS for column in ("nat", "com", "sum")),
    *(
        f"T4.{g}.{c}"
        for g in ("rev", "lit1", "lit2")
        for c in ("keep", "fix", "other", "pend", "total")
    ),
    *(f"T2.{row}.{c}" for row in ("reg", "norm") for c in ("made", "repealed", "valid")),
    *("T2.lic", "T2.pun", "T2.coe", "T2.fee"),
)
ELSEWHERE = {
    **{name: 40_013.0 + 1_009 * at for at, name in enumerate(FILLED)},
    **{f"T3.{row}.{column}": 0.0 for row in EMPTY for column in ("nat", "com", "sum")},
    **{f"T3.{row}.{c}": 0.0 for row in (*ROWS, *EMPTY) for c in ("res", "pub", "law", "oth")},
}
"""Figures that no sentence has."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A number that a sentence states, and where."""

    concept: str
    kind: str
    value: float
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Wording:
    """A sentence without its marks, and what is right of it."""

    place: str
    text: str
    slots: Sequence[Slot]
    verdict: str
    table: Mapping[str, float]
    last: Mapping[str, float]
    optional: Sequence[tuple[str, float]]
    missed: frozenset[str]
    """Concepts that the pack does not find in it yet."""
    section: str
    year: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What the pack says of a sentence."""

    missing: Sequence[tuple[str, float]]
    extra: Sequence[tuple[str, float]]
    verdict: str
    said: Sequence[str]


@dataclass(frozen=True, slots=True)
class Trial:
    """What the pack says of a sentence, and of which of its numbers it would not notice an error."""

    wording: Wording
    answer: Answer
    spoilt: int
    unnoticed: Sequence[str]

    @property
    def misjudged(self) -> bool:
        """Whether it is accused in vain, or not although it is wrong."""
        wrong = self.wording.verdict == ACCUSED
        return wrong is not (self.answer.verdict == ACCUSED)


# ---- the sentences


def wordings(files: Sequence[Path]) -> Sequence[Wording]:
    """The sentences of some files, in order."""
    return [
        _wording(f"{file.name}:{at}", item)
        for file in files
        for at, item in enumerate(yaml.safe_load(file.read_text("utf-8")), 1)
    ]


def _wording(place: str, item: str | Mapping[str, Any]) -> Wording:
    given: dict[str, Any] = {"say": item} if isinstance(item, str) else dict(item)
    marked, text, slots = given["say"], "", []
    at = 0
    for mark in MARK.finditer(marked):
        text += marked[at : mark.start()]
        value = float((mark["value"] or mark["text"]).replace(",", "").replace(" ", ""))
        start = len(text)
        text += mark["text"]
        slots.append(Slot(mark["concept"], mark["kind"], value, start, len(text)))
        at = mark.end()
    text += marked[at:]
    assert "[" not in text, (place, text)
    year = given.get("year", 2024)
    return Wording(
        place,
        text,
        slots,
        given.get("verdict", "consistent"),
        given.get("table", {}),
        given.get("last", {}),
        [_pair(one) for one in given.get("optional", ())],
        frozenset(given.get("missed", ())),
        str(given.get("section", 1)),
        year,
    )


def _pair(said: str) -> tuple[str, float]:
    concept, value = said.split()
    return concept, float(value)


def spoilt(wording: Wording) -> Iterator[tuple[Slot, Wording]]:
    """The same with one number wrong, or that of the table where the sentence says that there is none."""
    said = _tables(wording)
    for slot in _own(wording):
        if slot.kind or slot.concept not in CELLS or wording.verdict == ACCUSED:
            continue
        digits = wording.text[slot.start : slot.end].replace(",", "")
        if digits.isdecimal() and digits.isascii():
            wrong = f"{2 * int(digits) + ABOVE}"
            text = wording.text[: slot.start] + wrong + wording.text[slot.end :]
            yield slot, replace(wording, text=text, table=said)
        elif not slot.value and slot.concept != "review_lit":
            yield slot, replace(wording, table={**said, CELLS[slot.concept]: ABOVE})


def _own(wording: Wording) -> Sequence[Slot]:
    """The numbers of the whole organ and year."""
    return [slot for slot in wording.slots if slot.kind != PART]


def _key(slot: Slot) -> tuple[str, float]:
    return slot.concept, slot.value


# ---- their reports


def _tables(wording: Wording) -> Mapping[str, float]:
    """Tables that say what a sentence says."""
    own = {s.concept: s.value for s in wording.slots if s.kind != PART and s.concept in CELLS}
    figures = dict(ELSEWHERE)
    for total, group in (("review", "T4.rev"), ("litigation", "T4.lit1")):
        if total in own:
            figures[f"{group}.pend"] = 0
    if any(concept.startswith("lit") for concept in own):
        figures |= {name: 0.0 for name in figures if name.startswith("T4.lit2.")}
    return {**figures, **{CELLS[c]: value for c, value in own.items()}, **wording.table}


def _written(wording: Wording, figures: Mapping[str, float], year: int, text: str) -> Report:
    tables: dict[str, dict[str, dict[str, float]]] = {}
    for name, value in figures.items():
        table, row, column = cell_of(name)
        tables.setdefault(table, {}).setdefault(row, {})[column] = (
            int(value) if value == int(value) else value
        )
    written, _ = read(
        Source(
            f"{year}.json",
            json.dumps(
                {
                    "agency": "云梧县水务局",
                    "year": year,
                    "form": "disclosure_2021",
                    "tables": tables,
                    "sections": dict.fromkeys("123456", "略。") | {wording.section: text},
                },
                ensure_ascii=False,
            ),
        ),
        json=True,
    )
    assert written is not None
    fitted = fit(written, disclosure().pack.forms)
    assert fitted is not None
    assert fitted.report is not None
    return fitted.report


@cache
def prose() -> Plan:
    """The rules that compare prose with figures, alone."""
    steps = [s for s in disclosure().steps if any(c.startswith(FAMILIES) for c in s.rule.serves)]
    return replace(disclosure(), steps=tuple(steps))


def answered(wording: Wording) -> Answer:
    """What the pack finds in a sentence, and what its rules say of it."""
    report = _written(wording, _tables(wording), wording.year, wording.text)
    reports = ReportSet()
    if wording.last:
        last = _written(wording, wording.last, wording.year - 1, "略。")
        reports = ReportSet({report.source: {1: last}})
    findings = evaluate(prose(), report, reports)
    found = {
        (NAMES.get(s.name, s.name), float(s.value / (WAN if s.name == "fee_admin" else 1)))
        for s in statements(disclosure(), report)
        if s.section == wording.section and s.name not in OTHERS and s.scope == "own"
    }
    own = {_key(slot) for slot in _own(wording)}
    known = own | {_key(slot) for slot in wording.slots} | set(wording.optional)
    told = (f for f in findings if f.outcome in {Outcome.FAIL, Outcome.REVIEW})
    return Answer(
        sorted(own - found),
        sorted(found - known),
        verdict(findings),
        [f"{f.rule} {f.outcome}: {f.message.zh}" for f in told],
    )


def tried(wording: Wording) -> Trial:
    """A sentence as it is, and with each of its numbers wrong."""
    worse = list(spoilt(wording))
    unnoticed = [slot.concept for slot, one in worse if answered(one).verdict != ACCUSED]
    return Trial(wording, answered(wording), len(worse), unnoticed)


# ---- the figures


def main(arguments: Sequence[str]) -> int:
    """Print how many numbers are found and how many errors are told; show what is wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.accuracy wordings")
    parser.add_argument("files", nargs="*", type=Path, default=sorted(FOLDER.glob("*.yaml")))
    trials = [tried(one) for one in wordings(parser.parse_args(arguments).files)]
    for trial in trials:
        answer = trial.answer
        if answer.missing or answer.extra or trial.misjudged or trial.unnoticed:
            print(f"{trial.wording.place} {trial.wording.text}")
            print(f"   missing {answer.missing} extra {answer.extra} unnoticed {trial.unnoticed}")
            if trial.misjudged:
                print(f"   {trial.wording.verdict}, said {answer.verdict}: {answer.said}")
    print(_figures(trials))
    return 0


def _figures(trials: Sequence[Trial]) -> str:
    own = sum(len({_key(slot) for slot in _own(one.wording)}) for one in trials)
    missing = sum(len(one.answer.missing) for one in trials)
    extra = sum(len(one.answer.extra) for one in trials)
    right = [one for one in trials if one.wording.verdict != ACCUSED]
    wrong = [one for one in trials if one.wording.verdict == ACCUSED]
    errors = len(wrong) + sum(one.spoilt for one in trials)
    untold = sum(one.misjudged for one in wrong) + sum(len(one.unnoticed) for one in trials)
    found = own - missing
    return (
        f"slots: P {found / (found + extra):.3f} R {found / own:.3f} of {own}\n"
        f"false accusations: {sum(one.misjudged for one in right)} of {len(right)}\n"
        f"errors told: {errors - untold} of {errors}"
    )
