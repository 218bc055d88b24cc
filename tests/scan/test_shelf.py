"""Reports that are put away and read again: whatever is at hand, the results are the same."""

from dataclasses import replace
from pathlib import Path

import pytest

from gouji.model.report import Cell
from gouji.model.span import Source, Span
from gouji.model.wording import Language
from gouji.renderers import json
from gouji.scan import scan as module
from gouji.scan.inputs import Input, inputs
from gouji.scan.packs import ReadyPack, packs, ready
from gouji.scan.reading import Fitted, read
from gouji.scan.scan import Settings, scan
from gouji.scan.shelf import Shelf
from tests.corpus import ROOT

REPORTS = ROOT / "reports" / "disclosure"


def disclosure() -> list[ReadyPack]:
    loaded, _ = packs(str(ROOT / "rules" / "disclosure"))
    return [ready(one) for one in loaded]


def given() -> list[Input]:
    return list(inputs([str(REPORTS)], [".txt"])[0])


def test_of_many_reports_few_are_at_hand_and_all_can_be_had() -> None:
    ready_packs, times = disclosure(), list[str]()

    def again(one: Input) -> Fitted:
        times.append(one.name)
        return read(one, ready_packs)

    shelf = Shelf(again, most=1)
    for one in given():
        shelf.put(one, read(one, ready_packs))
    names = [one.name for one in given()]
    assert list(shelf) == names
    assert [shelf[name].source for name in names] == names
    assert times == names  # the last one was at hand until the first was asked for
    assert shelf[names[-1]].source == names[-1]
    assert times == names


def test_what_cannot_be_read_twice_stays() -> None:
    ready_packs = disclosure()

    def never(one: Input) -> Fitted:
        raise AssertionError(one.name)

    shelf = Shelf(never, most=1)
    for one in given():
        shelf.put(Input(one.name, None), read(one, ready_packs))
    assert [shelf[one.name].source for one in given()] == [one.name for one in given()]


def test_the_result_does_not_depend_on_what_is_at_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    ready_packs = disclosure()
    at_hand = scan(given(), ready_packs, Settings())
    monkeypatch.setattr(module, "Shelf", lambda read: Shelf(read, most=1))
    put_away = scan(given(), ready_packs, Settings())
    for language in Language:
        assert json.render(put_away.result, language) == json.render(at_hand.result, language)


def test_a_report_that_is_gone_is_an_error_of_its_own(tmp_path: Path) -> None:
    report = tmp_path / "a.txt"
    report.write_bytes((REPORTS / "liutang-2024.txt").read_bytes())
    ready_packs = disclosure()
    shelf = Shelf(lambda one: read(one, ready_packs), most=1)
    one = Input("a.txt", report)
    shelf.put(one, read(one, ready_packs))
    for other in given():
        shelf.put(other, read(other, ready_packs))
    report.unlink()
    with pytest.raises(KeyError):
        shelf["a.txt"]


def test_a_report_with_much_text_takes_more_than_one_with_little() -> None:
    ready_packs = disclosure()
    one = given()[0]
    fitted = read(one, ready_packs)
    assert fitted.report is not None
    cells = {key: with_text(cell, "报" * 1_000_000) for key, cell in fitted.report.cells.items()}
    long = replace(fitted, source="long", report=replace(fitted.report, cells=cells))
    times: list[str] = []

    def again(given: Input) -> Fitted:
        times.append(given.name)
        return replace(fitted, source=given.name)

    shelf = Shelf(again, most=3_000_000)
    for source, report in (("short", replace(fitted, source="short")), ("long", long)):
        shelf.put(replace(one, name=source), report)
    shelf.fitted("short")
    assert times == []
    shelf.put(replace(one, name="longer"), replace(long, source="longer"))
    shelf.fitted("longer")
    shelf.fitted("long")
    assert times == ["long"]


def with_text(cell: Cell, text: str) -> Cell:
    place = Span(Source("long", text), 0, 1)
    return replace(cell, provenance=replace(cell.provenance, locator=place))
