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
    if isinstance(value, tuple):
        for part in value:
            yield from walk(part, enter=enter)
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from walk(part, enter=enter)
    elif type(value) in _PARTS:
        yield value
        if not enter(value):
            return
        for name in _PARTS[type(value)]:
            yield from walk(getattr(value, name), enter=enter)
