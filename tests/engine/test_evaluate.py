"""What a rule says of a report: one finding for each place, with its evidence and its identity."""

import itertools

import pytest

from gouji.engine.evaluate import evaluate
from gouji.engine.prepare import prepare
from gouji.model.finding import Finding, Outcome
from gouji.model.report import Report
from tests.engine.strategies import (
    COLUMNS,
    LAYOUT,
    ROWS,
    At,
    at_place,
    every,
    findings_of,
    only,
    outcomes,
    pack_of,
    report_of,
    requirement,
)

PASS, FAIL, REVIEW, UNKNOWN = Outcome.PASS, Outcome.FAIL, Outcome.REVIEW, Outcome.UNKNOWN
SKIPPED, VACUOUS = Outcome.NOT_APPLICABLE, Outcome.VACUOUS
ZERO = every("A")
COLUMN_RULE = requirement("[1] = [3]", "on A each column")


def changed(cells: dict[At, str], *, without: tuple[At, ...] = ()) -> Report:
    return report_of({k: v for k, v in (ZERO | cells).items() if k not in without})


def places(rules: str, report: Report | None = None) -> list[dict[str, str]]:
    findings = findings_of(rules, report or report_of(ZERO | every("B")))
    return [{k: v for k, v in f.where.items() if k != "table"} for f in findings]


# ---- axes


def test_each_column_asks_every_column_in_order() -> None:
    assert places(COLUMN_RULE) == [{"column": c} for c in COLUMNS]


def test_each_row_asks_every_row_that_holds_values() -> None:
    rows = places(requirement("[3] = 0", "on A each row"))
    assert rows == [{"row": r} for r in (*ROWS, "4")]


def test_a_row_without_the_column_that_a_rule_names_is_passed_over() -> None:
    assert places(requirement("[1] = 0", "on A each row")) == [{"row": r} for r in ROWS]


def test_each_cell_asks_the_cells_that_exist() -> None:
    cells = places(requirement("it = 0", "on A each cell"))
    whole = [{"row": r, "column": c} for r, c in itertools.product(ROWS, COLUMNS)]
    assert cells == [*whole, {"row": "4", "column": "3"}]


def test_a_choice_narrows_an_axis() -> None:
    assert places(requirement("[1] = 0", "on A each column [1 | 3]")) == [
        {"column": "1"},
        {"column": "3"},
    ]
    assert places(requirement("it = 0", "on A each cell [3 | 4, 2 .. 3]")) == [
        {"row": "3", "column": "2"},
        {"row": "3", "column": "3"},
        {"row": "4", "column": "3"},
    ]


def test_without_an_axis_a_rule_is_asked_once() -> None:
    assert places(requirement("A[1, 1] = 0")) == [{}]


def test_a_rule_on_several_tables_is_asked_on_each() -> None:
    findings = findings_of(
        requirement("it = 0", "on A, B each cell"), report_of(ZERO | every("B", "1"))
    )
    assert [f.where["table"] for f in findings] == ["A"] * 16 + ["B"] * 3
    assert outcomes(findings) == [PASS] * 16 + [FAIL] * 3


# ---- groups


def test_leaves_of_a_group_are_added_up() -> None:
    cells: dict[At, str] = {("A", "2.1", "1"): "1", ("A", "2.2.1", "1"): "2"}
    finding = only(requirement("sum(A[2.**, 1]) = 3"), changed(cells))
    assert (finding.outcome, str(finding.formula)) == (PASS, "1 + 2 + 0 = 3")


def test_a_group_printed_as_one_row_is_its_own_leaf() -> None:
    below: tuple[At, ...] = tuple(("A", r, c) for r in ("2.2.1", "2.2.2") for c in COLUMNS)
    cells: dict[At, str] = {("A", "2.2", c): "5" for c in COLUMNS}
    report = changed(cells, without=below)
    assert str(only(requirement("sum(A[2.**, 1]) = 5"), report).formula) == "5 + 0 = 5"
    rows = places(requirement("[3] = 0", "on A each row"), report)
    assert [r["row"] for r in rows] == ["1", "2.1", "2.2", "3", "4"]


def test_a_group_printed_beside_its_rows_is_not_counted() -> None:
    report = changed({("A", "2.2", "1"): "5"})
    assert str(only(requirement("sum(A[2.**, 1]) = 0"), report).formula) == "0 + 0 + 0 = 0"


