"""The shipped packs say which cell is wrong: on generated reports, on a real one, on the samples."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from gouji.model.cause import Cause, Decided
from gouji.model.finding import Finding, Outcome
from gouji.scan.formats import BY_SUFFIX
from gouji.scan.inputs import inputs
from gouji.scan.packs import packs, ready, with_mappings
from gouji.scan.scan import Settings, scan
from tests.accuracy.localise import main
from tests.corpus import ROOT, cell_of, check_text, needs_corpus, text_of
from tests.generated import made, truths

CELLS = {"t3_cell", "t3_transposed_digits", "t4_cell", "t4_total_zero"}
Said = set[tuple[str, str, str, str]]
"""Table, row, column and value of corrections."""


def causes(findings: Sequence[Finding]) -> Sequence[Cause]:
    """The causes that findings tell, each once."""
    return list({f.cause.id: f.cause for f in findings if f.cause is not None}.values())


def said(several: Sequence[Cause], *, named: bool) -> Said:
    """What the cells should say: those that are named, or all that are listed."""
    return {
        (one.where["table"], one.where["row"], one.where["column"], one.value)
        for cause in several
        for explanation in (cause.explanations if not named else [cause.named])
        if explanation is not None
        for one in explanation.corrections
    }


def checked(pack: str, *paths: str) -> Mapping[str, Sequence[Finding]]:
    """The findings of a shipped pack by file."""
    loaded, _ = with_mappings(packs(pack)[0])
    given, _ = inputs([*paths], BY_SUFFIX)
    found: dict[str, list[Finding]] = {}
    for finding in scan(given, [ready(one) for one in loaded], Settings()).result.findings:
        found.setdefault(Path(finding.source).name, []).append(finding)
    return found


@needs_corpus
def test_each_wrong_cell_of_generated_reports_is_listed_and_what_is_named_is_right(
    tmp_path: Path,
) -> None:
    folder = made(tmp_path, 120, 43)
    found = checked("disclosure", str(folder))
    listed = 0
    for truth in truths(folder):
        wrong = [planted(d) for d in truth["injected"] if d["kind"] in CELLS]
        told = causes(found.get(truth["file"], []))
        assert {*wrong} <= said(told, named=False), truth["id"]
        if all(d["kind"] in CELLS for d in truth["injected"]):
            assert said(told, named=True) <= {*wrong}, truth["id"]
        listed += len(wrong)
    assert listed >= 8


def planted(defect: Mapping[str, Any]) -> tuple[str, str, str, str]:
    """A wrong cell and what it said before."""
    table, row, column = cell_of(defect["where"])
    return table, row, column, str(defect["old"])


@needs_corpus
def test_totals_that_a_real_report_left_out_are_told_with_their_sums() -> None:
    failed = [f for f in check_text(text_of("hongze-2023.layout.txt")) if f.cause is not None]
    assert {f.rule: f.outcome for f in failed} == {"AR08A": Outcome.FAIL, "AR08C": Outcome.FAIL}
    reviews, lawsuits = causes(failed)
    assert reviews.decided is Decided.ALONE
    assert said([reviews], named=True) == {("T4", "1", "1.5", "11")}
    assert lawsuits.decided is Decided.OPEN
    first = lawsuits.explanations[0].corrections[0]
    assert (first.where["column"], first.value) == ("2.2.5", "5")


def test_a_copied_total_and_a_wrong_backlog_are_named_in_a_report_of_another_form() -> None:
    found = checked("foia-us", str(ROOT / "reports" / "foia-us"))
    told = causes(found["tides-2022.xml"])
    assert all(cause.decided is Decided.ALONE for cause in told)
    assert ("XIID2", "overall", "2") in {
        (table, "overall" if row == "0" else row, value)
        for table, row, _, value in said(told, named=True)
    }


def test_the_measure_of_wrong_cells_can_be_made(capsys: Any) -> None:
    assert main(["--n", "3", "--seed", "1"]) == 0
    assert "one wrong cell in T3: named with its value 3/3 (100.00 %)" in capsys.readouterr().out
