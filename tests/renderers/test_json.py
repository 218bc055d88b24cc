"""The contract with other programs."""

import json
from collections.abc import Callable
from datetime import date

from gouji.model.finding import Finding, Outcome, Waived
from gouji.model.result import Result, UsedPack
from gouji.model.wording import Language, Wording
from gouji.renderers.json import render

MakeFinding = Callable[..., Finding]
MakeResult = Callable[..., Result]


def test_the_keys_are_those_of_the_contract(finding: MakeFinding, result: MakeResult) -> None:
    content = json.loads(render(result(finding()), Language.ZH))
    assert [*content] == ["gouji", "pack", "reports", "findings", "summary"]
    assert content["pack"] == {"key": "disclosure", "version": "1"}
    (report,) = content["reports"]
    assert [*report] == [
        *("source", "agency", "year", "form", "status", "reason", "previous", "outcomes"),
        "notes",
    ]
    assert [*report["outcomes"]] == [
        *("pass", "fail", "review", "unknown", "not_applicable", "vacuous", "waived", "error"),
    ]
    (found,) = content["findings"]
    assert [*found] == [
        *("rule", "checks", "outcome", "severity", "agency", "year", "source", "where"),
        *("message", "formula", "difference", "evidence", "basis", "reading", "reason"),
        *("suggestion", "caveats", "waiver", "fingerprint", "content"),
    ]
    assert found["formula"] == "3 + 0 = 2 + 0"
    (evidence,) = found["evidence"]
    assert evidence == {
        "source": "a.txt",
        "at": {"line": 1, "column": 5, "start": 4, "end": 5},
        "quote": "3",
    }
    assert content["summary"]["reports"] == 1
    assert content["summary"]["without_previous"] == 1
    assert content["summary"]["by_severity"]["error"] == 1


def test_a_waived_finding_says_why_by_whom_and_until_when(
    finding: MakeFinding, result: MakeResult
) -> None:
    waiver = Waived("机构改革", "审计科", date(2025, 6, 30))
    shown = result(finding(outcome=Outcome.WAIVED, waiver=waiver), finding())
    waived, failed = json.loads(render(shown, Language.ZH))["findings"]
    assert waived["outcome"] == "waived"
    assert waived["waiver"] == {"reason": "机构改革", "approver": "审计科", "until": "2025-06-30"}
    assert failed["waiver"] is None


def test_several_packs_are_listed(result: MakeResult) -> None:
    one = result()
    two = Result((*one.packs, UsedPack("other", "另一个", "2")), one.reports, ())
    content = json.loads(render(two, Language.ZH))
    assert content["pack"] is None
    assert [pack["key"] for pack in content["packs"]] == ["disclosure", "other"]


def test_nothing_that_a_terminal_obeys_is_written_and_no_value_is_changed(
    finding: MakeFinding, result: MakeResult
) -> None:
    evil = "\x1b\u202e\x9b\ufeff\ud800\U000e0041"
    raw = render(result(finding(message=Wording(evil + "甲", evil))), Language.ZH)
    assert json.loads(raw)["findings"][0]["message"] == evil + "甲"
    assert not set(evil) & set(raw.decode())
    assert "甲" in raw.decode()
    assert raw.endswith(b"}\n")
