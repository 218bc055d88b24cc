"""Plain text, as copied from a web page or taken out of a PDF."""

from gouji.model.report import Completeness
from gouji.model.span import Source, Span
from gouji.readers import limits, problems
from gouji.readers.document import Document
from gouji.readers.lined import BARS, blocks


def read(source: Source) -> Document:
    """The paragraphs and grids of a text; page chrome at either end and page numbers are left out."""
    if not source.text.strip():
        nothing = (problems.nothing_printed(Span(source, 0, len(source.text))),)
        return Document(source.name, (), Completeness.UNREADABLE, nothing)
    if too_much := limits.beyond(source, BARS + "\t"):
        return Document(source.name, (), Completeness.UNREADABLE, (too_much,))
    return Document(source.name, tuple(blocks(source)), Completeness.COMPLETE)
