"""The published schema and the reader refuse the same shapes."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from gouji.model.span import Source
from gouji.readers import structured

_SCHEMA = json.loads(
    (Path(__file__).parents[2] / "grammar" / "report.schema.json").read_text(encoding="utf-8")
)
_VALIDATOR = Draft202012Validator(_SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)
_GOOD = {"agency": "柳塘图书馆", "year": 2024}


def _read(value: object) -> bool:
    text = json.dumps(value, ensure_ascii=False)
    written, _ = structured.read(Source("report.json", text), json=True)
    return written is not None


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(_SCHEMA)


def _described(schema: dict[str, Any]) -> list[dict[str, Any]]:
    own = [schema, *schema["properties"].values(), *schema["$defs"].values()]
    return [*own, *schema["$defs"]["section"]["properties"].values()]


def test_everything_in_it_is_titled_in_both_languages() -> None:
    for part in _described(_SCHEMA):
        for text in (part["title"], part.get("description", part["title"])):
            zh, _, en = text.partition(" · ")
            assert any(char > "\u4e00" for char in zh)
            assert en.replace("—", "").replace("件", "").isascii()


_RIGHT = {
    "the least": {},
    "all null": dict.fromkeys(
        ("form", "published", "title", "intro", "signature", "sections", "tables")
    ),
    "a whole year as a decimal": {"year": 2024.0},
    "the first year": {"year": 1900},
    "an unknown form": {"form": "x"},
    "a day": {"published": "2024-02-29"},
    "a blank title": {"title": ""},
    "lines": {"signature": ["甲", ""], "intro": "甲\n乙"},
    "no lines": {"intro": []},
    "sections": {"sections": [{"title": "一、甲", "text": ["乙"]}, {"title": "丙", "text": None}]},
    "a section without text": {"sections": [{"title": "甲"}]},
    "sections by code": {"sections": {"1": "甲", "2": None, "3": ["乙"]}},
    "no sections": {"sections": []},
    "no tables": {"tables": {}},
    "an empty table": {"tables": {"T": {}}},
    "an empty row": {"tables": {"T": {"1": {}}}},
    "values": {"tables": {"T": {"1": {"1": 1, "2": -1.5, "3": "—", "4": None, "5": ""}}}},
}
_WRONG = {
    "a number as agency": {"agency": 1},
    "a blank agency": {"agency": " \n"},
    "null as agency": {"agency": None},
    "a list as agency": {"agency": ["甲"]},
    "a text as year": {"year": "2024"},
    "null as year": {"year": None},
    "true as year": {"year": True},
    "half a year": {"year": 2024.5},
    "a year too early": {"year": 1899},
    "a year too late": {"year": 3000},
    "a number as form": {"form": 2021},
    "a day otherwise written": {"published": "2024年2月1日"},
    "a day without hyphens": {"published": "20240201"},
    "blanks around a day": {"published": " 2024-02-01"},
    "a day and an hour": {"published": "2024-02-01T00:00"},
    "a day that is none": {"published": "2023-02-29"},
    "a day of other digits": {"published": "２０２４-02-01"},
    "a number as title": {"title": 1},
    "a number as prose": {"intro": 1},
    "null among lines": {"signature": ["甲", None]},
    "a list among lines": {"signature": [["甲"]]},
    "a mapping as prose": {"intro": {"1": "甲"}},
    "a text as sections": {"sections": "甲"},
    "a text as section": {"sections": ["甲"]},
    "a section without title": {"sections": [{"text": "甲"}]},
    "a section with a blank title": {"sections": [{"title": " "}]},
    "a section with null as title": {"sections": [{"title": None}]},
    "a section with another key": {"sections": [{"title": "甲", "code": "1"}]},
    "a number as text": {"sections": [{"title": "甲", "text": 1}]},
    "a number as text by code": {"sections": {"1": 1}},
    "too many sections": {"sections": [{"title": "甲"}] * 501},
    "a list as tables": {"tables": []},
    "null as table": {"tables": {"T": None}},
    "a list as table": {"tables": {"T": []}},
    "null as row": {"tables": {"T": {"1": None}}},
    "a number as row": {"tables": {"T": {"1": 1}}},
    "true as value": {"tables": {"T": {"1": {"1": True}}}},
    "a list as value": {"tables": {"T": {"1": {"1": [1]}}}},
    "a mapping as value": {"tables": {"T": {"1": {"1": {"value": 1}}}}},
    "another key": {"titel": "甲"},
}


@pytest.mark.parametrize("part", _RIGHT.values(), ids=_RIGHT)
def test_what_is_right_is_right_for_both(part: dict[str, object]) -> None:
    assert _VALIDATOR.is_valid(_GOOD | part)
    assert _read(_GOOD | part)


@pytest.mark.parametrize("part", _WRONG.values(), ids=_WRONG)
def test_what_is_wrong_is_wrong_for_both(part: dict[str, object]) -> None:
    assert not _VALIDATOR.is_valid(_GOOD | part)
    assert not _read(_GOOD | part)


@pytest.mark.parametrize("value", [{}, {"agency": "甲"}, {"year": 2024}, [], "甲", 1, None])
def test_what_lacks_agency_or_year_is_wrong_for_both(value: object) -> None:
    assert not _VALIDATOR.is_valid(value)
    assert not _read(value)


_KEYS = st.sampled_from([*_SCHEMA["properties"], "title", "text", "1"])
_VALUES = st.recursive(
    st.sampled_from([None, True, 0, 2024, 2024.5, "", "甲", "2024-02-01", "2024-02-30"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=3),
    max_leaves=12,
)


@given(st.dictionaries(_KEYS, _VALUES, max_size=5))
def test_whatever_is_written_the_two_agree(part: dict[str, object]) -> None:
    assert _VALIDATOR.is_valid(_GOOD | part) == _read(_GOOD | part)
