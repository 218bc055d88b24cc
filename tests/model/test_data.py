"""YAML and JSON: what is written is what is read, and nothing written can do harm."""

import json as stdlib_json
from fractions import Fraction
from itertools import pairwise

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from gouji.model.data import Data, Items, Record, Scalar, path_text, read_data, trouble
from gouji.model.diagnostic import Severity
from gouji.model.span import Source


def _read(text: str, *, json: bool = False) -> Data:
    value, problems = read_data(Source("x", text), json=json)
    assert problems == ()
    assert value is not None
    return value


def _codes(text: str, *, json: bool = False) -> list[str]:
    value, problems = read_data(Source("x", text), json=json)
    assert value is None
    assert all(problem.severity is Severity.ERROR for problem in problems)
    assert all(problem.place is not None for problem in problems)
    assert all(problem.message.zh and problem.message.en for problem in problems)
    return [problem.code for problem in problems]


def _plain(value: Data) -> object:
    match value:
        case Scalar():
            return value.value
        case Items():
            return [_plain(one) for one in value.items]
        case Record():
            return {key: _plain(field.data) for key, field in value.fields.items()}


# ---- what is written is what is read


_NO_FIGURES = "yes no on off y 1:20 2024-01-20 0o7 0x1F 1_000 1,990 ＝ '3' \"null\" 12件 ３ = + 1e e3 1.2.3 ٣ ²"


@pytest.mark.parametrize("text", [*_NO_FIGURES.split(), "1 990", "'-'"])
def test_what_is_no_decimal_number_stays_a_text(text: str) -> None:
    scalar = _read(text)
    assert isinstance(scalar, Scalar)
    assert scalar.value == scalar.text == text.strip("'\"")
    assert scalar.span.text == text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", Fraction(0)),
        ("-5", Fraction(-5)),
        ("+5", Fraction(5)),
        ("1.10", Fraction(11, 10)),
        ("104.4362", Fraction(1044362, 10000)),
        (".5", Fraction(1, 2)),
        ("5.", Fraction(5)),
        ("007", Fraction(7)),
        ("1e3", Fraction(1000)),
        ("2.5E-1", Fraction(1, 4)),
        ("9" * 40, Fraction(10**40 - 1)),
        ("true", True),
        ("False", False),
        ("~", None),
        ("null", None),
        ("", None),
    ],
)
def test_numbers_are_exact_and_keep_how_they_were_written(text: str, value: object) -> None:
    record = _read(f"a: {text}")
    assert isinstance(record, Record)
    scalar = record.fields["a"].data
    assert isinstance(scalar, Scalar)
    assert (scalar.text, scalar.value) == (text, value)
    assert type(scalar.value) is type(value)


def test_keys_are_texts_as_they_are_written() -> None:
    record = _read("1.10: a\n3: b\n2025-01-20: c\n'': d\n0x1F: e\n")
    assert isinstance(record, Record)
    assert list(record.fields) == ["1.10", "3", "2025-01-20", "", "0x1F"]


_PLACED = "﻿标题: 😀甲\r\n行:\r\n  - {'a': 1.10} # x\r\n  - |\r\n    多\r\n    行\r\n\r\n末: \"引\\u7528\"\r\n"


def test_every_value_knows_its_characters() -> None:
    record = _read(_PLACED)
    assert isinstance(record, Record)
    lines, last = record.fields["行"], record.fields["末"]
    assert isinstance(lines.data, Items)
    first, second = lines.data.items
    assert isinstance(first, Record)
    spans = {
        "标题": record.fields["标题"].key,
        "😀甲": record.fields["标题"].data.span,
        "{'a': 1.10}": first.span,
        "'a'": first.fields["a"].key,
        "1.10": first.fields["a"].data.span,
        "|\r\n    多\r\n    行": second.span,
        "- {'a': 1.10} # x\r\n  - |\r\n    多\r\n    行": lines.data.span,
        '"引\\u7528"': last.data.span,
    }
    assert {text: span.text for text, span in spans.items()} == {text: text for text in spans}
    assert last.data.span.position.line == 8
    assert isinstance(last.data, Scalar)
    assert last.data.value == "引用"


def test_a_json_text_has_the_same_values_and_places() -> None:
    text = '{"甲": [1.10, "b\\n\\ud83d\\ude00", true, null, {}, []], "1": -0.5e1}'
    record = _read(text, json=True)
    assert _plain(record) == {
        "甲": [Fraction(11, 10), "b\n😀", True, None, {}, []],
        "1": Fraction(-5),
    }
    assert isinstance(record, Record)
    assert record.span.text == text
    assert record.fields["1"].key.text == '"1"'
    assert record.fields["1"].data.span.text == "-0.5e1"
    items = record.fields["甲"].data
    assert isinstance(items, Items)
    assert [one.span.text for one in items.items][2:] == ["true", "null", "{}", "[]"]


# ---- what must not be there