def test_a_group_within_a_group_is_not_counted_twice() -> None:
    report = report_of({("A", "2", "1"): "5", ("A", "2.2", "1"): "3"})
    assert str(only(requirement("sum(A[2.**, 1]) = 5"), report).formula) == "5 = 5"


# ---- what is absent


@pytest.mark.parametrize(
    "clauses", ["on A each column", "on A each row", "on A each cell", "on A", ""]
)
def test_an_absent_table_is_told_once_for_each_rule(clauses: str) -> None:
    condition = {"on A each column": "[1] = 0", "on A each row": "[3] = 0"}.get(clauses)
    condition = condition or ("it = 0" if "cell" in clauses else "A[1, 1] = 0")
    finding = only(requirement(condition, clauses), report_of(every("B")))
    assert (finding.outcome, finding.reason) == (UNKNOWN, "absent_table")
    assert finding.where == {"table": "A"}


def test_an_absent_row_is_told_at_its_column() -> None:
    without: tuple[At, ...] = tuple(("A", "3", c) for c in COLUMNS)
    findings = findings_of(COLUMN_RULE, changed({}, without=without))
    assert {(f.outcome, f.reason) for f in findings} == {(UNKNOWN, "absent_row")}


def test_an_absent_column_is_told_where_its_row_is_printed() -> None:
    without: tuple[At, ...] = tuple(("A", r, "2") for r in ROWS)
    findings = findings_of(COLUMN_RULE, changed({}, without=without))
    assert outcomes(findings) == [PASS, UNKNOWN, PASS]
    assert findings[1].reason == "absent_column"


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        ("", "blank"),
        ("—", "dash"),
        ("不适用", "not_applicable_mark"),
        ("***", "redacted"),
        ("3或4", "unreadable"),
    ],
)
def test_a_cell_without_a_number_leaves_its_rule_open_and_says_why(raw: str, reason: str) -> None:
    findings = findings_of(COLUMN_RULE, changed({("A", "1", "2"): raw}))
    assert outcomes(findings) == [PASS, UNKNOWN, PASS]
    assert findings[1].reason == reason


def test_a_blank_cell_never_counts_as_zero() -> None:
    assert only(requirement("A[1, 1] = 0"), changed({("A", "1", "1"): ""})).outcome is UNKNOWN
    assert only(requirement("A[1, 1] != 0"), changed({("A", "1", "1"): ""})).outcome is UNKNOWN


def test_a_rule_of_another_form_does_not_apply_and_does_not_stop_the_others() -> None:
    other = """
    form other "other" find "{year}年年报"
    outline S "s" 1 "甲" 9 "乙"
    table C "c" rows 1 "a" columns 1 "b"
    rule S1 "s" on C each cell require it = 1
    rule S2 "s" require C[1, 1] = 1
    """
    plan = prepare(pack_of(LAYOUT + other + requirement("A[1, 1] = 0")))
    findings = {f.rule: f for f in evaluate(plan, report_of(ZERO))}
    assert {n: f.outcome for n, f in findings.items()} == {"S1": SKIPPED, "S2": SKIPPED, "R": PASS}
    assert findings["S2"].place.zh == "C"


# ---- variables


def test_for_each_runs_over_what_is_found() -> None:
    rules = requirement("m.n > 4", 'for each m in find(section(1), "{n}册")')
    findings = findings_of(rules, report_of(sections={"1": "5册，3册"}))
    assert outcomes(findings) == [PASS, FAIL]
    assert [f.where for f in findings] == [{"section": "1"}] * 2


def test_for_each_with_nothing_found_is_vacuous() -> None:
    rules = requirement("m.n > 4", 'for each m in find(section(1), "{n}册")')
    finding = only(rules, report_of(sections={"1": "略"}))
    assert (finding.outcome, finding.evidence, finding.formula) == (VACUOUS, (), None)


def test_an_absent_section_is_told_beside_what_was_found() -> None:
    rules = requirement("m.n > 4", 'for each m in find(section(1) | section(2), "{n}册")')
    findings = findings_of(rules, report_of(sections={"1": "5册，3册"}))
    assert outcomes(findings) == [PASS, FAIL, UNKNOWN]
    assert findings[2].reason == "absent_section"
    assert findings[2].where == {"section": "2"}


