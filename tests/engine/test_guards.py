"""Conditions of a rule on each cell that look at its row alone are looked at once for the row."""

from dataclasses import replace

import pytest

from gouji.engine import evaluate as evaluating
from gouji.engine.evaluate import evaluate
from gouji.engine.prepare import prepare
from gouji.engine.scope import Scope
from gouji.engine.values import Guard
from gouji.language.checked import Terms
from gouji.scan.inputs import inputs
from gouji.scan.packs import packs, ready, with_mappings
from gouji.scan.reading import read
from tests.corpus import ROOT
from tests.engine.packs import BRANCHES, holds, pack_of


def by_row(text: str) -> bool:
    (step,) = [s for s in prepare(pack_of(BRANCHES + text)).steps if s.rule.name == "R"]
    return step.guards_by_row


DEFINED = "define twice(x) = x + x\n"


@pytest.mark.parametrize(
    "guard",
    [
        "when D[branch, 2] > 0",
        "when some c in D[branch, *] satisfies exists(c)",
        "when exists(C[branch, 1])",
        "when row = “东馆”",
        "when twice(D[branch, 2]) > 0",
        "let both = D[branch, 1] + D[branch, 2]  when both > 0",
    ],
)
def test_a_condition_on_the_row_holds_for_all_its_columns(guard: str) -> None:
    assert by_row(f"{DEFINED}rule R on D each cell {guard} require it >= 0")


@pytest.mark.parametrize(
    "guard",
    [
        "when it > 0",
        "when D[branch, 2] > 0 and it > 0",
        "when last(it) > 0",
        "when B[money, (column)] > 0",
        "when column = “成人”",
        "when twice(it) > 0",
        "let worth = it  when worth > 0",
        "when some c in D[branch, *] satisfies c > it",
    ],
)
def test_a_condition_on_a_column_is_looked_at_in_every_column(guard: str) -> None:
    assert not by_row(f"{DEFINED}rule R on D each cell {guard} require it >= 0")


def test_each_row_has_its_own_answer() -> None:
    holds(
        BRANCHES
        + """rule R on D each cell when D[branch, 2] > 0 require it > 1
test R
  given D["东馆", *] = 2  given D["东馆", 1] = 1  given D["西馆", *] = 0
  expect fail where row = "东馆" and column = "成人"
  expect pass where row = "东馆" and column = "儿童"
  expect not_applicable where row = "西馆" and column = "成人"
  expect not_applicable where row = "西馆" and column = "儿童"
"""
    )


def test_it_is_the_same_as_looking_in_every_column() -> None:
    loaded, _ = packs(str(ROOT / "rules" / "foia-us"))
    pack = ready(with_mappings(loaded)[0][0])
    assert any(step.guards_by_row for step in pack.plan.steps)
    slow = replace(
        pack.plan, steps=tuple(replace(step, guards_by_row=False) for step in pack.plan.steps)
    )
    for one in inputs([str(ROOT / "reports" / "foia-us")], [".xml"])[0]:
        report = read(one, [pack]).report
        assert report is not None
        assert evaluate(pack.plan, report) == evaluate(slow, report)


def test_a_condition_of_a_row_is_looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[Scope] = []
    guarded = evaluating.guarded

    def counted(scope: Scope, terms: Terms) -> Guard:
        looked.append(scope)
        return guarded(scope, terms)

    monkeypatch.setattr(evaluating, "guarded", counted)
    for guard, times in (("D[branch, 2] > 0", 2), ("it > 0", 4)):
        looked.clear()
        rule = f"rule R on D each cell when {guard} require it > 0\n"
        given = 'given D["东馆", *] = 2  given D["西馆", *] = 2'
        holds(f"{BRANCHES}{rule}test R {given}  expect pass")
        assert len(looked) == times
