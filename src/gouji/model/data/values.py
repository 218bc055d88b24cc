"""YAML and JSON as values that know their place: nothing is converted, guessed or run."""

import json
import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TypeAlias

from gouji.model.frozen import frozen
from gouji.model.span import Span
from gouji.model.wording import Wording


@frozen
class Scalar:
    """One value: as written, and what it is in YAML 1.2 (true, null, a number, else a text)."""

    span: Span
    text: str
    value: str | bool | Fraction | None


@frozen
class Items:
    """A list."""

    span: Span
    items: tuple["Data", ...]


@frozen
class Field:
    """A value and the key under which it stands."""

    key: Span
    data: "Data"


@frozen
class Record:
    """Keys (always texts) and their values, in the order written."""

    span: Span
    fields: Mapping[str, Field]


Data: TypeAlias = Scalar | Items | Record
Path: TypeAlias = tuple[str | int, ...]
"""The keys, and the places in lists from 0, that lead to a value."""

_WORD = re.compile(r"[^\W\d]\w*")
_LONGEST_KEY = 40
_LONGEST_NUMBER = 100
_LONGEST_QUOTE = 80


def path_text(path: Sequence[str | int]) -> str:
    """The path as people write it.

    >>> path_text(("tables", "T3", "3.1", "合计", 0))
    'tables.T3."3.1".合计[0]'
    """
    parts = [f"[{step}]" if isinstance(step, int) else f".{_key(step)}" for step in path]
    return "".join(parts).removeprefix(".")


def at_path(path: Sequence[str | int], *, zh: str, en: str) -> Wording:
    """A sentence behind the path that it is about."""
    where = path_text(path)
    return Wording(zh=f"{where}：{zh}", en=f"{where}: {en}") if where else Wording(zh=zh, en=en)


def beginning(place: Span) -> Span:
    """The first line of a place, or as much of it as a sentence quotes."""
    first = place.source.text[place.start : min(place.end, place.start + _LONGEST_QUOTE)].partition(
        "\n"
    )[0]
    return Span(place.source, place.start, place.start + len(first))


def exact(figure: str) -> Fraction | None:
    """The value of a decimal number with or without an exponent; None where it is out of bounds.

    >>> exact("1.10"), exact("-2e-1"), exact("1e999999999")
    (Fraction(11, 10), Fraction(-1, 5), None)
    """
    _, _, exponent = figure.lower().partition("e")
    if len(figure) > _LONGEST_NUMBER or abs(int(exponent or "0")) > _LONGEST_NUMBER:
        return None
    return Fraction(figure)


def _key(key: str) -> str:
    short = key if len(key) <= _LONGEST_KEY else key[: _LONGEST_KEY - 1] + "…"
    return short if _WORD.fullmatch(short) else json.dumps(short, ensure_ascii=False)
