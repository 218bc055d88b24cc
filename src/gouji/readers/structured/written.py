"""A structured report as it is written, before any form: its keys are known and its types right."""

from collections.abc import Iterator, Mapping
from dataclasses import field
from datetime import date

from gouji.model.data import Field, Record, Scalar
from gouji.model.frozen import frozen
from gouji.model.span import Source, Span
from gouji.readers.document import Paragraph


@frozen
class WrittenSection:
    """A section: its title as printed, or its outline code where only that is given."""

    heading: Paragraph
    coded: bool
    lines: tuple[Paragraph, ...]


@frozen
class WrittenTable:
    """A table: rows by their keys, each a mapping of column keys to scalars."""

    key: str
    place: Span
    rows: Mapping[str, Field]


@frozen
class Written:
    """What the file says; whether its form, tables, rows and columns exist is another question."""

    source: Source
    agency: str
    year: int
    form: Paragraph | None = None
    published: date | None = None
    title: str | None = None
    intro: tuple[Paragraph, ...] = ()
    signature: tuple[Paragraph, ...] = ()
    sections: tuple[WrittenSection, ...] = ()
    tables: tuple[WrittenTable, ...] = field(default=())


_LONGEST_ESCAPE = 12
"""Characters of the file for one character of a text: two \\u escapes."""
_BETWEEN = 400
"""Characters between two lines of a text at most: indentation, blank lines, marks of the format."""


def lines_of(scalar: Scalar) -> tuple[Paragraph, ...]:
    """The lines of a text that are not blank, each with its place.

    A line that is not written in one piece (it holds escapes, or is folded) has a place near by,
    within the text.
    """
    return tuple(_lines(scalar))


def _lines(scalar: Scalar) -> Iterator[Paragraph]:
    source, at, end = scalar.span.source, scalar.span.start, scalar.span.end
    for line in map(str.strip, scalar.text.splitlines()):
        if not line:
            continue
        reach = min(end, at + _LONGEST_ESCAPE * len(line) + _BETWEEN)
        found = source.text.find(line, at, reach)
        if found < 0:
            yield Paragraph(line, Span(source, at, end))
            at = min(end, at + len(line))
        else:
            at = found + len(line)
            yield Paragraph(line, Span(source, found, at))


def scalars_of(row: Field) -> Iterator[Scalar]:
    """The values of a row."""
    assert isinstance(row.data, Record)
    for column in row.data.fields.values():
        assert isinstance(column.data, Scalar)
        yield column.data
