"""Forms, tables and outlines: syntax → model, and the names under which rules know them."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace

from gouji.language import definition_problems, layout_problems, name_problems, syntax
from gouji.language.circles import circle, knots
from gouji.language.facts import BUILT_IN
from gouji.language.grammar import canonical
from gouji.language.keys import KeyResolver
from gouji.language.template import naming_problem, parse_template
from gouji.model.diagnostic import Diagnostic
from gouji.model.form import Code, Entry, Form, OpenRows, Outline, Table, Validity
from gouji.model.span import Span
from gouji.model.template import Template


@dataclass(slots=True)
class Layouts:
    """Every form of a pack, and its tables and outlines by name."""

    forms: list[Form] = field(default_factory=list)
    tables: dict[str, Table] = field(default_factory=dict)
    outlines: dict[str, Outline] = field(default_factory=dict)
    written: list[syntax.Table | syntax.Outline] = field(default_factory=list)
    """The tables and outlines as written: some entries carry sums, some outlines an order."""

    @property
    def open_keys(self) -> Set[str]:
        """The names of the keys of open rows."""
        tables = self.tables.values()
        return {table.open_rows.name for table in tables if table.open_rows is not None}

    def table(self, name: str) -> Table | None:
        """A table by its name or its short name."""
        key = canonical(name)
        if key in self.tables:
            return self.tables[key]
        return next(
            (t for t in self.tables.values() if t.name is not None and t.name == name), None
        )

    def outlines_for(self, table: Table | None) -> Sequence[Outline]:
        """All outlines, those of the table's own form first."""
        own = [
            outline
            for form in self.forms
            if any(own is table for own in form.tables)
            for outline in form.outlines
        ]
        return own + [outline for outline in self.outlines.values() if outline not in own]


def read_layouts(
    files: Sequence[syntax.File], problems: list[Diagnostic], taken: dict[str, Span]
) -> Layouts:
    """Build the forms of a pack; `taken` gathers the names that tables and outlines take."""
    layouts = Layouts()
    broken = frozenset(name.text for file in files for name in file.broken)
    builder = _Builder(problems, taken, layouts, broken)
    for file in files:
        builder.file(file)
    builder.extend()
    builder.open_keys_stand_apart()
    return layouts


def check_validity(written: syntax.Validity | None, problems: list[Diagnostic]) -> Validity:
    """The days between which something holds; without end where none is written."""
    if written is None:
        return Validity()
    if written.since and written.until and written.since > written.until:
        problems.append(layout_problems.ends_before_it_begins(written.span))
    return Validity(written.since, written.until)


