"""One made-up report written in every format that people have, each in the plainest way."""

import html
import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import docx
import openpyxl
import yaml

from tests.readers.sheets import Sheet

Line = Sequence["Cell"]


@dataclass(frozen=True, slots=True)
class Cell:
    """A printed cell, and over how many columns and lines it goes."""

    text: str
    width: int = 1
    height: int = 1


@dataclass(frozen=True, slots=True)
class Printed:
    """A section: its title as printed, its paragraphs, and the lines of its table, if it has one."""

    title: str
    paragraphs: Sequence[str]
    table: Sequence[Line] = ()
    stated: Mapping[str, Mapping[str, str]] | None = None
    """The same table for structured files: row → column → what is printed."""


@dataclass(frozen=True, slots=True)
class Content:
    """A report before it is written."""

    title: str
    agency: str
    year: int
    intro: str
    sections: Sequence[Printed]
    signature: Sequence[str]

    def blocks(self) -> Iterator[str | Sequence[Line]]:
        """Paragraphs and tables in order."""
        yield self.title
        yield self.intro
        for section in self.sections:
            yield section.title
            yield from section.paragraphs
            if section.table:
                yield section.table
        yield from self.signature


def laid(table: Sequence[Line]) -> list[list[tuple[int, Cell | None]]]:
    """The cells of each line by column; None where one from above goes on."""
    taken: dict[int, dict[int, None]] = {}
    lines = []
    for at, line in enumerate(table):
        column = 0
        found: list[tuple[int, Cell | None]] = [(c, None) for c in taken.get(at, {})]
        for cell in line:
            while column in taken.get(at, {}):
                column += 1
            found.append((column, cell))
            for below in range(1, cell.height):
                for beside in range(cell.width):
                    taken.setdefault(at + below, {})[column + beside] = None
            column += cell.width
        lines.append(sorted(found, key=lambda one: one[0]))
    return lines


def _rows(table: Sequence[Line]) -> list[str]:
    """The lines with bars; what goes on from above is left blank."""
    return [
        " | ".join(cell.text if cell else "" for _, cell in line) + " |" for line in laid(table)
    ]


def text(content: Content) -> bytes:
    """Plain text, cells between bars."""
    lines = []
    for block in content.blocks():
        lines += [block] if isinstance(block, str) else _rows(block)
    return "\n".join(lines).encode()


def markdown(content: Content) -> bytes:
    """Markdown with a title, headings and pipe tables."""
    titles = {section.title for section in content.sections}
    lines = []
    for block in content.blocks():
        if isinstance(block, str):
            mark = "# " if block == content.title else "## " if block in titles else ""
            lines += [mark + block, ""]
            continue
        first, *rest = [f"| {row}" for row in _rows(block)]
        ruling = "|" + " --- |" * (first.count("|") - 1)
        lines += [first, ruling, *rest, ""]
    return "\n".join(lines).encode()


def page(content: Content) -> bytes:
    """A web page."""
    titles = {section.title for section in content.sections}
    parts = []
    for block in content.blocks():
        if isinstance(block, str):
            tag = "h1" if block == content.title else "h2" if block in titles else "p"
            parts.append(f"<{tag}>{html.escape(block)}</{tag}>")
            continue
        lines = (
            "".join(
                f'<td colspan="{c.width}" rowspan="{c.height}">{html.escape(c.text)}</td>'
                for c in line
            )
            for line in block
        )
        parts.append("<table>" + "".join(f"<tr>{line}</tr>" for line in lines) + "</table>")
    body = "\n".join(parts)
    head = f'<meta charset="utf-8"><title>{html.escape(content.title)}</title>'
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode()


def word(content: Content) -> bytes:
    """A Word document."""
    document = docx.Document()
    for block in content.blocks():
        if isinstance(block, str):
            document.add_paragraph(block)
            continue
        lines = laid(block)
        wide = max(column + (cell.width if cell else 1) for line in lines for column, cell in line)
        table = document.add_table(len(lines), wide)
        for row, line in enumerate(lines):
            for column, cell in line:
                if cell is None:
                    continue
                place = table.cell(row, column)
                if cell.width > 1 or cell.height > 1:
                    end = table.cell(row + cell.height - 1, column + cell.width - 1)
                    place = place.merge(end)
                place.text = cell.text
    raw = io.BytesIO()
    document.save(raw)
    return raw.getvalue()


def workbook(content: Content) -> bytes:
    """A workbook of one sheet; figures are numbers."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    row = 1
    for block in content.blocks():
        if isinstance(block, str):
            sheet.cell(row, 1, block)
            row += 1
            continue
        for line in laid(block):
            for column, cell in line:
                if cell is None:
                    continue
                figure = cell.text.isascii() and cell.text.isdigit()
                sheet.cell(row, column + 1, int(cell.text) if figure else cell.text or None)
                if cell.width > 1 or cell.height > 1:
                    sheet.merge_cells(
                        start_row=row,
                        end_row=row + cell.height - 1,
                        start_column=column + 1,
                        end_column=column + cell.width,
                    )
            row += 1
    raw = io.BytesIO()
    book.save(raw)
    return raw.getvalue()


_LEFT, _WIDE, _PITCH, _BOTTOM = 80.0, 60.0, 24.0, 800.0


def sheet(content: Content) -> bytes:
    """A printed file: a paragraph a line, tables by their rules."""
    drawn, y = Sheet(), 60.0
    for block in content.blocks():
        height = _PITCH * (1 if isinstance(block, str) else len(block) + 1)
        if y + height > _BOTTOM:
            drawn.turn_page()
            y = 60.0
        if isinstance(block, str):
            drawn.write(_LEFT, y, block)
        else:
            for line, cells in enumerate(laid(block)):
                for column, cell in cells:
                    if cell is not None:
                        _framed(drawn, (_LEFT + column * _WIDE, y + line * _PITCH), cell)
        y += height
    return drawn.made()


def _framed(drawn: Sheet, corner: tuple[float, float], cell: Cell) -> None:
    left, top = corner
    right, bottom = left + cell.width * _WIDE, top + cell.height * _PITCH
    for side in (
        (left, top, right, top),
        (left, bottom, right, bottom),
        (left, top, left, bottom),
        (right, top, right, bottom),
    ):
        drawn.rule(*side)
    drawn.write(left + 3, top + _PITCH * 0.7, cell.text, 9)


def _stated(content: Content, form: str, key: str) -> Mapping[str, object]:
    (table,) = (section.stated for section in content.sections if section.stated)
    return {
        "title": content.title,
        "agency": content.agency,
        "year": content.year,
        "form": form,
        "intro": content.intro,
        "sections": [
            {"title": section.title, "text": "\n".join(section.paragraphs)}
            for section in content.sections
        ],
        "tables": {key: table},
        "signature": list(content.signature),
    }


def structured(content: Content, form: str, key: str) -> Mapping[str, bytes]:
    """The report as YAML and as JSON."""
    stated = _stated(content, form, key)
    return {
        "yaml": yaml.safe_dump(stated, allow_unicode=True, sort_keys=False).encode(),
        "json": json.dumps(stated, ensure_ascii=False).encode(),
    }


WRITERS: Mapping[str, Callable[[Content], bytes]] = {
    "txt": text,
    "md": markdown,
    "html": page,
    "docx": word,
    "xlsx": workbook,
    "pdf": sheet,
}
"""Suffix → what writes a report so that its file may have it."""
