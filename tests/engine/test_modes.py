"""What a rule makes of missing values, of doubt, of years; parameters, definitions, data, editions."""

import pytest

from gouji.language.check import check
from gouji.language.parse import parse
from gouji.model.data import read_data
from gouji.model.finding import Outcome
from gouji.model.span import Source
from tests.engine.packs import BRANCHES, LIBRARY, holds
from tests.engine.strategies import at_place, findings_of, report_of, requirement


@pytest.mark.parametrize(
    ("mode", "given", "expected"),
    [
        ("", "nothing", 'unknown where reason = "blank"'),
        ("missing as zero", "nothing", "pass"),
        ("missing as zero", '"—"', "pass"),
        ("missing as zero", '"约3"', 'unknown where reason = "unreadable"'),
        ("missing skips", "nothing", "not_applicable"),
        ("missing skips", '"约3"', 'unknown where reason = "unreadable"'),
        ("missing fails", "nothing", "fail"),
        ("missing fails", '"约3"', 'unknown where reason = "unreadable"'),
    ],
)
def test_a_missing_value_makes_of_a_rule_what_the_rule_says(
    mode: str, given: str, expected: str
) -> None:
    holds(
        f'rule M require A[1, 1] + 1 >= 1 {mode} test M "it" given A[1, 1] = {given} expect {expected}'
    )


def test_an_absent_table_is_no_zero_and_an_absent_report_no_failure() -> None:
    holds(
        """
        rule Z require A[1, 1] = 0 missing as zero
        test Z "no table" given B[1, 1] = 1 given A = nothing expect unknown where reason = "absent_table"
        test Z "no row" given A[2, 1] = 1 expect unknown where reason = "absent_row"
        rule F require last(A[1, 1]) = 0 missing fails
        test F "no earlier report" given A[1, 1] = 1 expect unknown where reason = "no_prior"
        rule G on A each column require [1] >= 0 missing fails
        test G "no table" given A = nothing expect fail"""
    )


def test_the_cells_that_a_rule_runs_over_are_zero_where_it_takes_the_missing_for_zero() -> None:
    holds(
        """rule Z for each x in A[*, 1] require x + 1 >= 2 missing as zero
        test Z "blank" given A[1 .. 2, 1] = 1 given A[3, 1] = nothing
          expect fail where x = 0 and gap = 1
        test Z "the row is not there" given A[1 .. 2, 1] = 1
          expect unknown where reason = "absent_row"
          expect pass where x = 1
        rule Y for each x in A[*, 1] require x = last(x) missing as zero
        test Y "the same cell of last year" given A[1 .. 2, 1] = 1 given A[3, 1] = nothing
          given last(A[*, 1]) = 1
          expect fail where x = 0 and gap = 1"""
    )


def test_a_cell_of_a_row_that_is_not_printed_keeps_its_place() -> None:
    rule = requirement("x >= 1", "for each x in A[1 | 3, 1]") + "missing as zero"
    finding = at_place(findings_of(rule, report_of({("A", "1", "1"): "1"})), row="3")
    assert finding.where == {"table": "A", "row": "3", "column": "1"}
    assert finding.outcome is Outcome.UNKNOWN


def test_a_row_that_a_report_may_do_without_is_zero_and_one_that_the_form_asks_for_is_not() -> None:
    holds(
        f"""{BRANCHES}
        rule Z on C each row require D[branch, 1] = 0 missing as zero
        test Z "a key that the other table does not list" given C["东馆", *] = 1 given D["西馆", *] = 1
          expect pass where row = "东馆"
        test Z "one that it lists" given C["东馆", *] = 1 given D["东馆", *] = 1
          expect fail where row = "东馆"
        rule Y require C[9, 1] = 0 missing as zero
        test Y "the total of the form" given C["东馆", *] = 0
          expect unknown where reason = "absent_row" """
    )


def test_a_sentence_that_names_a_row_is_not_told_of_a_table_that_is_not_there() -> None:
    rule = 'rule R on B each row require [1] > 0 missing fails say "{row}: {[1]} is too little"'
    finding = at_place(findings_of(rule, report_of({("A", "1", "1"): "1"})), table="B")
    assert finding.outcome is Outcome.FAIL
    assert finding.message.en.endswith("this table was not found")


