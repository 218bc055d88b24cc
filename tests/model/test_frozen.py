"""A frozen class behaves as the dataclass that the standard library would make of it."""

import copy
import pickle
from dataclasses import FrozenInstanceError, dataclass, field, fields, is_dataclass, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.model.frozen import frozen

VALUES = st.one_of(st.integers(0, 2), st.text("ab", max_size=1), st.none())


class Standard:
    @dataclass(frozen=True, slots=True)
    class Empty:
        """Nothing."""

    @dataclass(frozen=True, slots=True)
    class Base:
        """The beginning."""

        place: object = field(compare=False, repr=False)
        name: object

    @dataclass(frozen=True, slots=True)
    class Value(Base):
        """More."""

        parts: object = ()
        kept: dict[str, int] = field(default_factory=dict)
        note: object = field(default=None, compare=False)

    @dataclass(frozen=True, slots=True)
    class Single:
        """One field."""

        only: object


class Ours:
    @frozen
    class Empty:
        """Nothing."""

    @frozen
    class Base:
        """The beginning."""

        place: object = field(compare=False, repr=False)
        name: object

    @frozen
    class Value(Base):
        """More."""

        parts: object = ()
        kept: dict[str, int] = field(default_factory=dict)
        note: object = field(default=None, compare=False)

    @frozen
    class Single:
        """One field."""

        only: object


@pytest.mark.parametrize("name", ["Empty", "Base", "Value", "Single"])
@given(st.lists(VALUES, min_size=5, max_size=5), st.lists(VALUES, min_size=5, max_size=5))
def test_it_behaves_like_a_dataclass(name: str, one: list[Any], other: list[Any]) -> None:
    kinds = getattr(Standard, name), getattr(Ours, name)
    known, made = (
        [kind(*values[: len(fields(kind))]) for values in (one, other)] for kind in kinds
    )
    assert (known[0] == known[1]) == (made[0] == made[1])
    assert [repr(value).replace("Standard", "Ours") for value in known] == [*map(repr, made)]
    for value, like in zip(made, known, strict=True):
        assert value != like
        assert copy.copy(value) == copy.deepcopy(value) == value
        if name != "Value":  # a mapping has no hash
            assert hash(value) == hash(copy.copy(value))


def test_its_fields_are_those_of_a_dataclass() -> None:
    for about in ("name", "compare", "repr", "default"):
        ours, standard = (
            [getattr(part, about) for part in fields(kind)] for kind in (Ours.Value, Standard.Value)
        )
        assert ours == standard
    assert Ours.Value.__match_args__ == Standard.Value.__match_args__
    assert Ours.Value.__slots__ == Standard.Value.__slots__  # type: ignore[attr-defined]
    assert is_dataclass(Ours.Value(1, 2))
    match Ours.Value(1, 2, 3):
        case Ours.Value(_, name, parts=parts):
            assert (name, parts) == (2, 3)


def test_defaults_are_made_afresh() -> None:
    first, second = Ours.Value(0, 1), Ours.Value(0, 1)
    assert first.kept == second.kept == {}
    assert first.kept is not second.kept
    assert Ours.Value(0, 1, kept={"a": 1}).kept == {"a": 1}
    with pytest.raises(TypeError):
        Ours.Value(0)  # type: ignore[call-arg]


def test_nothing_of_it_can_be_changed_but_in_a_copy() -> None:
    value: Any = Ours.Value(0, 1)
    for name in ("name", "other"):
        with pytest.raises(FrozenInstanceError):
            setattr(value, name, 2)
    with pytest.raises(FrozenInstanceError):
        del value.name
    assert not hasattr(value, "__dict__")
    assert replace(value, name=2) == Ours.Value(0, 2)
    assert value.name == 1


@frozen
class Outside:
    """A class that pickle finds by its name."""

    name: str
    parts: tuple[int, ...] = ()


def test_it_travels_between_processes() -> None:
    sent = pickle.dumps(Outside("a", (1, 2)))
    assert pickle.loads(sent) == Outside("a", (1, 2))  # noqa: S301  # our own bytes


def test_a_field_that_is_not_given_is_refused() -> None:
    with pytest.raises(AssertionError, match="not given"):

        @frozen
        class Wrong:
            """Not so."""

            name: str = field(init=False)


def test_a_class_may_say_itself_what_its_hash_is() -> None:
    @frozen
    class Book:
        words: dict[str, int]

        def __hash__(self) -> int:
            return hash(tuple(self.words))

    assert hash(Book({"a": 1})) == hash(Book({"a": 2}))
    assert Book({"a": 1}) != Book({"a": 2})
