"""From what a reader found in a file that is no text to a document: its words in order, with places."""

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from itertools import accumulate
from typing import TypeAlias

from gouji.model.diagnostic import Diagnostic
from gouji.model.frozen import frozen
from gouji.model.locator import Locator
from gouji.model.number import Number
from gouji.model.report import Completeness
from gouji.model.span import Source, Span
from gouji.model.wording import Wording
from gouji.readers import problems
from gouji.readers.document import Block, Document, Fact, Grid, GridCell, Paragraph
from gouji.readers.figures import figure

_BETWEEN_CELLS = " | "


@frozen
class Piece:
    """The text of a paragraph or a cell, without the blanks around it, and where it stands."""

    text: str
    at: Locator
    width: int = 1
    """Of a cell: over so many columns of the grid it goes."""
    doubt: Wording | None = None
    """Of a cell: why its text cannot be taken for a value."""
    remark: Callable[[Span], Diagnostic] | None = None
    """What is to be said of it, given its place."""


@frozen
class Rows:
    """The lines of a grid, as `document.Grid` has them."""

    lines: Sequence[Sequence[Piece]]
    drawn: bool = True


Part: TypeAlias = Piece | Rows


def compose(
    name: str,
    parts: Iterable[Part],
    completeness: Completeness = Completeness.COMPLETE,
    diagnostics: Sequence[Diagnostic] = (),
    stated: Iterable[tuple[Fact, Piece]] = (),
) -> Document:
    """The paragraphs and grids of a file, over a source made of their texts in order.

    A paragraph is a line of that source, a line of a grid another, with bars between its cells.
    Paragraphs without text and lines without cells are left out.  What the file states of itself
    stands above them, and in no block.
    """
    facts = [(fact, piece) for fact, piece in stated if piece.text]
    above = [lines for _, piece in facts if (lines := _kept(piece))]
    kept = [*above, *(lines for part in parts if (lines := _kept(part)))]
    printed = [line for _, part in kept for line in part]
    pieces = [piece for line in printed for piece in line]
    text = "\n".join(_BETWEEN_CELLS.join(piece.text for piece in line) for line in printed)
    gaps = [len(_BETWEEN_CELLS) if at else 1 for line in printed for at in range(len(line))][1:]
    lengths = [len(piece.text) + gap for piece, gap in zip(pieces, [*gaps, 0], strict=True)]
    starts = list(accumulate(lengths, initial=0))[:-1]
    source = Source(name, text, tuple(zip(starts, (piece.at for piece in pieces), strict=True)))
    spans = iter(
        Span(source, start, start + len(piece.text))
        for piece, start in zip(pieces, starts, strict=True)
    )
    by_fact: dict[Fact, tuple[Paragraph, ...]] = {}
    for fact, piece in facts:
        by_fact[fact] = (*by_fact.get(fact, ()), Paragraph(piece.text, next(spans)))
    blocks: list[Block] = []
    remarks: list[Diagnostic] = []
    for drawn, part in kept[len(above) :]:
        placed = [[(piece, next(spans)) for piece in line] for line in part]
        remarks += [p.remark(place) for line in placed for p, place in line if p.remark]
        if drawn is None:
            piece, place = placed[0][0]
            blocks.append(Paragraph(piece.text, place))
        else:
            grid = (tuple(_cell(*cell) for cell in line) for line in placed)
            blocks.append(Grid(tuple(grid), drawn=drawn, laid=drawn))
    return Document(name, tuple(blocks), completeness, (*diagnostics, *remarks), by_fact)


def prints(parts: Iterable[Part]) -> bool:
    """Whether any text stands in the parts of a file."""
    return any(
        part.text if isinstance(part, Piece) else any(p.text for line in part.lines for p in line)
        for part in parts
    )


def joined(lines: Sequence[str]) -> tuple[str, Wording | None]:
    """The lines of a cell as one text, and why it is no value where figures go over them.

    >>> joined(["结果", "维持"])
    ('结果 维持', None)
    """
    text = " ".join(lines)
    return text, why_broken(text, lines)


def why_broken(text: str, lines: Sequence[str]) -> Wording | None:
    """Why the text of a cell with such lines is no value: several hold figures, or one is broken."""
    if len(lines) < 2:  # noqa: PLR2004
        return None
    if sum(any(map(str.isdigit, line)) for line in lines) > 1:
        return problems.WHY_SEVERAL_FIGURES
    value = _value(text)
    broken = value is not None and value not in map(_value, lines)
    return problems.WHY_BROKEN_FIGURE if broken else None


def _value(text: str) -> Fraction | None:
    found = figure(text)
    return found.value if isinstance(found, Number) else None


def _kept(part: Part) -> tuple[bool | None, Sequence[Sequence[Piece]]] | None:
    """Whether a part is a drawn grid (None: a paragraph), and its lines; None if it is empty."""
    if isinstance(part, Piece):
        return (None, [[part]]) if part.text or part.remark else None
    lines = [line for line in part.lines if line]
    return (part.drawn, lines) if lines else None


def _cell(piece: Piece, place: Span) -> GridCell:
    return GridCell(piece.text, place, piece.width, piece.doubt)
