"""The tables of a document as a form has them, each in the edition that is printed."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from gouji.model.diagnostic import Diagnostic
from gouji.model.form import Entry, Form, Table
from gouji.model.frozen import frozen
from gouji.model.report import Provenance
from gouji.readers import line_problems
from gouji.readers.apart import brought_together, doubt_unlabelled
from gouji.readers.captions import captions, refuse_other_units
from gouji.readers.cells import Reading, read_cells
from gouji.readers.document import Document, Grid, Paragraph
from gouji.readers.enough import MOST_TOLD
from gouji.readers.headers import check_headers, header_lines, is_edition, rivals
from gouji.readers.labels import Labels, Line, grid_lines, label_keys, wordings
from gouji.readers.layout import Layout
from gouji.readers.open_rows import place_open_rows
from gouji.readers.placement import Lost, Placement
from gouji.readers.placing import place, unplaced
from gouji.readers.runtogether import taken_apart
from gouji.readers.sift import Stacked, sift
from gouji.readers.stitching import stitched
from gouji.readers.worded import rows_in_words

SectionOf = Callable[[Paragraph], Entry | None]
"""The section of which a paragraph is the heading."""


@frozen
class Tables:
    """What was read of the tables, and the document without what only looked like one."""

    document: Document
    keys: frozenset[str]
    reading: Reading
    doubtful: frozenset[str]
    """The tables of which a row that was not found may be printed all the same."""
    unplaced: tuple[Provenance, ...]
    diagnostics: tuple[Diagnostic, ...]


@frozen
class _Attempt:
    """The rows of a document as one set of tables has them."""

    form: Form
    labels: Labels
    document: Document
    stacked: tuple[Stacked, ...]
    lines: tuple[Line, ...]
    placement: Placement


def read_tables(
    document: Document, form: Form, forms: Sequence[Form], section_of: SectionOf
) -> Tables:
    """Find the rows of the tables of a form and read their cells.

    Of a table that another form has in another edition, the edition is taken whose rows and
    columns more of the printed labels are; of equals, that of the form.
    """
    found = _edition(document, _attempt(document, form, section_of), forms, section_of)
    placement, labels, lines = found.placement, found.labels, found.lines
    layout = Layout(lines, placement, labels)
    refused, header_problems = check_headers(
        lines, placement, layout, labels, rivals(found.form, forms)
    )
    reading = read_cells(document.name, placement, layout, refused)
    printed = captions(found.document, lines, placement, labels, section_of)
    unit_problems = tuple(refuse_other_units(reading, found.form, printed))
    left = tuple(unplaced(lines, labels, placement))
    return Tables(
        found.document,
        placement.tables,
        reading,
        _doubtful(found, left),
        (
            *(Provenance(document.name, line.place(), line.quote()) for line in left),
            *(Provenance(document.name, one.place, one.quote) for one in found.stacked),
        ),
        (
            *placement.diagnostics,
            *header_problems,
            *reading.diagnostics,
            *unit_problems,
            *_said(left, labels),
        ),
    )


def _said(left: Sequence[Line], labels: Labels) -> Iterator[Diagnostic]:
    """What is to be said of the lines without a row.

    Beyond those that are told, it is not looked whether words stand in the place of values.
    """
    for number, line in enumerate(left):
        named = number >= MOST_TOLD or bool(rows_in_words(line, labels, behind=True))
        yield line_problems.unplaced_line(line.quote(), line.place(), named=named)


def _doubtful(attempt: _Attempt, left: Sequence[Line]) -> frozenset[str]:
    """The tables that lost rows, and those to which figures without a place may belong.

    Such figures belong to the tables of their grid; where it has none, to any with open rows.
    Words in the place of figures belong to the row that is named before them.
    """
    placement = attempt.placement
    lost = {one.table.key for one in placement.lost}
    unsure = {one.table.key for one in placement.doubtful}
    rows: dict[int, set[str]] = {}
    for placed in placement.rows:
        rows.setdefault(placed.line.grid, set()).add(placed.table.key)
    opened = {table.key for table in attempt.form.tables if table.open_rows}
    beside = (rows.get(line.grid, opened) for line in left if line.has_values)
    worded = (
        table.key for line in left for table, _ in rows_in_words(line, attempt.labels, behind=True)
    )
    return frozenset(lost.union(unsure, worded, *beside))


def _attempt(document: Document, form: Form, section_of: SectionOf) -> _Attempt:
    labels = Labels(form)
    sifted = sift(document, labels, section_of)
    printed = stitched(tuple(taken_apart(grid_lines(sifted.document), labels)), labels)
    lines = brought_together(printed, sifted.document, labels)
    titles = dict(_titles(sifted.document, labels))
    homes = dict(_homes(sifted.document, form, section_of))
    placement = place(lines, labels, titles, homes)
    place_open_rows(lines, labels, titles, placement)
    doubt_unlabelled(labels, placement)
    placement.lost = _lost(form, sifted.stacked)
    return _Attempt(form, labels, sifted.document, sifted.stacked, lines, placement)


def _titles(document: Document, labels: Labels) -> Iterator[tuple[int, Table]]:
    """Grid → the table whose title is the paragraph right above it."""
    grid = 0
    above: Paragraph | None = None
    for block in document.blocks:
        if isinstance(block, Grid):
            title = labels.titled(above.text) if above else None
            if title:
                yield grid, title
            grid, above = grid + 1, None
        else:
            above = block


def _homes(
    document: Document, form: Form, section_of: SectionOf
) -> Iterator[tuple[int, frozenset[str]]]:
    """Grid → the tables whose title is that of the section in which it stands."""
    grid = 0
    here = frozenset[str]()
    for block in document.blocks:
        if isinstance(block, Grid):
            yield grid, here
            grid += 1
        elif section := section_of(block):
            keys = {wordings(label).keys[0] for label in section.labels}
            here = frozenset(t.key for t in form.tables if wordings(t.title).keys[0] in keys)


def _lost(form: Form, stacked: Sequence[Stacked]) -> list[Lost]:
    """The tables whose cells are printed one below another, each at its first place."""
    return [
        Lost(table, found[0].place, found[0].quote)
        for table in form.tables
        if (found := [one for one in stacked if table.key in one.tables])
    ]


def _edition(
    document: Document, own: _Attempt, forms: Sequence[Form], section_of: SectionOf
) -> _Attempt:
    """The document with every table in the edition that fits what is printed."""
    chosen = own
    printed: frozenset[str] | None = None
    for at, table in enumerate(own.form.tables):
        best: int | None = None
        for variant in _variants(table, own.form, forms):
            printed = _printed_keys(document) if printed is None else printed
            if printed.isdisjoint(label_keys(variant) - label_keys(table)):
                continue
            best = _fit(own, table) if best is None else best
            tables = chosen.form.tables
            form = replace(chosen.form, tables=(*tables[:at], variant, *tables[at + 1 :]))
            other = _attempt(document, form, section_of)
            if (fit := _fit(other, variant)) > best:
                best, chosen = fit, other
    return chosen


def _variants(table: Table, form: Form, forms: Sequence[Form]) -> Iterator[Table]:
    for other in forms:
        if other is not form:
            for found in other.tables:
                if found.key != table.key and is_edition(found, table):
                    yield found


def _printed_keys(document: Document) -> frozenset[str]:
    """What the cells of a document, and the words in them, may be as labels."""
    texts = {
        cell.text
        for block in document.blocks
        if isinstance(block, Grid)
        for line in block.lines
        for cell in line
    }
    words = texts.union(*map(str.split, texts))
    return frozenset(key for word in words for key in wordings(word).keys)


def _fit(attempt: _Attempt, table: Table) -> int:
    """How many rows of a table are printed, with as many cells as they need, and columns."""
    placed = (p for p in attempt.placement.rows if p.table is table and not p.near)
    rows = {p.row.code for p in placed if p.offsets}
    columns = {
        column.code
        for owner, line in header_lines(attempt.lines, attempt.placement)
        if owner is table
        for _, found in attempt.labels.columns_of(table, line)
        for column in found
    }
    return len(rows) + len(columns)