_EVIL_YAML = {
    "an alias": ("a: &x [1]\nb: *x\n", ["no-alias", "no-alias"]),
    "a bomb": (
        "a: &a [x,x]\n" + "".join(f"{n}: &{n} [*{p},*{p}]\n" for p, n in pairwise("abcdefg")),
        ["no-alias"] * 19,
    ),
    "an alias to itself": ("&x [*x]", ["no-alias", "no-alias"]),
    "an alias as key": ("? *x\n: 1", ["odd-key"]),
    "an anchor on a key": ("&x a: 1", ["no-alias"]),
    "a merge key": ("a: 1\n<<: {b: 1}", ["no-merge-key"]),
    "python": ("a: !!python/object/apply:os.system ['true']", ["no-tag"]),
    "a core tag": ("a: !!str 1", ["no-tag"]),
    "a local tag": ("a: !x {b: !!binary aGk=}", ["no-tag", "no-tag"]),
    "the empty tag": ("a: ! x", ["no-tag"]),
    "a set": ("!!set {a, b}", ["no-tag"]),
    "a tag of a directive": ("%TAG ! tag:x,2000:\n---\n!y z", ["no-tag"]),
    "a key twice": ("a: 1\nb: 2\n'a': 3", ["duplicate-key"]),
    "a number twice as key": ("1: 1\n'1': 3", ["duplicate-key"]),
    "a list as key": ("? [a, b]\n: 1", ["odd-key"]),
    "a mapping as key": ("{{a: 1}: 2}", ["odd-key"]),
    "nothing as key": ("? \n: 1", ["odd-key"]),
    "null as key": ("null: 1", ["odd-key"]),
    "true as key": ("true: 1", ["odd-key"]),
    "NaN as key": (".nan: 1", ["odd-key"]),
    "two documents": ("a: 1\n---\nb: 1", ["several-documents"]),
    "no document": ("# nothing\n", ["no-data"]),
    "no text": ("", ["no-data"]),
    "NaN": ("a: .nan", ["no-number"]),
    "infinity": ("a: [-.inf, .Inf]", ["no-number", "no-number"]),
    "a number of 5,000 digits": ("a: " + "9" * 5000, ["long-number"]),
    "an exponent without end": ("a: 1e999999999", ["long-number"]),
    "an exponent of 5,000 digits": ("a: 1e" + "9" * 5000, ["long-number"]),
    "lists in lists": ("[" * 65 + "]" * 65, ["data-too-deep"]),
    "100,000 lists in lists": ("[" * 100_000, ["data-syntax"]),
    "100,000 lists in lists, in lines": ("- " * 100_000, ["data-too-deep"]),
    "a staircase": ("".join(" " * n + "a:\n" for n in range(2000)), ["data-too-deep"]),
    "a tab": ("a:\n\t- b", ["data-syntax"]),
    "no closing bracket": ("a: [1, 2", ["data-syntax"]),
    "no closing quotation mark": ('a: "中', ["data-syntax"]),
    "two colons": ("a: b: c", ["data-syntax"]),
    "a control character": ("甲: 中\x07", ["data-syntax"]),
    "NUL": ("a: \0", ["data-syntax"]),
    "half a character": ("a: \ud800", ["data-syntax"]),
    "half a character escaped": ('a: "\\ud800"', ["data-syntax"]),
    "YAML 1.3": ("%YAML 1.3\n---\na: 1", ["data-syntax"]),
    "too many characters": ("a" * (16 * 2**20 + 1), ["data-too-large"]),
    "ever the same": ("a: 1\n" * 1000, ["duplicate-key"] * 50),
}


@pytest.mark.parametrize(("text", "codes"), _EVIL_YAML.values(), ids=_EVIL_YAML)
def test_yaml_that_no_report_needs_is_refused(text: str, codes: list[str]) -> None:
    assert _codes(text) == codes


_EVIL_JSON = {
    "NaN": ('{"a": NaN}', ["no-number"]),
    "infinity": ("[Infinity, -Infinity]", ["no-number", "no-number"]),
    "a key twice": ('{"a": 1, "b": {"a": 2}, "\\u0061": 3}', ["duplicate-key"]),
    "a number of 5,000 digits": ("[" + "9" * 5000 + "]", ["long-number"]),
    "an exponent without end": ("[1e999999999]", ["long-number"]),
    "100,000 lists in lists": ("[" * 100_000, ["data-too-deep"]),
    "100,000 mappings in mappings": ('{"a":' * 100_000, ["data-too-deep"]),
    "two documents": ("{} {}", ["several-documents"]),
    "words behind": ("{} a", ["several-documents"]),
    "nothing": (" \n", ["no-data"]),
    "a leading zero": ("[01]", ["data-syntax"]),
    "a plus": ("[+1]", ["data-syntax"]),
    "a bare point": ("[.5]", ["data-syntax"]),
    "an underscore": ("[1_000]", ["data-syntax"]),
    "other digits": ("[٣]", ["data-syntax"]),
    "a word": ("[yes]", ["data-syntax"]),
    "True": ("[True]", ["data-syntax"]),
    "single quotation marks": ("['a']", ["data-syntax"]),
    "a key without quotation marks": ("{a: 1}", ["data-syntax"]),
    "a trailing comma": ("[1,]", ["data-syntax"]),
    "a trailing comma in a mapping": ('{"a": 1,}', ["data-syntax"]),
    "a comma alone": ("[,]", ["data-syntax"]),
    "no colon": ('{"a" 1}', ["data-syntax"]),
    "a comment": ("[1] // x", ["several-documents"]),
    "cut": ('{"a": [1, ', ["data-syntax"]),
    "cut behind a value": ('{"a": 1', ["data-syntax"]),
    "cut within a text": ('{"a": "bc', ["data-syntax"]),
    "a line end in a text": ('["a\nb"]', ["data-syntax"]),
    "an unknown escape": ('["\\x41"]', ["data-syntax"]),
    "half a character": ('["\\ud800"]', ["half-character"]),
    "a byte order mark within": ("\ufeff[]", ["data-syntax"]),
    "other blanks": ("[\xa01]", ["data-syntax"]),
}


