"""Tests in rule files: they turn red when their rule is wrong."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from gouji.engine.plan import Plan
from gouji.engine.prepare import prepare
from gouji.engine.trial import Trial, reports_of, trial, tried
from gouji.language.checked import Expression
from gouji.language.load import load
from gouji.model.number import Number
from gouji.model.report import CellKey
from tests.engine.packs import holds
from tests.engine.strategies import LAYOUT, pack_of, plan_of, requirement

DISCLOSURE = Path(__file__).parents[2] / "rules" / "disclosure"
RULES = """
rule Sum "sum"
  on A each column
  require [1] + sum([2.1]) - sum([2.2.*]) = [3]
rule Few "few"
  when A[1, 1] != 0
  require A[2.2.1, 1] <= A[1, 1]
rule Said "said"
  for each m in find(section(2), "借出{n}册")
  require m.n in {A[2.2.1, 1], A[2.2.1, 1] + A[2.2.2, 1]}
"""
TESTS = """
test Sum "balanced"
  given A[*, *] = 0  given A[1, 1] = 9  given A[2.1, 1] = 4  given A[2.2.1, 1] = 2
  given A[2.2.2, 1] = 1  given A[3, 1] = 10
  expect pass
test Sum "one too many"
  given A[*, *] = 0  given A[1, 1] = 9  given A[3, 1] = 10
  expect fail where column = "chinese" and gap = 1
  expect pass where column = "foreign"
test Sum "one too few"
  given A[*, *] = 0  given A[1, 1] = 10  given A[3, 1] = 9
  expect fail where column = "chinese" and gap = 1
test Sum "blank is not zero"
  given A[*, *] = 0  given A[2.2.2, 2] = nothing
  expect unknown where column = "foreign" and reason = "blank"
test Few "as many"
  given A[*, *] = 3
  expect pass
test Few "more"
  given A[*, *] = 3  given A[2.2.1, 1] = 4
  expect fail where gap = 1
test Few "fewer"
  given A[*, *] = 3  given A[2.2.1, 1] = 2
  expect pass
test Few "none"
  given A[*, *] = 1  given A[1, 1] = 0
  expect not_applicable
test Said "damaged only"
  given A[*, *] = 1  given A[2.2.1, 1] = 5  given section(2) = "借出5册。"
  expect pass
test Said "damaged and lost"
  given A[*, *] = 1  given A[2.2.1, 1] = 5  given section(2) = "借出6册。"
  expect pass
test Said "another number"
  given A[*, *] = 1  given section(2) = "借出7册。"
  expect fail
test Said "nothing said"
  given A[*, *] = 1  given section(2) = "略"
  expect vacuous
