"""The pack on US FOIA reports: it is rule files and data alone, in either language, and finds what is planted."""

import re
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from gouji.engine.trial import trial
from gouji.language.parse import parse
from gouji.language.syntax import File
from gouji.model.finding import Finding, Outcome
from gouji.model.span import Source
from gouji.model.wording import Language
from gouji.renderers import json
from gouji.scan.inputs import inputs
from gouji.scan.packs import ReadyPack, packs, ready, with_mappings
from gouji.scan.scan import Scan, Settings, scan
from tests.corpus import ROOT, SHARED
from tests.language.mixing import translate

FOLDER = ROOT / "rules" / "foia-us"
SAMPLES = ROOT / "reports" / "foia-us"
CORPUS = SHARED / "corpus" / "foia"
needs_foia = pytest.mark.skipif(
    not CORPUS.is_dir(), reason=f"no shared corpus at {SHARED} (GOUJI_SHARED)"
)


def pack_in(folder: Path) -> ReadyPack:
    loaded, wrong = packs(str(folder))
    (mapped,), more = with_mappings(loaded)
    assert [(d.code, d.message.en) for d in (*wrong, *more)] == []
    return ready(mapped)


def checked(folder: Path, *paths: Path) -> Scan:
    given, _ = inputs([str(path) for path in paths], [".xml"])
    return scan(given, [pack_in(folder)], Settings())


def places(findings: Sequence[Finding]) -> list[tuple[str, str, str]]:
    return [
        (f.rule, f.where.get("table") or f.where.get("section", ""), f.where.get("row", ""))
        for f in findings
    ]


def read(text: str) -> File:
    file, diagnostics = parse(Source("pack.gj", text))
    assert not diagnostics
    return file


def test_every_test_of_the_pack_holds() -> None:
    trials = trial(pack_in(FOLDER).plan)
    assert [(t.rule, t.title, t.message.en) for t in trials if not t.passed] == []


def test_every_rule_rests_on_something_and_is_seen_to_pass_and_to_fail() -> None:
    pack = pack_in(FOLDER).pack
    for rule in pack.rules:
        outcomes = {e.outcome for test in pack.tests if test.rule == rule.name for e in test.expect}
        assert {Outcome.PASS, Outcome.FAIL} <= outcomes, rule.name
        assert sum(test.rule == rule.name for test in pack.tests) >= 3, rule.name
        assert rule.basis, rule.name
        assert rule.titles, rule.name


def test_every_rule_stands_in_the_table_of_the_readme() -> None:
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert [r.name for r in pack_in(FOLDER).pack.rules if f"`{r.name}`" not in readme] == []


def test_no_program_and_no_grammar_knows_of_it() -> None:
    files = [p for folder in ("src", "grammar") for p in (ROOT / folder).rglob("*") if p.is_file()]
    mapping = (FOLDER / "report.xml.yaml").read_text(encoding="utf-8")
    names = {*re.findall(r"\b(?:iepd|foia|nc|j|s):([A-Z][A-Za-z]{5,})", mapping), "foia", "FOIA"}
    assert len(names) > 100
    for path in files:
        if path.suffix != ".pyc":
            words = set(re.findall("[A-Za-z]+", path.read_text(encoding="utf-8")))
            assert words.isdisjoint(names), path.name


def test_in_chinese_words_it_is_the_same_tree(tmp_path: Path) -> None:
    for path in sorted(FOLDER.glob("*.gj")):
        english = path.read_text(encoding="utf-8")
        chinese = translate(english, Language.ZH)
        assert "\nrule " not in chinese
        assert read(chinese) == read(translate(chinese, Language.EN)) == read(english), path.name


def test_in_chinese_words_it_finds_the_same(tmp_path: Path) -> None:
    for path in FOLDER.iterdir():
        if path.suffix == ".gj":
            text = translate(path.read_text(encoding="utf-8"), Language.ZH)
            (tmp_path / path.name).write_text(text, encoding="utf-8")
        else:
            shutil.copy(path, tmp_path)
    one, other = checked(FOLDER, SAMPLES), checked(tmp_path, SAMPLES)
    assert one.result.findings
    for language in Language:
        assert json.render(one.result, language) == json.render(other.result, language)


def test_the_samples_have_the_defects_that_were_planted_and_no_other() -> None:
    done = checked(FOLDER, SAMPLES)
    assert done.complete
    assert places(done.result.findings) == [
        ("A01", "VA", "0"),
        ("A22", "XIID2", "0"),
        ("B01", "VB1", ""),
        ("B01", "XIID2", ""),
        ("B03D", "VB1", "0"),
        ("Y01", "VA", "0"),
        ("Y01", "VA", "Harbour"),
        ("Y01X", "VA", "0"),
    ]
    total = next(f for f in done.result.findings if f.rule == "B01")
    assert total.suggestion is not None
    assert total.suggestion.en == "63, which the components add up to"


def test_an_older_version_without_a_year_goes_by_the_name_of_its_file(tmp_path: Path) -> None:
    text = (SAMPLES / "tides-2021.xml").read_text(encoding="utf-8").replace("/1.03", "/1.02")
    text = text.replace("<foia:DocumentFiscalYearDate>2021</foia:DocumentFiscalYearDate>", "")
    (tmp_path / "tides-2021.xml").write_text(text, encoding="utf-8")
    (report,) = checked(FOLDER, tmp_path / "tides-2021.xml").result.reports
    assert (report.agency, report.year, report.outcomes[Outcome.FAIL]) == ("BT", 2021, 0)