@pytest.mark.parametrize(("text", "codes"), _EVIL_JSON.values(), ids=_EVIL_JSON)
def test_json_that_breaks_the_rules_of_json_is_refused(text: str, codes: list[str]) -> None:
    assert _codes(text, json=True) == codes


@pytest.mark.parametrize("json", [False, True])
def test_a_key_that_stands_twice_is_named_with_both_lines_and_its_path(*, json: bool) -> None:
    text = '{"tables": {"3.1":\n {"a": 1,\n "a": 2}}}'
    _, (problem,) = read_data(Source("x", text), json=json)
    assert problem.message.en == 'tables."3.1": the key "a" stands twice (lines 2 and 3)'
    assert problem.message.zh == 'tables."3.1"：键「a」重复（第 2 行与第 3 行）'
    assert problem.place is not None
    assert problem.place.position.line == 3
    assert [span.position.line for span in problem.related] == [2]


def test_all_that_is_wrong_is_said_at_once() -> None:
    assert _codes("a: .nan\nb: !!int 1\nb: &x 2\n") == [
        "no-number",
        "no-tag",
        "no-alias",
        "duplicate-key",
    ]


@pytest.mark.parametrize("json", [False, True])
def test_more_values_than_anybody_writes_are_refused(
    monkeypatch: pytest.MonkeyPatch, *, json: bool
) -> None:
    monkeypatch.setattr(trouble, "_MOST_VALUES", 100)
    _read("[" + "1, " * 98 + "1]", json=json)
    assert _codes("[" + "1, " * 99 + "1]", json=json) == ["data-too-large"]


@pytest.mark.parametrize("json", [False, True])
def test_sixty_four_levels_may_be_nested(*, json: bool) -> None:
    _read("[" * 64 + "1" + "]" * 64, json=json)


def test_a_path_reads_as_people_write_it() -> None:
    assert path_text(("sections", 2, "a b", "")) == 'sections[2]."a b".""'


# ---- anything at all


def _values(texts: st.SearchStrategy[str]) -> st.SearchStrategy[object]:
    return st.recursive(
        st.none() | st.booleans() | st.integers() | texts,
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
        max_leaves=20,
    )


_OF_YAML_1_1 = "0123456789\x85\u2028\u2029"
"""PyYAML writes a text such as 1e3 without quotation marks, and takes these for line ends."""
_WORDS = [
    "<<",
    "---",
    "...",
    "!!str",
    "a",
    "1",
    "é",
    "中",
    "\\u",
    "\ufeff",
    "1e9",
    ".nan",
    "NaN",
    "null",
]
_PIECES = st.sampled_from([*"[]{}:,-?&*!|>'\"%@`#~ \t\n\r\x85\u2028", *_WORDS, ": ", "- ", "? "])


@given(text=st.one_of(st.text(st.characters()), st.lists(_PIECES).map("".join)), json=st.booleans())
def test_no_text_raises(text: str, *, json: bool) -> None:
    value, problems = read_data(Source("x", text), json=json)
    assert (value is None) == bool(problems)
    for problem in problems:
        assert problem.place is not None
        assert 0 <= problem.place.start <= problem.place.end <= len(text)


def _counted(value: object) -> object:
    match value:
        case bool():
            return value
        case int():
            return Fraction(value)
        case list():
            return [_counted(one) for one in value]
        case dict():
            return {key: _counted(one) for key, one in value.items()}
        case _:
            return value


@given(_values(st.text()))
def test_what_json_writes_is_read_back(value: object) -> None:
    for ascii_only in (False, True):
        text = stdlib_json.dumps(value, ensure_ascii=ascii_only, indent=1)
        assert _plain(_read(text, json=True)) == _counted(value)


@given(_values(st.text(st.characters(exclude_characters=_OF_YAML_1_1, exclude_categories=["Cs"]))))
@settings(max_examples=50)
def test_what_yaml_writes_is_read_back(value: object) -> None:
    text = yaml.safe_dump(value, allow_unicode=True)
    assert _plain(_read(text)) == _counted(value)
