"""What is told of a rule, and by which names it is found."""

from pathlib import Path

import pytest

from gouji.language.check import check
from gouji.language.parse import parse
from gouji.model.explanation import Explanation
from gouji.model.span import Source
from gouji.scan.explain import explain, nearest_names, rule_lines
from gouji.scan.packs import LoadedPack, ReadyPack, packs, ready

SMALL = Path(__file__).parent / "small" / "pack"
TEXT = """pack shelf "Library" language en basis "statute"
param most = 20
form annual "report" find "{agency:…}{year}年图书馆年报"
outline R "sections"
  1 "总体情况"
table T1 "loans" as 借阅表 unit "册"
  rows
    1 "上年结存" as before
    2 "本年结存" as now serves "LB-01" = [1]
  columns 1 "中文" 2 "外文"
rule Q1 "No more than allowed" zh "不超过上限"
  on T1 each column when year >= 2020
  require [now] <= most
  serves "LB-01" "LB-02" severity warning basis "handbook" missing skips doubt reviews
  valid from 2020-01-01
exception E1 of Q1 "merged" when agency = "甲馆" require [now] <= 90 valid until 2030-12-31
waive Q1: when agency = "乙馆" until 2025-06-30 because "moved" approved by "office"
test Q1 "few" given year = 2024 given agency = "丙馆" given T1[*, *] = 1 expect pass
test Q1 "too few" given year = 2024 given agency = "丙馆" given T1[*, *] = 1 expect fail
"""


def pack(text: str = TEXT) -> ReadyPack:
    file, unread = parse(Source("shelf/rules.gj", text))
    found, wrong = check([file])
    assert found is not None
    assert [(p.code, p.message.en) for p in (*unread, *wrong)] == []
    return ready(LoadedPack(found))


def only(asked: str) -> Explanation:
    (found,) = explain([pack()], asked)
    return found


def test_a_rule_is_explained_with_all_that_touches_it() -> None:
    found = only("Q1")
    assert (found.pack, found.name, found.exception_of) == ("shelf", "Q1", None)
    assert found.title is not None
    assert (found.title.zh, found.title.en) == ("不超过上限", "No more than allowed")
    assert found.demand.en == "each column of 借阅表: where the year ≥ 2020: now ≤ most (20)"
    assert found.place.text.startswith('rule Q1 "No more than allowed"')
    assert found.place.position.line == 11
    assert [c.zh for c in found.conditions] == ["年度 ≥ 2020"]
    assert [w.zh for w in found.looks_at] == ["年度", "借阅表 · now", "机关名称"]
    assert (found.severity.value, found.basis.zh, found.checks) == (
        *("warning", "handbook", ("LB-01", "LB-02")),
    )
    assert (found.missing, found.doubt) == ("skips", "reviews")
    assert str(found.validity.since) == "2020-01-01"
    assert [(name, value.zh) for name, value in found.parameters] == [("most", "20")]
    (exception,) = found.exceptions
    assert (exception.name, exception.demand.zh) == (
        *("E1", "借阅表每列：当 机关名称 = “甲馆” 时，now ≤ 90"),
    )
    assert exception.place.text.startswith("exception E1 of Q1")
    (waiver,) = found.waivers
    assert (waiver.condition.zh, str(waiver.until)) == ("机关名称 = “乙馆”", "2025-06-30")
    assert (waiver.reason, waiver.approver) == ("moved", "office")


def test_its_tests_are_tried_now() -> None:
    held, failed = only("Q1").tests
    assert (held.title, held.passed) == ("few", True)
    assert (failed.title, failed.passed) == ("too few", False)
    assert failed.message.en == "expected fail, came out as pass × 2"


def test_an_exception_is_explained_with_the_rule_it_belongs_to() -> None:
    found = only("E1")
    assert (found.name, found.exception_of, found.exceptions) == ("E1", "Q1", ())
    assert found.place.text.startswith("exception E1")
    assert found.severity.value == "warning"
    assert str(found.validity.until) == "2030-12-31"


@pytest.mark.parametrize("asked", ["T1[2]", "t1[2]", "Ｔ１［２］", " T1 [ 2 ] ", "借阅表[2]"])
def test_a_printed_sum_is_found_however_it_is_typed(asked: str) -> None:
    found = only(asked)
    assert (found.name, found.title) == ("T1[2]", None)
    assert found.demand.zh == "借阅表每列：now = before"
    assert found.place.text == '2 "本年结存" as now serves "LB-01" = [1]'
    assert (found.basis.zh, found.tests) == ("statute", ())


def test_a_check_is_explained_by_every_rule_that_serves_it() -> None:
    assert [one.name for one in explain([pack()], "LB-01")] == ["Q1", "T1[2]"]
    assert [one.name for one in explain([pack()], "lb-02")] == ["Q1"]


def test_of_a_wrong_name_the_nearest_are_told() -> None:
    assert explain([pack()], "Q11") == []
    assert nearest_names([pack()], "Q11")[0] == "Q1"
    assert nearest_names([pack()], "LB01") == ["LB-01", "LB-02"]
    assert nearest_names([pack()], "莫须有") == []


def test_rules_are_listed_with_their_titles_or_with_what_they_demand() -> None:
    first, second = rule_lines([pack()])
    assert (first.name, first.title.zh, first.exceptions) == ("Q1", "不超过上限", 1)
    assert (second.name, second.title.en) == ("T1[2]", "each column of 借阅表: now = before")
    assert (second.place.source.name, second.place.position.line) == ("shelf/rules.gj", 9)


def test_every_rule_of_the_shipped_packs_can_be_explained() -> None:
    loaded, problems = packs(None)
    assert not problems
    plans = [ready(one) for one in loaded]
    for plan in plans:
        assert plan.pack.rules
        for rule in plan.pack.rules:
            (found,) = explain([plan], rule.name)
            assert found.demand.zh
            assert found.demand.en
            assert found.place.text
            assert all(test.passed for test in found.tests)


def test_the_packs_of_the_tests_are_found_by_path() -> None:
    loaded, _ = packs(str(SMALL))
    assert [line.name for line in rule_lines(ready(one) for one in loaded)] == ["Q1", "Q2"]
