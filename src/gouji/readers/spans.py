"""Cells that go over several lines and columns, laid out on a grid."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from gouji.readers import problems
from gouji.readers.compose import Piece, Rows

WIDEST = 1_000
"""So many columns a cell may go over (HTML sets this limit) ..."""
TALLEST = 65_534
"""... and so many lines."""
MOST_CELLS = 200_000
"""A larger grid is not laid out."""


@dataclass(frozen=True, slots=True)
class Spanned:
    """A cell as a file states it: its text, and over how many columns and lines it goes."""

    piece: Piece
    width: int = 1
    height: int = 1


class TooLargeError(ValueError):
    """A grid has more cells than `MOST_CELLS`."""


def resolved(lines: Sequence[Sequence[Spanned]]) -> Rows:
    """Every line with the cells that stand in it; those from a line above are empty.

    Spans are cut at the limits and at the end of the table.  A line in which no cell begins is
    none.  The text of a cell that goes over several lines is no value: of which, cannot be told.
    The locator of each piece gets the column of the grid on which it stands.  TooLargeError where
    the grid would be too large.
    """
    lines = [line for line in lines if line]
    found: list[list[Piece]] = []
    open_cells: dict[int, tuple[Piece, int]] = {}
    cells = 0
    for number, line in enumerate(lines):
        left = len(lines) - number
        laid, open_cells = _laid(line, open_cells, left)
        cells += sum(piece.width for piece in laid)
        if cells > MOST_CELLS:
            raise TooLargeError
        found.append(laid)
    return Rows(found)


def _laid(
    line: Iterable[Spanned], above: dict[int, tuple[Piece, int]], left: int
) -> tuple[list[Piece], dict[int, tuple[Piece, int]]]:
    """The pieces of a line, and those that go on below: column → piece, lines still to come."""
    laid: list[tuple[int, Piece]] = []
    below: dict[int, tuple[Piece, int]] = {}
    taken = set[int]()
    for column, (piece, more) in above.items():
        laid.append((column, piece))
        taken.update(range(column, column + piece.width))
        if more > 1:
            below[column] = piece, more - 1
    column = 0
    for spanned in line:
        while column in taken:
            column += 1
        width = _room(column, min(max(spanned.width, 1), WIDEST), taken)
        height = min(max(spanned.height, 1), TALLEST, left)
        at = replace(spanned.piece.at, column=column + 1)
        piece = replace(spanned.piece, at=at, width=width)
        if height > 1:
            doubt = problems.WHY_SEVERAL_LINES if piece.text else None
            piece = replace(piece, doubt=piece.doubt or doubt)
            below[column] = replace(piece, text="", remark=None), height - 1
        laid.append((column, piece))
        column += width
    return [piece for _, piece in sorted(laid, key=lambda one: one[0])], below


def _room(column: int, width: int, taken: set[int]) -> int:
    """How far a cell goes: to the next column that a cell from above holds, at most."""
    return next((at for at in range(1, width) if column + at in taken), width)
