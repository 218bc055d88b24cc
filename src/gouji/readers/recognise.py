"""From a document and the forms it may follow to a report."""

from collections.abc import Iterator, Sequence

from gouji.model.form import Form
from gouji.model.number import Missing, MissingKind
from gouji.model.report import Provenance, Report
from gouji.readers import problems
from gouji.readers.cells import Reading, read_cells
from gouji.readers.document import Document, Grid, Paragraph
from gouji.readers.headers import check_headers, rivals
from gouji.readers.headings import (
    Heading,
    as_heading,
    choose,
    left_out,
    passage_of,
    sections_of,
    titles_of,
)
from gouji.readers.labels import Labels, Line, grid_lines
from gouji.readers.naming import name
from gouji.readers.placing import place, unplaced

_ENOUGH = 2
"""So many headings show the form of a document without tables."""


def recognise(document: Document, forms: Sequence[Form]) -> Report | None:
    """Read a document as a report of the form that fits it best; None where none fits.

    A form fits if at least one row of its tables or two headings of its outlines were found.  The
    best is the one with the most headings and rows with a readable cell; of equals, the first.
    """
    lines = grid_lines(document)
    found = (_read(document, lines, form, forms) for form in forms)
    fitting = [(score, report) for score, report in found if report is not None]
    return max(fitting, key=lambda pair: pair[0], default=(0, None))[1]


def _read(
    document: Document, lines: Sequence[Line], form: Form, forms: Sequence[Form]
) -> tuple[int, Report | None]:
    before, headings = _outlined(document, form)
    labels = Labels(form)
    placement = place(lines, labels)
    tables = placement.tables
    if not tables and len({heading.entry.code for heading in headings}) < _ENOUGH:
        return 0, None
    refused, header_problems = check_headers(lines, placement, labels, rivals(form, forms))
    reading = read_cells(document.name, placement, refused)
    kept, heading_problems = choose(headings)
    naming = name(form, before, list(_after(document, before)))
    left = [*unplaced(lines, labels, placement)]
    report = Report(
        source=document.name,
        form=form.key,
        agency=naming.agency,
        year=naming.year,
        title=naming.title,
        intro=tuple(
            passage_of(document.name, paragraph)
            for paragraph in before
            if not any(paragraph is line for line in naming.paragraphs)
        ),
        sections=sections_of(document.name, kept),
        cells=reading.cells,
        tables=tables,
        completeness=document.completeness,
        unplaced=(
            *(Provenance(document.name, line.place(), line.quote()) for line in left),
            *(passage.provenance for passage in left_out(headings, kept)),
        ),
        diagnostics=(
            *document.diagnostics,
            *naming.diagnostics,
            *heading_problems,
            *placement.diagnostics,
            *header_problems,
            *reading.diagnostics,
            *(problems.unplaced_line(line.quote(), line.place()) for line in left),
        ),
    )
    return len(kept) + _readable_rows(reading), report


def _readable_rows(reading: Reading) -> int:
    return len(
        {
            (key.table, key.row)
            for key, cell in reading.cells.items()
            if not (isinstance(cell.number, Missing) and cell.number.kind is MissingKind.UNREADABLE)
        }
    )


def _outlined(document: Document, form: Form) -> tuple[list[Paragraph], list[Heading]]:
    """The paragraphs before the first heading, and the headings with what follows each."""
    titles = titles_of(form)
    before: list[Paragraph] = []
    headings: list[Heading] = []
    for block in document.blocks:
        if isinstance(block, Grid):
            if headings:
                headings[-1].grids += 1
        elif heading := as_heading(block, titles, headings):
            headings.append(heading)
        elif headings:
            headings[-1].passages.append(passage_of(document.name, block))
        else:
            before.append(block)
    return before, headings


def _after(document: Document, before: Sequence[Paragraph]) -> Iterator[Paragraph]:
    paragraphs = (block for block in document.blocks if isinstance(block, Paragraph))
    for at, paragraph in enumerate(paragraphs):
        if at >= len(before):
            yield paragraph
