"""Mappings of XML formats: what a wrong one is told, and with which place."""

import io
import re
from dataclasses import replace
from pathlib import Path

import pytest

from gouji.cli import main
from gouji.model.diagnostic import Diagnostic
from gouji.model.span import Source
from gouji.readers.xml import ReportSource, read
from gouji.scan.mapping import read_mapping
from tests.corpus import ROOT
from tests.ferries import DOCUMENT, MAPPING, PACK, forms, mapped, mapping


def test_a_sound_mapping_has_a_source_for_every_column(tmp_path: Path) -> None:
    found = mapping(tmp_path)
    assert isinstance(found, ReportSource)
    for source in found.tables:
        assert set(source.columns) == {column.code for column in source.table.value_columns}


@pytest.mark.parametrize(
    ("sound", "wrong", "code", "place"),
    [
        ("form: ferry_report", "form: fairy_report", "unknown-part", "form"),
        ("form: ferry_report\n", "", "lacking-key", ""),
        ("root: f:Report", "roots: f:Report", "unknown-key", "roots"),
        (
            "agency: f:Company/f:Short",
            "agency: f:Company//f:Short",
            "bad-path",
            "f:Company//f:Short",
        ),
        ("agency: f:Company", "agency: g:Company", "unknown-prefix", "g:Company/f:Short"),
        ("agency: f:Company/f:Short", "agency: {a: b}", "wrong-shape", "{a: b}"),
        ("year_in_name: true", "year_in_name: perhaps", "wrong-shape", "perhaps"),
        ("none: not_applicable_mark", "none: nothing", "wrong-shape", "nothing"),
        ("{from: 0, to: 1}", "{from: 2, to: 1}", "empty-interval", "{from: 2, to: 1}"),
        ("{from: 0, to: 1}", "{from: 0}", "wrong-shape", "{from: 0}"),
        ("  port:\n", "  harbour:\n", "unknown-part", "harbour"),
        ("    undeclared: no port\n", "", "lacking-key", "port"),
        ("  L:\n", "  Landing:\n", "unknown-part", "Landing"),
        ("      people: f:People\n", "", "not-mapped", "columns"),
        ("      people: f:People\n", "      peple: f:People\n", "unknown-part", "peple"),
        ("      people: f:People\n", "      boats: f:People\n", "duplicate-key", "boats"),
        ("      people: f:People\n", '      "1": f:People\n', "mapped-twice", '"1"'),
        ("    within: f:Landings\n", "", "lacking-key", "L"),
        ("    link: f:Joined\n", "", "no-row-key", "L"),
        ("rows: {fares: f:Fares", "rows: {fees: f:Fares", "unknown-part", "fees"),
        ("fixed: {all: ", "fixed: {al: ", "unknown-part", "al"),
        (MAPPING[MAPPING.index("keys:") : MAPPING.index("links:")], "", "lacking-key", "L"),
        (MAPPING[MAPPING.index("keys:") : MAPPING.index("links:")], "", "lacking-key", "P"),
        ("    within: f:Money\n", "    within: f:Money\n    row: f:Fares\n", "no-open-rows", "row"),
        (
            "    within: f:Money\n",
            '    within: f:Money\n    reference: "@r:id"\n',
            "no-open-rows",
            "reference",
        ),
        ('"2": f:Fuel}', '"1": f:Fuel}', "mapped-twice", '"1"'),
        ('  "2": f:Money/f:Note', '  "3": f:Money/f:Note', "unknown-part", '"3"'),
        ("omitted: 0}", "omitted: [0]}", "wrong-shape", "[0]"),
        ("added: true", "added: yes please", "wrong-shape", "yes please"),
        ("{path: f:Sack,", "{way: f:Sack,", "unknown-key", "way"),
        ("root: f:Report", "root: g:Report", "unknown-prefix", "g:Report"),
        ("omitted: 0}", "omitted: nought}", "no-figure", "nought"),
        ('rows: {fares: f:Fares, "2": f:Fuel}', "rows: {fares: f:Fares}", "not-mapped", "M"),
        ('    rows: {fares: f:Fares, "2": f:Fuel}\n', "", "lacking-key", "M"),
        ("    fixed: {all: f:Company/@r:id}\n", "", "not-mapped", "L"),
        ("    row: f:Landing\n    link: f:Joined\n", "", "lacking-key", "L"),
    ],
)
def test_a_mistake_is_told_at_its_place(
    tmp_path: Path, sound: str, wrong: str, code: str, place: str
) -> None:
    assert sound in MAPPING
    found, problems = mapped(tmp_path, MAPPING.replace(sound, wrong, 1))
    assert found is None
    told = [(p.code, p.place.text if p.place else "") for p in problems]
    assert code in {code for code, _ in told}
    if place:
        assert (code, place) in told


