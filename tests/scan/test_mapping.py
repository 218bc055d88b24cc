"""Mappings of XML formats: what a wrong one is told, and with which place."""

from pathlib import Path

import pytest

from gouji.readers.xml.mapping import ReportSource
from tests.ferries import MAPPING, mapped, mapping


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
        ('  "2": f:Money/f:Note', '  "3": f:Money/f:Note', "unknown-part", '"3"'),
        ("omitted: 0}", "omitted: [0]}", "wrong-shape", "[0]"),
        ("added: true", "added: yes please", "wrong-shape", "yes please"),
        ("{path: f:Sack,", "{way: f:Sack,", "unknown-key", "way"),
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


def test_a_file_that_is_no_yaml_is_told(tmp_path: Path) -> None:
    found, problems = mapped(tmp_path, "form: [")
    assert found is None
    assert problems
