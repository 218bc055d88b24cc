"""An XML document as a report, led by a mapping: no path of any format stands here."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from html import unescape

from gouji.model.diagnostic import Diagnostic
from gouji.model.form import Code
from gouji.model.frozen import frozen
from gouji.model.report import Completeness, Passage, Provenance, Report, Section
from gouji.model.span import Source, Span
from gouji.model.wording import Wording
from gouji.readers import problems as reader_problems
from gouji.readers.xml import problems
from gouji.readers.xml.keys import read_keys
from gouji.readers.xml.mapping import Paths, ReportSource
from gouji.readers.xml.paths import Hit, elements, values
from gouji.readers.xml.tables import TableReading, read_table
from gouji.readers.xml.tree import Element, Tree, is_web_page, parse, root_name

_YEAR = re.compile(r"((?:19|20)[0-9]{2})(?:-[0-9]{2}){0,2}")
_YEAR_IN_NAME = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
_LINE_END = re.compile("\r\n?")
"""XML takes it for a line break."""
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:T.*|Z|[-+][0-9:]+)?")


@frozen
class Fit:
    """A report, and the mapping by which it was read."""

    report: Report
    mapping: ReportSource

    @property
    def placed(self) -> tuple[int, int]:
        """How much of the document has found its place: the more, the better it fits."""
        report = self.report
        return len(report.cells) + len(report.sections), -len(report.unplaced)


def read(source: Source, mappings: Sequence[ReportSource]) -> Fit | Diagnostic:
    """The report by the mapping whose root element the document has, or why there is none.

    Of several that have it, the one that places the most cells and sections, and leaves out the least.
    """
    name, fitting = "", list[ReportSource]()
    for mapping in mappings:
        root = root_name(source, mapping.namespaces)
        if isinstance(root, Diagnostic):
            return root
        name = root
        fitting += [mapping] if root == mapping.root else []
    fits: list[Fit] = []
    for mapping in fitting:
        tree = parse(source, mapping.namespaces)
        if isinstance(tree, Diagnostic):
            return tree
        fits.append(Fit(_report(tree, mapping), mapping))
    if fits:
        return _best(fits, Span(source, 0, min(1, len(source.text))))
    place = Span(source, 0, min(1, len(source.text)))
    if is_web_page(source.text):
        return problems.web_page(place)
    if not mappings:
        return problems.no_mapping(place)
    return problems.unknown_root(place, name, [mapping.root for mapping in mappings])


def _best(fits: Sequence[Fit], place: Span) -> Fit | Diagnostic:
    """The fit that places most; where several do so equally, which is meant cannot be told."""
    most = max(fit.placed for fit in fits)
    best = [fit for fit in fits if fit.placed == most]
    if len(best) > 1:
        return problems.several_mappings(place, [fit.mapping.form.title for fit in best])
    return best[0]


def _report(tree: Tree, mapping: ReportSource) -> Report:
    """Everything that the mapping leads to; what it leads past is said."""
    reader = _Reader(tree, mapping)
    tables = reader.tables()
    agency = reader.fact(problems.AGENCY, mapping.agency)
    title = reader.fact(problems.TITLE, mapping.title)
    year, sections = reader.year(), reader.sections()
    published = reader.published()
    left = list(reader.left())
    return Report(
        source=tree.source.name,
        form=mapping.form.key,
        agency=(agency.text or None) if agency else None,
        year=year,
        title=(title.text or None) if title else None,
        intro=(),
        sections=sections,
        cells={key: cell for one in tables.values() for key, cell in one.cells.items()},
        tables=frozenset(key for key, one in tables.items() if one.found),
        completeness=Completeness.COMPLETE,
        published=published,
        rows={key: row for one in tables.values() for key, row in one.rows.items()},
        unassigned=frozenset(k for k, one in tables.items() if one.undeclared or one.repeated),
        unplaced=tuple(map(reader.provenance, left)),
        diagnostics=(
            *reader.diagnostics,
            *(problem for one in tables.values() for problem in one.diagnostics),
            *_undeclared(mapping, tables),
            *reader.unplaced(left),
        ),
    )


def _undeclared(mapping: ReportSource, tables: Mapping[str, TableReading]) -> Iterator[Diagnostic]:
    """A problem for each reference that leads nowhere."""
    places: dict[str, list[Span]] = {}
    names: dict[str, dict[str, None]] = {}
    for one in mapping.tables:
        for reference, place in tables[one.table.key].undeclared:
            places.setdefault(reference, []).append(place)
            names.setdefault(reference, {})[one.table.short] = None
    for reference, found in places.items():
        yield problems.undeclared_rows(reference, list(names[reference]), found)


@dataclass(slots=True)
class _Reader:
    tree: Tree
    mapping: ReportSource
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def tables(self) -> Mapping[str, TableReading]:
        """Table → its rows."""
        keys = {
            name: read_keys(self.tree, one, self._codes(name))
            for name, one in self.mapping.keys.items()
        }
        self.diagnostics += [problem for one in keys.values() for problem in one.diagnostics]
        return {
            one.table.key: read_table(
                self.tree,
                one,
                keys.get(one.table.open_rows.name) if one.table.open_rows else None,
                self.mapping.values,
            )
            for one in self.mapping.tables
        }

    def _codes(self, name: str) -> frozenset[Code]:
        """The codes of the rows of the form beside which a key stands."""
        tables = (one.table for one in self.mapping.tables)
        opened = (table for table in tables if table.open_rows and table.open_rows.name == name)
        return frozenset(code for table in opened for code in table.row)

    def fact(self, what: Wording, paths: Paths) -> Hit | None:
        """The first value that one of some paths leads to."""
        found = (values(path, self.tree.root) for path in paths)
        hits = next(filter(None, found), ())
        by_text: dict[str, Span] = {}
        for hit in hits:
            by_text.setdefault(hit.text, self.place(hit))
        if len(by_text) > 1:
            problem = problems.several_values(what, list(by_text), list(by_text.values()))
            self.diagnostics.append(problem)
        return hits[0] if hits else None

    def year(self) -> int | None:
        """The year that the document states, else the last one in its name, where that may tell it."""
        stated = self.fact(problems.YEAR, self.mapping.year)
        if stated is not None:
            match = _YEAR.fullmatch(stated.text)
            if match:
                return int(match[1])
            place = self.place(stated)
            self.diagnostics.append(problems.unreadable_year(stated.text, place))
        name = self.tree.source.name
        named = _YEAR_IN_NAME.findall(name) if self.mapping.year_in_name else []
        if not named:
            return None
        self.diagnostics.append(problems.year_of_the_name(int(named[-1]), name))
        return int(named[-1])

    def published(self) -> date | None:
        """The day of publication."""
        stated = self.fact(problems.DAY, self.mapping.published)
        if stated is None or not stated.text:
            return None
        match = _DAY.fullmatch(stated.text)
        with suppress(ValueError):  # 2022-02-30
            if match:
                return date(int(match[1]), int(match[2]), int(match[3]))
        place = self.place(stated)
        self.diagnostics.append(reader_problems.unreadable_day(stated.text, place))
        return None

    def sections(self) -> Mapping[Code, Section]:
        """Section of the outline → its prose, in the order of the document."""
        found: dict[Code, Sequence[Element]] = {}
        for code, paths in self.mapping.sections.items():
            hits = [hit.element for path in paths for hit in values(path, self.tree.root)]
            if hits:
                found[code] = hits
        titles = {e.code: e.label for o in self.mapping.form.outlines for e in o.entries}
        ordered = sorted(found.items(), key=lambda one: one[1][0].start)
        return {
            code: Section(
                code,
                titles[code],
                None,
                position,
                Provenance(self.tree.source.name, self.tree.tag(hits[0]), titles[code]),
                tuple(passage for element in hits for passage in self._passages(element)),
            )
            for position, (code, hits) in enumerate(ordered, 1)
        }

    def _passages(self, element: Element) -> Iterator[Passage]:
        """The lines of an element.  Where entities stand in for characters, each is the whole of it."""
        whole = self.tree.place(element)
        prose = unescape(element.text) if self.mapping.escaped_twice else element.text
        exact = _LINE_END.sub("\n", whole.text) == prose
        at = 0
        for line in (whole.text if exact else prose).splitlines(keepends=True):
            text = line.strip()
            if text:
                start = at + line.index(text)
                place = whole.part(start, start + len(text)) if exact else whole
                yield Passage(text, Provenance(self.tree.source.name, place, text))
            at += len(line)

    def place(self, hit: Hit) -> Span:
        """Where a value is printed."""
        return self.tree.place(hit.element, hit.attribute)

    def left(self) -> Iterator[Hit]:
        """The words and figures that no path has led to, in elements and in attributes."""
        for path in self.mapping.ignored:
            values(path, self.tree.root)
            for element in elements(path, self.tree.root) if path.attribute is None else ():
                for inner in element.walk():
                    inner.read_all()
        for element in self.tree.root.walk():
            for name in element.attributes_left:
                yield Hit(element, element.attributes[name].strip(), name)
            if not element.read and element.text:
                yield Hit(element, element.text)

    def provenance(self, hit: Hit) -> Provenance:
        """What is printed, and where."""
        return Provenance(self.tree.source.name, self.place(hit), hit.text)

    def unplaced(self, left: Sequence[Hit]) -> Iterator[Diagnostic]:
        """A problem for each name of elements and attributes left over."""
        by_name: dict[str, list[Hit]] = {}
        for hit in left:
            attribute = f"/@{hit.attribute}" if hit.attribute is not None else ""
            by_name.setdefault(hit.element.name + attribute, []).append(hit)
        for name, found in by_name.items():
            texts = [hit.text for hit in found]
            yield problems.unplaced_element(name, texts, self.place(found[0]))
