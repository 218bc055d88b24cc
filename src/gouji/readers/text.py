"""Plain text, as copied from a web page or taken out of a PDF."""

from gouji.model.report import Completeness
from gouji.model.span import Source, Span
from gouji.readers import problems
from gouji.readers.document import Document
from gouji.readers.lined import blocks


def read(source: Source) -> Document:
    """The paragraphs and grids of a text; page chrome at either end and page numbers are left out."""
    if not source.text.strip():
        nothing = (problems.nothing_printed(Span(source, 0, len(source.text))),)
        return Document(source.name, (), Completeness.UNREADABLE, nothing)
    return Document(source.name, tuple(blocks(source)), Completeness.COMPLETE)