"""


def red(rules: str, tests: str = TESTS) -> list[Trial]:
    return [t for t in trial(prepare(pack_of(LAYOUT + rules + tests))) if not t.passed]


def test_sound_rules_pass_their_tests() -> None:
    assert red(RULES) == []


@pytest.mark.parametrize(
    ("rule", "old", "new"),
    [
        # another comparator
        ("Sum", "= [3]", "!= [3]"),
        ("Sum", "= [3]", "<= [3]"),
        ("Sum", "= [3]", ">= [3]"),
        ("Few", "<= A[1, 1]", "< A[1, 1]"),
        ("Few", "<= A[1, 1]", ">= A[1, 1]"),
        ("Few", "<= A[1, 1]", "= A[1, 1]"),
        # a term less
        ("Sum", "[1] + sum", "sum"),
        ("Sum", "+ sum([2.1])", ""),
        ("Sum", "- sum([2.2.*])", ""),
        ("Said", ", A[2.2.1, 1] + A[2.2.2, 1]", ""),
        ("Said", "A[2.2.1, 1], ", ""),
        # another sign
        ("Sum", "- sum([2.2.*])", "+ sum([2.2.*])"),
        # the next row or column
        ("Sum", "[2.2.*]", "[2.2.1]"),
        ("Sum", "= [3]", "= [2.1]"),
        ("Sum", "each column", "each column [2 | 3]"),
        ("Few", "A[2.2.1, 1]", "A[2.2.2, 1]"),
        ("Few", "A[2.2.1, 1]", "A[2.2.1, 2]"),
        ("Said", "A[2.2.1, 1]", "A[3, 1]"),
        # no guard, another guard, a distance
        ("Few", "when A[1, 1] != 0", ""),
        ("Few", "!= 0", "= 0"),
        ("Sum", "= [3]", "= [3] within 1"),
        # another template
        ("Said", "借出{n}册", "借出{n}本"),
        ("Said", "section(2)", "section(1)"),
    ],
)
def test_a_wrong_rule_turns_a_test_of_its_own_red(rule: str, old: str, new: str) -> None:
    head, name, own = RULES.partition(f"rule {rule} ")
    assert old in own
    found = red(head + name + own.replace(old, new, 1))
    assert {t.rule for t in found} == {rule}


@pytest.mark.parametrize(
    ("expect", "came"),
    [
        ("fail", "expected fail, came out as pass × 3"),
        ("unknown", "expected unknown, came out as pass × 3"),
        ("pass expect fail", "expected fail, came out as pass × 3"),
    ],
)
def test_a_wrong_expectation_is_told_with_what_came_instead(expect: str, came: str) -> None:
    (wrong,) = red(RULES, f'test Sum "wrong" given A[*, *] = 0 expect {expect}')
    assert (wrong.rule, wrong.title, wrong.message.en) == ("Sum", "wrong", came)
    assert wrong.place.text.startswith("expect")


@pytest.mark.parametrize(
    ("expect", "came"),
    [
        (
            'fail where column = "chinese" and gap = 2',
            "Column chinese: the difference = 1 should equal 2: difference 1",
        ),
        (
            'fail where column = "both" and gap = 1',
            "Column chinese: the column's name = “chinese” should be “both”",
        ),
        ("fail where gap = nothing", "Column chinese: the difference = 1 should be empty"),
        (
            'fail where reason = "blank"',
            "Column chinese: the reason is empty and should be filled in",
        ),
    ],
)
def test_a_condition_that_no_finding_meets_is_told_with_what_was_found(
    expect: str, came: str
) -> None:
    given = "given A[*, *] = 0 given A[1, 1] = 9 given A[3, 1] = 10"
    (wrong,) = red(RULES, f'test Sum "wrong" {given} expect {expect}')
    said = "expected fail, came out as fail × 1, pass × 2, none of them as the condition says: "
    assert wrong.message.en == said + came


def test_of_many_findings_that_do_not_fit_the_first_are_told() -> None:
    test = 'test Each "wrong" given A[*, *] = 0 expect pass where gap = 0'
    rule = 'rule Each "each" on A each cell [*, *] require it = 0'
    (wrong,) = red(f"{RULES}\n{rule}", test)
    assert wrong.message.en.count("the difference is empty") == 3
    assert wrong.message.en.endswith("; and 13 more")


def test_the_heaviest_answer_stands_for_the_rule() -> None:
    test = 'test Sum "t" given A[*, *] = 0 given A[1, 1] = 1 given A[1, 2] = nothing expect {}'
    assert red(RULES, test.format("fail")) == []
    assert red(RULES, test.format("unknown where gap = nothing")) == []
    assert len(red(RULES, test.format("unknown"))) == 1
    assert len(red(RULES, test.format("pass"))) == 1


def test_what_a_test_does_not_give_is_absent() -> None:
    assert red(RULES, 'test Sum "t" expect unknown where reason = "absent_table"') == []
    assert red(RULES, 'test Sum "t" given A = nothing expect unknown') == []
    absent = 'test Sum "t" given A[1, *] = 0 expect unknown where reason = "absent_row"'
    assert red(RULES, absent) == []


def test_a_given_cell_is_read_as_a_reader_would() -> None:
    tests = 'test Sum "t" given A[*, *] = "１，９９０册" given A[4, 3] = 1.20 expect unknown'
    plan = prepare(pack_of(LAYOUT + RULES + tests))
    cells = reports_of(plan, plan.pack.tests[0])[0].cells
    first, amount = cells[CellKey("A", "1", "1")], cells[CellKey("A", "4", "3")]
    assert isinstance(first.number, Number)
    assert first.number.value == 1990
    assert first.provenance.quote == "１，９９０册"
    assert isinstance(amount.number, Number)
    assert amount.number.slack > 0


@pytest.mark.parametrize(
    ("requirement", "answer"),
    [
        ("A[1, 1] <= 1", "pass"),
        ("A[1, 1] >= 0.01", "pass"),
        ("A[1, 1] > 1.5", "fail"),
        ("A[1, 1] = 7", "fail"),
        ("whole(A[1, 1])", "fail"),
        ("A[1, 1] = nothing", "fail"),
    ],
)
def test_a_figure_may_be_given_by_its_bounds(requirement: str, answer: str) -> None:
    holds(f"rule R require {requirement}\ntest R given A[1, 1] = {{0, 1}}  expect {answer}")


def test_a_given_text_stands_where_the_test_prints_it() -> None:
    tests = 'test Said "t" given section(2) = "甲。\n借出５册。" expect unknown'
    tests = tests.replace('"甲。\n借出５册。"', '"""甲。\n借出５册。"""')
    plan = prepare(pack_of(LAYOUT + RULES + tests))
    passages = reports_of(plan, plan.pack.tests[0])[0].sections["2"].passages
    assert [p.text for p in passages] == ["甲。", "借出５册。"]
    for passage in passages:
        assert passage.provenance.locator.text == passage.text


def test_a_rule_on_several_tables_is_tried_on_those_that_are_given() -> None:
    rules = requirement("it = 0", "on A, B each cell")
    assert red(rules, 'test R "t" given B[*, *] = 0 expect pass') == []
    assert len(red(rules, 'test R "t" given B[*, *] = 1 expect pass')) == 1


# ---- the disclosure pack


@cache
def disclosure() -> Plan:
    pack, _ = load(DISCLOSURE)
    assert pack is not None
    return prepare(pack)


RULE_NAMES = [rule.name for rule in disclosure().pack.rules]


@cache
def constant(text: str) -> Expression:
    return plan_of(requirement(text)).steps[0].body.terms.requirement


def with_requirement(plan: Plan, rule: str, required: Expression) -> Plan:
    steps = tuple(
        replace(s, body=replace(s.body, terms=replace(s.body.terms, requirement=required)))
        if s.rule.name == rule
        else s
        for s in plan.steps
    )
    return replace(plan, steps=steps)


def trials_of(plan: Plan, rule: str) -> Sequence[Trial]:
    return [tried(plan, test) for test in plan.pack.tests if test.rule == rule]


@pytest.mark.parametrize("rule", RULE_NAMES)
def test_a_disclosure_rule_passes_its_tests(rule: str) -> None:
    trials = trials_of(disclosure(), rule)
    assert trials
    assert [t for t in trials if not t.passed] == []


@pytest.mark.parametrize("required", ["1 = 1", "1 = 2"])
@pytest.mark.parametrize("rule", RULE_NAMES)
def test_a_disclosure_rule_that_demands_nothing_or_the_impossible_turns_red(
    rule: str, required: str
) -> None:
    plan = with_requirement(disclosure(), rule, constant(required))
    assert any(not t.passed for t in trials_of(plan, rule))
