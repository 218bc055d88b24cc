"""The tables, rows, columns and cells that a rule looks at: syntax → checked."""

from collections.abc import Sequence
from typing import assert_never

from gouji.language import checked, layout_problems, name_problems, syntax
from gouji.language.keys import KeyResolver, flat
from gouji.language.names import Names
from gouji.model.diagnostic import Diagnostic
from gouji.model.form import Code, Entry, Table
from gouji.model.frozen import frozen
from gouji.model.span import Span


@frozen
class ScopeChecker:
    """Resolves what stands after `on`."""

    names: Names
    problems: list[Diagnostic]

    def scopes(self, clauses: Sequence[syntax.Scope]) -> Sequence[checked.Scope | None]:
        """One scope for each table named; a single None where the rule is on no table."""
        if not clauses:
            return [None]
        scopes: list[checked.Scope] = []
        seen: set[str] = set()
        for name in clauses[0].tables:
            table = self.names.layouts.table(name.text)
            if table is None:
                if name.text not in self.names.broken:
                    tables = [t.key for t in self.names.layouts.tables.values()]
                    self.problems.append(name_problems.unknown_table(name.span, tables))
                continue
            if table.key in seen:
                self.problems.append(layout_problems.table_named_twice(name.span))
            seen.add(table.key)
            scope = self._scope(clauses[0], table)
            scopes += [] if scope is None else [scope]
        return scopes

    def _scope(self, clause: syntax.Scope, table: Table) -> checked.Scope | None:
        """What the axis runs over in one table."""
        chosen = clause.selector
        match clause.axis:
            case None:
                return checked.Scope(table, None, (), ())
            case "column":
                keys = self._along(table.columns, chosen)
                return None if keys is None else checked.Scope(table, "column", (), keys)
            case "row":
                if chosen is not None and chosen.second is not None:
                    self.problems.append(name_problems.one_axis_needed(chosen.span))
                    return None
                rows = self._rows(table, None if chosen is None else chosen.first)
                return None if rows is None else checked.Scope(table, "row", rows[0], (), rows[1])
            case "cell":
                return self._each_cell(table, chosen)
            case _:
                assert_never(clause.axis)

    def _along(
        self, entries: Sequence[Entry], chosen: syntax.Selector | None
    ) -> tuple[Code, ...] | None:
        """The chosen rows or columns; without a choice all that hold values."""
        if chosen is None:
            return tuple(entry.code for entry in entries if not entry.group)
        if chosen.second is not None:
            self.problems.append(name_problems.one_axis_needed(chosen.span))
            return None
        return KeyResolver(entries, self.problems).codes(chosen.first)

    def _rows(
        self, table: Table, chosen: Sequence[syntax.Key] | None
    ) -> tuple[tuple[Code, ...], bool] | None:
        """The rows chosen, and whether the open rows are among them."""
        if chosen is None:
            fixed = tuple(entry.code for entry in table.value_rows)
            return fixed, table.open_rows is not None
        keys = KeyResolver(table.rows, self.problems, None, table.open_rows).keys(chosen)
        if keys is None:
            return None
        if any(isinstance(key, checked.Joined) for key in keys):
            place = Span(chosen[0].span.source, chosen[0].span.start, chosen[-1].span.end)
            self.problems.append(name_problems.computed_key_here(place))
            return None
        codes = tuple(code for key in keys for code in flat(key))
        return codes, any(isinstance(key, checked.AnyOpen) for key in keys)

    def _each_cell(self, table: Table, chosen: syntax.Selector | None) -> checked.Scope | None:
        """The cells at the chosen rows and columns; without a choice all there are."""
        rows = self._rows(table, None if chosen is None else chosen.first)
        if chosen is None:
            columns = self._along(table.columns, None)
        else:
            resolver = KeyResolver(table.columns, self.problems)
            columns = resolver.codes(chosen.second or (syntax.EveryKey(chosen.span),))
        if rows is None or columns is None:
            return None
        fixed, open_rows = rows
        some = open_rows or any(c.code in columns for row in fixed for c in table.columns_of(row))
        if chosen and not some:
            self.problems.append(name_problems.no_such_cell(chosen.span, table))
            return None
        return checked.Scope(table, "cell", fixed, columns, open_rows)