def test_for_each_over_cells_is_put_at_each_cell() -> None:
    rules = requirement('x >= 0 and x.text != "-1"', "for each x in A[1 | 4, *]")
    report = changed({("A", "1", "2"): "-1"}, without=(("A", "4", "3"),))
    findings = findings_of(rules, report)
    assert outcomes(findings) == [PASS, FAIL, PASS, UNKNOWN]
    assert at_place(findings, row="1", column="2").outcome is FAIL
    assert at_place(findings, row="4", column="3").reason == "absent_row"


def test_variables_nest_with_the_first_outermost() -> None:
    rules = requirement("x.ordinal = y.ordinal", "for each x in R for each y in R")
    expected = [PASS if x == y else FAIL for x in range(3) for y in range(3)]
    assert outcomes(findings_of(rules, report_of())) == expected


def test_a_quantifier_over_an_absent_section_is_open_unless_decided() -> None:
    some = 'some m in find(section(1) | section(2), "{n}册") satisfies m.n = 5'
    each = 'every m in find(section(1) | section(2), "{n}册") satisfies m.n = 5'
    for text, outcome in [(some, PASS), (each, UNKNOWN)]:
        assert only(requirement(text), report_of(sections={"1": "5册"})).outcome is outcome
    for text, outcome in [(some, UNKNOWN), (each, FAIL)]:
        assert only(requirement(text), report_of(sections={"1": "3册"})).outcome is outcome


def test_a_local_does_not_see_what_a_quantifier_binds() -> None:
    rules = requirement(
        "every y in R satisfies v = 1", "for each y in R let v = y.ordinal when y.ordinal = 1"
    )
    assert outcomes(findings_of(rules, report_of())) == [PASS, SKIPPED, SKIPPED]


# ---- guards


@pytest.mark.parametrize(
    ("raw", "outcome"), [("7", PASS), ("8", SKIPPED), ("", UNKNOWN), ("约9", REVIEW)]
)
def test_a_guard_decides_first(raw: str, outcome: Outcome) -> None:
    guard = "when A[1, 1] >= 7 when A[1, 1] < 8"
    report = changed({("A", "1", "1"): raw})
    assert only(requirement("true", guard), report).outcome is (outcome)


def test_a_doubtful_guard_makes_a_failure_a_review() -> None:
    report = changed({("A", "1", "1"): "约7"})
    for required in ("A[2.1, 1] = 1", "A[2.1, 1] = 0"):
        assert only(requirement(required, "when A[1, 1] > 9"), report).outcome is REVIEW


def test_a_guard_that_is_false_hides_what_is_missing() -> None:
    report = changed({("A", "1", "1"): ""})
    rules = requirement("A[1, 1] = 0", "when A[2.1, 1] > 0")
    assert only(rules, report).outcome is SKIPPED


def test_a_guard_on_a_missing_cell_says_which() -> None:
    report = changed({("A", "1", "1"): ""})
    finding = only(requirement("false", "when A[1, 1] = 0"), report)
    assert (finding.outcome, finding.reason) == (UNKNOWN, "blank")
    assert "before · chinese" in finding.message.zh


# ---- sentences


def test_a_failure_is_told_with_its_values_in_both_languages() -> None:
    rules = requirement(
        "[1] = [3]",
        'on A each column say "{column}: {[1]} is not {[3]}, {gap} off" say zh "{[1]}≠{[3]}"'
        ' suggest "write {[1]}"',
    )
    finding = findings_of(rules, changed({("A", "1", "2"): "2.50"}))[1]
    assert finding.message.en == "foreign: 2.5 is not 0, 2.5 off"
    assert finding.message.zh == "2.5≠0"
    assert finding.suggestion is not None
    assert finding.suggestion.zh == finding.suggestion.en == "write 2.5"


def test_a_sentence_may_tell_the_kind_of_agency() -> None:
    finding = only(requirement("A[1, 1] = 1", 'say "{agency.kind}"'), changed({}))
    assert finding.message.en == "(blank)"


def test_a_rule_without_a_sentence_is_told_by_what_it_requires() -> None:
    finding = only('rule R "Title" require A[1, 1] = 1', changed({}))
    assert finding.title.en == "Title"
    assert finding.message.en == "馆藏 · before · chinese = 0 should equal 1: difference 1"
    assert finding.message.zh == "馆藏 · before · chinese = 0，应等于 1，相差 1"


# ---- evidence


