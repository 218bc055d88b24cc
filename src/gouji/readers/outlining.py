"""Headings that share a paragraph with prose, or stand in the cells of a table, set apart."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from operator import is_not

from gouji.model.diagnostic import Diagnostic
from gouji.model.fold import ordinal_prefix, squeeze
from gouji.model.form import Code
from gouji.model.span import Span
from gouji.readers import problems
from gouji.readers.document import Block, Document, Grid, GridCell, Paragraph
from gouji.readers.headings import HEADING, Titles, as_heading

_AFTER_TITLE = re.compile(r"\s*[。.:：;；]\s*|\s+|(?=[0-9０-９])")
"""What parts a heading from the prose that follows it in the same paragraph."""
_LEADER = re.compile(r"[\s.．…·•_-]+[0-9０-９]{1,3}$")
"""Dots and the number of a page behind a title in a list of contents."""
_SENTENCE = re.compile("[，。；,;]")
_LIST = 3
"""So many titles below one another are a list of contents, if each is printed again."""


def outlined(document: Document, titles: Titles) -> Document:
    """The document with every heading in a paragraph of its own, and without a list of contents.

    A numbered title at the beginning of a paragraph is a heading if the section has no other.
    Where headings stand alone in lines of grids, the grids are divided there, and what stands
    alone in a line before them, behind them or as a sentence is prose.
    """
    blocks, contents = _without_contents(document.blocks, titles)
    found = set(_sections(blocks, titles))
    divided = list(_out_of_grids(blocks, titles, found))
    if len(divided) != len(blocks) or any(map(is_not, divided, blocks)):
        found = set(_sections(divided, titles))
    blocks = [part for block in divided for part in _run_in(block, titles, found)]
    if not contents and len(blocks) == len(document.blocks):
        return document
    return replace(document, blocks=tuple(blocks), diagnostics=(*document.diagnostics, *contents))


def _section(paragraph: Paragraph, titles: Titles) -> Code | None:
    heading = as_heading(paragraph, titles, ())
    return heading.entry.code if heading and not heading.reworded else None


def _sections(blocks: Sequence[Block], titles: Titles) -> Iterator[Code]:
    for block in blocks:
        if isinstance(block, Paragraph) and (code := _section(block, titles)):
            yield code


# ---- a list of contents


def _without_contents(
    blocks: Sequence[Block], titles: Titles
) -> tuple[Sequence[Block], Sequence[Diagnostic]]:
    listed = [_listed(block, titles) for block in blocks]
    start = next((at for at, code in enumerate(listed) if code), len(blocks))
    end = start
    while end < len(blocks) and listed[end]:
        end += 1
    again = set(_sections(blocks[end:], titles))
    if end - start < _LIST or not again.issuperset(listed[start:end]):
        return blocks, ()
    first, last = blocks[start], blocks[end - 1]
    assert isinstance(first, Paragraph)
    assert isinstance(last, Paragraph)
    place = Span(first.place.source, first.place.start, last.place.end)
    return [*blocks[:start], *blocks[end:]], (problems.list_of_contents(end - start, place),)


def _listed(block: Block, titles: Titles) -> Code | None:
    """The section that a paragraph may stand for in a list of contents."""
    if not isinstance(block, Paragraph) or len(block.text) > HEADING:
        return None
    text = _LEADER.sub("", block.text)
    return _section(block if text == block.text else replace(block, text=text), titles)


# ---- headings in cells


def _out_of_grids(blocks: Sequence[Block], titles: Titles, found: set[Code]) -> Iterator[Block]:
    heads = {
        line[0].place: cell
        for block in blocks
        if isinstance(block, Grid) and block.drawn
        for line in block.lines
        if (cell := _alone(line))
        and (code := _section(Paragraph(cell.text, cell.place), titles))
        and code not in found
    }
    for block in blocks:
        if isinstance(block, Grid) and any(line[0].place in heads for line in block.lines):
            yield from _divided(block, [line[0].place in heads for line in block.lines])
        else:
            yield block


def _alone(line: Sequence[GridCell]) -> GridCell | None:
    """The only cell of a line in which something is printed."""
    printed = [cell for cell in line if cell.text]
    return printed[0] if len(printed) == 1 else None


def _divided(grid: Grid, heads: Sequence[bool]) -> Iterator[Block]:
    """The paragraphs and the tables of a grid in which sections stand."""
    first = heads.index(True)
    several = [at for at, line in enumerate(grid.lines) if _alone(line) is None]
    last = max(several, default=-1)
    table: list[tuple[GridCell, ...]] = []
    for at, line in enumerate(grid.lines):
        cell = _alone(line)
        prose = at < first or heads[at] or at > last or (cell and _SENTENCE.search(cell.text))
        if not (cell and prose):
            table.append(line)
            continue
        if table:
            yield replace(grid, lines=tuple(table))
            table = []
        yield Paragraph(cell.text, cell.place)
    if table:
        yield replace(grid, lines=tuple(table))


# ---- a heading and prose in one paragraph


def _run_in(block: Block, titles: Titles, found: set[Code]) -> Iterator[Block]:
    end = _title_end(block.text, titles, found) if isinstance(block, Paragraph) else None
    if end is None or not isinstance(block, Paragraph):
        yield block
        return
    between = _AFTER_TITLE.match(block.text, end)
    assert between
    for start, stop in ((0, end), (between.end(), len(block.text))):
        yield Paragraph(block.text[start:stop], block.place.part(start, stop))


def _title_end(text: str, titles: Titles, found: set[Code]) -> int | None:
    """Where in a paragraph the title of a section without any other heading ends; None: nowhere."""
    number, rest = ordinal_prefix(text)
    if number is None:
        return None
    label = squeeze(rest[:HEADING])
    for title in sorted(titles, key=len, reverse=True):
        if label.startswith(title) and not found.issuperset(e.code for e in titles[title]):
            end = len(text) - len(rest) + _printed(rest, len(title))
            parted = _AFTER_TITLE.match(text, end)
            if parted and parted.end() < len(text):
                found.update(entry.code for entry in titles[title][:1])
                return end
    return None


def _printed(text: str, count: int) -> int:
    """Up to which offset a text has so many characters that are compared."""
    for at, char in enumerate(text):
        count -= len(squeeze(char))
        if count == 0:
            return at + 1
    raise AssertionError(text)
