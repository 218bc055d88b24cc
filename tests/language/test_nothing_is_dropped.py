"""What is written and would have no effect is told, not dropped."""

from pathlib import Path

import pytest

from gouji.language.check import check
from gouji.language.parse import parse
from gouji.model.diagnostic import Severity
from gouji.model.span import Source
from gouji.model.wording import Wording
from gouji.scan.packs import packs
from tests.engine.packs import LIBRARY, problems_of


def told(text: str) -> list[tuple[str, str]]:
    """The code of each problem, and what was written at its place."""
    return [(p.code, "" if p.place is None else p.place.text) for p in problems_of(text)]


# ---- files


def test_a_text_that_is_no_rule_file_is_read_only_so_far_and_that_is_told() -> None:
    line = "rule A $$$ $$$ $$$ $$$ $$$ $$$\n"
    text = line * 2000
    _, found = parse(Source("no rules", text))
    assert {problem.code for problem in found[:-1]} == {"unknown-character"}
    last = found[-1]
    assert (last.code, last.severity) == ("too-many-unknown-characters", Severity.ERROR)
    assert last.place is not None
    assert 0 < last.place.start < len(text)


# ---- packs and forms


@pytest.mark.parametrize(
    ("bases", "codes"),
    [
        ('basis "Act" basis zh "法"', []),
        ('basis zh "法" basis en "Act"', []),
        ('basis "Act" basis en "Act 2"', ["language-twice"]),
        ('version "1" version "2"', ["clause-twice"]),
    ],
)
def test_a_pack_states_its_basis_once_in_each_language(bases: str, codes: list[str]) -> None:
    file, unread = parse(Source("pack", f'pack depot "Depot" language en {bases}'))
    _, wrong = check([file])
    assert [problem.code for problem in (*unread, *wrong)] == codes


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("from 2020-01-01", "until 2010-01-01"),
        ("until 2010-01-01", "from 2020-01-01"),
        ("until 2010-01-01", "until 2011-01-01"),
    ],
)
def test_a_second_time_of_validity_of_a_form_is_told(first: str, second: str) -> None:
    found = told(f'form g "Old report" valid {first} valid {second}')
    assert found == [("clause-twice", f"valid {second}")]


# ---- layouts


@pytest.mark.parametrize(
    ("mark", "place"),
    [
        ("= nosuch", "nosuch"),
        ('unit "件"', '"件"'),
        ('serves "A1" "A2"', '"A1"'),
        ("words", '1 "a" words'),
    ],
)
def test_a_mark_of_a_row_on_a_line_of_an_outline_is_told(mark: str, place: str) -> None:
    assert told(f'outline O "parts" 1 "a" {mark}') == [("mark-without-meaning", place)]


def test_every_mark_on_one_line_of_an_outline_is_told() -> None:
    found = told('outline O "parts" 1 "a" unit "件" words optional serves "A1" = 1')
    assert [code for code, _ in found] == ["mark-without-meaning"] * 4


@pytest.mark.parametrize("lines", ['rows 1 "r" {} columns 1 "c"', 'rows 1 "r" columns 1 "c" {}'])
def test_a_served_check_without_a_sum_is_told(lines: str) -> None:
    assert told('table Z "z" ' + lines.format('serves "A1"')) == [("mark-without-meaning", '"A1"')]
    assert told('table Z "z" ' + lines.format('serves "A1" = 1')) == []


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ('table Z "z" on A rows 1 "r" columns 1 "c"', "on"),
        ('form g "Old report" for each x in R', "for each"),
    ],
)
def test_what_only_a_rule_has_is_not_said_to_belong_to_an_exception(line: str, place: str) -> None:
    (problem,) = problems_of(line)
    assert (problem.code, problem.place and problem.place.text) == ("misplaced-clause", place)
    assert "belongs to a rule, not to a" in problem.message.en


def test_a_mark_behind_the_sum_of_a_row_is_told_as_such() -> None:
    (problem,) = problems_of('table Z "z" rows 1 "r" = sum([*]) words columns 1 "c"')
    assert problem.message.en == "“words” goes before “=”: the sum comes last"


@pytest.mark.parametrize("written", ["kind", "knd", "类型"])
def test_the_kind_of_an_agency_without_the_agency_is_shown_its_right_spelling(written: str) -> None:
    (problem,) = problems_of(f'rule R require {written} = "town"')
    assert problem.code == "unknown-name"
    assert problem.hint == Wording("写作「机构.类型」。", "Write “agency.kind”.")


# ---- settings


@pytest.mark.parametrize(
    ("own", "given", "told_of"),
    [
        ("50%", "50", "a percentage, such as 50%"),
        ("50%", "0.5", "a percentage, such as 50%"),
        ("50%", "much", "a percentage, such as 50%"),
        ("0.5", "50%", "a number without %, such as 0.5"),
        ("0.5", "much", "a number"),
        ("50%", "60%", None),
        ("50%", "６０％", None),
        ("-5%", "-1%", None),
        ("3", "4万", None),
    ],
)
def test_a_percentage_is_set_as_a_percentage(own: str, given: str, told_of: str | None) -> None:
    file, _ = parse(Source("library", f"{LIBRARY}param most = {own}"))
    _, wrong = check([file], settings={"most": given})
    message = f"--set most={given}: parameter “most” needs {told_of}"
    expected = [] if told_of is None else [("wrong-setting", message)]
    assert [(problem.code, problem.message.en) for problem in wrong] == expected


def test_a_setting_of_no_parameter_is_told_with_the_nearest_parameter(tmp_path: Path) -> None:
    (tmp_path / "depot.gj").write_text('pack depot "Depot"\nparam highest = 3\n', encoding="utf-8")
    _, wrong = packs(str(tmp_path), {"hihgest": "4"})
    assert [problem.code for problem in wrong] == ["unknown-setting"]
    assert wrong[0].hint == Wording("是否想写「highest」？", "Did you mean “highest”?")
    assert packs(str(tmp_path), {"highest": "4"})[1] == []


# ---- definitions


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ('find(x, "a|b")', [("unbalanced-template", "|")]),
        ('count(problems(x, "{n}馆{n}"))', [("numbers-in-template", '"{n}馆{n}"')]),
        ('find(x, "{n}馆", nosuch)', [("template-needed", "nosuch")]),
        ("find(x, 5)", [("template-needed", "5")]),
        ("find(x, x)", [("template-needed", "x")]),
        ("find(x)", [("wrong-number-of-arguments", "find(x)")]),
        ("last(x, 1)", [("wrong-number-of-arguments", "last(x, 1)")]),
        ('find(x, "{n}馆") and y', []),
    ],
)
def test_the_templates_of_a_definition_that_no_rule_uses_are_read(
    value: str, found: list[tuple[str, str]]
) -> None:
    assert told(f"define f(x, y) = {value}") == found


# ---- tests


@pytest.mark.parametrize("fact", ["agency.kind", "today"])
@pytest.mark.parametrize("where", ["last({})", "at(-2, {})", "children({})"])
def test_what_belongs_to_no_other_report_cannot_be_given_of_one(fact: str, where: str) -> None:
    value = {"agency.kind": '"town"', "today": "2026-06-30"}[fact]
    value = f"{{{value}}}" if where.startswith("children") else value
    written = where.format(fact)
    found = told(f"rule R require true test R given {written} = {value} expect pass")
    assert found == [("cannot-be-given", fact)]
