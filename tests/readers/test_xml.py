"""Reports in XML, read by a mapping: what they say, where it stands, and what is refused."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gouji.model.diagnostic import Diagnostic
from gouji.model.number import Number
from gouji.model.report import CellKey, Report
from gouji.model.span import Source
from gouji.readers.xml import decode, read
from gouji.readers.xml.names import Namespaces, namespace_pattern
from gouji.readers.xml.paths import parse_path, values
from gouji.readers.xml.tree import DEEPEST, Tree, parse
from tests import reports
from tests.ferries import DOCUMENT, MAPPING, mapping, refused, report
from tests.reports import codes

PLAIN = Namespaces()


def shown(report: Report, table: str, row: str, column: str) -> str:
    return reports.shown(report.cells[CellKey(table, row, column)].number)


# ---- what a document says


def test_of_two_mappings_of_one_root_the_one_that_places_more_is_taken(tmp_path: Path) -> None:
    full = mapping(tmp_path)
    fewer = replace(full, tables=full.tables[1:])
    for mappings in ([full, fewer], [fewer, full]):
        fit = read(Source("fc-2023.xml", DOCUMENT), mappings)
        assert not isinstance(fit, Diagnostic)
        assert fit.mapping is full


def test_two_mappings_that_place_as_much_are_not_chosen_from(tmp_path: Path) -> None:
    fit = read(Source("fc-2023.xml", DOCUMENT), [mapping(tmp_path), mapping(tmp_path)])
    assert isinstance(fit, Diagnostic)
    assert fit.code == "several-forms-fit"
    assert "Ferry report, Ferry report" in fit.message.en


def test_rows_go_by_what_they_are_joined_to_and_cells_by_their_paths(tmp_path: Path) -> None:
    said = report(tmp_path, DOCUMENT)
    assert codes(said) == []
    assert (said.agency, said.year, said.title) == ("FC", 2023, "Fähren")
    assert [row for table, row in said.rows if table == "L"] == ["Quay", "Isle & Bay", "9"]
    quay = {
        c: shown(said, "L", "Quay", c) for c in ("1", "2", "3.1", "3.2", "4", "5", "6.1", "6.2")
    }
    assert quay == {
        "1": "3",
        "2": "40",
        "3.1": "0",
        "3.2": "2",
        "4": "<1",
        "5": "4.5",
        "6.1": "31",
        "6.2": "30",
    }
    assert said.tables == {"P", "L", "M"}


def test_what_a_row_leaves_out_is_what_the_mapping_says_or_missing(tmp_path: Path) -> None:
    said = report(tmp_path, DOCUMENT)
    isle = {c: shown(said, "L", "Isle & Bay", c) for c in ("3.1", "5", "6.1")}
    assert isle == {"3.1": "0", "5": "not_applicable_mark", "6.1": "not_applicable_mark"}
    without = DOCUMENT.replace("<f:Boats>1</f:Boats>", "")
    assert CellKey("L", "Isle & Bay", "1") not in report(tmp_path, without).cells


def test_kinds_of_missing_are_kept_apart(tmp_path: Path) -> None:
    said = report(tmp_path, DOCUMENT.replace("<f:Boats>1</f:Boats>", "<f:Boats>one</f:Boats>"))
    assert shown(said, "L", "9", "4") == "not_applicable_mark"
    assert shown(said, "M", "2", "1") == "blank"
    assert shown(said, "L", "Isle & Bay", "1") == "unreadable"
    assert shown(said, "P", "Quay", "1") == "words"
    assert codes(said) == ["unreadable-cell"]


def test_a_value_stated_by_its_bounds_lies_between_them(tmp_path: Path) -> None:
    cell = report(tmp_path, DOCUMENT).cells[CellKey("L", "Quay", "4")]
    assert cell.number == Number(Fraction(1, 2), Fraction(1, 2), between=True, raw="<1")


def test_decimals_are_as_precise_as_they_are_written(tmp_path: Path) -> None:
    cell = report(tmp_path, DOCUMENT).cells[CellKey("L", "Isle & Bay", "4")]
    assert cell.number == Number(Fraction("12.5"), Fraction("0.005"), raw="12.50")


def test_every_place_is_that_of_the_characters(tmp_path: Path) -> None:
    said = report(tmp_path, DOCUMENT)
    for cell in said.cells.values():
        printed = cell.provenance.locator.text
        quote = cell.provenance.quote
        if quote == "<1":
            assert printed == "&lt;1"
        elif "+" in quote:
            assert (printed[0], printed[-2:]) == ("4", ".5")
        elif quote and not printed.startswith("<"):
            assert printed == quote
        else:  # an attribute, an empty element, or nothing at all
            assert printed.startswith("<f:")
    assert said.rows["L", "Isle & Bay"].provenance.locator.text == '<f:Landing r:id="L2">'


def test_another_version_of_the_namespace_reads_the_same(tmp_path: Path) -> None:
    other = DOCUMENT.replace("urn:ferry:report:2", "urn:ferry:report:1.02").replace("f:", "x:")
    other = other.replace("xmlns:x:", "xmlns:x=")
    other = other.replace('xmlns:f="urn:ferry', 'xmlns:x="urn:ferry')
    said = report(tmp_path, other)
    assert {k: c.number for k, c in said.cells.items()} == {
        k: c.number for k, c in report(tmp_path, DOCUMENT).cells.items()
    }


def test_lines_of_a_footnote_have_their_places_whatever_ends_a_line(tmp_path: Path) -> None:
    plain = DOCUMENT.replace("&amp;#039;", "’")
    for end in ("\n", "\r\n", "\r"):
        passages = report(tmp_path, plain.replace("\n", end)).sections["1"].passages
        assert [p.text for p in passages] == ["Fog in May.", "The quay’s clock stood still."]
        assert [p.provenance.locator.text for p in passages] == [p.text for p in passages]


def test_footnotes_are_sections_and_their_lines_passages(tmp_path: Path) -> None:
    section = report(tmp_path, DOCUMENT).sections["1"]
    assert [p.text for p in section.passages] == ["Fog in May.", "The quay's clock stood still."]
    assert "2" not in report(tmp_path, DOCUMENT).sections
    plain = DOCUMENT.replace("&amp;#039;", "")
    exact = report(tmp_path, plain).sections["1"].passages
    assert [p.provenance.locator.text for p in exact] == [p.text for p in exact]


def test_the_name_of_the_file_tells_the_year_where_the_document_does_not(tmp_path: Path) -> None:
    bare = DOCUMENT.replace("<f:Year>2023</f:Year>\n", "")
    said = report(tmp_path, bare, "all-2019.zip/fc-2021.xml")
    assert said.year == 2021
    assert codes(said) == ["year-of-the-name"]
    assert report(tmp_path, bare, "fc.xml").year is None


def test_what_is_no_year_is_said(tmp_path: Path) -> None:
    said = report(tmp_path, DOCUMENT.replace(">2023<", ">MMXXIII<"), "fc.xml")
    assert said.year is None
    assert codes(said) == ["unreadable-year"]


def test_a_day_of_publication_is_a_day(tmp_path: Path) -> None:
    dated = DOCUMENT.replace("<f:Year>", "<f:Printed>2024-02-29</f:Printed><f:Year>")
    day = report(tmp_path, dated).published
    assert day is not None
    assert day.isoformat() == "2024-02-29"
    for printed in ("2024-02-30", "20 Jan 2022"):
        said = report(tmp_path, dated.replace("2024-02-29", printed))
        assert said.published is None
        assert [(d.code, d.place and d.place.text) for d in said.diagnostics] == [
            ("unreadable-day", printed)
        ]


@pytest.mark.parametrize(
    ("sound", "again", "places"),
    [
        ("<f:Year>2023</f:Year>", "<f:Year>2022</f:Year>", ["2023", "2022"]),
        ("<f:Short>FC</f:Short>", "<f:Short>F. C.</f:Short>", ["FC", "F. C."]),
    ],
)
def test_a_fact_stated_in_two_ways_is_said(
    tmp_path: Path, sound: str, again: str, places: list[str]
) -> None:
    said = report(tmp_path, DOCUMENT.replace(sound, sound + sound + again))
    assert (said.agency, said.year) == ("FC", 2023)
    (problem,) = said.diagnostics
    assert problem.code == "several-values"
    assert problem.place is not None
    assert [place.text for place in (problem.place, *problem.related)] == places


# ---- rows that are not as they should be


def test_a_key_with_two_rows_keeps_both(tmp_path: Path) -> None:
    twice = DOCUMENT.replace('<f:At r:ref="C2"/>', '<f:At r:ref="C1"/>')
    said = report(tmp_path, twice)
    assert [row for table, row in said.rows if table == "L"] == ["Quay", "Quay#2", "9"]
    assert codes(said) == ["repeated-key"]


@pytest.mark.parametrize("reference", ['<f:At r:ref=""/>', '<f:At r:ref="C8"/>', ""])
def test_a_row_of_nothing_declared_is_read_and_said(tmp_path: Path, reference: str) -> None:
    said = report(tmp_path, DOCUMENT.replace('<f:At r:ref="C2"/>', reference))
    key = "no port: C8" if "C8" in reference else "no port"
    assert shown(said, "L", key, "2") == "9"
    assert codes(said) == ["undeclared-row"]


def test_rows_of_nothing_are_not_taken_for_rows_of_one_thing(tmp_path: Path) -> None:
    nobody = DOCUMENT.replace('<f:At r:ref="C2"/>', '<f:At r:ref=""/>').replace(
        '<f:At r:ref="C1"/>', ""
    )
    said = report(tmp_path, nobody)
    assert [row for table, row in said.rows if table == "L"] == ["no port", "no port (2)", "9"]
    assert codes(said) == ["undeclared-row"]


def test_a_fixed_row_given_twice_counts_where_both_agree(tmp_path: Path) -> None:
    again = '<f:Landing r:id="L4"><f:Boats>4.0</f:Boats><f:People>50</f:People></f:Landing>'
    joined = '<f:Joined><f:Row r:ref="L4"/><f:At r:ref="C0"/></f:Joined>'
    twice = DOCUMENT.replace("<f:Joined>", f"{again}{joined}<f:Joined>", 1)
    said = report(tmp_path, twice)
    assert shown(said, "L", "9", "1") == "4"
    assert shown(said, "L", "9", "2") == "unreadable"
    assert codes(said)[0] == "repeated-row"
    assert set(codes(said)[1:]) == {"unreadable-cell"}


@pytest.mark.parametrize(
    ("first", "second", "agreed"),
    [("0.5", "&lt;1", "unreadable"), ("&lt;1", "&lt;1", "<1"), ("5", "about 5", "unreadable")],
)
def test_bounds_and_a_figure_amid_them_do_not_agree(
    tmp_path: Path, first: str, second: str, agreed: str
) -> None:
    again = f'<f:Landing r:id="L4"><f:Boats>4</f:Boats><f:Wait>{second}</f:Wait></f:Landing>'
    joined = '<f:Joined><f:Row r:ref="L4"/><f:At r:ref="C0"/></f:Joined>'
    twice = DOCUMENT.replace("<f:Joined>", f"{again}{joined}<f:Joined>", 1)
    said = report(tmp_path, twice.replace("<f:Wait>N/A<", f"<f:Wait>{first}<"))
    assert shown(said, "L", "9", "4") == agreed


def test_keys_of_one_name_are_told_apart_by_another(tmp_path: Path) -> None:
    alike = DOCUMENT.replace("<f:Short>Isle &amp; Bay<", "<f:Short>Quay<")
    said = report(tmp_path, alike)
    assert [row for table, row in said.rows if table == "L"] == ["Old Quay", "Isle", "9"]
    assert codes(said) == []
    same = alike.replace("<f:Name>Isle<", "<f:Name>Old Quay<")
    said = report(tmp_path, same)
    assert [row for table, row in said.rows if table == "L"] == ["Quay (C1)", "Quay (C2)", "9"]
    (problem,) = said.diagnostics
    assert (problem.code, problem.message.en) == ("repeated-key", "Quay is listed 2 times")


def test_what_is_declared_twice_under_one_reference_is_said(tmp_path: Path) -> None:
    port = '<f:Port r:id="C1"><f:Short>Quay</f:Short><f:Name>Old Quay</f:Name></f:Port>'
    said = report(tmp_path, DOCUMENT.replace(port, port + port))
    assert "Quay is listed 2 times" in [d.message.en for d in said.diagnostics]


@pytest.mark.parametrize(
    ("name", "key"), [("9", "“9”"), ("Isle &amp; Bay#2", "“Isle & Bay#2”"), ("Pier#2", "Pier#2")]
)
def test_a_key_takes_no_place_of_a_row_of_the_form_or_of_a_second_row(
    tmp_path: Path, name: str, key: str
) -> None:
    said = report(tmp_path, DOCUMENT.replace("<f:Short>Quay<", f"<f:Short>{name}<"))
    for table in ("P", "L"):
        assert {row for of, row in said.rows if of == table} - {"9"} == {key, "Isle & Bay"}
    assert (shown(said, "L", key, "2"), shown(said, "L", "9", "2")) == ("40", "49")
    assert codes(said) == []


def test_a_key_that_prints_the_label_of_a_row_of_the_form_is_that_row(tmp_path: Path) -> None:
    keyed = MAPPING.replace("    link: f:Joined\n", "    key: f:Where\n")
    document = DOCUMENT.replace("<f:Boats>4<", "<f:Where>All  ports</f:Where><f:Boats>4<")
    document = document.replace("<f:Boats>3<", "<f:Where>9</f:Where><f:Boats>3<")
    fit = read(Source("fc-2023.xml", document), [mapping(tmp_path, keyed)])
    assert not isinstance(fit, Diagnostic)
    assert shown(fit.report, "L", "9", "2") == "49"
    assert shown(fit.report, "L", "“9”", "2") == "40"


@pytest.mark.parametrize("reference", ['<f:At r:ref="C1"/>', '<f:At r:ref="C8"/>', ""])
def test_a_table_with_a_row_of_nobody_may_hold_the_row_that_is_not_there(
    tmp_path: Path, reference: str
) -> None:
    assert report(tmp_path, DOCUMENT).unassigned == frozenset()
    said = report(tmp_path, DOCUMENT.replace('<f:At r:ref="C2"/>', reference))
    assert said.unassigned == {"L"}


def test_several_values_in_the_place_of_one_are_not_chosen_from(tmp_path: Path) -> None:
    two = DOCUMENT.replace("<f:Boats>1</f:Boats>", "<f:Boats>1</f:Boats><f:Boats>2</f:Boats>")
    assert shown(report(tmp_path, two), "L", "Isle & Bay", "1") == "unreadable"
    alike = DOCUMENT.replace("<f:Boats>1</f:Boats>", "<f:Boats>1</f:Boats><f:Boats>1</f:Boats>")
    assert shown(report(tmp_path, alike), "L", "Isle & Bay", "1") == "1"


def test_a_sum_of_which_a_part_lies_between_bounds_lies_between_bounds(tmp_path: Path) -> None:
    said = report(tmp_path, DOCUMENT.replace("<f:Sack>.5<", "<f:Sack>&lt;1<"))
    number = said.cells[CellKey("L", "Quay", "5")].number
    assert isinstance(number, Number)
    assert (number.value, number.slack, number.between) == (Fraction(9, 2), Fraction(1, 2), True)


def test_a_tag_ends_behind_its_attributes(tmp_path: Path) -> None:
    tag = '<f:Boat age="30" of="a > b"/>'
    said = report(tmp_path, DOCUMENT.replace('<f:Boat age="30"/>', tag))
    assert said.cells[CellKey("L", "Quay", "6.2")].provenance.locator.text == tag


def test_one_part_that_is_no_number_makes_no_sum(tmp_path: Path) -> None:
    broken = DOCUMENT.replace("<f:Sack>4<", "<f:Sack>four<")
    assert shown(report(tmp_path, broken), "L", "Quay", "5") == "unreadable"


@pytest.mark.parametrize("part", ["", "none", "-", "four"])
def test_a_part_that_is_missing_hides_no_figure_beside_it(tmp_path: Path, part: str) -> None:
    for sound in ("<f:Sack>4<", "<f:Sack>.5<"):
        said = report(tmp_path, DOCUMENT.replace(sound, f"<f:Sack>{part}<"))
        assert shown(said, "L", "Quay", "5") == "unreadable"
        assert codes(said) == ["unreadable-cell"]


def test_parts_that_are_all_missing_in_one_way_are_missing_in_that_way(tmp_path: Path) -> None:
    said = report(tmp_path, DOCUMENT.replace(">4<", ">none<").replace(">.5<", ">N/A<"))
    assert shown(said, "L", "Quay", "5") == "not_applicable_mark"
    assert codes(said) == []
    mixed = report(tmp_path, DOCUMENT.replace(">4<", ">none<").replace(">.5<", "><"))
    assert shown(mixed, "L", "Quay", "5") == "unreadable"


def test_a_row_that_lacks_the_key_of_its_own_is_read_and_said(tmp_path: Path) -> None:
    keyless = MAPPING.replace("    link: f:Joined\n", "    key: f:Where\n")
    keyless = keyless.replace('    reference: "@r:id"\n', "    key: f:Name\n")
    start, end = keyless.index("keys:"), keyless.index("links:")
    fit = read(
        Source("fc-2023.xml", DOCUMENT), [mapping(tmp_path, keyless[:start] + keyless[end:])]
    )
    assert not isinstance(fit, Diagnostic)
    rows = [row for table, row in fit.report.rows if table == "L"]
    assert rows == ["?", "? (2)", "? (3)"]
    assert "undeclared-row" in codes(fit.report)


def test_figures_around_an_element_are_not_run_together(tmp_path: Path) -> None:
    parted = DOCUMENT.replace("<f:Boats>1<", "<f:Boats>1<f:Br/>2<")
    said = report(tmp_path, parted)
    assert shown(said, "L", "Isle & Bay", "1") == "unreadable"
    assert codes(said) == ["unreadable-cell"]
    note = DOCUMENT.replace("Fog in May.", "Fog in May.<f:Br/><f:Br/>Ice in June.")
    lines = [passage.text for passage in report(tmp_path, note).sections["1"].passages]
    assert lines[:2] == ["Fog in May.", "Ice in June."]
    beside = DOCUMENT.replace("<f:Boats>1<", "<f:Boats><f:Br/>1<f:Br/><")
    assert shown(report(tmp_path, beside), "L", "Isle & Bay", "1") == "1"


def test_what_no_path_leads_to_is_said(tmp_path: Path) -> None:
    storm = "<f:Delay><f:Cause>Storm</f:Cause><f:Times>5</f:Times></f:Delay>"
    said = report(tmp_path, DOCUMENT.replace("<f:WaitCode>", f"{storm}<f:WaitCode>"))
    assert [p.quote for p in said.unplaced] == ["Storm", "5"]
    assert codes(said) == ["unplaced-element"] * 2


@pytest.mark.parametrize(
    ("sound", "more", "quotes"),
    [
        ('<f:Boat age="31"/>', '<f:Boat age="31">8</f:Boat>', ["8"]),
        ('<f:Boat age="31"/>', '<f:Boat age="31" seats=" 8 "/>', ["8"]),
        ("<f:Boats>1<", '<f:Boats by="the 8 masters">1<', ["the 8 masters"]),
        ('<f:Landing r:id="L2">', '<f:Landing r:id="L2" tide="-8" wind=" ">', ["-8"]),
        ("<f:Times>2<", '<f:Times of="8">2<', ["8"]),
        ("<f:Cause>Ice<", '<f:Cause code="8">Ice<', ["8"]),
        ("<f:Printer>", '<f:Printer made="1998">', []),
    ],
)
def test_what_stands_beside_the_end_of_a_path_is_not_read_with_it(
    tmp_path: Path, sound: str, more: str, quotes: list[str]
) -> None:
    assert sound in DOCUMENT
    said = report(tmp_path, DOCUMENT.replace(sound, more))
    assert [one.quote for one in said.unplaced] == quotes
    assert codes(said) == ["unplaced-element"] * len(quotes)


def test_attributes_that_speak_of_the_format_are_nothing_of_the_report(tmp_path: Path) -> None:
    xsi = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="urn:a a.xsd"'
    said = report(tmp_path, DOCUMENT.replace("<f:Title>", f'<f:Title {xsi} xml:lang="de">'))
    assert codes(said) == []


def test_an_attribute_is_in_the_tag_and_not_in_the_text_behind_it(tmp_path: Path) -> None:
    said = report(tmp_path, DOCUMENT.replace('age="31"/>', 'age="31">8</f:Boat>'))
    place = said.cells[CellKey("L", "Quay", "6.1")].provenance.locator
    assert place.text == '<f:Boat age="31">'


def test_an_ignored_attribute_leaves_the_rest_of_its_element(tmp_path: Path) -> None:
    without = MAPPING.replace("[f:Printer]", "[f:Printer/@made]")
    document = DOCUMENT.replace("<f:Printer>", '<f:Printer made="1998">')
    fit = read(Source("fc-2023.xml", document), [mapping(tmp_path, without)])
    assert not isinstance(fit, Diagnostic)
    assert [one.quote for one in fit.report.unplaced] == ["Machine 7"]


def test_a_condition_reads_what_it_chose_by_and_no_more(tmp_path: Path) -> None:
    other = MAPPING.replace("boats: f:Boats", "boats: 'f:Boats[@of != \"8\"]'")
    two = '<f:Boats of="7">1</f:Boats><f:Boats of="8">5</f:Boats>'
    document = DOCUMENT.replace("<f:Boats>1</f:Boats>", two)
    fit = read(Source("fc-2023.xml", document), [mapping(tmp_path, other)])
    assert not isinstance(fit, Diagnostic)
    assert shown(fit.report, "L", "Isle & Bay", "1") == "1"
    assert [one.quote for one in fit.report.unplaced] == ["8", "5"]


def test_a_part_without_rows_is_a_table_and_one_that_is_not_there_is_none(tmp_path: Path) -> None:
    empty = DOCUMENT[: DOCUMENT.index("<f:Landings>")] + "<f:Landings/></f:Report>"
    said = report(tmp_path, empty)
    assert said.tables == {"P", "L"}


# ---- what is refused


@pytest.mark.parametrize(
    ("document", "code"),
    [
        ("", "no-xml"),
        ("no report", "no-xml"),
        (DOCUMENT[:-20], "no-xml"),
        (DOCUMENT.replace("</f:Year>", ""), "no-xml"),
        ("<!DOCTYPE html><html><body>503</body></html>", "web-page"),
        ("<html><body><p>503<br></body></html>", "web-page"),
        ('<html xmlns="http://www.w3.org/1999/xhtml"><body/></html>', "web-page"),
        (f"<!DOCTYPE r [<!ENTITY a 'b'>]>{DOCUMENT[39:]}", "xml-document-type"),
        ('<!DOCTYPE r SYSTEM "file:///etc/passwd"><r/>', "xml-document-type"),
        ("<other/>", "no-form-fits"),
        ("<f:Report/>", "no-xml"),
        ("<f:Report xmlns:f='urn:ferry:report:2'>&laughs;</f:Report>", "no-xml"),
    ],
)
def test_what_is_no_report_is_refused(tmp_path: Path, document: str, code: str) -> None:
    assert refused(tmp_path, document) == code


def test_without_any_mapping_it_is_the_mapping_that_is_missing() -> None:
    found = read(Source("fc-2023.xml", DOCUMENT), [])
    assert isinstance(found, Diagnostic)
    assert "  " not in found.message.zh
    assert ".xml.yaml" in (found.hint.zh if found.hint else "")


def test_laughs_stop_before_the_first_of_them(tmp_path: Path) -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 60))
    document = f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY l0 "ha">{laughs}]><r>&l59;</r>'
    assert refused(tmp_path, document) == "xml-document-type"


def test_nesting_has_an_end(tmp_path: Path) -> None:
    head = "<f:Report xmlns:f='urn:ferry:report:2'>"
    deep = head + "<a>" * DEEPEST + "</a>" * DEEPEST + "</f:Report>"
    assert refused(tmp_path, deep) == "too-deep"
    bottomless = head + "<a>" * 200_000
    assert refused(tmp_path, bottomless) == "too-deep"


def test_inclusions_are_elements_like_any_other(tmp_path: Path) -> None:
    include = '<i:include xmlns:i="http://www.w3.org/2001/XInclude" href="file:///etc/passwd"/>'
    said = report(tmp_path, DOCUMENT.replace("<f:Year>", f"{include}<f:Year>"))
    assert codes(said) == ["unplaced-element"]
    assert [one.quote for one in said.unplaced] == ["file:///etc/passwd"]


# ---- encodings


def test_the_stated_encoding_is_believed_and_a_wrong_one_refused() -> None:
    def head(encoding: str) -> str:
        return f"<?xml version='1.0' encoding='{encoding}'?><a>渡口é</a>"

    for encoding in ("GB18030", "utf-8"):
        assert decode(head(encoding).encode(encoding)) == (head(encoding), None)
    latin = head("ISO-8859-1").replace("渡口", "")
    assert decode(latin.encode("latin-1")) == (latin, None)
    assert decode("<a>é</a>".encode()) == ("<a>é</a>", None)
    assert decode("<a>é</a>".encode("utf-16")) == ("<a>é</a>", None)
    wrong, unknown = "not in the stated encoding", "is not supported"
    for raw, why in (
        (head("utf-8").encode("gb18030"), wrong),
        ("<a>é</a>".encode("latin-1"), wrong),
        (latin.replace("ISO-8859-1", "rot13").encode(), unknown),
        (latin.replace("ISO-8859-1", "nonsense").encode(), unknown),
        (latin.replace("ISO-8859-1", "UTF-16").encode("latin-1"), unknown),
    ):
        found = decode(raw)
        assert not isinstance(found, tuple)
        assert found is not None
        assert found.code == "xml-encoding"
        assert why in found.message.en


def test_a_web_page_in_an_unknown_encoding_is_told_as_a_web_page() -> None:
    found = decode("<!DOCTYPE html><html><p>não</p></html>".encode("latin-1"))
    assert not isinstance(found, tuple)
    assert found is not None
    assert found.code == "web-page"


# ---- paths


TREE = """<a xmlns:p="urn:p"><p:b id="1"><c>x</c><d>1</d></p:b><p:b id="2"><c>y</c><d>2</d></p:b>
<p:b id="3"><c>x</c><d>3</d></p:b></a>"""


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("p:b/d", ["1", "2", "3"]),
        ("p:b[2]/d", ["2"]),
        ("p:b[9]/d", []),
        ('p:b[c = "x"]/d', ["1", "3"]),
        ('p:b[c = "x"][2]/d', ["3"]),
        ('p:b[c != "x"]/d', ["2"]),
        ('p:b[c="x"][@id != "1"]/d', ["3"]),
        ("p:b[@id = $id]/c", ["y"]),
        ("p:b/@id", ["1", "2", "3"]),
        ("p:b/@none", []),
        ("p:b/c/../d", ["1", "2", "3"]),
        ("..", []),
        ("q:b/d", []),
    ],
)
def test_a_path_leads_to_values_in_the_order_of_the_document(
    path: str, expected: list[str]
) -> None:
    tree = parse(Source("t", TREE), Namespaces({"p": namespace_pattern("urn:p")}))
    assert isinstance(tree, Tree)
    parsed = parse_path(path)
    assert parsed is not None
    assert [hit.text for hit in values(parsed, tree.root, "2")] == expected


@pytest.mark.parametrize(
    "text",
    [
        *("", "/a", "//a", "a/", "a//b", "a/@b/c", "a[0]", "a[1][b = 'x']", "a[b]", "a b", "a:b:c"),
        *("document('x')", "a | b", 'a[b = "x]', "*", ".", "@", "a[position() = 1]", "a" * 501),
    ],
)
def test_what_is_no_path_is_none(text: str) -> None:
    assert parse_path(text) is None


def test_offsets_are_right_behind_characters_of_any_width() -> None:
    text = "<a><b>é渡𝒳</b><c>x</c>ü<d>7</d></a>"
    tree = parse(Source("t", text), PLAIN)
    assert isinstance(tree, Tree)
    places = {element.name: tree.place(element).text for element in tree.root.children}
    assert places == {"b": "é渡𝒳", "c": "x", "d": "7"}


# ---- whatever is done to a document


def test_no_part_of_a_document_passes_for_the_whole(tmp_path: Path) -> None:
    by = mapping(tmp_path)
    for end in range(0, len(DOCUMENT.rstrip()) - 1, 7):
        assert isinstance(read(Source("fc.xml", DOCUMENT[:end]), [by]), Diagnostic), end


@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.tuples(
            st.integers(0, len(DOCUMENT)),
            st.integers(0, 40),
            st.text(max_size=6)
            | st.sampled_from(
                [
                    "<",
                    ">",
                    "&",
                    "]]>",
                    "<![CDATA[",
                    "<!--",
                    "-->",
                    "<?x?>",
                    "</f:Landing>",
                    "N/A",
                    "\0",
                ]
            ),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_a_document_changed_anywhere_is_read_or_refused(
    tmp_path: Path, changes: list[tuple[int, int, str]]
) -> None:
    document = DOCUMENT
    for at, length, put in changes:
        document = document[:at] + put + document[at + length :]
    found = read(Source("fc.xml", document), [mapping(tmp_path)])
    if not isinstance(found, Diagnostic):
        for cell in found.report.cells.values():
            place = cell.provenance.locator
            assert 0 <= place.start <= place.end <= len(document)
