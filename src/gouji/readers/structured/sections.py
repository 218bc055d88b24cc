"""The sections of a structured report as sections of a form."""

from collections.abc import Iterator, Mapping, Sequence

from gouji.model.diagnostic import Diagnostic
from gouji.model.form import Code, Entry, Form
from gouji.model.frozen import frozen
from gouji.model.report import Passage, Section
from gouji.readers.document import Paragraph
from gouji.readers.headings import (
    Heading,
    as_heading,
    choose,
    left_out,
    passage_of,
    sections_of,
    titles_of,
)
from gouji.readers.structured import problems
from gouji.readers.structured.written import Written, WrittenSection


@frozen
class Outlined:
    """The sections of the form, and what belongs to none of them."""

    sections: Mapping[Code, Section]
    unlisted: tuple[Passage, ...]
    unplaced: tuple[Passage, ...]
    diagnostics: tuple[Diagnostic, ...]


def outlined(written: Written, form: Form) -> Outlined:
    """Recognise the headings as those of a text document; a code names its entry itself."""
    document, titles = written.source.name, titles_of(form)
    entries = {entry.code: entry for outline in form.outlines for entry in outline.entries}
    headings: list[Heading] = []
    unlisted: list[WrittenSection] = []
    diagnostics: list[Diagnostic] = []
    for section in written.sections:
        code, place = section.heading.text, section.heading.place
        if not section.coded:
            heading = as_heading(section.heading, titles, headings)
        elif code in entries:
            heading = _by_code(entries[code], section.heading)
        else:
            diagnostics.append(problems.unknown_section(code, place, form))
            continue
        if heading is None:
            unlisted.append(section)
            diagnostics.append(problems.unlisted_heading(code, place))
        else:
            heading.passages.extend(_passages(document, section.lines))
            headings.append(heading)
    kept, found = choose(headings)
    loose = (passage for one in unlisted for passage in _passages(document, one.lines))
    return Outlined(
        sections=sections_of(document, kept),
        unlisted=tuple(passage_of(document, section.heading) for section in unlisted),
        unplaced=(*loose, *left_out(headings, kept)),
        diagnostics=(*diagnostics, *found),
    )


def _by_code(entry: Entry, key: Paragraph) -> Heading:
    """A section of which only the code is written: it is headed as the form says."""
    ordinal = int(entry.code) if entry.code.isdecimal() else None
    return Heading(entry, Paragraph(entry.label, key.place), ordinal)


def _passages(document: str, lines: Sequence[Paragraph]) -> Iterator[Passage]:
    return (passage_of(document, line) for line in lines)
