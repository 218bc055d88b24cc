"""Mappings as people write them in YAML beside the rules: where the parts of a form stand in XML."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path as FilePath

from gouji.model.data import Items, Scalar
from gouji.model.diagnostic import Diagnostic
from gouji.model.form import Code, Entry, Form, Table, is_within
from gouji.model.number import Missing, MissingKind, Number, read_number
from gouji.model.wording import Wording
from gouji.readers.xml.mapping import (
    ColumnSource,
    KeySource,
    Link,
    Paths,
    ReportSource,
    TableSource,
)
from gouji.readers.xml.names import Namespaces, namespace_pattern
from gouji.readers.xml.paths import Path, parse_path
from gouji.scan import data_problems
from gouji.scan import mapping_problems as problems
from gouji.scan.meanings import read_meanings
from gouji.scan.shapes import Found, Value, entries, fields, members, read_file, text

_REPORT = (
    *("form", "root", "namespaces", "agency", "year", "year_in_name", "title", "published"),
    *("values", "keys", "links", "tables", "sections", "escaped_twice", "ignored"),
)
_NEEDED = ("form", "root", "tables")
_KEYS = ("each", "id", "key", "fixed", "undeclared")
_TABLE = (
    "within",
    "row",
    "rows",
    "id",
    "link",
    "reference",
    "key",
    "repeats",
    "omitted",
    "columns",
)
_COLUMN = ("path", "added", "omitted")


def read_mapping(
    file: FilePath, name: str, forms: Sequence[Form]
) -> tuple[ReportSource | None, Sequence[Diagnostic]]:
    """The mapping of a file; None, and every reason, where it must not be used."""
    value, trouble = read_file(file, name)
    if value is None:
        return None, trouble
    found: Found = [*trouble]
    mapping = _Mappings(found).report(value, forms)
    return (None if found else mapping), found


@dataclass(slots=True)
class _Mappings:
    found: Found
    prefixes: Sequence[str] = ()
    links: Mapping[str, Value] | None = None
    declared: Mapping[str, Value] = field(default_factory=dict)
    """What is written under each key of open rows."""
    meanings: Mapping[str, Number | Missing] = field(default_factory=dict)

    def report(self, value: Value, forms: Sequence[Form]) -> ReportSource | None:
        """The whole file."""
        parts = fields(value, _REPORT, self.found)
        self._lacking(value, parts, _NEEDED)
        namespaces = self._namespaces(parts.get("namespaces"))
        form = self._named(parts.get("form"), {form.key: form for form in forms}, problems.FORM)
        root = text(parts.get("root"), self.found)
        if form is None or root is None:
            return None
        self._prefixes(parts["root"], [root])
        self.meanings = read_meanings(parts.get("values"), self.found)
        if "links" in parts:
            self.links = fields(parts["links"], ("id", "row", "key"), self.found)
        if "keys" in parts:
            self.declared = entries(parts["keys"], self.found)
        return ReportSource(
            form=form,
            root=root,
            namespaces=namespaces,
            agency=self._paths(parts.get("agency")),
            year=self._paths(parts.get("year")),
            title=self._paths(parts.get("title")),
            published=self._paths(parts.get("published")),
            year_in_name=self._flag(parts.get("year_in_name")),
            values=self.meanings,
            keys=self._keys(form),
            tables=self._tables(parts["tables"], form) if "tables" in parts else (),
            sections=self._sections(parts.get("sections"), form),
            escaped_twice=self._flag(parts.get("escaped_twice")),
            ignored=self._paths(parts.get("ignored")),
        )

    # ---- parts of the file

    def _namespaces(self, value: Value | None) -> Namespaces:
        written = entries(value, self.found) if value else {}
        self.prefixes = tuple(written)
        patterns = {prefix: text(one, self.found) for prefix, one in written.items()}
        return Namespaces({p: namespace_pattern(t) for p, t in patterns.items() if t is not None})

    def _keys(self, form: Form) -> Mapping[str, KeySource]:
        names = {t.open_rows.name for t in form.tables if t.open_rows is not None}
        keys: dict[str, KeySource] = {}
        for name, one in self.declared.items():
            if name not in names:
                self._unknown(one, problems.OPEN_KEY, name, sorted(names))
                continue
            parts = fields(one, _KEYS, self.found)
            self._lacking(one, parts, ("each", "id", "key", "undeclared"))
            own = self._path(parts.get("id"))
            fixed = entries(parts["fixed"], self.found) if "fixed" in parts else {}
            self._known_rows(name, fixed, form)
            ways = {row: self._path(path) for row, path in fixed.items()}
            if own is not None:
                keys[name] = KeySource(
                    each=self._paths(parts.get("each")),
                    id=own,
                    key=self._paths(parts.get("key")),
                    fixed={row: path for row, path in ways.items() if path is not None},
                    undeclared=text(parts.get("undeclared"), self.found) or "",
                )
        return keys

    def _known_rows(self, name: str, fixed: Mapping[str, Value], form: Form) -> None:
        """Every table whose rows go by a key must have each of the fixed rows."""
        for table in form.tables:
            if table.open_rows is None or table.open_rows.name != name:
                continue
            known = {known for row in table.value_rows for known in (row.code, row.name)}
            for row, value in fixed.items():
                if row not in known:
                    what = problems.row_of(table)
                    self._unknown(value, what, row, [one.short for one in table.value_rows])

    def _sections(self, value: Value | None, form: Form) -> Mapping[Code, Paths]:
        listed = [entry for outline in form.outlines for entry in outline.entries]
        sections: dict[Code, Paths] = {}
        for name, one in (entries(value, self.found) if value else {}).items():
            entry = self._entry(one, name, listed, problems.SECTION)
            if entry is not None:
                self._once(one, entry, sections, problems.SECTION)
                sections[entry.code] = self._paths(one)
        return sections

    # ---- tables

    def _tables(self, value: Value, form: Form) -> tuple[TableSource, ...]:
        known = {table.key: table for table in form.tables}
        written = entries(value, self.found)
        tables: list[TableSource] = []
        for name, one in written.items():
            if name not in known:
                self._unknown(one, problems.TABLE, name, list(known))
                continue
            table = self._table(one, known[name])
            tables += [] if table is None else [table]
        missing = [name for name in known if name not in written]
        if missing:
            self.found.append(problems.no_source(value.path, value.key, problems.TABLE, missing))
        return tuple(tables)

    def _table(self, value: Value, table: Table) -> TableSource | None:
        parts = fields(value, _TABLE, self.found)
        self._lacking(value, parts, ("within", "columns"))
        within = self._path(parts.get("within"))
        shared = self.links or {}
        own = self._path(parts.get("id") or shared.get("id"))
        link = self._link(parts.get("link"), shared)
        reference = self._path(parts.get("reference"))
        key, rows = self._paths(parts.get("key")), self._paths(parts.get("row"))
        fixed = self._fixed(parts.get("rows"), table)
        self._open(value, parts, table)
        self._rows(value, parts, table, fixed)
        if rows and not (link or reference or key):
            self.found.append(problems.no_reference(value.path, value.key))
        columns = self._columns(parts.get("columns"), table, parts.get("omitted"))
        if within is None:
            return None
        repeats = self._flag(parts.get("repeats"))
        return TableSource(table, within, rows, fixed, own, link, reference, key, columns, repeats)

    def _open(self, value: Value, parts: Mapping[str, Value], table: Table) -> None:
        """Rows that go by a key need a table with open rows, and references what they may name."""
        by_key = [parts[part] for part in ("row", "link", "reference", "key") if part in parts]
        if table.open_rows is None:
            for one in by_key[:1]:
                self.found.append(problems.no_open_rows(one.path, one.key, table))
        elif ("link" in parts or "reference" in parts) and (
            table.open_rows.name not in self.declared
        ):
            name = table.open_rows.name
            self.found.append(problems.undeclared_key(value.path, value.key, name))

    def _rows(
        self, value: Value, parts: Mapping[str, Value], table: Table, fixed: Mapping[Code, Path]
    ) -> None:
        """Every row of the form must be led to: by a path, a reference, or a key that prints its label."""
        if "row" not in parts and "rows" not in parts:
            self.found.append(data_problems.lacking_key(value.path, value.key, "row"))
        if "key" in parts or ("rows" not in parts and table.open_rows is None):
            return
        declared = self.declared.get(table.open_rows.name) if table.open_rows else None
        referred: Mapping[str, Value] = {}
        if declared is not None and ("link" in parts or "reference" in parts):
            own = entries(declared, [])
            referred = entries(own["fixed"], []) if "fixed" in own else {}
        missing = [
            row.short
            for row in table.value_rows
            if not row.optional
            and row.code not in fixed
            and referred.keys().isdisjoint({row.code, row.name})
        ]
        if missing:
            self.found.append(problems.no_source(value.path, value.key, problems.ROW, missing))

    def _link(self, value: Value | None, shared: Mapping[str, Value]) -> Link | None:
        if value is None:
            return None
        parts = shared
        if not isinstance(value.data, Scalar):
            parts = {**shared, **fields(value, ("each", "row", "key"), self.found)}
            self._lacking(value, parts, ("each", "row", "key"))
        each = self._path(value if isinstance(value.data, Scalar) else parts.get("each"))
        row, key = self._path(parts.get("row")), self._path(parts.get("key"))
        return Link(each, row, key) if each and row and key else None

    def _fixed(self, value: Value | None, table: Table) -> Mapping[Code, Path]:
        fixed: dict[Code, Path] = {}
        for name, one in (entries(value, self.found) if value else {}).items():
            entry = self._entry(one, name, table.value_rows, problems.ROW)
            path = self._path(one)
            if entry is not None and path is not None:
                self._once(one, entry, fixed, problems.ROW)
                fixed[entry.code] = path
        return fixed

    def _columns(
        self, value: Value | None, table: Table, omitted: Value | None
    ) -> Mapping[Code, ColumnSource]:
        columns: dict[Code, ColumnSource] = {}
        for name, one in (entries(value, self.found) if value else {}).items():
            entry = self._entry(one, name, table.columns, problems.COLUMN)
            if entry is None:
                continue
            below = [c for c in table.value_columns if is_within(c.code, entry.code)]
            for ordinal, column in enumerate(below if entry.group else [entry], 1):
                self._once(one, column, columns, problems.COLUMN)
                columns[column.code] = self._column(one, column, ordinal, omitted)
        missing = [column.short for column in table.value_columns if column.code not in columns]
        if value is not None and missing:
            self.found.append(problems.no_source(value.path, value.key, problems.COLUMN, missing))
        return columns

    def _column(
        self, value: Value, column: Entry, ordinal: int, omitted: Value | None
    ) -> ColumnSource:
        """A path, paths, or a mapping with marks; what stands for the column is put into its paths."""
        put_in = {"$label": f'"{column.label}"', "$name": f'"{column.name}"', "[n]": f"[{ordinal}]"}
        if isinstance(value.data, Scalar | Items):
            return ColumnSource(self._paths(value, put_in), omitted=self._omitted(omitted, column))
        parts = fields(value, _COLUMN, self.found)
        self._lacking(value, parts, ("path",))
        return ColumnSource(
            paths=self._paths(parts.get("path"), put_in),
            added=self._flag(parts.get("added")),
            omitted=self._omitted(parts.get("omitted") or omitted, column),
        )

    # ---- values

    def _paths(self, value: Value | None, put_in: Mapping[str, str] | None = None) -> Paths:
        if value is None:
            return ()
        if isinstance(value.data, Items):
            ways = [self._path(one, put_in) for one in members(value, self.found)]
        elif isinstance(value.data, Scalar):
            ways = [self._path(value, put_in)]
        else:
            self._wrong(value, problems.PATHS)
            return ()
        return tuple(path for path in ways if path is not None)

    def _path(self, value: Value | None, put_in: Mapping[str, str] | None = None) -> Path | None:
        written = text(value, self.found)
        if value is None or written is None:
            return None
        for sign, meaning in (put_in or {}).items():
            written = written.replace(sign, meaning)
        path = parse_path(written)
        if path is None:
            self.found.append(problems.bad_path(value.path, value.data.span, written))
            return None
        self._prefixes(value, path.names)
        return path

    def _prefixes(self, value: Value, names: Iterable[str]) -> None:
        used = dict.fromkeys(n.partition(":")[0] for n in names if ":" in n)
        for prefix in (prefix for prefix in used if prefix not in self.prefixes):
            place = value.data.span
            self.found.append(problems.unknown_prefix(value.path, place, prefix, self.prefixes))

    def _omitted(self, value: Value | None, column: Entry) -> str | None:
        """What stands for a cell that is left out: a figure, a mark, or a text where words stand."""
        if value is None:
            return None
        if not isinstance(value.data, Scalar):
            self._wrong(value, problems.VALUE)
            return None
        printed = value.data.text
        meant = self.meanings.get(printed) or read_number(printed)
        if isinstance(meant, Missing) and meant.kind is MissingKind.UNREADABLE and not column.words:
            problem = problems.meaningless(value.path, value.data.span, printed)
            self.found += [problem] if problem not in self.found else []
        return printed

    def _flag(self, value: Value | None) -> bool:
        if value is None:
            return False
        if isinstance(value.data, Scalar) and isinstance(value.data.value, bool):
            return value.data.value
        self._wrong(value, problems.YES_OR_NO)
        return False

    def _named(self, value: Value | None, known: Mapping[str, Form], what: Wording) -> Form | None:
        name = text(value, self.found)
        if value is None or name is None:
            return None
        if name not in known:
            self._unknown(value, what, name, list(known))
        return known.get(name)

    def _entry(
        self, value: Value, name: str, among: Sequence[Entry], what: Wording
    ) -> Entry | None:
        """The entry of a name, code or label."""
        for entry in (*(e for e in among if e.name == name), *(e for e in among if e.code == name)):
            return entry
        labelled = [entry for entry in among if entry.label == name]
        if len(labelled) > 1:
            codes = [entry.code for entry in labelled]
            self.found.append(problems.ambiguous_part(value.path, value.key, what, name, codes))
        elif not labelled:
            self._unknown(value, what, name, [entry.short for entry in among])
        return labelled[0] if len(labelled) == 1 else None

    def _once(
        self, value: Value, entry: Entry, taken: Mapping[Code, object], what: Wording
    ) -> None:
        if entry.code in taken:
            self.found.append(problems.twice(value.path, value.key, what, entry.short))

    def _lacking(self, value: Value, parts: Mapping[str, Value], needed: Sequence[str]) -> None:
        for key in needed:
            if key not in parts:
                self.found.append(data_problems.lacking_key(value.path, value.key, key))

    def _unknown(self, value: Value, what: Wording, name: str, known: Sequence[str]) -> None:
        self.found.append(problems.unknown_part(value.path, value.key, what, name, known))

    def _wrong(self, value: Value, expected: Wording) -> None:
        self.found.append(data_problems.wrong_shape(value.path, value.data.span, expected))