@dataclass(slots=True)
class _Builder:
    problems: list[Diagnostic]
    taken: dict[str, Span]
    layouts: Layouts
    broken: frozenset[str]
    """Names of items that could not be read."""
    form_names: dict[str, Span] = field(default_factory=dict)
    bases: dict[str, syntax.Name] = field(default_factory=dict)
    """Form → the form that it extends."""
    variants: list[tuple[syntax.Name, Table]] = field(default_factory=list)
    """The name of a table, and the table that is another edition of it."""
    open_keys: list[syntax.Name] = field(default_factory=list)
    """The names of the keys of open rows, as often as they are written."""

    def file(self, file: syntax.File) -> None:
        """The forms of one file; each takes in the tables and outlines that follow it."""
        form_open = bool(file.broken)
        at = -1
        for item in file.items:
            if isinstance(item, syntax.Form):
                if self._once(self.form_names, item.name) and item.extends is not None:
                    self.bases[item.name.text] = item.extends
                self.layouts.forms.append(self._form(item))
                at = len(self.layouts.forms) - 1
            elif isinstance(item, syntax.Table | syntax.Outline):
                built = self._table(item) if isinstance(item, syntax.Table) else self._outline(item)
                if at >= 0:
                    self._add(at, built)
                elif not form_open:
                    self.problems.append(layout_problems.layout_without_form(item))

    def _add(self, at: int, built: Table | Outline) -> None:
        form = self.layouts.forms[at]
        self.layouts.forms[at] = (
            replace(form, tables=(*form.tables, built))
            if isinstance(built, Table)
            else replace(form, outlines=(*form.outlines, built))
        )

    def _once(self, names: dict[str, Span], name: syntax.Name) -> bool:
        key = canonical(name.text)
        if names is self.taken and key in BUILT_IN:
            self.problems.append(definition_problems.built_in_name(name))
            return False
        if key in names:
            self.problems.append(name_problems.declared_twice(name, names[key]))
            return False
        names[key] = name.span
        return True

    def _form(self, item: syntax.Form) -> Form:
        templates = list[Template]()
        for text in item.templates:
            template, problems = parse_template(text)
            unfit = naming_problem(template) if template else None
            self.problems += [*problems, *([unfit] if unfit else [])]
            templates += [template] if template and not unfit else []
        validity = check_validity(item.validity, self.problems)
        return Form(item.name.text, item.title.text, tuple(templates), (), (), validity)

    def extend(self) -> None:
        """Give every form what it takes over from the form it extends."""
        at = {form.key: i for i, form in reversed(list(enumerate(self.layouts.forms)))}
        bases = {key: name.text for key, name in self.bases.items()}
        needs = {key: [bases[key]] if bases.get(key) in at else [] for key in at}
        for knot in knots(needs):
            first = min(knot, key=at.__getitem__)
            way = circle(first, set(knot), needs)
            if way:
                self.problems.append(layout_problems.form_cycle(self.bases[way[0]], way))
            elif needs[first]:
                base = self.layouts.forms[at[bases[first]]]
                self.layouts.forms[at[first]] = _extended(self.layouts.forms[at[first]], base)
            elif first in bases and bases[first] not in self.broken:
                known = [key for key in at if key != first]
                self.problems.append(name_problems.unknown_form(self.bases[first], known))
        for name, variant in self.variants:
            original = self.layouts.table(name.text)
            if canonical(name.text) in self.broken:
                continue
            if original is None or original is variant:
                known = [t.key for t in self.layouts.tables.values() if t is not variant]
                self.problems.append(name_problems.unknown_table(name.span, known))

    def _outline(self, item: syntax.Outline) -> Outline:
        for entry in item.entries:
            if "." in entry.code.text:
                self.problems.append(layout_problems.nested_section(entry.code))
            self._no_limits(entry)
            places = [mark.span for mark in (entry.unit, entry.formula) if mark is not None]
            places += [text.span for text in entry.serves[:1]]
            places += [entry.span] if entry.words else []
            self.problems += map(layout_problems.mark_on_section, places)
        entries = self._entries(item.entries)
        outline = Outline(item.name.text, item.title.text, item.ordered, entries)
        if self._once(self.taken, item.name):
            self.layouts.written.append(item)
            self.layouts.outlines[canonical(item.name.text)] = outline
        return outline

    def _table(self, item: syntax.Table) -> Table:
        rows, columns = self._entries(item.rows), self._entries(item.columns)
        for column in item.columns:
            self._no_limits(column)
        for entry in (*item.rows, *item.columns):
            if entry.serves and entry.formula is None:
                self.problems.append(layout_problems.serves_without_sum(entry.serves[0].span))
        table = Table(
            item.name.text,
            item.title.text,
            item.short.text if item.short else None,
            item.unit.text if item.unit else None,
            rows,
            columns,
            self._limits(item.rows, columns),
            self._open_rows(item),
            item.variant_of.text if item.variant_of else None,
        )
        if item.variant_of is not None:
            self.variants.append((item.variant_of, table))
        elif item.short is not None:
            self._once(self.taken, item.short)
        if self._once(self.taken, item.name):
            self.layouts.written.append(item)
            self.layouts.tables[canonical(item.name.text)] = table
        return table

    def _open_rows(self, item: syntax.Table) -> OpenRows | None:
        """The rows that a report adds; several tables may go by the same key."""
        if item.open_rows is None:
            return None
        self.open_keys.append(item.open_rows.name)
        return OpenRows(item.open_rows.header.text, item.open_rows.name.text)

    def open_keys_stand_apart(self) -> None:
        """A key of open rows is called like nothing else; several tables may share it."""
        for name in self.open_keys:
            if name.text in BUILT_IN:
                self.problems.append(definition_problems.built_in_name(name))
            elif name.text in self.taken:
                self.problems.append(name_problems.declared_twice(name, self.taken[name.text]))
        for name in self.open_keys:
            if name.text not in BUILT_IN:
                self.taken.setdefault(name.text, name.span)

    def _no_limits(self, entry: syntax.Entry) -> None:
        if entry.only is not None:
            self.problems.append(layout_problems.mark_has_no_meaning(entry.only.span))

    def _limits(
        self, rows: Iterable[syntax.Entry], columns: Sequence[Entry]
    ) -> Mapping[Code, frozenset[Code]]:
        """Row → the columns that exist in it."""
        resolver = KeyResolver(columns, self.problems)
        limits: dict[Code, frozenset[Code]] = {}
        for row in rows:
            if row.only is None:
                continue
            if row.only.second is not None:
                self.problems.append(name_problems.one_axis_needed(row.only.span))
                continue
            codes = resolver.codes(row.only.first)
            if codes is not None:
                limits[row.code.text] = frozenset(codes)
        return limits

    def _entries(self, written: Sequence[syntax.Entry]) -> tuple[Entry, ...]:
        codes: dict[str, Span] = {}
        names: dict[str, Span] = {}
        found: list[Entry] = []
        for entry in written:
            if entry.name is not None:
                self._once(names, entry.name)
            if entry.code.text in codes:
                first = codes[entry.code.text]
                self.problems.append(name_problems.declared_twice(entry.code, first))
                continue
            codes[entry.code.text] = entry.code.span
            found.append(_entry(entry))
        self._hierarchy(written, codes)
        return tuple(found)

    def _hierarchy(self, written: Sequence[syntax.Entry], codes: Mapping[str, Span]) -> None:
        """A code may leave out its ancestors altogether, but not a rung of the ladder."""
        parents = {ancestor for code in codes for ancestor in _ancestors(code)}
        for entry in written:
            ancestors = _ancestors(entry.code.text)
            if any(a in codes for a in ancestors) and ancestors[0] not in codes:
                self.problems.append(layout_problems.missing_parent(entry.code, ancestors[0]))
            if entry.group and entry.code.text not in parents:
                self.problems.append(layout_problems.group_without_members(entry))


def _extended(form: Form, base: Form) -> Form:
    """A form with its base's outlines and tables; its own go in their places."""
    own = {table.variant_of or table.key: table for table in form.tables}
    inherited = [own.pop(table.key, table) for table in base.tables]
    return replace(
        form,
        templates=form.templates or base.templates,
        outlines=form.outlines or base.outlines,
        tables=(*inherited, *own.values()),
    )


def _ancestors(code: Code) -> Sequence[Code]:
    """The codes above a code, nearest first.

    >>> _ancestors("3.3.1")
    ['3.3', '3']
    """
    parts = code.split(".")
    return [".".join(parts[:n]) for n in range(len(parts) - 1, 0, -1)]


def _entry(entry: syntax.Entry) -> Entry:
    return Entry(
        entry.code.text,
        entry.label.text,
        entry.name.text if entry.name else None,
        tuple(alias.text for alias in entry.aliases),
        entry.optional,
        entry.group,
        entry.unit.text if entry.unit else None,
        entry.words,
    )
