"""YAML and JSON as values that know their place: nothing is converted, guessed or run."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from gouji.model.span import Span


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value: as written, and what it is in YAML 1.2 (true, null, a number, else a text)."""

    span: Span
    text: str
    value: str | bool | Fraction | None


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    span: Span
    items: tuple["Data", ...]


@dataclass(frozen=True, slots=True)
class Field:
    """A value and the key under which it stands."""

    key: Span
    data: "Data"


@dataclass(frozen=True, slots=True)
class Record:
    """Keys (always texts) and their values, in the order written."""

    span: Span
    fields: Mapping[str, Field]


Data: TypeAlias = Scalar | Items | Record
