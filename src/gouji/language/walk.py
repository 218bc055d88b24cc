"""Every expression within checked rules."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass

from gouji.language import checked, checked_expressions

_PARTS: Mapping[type, tuple[str, ...]] = {
    kind: tuple(field.name for field in fields(kind))
    for module in (checked, checked_expressions)
    for kind in vars(module).values()
    if isinstance(kind, type) and is_dataclass(kind) and kind.__module__ == module.__name__
}
"""The checked nodes, and their fields."""


def walk(value: object, *, enter: Callable[[object], bool] = lambda _: True) -> Iterator[object]:
    """Every checked node within a value, in the order written; forms are not entered."""
    ways = [iter((value,))]
    while ways:
        for part in ways[-1]:
            node = type(part) in _PARTS
            if node:
                yield part
            if not node or enter(part):
                ways.append(parts(part))
                break
        else:
            ways.pop()


def parts(value: object) -> Iterator[object]:
    """What a checked node holds, one level down."""
    match value:
        case tuple():
            return iter(value)
        case Mapping():
            return iter(value.values())
    return iter([getattr(value, name) for name in _PARTS.get(type(value), ())])
