"""A report whose end is missing is never blamed for what may have stood there."""

from dataclasses import replace

from gouji.engine.evaluate import evaluate
from gouji.model.finding import Outcome
from gouji.model.number import MissingKind
from gouji.model.report import Completeness
from tests.corpus import ROOT, disclosure, read_text

SAMPLE = ROOT / "reports" / "disclosure" / "wangchuan-water-2024.txt"
CUT = SAMPLE.read_text(encoding="utf-8").partition("四、政府信息公开行政复议")[0]


def test_what_a_whole_report_lacks_fails_and_what_a_cut_one_lacks_is_unknown() -> None:
    whole = read_text(CUT)
    failed = {f.rule for f in evaluate(disclosure(), whole) if f.outcome is Outcome.FAIL}
    assert {"ST01", "ST14C"} <= failed
    cut = replace(whole, completeness=Completeness.TRUNCATED)
    answers = list(evaluate(disclosure(), cut))
    assert not [f.rule for f in answers if f.outcome is Outcome.FAIL]
    unknown = {f.rule for f in answers if f.reason == MissingKind.UNREADABLE.value}
    assert failed <= unknown


def test_what_a_cut_report_holds_is_still_checked() -> None:
    wrong = CUT.replace(
        "一、本年新收政府信息公开申请数量 | 5", "一、本年新收政府信息公开申请数量 | 6"
    )
    assert wrong != CUT
    report = replace(read_text(wrong), completeness=Completeness.TRUNCATED)
    assert "AR03" in {f.rule for f in evaluate(disclosure(), report) if f.outcome is Outcome.FAIL}
