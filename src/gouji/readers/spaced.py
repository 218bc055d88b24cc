"""Text without bars: which lines are prose, and which belong to tables told by blanks alone.

Text taken out of a PDF prints a table in one of two ways: its columns apart by several blanks,
or each row as a line whose figures stand behind its label, one blank between them.  Either way
labels may be wrapped over several lines.  Here a table is a run of lines that are no prose
around lines that end in figures; what they mean, only a form can say.
"""

import enum
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from gouji.model.fold import fold, squeeze
from gouji.model.frozen import frozen
from gouji.model.span import Source
from gouji.readers.document import Block, Grid, GridCell
from gouji.readers.figures import says_figure
from gouji.readers.lines import TextLine, trimmed
from gouji.readers.paragraphs import Edges, Joining, edges, paragraph

_GAP = re.compile(r"\s{2,}|\t")
_WORD = re.compile(r"\S+")
_BRACKETED = re.compile(r"[(\[][^()\[\]]*[)\]]")
_ENDS_IN_BRACKETS = re.compile(r"^[^()\[\]]*[)\]]")
_BEGINS_BRACKETS = re.compile(r"[(\[][^()\[\]]*$")
_STOPS = {0: re.compile("[,;。!?]|:$"), 1: re.compile("[,;:。!?]")}
"""What is no label, before no figure and before one."""
_STOPS_OF_ROW = re.compile("[,;。!?]")
_SENTENCE = re.compile("[。;!?]")
_STUCK = re.compile(r"(?:[^\W\d_a-zA-Z]|[)）”])[0-9０-９]+$")
"""Figures right behind a word; which they are, and how many, only a form can say."""
_LABEL = 60
"""A longer line in one piece is no label."""
_UPRIGHT = 3
"""So many lines of one character each are one label that is printed upright."""
_SEVERAL = 2
_COLUMNS, _COLUMN = 4, 12
"""A line of so many words, none of them longer, is a header, however long it is."""
_WRAPPED = 8
"""A label is wrapped over so many lines at most."""


class _Kind(enum.Enum):
    """What a line looks like by itself."""

    ROW = "ends in several figures"
    FIGURE = "ends in one figure"
    LONE = "is nothing but one figure"
    WORDS = "words that may be a label or a header"
    PROSE = "prose"


@frozen
class _Shape:
    """A line, the pieces that may be its cells, and what it looks like."""

    line: TextLine
    pieces: tuple[tuple[int, int], ...]
    """From where to where in the line each piece stands; each figure at the end stands alone."""
    chunks: int
    """Into how many pieces several blanks divide the line."""
    kind: _Kind


def blocks(source: Source, lines: Sequence[TextLine], where: Edges) -> Iterator[Block]:
    """The paragraphs and tables of lines without bars."""
    shapes = _bracketed([_shape(line, where) for line in lines])
    grouped = list(_groups(shapes, where))
    for tabular, run in groupby(grouped, key=lambda group: group[0].kind is not _Kind.PROSE):
        groups = list(run)
        found = [shape for group in groups for shape in group]
        if tabular and _is_table(found):
            yield Grid(tuple(_rows(source, found)), drawn=False)
        else:
            for group in groups:
                yield paragraph(source, [shape.line for shape in group])


def prose_edges(lines: Sequence[TextLine]) -> Edges:
    """Between which edges the prose among some lines stands."""
    return edges([line for line in lines if len(_chunks(line.text.rstrip())) == 1])


def _shape(line: TextLine, where: Edges) -> _Shape:
    text = line.text.rstrip()
    chunks = _chunks(text)
    figures: list[tuple[int, int]] = []
    rest = list(chunks)
    while rest:
        start, end = rest.pop()
        parts = [(start + m.start(), start + m.end()) for m in _WORD.finditer(text[start:end])]
        while parts and says_figure(text[slice(*parts[-1])]):
            figures.append(parts.pop())
        if parts:
            rest.append((start, parts[-1][1]))
            break
    pieces = (*rest, *reversed(figures))
    words = text[: rest[-1][1]].lstrip() if rest else ""
    long = len(chunks) == 1 and not _lists_columns(words)
    kind = _kind(words, len(figures), long=long and len(words) > _LABEL)
    if kind is _Kind.WORDS:
        full = long and where.full(line)
        kind = _Kind.PROSE if full else _Kind.FIGURE if _STUCK.search(words) else kind
    return _Shape(line, pieces, len(chunks), kind)


def _lists_columns(words: str) -> bool:
    """Whether a line is nothing but short words with one blank between, as a header is."""
    found = words.split()
    return len(found) >= _COLUMNS and all(1 < len(word) <= _COLUMN for word in found)


