"""Where the tables of a document stand, and what is printed above their rows."""

from collections.abc import Mapping, Sequence

from gouji.model.form import Code
from gouji.model.report import Passage, PrintedRow
from gouji.model.span import Span
from gouji.readers.document import Document, Grid, GridCell, Paragraph
from gouji.readers.headings import Heading, passage_of

Rows = Mapping[tuple[str, Code], PrintedRow]


def under(rows: Rows, headings: Sequence[Heading]) -> Mapping[str, Code]:
    """Table → the section of the last heading before its first row.

    Sheets of a workbook have no order: a heading on another sheet tells nothing.
    """
    found: dict[str, Code] = {}
    ordered = sorted(headings, key=lambda heading: heading.paragraph.place.start)
    for table, place in _first(rows).items():
        before = [one for one in ordered if one.paragraph.place.start <= place.start]
        if before and before[-1].paragraph.place.locator.sheet == place.locator.sheet:
            found[table] = before[-1].entry.code
    return found


def headers(document: Document, rows: Rows) -> Mapping[str, tuple[Passage, ...]]:
    """Table → the cells above its first row, in the grid where that stands."""
    grids = [block for block in document.blocks if isinstance(block, Grid)]
    found: dict[str, tuple[Passage, ...]] = {}
    for table, place in _first(rows).items():
        for grid in grids:
            at = next((n for n, line in enumerate(grid.lines) if _holds(line, place)), None)
            above = [cell for line in grid.lines[:at] for cell in line if cell.text]
            if at is not None and above:
                printed = (Paragraph(cell.text, cell.place) for cell in above)
                found[table] = tuple(passage_of(document.name, one) for one in printed)
    return found


def _first(rows: Rows) -> Mapping[str, Span]:
    places: dict[str, Span] = {}
    for (table, _), row in rows.items():
        place = row.provenance.locator
        if table not in places or place.start < places[table].start:
            places[table] = place
    return places


def _holds(line: Sequence[GridCell], place: Span) -> bool:
    return bool(line) and line[0].place.start <= place.start <= line[-1].place.end