GUARDED = "rule M require A[1, 1] >= 0 {} when A[2, 1] > 0"
EXCEPTED = "rule M require A[1, 1] >= 0 {} exception N of M when A[2, 1] > 0 require A[1, 1] > 9"


@pytest.mark.parametrize(
    ("rule", "mode", "expected"),
    [
        (GUARDED, "missing skips", "not_applicable"),
        (GUARDED, "missing fails", 'unknown where reason = "blank"'),
        (EXCEPTED, "missing skips", 'unknown where reason = "blank"'),
        (EXCEPTED, "missing fails", 'unknown where reason = "blank"'),
    ],
)
def test_a_condition_that_cannot_be_decided_accuses_nobody_and_an_exceptions_stays_open(
    rule: str, mode: str, expected: str
) -> None:
    holds(
        f"""{rule.format(mode)}
        test M "it" given A[1, 1] = 1 given A[2, 1] = nothing expect {expected}"""
    )


def test_a_rule_that_fails_accuses_a_report_of_nothing_that_another_one_lacks() -> None:
    holds(
        """rule L require A[1, 1] = last(A[2, 1]) missing fails
        test L "last year's blank" given A[1, 1] = 1 given last(A[2, 1]) = nothing
          given last(A[1, 1]) = 1 expect unknown where reason = "blank"
        test L "this year's" given A[1, 1] = nothing given last(A[2, 1]) = nothing
          given last(A[1, 1]) = 1 expect fail
        rule K require sum(children(A[1, 1])) = A[1, 1] missing fails
        test K "a child's dash" given A[1, 1] = 1 given children(A[1, 1]) = {1, "—"}
          expect unknown where reason = "dash"
        rule S require sum(last(A[1 .. 3, 1])) >= A[1, 1] missing fails
        test S "several" given A[1, 1] = 1 given last(A[1, 1]) = nothing given last(A[2 .. 3, 1]) = 1
          expect unknown where reason = "blank"
        rule E for each x in last(A[1 .. 3, 1]) require x >= 0 missing fails
        test E "each" given A[1, 1] = 1 given last(A[1, 1]) = nothing given last(A[2 .. 3, 1]) = 1
          expect unknown where reason = "blank" """
    )


@pytest.mark.parametrize(
    ("mode", "blank", "both"),
    [
        ("missing skips", "not_applicable", 'unknown where reason = "unreadable"'),
        ("missing fails", "fail", "fail"),
    ],
)
@pytest.mark.parametrize(
    "required",
    [
        "A[1, 1] + A[2, 1] = 3",
        "A[2, 1] + A[1, 1] = 3",
        "sum(A[1 .. 2, 1]) = 3",
        "A[2, 1] > 0 and A[1, 1] > 0",
        "(every x in A[1 .. 2, 1] satisfies x > 0)",
        "A[2, 1] in {A[1, 1], 3}",
    ],
)
def test_it_does_not_matter_which_missing_value_is_found_first(
    mode: str, blank: str, both: str, required: str
) -> None:
    holds(
        f"""rule M require {required} {mode}
        test M "blank" given A[1, 1] = 1 given A[2, 1] = nothing expect {blank}
        test M "one" given A[1, 1] = nothing given A[2, 1] = "约3" expect {both}
        test M "other" given A[1, 1] = "约3" given A[2, 1] = nothing expect {both}"""
    )


def test_a_blank_that_a_rule_allows_is_no_failure_beside_what_cannot_be_read() -> None:
    holds(
        """rule M require (A[1, 1] = nothing or A[1, 1] > 3) and A[2, 1] > 2 missing fails
        test M "allowed" given A[1, 1] = nothing given A[2, 1] = "约3"
          expect unknown where reason = "unreadable" """
    )


