"""Every expression within checked rules."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import fields, is_dataclass
from operator import attrgetter
from typing import Any

from gouji.language import checked, checked_expressions

_PARTS: Mapping[type, tuple[str, ...]] = {
    kind: tuple(field.name for field in fields(kind))
    for module in (checked, checked_expressions)
    for kind in vars(module).values()
    if isinstance(kind, type) and is_dataclass(kind) and kind.__module__ == module.__name__
}
"""The checked nodes, and their fields."""
_Way = Callable[[Any], Collection[object]]
_WAYS: dict[type, _Way] = {}
"""Type → what a value of it holds: told once for every type that is met."""


def walk(value: object, *, enter: Callable[[object], bool] | None = None) -> Iterator[object]:
    """Every checked node within a value, in the order written; forms are not entered.

    With `enter`, nothing is entered but the nodes for which it holds.
    """
    ways = [iter((value,))]
    while ways:
        for part in ways[-1]:
            node = type(part) in _PARTS
            if node:
                yield part
            held = parts(part) if enter is None or not node or enter(part) else ()
            if held:
                ways.append(iter(held))
                break
        else:
            ways.pop()


def parts(value: object) -> Collection[object]:
    """What a checked node holds, one level down."""
    kind = type(value)
    way = _WAYS.get(kind)
    if way is None:
        way = _WAYS[kind] = _way(kind)
    return way(value)


def _way(kind: type) -> _Way:
    names = _PARTS.get(kind, ())
    if issubclass(kind, tuple):
        return tuple
    if issubclass(kind, Mapping):
        return kind.values
    match names:
        case []:
            return lambda _: ()
        case [name]:
            return lambda value: (getattr(value, name),)
        case _:
            return attrgetter(*names)
