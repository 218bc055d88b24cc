"""Which keys of open rows a rule runs over: those of every table that it reads by that key."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from gouji.language import checked
from gouji.language.layouts import Layouts
from gouji.language.walk import walk

if TYPE_CHECKING:
    from gouji.model.form import Table


def joins(body: checked.Body, layouts: Layouts) -> tuple[checked.KeyJoin, ...]:
    """A join for each name of a key that the rule uses and that its axis has not bound."""
    found: dict[str, dict[tuple[str, int], tuple[Table, int]]] = {}
    named: set[str] = set()
    for node, years in _shifted(body, 0):
        match node:
            case checked.Cells(table=table, rows=rows):
                for key in rows:
                    if isinstance(key, checked.Joined):
                        place = (table.key, years)
                        found.setdefault(key.name, {})[place] = (table, years)
            case checked.OpenKeyName(name=name):
                named.add(name)
    for name in sorted(named - found.keys()):
        tables = [t for t in layouts.tables.values() if t.open_rows and t.open_rows.name == name]
        found[name] = {(table.key, 0): (table, 0) for table in tables}
    bound = _bound(body.scope)
    return tuple(
        checked.KeyJoin(name, tuple(places.values()))
        for name, places in sorted(found.items())
        if name != bound
    )


def _bound(scope: checked.Scope | None) -> str | None:
    """The name of the key that the axis binds."""
    if scope is None or scope.axis not in {"row", "cell"} or scope.table.open_rows is None:
        return None
    return scope.table.open_rows.name


def _shifted(value: object, years: int) -> Iterator[tuple[object, int]]:
    """Every expression, and of how many years before it is asked."""
    for node in walk(value, enter=lambda node: not isinstance(node, checked.Shift)):
        yield node, years
        if isinstance(node, checked.Shift):
            yield from _shifted(node.operand, years + node.years)
