"""Which cell is wrong, and what it should be: a table of loans with totals, two years running."""

from collections.abc import Mapping, Sequence

from gouji.engine.evaluate import evaluate
from gouji.engine.prepare import prepare
from gouji.engine.trial import trial
from gouji.model.cause import Cause, Decided, Slip
from gouji.model.finding import Finding, Outcome
from gouji.model.number import read_number
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
from tests.engine.packs import holds, pack_of

RULES = """
rule ACROSS "the columns add up"
  on A each row
  require [1] + [2] = [3]
rule DOWN "what was there and what was bought is there"
  on A each column
  require [before] + [bought] = [now]
rule TIED "the year begins with what the last one left"
  on A each column [3]
  require [before] = last([now])
rule COUNTED "books are whole, none are fewer than none"
  on A each cell
  require it >= 0 and whole(it)
statement bought "books bought" in section(1) find "购入{…}{n}册"
rule PROSE "prose and table agree on the books bought"
  for each m in bought
  require m.n = A[bought, 3]
cause CELL of ACROSS, DOWN, TIED, COUNTED
  "the wrong cell" serves "AR-07"
"""
PLAN = prepare(pack_of(RULES))
RIGHT = {"1": ["50", "31", "81"], "2": ["12", "20", "32"], "3": ["62", "51", "113"]}
COLUMNS = ("1", "2", "3")


def report(
    figures: Mapping[str, Sequence[str]], name: str = "r", text: str = "全年购入图书。"
) -> Report:
    """A report with three rows of the table."""
    cells = {}
    for row, line in figures.items():
        for column, raw in zip(COLUMNS, line, strict=True):
            key = CellKey("A", row, column)
            place = Provenance(name, Span(Source(name, raw), 0, len(raw)), raw)
            cells[key] = Cell(key, read_number(raw), place)
    place = Provenance(name, Span(Source(name, text), 0, len(text)), text)
    sections = {"1": Section("1", "总体情况", 1, 1, place, (Passage(text, place),))}
    return Report(
        *(name, "shelf", "甲馆", 2024, None, (), sections, cells, frozenset({"A"})),
        Completeness.COMPLETE,
    )


def found(
    figures: Mapping[str, Sequence[str]],
    last: Report | None = None,
    text: str = "全年购入图书。",
) -> Sequence[Finding]:
    """What the pack says of a report."""
    around = ReportSet({"r": {1: last}} if last is not None else {})
    return evaluate(PLAN, report(figures, text=text), around)


def causes(findings: Sequence[Finding]) -> Sequence[Cause]:
    """The causes that findings tell, each once."""
    return list({f.cause.id: f.cause for f in findings if f.cause is not None}.values())


def said(cause: Cause) -> list[list[tuple[str, str, str]]]:
    """Row, column and value of each correction of each explanation."""
    return [
        [(one.where["row"], one.where["column"], one.value) for one in explanation.corrections]
        for explanation in cause.explanations
    ]


def changed(**cells: str) -> Mapping[str, Sequence[str]]:
    """The right figures but for some: r2c1 is row 2, column 1."""
    figures = {row: list(line) for row, line in RIGHT.items()}
    for at, value in cells.items():
        figures[at[1]][int(at[3]) - 1] = value
    return figures


def test_a_right_report_has_no_cause() -> None:
    assert causes(found(RIGHT)) == []


def test_one_wrong_cell_is_named_with_its_value_and_all_that_fails_tells_it() -> None:
    findings = found(changed(r2c1="21"))
    (cause,) = causes(findings)
    assert cause.decided is Decided.ALONE
    assert said(cause) == [[("2", "1", "12")]]
    assert cause.explanations[0].corrections[0].slip is Slip.TRANSPOSED
    told = [f for f in findings if f.cause is not None]
    assert {(f.rule, f.outcome) for f in told} == {
        ("ACROSS", Outcome.FAIL),
        ("DOWN", Outcome.FAIL),
    }
    assert all("AR-07" in f.checks for f in told)
    assert cause.message.zh == (
        "A · bought · 中文：现为 21，应为 12"
        "（相邻两位数字颠倒；改此一格，2 条关系即成立；其他任何单独一格都不能）"
    )
    assert cause.message.en == (
        "A · bought · 中文: says 21, should say 12 (two digits changed places; "
        "changing this one cell makes all 2 relations hold; no other single cell does)"
    )


def test_a_blank_cell_is_no_zero_and_what_cannot_be_checked_for_it_is_told() -> None:
    (cause,) = causes(found(changed(r2c1="21", r1c2="")))
    assert said(cause) == [[("2", "1", "12")]]
    assert cause.unchecked == 2
    assert cause.message.zh.endswith("（另有 2 条涉及这些格的关系因缺数或约数未能核对）")
    assert cause.message.en.endswith("(2 more relations of these cells could not be checked)")


def test_where_all_relations_of_a_cell_lack_a_figure_nothing_is_named() -> None:
    assert causes(found(changed(r2c1="21", r2c2="", r1c1=""))) == []
    assert causes(found(changed(r2c1="约21"))) == []


def test_two_wrong_cells_that_share_no_relation_are_two_causes() -> None:
    one, two = causes(found(changed(r1c1="51", r2c2="25")))
    assert [said(one), said(two)] == [[[("1", "1", "50")]], [[("2", "2", "20")]]]


