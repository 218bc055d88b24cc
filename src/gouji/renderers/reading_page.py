"""A document beside what was read of it, as one page that opens offline."""

import base64
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from importlib.resources import files
from itertools import pairwise

import jinja2

from gouji.model.form import Table
from gouji.model.frozen import frozen
from gouji.model.locator import told
from gouji.model.number import Missing, MissingKind, number_text
from gouji.model.report import Cell, CellKey, Passage, Provenance, Report, Section
from gouji.model.result import Reading
from gouji.model.span import Source, Span
from gouji.model.wording import Language
from gouji.renderers import words
from gouji.renderers.filled import cell_text, rows_of
from gouji.renderers.printable import printable, visible

_TEMPLATE = "reading_page.html"
_STYLE = "reading_page.css"
_CELL, _DOUBT, _HEADING, _PROSE, _UNPLACED = "cell", "doubt", "heading", "prose", "unplaced"


@frozen
class _Mark:
    """Characters of the source, and what became of them."""

    start: int
    end: int
    kind: str
    back: str
    """What of the reading it was taken for; "" where there is nothing to go back to."""


@frozen
class _Segment:
    """Neighbouring characters of one fate; `place` where a page, table or sheet begins."""

    text: str
    kind: str
    key: str
    """By which a reader of the other side finds it; only the first of a mark has one."""
    back: str
    place: str


_NO_MARK = _Mark(-1, -1, "", "")


def render(reading: Reading, language: Language) -> bytes:
    """The source with every stretch marked by what it was taken for, beside the reading.

    Each cell links to where it was printed, and back.  The page holds no script and asks for
    nothing from elsewhere.
    """
    report = reading.report
    place = files("gouji.renderers")
    environment = jinja2.Environment(
        autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined
    )
    environment.filters["said"] = lambda wording: wording.in_language(language)
    environment.filters["shown"] = printable
    environment.filters["visible"] = _lines
    environment.filters["print_of"] = lambda one: _place_key(one.provenance.locator.start)
    environment.filters["number"] = number_text
    style = (place / _STYLE).read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    text = environment.from_string((place / _TEMPLATE).read_text(encoding="utf-8")).render(
        language=language.value,
        words=words,
        style=style,
        digest=digest,
        reading=reading,
        report=report,
        status=words.read_status(reading),
        segments=list(_segments(report, language)) if report else [],
        tables=[_table(table, report, language) for table in _tables(reading)] if report else [],
        sections=sorted(report.sections.values(), key=_position) if report else [],
        unplaced=[_located(one, language) for one in report.unplaced] if report else [],
        remarks=[
            (
                words.DIAGNOSTIC_SEVERITY[one.severity].in_language(language),
                told([one.place.locator] if one.place else []).in_language(language),
                one.message.in_language(language),
            )
            for one in reading.diagnostics
        ],
    )
    return (text.strip() + "\n").encode("utf-8", "replace")


def _lines(text: str) -> str:
    """A text with its line ends and tabs; other characters that are not seen are named."""
    lines = text.replace("\r\n", "\n").replace("\f", "\n").expandtabs(4).split("\n")
    return "\n".join(map(visible, lines))


def _position(section: Section) -> int:
    return section.position


def _located(provenance: Provenance, language: Language) -> tuple[str, str]:
    return told([provenance.locator.locator]).in_language(language), provenance.quote


# ---- what was read


def _tables(reading: Reading) -> Iterator[Table]:
    if reading.form and reading.report:
        yield from (one for one in reading.form.tables if one.key in reading.report.tables)


def _table(table: Table, report: Report, language: Language) -> dict[str, object]:
    columns = table.value_columns
    return {
        "title": f"{table.key} {table.title}",
        "columns": [column.short for column in columns],
        "rows": [
            (
                label,
                [
                    _filled(table, CellKey(table.key, code, column.code), report, language)
                    for column in columns
                ],
            )
            for code, label in rows_of(table, report).items()
        ],
    }


def _filled(table: Table, key: CellKey, report: Report, language: Language) -> Sequence[str]:
    """A cell as it is shown: its text, its kind, its own key and that of its print."""
    cell = report.cells.get(key)
    text = cell_text(table, key, report, language)
    if cell is None:
        return (text, "", "", "")
    return (text, _kind(cell), _key(key), _place_key(cell.provenance.locator.start))


def _kind(cell: Cell) -> str:
    number = cell.number
    if isinstance(number, Missing):
        return _DOUBT if number.kind is MissingKind.UNREADABLE else "missing"
    return "about" if number.approximate else _CELL


def _key(key: CellKey) -> str:
    return f"{key.table}-{key.row}-{key.column}"


def _place_key(start: int) -> str:
    return f"at-{start}"


# ---- the source


def _segments(report: Report, language: Language) -> Iterator[_Segment]:
    """The whole source in order; where several marks meet, the shortest holds."""
    marks = [mark for mark in _marks(report) if mark.end > mark.start]
    source = _source(report)
    if source is None:
        return
    edges = sorted({0, len(source.text), *(e for mark in marks for e in (mark.start, mark.end))})
    starts = _by_start(marks)
    open_marks: list[_Mark] = []
    linked = set[int]()
    before = ""
    for start, end in pairwise(edges):
        open_marks = [mark for mark in open_marks if mark.end > start] + starts.get(start, [])
        mark = min(open_marks, key=lambda one: one.end - one.start, default=_NO_MARK)
        key = _place_key(mark.start) if mark.back and mark.start not in linked else ""
        linked.add(mark.start)
        place = _container(Span(source, start, end), language) if source.locators else ""
        text = source.text[start:end]
        yield _Segment(text, mark.kind, key, mark.back, place if place != before else "")
        before = place


def _by_start(marks: Iterable[_Mark]) -> dict[int, list[_Mark]]:
    found: dict[int, list[_Mark]] = {}
    for mark in marks:
        found.setdefault(mark.start, []).append(mark)
    return found


def _container(span: Span, language: Language) -> str:
    """The page or the sheet on which something stands."""
    locator = span.locator
    if locator.page is not None:
        return words.page(locator.page).in_language(language)
    return words.sheet(locator.sheet).in_language(language) if locator.sheet is not None else ""


def _source(report: Report) -> Source | None:
    found = [cell.provenance for cell in report.cells.values()]
    found += [section.provenance for section in report.sections.values()]
    return next((one.locator.source for one in found), None)


def _marks(report: Report) -> Iterator[_Mark]:
    for key, cell in report.cells.items():
        kind = _kind(cell)
        yield from _pieces(cell.provenance.locator, kind, _key(key))
    for section in report.sections.values():
        yield from _pieces(section.provenance.locator, _HEADING, f"section-{section.code}")
        yield from _prose(section.passages)
    yield from _prose([*report.intro, *report.signature, *report.unlisted])
    for provenance in report.unplaced:
        yield from _pieces(provenance.locator, _UNPLACED, "")
    for row in report.rows.values():
        yield from _pieces(row.provenance.locator, "row", "")


def _prose(passages: Sequence[Passage]) -> Iterator[_Mark]:
    for passage in passages:
        yield from _pieces(passage.provenance.locator, _PROSE, "")


def _pieces(span: Span, kind: str, key: str) -> Iterator[_Mark]:
    start = span.start
    for cut, resumed in (*span.cuts, (span.end, span.end)):
        yield _Mark(start, cut, kind, key)
        start = resumed
