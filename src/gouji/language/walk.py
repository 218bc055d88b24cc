"""Every expression within checked rules."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass

from gouji.language import checked, checked_expressions

_MODULES = {checked.__name__, checked_expressions.__name__}


def walk(value: object, *, enter: Callable[[object], bool] = lambda _: True) -> Iterator[object]:
    """Every checked node within a value, in the order written; forms are not entered."""
    ways = [iter((value,))]
    while ways:
        for part in ways[-1]:
            node = is_dataclass(part) and type(part).__module__ in _MODULES
            if node:
                yield part
            if not node or enter(part):
                ways.append(_parts(part, node=node))
                break
        else:
            ways.pop()


def _parts(value: object, *, node: bool) -> Iterator[object]:
    match value:
        case tuple():
            return iter(value)
        case Mapping():
            return iter(value.values())
    return iter([getattr(value, f.name) for f in fields(value)]) if node else iter(())  # type: ignore[arg-type]