def changed(folder: Path, pattern: str, put: str) -> Sequence[Finding]:
    """What is found in the earlier sample, which has no defect, after a change at one place."""
    text = (SAMPLES / "tides-2021.xml").read_text(encoding="utf-8")
    new, times = re.subn(pattern, put, text, count=1, flags=re.DOTALL)
    assert times == 1
    (folder / "tides-2021.xml").write_text(new, encoding="utf-8")
    return checked(FOLDER, folder / "tides-2021.xml").result.findings


def failed(findings: Sequence[Finding]) -> list[tuple[str, str, str]]:
    return places([f for f in findings if f.outcome is Outcome.FAIL])


def test_an_empty_section_is_told_and_so_is_what_another_section_has_of_it(tmp_path: Path) -> None:
    section = "foia:ProcessedRequestComparisonSection"
    found = changed(tmp_path, f"<{section}>.*</{section}>", f"<{section}/>")
    assert failed(found) == [("A21P", "XIID1", "0"), ("A21R", "XIID1", "0"), ("A24O", "XIID1", "0")]
    assert "XII.D.(1) has (blank) received, V.A " in found[1].message.en
    assert not [f for f in found if f.outcome is Outcome.UNKNOWN]


def test_a_row_of_nobody_is_not_the_one_of_the_agency_and_may_yet_agree(tmp_path: Path) -> None:
    association = "<foia:ProcessingComparisonOrganizationAssociation>.*?"
    reference = '<nc:OrganizationReference s:ref="ORG0"/>'
    found = changed(tmp_path, f"({association}){reference}", r"\1")
    assert failed(found) == [("A24O", "XIID1", "0"), ("C01", "XIID1", "not declared")]
    lacking = {f.rule: f.reason for f in found if f.outcome is Outcome.UNKNOWN}
    assert lacking == {"A21P": "unassigned_row", "A21R": "unassigned_row", "B01": "unassigned_row"}


@pytest.mark.parametrize(
    ("reference", "rule", "row"),
    [
        ("", "C01", "not declared"),
        ('<nc:OrganizationReference s:ref="ORG1"/>', "C02", "Harbour#2"),
    ],
)
def test_a_row_of_the_wrong_component_is_one_error_and_leaves_the_right_one_unknown(
    tmp_path: Path, reference: str, rule: str, row: str
) -> None:
    association = '<foia:PersonnelAndCostOrganizationAssociation><foia:ComponentDataReference s:ref="[A-Z]+2"/>'
    found = changed(
        tmp_path,
        f'({association})<nc:OrganizationReference s:ref="ORG2"/>',
        rf"\1{reference}",
    )
    assert failed(found) == [(rule, "IX", row)]
    (accused,) = [f for f in found if f.outcome is Outcome.FAIL]
    assert accused.message.en.startswith(row)
    (printed,) = accused.evidence
    text = (tmp_path / "tides-2021.xml").read_text(encoding="utf-8")
    assert text[printed.locator.start :].startswith("<foia:PersonnelAndCost ")
    assert {f.reason for f in found if f.rule == "A17"} >= {"unassigned_row"}


def test_a_field_that_a_row_leaves_out_is_told_at_its_place(tmp_path: Path) -> None:
    total = "<foia:TimeIncrementTotalQuantity>33</foia:TimeIncrementTotalQuantity>"
    found = changed(tmp_path, total, "")
    assert failed(found) == [("A24M", "VIIC1", "Harbour")]
    assert {f.reason for f in found if f.rule == "B03T"} == {"absent_column"}


@pytest.mark.parametrize(
    "section", ["OldestPendingRequest", "OldestPendingConsultation", "OldestPendingAppeal"]
)
def test_the_ten_oldest_are_a_section_like_the_others(tmp_path: Path, section: str) -> None:
    name = f"foia:{section}Section"
    found = changed(tmp_path, f"<{name}>.*</{name}>", f"<{name}/>")
    told = [(rule, row) for rule, _, row in failed(found)]
    appeals = [("A07", "0"), ("A07", "Harbour")] if section == "OldestPendingAppeal" else []
    assert told == [*appeals, ("A24O", "0")]


def test_a_section_iv_that_is_not_there_is_told(tmp_path: Path) -> None:
    name = "foia:Exemption3StatuteSection"
    assert failed(changed(tmp_path, f"<{name}>.*</{name}>", "")) == [("A24I", "", "")]


@needs_foia
@pytest.mark.parametrize(
    ("name", "stated", "right"), [("epa-2022", "240", "6630"), ("nasa-2021", "3", "775")]
)
def test_a_wrong_total_of_a_real_report_is_found_with_its_right_value(
    name: str, stated: str, right: str
) -> None:
    given, _ = inputs([str(CORPUS / f"{name[-4:]}-FOIASetFull.zip")], [".xml"])
    one = [each for each in given if each.name.endswith(f"/{name}.xml")]
    findings = scan(one, [pack_in(FOLDER)], Settings()).result.findings
    (total,) = [f for f in findings if f.rule == "B01"]
    assert total.formula is not None
    assert total.formula.left == stated
    assert total.suggestion is not None
    assert total.suggestion.en.startswith(f"{right},")


@needs_foia
def test_nothing_in_a_real_report_is_passed_over() -> None:
    given, _ = inputs([str(CORPUS / "2019-FOIASetFull.zip")], [".xml"])
    pack = pack_in(FOLDER)
    assert len(given) > 100
    for one in given[::12]:
        done = scan([one], [pack], Settings(everything=True))
        assert done.complete, one.name
        assert [
            f.message.en for f in done.result.findings if f.rule == "SYS-UNPLACED-ELEMENT"
        ] == []
