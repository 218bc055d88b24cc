"""From a document and the forms it may follow to a report."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher

from gouji.model.diagnostic import Diagnostic
from gouji.model.form import Entry, Form
from gouji.model.number import Missing, MissingKind
from gouji.model.report import Passage, Provenance, Report, Section
from gouji.readers import problems
from gouji.readers.cells import Reading
from gouji.readers.document import Document, Grid, Paragraph
from gouji.readers.imprint import published, signature, states_publication
from gouji.readers.labels import Wordings, wordings
from gouji.readers.naming import name
from gouji.readers.tables import read_tables
from gouji.readers.unlisted import Parted, part, rank

_HEADING = 60
"""A longer paragraph is no heading."""
_NEAR = 0.6
"""A title that is so much like an entry's, under the entry's number, is that entry reworded."""
_LAST = 5
"""The end of a document is so many paragraphs and grids."""
_ENOUGH = 2
"""So many headings show the form of a document without tables."""


@dataclass(slots=True)
class _Heading:
    """A printed heading and what stands below it, up to the next."""

    entry: Entry
    paragraph: Paragraph
    ordinal: int | None
    reworded: bool = False
    """Taken for the entry by its number and a title that is near."""
    passages: list[Passage] = field(default_factory=list)
    grids: int = 0


def recognise(document: Document, forms: Sequence[Form]) -> Report | None:
    """Read a document as a report of the form that fits it best; None where none fits.

    A form fits if at least one row of its tables or two headings of its outlines were found.  One
    that is valid in the year of the report goes first; then the one with the most headings and
    rows with a readable cell; of equals, the first.
    """
    best: tuple[tuple[bool, int], Report] | None = None
    for form in forms:
        score, report = _read(document, form, forms)
        if report is not None:
            rank = _valid(form, report.year), score
            best = (rank, report) if best is None or rank > best[0] else best
    return best[1] if best else None


def _valid(form: Form, year: int | None) -> bool:
    """Whether reports of a year follow a form; of no year they may."""
    return year is None or form.validity.holds(date(year, 12, 31))


def _read(document: Document, form: Form, forms: Sequence[Form]) -> tuple[int, Report | None]:
    titles = _titles(form)
    tables = read_tables(document, form, forms, lambda p: _heading(p, titles, ()) is not None)
    document = tables.document
    before, headings = _outlined(document, form)
    if not tables.keys and len({heading.entry.code for heading in headings}) < _ENOUGH:
        return 0, None
    naming = name(form, before, list(_after(document, before)))
    signed = _signed(headings, naming.agency)
    intro = [
        _passage(document, paragraph)
        for paragraph in before
        if not any(paragraph is line for line in naming.paragraphs)
        and not states_publication(paragraph.text)
    ]
    parted = _parted(intro, headings)
    kept, heading_problems = _kept(headings)
    unlisted = tuple(passage for one in parted for passage in one.unlisted)
    report = Report(
        source=document.name,
        form=form.key,
        agency=naming.agency,
        year=naming.year,
        title=naming.title,
        intro=parted[0].own,
        sections=_sections(document, kept),
        cells=tables.reading.cells,
        rows=tables.reading.rows,
        tables=tables.keys,
        completeness=document.completeness,
        published=published(_edges(document, before)),
        signature=signed,
        unlisted=unlisted,
        unplaced=(
            *tables.unplaced,
            *(passage.provenance for passage in _dropped(headings, kept)),
            *(passage.provenance for one in parted for passage in one.below),
        ),
        diagnostics=(
            *document.diagnostics,
            *naming.diagnostics,
            *heading_problems,
            *(problems.unlisted_heading(p.text, p.provenance.locator) for p in unlisted),
            *tables.diagnostics,
        ),
    )
    return len(kept) + _readable_rows(tables.reading), report


def _signed(headings: Sequence[_Heading], agency: str | None) -> tuple[Passage, ...]:
    """The signature, taken from the end of the prose below the last heading."""
    if not headings:
        return ()
    last = headings[-1].passages
    count = signature(last, agency)
    signed = tuple(last[len(last) - count :])
    del last[len(last) - count :]
    return signed


def _parted(intro: Sequence[Passage], headings: Sequence[_Heading]) -> list[Parted]:
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


def _edges(document: Document, before: Sequence[Paragraph]) -> Iterator[str]:
    """What is printed before the first heading, and at the end of the document."""
    first = max((paragraph.place.end for paragraph in before), default=0)
    for at, block in enumerate(document.blocks):
        pieces = (
            [block]
            if isinstance(block, Paragraph)
            else [cell for line in block.lines for cell in line]
        )
        if at >= len(document.blocks) - _LAST or pieces[0].place.start < first:
            yield from (piece.text for piece in pieces)


def _readable_rows(reading: Reading) -> int:
    return len(
        {
            (key.table, key.row)
            for key, cell in reading.cells.items()
            if not (isinstance(cell.number, Missing) and cell.number.kind is MissingKind.UNREADABLE)
        }
    )


def _outlined(document: Document, form: Form) -> tuple[list[Paragraph], list[_Heading]]:
    """The paragraphs before the first heading, and the headings with what follows each."""
    titles = _titles(form)
    before: list[Paragraph] = []
    headings: list[_Heading] = []
    for block in document.blocks:
        if isinstance(block, Grid):
            if headings:
                headings[-1].grids += 1
        elif heading := _heading(block, titles, headings):
            headings.append(heading)
        elif headings:
            headings[-1].passages.append(_passage(document, block))
        else:
            before.append(block)
    return before, headings


def _titles(form: Form) -> Mapping[str, list[Entry]]:
    titles: dict[str, list[Entry]] = {}
    for outline in form.outlines:
        for entry in outline.entries:
            for key in {wordings(label).keys[0]: None for label in entry.labels}:
                titles.setdefault(key, []).append(entry)
    return titles


def _heading(
    paragraph: Paragraph, titles: Mapping[str, list[Entry]], before: Sequence[_Heading]
) -> _Heading | None:
    """A heading; of entries with the same title, the first that has not been met yet."""
    if len(paragraph.text) > _HEADING:
        return None
    printed = wordings(paragraph.text.rstrip(":：。"))
    entries = next((titles[key] for key in printed.keys if key in titles), None)
    met = {heading.entry.code for heading in before}
    if entries is None:
        return _reworded(paragraph, printed, titles, met)
    entry = next((entry for entry in entries if entry.code not in met), entries[-1])
    return _Heading(entry, paragraph, printed.ordinal)


def _reworded(
    paragraph: Paragraph, printed: Wordings, titles: Mapping[str, list[Entry]], met: set[str]
) -> _Heading | None:
    """A heading whose number is that of an entry not met yet and whose title is near to it."""
    if printed.ordinal is None:
        return None
    for title, entries in titles.items():
        for entry in entries:
            numbered = entry.code == str(printed.ordinal) and entry.code not in met
            if numbered and SequenceMatcher(None, printed.keys[0], title).ratio() >= _NEAR:
                return _Heading(entry, paragraph, printed.ordinal, reworded=True)
    return None


def _kept(headings: Sequence[_Heading]) -> tuple[list[_Heading], list[Diagnostic]]:
    """One heading for each entry: the first with prose, else with a table, else the first."""
    by_code: dict[str, list[_Heading]] = {}
    for heading in headings:
        by_code.setdefault(heading.entry.code, []).append(heading)
    kept: list[_Heading] = []
    found: list[Diagnostic] = []
    for same in by_code.values():
        best = max(same, key=lambda heading: (bool(heading.passages), bool(heading.grids)))
        kept.append(best)
        if best.reworded:
            place = best.paragraph.place
            found.append(problems.reworded_heading(best.paragraph.text, best.entry.label, place))
        if len(same) > 1:
            others = [heading.paragraph.place for heading in same if heading is not best]
            places = [best.paragraph.place, *others]
            found.append(problems.repeated_heading(best.entry.label, places))
    kept.sort(key=lambda heading: heading.paragraph.place.start)
    return kept, found


def _dropped(headings: Sequence[_Heading], kept: Sequence[_Heading]) -> Iterator[Passage]:
    """The prose below headings that were not kept."""
    for heading in headings:
        if not any(heading is other for other in kept):
            yield from heading.passages


def _sections(document: Document, headings: Sequence[_Heading]) -> Mapping[str, Section]:
    return {
        heading.entry.code: Section(
            code=heading.entry.code,
            title=heading.paragraph.text,
            ordinal=heading.ordinal,
            position=position,
            provenance=_passage(document, heading.paragraph).provenance,
            passages=tuple(heading.passages),
        )
        for position, heading in enumerate(headings, start=1)
    }


def _passage(document: Document, paragraph: Paragraph) -> Passage:
    text = paragraph.text
    return Passage(text, Provenance(document.name, paragraph.place, text))


def _after(document: Document, before: Sequence[Paragraph]) -> Iterator[Paragraph]:
    paragraphs = (block for block in document.blocks if isinstance(block, Paragraph))
    for at, paragraph in enumerate(paragraphs):
        if at >= len(before):
            yield paragraph
