"""Values: frozen, slotted dataclasses that cost little to define.

The standard decorator compiles six methods for each class, one by one: 0.35 ms, which for the classes
of a check of one report made a fifth of its time.  Here `__init__` alone is compiled.
"""

from collections.abc import Callable, Sequence
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from operator import attrgetter
from typing import Any, NoReturn, TypeVar, dataclass_transform

_Class = TypeVar("_Class")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(written: type[_Class]) -> type[_Class]:
    """A class whose values are made, compared, hashed, shown and refuse changes like a dataclass's.

    >>> @frozen
    ... class Point:
    ...     x: int
    ...     y: int = 0
    >>> Point(1), Point(1) == Point(1, 0)
    (Point(x=1, y=0), True)
    """
    made: Any = dataclass(init=False, repr=False, eq=False, slots=True)(written)
    parts = fields(made)
    every = _values([part.name for part in parts])
    compared = _values([part.name for part in parts if part.compare])
    shown = [part.name for part in parts if part.repr]

    def equal(self: object, other: object) -> bool:
        alike = other.__class__ is self.__class__
        return compared(self) == compared(other) if alike else NotImplemented

    def text(self: object) -> str:
        told = (f"{name}={getattr(self, name)!r}" for name in shown)
        return f"{self.__class__.__qualname__}({', '.join(told)})"

    made.__init__ = _init(made, parts)
    made.__eq__ = equal
    if "__hash__" not in written.__dict__:
        made.__hash__ = lambda self: hash(compared(self))
    made.__repr__ = text
    made.__reduce__ = lambda self: (self.__class__, every(self))
    made.__setattr__ = made.__delattr__ = _refuse
    frozen_class: type[_Class] = made
    return frozen_class


def _values(names: Sequence[str]) -> Callable[[object], tuple[object, ...]]:
    """What takes the values of some attributes."""
    match names:
        case []:
            return lambda _: ()
        case [name]:
            return lambda value: (getattr(value, name),)
        case _:
            return attrgetter(*names)


def _init(made: type, parts: Sequence[Field[Any]]) -> object:
    """The method that sets every field by its slot."""
    known: dict[str, object] = {"MISSING": MISSING}
    asked, body = ["self"], []
    for part in parts:
        assert part.init, f"{made}: a field that is not given"
        name = part.name
        known[f"set_{name}"] = getattr(made, name).__set__
        if part.default_factory is not MISSING:
            known[f"make_{name}"] = part.default_factory
            asked.append(f"{name}=MISSING")
            body.append(f"set_{name}(self, make_{name}() if {name} is MISSING else {name})")
        elif part.default is not MISSING:
            known[f"default_{name}"] = part.default
            asked.append(f"{name}=default_{name}")
            body.append(f"set_{name}(self, {name})")
        else:
            asked.append(name)
            body.append(f"set_{name}(self, {name})")
    exec(f"def __init__({', '.join(asked)}):\n  {'; '.join(body) or 'pass'}", known)
    return known["__init__"]


def _refuse(_: object, name: str, *__: object) -> NoReturn:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")