def test_a_table_that_is_not_mapped_is_told(tmp_path: Path) -> None:
    without = MAPPING[: MAPPING.index("  M:\n")] + MAPPING[MAPPING.index("sections:") :]
    found, problems = mapped(tmp_path, without)
    assert found is None
    assert [(p.code, p.message.en) for p in problems] == [
        ("not-mapped", "tables: no path is given for the table M")
    ]


def test_a_label_of_two_columns_is_no_name_for_either(tmp_path: Path) -> None:
    (form,) = forms()
    alike = replace(
        form,
        tables=tuple(
            replace(
                table,
                columns=tuple(replace(c, label="Boats") if c.name else c for c in table.columns),
            )
            for table in form.tables
        ),
    )
    file = tmp_path / "ferries.xml.yaml"
    file.write_text(MAPPING.replace("      boats: ", "      Boats: "), encoding="utf-8")
    found, problems = read_mapping(file, "ferries.xml.yaml", [alike])
    assert found is None
    assert problems[0].code == "ambiguous-part"
    assert problems[0].place is not None
    assert problems[0].place.text == "Boats"


def test_a_file_that_is_no_yaml_is_told(tmp_path: Path) -> None:
    found, problems = mapped(tmp_path, "form: [")
    assert found is None
    assert problems


def test_the_example_of_the_readme_reads_what_it_says(tmp_path: Path) -> None:
    text = (ROOT / "rules" / "README.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"^```yaml\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    file = tmp_path / "example.xml.yaml"
    file.write_text(example, encoding="utf-8")
    (form,) = forms()
    shown = replace(form, tables=tuple(table for table in form.tables if table.key != "P"))
    found, problems = read_mapping(file, "example", [shown])
    assert list(problems) == []
    assert found is not None
    fit = read(Source("fc.xml", DOCUMENT), [found])
    assert not isinstance(fit, Diagnostic)
    assert fit.report.year == 2023
    assert {row for table, row in fit.report.rows if table == "L"} == {"Quay", "Isle & Bay", "9"}


def test_a_mapping_may_be_called_yml_as_well(tmp_path: Path) -> None:
    (tmp_path / "ferries.gj").write_text(PACK, encoding="utf-8")
    (tmp_path / "ferries.xml.yml").write_text(MAPPING, encoding="utf-8")
    report = tmp_path / "fc-2023.xml"
    report.write_text(DOCUMENT, encoding="utf-8")
    assert main(["check", str(report), "--rules", str(tmp_path), "-q"]) == 0


def test_a_wrong_mapping_keeps_everything_from_being_checked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "ferries.gj").write_text(PACK, encoding="utf-8")
    (tmp_path / "ferries.xml.yaml").write_text(
        MAPPING.replace("f:Year", "f::Year"), encoding="utf-8"
    )
    report = tmp_path / "fc.xml"
    report.write_text(DOCUMENT, encoding="utf-8")
    for command in (["check", str(report)], ["read", str(report)], ["rules", "test"]):
        words = (
            [*command, str(tmp_path)]
            if command[0] == "rules"
            else [*command, "--rules", str(tmp_path)]
        )
        assert main(words) == 2
        assert "f::Year" in capsys.readouterr().err


def test_xml_is_known_without_its_suffix(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "ferries.gj").write_text(PACK, encoding="utf-8")
    (tmp_path / "ferries.xml.yaml").write_text(MAPPING, encoding="utf-8")
    report = tmp_path / "fc-2023"
    report.write_text(DOCUMENT, encoding="utf-8")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(DOCUMENT.encode())))
    for name in (str(report), "-"):
        assert main(["read", name, "--rules", str(tmp_path), "--lang", "en"]) in {0, 1}
        told = capsys.readouterr()
        assert "no pack at hand" not in told.out + told.err
        assert "Quay" in told.out


def test_without_xml_no_mapping_is_read(tmp_path: Path) -> None:
    (tmp_path / "ferries.gj").write_text(PACK, encoding="utf-8")
    (tmp_path / "ferries.xml.yaml").write_text("wrong: [", encoding="utf-8")
    report = tmp_path / "fc.txt"
    report.write_text("Quay | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 |", encoding="utf-8")
    assert main(["check", str(report), "--rules", str(tmp_path), "-q"]) != 2