def test_two_wrong_cells_that_hang_together_are_one_cause_with_every_explanation() -> None:
    (cause,) = causes(found(changed(r1c1="55", r1c3="86")))
    assert cause.decided is Decided.OPEN
    assert said(cause) == [
        [("1", "1", "50"), ("1", "3", "81")],
        [("3", "1", "67"), ("3", "3", "118")],
        [("2", "1", "7"), ("2", "3", "27")],
    ]
    assert cause.message.zh == (
        "少于 2 格的差错都不能解释；以下各组只改其中一组，2 条关系即成立，算术本身分不出是哪一组："
        "(1) before · 中文 55 → 50、before · 合计 86 → 81（错一位数字）；"
        "(2) now · 中文 62 → 67、now · 合计 113 → 118（错一位数字）；"
        "(3) bought · 中文 12 → 7、bought · 合计 32 → 27"
    )


def test_a_value_that_a_bound_forbids_is_proposed_for_no_cell() -> None:
    more = {"1": ["9", "0", "9"], "2": ["2", "0", "2"], "3": ["3", "0", "3"]}
    (cause,) = causes(found(more))
    assert said(cause) == [
        [("1", "1", "1"), ("1", "3", "1")],
        [("3", "1", "11"), ("3", "3", "11")],
    ]


def test_the_prose_decides_between_explanations() -> None:
    (cause,) = causes(found(changed(r1c1="55", r1c3="86"), text="全年购入图书27册。"))
    assert cause.decided is Decided.RULES
    assert said(cause)[0] == [("2", "1", "7"), ("2", "3", "27")]
    assert cause.explanations[0].repairs == ("PROSE",)
    assert "PROSE" in cause.message.zh
    assert cause.suggestion is not None
    assert cause.suggestion.zh == "核实后将 A · bought · 中文 改为 7、A · bought · 合计 改为 27"


def test_last_years_report_decides_between_explanations_and_its_failure_tells_the_cause() -> None:
    findings = found(changed(r1c1="55", r1c3="86"), report(last_year(81), "l"))
    (cause,) = causes(findings)
    assert (cause.decided, cause.explanations[0].repairs) == (Decided.RULES, ("TIED",))
    assert said(cause)[0] == [("1", "1", "50"), ("1", "3", "81")]
    assert {f.rule for f in findings if f.cause is not None} == {"DOWN", "TIED"}
    assert cause.identities == 3


def last_year(left: int) -> Mapping[str, Sequence[str]]:
    """A right report that leaves so many books."""
    return {
        "1": ["20", "11", "31"],
        "2": [str(left - 61), "30", str(left - 31)],
        "3": [str(left - 41), "41", str(left)],
    }


def test_a_report_that_agrees_with_last_years_is_held_to_it() -> None:
    (cause,) = causes(found(changed(r1c1="55", r1c3="86"), report(last_year(86), "l")))
    assert [("1", "1", "50"), ("1", "3", "81")] not in said(cause)


def test_the_cell_of_last_years_report_is_named_as_such() -> None:
    wrong = {**last_year(81), "3": ["40", "41", "82"]}
    (cause,) = causes(found(RIGHT, report(wrong, "l")))
    (correction,) = cause.explanations[0].corrections
    assert (correction.years, correction.value) == (1, "81")
    assert cause.message.zh.startswith("上年报告 A · now · 合计：现为 82，应为 81（")


def test_a_tie_to_last_year_that_few_cells_do_not_explain_is_left_to_its_rule() -> None:
    findings = found(RIGHT, report(last_year(90), "l"))
    assert [f.rule for f in findings if f.outcome is Outcome.FAIL] == ["TIED"]
    assert causes(findings) == []


def test_a_slip_of_the_hand_decides_where_nothing_else_does() -> None:
    pack = pack_of(
        """
rule SUM "adds up" on A each row [1] require [1] + [2] = [3]
cause CELL of SUM
test CELL "digits changed places"
  given A[1, 1] = 312  given A[1, 2] = 40  given A[1, 3] = 172
  expect fail where column = "中文" and gap = 180
test CELL "no slip"
  given A[1, 1] = 5  given A[1, 2] = 4  given A[1, 3] = 8
  expect review where column = "中文" and gap = 1
  expect review where column = "合计" and gap = 1
"""
    )
    assert [t.passed for t in trial(prepare(pack))] == [True, True]


def test_failures_that_few_cells_do_not_explain_say_so() -> None:
    mess = {"1": ["50", "31", "90"], "2": ["12", "99", "37"], "3": ["77", "62", "119"]}
    (cause,) = causes(found(mess))
    assert (cause.decided, cause.explanations) == (Decided.UNEXPLAINED, ())
    assert cause.message.zh == "这 6 条关系不成立，不能由任何 3 格以内的差错解释，请整表核对"


def test_a_correction_that_would_wake_a_rule_that_does_not_apply_is_none() -> None:
    holds(
        """
rule SUM "adds up" on A each row [1] require [1] + [2] = [3]
rule TWIN "where there are books, both rows have as many"
  on A each column [1] when A[2, 1] > 0 or [1] > 0 require [1] = A[2, 1]
cause CELL of SUM, TWIN
test CELL "the first cell cannot be it: the row below would have to follow"
  given A[1, 1] = 0  given A[2, 1] = 0  given A[1, 2] = 4  given A[1, 3] = 7
  expect review where column = "外文" and gap = 3
  expect review where column = "合计" and gap = 3
"""
    )


def test_a_waived_failure_tells_its_cause_and_stays_waived() -> None:
    waive = """
waive DOWN: when column = "中文" until 2099-01-01 because "moved" approved by "audit"
"""
    plan = prepare(pack_of(RULES + waive))
    findings = evaluate(plan, report(changed(r2c1="21")))
    assert {(f.rule, f.outcome) for f in findings if f.cause is not None} == {
        ("ACROSS", Outcome.FAIL),
        ("DOWN", Outcome.WAIVED),
    }
