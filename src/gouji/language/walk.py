"""Every expression within checked rules."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass

from gouji.language import checked, checked_expressions

_MODULES = {checked.__name__, checked_expressions.__name__}


def walk(value: object, *, enter: Callable[[object], bool] = lambda _: True) -> Iterator[object]:
    """Every checked node within a value, in the order written; forms are not entered."""
    if isinstance(value, tuple):
        for part in value:
            yield from walk(part, enter=enter)
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from walk(part, enter=enter)
    elif is_dataclass(value) and not isinstance(value, type):
        if type(value).__module__ not in _MODULES:
            return
        yield value
        if not enter(value):
            return
        for field in fields(value):
            yield from walk(getattr(value, field.name), enter=enter)
