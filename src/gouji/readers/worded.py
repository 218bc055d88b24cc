"""Lines that name a row and print words where its values should stand."""

from collections.abc import Sequence

from gouji.readers.document import GridCell
from gouji.readers.labels import Candidate, Labels, Line, Printed, printed


def rows_in_words(line: Line, labels: Labels, *, behind: bool) -> tuple[Candidate, ...]:
    """The rows that a line without values names with words that are no labels behind the name.

    A label that columns bear, too, names a row only behind the last row of a grid.
    """
    if line.has_values:
        return ()
    at, cells = _name(line, labels)
    if at is None or (labels.columns(cells[at]) and not behind):
        return ()
    words = [cell for cell in cells[at + 1 :] if not cell.blank]
    if not words or any(_is_label(cell, line, labels) for cell in words):
        return ()
    if any(labels.columns(cell) and not labels.rows(cell) for cell in cells[:at]):
        return ()
    return tuple(found for found in labels.rows(cells[at]) if not found[1].group)


def row_before_words(cell: GridCell, labels: Labels) -> tuple[Printed, ...]:
    """The cells of a text that begins with the label of a row and a blank; () for another text."""
    words = cell.text.split()
    for count in range(len(words) - 1, 0, -1):
        name = printed(GridCell("".join(words[:count]), cell.place), drawn=False)
        if labels.rows(name):
            rest = (printed(GridCell(word, cell.place), drawn=False) for word in words[count:])
            return name, *rest
    return ()


def _name(line: Line, labels: Labels) -> tuple[int | None, Sequence[Printed]]:
    """Which is the last cell that names a row; where only blanks tell the cells, which begins so."""
    names = [at for at, cell in enumerate(line.cells) if labels.rows(cell)]
    if names or line.drawn:
        return (names[-1] if names else None), line.cells
    begun = row_before_words(line.cells[0].cell, labels)
    return (0 if begun else None), (*begun, *line.cells[1:])


def _is_label(cell: Printed, line: Line, labels: Labels) -> bool:
    """Whether a cell is a label; where only blanks tell the cells, it may be a part of one."""
    part = not line.drawn and bool(cell.wordings.keys[0]) and labels.knows_part(cell)
    return part or labels.knows(cell)