def test_evidence_stands_exactly_on_the_printed_cells() -> None:
    report = changed({("A", "1", "1"): "１，９９０", ("A", "3", "1"): " 7 "})
    finding = at_place(findings_of(COLUMN_RULE, report), column="1")
    assert [e.quote for e in finding.evidence] == ["１，９９０", " 7 "]
    for evidence in finding.evidence:
        assert evidence.locator.text == evidence.quote
        assert evidence in {c.provenance for c in report.cells.values()}


@pytest.mark.parametrize(
    "required",
    [
        "sum(A[1, *]) = 0",
        "every x in A[1, *] satisfies x = 0",
        "no x in A[1, *] satisfies x > 0",
        "A[1, 1] in {A[1, 2], A[1, 3]}",
        "A[1, 1] + A[1, 2] / 1 - -A[1, 3] = 0",
        "not (A[1, 1] = 1 or A[1, 2] = 1 or whole(A[1, 3]))",
        'A[1, 1].text = "0" and plain(A[1, 2]) and whole(A[1, 3])',
    ],
)
def test_every_cell_that_is_read_is_evidence_once(required: str) -> None:
    report = changed({("A", "1", "1"): "3", ("A", "1", "2"): "", ("A", "1", "3"): "5"})
    finding = only(requirement(required), report)
    assert [e.quote for e in finding.evidence] == ["3", "", "5"]


def test_evidence_of_prose_is_the_sentence() -> None:
    rules = requirement("m.n = A[1, 1]", 'for each m in find(section(1), "{n}册")')
    report = report_of(ZERO, {"1": "甲。本年借出５册，多。"})
    evidence = only(rules, report).evidence
    assert [e.quote for e in evidence] == ["本年借出５册，多", "0"]
    assert evidence[0].locator.text == evidence[0].quote


def test_the_reading_that_fitted_is_named() -> None:
    rules = requirement("A[1, 1] in {A[2.1, 1], A[2.1, 1]  +  A[3, 1]}")
    finding = only(rules, changed({("A", "1", "1"): "3", ("A", "3", "1"): "3"}))
    assert finding.reading == "A[2.1, 1] + A[3, 1]"
    assert only(rules, changed({("A", "1", "1"): "3"})).reading is None


# ---- identity

THREE = (
    requirement("[1] = [3]", "on A each column").replace("rule R", "rule P"),
    requirement("it >= 0", "on A, B each cell").replace("rule R", "rule Q"),
    requirement("m.n = 5", 'for each m in find(section(1), "{n}册")'),
)


def identities(rules: str, report: Report) -> set[tuple[str, str]]:
    return {(f.fingerprint, f.content) for f in findings_of(rules, report)}


def test_a_fingerprint_does_not_depend_on_the_order_of_the_rules() -> None:
    report = report_of(ZERO | every("B"), {"1": "5册，5册，3册"})
    orders = [identities("".join(o), report) for o in itertools.permutations(THREE)]
    assert all(found == orders[0] for found in orders)


def test_every_place_has_a_fingerprint_of_its_own() -> None:
    report = report_of(ZERO | every("B"), {"1": "5册，5册，3册"})
    findings = findings_of("".join(THREE), report)
    assert len(findings) == 3 + 19 + 3
    assert len({f.fingerprint for f in findings}) == len(findings)


def test_another_rule_agency_or_year_is_another_fingerprint() -> None:
    reports = [report_of(ZERO), report_of(ZERO, year=2023), report_of(ZERO, agency="另一馆")]
    seen = [only(requirement("A[1, 1] = 0"), r).fingerprint for r in reports]
    renamed = requirement("A[1, 1] = 0").replace("rule R", "rule S")
    assert len({*seen, only(renamed, reports[0]).fingerprint}) == 4


@pytest.mark.parametrize(
    "required",
    [
        "[1] = [3]",
        "whole([1]) and whole([3])",
        "every x in [1 | 3] satisfies x = 0",
        '[1].text = "0"',
        "sum([1 | 3]) = 0",
    ],
)
@pytest.mark.parametrize("raw", ["1", "", "0.5"])
def test_content_changes_with_the_value_and_the_fingerprint_does_not(
    required: str, raw: str
) -> None:
    def first(cells: dict[At, str]) -> Finding:
        return findings_of(requirement(required, "on A each column"), changed(cells))[0]

    before, after = first({}), first({("A", "1", "1"): raw})
    assert before.fingerprint == after.fingerprint
    assert before.content != after.content
    elsewhere = first({("A", "1", "2"): raw})
    assert (before.fingerprint, before.content) == (elsewhere.fingerprint, elsewhere.content)
