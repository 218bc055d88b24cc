"""The tables of a document as a form has them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from gouji.model.diagnostic import Diagnostic
from gouji.model.form import Form
from gouji.readers import problems
from gouji.readers.cells import Reading, read_cells
from gouji.readers.document import Document, Paragraph
from gouji.readers.headers import check_headers, rivals
from gouji.readers.labels import Labels, Line, grid_lines
from gouji.readers.placement import Lost, Placement
from gouji.readers.placing import place, unplaced
from gouji.readers.sift import Sifted, sift
from gouji.readers.stitching import stitched


@dataclass(frozen=True, slots=True)
class Tables:
    """What was read of the tables, and the document without what only looked like one."""

    document: Document
    keys: frozenset[str]
    reading: Reading
    unplaced: tuple[Line, ...]
    diagnostics: tuple[Diagnostic, ...]


def read_tables(
    document: Document, form: Form, forms: Sequence[Form], is_heading: Callable[[Paragraph], bool]
) -> Tables:
    """Find the rows of the tables of a form and read their cells."""
    labels = Labels(form)
    sifted = sift(document, labels, is_heading)
    lines = stitched(grid_lines(sifted.document), labels)
    placement = place(lines, labels)
    placement.lost = _lost(form, sifted)
    refused, header_problems = check_headers(lines, placement, labels, rivals(form, forms))
    reading = read_cells(document.name, placement, refused)
    left = tuple(unplaced(lines, labels, placement))
    return Tables(
        sifted.document,
        placement.tables,
        reading,
        left,
        (
            *placement.diagnostics,
            *header_problems,
            *reading.diagnostics,
            *(problems.unplaced_line(line.quote(), line.place()) for line in left),
        ),
    )


def _lost(form: Form, sifted: Sifted) -> list[Lost]:
    return [
        Lost(table, stacked.place, stacked.quote)
        for stacked in sifted.stacked
        for table in form.tables
        if table.key in stacked.tables
    ]
