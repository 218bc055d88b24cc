"""From a document and the forms it may follow to a report."""

from collections.abc import Callable, Iterator, Sequence

from gouji.model.form import Entry, Form
from gouji.model.report import Passage, Report
from gouji.readers import problems
from gouji.readers.choosing import fitness, valid
from gouji.readers.document import Document, Grid, GridCell, Paragraph
from gouji.readers.headings import (
    Heading,
    Titles,
    as_heading,
    choose,
    left_out,
    passage_of,
    sections_of,
    titles_of,
)
from gouji.readers.imprint import published, signature, states_publication
from gouji.readers.naming import name
from gouji.readers.outlining import outlined
from gouji.readers.surroundings import headers, under
from gouji.readers.tables import read_tables
from gouji.readers.unlisted import Parted, part, rank

_LAST = 5
"""The end of a document is so many paragraphs and grids."""
_ENOUGH = 2
"""So many headings show the form of a document without tables."""


def recognise(document: Document, forms: Sequence[Form]) -> Report | None:
    """Read a document as a report of the form that fits it best; None where none fits.

    A form fits if at least one row of its tables or two headings of its outlines were found.  One
    that is valid in the year of the report goes first; then the one with the most headings and
    rows with a readable cell; of equals, the first.
    """
    best: tuple[tuple[bool, int], Report] | None = None
    sure: tuple[Form, Report] | None = None
    """The first form that fits and is valid in the year of the report."""
    for form in forms:
        if sure and _is_later(form, *sure):
            continue
        report = _read(document, form, forms)
        if report is not None:
            fit = fitness(form, report.year, len(report.sections), report.cells)
            best = (fit, report) if best is None or fit > best[0] else best
            sure = sure or ((form, report) if fit[0] else None)
    return best[1] if best else None


def _is_later(form: Form, sure: Form, report: Report) -> bool:
    """Whether a form comes after one that is valid in the year, without being tried."""
    alike = form.templates == sure.templates and form.outlines == sure.outlines
    return alike and not valid(form, report.year)


def _read(document: Document, form: Form, forms: Sequence[Form]) -> Report | None:
    titles = titles_of(form)
    document = outlined(document, titles)
    tables = read_tables(document, form, forms, _sections(titles))
    document = tables.document
    before, headings = _outlined(document, titles)
    if not tables.keys and len({heading.entry.code for heading in headings}) < _ENOUGH:
        return None
    naming = name(form, before, list(_after(document, before)), document.stated)
    day, day_problems = published(_edges(document, before), document.stated)
    signed = _signed(headings, naming.agency)
    intro = [
        passage_of(document.name, paragraph)
        for paragraph in before
        if not any(paragraph is line for line in naming.paragraphs)
        and not states_publication(paragraph.text)
    ]
    parted = _parted(intro, headings)
    kept, heading_problems = choose(headings)
    unlisted = tuple(passage for one in parted for passage in one.unlisted)
    return Report(
        source=document.name,
        form=form.key,
        agency=naming.agency,
        year=naming.year,
        title=naming.title,
        intro=parted[0].own,
        sections=sections_of(document.name, kept),
        cells=tables.reading.cells,
        rows=tables.reading.rows,
        under=under(tables.reading.rows, kept),
        headers=headers(document, tables.reading.rows),
        tables=tables.keys,
        completeness=document.completeness,
        published=day,
        signature=signed,
        unlisted=unlisted,
        doubtful=tables.doubtful,
        unplaced=(
            *tables.unplaced,
            *(passage.provenance for passage in left_out(headings, kept)),
            *(passage.provenance for one in parted for passage in one.below),
        ),
        diagnostics=(
            *document.diagnostics,
            *naming.diagnostics,
            *day_problems,
            *heading_problems,
            *(problems.unlisted_heading(p.text, p.provenance.locator) for p in unlisted),
            *tables.diagnostics,
        ),
    )


def _sections(titles: Titles) -> Callable[[Paragraph], Entry | None]:
    """What tells the section of which a paragraph is the heading: once for each text."""
    known: dict[str, Entry | None] = {}

    def section_of(paragraph: Paragraph) -> Entry | None:
        text = paragraph.text
        if text not in known:
            heading = as_heading(paragraph, titles, ())
            known[text] = heading.entry if heading else None
        return known[text]

    return section_of


def _signed(headings: Sequence[Heading], agency: str | None) -> tuple[Passage, ...]:
    """The signature, taken from the end of the prose below the last heading."""
    if not headings:
        return ()
    last = headings[-1].passages
    count = signature(last, agency)
    signed = tuple(last[len(last) - count :])
    del last[len(last) - count :]
    return signed


def _parted(intro: Sequence[Passage], headings: Sequence[Heading]) -> list[Parted]:
    """The prose before and below each heading, without what stands below unlisted headings."""
    style = rank(heading.paragraph.text for heading in headings)
    numbers = [None, *(heading.ordinal for heading in headings), None]
    prose = [intro, *(heading.passages for heading in headings)]
    parted = [
        part(passages, style, above, below)
        for passages, above, below in zip(prose, numbers, numbers[1:], strict=False)
    ]
    for heading, one in zip(headings, parted[1:], strict=True):
        heading.passages[:] = one.own
    return parted


def _edges(document: Document, before: Sequence[Paragraph]) -> Iterator[Paragraph | GridCell]:
    """What is printed before the first heading, and at the end of the document."""
    first = max((paragraph.place.end for paragraph in before), default=0)
    for at, block in enumerate(document.blocks):
        pieces: Sequence[Paragraph | GridCell] = (
            [block]
            if isinstance(block, Paragraph)
            else [cell for line in block.lines for cell in line]
        )
        if at >= len(document.blocks) - _LAST or pieces[0].place.start < first:
            yield from pieces


def _outlined(document: Document, titles: Titles) -> tuple[list[Paragraph], list[Heading]]:
    """The paragraphs before the first heading, and the headings with what follows each."""
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
