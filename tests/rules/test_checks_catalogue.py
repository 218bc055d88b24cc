"""The catalogue of checks is complete, in order, bilingual and honest about what it rests on."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal, TypedDict, cast

import pytest
import yaml

CATALOGUE = Path(__file__).parents[2] / "rules" / "disclosure" / "checks.yaml"

FAMILIES = {
    "ST": 16,
    "TB": 15,
    "AR": 15,
    "PT": 22,
    "YN": 14,
    "FU": 10,
    "TI": 9,
    "BP": 11,
    "RU": 11,
    "TX": 18,
    "LG": 12,
}
LEVELS = ("error", "warning", "note")
OTHER_LEVELS = (*LEVELS, "review")
KINDS = ("law", "form", "notice", "practice")
NEEDS = ("previous_year", "other_reports", "publication_date", "roster")

HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")
QUOTED = re.compile("\u201c[^\u201d]*\u201d|'[^']*'")
# A full stop between digits is a decimal point or an article number and stays half-width.
HALF_WIDTH = re.compile(r"[,;:!?()\[\]\"']|\.(?!\d)")


class What(TypedDict):
    """The requirement, once in each language."""

    zh: str
    en: str


class Basis(TypedDict):
    """The citation and the kind of authority it has."""

    kind: Literal["law", "form", "notice", "practice"]
    text: str


class Check(TypedDict, total=False):
    """One entry; only `levels` may be absent."""

    id: str
    what: What
    level: str
    levels: list[str]
    basis: Basis
    needs: list[str]


def catalogue() -> Sequence[Check]:
    """Return all entries as they stand in the file."""
    return cast("Sequence[Check]", yaml.safe_load(CATALOGUE.read_text(encoding="utf-8")))


CHECKS = catalogue()
every_check = pytest.mark.parametrize("check", CHECKS, ids=[check["id"] for check in CHECKS])


def test_there_are_153_checks() -> None:
    assert len(CHECKS) == 153


def test_ids_are_unique_and_run_through_the_families_in_order() -> None:
    expected = [f"{family}-{n:02}" for family, size in FAMILIES.items() for n in range(1, size + 1)]
    assert [check["id"] for check in CHECKS] == expected


def test_no_two_checks_ask_for_the_same_thing() -> None:
    assert len({check["what"]["zh"] for check in CHECKS}) == len(CHECKS)
    assert len({check["what"]["en"] for check in CHECKS}) == len(CHECKS)


@every_check
def test_keys_stand_in_the_agreed_order(check: Check) -> None:
    optional = ["levels"] if "levels" in check else []
    assert list(check) == ["id", "what", "level", *optional, "basis", "needs"]
    assert list(check["what"]) == ["zh", "en"]
    assert list(check["basis"]) == ["kind", "text"]


@every_check
def test_levels_are_known_and_never_repeat_the_main_one(check: Check) -> None:
    assert check["level"] in LEVELS
    if "levels" in check:
        others = check["levels"]
        assert others
        assert set(others) <= set(OTHER_LEVELS)
        assert len(set(others)) == len(others)
        assert check["level"] not in others


@every_check
def test_needs_are_known_distinct_and_in_a_fixed_order(check: Check) -> None:
    assert check["needs"] == [need for need in NEEDS if need in check["needs"]]


@every_check
def test_the_chinese_wording_is_one_chinese_sentence(check: Check) -> None:
    zh = check["what"]["zh"]
    assert HAN.search(zh)
    assert zh.index("\u3002") == len(zh) - 1


@every_check
def test_the_english_wording_has_chinese_only_in_quoted_labels(check: Check) -> None:
    en = check["what"]["en"]
    assert re.search("[a-z]", en)
    assert en.endswith(".")
    assert not HAN.search(QUOTED.sub("", en))


@every_check
def test_chinese_text_has_full_width_punctuation(check: Check) -> None:
    for text in (check["what"]["zh"], check["basis"]["text"]):
        assert not HALF_WIDTH.search(text)


@every_check
def test_the_basis_is_of_a_known_kind_and_cited_in_chinese(check: Check) -> None:
    assert check["basis"]["kind"] in KINDS
    assert HAN.search(check["basis"]["text"])


@every_check
def test_practice_is_called_practice_and_cites_no_law(check: Check) -> None:
    if check["basis"]["kind"] == "practice":
        assert "审核惯例" in check["basis"]["text"]
        assert not re.search("条例|办法|国办|第.+条", check["basis"]["text"])


@every_check
def test_what_must_be_at_hand_fits_the_family(check: Check) -> None:
    always: Mapping[str, str] = {"YN": "previous_year", "RU": "other_reports"}
    family = check["id"][:2]
    if family in always:
        assert always[family] in check["needs"]
