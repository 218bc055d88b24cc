"""Reports of one agency over the years, of one year twice, and of agencies below another."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gouji.model.number import Missing, MissingKind, Number
from gouji.model.report import Cell, CellKey, Completeness, Provenance, Report
from gouji.model.roster import Agency, KindOfAgency, Roster
from gouji.model.span import Source, Span
from gouji.scan.agencies import combined, fits
from gouji.scan.pairing import Pairing, card, pair_cards

PREFIXES = Roster(prefixes=("*省", "*市", "*县"))
_PLACE = Provenance("a.txt", Span(Source("a.txt", "3"), 0, 1), "3")


def report(
    agency: str | None, year: int | None, source: str | None = None, value: int = 0
) -> Report:
    key = CellKey("T1", "1", "1")
    return Report(
        source=source or f"{agency}-{year}.txt",
        form="small",
        agency=agency,
        year=year,
        title=None,
        intro=(),
        sections={},
        cells={key: Cell(key, Number(Fraction(value)), _PLACE)},
        tables=frozenset({"T1"}),
        completeness=Completeness.COMPLETE,
    )


def test_two_reports_that_state_other_bounds_or_other_words_are_not_the_same() -> None:
    one = report("Quay", 2023)
    key, _ = next(iter(one.cells.items()))

    def content(number: Number | Missing, quote: str) -> str:
        cell = Cell(key, number, replace(_PLACE, quote=quote))
        return card(replace(one, cells={key: cell})).content

    half = Fraction(1, 2)
    numbers = [Number(half), Number(half, half, between=True), Number(half, half / 2, between=True)]
    words = [(Missing(MissingKind.WORDS), "red"), (Missing(MissingKind.WORDS), "blue")]
    stated = [content(number, "x") for number in numbers] + [content(*one) for one in words]
    assert len({*stated}) == len(stated)
    rounded = [content(Number(half, slack), "x") for slack in (Fraction(0), half)]
    assert len({*rounded}) == 1  # the same figure in another format


def pair(
    reports: Iterable[Report], roster: Roster, incomplete: Collection[str] = frozenset()
) -> Pairing:
    """The reports in their relations, all of them at hand."""
    known = {one.source: one for one in reports}
    return pair_cards(map(card, known.values()), roster, incomplete, known)


def previous(pairing: Pairing, source: Report) -> str | None:
    before = pairing.reports.before(source, 1)
    return before.source if before else None


def test_a_report_is_paired_with_every_earlier_one_of_its_agency() -> None:
    old, middle, new = (report("青禾街道", year) for year in (2020, 2022, 2023))
    other = report("白塔镇", 2022)
    paired = pair([new, other, old, middle], Roster())
    assert paired.reports.earlier == {
        new.source: {1: middle, 3: old},
        middle.source: {2: old},
    }
    assert paired.reports.before(old, 1) is None


def test_widths_and_blanks_do_not_tell_names_apart() -> None:
    old, new = report("青禾 街道（本级）", 2022), report("青禾街道(本级)", 2023)
    assert previous(pair([old, new], Roster()), new) == old.source


def test_an_alias_of_the_roster_is_the_agency() -> None:
    roster = Roster((Agency("青禾街道办事处", aliases=("青禾街道", "青禾乡人民政府")),))
    old, new = report("青禾乡人民政府", 2022), report("青禾 街道", 2023)
    assert previous(pair([old, new], roster), new) == old.source
    assert previous(pair([old, new], Roster()), new) is None


def test_a_name_may_leave_out_the_place_above() -> None:
    old, new = report("柳河区人民政府", 2022), report("云阳市柳河区人民政府", 2023)
    assert previous(pair([old, new], PREFIXES), new) == old.source
    assert previous(pair([old, new], Roster()), new) is None


def test_a_name_behind_two_prefixes_is_still_one_agency() -> None:
    names = ("柳河区人民政府", "云阳市柳河区人民政府", "江东省云阳市柳河区人民政府")
    reports = [report(name, 2021 + at) for at, name in enumerate(names)]
    paired = pair(reports, PREFIXES)
    assert {*paired.reports.earlier[reports[2].source]} == {1, 2}


def test_a_name_that_two_places_share_belongs_to_neither() -> None:
    bare, one, other = (
        report(name, year)
        for name, year in (
            ("柳河区人民政府", 2022),
            ("云阳市柳河区人民政府", 2023),
            ("海定市柳河区人民政府", 2023),
        )
    )
    paired = pair([bare, one, other], PREFIXES)
    assert paired.reports.earlier == {}
    assert paired.duplicates == {}


def test_what_stands_before_must_be_a_prefix_of_the_patterns() -> None:
    old, new = report("水务局", 2022), report("望川水务局", 2023)
    assert previous(pair([old, new], PREFIXES), new) is None


def test_different_reports_of_one_year_set_two_names_apart() -> None:
    one, other = report("柳河区人民政府", 2023), report("云阳市柳河区人民政府", 2023, value=7)
    later = report("云阳市柳河区人民政府", 2024)
    paired = pair([one, other, later], PREFIXES)
    assert paired.duplicates == {}
    assert previous(paired, later) == other.source


def test_the_same_report_under_the_long_and_the_short_name_is_there_twice() -> None:
    one, other = report("柳河区人民政府", 2023), report("云阳市柳河区人民政府", 2023)
    (duplicate,) = pair([one, other], PREFIXES).duplicates.values()
    assert duplicate.identical


@pytest.mark.parametrize("listed", ["柳河区人民政府", "云阳市柳河区人民政府"])
@pytest.mark.parametrize("written", ["柳河区人民政府", "云阳市柳河区人民政府"])
def test_an_agency_of_the_roster_is_known_with_and_without_the_place_above(
    listed: str, written: str
) -> None:
    roster = Roster((Agency(listed, kind="县级政府"),), prefixes=PREFIXES.prefixes)
    one = report(written, 2023)
    paired = pair([one], roster)
    assert paired.reports.kind(one) == "县级政府"
    assert paired.reports.children(one) == ()


def test_two_agencies_of_the_roster_are_never_one() -> None:
    roster = Roster((Agency("柳河区人民政府"), Agency("云阳市柳河区人民政府")), (), ("*市",))
    old, new = report("柳河区人民政府", 2022), report("云阳市柳河区人民政府", 2023)
    assert previous(pair([old, new], roster), new) is None


def test_of_two_reports_of_one_year_a_complete_one_is_compared_with() -> None:
    first, second = report("青禾街道", 2022, "a.txt"), report("青禾街道", 2022, "b.txt", 5)
    new = report("青禾街道", 2023)
    assert previous(pair([second, first, new], Roster()), new) == "a.txt"
    paired = pair([second, first, new], Roster(), incomplete={"a.txt"})
    assert previous(paired, new) == "b.txt"
    (duplicate,) = paired.duplicates.values()
    assert (duplicate.report.source, duplicate.chosen.source) == (first.source, second.source)
    assert not duplicate.identical


def test_of_two_equally_complete_reports_the_one_with_more_figures_is_compared_with() -> None:
    first, second = report("青禾街道", 2022, "a.txt"), report("青禾街道", 2022, "b.txt")
    bare = replace(
        first,
        cells={
            key: replace(cell, number=Missing(MissingKind.BLANK))
            for key, cell in first.cells.items()
        },
    )
    new = report("青禾街道", 2023)
    assert previous(pair([bare, second, new], Roster()), new) == "b.txt"
    assert previous(pair([bare, second, new], Roster(), incomplete={"b.txt"}), new) == "a.txt"


def test_a_report_that_is_not_chosen_still_has_its_previous_year() -> None:
    old = report("青禾街道", 2022)
    first, second = report("青禾街道", 2023, "a.txt"), report("青禾街道", 2023, "b.txt")
    paired = pair([old, first, second], Roster())
    assert previous(paired, first) == previous(paired, second) == old.source
    assert [d.identical for d in paired.duplicates.values()] == [True]


def test_a_report_without_an_agency_or_a_year_takes_part_in_nothing() -> None:
    nameless, undated = report(None, 2022), report("青禾街道", None)
    new = report("青禾街道", 2023)
    paired = pair([nameless, undated, new], Roster())
    assert paired.reports.earlier == {}
    assert [one.source for one in paired.unpaired] == [nameless.source, undated.source]


def test_the_roster_tells_who_is_below_with_the_report_of_the_same_year_or_none() -> None:
    roster = Roster(
        (
            Agency("望川县人民政府", aliases=("望川县政府",)),
            Agency("望川县水务局", aliases=("水务局",), parent="望川县政府"),
            Agency("望川县民政局", parent="望川县人民政府"),
            Agency("望川县水务局河道所", parent="望川县水务局"),
        )
    )
    top, water = report("望川县人民政府", 2023), report("水务局", 2023)
    late = report("望川县民政局", 2022)
    stranger = report("白塔镇人民政府", 2023)
    reports = pair([top, water, late, stranger], roster).reports
    children = reports.children(top)
    assert children is not None
    assert [(c.agency, c.report) for c in children] == [
        ("望川县水务局", water),
        ("望川县民政局", None),
    ]
    assert [c.agency for c in reports.children(water) or ()] == ["望川县水务局河道所"]
    assert reports.children(late) == ()
    assert reports.children(stranger) is None


def test_without_a_roster_nobody_knows_who_is_below() -> None:
    one = report("望川县人民政府", 2023)
    assert pair([one], PREFIXES).reports.children(one) is None


def test_the_first_pattern_that_fits_tells_the_kind_unless_the_roster_does() -> None:
    roster = Roster(
        (Agency("望川县水务局", kind="特别"), Agency("望川县民政局")),
        (KindOfAgency("镇", ("*镇人民政府",)), KindOfAgency("其他", ("*人民政府", "*局"))),
    )
    named = {
        "望川县水务局": "特别",
        "望川县民政局": "其他",
        "白塔镇 人民政府": "镇",
        "白塔人民政府": "其他",
        "白塔中学": None,
    }
    reports = [report(name, 2023) for name in named]
    undated = report("白塔镇人民政府", None)
    paired = pair([*reports, undated], roster).reports
    assert [paired.kind(one) for one in reports] == [*named.values()]
    assert paired.kind(undated) == "镇"


def test_the_users_roster_goes_before_that_of_the_pack() -> None:
    users = Roster(
        (Agency("甲局", aliases=("乙局",), kind="用户"),), (KindOfAgency("一", ("*局",)),)
    )
    packs = Roster(
        (Agency("乙局", kind="包"), Agency("丙局", aliases=("甲局", "丙"), kind="包")),
        (KindOfAgency("二", ("*局",)),),
        ("*市",),
    )
    both = combined(users, packs)
    assert [(a.name, a.aliases) for a in both.agencies] == [("甲局", ("乙局",)), ("丙局", ("丙",))]
    assert [k.kind for k in both.kinds] == ["一", "二"]
    assert both.prefixes == ("*市",)


@pytest.mark.parametrize(
    ("pattern", "name", "expected"),
    [
        ("*", "", True),
        ("*", "望川", True),
        ("望川", "望川", True),
        ("望川", "望川县", False),
        ("望*县", "望川县", True),
        ("望*川*县", "望县", False),
        ("*县*县", "望川县", False),
        ("县*县", "县", False),
        ("*[局]", "水务局", False),
        ("*?", "水务局", False),
        ("**局", "水务局", True),
    ],
)
def test_a_star_stands_for_any_characters_and_nothing_else_is_special(
    pattern: str, name: str, *, expected: bool
) -> None:
    assert fits(pattern, name) is expected


def test_many_stars_take_no_longer_than_a_long_name_is() -> None:
    assert not fits("*a" * 200 + "*b*", "a" * 20_000)


_NAMES = st.sampled_from(
    [
        *("柳河区人民政府", "云阳市柳河区人民政府", "海定市柳河区人民政府"),
        *("江东省云阳市柳河区人民政府", "柳河区政府", "云阳市人民政府", "人民政府", "白塔镇"),
    ]
)
_DRAFTS = st.lists(
    st.tuples(st.none() | _NAMES, st.none() | st.integers(2021, 2024), st.integers(0, 1)),
    max_size=12,
)
_ROSTERS = st.sampled_from(
    [
        Roster(),
        PREFIXES,
        Roster((Agency("柳河区人民政府", aliases=("柳河区政府",)),), (), PREFIXES.prefixes),
        Roster(
            (
                Agency("云阳市人民政府"),
                Agency("云阳市柳河区人民政府", parent="云阳市人民政府"),
                Agency("白塔镇", parent="云阳市柳河区人民政府"),
            ),
            (KindOfAgency("政府", ("*人民政府",)),),
            PREFIXES.prefixes,
        ),
    ]
)


@settings(max_examples=150, deadline=None)
@given(_DRAFTS, _ROSTERS, st.randoms(use_true_random=False))
def test_the_order_of_the_inputs_makes_no_difference(
    drafts: list[tuple[str | None, int | None, int]], roster: Roster, random: Random
) -> None:
    reports = [report(*draft[:2], f"{at}.txt", draft[2]) for at, draft in enumerate(drafts)]
    shuffled = random.sample(reports, len(reports))
    incomplete = {"1.txt", "3.txt"}
    one, other = pair(reports, roster, incomplete), pair(shuffled, roster, incomplete)
    assert one == other
    assert [*one.reports.earlier] == [*other.reports.earlier]


@settings(max_examples=100, deadline=None)
@given(_DRAFTS, _ROSTERS)
def test_every_earlier_report_is_as_many_years_earlier_and_the_only_one_of_its_year(
    drafts: list[tuple[str | None, int | None, int]], roster: Roster
) -> None:
    reports = [report(*draft[:2], f"{at}.txt", draft[2]) for at, draft in enumerate(drafts)]
    paired = pair(reports, roster)
    set_aside = {*paired.duplicates}
    by_source = {one.source: one for one in reports}
    for source, earlier in paired.reports.earlier.items():
        for years, before in earlier.items():
            now = by_source[source].year
            assert now is not None
            assert before.year == now - years
            assert before.source not in set_aside
