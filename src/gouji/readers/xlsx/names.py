"""The names of SpreadsheetML (ISO/IEC 29500-1, 18) that the reader knows, and how it counts cells."""

import re

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
LAST_ROW = 1_048_576
LAST_COLUMN = 16_384

_CELL = re.compile("([A-Z]{1,3})([1-9][0-9]{0,6})")
_LETTERS = 26


def is_on(text: str | None) -> bool:
    """Whether a switch is on."""
    return text in {"1", "true"}


def is_off(text: str | None) -> bool:
    """Whether a switch that is usually on is off."""
    return text in {"0", "false"}


def place(reference: str) -> tuple[int, int] | None:
    """Row and column, from 1, of a cell such as C7; None where it is none."""
    match = _CELL.fullmatch(reference)
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = column * _LETTERS + ord(letter) - ord("A") + 1
    row = int(match[2])
    return (row, column) if row <= LAST_ROW and column <= LAST_COLUMN else None


def reference(row: int, column: int) -> str:
    """A cell by letters and digits.

    >>> reference(7, 3), reference(1, 28)
    ('C7', 'AB1')
    """
    letters = ""
    while column:
        column, letter = divmod(column - 1, _LETTERS)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row}"