@pytest.mark.parametrize(
    ("mode", "expected"), [("", "pass"), ("doubt passes", "pass"), ("doubt reviews", "review")]
)
def test_figures_that_rounding_may_have_parted_pass_unless_a_person_is_to_look(
    mode: str, expected: str
) -> None:
    holds(
        f"""rule D require B[1, 1] + B[1, 2] = B[1, 3] {mode}
        test D "rounded" given B[1, 1] = 1.4 given B[1, 2] = 1.4 given B[1, 3] = 2.9 expect {expected}
        test D "exact" given B[1, 1] = 1.4 given B[1, 2] = 1.4 given B[1, 3] = 2.8 expect pass
        test D "apart" given B[1, 1] = 1.4 given B[1, 2] = 1.4 given B[1, 3] = 3.1 expect fail"""
    )


@pytest.mark.parametrize(
    "required",
    [
        "[1] <= 500",
        "[1] > 500",
        "not ([1] > 500)",
        "(no x in B[*, 1] satisfies x > 500)",
        "not (some x in B[*, 1] satisfies x > 500)",
        "([1] > 500) = false",
        "[1] = [2]",
        "[1] != [2]",
        "not ([1] = [2])",
        "([1] > 500 and true)",
        "([2] = nothing or [1] > 500)",
        "[1] in {7, [2]}",
        "not ([1] in {7, [2]})",
    ],
)
def test_figures_that_rounding_may_have_parted_pass_whichever_way_it_is_put(required: str) -> None:
    holds(
        f"""rule D on B each row require {required}
        test D "rounded" given B[1, 1] = 500 given B[1, 2] = 501 expect pass"""
    )


def test_what_rounding_may_have_parted_counts_as_holding_in_a_condition() -> None:
    holds(
        """rule D on B each row when not ([1] = [2]) require false
        test D "applies" given B[1, 1] = 10 given B[1, 2] = 11 expect fail
        rule E on B each row when not ([1] = [2]) require false doubt reviews
        test E "a person looks" given B[1, 1] = 10 given B[1, 2] = 11 expect review"""
    )


def test_a_pass_by_rounding_tells_the_difference() -> None:
    holds(
        """rule D on B each row require [1] in {[2], [3]}
        test D "rounded" given B[1, 1] = 10 given B[1, 2] = 11 given B[1, 3] = 20 expect pass where gap = 1
        test D "the exact reading goes first" given B[1, 1] = 10 given B[1, 2] = 11 given B[1, 3] = 10
          expect pass where gap = nothing
        rule E on B each row require ([1] > 500 or false) = false
        test E "by way of an answer" given B[1, 1] = 500 expect pass where gap = 0"""
    )


@pytest.mark.parametrize(("mode", "expected"), [("", "review"), ("doubt passes", "pass")])
def test_a_likeness_near_its_threshold_is_a_doubt(mode: str, expected: str) -> None:
    holds(
        f"""rule L require similar("图书馆开放", section(1)) >= 50% {mode}
        test L "near" given section(1) = "图书馆闭馆" expect {expected}
        test L "alike" given section(1) = "图书馆开放" expect pass
        test L "nothing alike" given section(1) = "略" expect fail"""
    )


def test_a_distance_takes_the_place_of_the_band_of_a_likeness() -> None:
    holds(
        """rule L require similar("图书馆开放", section(1)) >= 50% within 1%
        test L "half" given section(1) = "图书馆开" expect pass"""
    )


def test_a_rule_is_for_the_years_in_which_it_is_valid() -> None:
    holds(
        """rule V require A[1, 1] = 0 valid from 2021-01-01 until 2022-12-31
        test V "before" given year = 2020 given A[1, 1] = 1 expect not_applicable
        test V "within" given year = 2021 given A[1, 1] = 1 expect fail
        test V "after" given year = 2023 given A[1, 1] = 1 expect not_applicable
        test V "not known" given A[1, 1] = 1 expect unknown where reason = "no_date"
        rule W require A[1, 1] = 0 valid until 2022-06-30
        test W "the year ends later" given year = 2022 given A[1, 1] = 1 expect not_applicable"""
    )


