"""Keys between brackets, resolved against the rows or the columns of a table."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import assert_never

from gouji.language import checked, name_problems, syntax
from gouji.language.grammar import canonical
from gouji.model.diagnostic import Diagnostic
from gouji.model.fold import squeeze
from gouji.model.form import Code, Entry, OpenRows, is_within
from gouji.model.frozen import frozen

Compute = Callable[[syntax.Expression], checked.Expression | None]


@frozen
class KeyResolver:
    """Resolves keys against one axis; what is wrong goes to problems."""

    entries: Sequence[Entry]
    problems: list[Diagnostic]
    compute: Compute | None = None
    open_rows: OpenRows | None = None
    """The rows beside the entries, which go by keys that only a report knows."""
    groups: bool = False
    """Whether a group may be chosen like any other: where figures are given to it."""

    def keys(self, written: Sequence[syntax.Key]) -> tuple[checked.Key, ...] | None:
        """The keys in order; None where one is wrong."""
        found = [self._key(key) for key in written]
        keys = [key for some in found if some is not None for key in some]
        if any(some is None for some in found):
            return None
        codes = Counter(squeeze(code) for key in keys for code in flat(key))
        twice = [code for code, times in codes.items() if times > 1]
        if twice:
            first, last = written[0].span, written[-1].span
            place = first.part(0, last.end - first.start)
            self.problems.append(name_problems.selected_twice(place, twice))
            return None
        return tuple(keys)

    def codes(self, written: Sequence[syntax.Key]) -> tuple[Code, ...] | None:
        """The codes in order, groups taken apart; nothing computed."""
        keys = self.keys(written)
        return None if keys is None else tuple(code for key in keys for code in flat(key))

    def _key(  # noqa: PLR0911  # one case for each kind of key
        self, key: syntax.Key
    ) -> tuple[checked.Key, ...] | None:
        match key:
            case syntax.Code():
                return self._value(self._entry(key), key)
            case syntax.Label() if self.open_rows is not None:
                return self._open(key, self.open_rows)
            case syntax.Label():
                return self._value(self._labelled(key), key)
            case syntax.EveryKey() if self.open_rows is not None:
                return (checked.AnyOpen(),)
            case syntax.EveryKey():
                return tuple(entry.code for entry in self.entries if not entry.group)
            case syntax.CodeRange():
                return self._range(key)
            case syntax.ChildCodes():
                return self._children(key)
            case syntax.LeafCodes():
                return self._leaves(key)
            case syntax.ComputedKey():
                return self._computed(key)
            case _:
                assert_never(key)

    def _value(self, entry: Entry | None, key: syntax.Key) -> tuple[Code, ...] | None:
        if entry is None:
            return None
        if entry.group and not self.groups:
            self.problems.append(name_problems.group_selected(key.span, entry.code))
            return None
        return (entry.code,)

    def _entry(self, code: syntax.Code) -> Entry | None:
        found = next((entry for entry in self.entries if entry.code == code.text), None)
        if found is None:
            self.problems.append(name_problems.unknown_code(code, self.entries))
        return found

    def _open(self, label: syntax.Label, open_rows: OpenRows) -> tuple[checked.Key, ...] | None:
        """The row of the key at hand, a fixed row, or the open row of that key."""
        if canonical(label.text) == open_rows.name:
            return (checked.Joined(open_rows.name),)
        found = self._fitting(label)
        return self._value(found[0], label) if found else (checked.OpenKey(label.text),)

    def _fitting(self, label: syntax.Label) -> list[Entry]:
        wanted = squeeze(label.text)
        found = [e for e in self.entries if e.name is not None and squeeze(e.name) == wanted]
        return found or [e for e in self.entries if wanted in map(squeeze, e.labels)]

    def _labelled(self, label: syntax.Label) -> Entry | None:
        found = self._fitting(label)
        if not found:
            self.problems.append(name_problems.unknown_label(label, self.entries))
        elif len(found) > 1:
            self.problems.append(name_problems.ambiguous_label(label, found))
        return found[0] if len(found) == 1 else None

    def _range(self, key: syntax.CodeRange) -> tuple[Code, ...] | None:
        """In declared order; a group at the end brings everything below it."""
        first, last = self._entry(key.first), self._entry(key.last)
        if first is None or last is None:
            return None
        order = list(self.entries)
        end = max(
            at
            for at, e in enumerate(order)
            if e is last or (last.group and is_within(e.code, last.code))
        )
        between = order[order.index(first) : end + 1]
        return self._some(tuple(entry.code for entry in between if not entry.group), key)

    def _below(self, of: syntax.Code) -> list[Entry] | None:
        below = [entry for entry in self.entries if is_within(entry.code, of.text)]
        if not below and self._entry(of) is None:
            return None
        return below

    def _children(self, key: syntax.ChildCodes) -> tuple[Code, ...] | None:
        below = self._below(key.of)
        if below is None:
            return None
        depth = key.of.text.count(".") + 1
        codes = [e.code for e in below if e.code.count(".") == depth and not e.group]
        return self._some(tuple(codes), key)

    def _leaves(self, key: syntax.LeafCodes) -> tuple[checked.Key, ...] | None:
        below = self._below(key.of)
        if below is None:
            return None
        codes = tuple(
            entry.code
            for entry in below
            if not entry.group and not any(is_within(e.code, entry.code) for e in below)
        )
        group = next((e for e in self.entries if e.code == key.of.text), None)
        if group is None or not group.group or not codes:
            return self._some(codes, key)
        return (checked.Leaves(group.code, codes),)

    def _some(self, codes: tuple[Code, ...], key: syntax.Key) -> tuple[Code, ...] | None:
        if not codes:
            self.problems.append(name_problems.empty_selection(key.span))
            return None
        return codes

    def _computed(self, key: syntax.ComputedKey) -> tuple[checked.Key, ...] | None:
        if self.compute is None:
            self.problems.append(name_problems.computed_key_here(key.span))
            return None
        expression = self.compute(key.expression)
        return None if expression is None else (checked.Computed(expression),)


def flat(key: checked.Key) -> tuple[Code, ...]:
    """The codes of a key that are known before there is a report."""
    match key:
        case str():
            return (key,)
        case checked.Leaves():
            return key.codes
        case checked.OpenKey():
            return (key.text,)
        case checked.Bound() | checked.Computed() | checked.Joined() | checked.AnyOpen():
            return ()
        case _:
            assert_never(key)
