"""The tables of a document as a form has them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from gouji.model.diagnostic import Diagnostic
from gouji.model.form import Form
from gouji.model.report import Provenance
from gouji.readers import problems
from gouji.readers.cells import Reading, read_cells
from gouji.readers.document import Document, Paragraph
from gouji.readers.headers import check_headers, rivals
from gouji.readers.labels import Labels, grid_lines
from gouji.readers.placement import Lost
from gouji.readers.placing import place, unplaced
from gouji.readers.sift import Stacked, sift
from gouji.readers.stitching import stitched


@dataclass(frozen=True, slots=True)
class Tables:
    """What was read of the tables, and the document without what only looked like one."""

    document: Document
    keys: frozenset[str]
    reading: Reading
    unplaced: tuple[Provenance, ...]
    diagnostics: tuple[Diagnostic, ...]


def read_tables(
    document: Document, form: Form, forms: Sequence[Form], is_heading: Callable[[Paragraph], bool]
) -> Tables:
    """Find the rows of the tables of a form and read their cells."""
    labels = Labels(form)
    sifted = sift(document, labels, is_heading)
    lines = stitched(grid_lines(sifted.document), labels)
    placement = place(lines, labels)
    placement.lost = _lost(form, sifted.stacked)
    refused, header_problems = check_headers(lines, placement, labels, rivals(form, forms))
    reading = read_cells(document.name, placement, refused)
    left = tuple(unplaced(lines, labels, placement))
    return Tables(
        sifted.document,
        placement.tables,
        reading,
        (
            *(Provenance(document.name, line.place(), line.quote()) for line in left),
            *(Provenance(document.name, one.place, one.quote) for one in sifted.stacked),
        ),
        (
            *placement.diagnostics,
            *header_problems,
            *reading.diagnostics,
            *(problems.unplaced_line(line.quote(), line.place()) for line in left),
        ),
    )


def _lost(form: Form, stacked: Sequence[Stacked]) -> list[Lost]:
    """The tables whose cells are printed one below another, each at its first place."""
    return [
        Lost(table, found[0].place, found[0].quote)
        for table in form.tables
        if (found := [one for one in stacked if table.key in one.tables])
    ]
