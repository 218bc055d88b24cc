"""The blocks of a page as parts of a document, without the site around them."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from gouji.model.fold import squeeze
from gouji.model.frozen import frozen
from gouji.model.locator import Locator
from gouji.readers.chrome import chrome, is_chrome, names_owner
from gouji.readers.compose import Part, Piece, Rows
from gouji.readers.figures import says_figure
from gouji.readers.html.links import above_title, foot, is_numbered, lists_of_links
from gouji.readers.html.prose import Prose
from gouji.readers.lines import TextLine
from gouji.readers.paragraphs import Edges, edges, runs

_FIGURES = 3
"""So many paragraphs that are nothing but figures are cells ..."""
_CELL = 60
"""... and with them their neighbours that are no longer, and no sentences."""
_SENTENCE = re.compile("[。；;！？]")


@frozen
class _Line:
    """A paragraph, and whether it is one of a list of links."""

    text: str
    links: bool


def content(
    parts: Sequence[Prose | Rows], titles: Sequence[str]
) -> tuple[Sequence[Part], Sequence[str]]:
    """The paragraphs and grids of the blocks of a page, and what of its text was left out.

    `titles` is what it states its title to be.  Lists of links, the lines above its title and below
    its end are left out; those from the first numbered line on are text.
    """
    linked = lists_of_links([part if isinstance(part, Prose) else None for part in parts])
    where = edges([line for part in parts if isinstance(part, Prose) for line in _wrapped(part)])
    lines: list[_Line | Rows] = []
    for at, part in enumerate(parts):
        if isinstance(part, Rows):
            lines.append(part)
        else:
            lines += [_Line(text, at in linked) for text in _paragraphs(part, where)]
    texts = [None if isinstance(line, Rows) else line.text for line in lines]
    links = {at for at, line in enumerate(lines) if isinstance(line, _Line) and line.links}
    below = foot(texts, links)
    dropped = (
        links
        | below
        | chrome([text or "" for text in texts], lambda text: not text)
        | above_title(texts, [squeeze(title) for title in titles])
    )
    return list(_stacked(_kept(lines, dropped))), _left_out(texts, links, below)


def _left_out(texts: Sequence[str | None], links: set[int], below: set[int]) -> Sequence[str]:
    """What was left out from the first numbered line on, but for what only a site prints.

    The foot below the text is the site's for sure where it says whose the site is.
    """
    sure = any(names_owner(texts[at] or "") for at in below)
    dropped = links - below if sure else links | below
    numbered = (at for at, text in enumerate(texts) if text and is_numbered(text))
    first = next(numbered, len(texts))
    left = (texts[at] for at in sorted(dropped) if at > first)
    return [text for text in left if text and not is_chrome(text)]


def _stacked(parts: Iterator[Part]) -> Iterator[Part]:
    """Runs of short paragraphs with several figures among them are cells of a table that was lost."""
    for short, run in groupby(parts, key=lambda p: isinstance(p, Piece) and _may_be_cell(p.text)):
        pieces = list(run)
        if short and sum(says_figure(p.text) for p in pieces if isinstance(p, Piece)) >= _FIGURES:
            yield Rows([[p] for p in pieces if isinstance(p, Piece)], drawn=False)
        else:
            yield from pieces


def _may_be_cell(text: str) -> bool:
    return len(text) <= _CELL and _SENTENCE.search(text) is None


def _kept(lines: Sequence[_Line | Rows], dropped: set[int]) -> Iterator[Part]:
    number = 0
    for at, line in enumerate(lines):
        if isinstance(line, Rows):
            yield line
            continue
        number += 1
        if at not in dropped:
            yield Piece(line.text, Locator(paragraph=number))


def _wrapped(prose: Prose) -> Sequence[TextLine]:
    if len(prose.lines) == 1:
        return ()
    lines = zip(prose.lines, prose.gaps, strict=True)
    return [TextLine(0, text, 0, gap) for text, gap in lines]


def _paragraphs(prose: Prose, where: Edges) -> Iterator[str]:
    """The paragraphs that the line breaks of one show; a heading is one, however it is broken."""
    if len(prose.lines) == 1:
        yield prose.lines[0].strip()
    elif prose.heading:
        yield _joined(prose.lines)
    else:
        for run in runs(_wrapped(prose), where):
            yield _joined([line.text for line in run])


def _joined(lines: Sequence[str]) -> str:
    text = ""
    for line in (line.strip() for line in lines):
        words = text[-1:].isascii() and text[-1:].isalnum() and line[0].isascii()
        text += f" {line}" if words and line[0].isalnum() else line
    return text
