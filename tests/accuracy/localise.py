"""How surely the wrong cells are named: python -m tests.accuracy localise.

Consistent reports with figures of many sizes are made, errors are planted in them, among them slips
of the hand, and the shipped pack says which cells are wrong.  What it says of two wrong cells is
held against every set of so few cells, tried one by one.
"""

import argparse
import random
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import combinations, product

from gouji.engine.answers import answers
from gouji.engine.localise.localise import Given, localise
from gouji.engine.plan import Plan
from gouji.engine.scope import Memory
from gouji.model.cause import Cause, Decided, Explanation
from gouji.model.number import Number
from gouji.model.report import (
    Cell,
    CellKey,
    Completeness,
    Passage,
    Provenance,
    Report,
    Section,
)
from gouji.model.report_set import ReportSet
from gouji.model.span import Source, Span
from tests.corpus import disclosure

FORM = "disclosure_2021"
COLUMNS = ("1", "2.1", "2.2", "2.3", "2.4", "2.5")
TOTAL = "3"
OUTCOMES = (
    *("3.1", "3.2", *(f"3.3.{i}" for i in range(1, 9)), *(f"3.4.{i}" for i in range(1, 4))),
    *(*(f"3.5.{i}" for i in range(1, 6)), *(f"3.6.{i}" for i in range(1, 4))),
)
ROWS = ("1", "2", *OUTCOMES, "3.7", "4")
GROUPS = ("1", "2.1", "2.2")

At = tuple[str, str, str]
Figures = dict[At, int]


# ---- consistent reports