def _chunks(text: str) -> list[tuple[int, int]]:
    start = len(text) - len(text.lstrip())
    edges = [start]
    for gap in _GAP.finditer(text, start):
        edges += gap.span()
    edges.append(len(text))
    return list(zip(edges[::2], edges[1::2], strict=True))


def _kind(words: str, figures: int, *, long: bool) -> _Kind:
    """By the words of a line and the number of figures behind them."""
    if not words:
        return _Kind.ROW if figures >= _SEVERAL else _Kind.LONE
    stop = _STOPS.get(figures, _STOPS_OF_ROW)
    if (long and figures < _SEVERAL) or stop.search(_outside_brackets(fold(words).rstrip())):
        return _Kind.PROSE
    return _by_figures(figures)


def _by_figures(figures: int) -> _Kind:
    if figures:
        return _Kind.ROW if figures >= _SEVERAL else _Kind.FIGURE
    return _Kind.WORDS


def _outside_brackets(text: str) -> str:
    """A text without its brackets, also without those that another line opens or closes."""
    return _BEGINS_BRACKETS.sub("", _ENDS_IN_BRACKETS.sub("", _unbracketed(text)))


def _unbracketed(text: str) -> str:
    while (inner := _BRACKETED.sub("", text)) != text:
        text = inner
    return text


def _bracketed(shapes: Sequence[_Shape]) -> list[_Shape]:
    """The lines, with those within brackets that a label opens and a later line closes as words."""
    found = list(shapes)
    rests = [_unbracketed(fold(shape.line.text)) for shape in shapes]
    for at, shape in enumerate(shapes):
        if shape.kind is _Kind.PROSE or not _BEGINS_BRACKETS.search(rests[at]):
            continue
        for end in range(at + 1, min(at + 1 + _WRAPPED, len(shapes))):
            if _ENDS_IN_BRACKETS.search(rests[end]):
                if shapes[end].kind is not _Kind.PROSE:
                    found[at + 1 : end] = map(_as_label, found[at + 1 : end])
                break
            long = shapes[end].chunks == 1 and len(rests[end].strip()) > _LABEL
            if long or _SENTENCE.search(rests[end]):
                break
    return found


def _as_label(shape: _Shape) -> _Shape:
    figures = sum(says_figure(shape.line.text[slice(*piece)]) for piece in shape.pieces)
    words = shape.kind is _Kind.PROSE
    return replace(shape, kind=_by_figures(figures)) if words else shape


def _groups(shapes: Sequence[_Shape], where: Edges) -> Iterator[list[_Shape]]:
    """The lines that make up one paragraph each; what goes on a line of prose is prose."""
    joining = Joining(where)
    group: list[_Shape] = []
    for shape in shapes:
        apart = shape.kind is _Kind.ROW or (shape.chunks > 1 and shape.kind is not _Kind.PROSE)
        if apart:
            joining.breaks()
        if not joining.goes_on(shape.line) and group:
            yield from _settled(group)
            group = []
        group.append(shape)
        if apart:
            joining.breaks()
    if group:
        yield from _settled(group)


def _settled(group: list[_Shape]) -> Iterator[list[_Shape]]:
    prose = any(shape.kind is _Kind.PROSE for shape in group)
    if prose:
        yield [replace(shape, kind=_Kind.PROSE) for shape in group]
    else:
        yield group


def _is_table(shapes: Sequence[_Shape]) -> bool:
    """Whether a run of lines holds rows: several figures in a line, or several lines with one."""
    kinds = [shape.kind for shape in shapes]
    figures = kinds.count(_Kind.FIGURE) + kinds.count(_Kind.LONE)
    header = any(shape.kind is _Kind.WORDS and _is_header(shape) for shape in shapes)
    return _Kind.ROW in kinds or figures >= _SEVERAL or (figures > 0 and header)


def _is_header(shape: _Shape) -> bool:
    words = _WORD.findall(shape.line.text)
    return shape.chunks > 1 or (len(words) > 1 and all(len(word) > 1 for word in words))


def _rows(source: Source, shapes: Sequence[_Shape]) -> Iterator[tuple[GridCell, ...]]:
    """The cells of each line; lines of one character each are one cell."""
    for upright, run in groupby(shapes, key=_is_upright):
        found = list(run)
        if upright and len(found) >= _UPRIGHT:
            place = paragraph(source, [shape.line for shape in found])
            yield (GridCell(place.text, place.place),)
            continue
        for shape in found:
            places = [
                trimmed(source, shape.line.start + start, shape.line.start + end)
                for start, end in shape.pieces
            ]
            yield tuple(GridCell(place.text, place) for place in places)


def _is_upright(shape: _Shape) -> bool:
    text = squeeze(shape.line.text)
    return shape.kind is _Kind.WORDS and len(text.rstrip("、.")) <= 1
