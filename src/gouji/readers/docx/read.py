"""From a Word document to paragraphs and grids."""

from collections.abc import Iterable, Iterator, Sequence

from gouji.model.diagnostic import Diagnostic
from gouji.model.locator import Locator
from gouji.model.report import Completeness
from gouji.readers import limits, office_problems
from gouji.readers.compose import Part, Piece, compose, prints
from gouji.readers.document import Document
from gouji.readers.docx import body, inline, problems
from gouji.readers.docx.body import Block, Table
from gouji.readers.docx.inline import Remarks
from gouji.readers.docx.names import Stated, W
from gouji.readers.docx.numbering import numbering
from gouji.readers.docx.styles import Styles
from gouji.readers.package import Package, UnreadableError
from gouji.readers.spans import resolved


def read(name: str, raw: bytes) -> Document:
    """The paragraphs and grids of a Word document.

    Text is taken as printed: with the numbers of lists, without what is hidden, deleted or
    instructs a field, and without headers, footers, notes, comments and tables of contents.
    """
    try:
        package = Package(name, raw)
        main = package.main()
        root = package.xml(main)
        styles = Styles(package.related(main, "styles"))
        lists = numbering(package.related(main, "numbering"), styles)
    except UnreadableError as error:
        return Document(name, (), Completeness.UNREADABLE, (error.problem,))
    content = root.find(f"{W}body")
    if content is None:
        damaged = office_problems.damaged(name)
        return Document(name, (), Completeness.UNREADABLE, (damaged,))
    remarks = Remarks()
    stated = Stated(content, {*body.STATED, *inline.STATED})
    reader = body.Body(inline.Inline(styles, stated, remarks), lists)
    parts, too_large = _placed(reader.blocks(content))
    unknown = sorted(lists.unknown)
    said = (*_said(remarks, unknown), *too_large)
    lost = bool(remarks.fields or remarks.foreign or remarks.misplaced or too_large)
    status = Completeness.TRUNCATED if lost else Completeness.COMPLETE
    if not prints(parts):
        nothing = said if too_large else (*said, office_problems.empty(name))
        return Document(name, (), Completeness.UNREADABLE, nothing)
    return compose(name, parts, status, said)


def _placed(blocks: Iterable[Block]) -> tuple[list[Part], list[Diagnostic]]:
    """The blocks with their places, and what is wrong with tables that are none."""
    parts: list[Part] = []
    too_large: list[Diagnostic] = []
    paragraphs = tables = 0
    for block in blocks:
        if isinstance(block, Table):
            tables += 1
            try:
                parts.append(resolved(block.placed(tables)))
            except limits.TooLargeError:
                too_large.append(limits.large_table())
        elif block.text or block.objects:
            paragraphs += bool(block.text)
            remark = problems.foreign_object if block.objects else None
            at = Locator(paragraph=max(1, paragraphs))
            parts.append(Piece(block.text, at, remark=remark))
    return parts, too_large


def _said(remarks: Remarks, unknown: Sequence[str]) -> Iterator[Diagnostic]:
    if remarks.tracked:
        yield problems.tracked_changes()
    if remarks.hidden:
        yield problems.hidden_text()
    if remarks.fields:
        yield problems.open_field()
    if remarks.foreign:
        yield problems.foreign_part()
    if remarks.misplaced:
        yield problems.misplaced_text()
    if unknown:
        yield problems.unknown_numerals(unknown)
