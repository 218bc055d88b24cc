"""The disclosure pack on a real report: what it must say, and that it really checks."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

import pytest

from gouji.model.diagnostic import Severity
from gouji.model.finding import Finding, Outcome
from gouji.model.report import CellKey
from tests.corpus import check_text, disclosure, gold, needs_corpus, read_text, text_of

pytestmark = needs_corpus

NAME = "yejin-2024"
HEADING = re.compile("^[一二三四五六]、")


@pytest.fixture(scope="module")
def text() -> str:
    return text_of(f"{NAME}.txt")


@pytest.fixture(scope="module")
def findings(text: str) -> Sequence[Finding]:
    return check_text(text)


def test_no_error_and_no_warning_is_found_that_the_answers_do_not_expect(
    findings: Sequence[Finding],
) -> None:
    deserved = {e["check"] for e in gold(NAME)["expected"] if e["outcome"] == "fail"}
    failed = [f for f in findings if f.outcome is Outcome.FAIL and not deserved & set(f.checks)]
    assert {f.severity for f in failed} <= {Severity.NOTE}
    # one report alone, whose page lacks its title
    beside = {"no_prior", "no_peers", "no_roster", "no_date"}
    assert {f.reason for f in findings if f.outcome is Outcome.UNKNOWN} <= beside
    assert not [f for f in findings if f.outcome is Outcome.REVIEW]


def test_every_certain_pass_of_the_answers_that_the_pack_serves_is_a_pass(
    findings: Sequence[Finding],
) -> None:
    served = {check for rule in disclosure().pack.rules for check in rule.serves}
    expected = [e for e in gold(NAME)["expected"] if e["certain"] and e["check"] in served]
    passes = {e["check"] for e in expected if e["outcome"] == "pass"}
    assert len(passes) >= 13
    for check in passes:
        outcomes = {f.outcome for f in findings if check in f.checks and not silent(f)}
        assert outcomes == {Outcome.PASS}, check


def silent(finding: Finding) -> bool:
    return finding.outcome in {Outcome.NOT_APPLICABLE, Outcome.VACUOUS}


def test_every_certain_failure_of_the_answers_that_the_pack_serves_is_found(
    findings: Sequence[Finding],
) -> None:
    served = {check for rule in disclosure().pack.rules for check in rule.serves}
    wanted = [
        e
        for e in gold(NAME)["expected"]
        if e["certain"] and e["check"] in served and e["outcome"] in {"fail", "info"}
    ]
    assert wanted
    for answer in wanted:
        printed = answer["left"]
        assert any(
            f.outcome is Outcome.FAIL
            and (printed is None or any(e.quote == str(printed) for e in f.evidence))
            for f in findings
            if answer["check"] in f.checks
        ), answer


def test_nothing_is_found_that_must_not_be_flagged(findings: Sequence[Finding]) -> None:
    innocent = {entry["check"] for entry in gold(NAME)["must_not_flag"]}
    accused = {c for f in findings if f.outcome is Outcome.FAIL for c in f.checks}
    assert not accused & innocent


def arithmetic_cells() -> list[CellKey]:
    tables = {t.key: t for t in disclosure().pack.forms[0].tables if t.key in {"T3", "T4"}}
    return [
        CellKey(key, row.code, column.code)
        for key, table in tables.items()
        for row in table.value_rows
        for column in table.columns_of(row.code)
    ]


def test_one_wrong_digit_in_any_cell_is_found_with_the_wrong_value_in_the_formula(
    text: str,
) -> None:
    cells = read_text(text).cells
    keys = arithmetic_cells()
    assert len(keys) == 190
    for key in keys:
        place = cells[key].provenance.locator
        digit = str((int(place.text) + 5) % 10)
        changed = text[: place.start] + digit + text[place.end :]
        failed = [f for f in check_text(changed) if f.outcome is Outcome.FAIL]
        for check in broken_identities(key):
            right = [f for f in failed if check in f.checks and stands_in(key, f)]
            assert len(right) == 1, (key, check)
            assert right[0].formula is not None
            assert digit in re.findall(r"\d+", str(right[0].formula)), (key, right[0].formula)
            assert digit in {e.quote for e in right[0].evidence}


def broken_identities(key: CellKey) -> set[str]:
    """The checks that a wrong cell breaks: that of its row and that of its column."""
    if key.table == "T4":
        group = key.column.rpartition(".")[0]
        return {{"1": "AR-04", "2.1": "AR-05", "2.2": "AR-06"}[group]}
    return {"AR-03", "AR-01" if key.row in {"1", "2", "4"} else "AR-02"}


def stands_in(key: CellKey, finding: Finding) -> bool:
    where = finding.where
    same_row = where.get("row", key.row) == key.row
    return (
        where["table"] == key.table and same_row and where.get("column", key.column) == key.column
    )


Key = tuple[str, tuple[tuple[str, str], ...]]


def passes(findings: Sequence[Finding], *, by_place: bool) -> Counter[Key]:
    """The passes of each rule, at each place or as a whole."""
    return Counter(
        (f.rule, tuple(f.where.items()) if by_place else ())
        for f in findings
        if f.outcome is Outcome.PASS
    )


def deletions(text: str) -> Iterator[tuple[str, str, set[str]]]:
    """The text without one section, table or row, and the reasons that may be given for it."""
    lines = text.splitlines(keepends=True)
    starts = [i for i, line in enumerate(lines) if HEADING.match(line) and "|" not in line]
    assert len(starts) == 6
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        gone = "".join(lines[:start] + lines[end:])
        yield lines[start].strip(), gone, {"absent_section", "absent_table"}
        heading = "".join(lines[:start] + lines[start + 1 :])
        yield f"heading {lines[start].strip()}", heading, {"absent_section"}
    grids = [i for i, line in enumerate(lines) if "|" in line]
    tables = [i for i in grids if i - 1 not in grids]
    assert len(tables) == 3
    for start in tables:
        end = next(i for i in range(start, len(lines) + 1) if i not in grids)
        yield f"table at {start}", "".join(lines[:start] + lines[end:]), {"absent_table"}
    for i in grids:
        if re.search(r"\| ?\d", lines[i]) or re.match(r"\d", lines[i]):
            reasons = {"absent_row", "absent_table"}
            yield lines[i].strip(), "".join(lines[:i] + lines[i + 1 :]), reasons


def test_what_is_deleted_never_adds_a_pass_and_is_always_said(
    text: str, findings: Sequence[Finding]
) -> None:
    cases = list(deletions(text))
    assert len(cases) == 6 + 6 + 3 + 6 + 25 + 1
    for what, rest, reasons in cases:
        found = check_text(rest)
        # Without its heading a section's prose becomes part of the section before it.
        by_place = not what.startswith("heading")
        before, after = (passes(x, by_place=by_place) for x in (findings, found))
        assert after <= before if by_place else {*after} <= {*before}, what
        lost = {rule for rule, _ in before - after}
        assert lost, what
        for rule in lost:
            told = [f for f in found if f.rule == rule and f.outcome is not Outcome.PASS]
            reasoned = [f for f in told if f.outcome is Outcome.UNKNOWN and f.reason in reasons]
            failed = [f for f in told if f.outcome is Outcome.FAIL]
            assert reasoned or failed, (what, rule, [(f.outcome, f.reason) for f in told])
