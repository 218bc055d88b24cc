"""The printed lines of a text, without what belongs to the page: its chrome and its numbers."""

import re
from collections.abc import Iterator, Mapping, Sequence

from gouji.model.fold import fold, squeeze
from gouji.model.frozen import frozen
from gouji.model.span import Source, Span
from gouji.readers.chrome import chrome
from gouji.readers.figures import says_figure

_LINE_END = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")
_PROSE = 120
"""A longer line is no page number."""
_PAGE_NUMBER = re.compile(r"-[0-9]{1,4}-|第[0-9]{1,4}页(?:,?/?共[0-9]{1,4}页)?")
_BARE_NUMBER = re.compile("[0-9]{1,4}")
_APART = re.compile(r"\s{2,}|\t|[|｜│┃]")
"""What sets the cells of a row apart."""


@frozen
class TextLine:
    """A line that prints something, and how it stands on its page."""

    start: int
    text: str
    page: int
    gap: int
    """The empty lines above it; at the top of a page none."""

    @property
    def end(self) -> int:
        """Where the line ends, without its line end."""
        return self.start + len(self.text)


def printed_lines(source: Source) -> list[TextLine]:
    """The lines that print something of their own.

    Page chrome at either end of the text is left out; so are page numbers, that is `-3-`, 第3页,
    or a bare number where every page ends, or every page begins, with its own.  A line in which
    bars or several blanks set a figure apart is neither: it is a row of a table.
    """
    lines = [line for line in _lines(source.text) if line.text.strip()]
    dropped = chrome([line.text for line in lines], _is_row) | _page_numbers(lines)
    kept: list[TextLine] = []
    turned, gap = False, 0
    for at, line in enumerate(lines):
        gap += line.gap
        turned = turned or (bool(kept) and line.page != kept[-1].page)
        if at in dropped:
            turned = turned or _is_page_number(line.text)
            continue
        kept.append(TextLine(line.start, line.text, line.page, 0 if turned else gap))
        turned, gap = False, 0
    return kept


def _lines(text: str) -> Iterator[TextLine]:
    start, page, gap = 0, 0, 0
    while True:
        match = _LINE_END.search(text, start)
        end = match.start() if match else len(text)
        printed = text[start:end]
        blank = not printed.strip()
        if not blank:
            yield TextLine(start, printed, page, gap)
        gap = gap + 1 if blank else 0
        if match is None:
            return
        page += match[0] == "\f"
        start = match.end()


def _is_row(text: str) -> bool:
    """Whether a figure, or a mark for one, stands in a cell of its own; after a colon it does not.

    >>> _is_row("访问量   1234"), _is_row("访问量：  1234"), _is_row("打印 | 关闭")
    (True, False, False)
    """
    cells = [cell for part in _APART.split(text) if (cell := part.strip())]
    return len(cells) > 1 and any(
        says_figure(cell) and not before.endswith((":", "："))
        for before, cell in zip(["", *cells], cells, strict=False)
    )


def _page_numbers(lines: Sequence[TextLine]) -> set[int]:
    marked = {at for at, line in enumerate(lines) if _is_page_number(line.text)}
    return marked | _running(lines, 0) | _running(lines, -1)


def _is_page_number(text: str) -> bool:
    fits = len(text) <= _PROSE and _PAGE_NUMBER.fullmatch(squeeze(text)) is not None
    return fits and not _is_row(text)


def _running(lines: Sequence[TextLine], end: int) -> set[int]:
    """The first or the last lines of the pages, if there are several and they count the pages."""
    by_page: dict[int, list[int]] = {}
    for at, line in enumerate(lines):
        by_page.setdefault(line.page, []).append(at)
    edges: Mapping[int, int] = {page: found[end] for page, found in by_page.items()}
    numbers = {page: fold(lines[at].text).strip() for page, at in edges.items()}
    if len(numbers) < 2 or not all(map(_BARE_NUMBER.fullmatch, numbers.values())):  # noqa: PLR2004
        return set()
    shifts = {int(number) - page for page, number in numbers.items()}
    return set(edges.values()) if len(shifts) == 1 else set()


def trimmed(source: Source, start: int, end: int) -> Span:
    """The place of the printed characters; of an empty cell, the blanks themselves."""
    text = source.text[start:end]
    stripped = text.strip()
    if not stripped:
        return Span(source, start, end)
    lead = len(text) - len(text.lstrip())
    return Span(source, start + lead, start + lead + len(stripped))
