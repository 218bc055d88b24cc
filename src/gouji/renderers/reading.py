"""A document as it was read: its tables, sections, stated numbers and what found no place."""

import json

from gouji.model.form import Table
from gouji.model.locator import told
from gouji.model.number import Missing, Number, number_text
from gouji.model.report import Cell, CellKey, Report, Section
from gouji.model.result import Reading, StatedNumber
from gouji.model.wording import Language, listed
from gouji.renderers import words
from gouji.renderers.at import at, printed, problem
from gouji.renderers.filled import cell_text, rows_of
from gouji.renderers.grid import grid
from gouji.renderers.printable import escaped, printable

WIDTH = 120
_FIRST_WORDS = 40
_DOUBTFUL = {True: "≈", False: ""}


def render(reading: Reading, language: Language, width: int = WIDTH) -> bytes:
    """For the terminal: what was read, so that a person can compare it with the original."""
    parts = [_head(reading, language)]
    if reading.report and reading.form:
        parts += [
            _table(table, reading.report, language, width)
            for table in reading.form.tables
            if table.key in reading.report.tables
        ]
        parts.append(_sections(reading.report, language))
        parts.append(_statements(reading.statements, language))
        parts.append(_unplaced(reading.report, language))
    parts.append(_remarks(reading, language))
    return ("\n\n".join(part for part in parts if part) + "\n").encode()


def render_json(reading: Reading, language: Language) -> bytes:
    """The same as JSON: a contract with other programs."""
    report = reading.report
    content = {
        "source": reading.source,
        "agency": report.agency if report else None,
        "year": report.year if report else None,
        "form": report.form if report else None,
        "title": report.title if report else None,
        "completeness": reading.status.value,
        "everything_read": reading.everything,
        "reason": reading.reason.in_language(language) if reading.reason else None,
        "sections": [_section_json(s) for s in _ordered(report)] if report else [],
        "tables": _tables_json(report) if report else {},
        "statements": [_statement_json(statement) for statement in reading.statements],
        "unplaced": [printed(place) for place in report.unplaced] if report else [],
        "diagnostics": [problem(diagnostic, language) for diagnostic in reading.diagnostics],
    }
    text = json.dumps(content, ensure_ascii=False, indent=1)
    return (escaped(text) + "\n").encode()


def _head(reading: Reading, language: Language) -> str:
    report = reading.report
    status = words.read_status(reading).in_language(language)
    if reading.reason:
        reason = reading.reason.in_language(language)
        status += words.bracketed(reason).in_language(language)
    name = reading.source
    if report:
        agency = report.agency or words.UNKNOWN_AGENCY.in_language(language)
        year = report.year or words.UNKNOWN_YEAR.in_language(language)
        name += f" · {agency} · {year} · {report.form}"
    return printable(f"{name} · {status}")


def _table(table: Table, report: Report, language: Language, width: int) -> str:
    columns = table.value_columns
    header = ["", *(printable(column.short) for column in columns)]
    lines = [
        [
            printable(label),
            *(
                cell_text(table, CellKey(table.key, code, column.code), report, language)
                for column in columns
            ),
        ]
        for code, label in rows_of(table, report).items()
    ]
    return f"{printable(f'{table.key} {table.title}')}\n{grid(header, lines, width)}"


def _ordered(report: Report) -> list[Section]:
    return sorted(report.sections.values(), key=lambda section: section.position)


def _sections(report: Report, language: Language) -> str:
    lines = [words.SECTION.in_language(language)]
    for section in _ordered(report):
        ordinal = "-" if section.ordinal is None else str(section.ordinal)
        text = printable(" ".join(passage.text for passage in section.passages)).strip()
        first = text if len(text) <= _FIRST_WORDS else text[:_FIRST_WORDS] + "…"
        lines.append(f"  {section.code} [{ordinal}] {printable(section.title)} | {first}")
    return "\n".join(lines) if report.sections else ""


def _statements(statements: tuple[StatedNumber, ...], language: Language) -> str:
    lines = [words.STATEMENTS.in_language(language)]
    for stated in statements:
        value = _DOUBTFUL[stated.approximate] + number_text(stated.value)
        name = f"{stated.name} {stated.title}" if stated.title else stated.name
        where = listed([words.stated_in(stated.section), *words.SCOPE[stated.scope]]).in_language(
            language
        )
        lines.append(printable(f"  {name} = {value} [{where}] {stated.provenance.quote}"))
    return "\n".join(lines) if statements else ""


def _unplaced(report: Report, language: Language) -> str:
    lines = [words.UNPLACED.in_language(language)]
    for place in report.unplaced:
        where = told([place.locator.locator]).in_language(language)
        lines.append(f"  {printable(where)}: {printable(place.quote)}")
    return "\n".join(lines) if report.unplaced else ""


def _remarks(reading: Reading, language: Language) -> str:
    lines = [words.REMARKS.in_language(language)]
    for diagnostic in reading.diagnostics:
        severity = words.DIAGNOSTIC_SEVERITY[diagnostic.severity].in_language(language)
        message = diagnostic.message.in_language(language)
        places = [diagnostic.place.locator] if diagnostic.place else []
        where = told(places).in_language(language) or reading.source
        lines.append(printable(f"  {where}: {severity} [{diagnostic.code}] {message}"))
    return "\n".join(lines) if reading.diagnostics else ""


def _section_json(section: Section) -> dict[str, object]:
    return {
        "code": section.code,
        "title": section.title,
        "ordinal": section.ordinal,
        "text": "\n".join(passage.text for passage in section.passages),
        "at": at(section.provenance.locator),
    }


def _tables_json(report: Report) -> dict[str, object]:
    tables: dict[str, dict[str, dict[str, object]]] = {key: {} for key in sorted(report.tables)}
    for key, cell in report.cells.items():
        tables.setdefault(key.table, {}).setdefault(key.row, {})[key.column] = _cell_json(cell)
    return {key: {"cells": rows} for key, rows in tables.items()}


def _cell_json(cell: Cell) -> dict[str, object]:
    place = at(cell.provenance.locator)
    match cell.number:
        case Number(between=True, value=value, slack=slack, raw=raw, unit=unit):
            between = [number_text(value - slack), number_text(value + slack)]
            return {
                "value": None,
                "missing": None,
                "between": between,
                "raw": raw,
                "at": place,
                "unit": unit,
            }
        case Number(value=value, raw=raw, unit=unit, approximate=approximate):
            known = {"value": number_text(value), "missing": None, "raw": raw, "at": place}
            return {**known, "unit": unit, "approximate": approximate}
        case Missing(kind=kind, raw=raw):
            return {"value": None, "missing": kind.value, "raw": raw, "at": place}


def _statement_json(stated: StatedNumber) -> dict[str, object]:
    return {
        "name": stated.name,
        "value": number_text(stated.value),
        "negated": stated.negated,
        "approximate": stated.approximate,
        "scope": stated.scope,
        "section": stated.section,
        "at": at(stated.provenance.locator),
        "quote": stated.provenance.quote,
    }
