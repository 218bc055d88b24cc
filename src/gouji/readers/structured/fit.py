"""From what a structured report says to a report of a form."""

from collections.abc import Mapping, Sequence

from gouji.model.diagnostic import Diagnostic, Severity
from gouji.model.form import Form
from gouji.model.frozen import frozen
from gouji.model.report import Cell, CellKey, Completeness, Passage, Report
from gouji.model.span import Span
from gouji.readers.choosing import fitness
from gouji.readers.document import Paragraph
from gouji.readers.headings import passage_of
from gouji.readers.structured import problems
from gouji.readers.structured.sections import Outlined, outlined
from gouji.readers.structured.tables import TableReading, editions, read_table
from gouji.readers.structured.written import Written


@frozen
class Fit:
    """A report by the form that fits it best; None, and why, where it is not right throughout."""

    report: Report | None
    score: int
    """How many sections and rows with a readable cell the form has of it."""
    problems: tuple[Diagnostic, ...] = ()


def fit(written: Written, forms: Sequence[Form]) -> Fit | None:
    """Read what is written by the form it names, else by the one that fits it best.

    As with any document, one that is valid in the year of the report goes first.  The forms are those of one pack, so that a table may be of another edition than the form.  None
    where the form named is not among them, or where none is named and nothing written is of any.
    """
    name = written.form.text if written.form else None
    candidates = [form for form in forms if name in (None, form.key)]
    readings = [_reading(written, form, forms) for form in candidates]
    best = max(readings, key=lambda one: _fitness(one, written.year), default=None)
    if best is None:
        return None
    score = _fitness(best, written.year)[-1]
    if any(problem.severity is Severity.ERROR for problem in best.diagnostics):
        return Fit(None, score, best.diagnostics)
    if name is None and not score:
        return None
    return Fit(_report(written, best), score)


@frozen
class _Reading:
    """A report by one form."""

    form: Form
    outlined: Outlined
    tables: tuple[TableReading, ...]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def cells(self) -> Mapping[CellKey, Cell]:
        """The cells of all tables."""
        return {key: cell for table in self.tables for key, cell in table.cells.items()}


def _reading(written: Written, form: Form, forms: Sequence[Form]) -> _Reading:
    sections = outlined(written, form)
    tables = dict[str, TableReading]()
    places = dict[str, Span]()
    found = list(sections.diagnostics)
    for table in written.tables:
        path = ("tables", table.key)
        reading = read_table(table, editions(table.key, form, forms))
        if reading is None:
            found.append(problems.unknown_table(path, table.place, form))
            continue
        key = reading.table.key
        if key in tables:
            found.append(problems.named_twice(path, key, places[key], table.place))
        else:
            tables[key], places[key] = reading, table.place
            found += reading.diagnostics
    return _Reading(form, sections, tuple(tables.values()), tuple(found))


def _fitness(reading: _Reading, year: int) -> tuple[bool, bool, int]:
    """As of any document; but nothing is no fit."""
    valid, found = fitness(reading.form, year, len(reading.outlined.sections), reading.cells)
    return found > 0, valid, found


def _report(written: Written, reading: _Reading) -> Report:
    sections, tables = reading.outlined, reading.tables
    return Report(
        source=written.source.name,
        form=reading.form.key,
        agency=written.agency,
        year=written.year,
        title=written.title,
        intro=_passages(written, written.intro),
        sections=sections.sections,
        cells=reading.cells,
        tables=frozenset(table.table.key for table in tables if table.rows),
        completeness=Completeness.COMPLETE,
        published=written.published,
        signature=_passages(written, written.signature),
        unlisted=sections.unlisted,
        rows={key: row for table in tables for key, row in table.rows.items()},
        doubtful=frozenset(table.table.key for table in tables if table.doubtful),
        unplaced=(
            *(passage.provenance for passage in sections.unplaced),
            *(place for table in tables for place in table.unplaced),
        ),
        diagnostics=reading.diagnostics,
    )


def _passages(written: Written, lines: Sequence[Paragraph]) -> tuple[Passage, ...]:
    return tuple(passage_of(written.source.name, line) for line in lines)
