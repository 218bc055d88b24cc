"""What holds of every report: precision, blanks, order, Kleene's laws, and a second evaluator."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from gouji.engine import logic
from gouji.engine.evaluate import evaluate
from gouji.engine.prepare import prepare
from gouji.engine.values import FALSE, ROUNDED, TRUE, Truth
from gouji.model.finding import Finding, Outcome
from gouji.model.number import Missing, MissingKind, Number
from gouji.model.report import CellKey, Report
from tests.engine.strategies import (
    AMOUNTS,
    BLURS,
    COLUMNS,
    ESTIMATES,
    EXACT,
    KINDS,
    LAYOUT,
    NUMBERS,
    PRINTED,
    ROWS,
    UNROUNDED,
    At,
    Blur,
    conditions,
    filled,
    findings_of,
    only,
    pack_of,
    plan_of,
    report_of,
    requirement,
    spelled,
    sums,
    with_number,
)

FEW = settings(max_examples=40, deadline=None)
MANY = settings(max_examples=300, deadline=None)
OPERATORS = st.sampled_from(["=", "<=", ">=", "<", ">"])
PLACES = st.tuples(st.just("A"), st.sampled_from(ROWS), st.sampled_from(COLUMNS))
MONOTONE = "".join(
    requirement(text, clauses).replace("rule R", f"rule R{n}")
    for n, (text, clauses) in enumerate(
        [
            ("[1] + [2.1] - sum([2.2.*]) = [3]", "on A each column"),
            ("[1] <= [3]", "on A each row [1 .. 3]"),
            ("it >= 1 and it < 12", "on A each cell [1 .. 3, *]"),
            ("[1] * [2.1] >= [3] or [1] in {[2.2.1], [3], [2.1] + 1}", "on A each column"),
            ("[1] / [2.1] > 1", "on A each column when [3] > 2"),
            ("every x in [2.**] satisfies x <= 5", "on A each column"),
            ("some x in [2.**] satisfies x = 5 within 1", "on A each column"),
        ]
    )
)
"""Requirements in which nothing is negated, counted or compared with nothing."""
RULES = [
    requirement("[1] = [3]", "on A each column").replace("rule R", "rule P"),
    requirement("it >= 1", "on A, B each cell").replace("rule R", "rule Q"),
    requirement("m.n < A[1, 1]", 'for each m in find(section(1) | section(2), "{n}册")'),
    requirement("exists(section(x))", "for each x in R").replace("rule R", "rule S"),
]


def answers(rules: str, report: Report) -> Mapping[str, Outcome]:
    """Fingerprint → outcome."""
    return {f.fingerprint: f.outcome for f in findings_of(rules, report)}


def mirrored(operator: str) -> str:
    return operator.translate(str.maketrans("<>", "><"))


# ---- precision


@MANY
@given(NUMBERS, NUMBERS, OPERATORS, BLURS)
def test_less_precision_never_turns_true_into_false(
    left: Number, right: Number, operator: str, blur: Blur
) -> None:
    before = logic.compare(left, operator, right)
    blurred = blur(left)
    for after in (
        logic.compare(blurred, operator, right),
        logic.compare(right, mirrored(operator), blurred),
    ):
        assert before != TRUE or after != FALSE


@FEW
@given(filled(), PLACES, BLURS)
def test_less_precision_never_turns_a_pass_into_a_fail(
    cells: dict[At, str], at: At, blur: Blur
) -> None:
    report = report_of(cells)
    number = report.cells[CellKey(*at)].number
    number = blur(number) if isinstance(number, Number) else number
    before, after = answers(MONOTONE, report), answers(MONOTONE, with_number(report, at, number))
    assert before.keys() == after.keys()
    for place, outcome in before.items():
        assert outcome is not Outcome.PASS or after[place] is not Outcome.FAIL


@MANY
@given(
    ESTIMATES,
    NUMBERS,
    st.sampled_from(["=", "!=", "<", "<=", ">", ">="]),
)
def test_an_estimate_never_fails(estimate: Number, other: Number, operator: str) -> None:
    assert logic.compare(estimate, operator, other) != FALSE
    assert logic.compare(other, operator, estimate) != FALSE


@MANY
@given(NUMBERS, NUMBERS, st.sampled_from("+-*/"), st.fractions(0, 1), st.fractions(0, 1))
def test_the_result_of_intervals_holds_the_result_of_their_points(
    left: Number, right: Number, operator: str, one: Fraction, other: Fraction
) -> None:
    result = logic.chain([left, right], [operator])
    a = left.value + (2 * one - 1) * left.slack
    b = right.value + (2 * other - 1) * right.slack
    if not isinstance(result, Number):
        assert operator == "/"
        assert abs(right.value) <= right.slack
        return
    point = {"+": a + b, "-": a - b, "*": a * b}[operator] if operator != "/" else a / b
    assert abs(point - result.value) <= result.slack


# ---- missing


@FEW
@given(filled(), PLACES, KINDS)
def test_making_a_cell_blank_never_adds_a_pass_and_never_adds_a_fail(
    cells: dict[At, str], at: At, kind: MissingKind
) -> None:
    report = report_of(cells)
    before = answers(MONOTONE, report)
    after = answers(MONOTONE, with_number(report, at, Missing(kind)))
    for place, outcome in after.items():
        if outcome in {Outcome.PASS, Outcome.FAIL}:
            assert before[place] is outcome


@FEW
@given(filled(), PLACES)
def test_leaving_a_cell_out_never_adds_a_pass_and_never_adds_a_fail(
    cells: dict[At, str], at: At
) -> None:
    before = answers(MONOTONE, report_of(cells))
    after = answers(MONOTONE, report_of({k: v for k, v in cells.items() if k != at}))
    for place, outcome in after.items():
        if outcome in {Outcome.PASS, Outcome.FAIL}:
            assert before[place] is outcome


# ---- order


def alike(finding: Finding) -> tuple[object, ...]:
    return (
        finding.rule,
        tuple(finding.where.items()),
        finding.outcome,
        finding.message,
        str(finding.formula),
        tuple(e.quote for e in finding.evidence),
        finding.fingerprint,
        finding.content,
    )


@FEW
@given(st.permutations(RULES), filled(), st.lists(PRINTED, max_size=4))
def test_shuffled_rules_give_the_same_findings(
    order: Sequence[str], cells: dict[At, str], said: Sequence[str]
) -> None:
    report = report_of(cells, {"1": "，".join(f"共{n}册" for n in said)})
    plan = prepare(pack_of(LAYOUT + "".join(order)))
    shuffled = Counter(map(alike, evaluate(plan, report)))
    assert shuffled == Counter(map(alike, findings_of("".join(RULES), report)))


# ---- logic


def certainty(condition: str, report: Report) -> Outcome:
    return only(requirement(condition), report).outcome


@FEW
@given(conditions(), conditions(), filled())
def test_and_and_or_do_not_depend_on_the_order(left: str, right: str, cells: dict[At, str]) -> None:
    report = report_of(cells)
    for operator in ("and", "or"):
        one = certainty(f"{left} {operator} {right}", report)
        assert one is certainty(f"{right} {operator} {left}", report)


@FEW
@given(conditions(), conditions(), filled(UNROUNDED))
def test_the_laws_of_de_morgan_hold(left: str, right: str, cells: dict[At, str]) -> None:
    report = report_of(cells)
    one = certainty(f"not ({left} and {right})", report)
    assert one is certainty(f"not {left} or not {right}", report)


@FEW
@given(conditions(), conditions(), filled())
def test_rounding_parts_the_laws_of_de_morgan_only_from_pass_to_what_is_open(
    left: str, right: str, cells: dict[At, str]
) -> None:
    report = report_of(cells)
    one = certainty(f"not ({left} and {right})", report)
    other = certainty(f"not {left} or not {right}", report)
    assert one is other or {one, other} < {Outcome.PASS, Outcome.REVIEW, Outcome.UNKNOWN}


@FEW
@given(conditions(), filled())
def test_what_passes_together_with_its_opposite_does_so_by_rounding(
    condition: str, cells: dict[At, str]
) -> None:
    report = report_of(cells)
    swapped = {Outcome.PASS: Outcome.FAIL, Outcome.FAIL: Outcome.PASS}
    found, opposite = (only(requirement(text), report) for text in (condition, f"not {condition}"))
    by_rounding = found.outcome is Outcome.PASS and found.difference is not None
    expected = found.outcome if by_rounding else swapped.get(found.outcome, found.outcome)
    assert opposite.outcome is expected


@FEW
@given(conditions(), filled())
def test_every_finding_points_at_what_is_printed(condition: str, cells: dict[At, str]) -> None:
    for evidence in only(requirement(condition), report_of(cells)).evidence:
        assert evidence.locator.text == evidence.quote


# ---- a second evaluator


def total(terms: Sequence[tuple[int, str]], cells: Mapping[At, str], column: str) -> Fraction:
    return sum((sign * Fraction(cells["A", row, column]) for sign, row in terms), Fraction(0))


@MANY
@given(sums(), sums(), filled(EXACT))
def test_sums_agree_with_plain_fractions(
    left: Sequence[tuple[int, str]], right: Sequence[tuple[int, str]], cells: dict[At, str]
) -> None:
    required = f"{spelled(left, '[{}]'.format)} = {spelled(right, '[{}]'.format)}"
    exact = report_of(cells)
    for key, cell in exact.cells.items():
        assert isinstance(cell.number, Number)
        plain = replace(cell.number, slack=Fraction(0))
        exact = with_number(exact, (key.table, key.row, key.column), plain)
    findings = evaluate(plan_of(requirement(required, "on A each column")), exact)
    for column, finding in zip(COLUMNS, findings, strict=True):
        gap = abs(total(left, cells, column) - total(right, cells, column))
        assert finding.where["column"] == column
        assert finding.outcome is (Outcome.FAIL if gap else Outcome.PASS)
        assert Fraction(finding.difference or 0) == gap


@MANY
@given(st.lists(AMOUNTS, min_size=1, max_size=6), NUMBERS)
def test_an_identity_of_rounded_amounts_fails_only_if_no_true_values_could_hold(
    parts: list[Number], whole: Number
) -> None:
    result = logic.chain(parts, ["+"] * (len(parts) - 1))
    low = sum((p.value - p.slack for p in parts), Fraction(0))
    high = sum((p.value + p.slack for p in parts), Fraction(0))
    exact = replace(whole, approximate=False)
    meets = low <= exact.value + exact.slack and exact.value - exact.slack <= high
    same = isinstance(result, Number) and result.value == exact.value
    expected: Truth = TRUE if same else ROUNDED if meets else FALSE
    assert logic.compare(result, "=", exact) == expected