def made_t3(rng: random.Random, carried: Mapping[str, int] | None = None) -> Figures:
    """Table 3, all of whose relations hold; it carries in what last year's carries over."""
    size = rng.choice([3, 12, 60, 400, 3000])
    found: Figures = {}
    for column in COLUMNS:
        weight = rng.random() ** 3 if column != "1" else 1.0
        new = rng.randint(0, max(1, int(size * weight)))
        carry = carried[column] if carried is not None else rng.randint(0, new // 4 + 1)
        over = rng.randint(0, (new + carry) // 5)
        closed = new + carry - over
        cuts = sorted(rng.randint(0, closed) for _ in range(rng.randint(1, 6)))
        parts = [b - a for a, b in zip([0, *cuts], [*cuts, closed], strict=True)]
        figures = dict.fromkeys(OUTCOMES, 0)
        for part, row in zip(parts, rng.sample(OUTCOMES, len(parts)), strict=True):
            figures[row] += part
        figures |= {"1": new, "2": carry, "3.7": closed, "4": over}
        found |= {("T3", row, column): figures[row] for row in ROWS}
    for row in ROWS:
        found["T3", row, TOTAL] = sum(found["T3", row, column] for column in COLUMNS)
    return found


def made_t4(rng: random.Random) -> Figures:
    """Table 4, all of whose sums hold."""
    found: Figures = {}
    for group in GROUPS:
        size = rng.choice([2, 9, 40, 250])
        parts = [rng.randint(0, size) for _ in range(4)]
        found |= {("T4", "1", f"{group}.{i}"): part for i, part in enumerate(parts, 1)}
        found["T4", "1", f"{group}.5"] = sum(parts)
    return found


def prose_of(figures: Figures, rng: random.Random) -> str:
    """What the report says in words of its reviews and lawsuits, or nothing."""
    if rng.random() < 1 / 2:
        return "全年工作平稳。"
    review = [figures["T4", "1", f"1.{i}"] for i in range(1, 6)]
    return (
        f"全年被申请行政复议{review[4]}件，其中结果维持{review[0]}件，结果纠正{review[1]}件，"
        f"其他结果{review[2]}件，尚未审结{review[3]}件。"
    )


def report_of(name: str, year: int, figures: Mapping[At, int], prose: str = "") -> Report:
    """A report of such figures."""
    cells = {}
    for (table, row, column), value in figures.items():
        key = CellKey(table, row, column)
        place = Provenance(name, Span(Source(name, str(value)), 0, len(str(value))), str(value))
        cells[key] = Cell(key, Number(Fraction(value), raw=str(value)), place)
    sections = {}
    for position, code in enumerate("123456", 1):
        text = prose if code == "1" and prose else "略。"
        place = Provenance(name, Span(Source(name, text), 0, len(text)), text)
        sections[code] = Section(code, "", position, position, place, (Passage(text, place),))
    return Report(
        *(name, FORM, "白杨县水务局", year, None, (), sections, cells),
        *(frozenset({"T3", "T4"}), Completeness.COMPLETE),
    )


# ---- errors


def slipped(rng: random.Random, value: int) -> int:
    """The figure after a slip of the hand, or another figure altogether."""
    digits = str(value)
    at = rng.randrange(len(digits))
    other = rng.choice([d for d in "0123456789" if d != digits[at]])
    ways: Sequence[Callable[[], str]] = (
        lambda: digits[:at] + other + digits[at + 1 :],
        lambda: digits[:at] + digits[at] + digits[at:],
        lambda: digits[:at] + digits[at + 1 :] or "0",
        lambda: digits[:at] + digits[at : at + 2][::-1] + digits[at + 2 :],
        lambda: str(max(0, value + rng.choice([-3, -2, -1, 1, 2, 3]))),
        lambda: str(rng.randint(0, 2 * value + 5)),
        lambda: "0",
    )
    while True:
        wrong = int(rng.choice(ways)())
        if wrong != value:
            return wrong


def planted(rng: random.Random, figures: Figures, cells: Sequence[At]) -> Figures:
    """The figures with errors in cells; two cells may have changed places."""
    first, *rest = cells
    if rest and rng.random() < 1 / 4 and figures[first] != figures[rest[0]]:
        return figures | {first: figures[rest[0]], rest[0]: figures[first]}
    return figures | {at: slipped(rng, figures[at]) for at in cells}


# ---- what is said


@dataclass(slots=True)
class Tally:
    """What came of so many reports, and the seconds that each took."""

    counts: Counter[str] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)

    def share(self, what: str, of: str = "reports") -> str:
        """How many, and how many of a hundred."""
        many, all_ = self.counts[what], self.counts[of]
        return f"{many}/{all_}" + (f" ({100 * many / all_:.2f} %)" if all_ else "")


def causes(plan: Plan, report: Report, last: Report | None, tally: Tally) -> Sequence[Cause]:
    """The causes of a report; the tally notes the time that finding them took."""
    around = ReportSet({report.source: {1: last}} if last is not None else {})
    memory = Memory(everything=False)
    answered = {id(step): answers(plan, step, report, around, memory) for step in plan.steps}
    findings = [answer.finding for found in answered.values() for answer in found]
    start = time.process_time()
    told = localise(Given(plan, report, around, memory, answered), findings)
    tally.seconds.append(time.process_time() - start)
    return list({f.cause.id: f.cause for f in told if f.cause is not None}.values())


Values = Mapping[tuple[int, At], int]
"""Year and cell → the value that it should have."""


def values_of(explanation: Explanation) -> Values:
    """What an explanation says."""
    return {
        (one.years, (one.where["table"], one.where["row"], one.where["column"])): int(one.value)
        for one in explanation.corrections
    }


def listed(found: Sequence[Cause]) -> set[frozenset[tuple[tuple[int, At], int]]]:
    """Every way to explain all that is wrong: one explanation of each cause."""
    ways = product(*([values_of(one) for one in cause.explanations] for cause in found))
    return {frozenset(x for part in way for x in part.items()) for way in ways}


# ---- every set of cells, one by one


def relations() -> Sequence[Mapping[At, int]]:
    """The relations of table 3, as the form prints them."""
    found: list[Mapping[At, int]] = []
    for column in (*COLUMNS, TOTAL):
        at = {row: ("T3", row, column) for row in ROWS}
        found.append({at["1"]: 1, at["2"]: 1, at["3.7"]: -1, at["4"]: -1})
        found.append({**{at[row]: 1 for row in OUTCOMES}, at["3.7"]: -1})
    return found + [
        {**{("T3", row, c): 1 for c in COLUMNS}, ("T3", row, TOTAL): -1} for row in ROWS
    ]


RELATIONS = relations()
OF: Mapping[At, frozenset[int]] = {
    at: frozenset(i for i, relation in enumerate(RELATIONS) if at in relation)
    for at in product(("T3",), ROWS, (*COLUMNS, TOTAL))
}


def every_smallest(figures: Figures) -> set[frozenset[tuple[tuple[int, At], int]]]:
    """The smallest sets of one or two cells of table 3 with which all relations hold."""
    off = [sum(times * figures[at] for at, times in one.items()) for one in RELATIONS]
    violated = {i for i, by in enumerate(off) if by}
    for size in (1, 2):
        found = {
            frozenset(((0, at), figures[at] + by) for at, by in solved.items())
            for cells in combinations(OF, size)
            if violated <= frozenset().union(*(OF[at] for at in cells))
            if (solved := _solved(cells, off)) is not None
            if all(by and figures[at] + by >= 0 for at, by in solved.items())
        }
        if found:
            return found
    return set()


def _solved(cells: tuple[At, ...], off: Sequence[int]) -> Mapping[At, int] | None:
    """By how much each of one or two cells must change; nothing where that cannot be told."""
    first, last = cells[0], cells[-1]
    rows = sorted(OF[first] | OF[last])
    alone = [i for i in rows if (first in RELATIONS[i]) != (last in RELATIONS[i])]
    if first == last:
        by = {first: -off[rows[0]] * RELATIONS[rows[0]][first]}
    elif not alone:
        return None
    else:
        known = first if first in RELATIONS[alone[0]] else last
        other = last if known == first else first
        by = {known: -off[alone[0]] * RELATIONS[alone[0]][known]}
        rest = next(i for i in rows if other in RELATIONS[i])
        left = off[rest] + by[known] * RELATIONS[rest].get(known, 0)
        by[other] = -left * RELATIONS[rest][other]
    holds = all(off[i] + sum(by[at] * RELATIONS[i].get(at, 0) for at in by) == 0 for i in rows)
    return by if holds else None


# ---- the measures


def one_wrong(plan: Plan, rng: random.Random, tally: Tally) -> None:
    """One wrong cell in table 3; in every other report last year's is at hand."""
    last = made_t3(rng)
    carried = {column: last["T3", "4", column] for column in COLUMNS}
    right = made_t3(rng, carried) | made_t4(rng)
    cell = ("T3", rng.choice(ROWS), rng.choice((*COLUMNS, TOTAL)))
    wrong = planted(rng, right, [cell])
    before = report_of("last", 2023, last) if rng.random() < 1 / 2 else None
    found = causes(plan, report_of("this", 2024, wrong), before, tally)
    tally.counts["reports"] += 1
    named = [c for c in found if c.decided not in {Decided.OPEN, Decided.UNEXPLAINED}]
    told = [values_of(c.explanations[0]) for c in named]
    tally.counts["right"] += told == [{(0, cell): right[cell]}]
    tally.counts["listed"] += frozenset({((0, cell), right[cell])}) in listed(found)


def two_wrong(plan: Plan, rng: random.Random, tally: Tally) -> None:
    """Two wrong cells in table 3."""
    right = made_t3(rng) | made_t4(rng)
    columns = (*COLUMNS, TOTAL)
    cells = rng.sample([("T3", row, column) for row in ROWS for column in columns], 2)
    wrong = planted(rng, right, cells)
    found = causes(plan, report_of("this", 2024, wrong), None, tally)
    tally.counts["reports"] += 1
    said, all_ = listed(found), every_smallest(wrong)
    tally.counts["all listed"] += said == all_
    tally.counts["true pair listed"] += frozenset(((0, at), right[at]) for at in cells) in said
    tally.counts["explanations"] += len(said)


def one_sum_wrong(plan: Plan, rng: random.Random, tally: Tally) -> None:
    """One wrong cell in a sum of table 4; every other report speaks of its reviews in words."""
    right = made_t3(rng) | made_t4(rng)
    group, part = rng.choice(GROUPS), rng.randint(1, 5)
    cell = ("T4", "1", f"{group}.{part}")
    wrong = planted(rng, right, [cell])
    found = causes(plan, report_of("this", 2024, wrong, prose_of(right, rng)), None, tally)
    tally.counts["reports"] += 1
    (cause,) = found
    cells = [next(iter(values_of(one).items())) for one in cause.explanations]
    tally.counts["group listed"] += dict(cells) == _needed(wrong, group)
    tally.counts["first"] += cells[0] == ((0, cell), right[cell])
    if cause.decided is Decided.OPEN:
        tally.counts["open"] += 1
        return
    by = str(cause.decided)
    tally.counts["named"] += 1
    tally.counts["named right"] += cells[0] == ((0, cell), right[cell])
    tally.counts[by] += 1
    tally.counts[f"{by} right"] += cells[0] == ((0, cell), right[cell])


def _needed(figures: Figures, group: str) -> Values:
    """Each cell of a sum with the value that it would need; none below nought."""
    cells = [("T4", "1", f"{group}.{i}") for i in range(1, 6)]
    off = sum(figures[at] for at in cells[:4]) - figures[cells[4]]
    changed = {at: figures[at] - off for at in cells[:4]} | {cells[4]: figures[cells[4]] + off}
    return {(0, at): value for at, value in changed.items() if value >= 0}


def main(arguments: Sequence[str]) -> int:
    """Print what came of each kind of error."""
    parser = argparse.ArgumentParser(prog="python -m tests.accuracy localise")
    parser.add_argument("--n", type=int, default=300, help="reports of each kind")
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args(arguments)
    plan = disclosure()
    one, two, sums = Tally(), Tally(), Tally()
    for measure, tally in ((one_wrong, one), (two_wrong, two), (one_sum_wrong, sums)):
        rng = random.Random(options.seed)
        for _ in range(options.n):
            measure(plan, rng, tally)
    print(f"one wrong cell in T3: named with its value {one.share('right')}")
    print(f"two wrong cells in T3: all smallest explanations listed {two.share('all listed')}")
    print(f"  the true pair is among them in {two.share('true pair listed')}")
    print(f"one wrong cell in T4: every cell of the sum listed {sums.share('group listed')}")
    print(
        f"  the wrong cell stands first in {sums.share('first')}; none is named in {sums.share('open')}"
    )
    print(f"  where one is named it is right in {sums.share('named right', 'named')}:")
    for why in (Decided.ALONE, Decided.RULES, Decided.SLIP):
        print(f"    {why}: {sums.share(f'{why} right', why)}")
    for name, tally in (("one in T3", one), ("two in T3", two), ("one in T4", sums)):
        mean, worst = 1000 * sum(tally.seconds) / len(tally.seconds), 1000 * max(tally.seconds)
        print(f"time a report, {name}: {mean:.1f} ms, at worst {worst:.1f} ms")
    return 0