def test_parameters_and_definitions_stand_for_what_they_say() -> None:
    holds(
        """param limit = 20%
        param start = 2020-01-01
        define growth(now, before) = (now - before) / before
        define all = A[now, 3]
        define even(n) = whole(n / 2)
        rule G require growth(all, last(all)) <= limit and even(all) when date(year, 1, 1) >= start
        test G "grown" given year = 2024 given A[now, 3] = 12 given last(A[now, 3]) = 10 expect pass
        test G "too much" given year = 2024 given A[now, 3] = 14 given last(A[now, 3]) = 10 expect fail
        test G "before the start" given year = 2019 given A[now, 3] = 14 given last(A[now, 3]) = 10
          expect not_applicable"""
    )


@pytest.mark.parametrize(
    ("setting", "codes"),
    [
        ({"limit": "30"}, []),
        ({"limit": "many"}, ["wrong-setting"]),
        ({"name": "anything"}, []),
    ],
)
def test_a_parameter_is_set_to_a_value_of_its_kind(
    setting: dict[str, str], codes: list[str]
) -> None:
    text = (
        LIBRARY + 'param limit = 20 param name = "x" rule P require A[1, 1] <= limit and name != ""'
    )
    file, _ = parse(Source("set", text))
    pack, wrong = check([file], {}, setting)
    assert [problem.code for problem in wrong] == codes
    assert pack is not None
    shown = {name: str(value.value) for name, value in pack.parameters.items()}
    assert shown == {"limit": "20", "name": "x"} | (setting if not codes else {})


def test_the_values_of_a_data_file_are_constants_sets_and_templates() -> None:
    found, wrong = read_data(Source("w.yaml", "most: 5\nkinds: [甲, 乙]\ncues: [偏少, 不足]\n"))
    assert not wrong
    assert found is not None
    holds(
        """rule D when agency in words.kinds
             require A[1, 1] <= words.most and not exists(find(section(1), words.cues))
        test D "as it should be" given agency = "甲" given A[1, 1] = 5 given section(1) = "略" expect pass
        test D "too many" given agency = "甲" given A[1, 1] = 6 given section(1) = "略" expect fail
        test D "a cue" given agency = "乙" given A[1, 1] = 5 given section(1) = "座位不足" expect fail
        test D "another" given agency = "丙" given A[1, 1] = 9 given section(1) = "略"
          expect not_applicable""",
        {"words": found},
    )


def test_a_rule_that_skips_does_not_skip_what_is_redacted() -> None:
    holds(
        """rule X missing skips require A[1, 1] >= 0
        test X "blacked out" given A[1, 1] = "***" expect unknown where reason = "redacted"
        test X "blank" given A[1, 1] = nothing expect not_applicable"""
    )


def test_a_rule_that_fails_on_what_is_missing_fails_on_a_section_that_is_not_there() -> None:
    holds(
        """rule X missing fails require exists(find(section(1), "甲"))
        test X "not there" given section(2) = "乙。" expect fail
        test X "there" given section(1) = "甲。" expect pass"""
    )


def test_largest_and_smallest() -> None:
    holds(
        """rule X on A each column require max([*]) <= 10 and min({[1], [2]}) >= 1
        test X "within" given A[*, *] = 5 expect pass
        test X "too large" given A[*, *] = 5 given A[3, 2] = 11 expect fail where column = "外文"
        test X "too small" given A[*, *] = 5 given A[1, 2] = 0 expect fail where column = "外文"
        test X "a blank" given A[*, *] = 5 given A[1, 2] = nothing
          expect unknown where column = "外文" and reason = "blank" """
    )


def test_an_ordered_outline_demands_its_sections_in_their_order() -> None:
    holds(
        """
        table Z "z" rows 1 "z" columns 1 "z"
        form other "other"
        outline S "parts" ordered 1 "总体情况" 2 "借阅情况"
        test S "in order" given section(1) = "a" given section(2) = "b" expect pass
        test S "one is absent" given section(1) = "a" expect fail where it.ordinal = 2
        test S "the wrong way round" given section(2) = "b" given section(1) = "a"
          expect fail where it.ordinal = 2"""
    )


