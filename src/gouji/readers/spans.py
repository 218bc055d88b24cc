"""Cells that go over several lines and columns, laid out on a grid."""

from collections.abc import Sequence
from dataclasses import replace

from gouji.model.frozen import frozen
from gouji.model.locator import Locator
from gouji.model.wording import Wording
from gouji.readers import problems
from gouji.readers.compose import Piece, Rows
from gouji.readers.limits import MOST_CELLS, TooLargeError

WIDEST = 1_000
"""So many columns a cell may go over (HTML sets this limit) ..."""
TALLEST = 65_534
"""... and so many lines."""


@frozen
class Spanned:
    """A cell as a file states it: its text, and over how many columns and lines it goes."""

    piece: Piece
    width: int = 1
    height: int = 1


def resolved(lines: Sequence[Sequence[Spanned]]) -> Rows:
    """Every line with the cells that stand in it; those from a line above are empty.

    Spans are cut at the limits, at the end of the table, and at a cell from above, which leaves the
    one that is cut without a value.  A line in which no cell begins is
    left out.  The text of a cell that goes over several lines is no value: of which, cannot be told.
    The locator of each piece gets the column of the grid on which it stands.  TooLargeError where
    the grid would be too large.
    """
    found: list[list[Piece]] = []
    open_cells: dict[int, tuple[Piece, int]] = {}
    cells = 0
    for number, line in enumerate(lines):
        laid, open_cells = _laid(line, open_cells, len(lines) - number)
        cells += sum(piece.width for piece in laid)
        if cells > MOST_CELLS:
            raise TooLargeError
        if line:
            found.append(laid)
    return Rows(found)


def _laid(
    line: Sequence[Spanned], above: dict[int, tuple[Piece, int]], left: int
) -> tuple[list[Piece], dict[int, tuple[Piece, int]]]:
    """The pieces of a line, and those that go on below: column → piece, lines still to come."""
    laid: dict[int, Piece] = {}
    below: dict[int, tuple[Piece, int]] = {}
    taken = set[int]()
    here = line[0].piece.at if line else None
    for column, (piece, more) in above.items():
        laid[column] = replace(piece, at=_at(here, column + 1)) if here else piece
        taken.update(range(column, column + piece.width))
        if more > 1:
            below[column] = piece, more - 1
    column = 0
    for spanned in line:
        while column in taken:
            column += 1
        piece = spanned.piece
        if spanned.width <= 1 and spanned.height <= 1:
            column += 1
            laid[column - 1] = Piece(
                piece.text, _at(piece.at, column), 1, piece.doubt, piece.remark
            )
            continue
        wanted = min(max(spanned.width, 1), WIDEST)
        width = wanted if wanted == 1 else _room(column, wanted, taken)
        height = min(max(spanned.height, 1), TALLEST, left)
        why = _doubt(tall=height > 1, overlaps=width < wanted)
        laid[column] = piece = _placed(piece, column + 1, width, why)
        if height > 1:
            below[column] = _below(piece), height - 1
        column += width
    return [laid[column] for column in sorted(laid)] if above else list(laid.values()), below


def _doubt(*, tall: bool, overlaps: bool) -> Wording | None:
    """Why what a cell prints is no value."""
    if overlaps:
        return problems.WHY_OVERLAP
    return problems.WHY_SEVERAL_LINES if tall else None


def _placed(piece: Piece, column: int, width: int, why: Wording | None) -> Piece:
    doubt = piece.doubt or (why if piece.text else None)
    return Piece(piece.text, _at(piece.at, column), width, doubt, piece.remark)


def _at(at: Locator, column: int) -> Locator:
    """The same place with its column; `replace` would take as long as all the rest."""
    line, page, paragraph = at.line, at.page, at.paragraph
    return Locator(line, page, paragraph, at.table, at.row, column, at.sheet, at.cell, at.box)


def _below(piece: Piece) -> Piece:
    return replace(piece, text="", remark=None)


def _room(column: int, width: int, taken: set[int]) -> int:
    """How far a cell goes: to the next column that a cell from above holds, at most."""
    return next((at for at in range(1, width) if column + at in taken), width)
