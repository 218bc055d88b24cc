"""A rule speaks of the forms whose tables and sections it reads, and of no other."""

from gouji.engine.evaluate import evaluate
from gouji.engine.prepare import prepare
from gouji.model.finding import Outcome
from gouji.model.report import Completeness, Report
from tests.engine.packs import pack_of

OTHER = """
form depot "Depot report" find "{agency:…}{year}年车库年报"
outline P "parts" ordered 1 "概况" 2 "车辆"
table V "vehicles" rows 1 "汽车" columns 1 "数"
form depot2020 "Depot report of 2020" extends depot
table V2020 of V "vehicles" rows 1 "车" columns 1 "数"
"""
RULES = """
rule Loans require exists(A) and exists(section(1))
rule Filled on A each cell require it >= 0 missing fails
rule Cars on V each cell require it >= 0 missing fails
rule Dated require year > 2000
"""


def report(form: str) -> Report:
    """An empty report of a form."""
    return Report("r", form, "甲", 2024, None, (), {}, {}, frozenset(), Completeness.COMPLETE)


def outcomes(form: str) -> dict[str, Outcome]:
    """What each rule says of an empty report of a form."""
    found = evaluate(prepare(pack_of(OTHER + RULES)), report(form))
    return {finding.rule: finding.outcome for finding in found}


def test_a_rule_says_nothing_of_a_report_of_another_form() -> None:
    assert outcomes("depot") == {
        "Loans": Outcome.NOT_APPLICABLE,
        "Filled": Outcome.NOT_APPLICABLE,
        "Cars": Outcome.FAIL,
        "Dated": Outcome.PASS,
        "P": Outcome.FAIL,
    }
    assert outcomes("shelf")["Cars"] is Outcome.NOT_APPLICABLE
    assert outcomes("shelf")["Filled"] is Outcome.FAIL


def test_a_rule_speaks_of_every_edition_of_its_form() -> None:
    assert outcomes("depot2020")["Cars"] is Outcome.FAIL
    assert outcomes("depot2020")["Loans"] is Outcome.NOT_APPLICABLE