def test_an_ordered_outline_does_without_its_optional_sections_but_not_without_their_order() -> (
    None
):
    holds(
        """
        table Z "z" rows 1 "z" columns 1 "z"
        form other "other"
        outline S "parts" ordered 5 "甲" 6 "乙" optional 7 "丙" optional 8 "丁"
        test S "without" given section(5) = "a" given section(8) = "d" expect pass
        test S "with one" given section(5) = "a" given section(7) = "c" given section(8) = "d" expect pass
        test S "across those left out" given section(8) = "d" given section(5) = "a"
          expect fail where it.ordinal = 4
        test S "an optional one elsewhere" given section(5) = "a" given section(8) = "d" given section(7) = "c"
          expect fail where it.ordinal = 4
        test S "before the first" given section(6) = "b" given section(5) = "a" given section(8) = "d"
          expect fail where it.ordinal = 2
        test S "the last is absent" given section(5) = "a" given section(6) = "b"
          expect fail where it.ordinal = 4"""
    )


def test_groups_printed_as_one_row_are_told_from_rows() -> None:
    holds(
        """form grouped "grouped"
        table G "g" rows 1 "甲" group 1.1 "子" 1.2 "丑" 2 "乙" columns 1 "数"
        rule O for each g in groups(G) require not g.merged
        rule H for each r in rows(G) when not r.merged require exists(r)
        rule W for each r in rows(G) when exists(r) require r.verbatim say "{r.printed} {r.text}"
        test O "one by one" given G[*, *] = 1 expect pass
        test O "as one" given G[1, *] = 1 given G[2, *] = 1 expect fail where g.text = "甲"
        test H "as one" given G[1, *] = 1 given G[2, *] = 1 expect pass
        test H "one is absent" given G[1.1, *] = 1 given G[2, *] = 1 expect fail where r.text = "丑"
        test W "as in the form" given G[*, *] = 1 given G[2, 1].printed = "2．乙（注）" expect pass
        test W "otherwise" given G[*, *] = 1 given G[2, 1].printed = "2．己" expect fail where r.text = "乙" """
    )


def test_the_largest_of_nothing_is_undefined() -> None:
    holds(
        f"""{BRANCHES}
        rule X require max(C[*, 1]) = C[9, 1]
        test X "no branch" given C[9, 1] = 5 expect unknown where reason = "undefined"
        test X "one" given C["西馆", 1] = 5 given C[9, 1] = 5 expect pass"""
    )


def test_a_day_that_cannot_be_is_undefined_and_not_nothing() -> None:
    holds(
        """rule C for each m in find(section(1), "自{day:date}起") require m.day = nothing
        test C "no such day" given section(1) = "自2023年2月30日起" expect unknown where reason = "undefined"
        test C "a day" given section(1) = "自2023年2月28日起" expect fail"""
    )


def test_a_distance_may_be_a_figure_of_the_report_but_not_negative() -> None:
    holds(
        """rule W for each m in find(section(1), "误差{n}册") require A[1, 1] = A[2, 1] within m.n
        test W "near" given A[1, 1] = 3 given A[2, 1] = 5 given section(1) = "误差2册" expect pass
        test W "far" given A[1, 1] = 3 given A[2, 1] = 5 given section(1) = "误差1册" expect fail
        test W "about" given A[1, 1] = 3 given A[2, 1] = 5 given section(1) = "误差约1册" expect review
        rule N require A[1, 1] = A[1, 2] within A[2, 1] - A[3, 1]
        test N "below zero" given A[1, *] = 1 given A[2, 1] = 1 given A[3, 1] = 2
          expect unknown where reason = "undefined" """
    )


def test_a_doubtful_distance_is_named() -> None:
    rule = requirement("A[1, 1] = 5 within m.n", 'for each m in find(section(1), "误差{n}册")')
    cells = {("A", "1", "1"): "3"}
    (finding,) = findings_of(rule, report_of(cells, {"1": "误差约1册"}))
    assert "the number in “误差约1册” is an estimate" in finding.message.en
