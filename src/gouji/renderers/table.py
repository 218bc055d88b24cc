"""The findings as a table for the terminal."""

from collections.abc import Sequence

from gouji.model.finding import Outcome
from gouji.model.result import Result
from gouji.model.wording import Language
from gouji.renderers import words
from gouji.renderers.rows import headers, rows, unchecked_rows
from gouji.renderers.summary import nothing_found, summary

WIDTH = 120
"""The width where there is no terminal."""


def render(result: Result, language: Language, width: int = WIDTH) -> bytes:
    """Findings, what could not be checked, and the counts."""
    parts = []
    alike = result.alike
    found = rows((f for f in result.findings if f.outcome is not Outcome.UNKNOWN), language, alike)
    if found:
        parts.append(_grid(headers(words.COLUMNS, language), [row.cells for row in found], width))
    elif result.reports:
        parts.append(nothing_found(result).in_language(language))
    unchecked = unchecked_rows(result.findings, language, alike)
    if unchecked:
        title = words.NOT_CHECKED.in_language(language)
        columns = headers(words.UNCHECKED_COLUMNS, language)
        parts.append(f"{title}\n{_grid(columns, unchecked, width)}")
    parts.append("\n".join(summary(result, language)))
    return ("\n\n".join(parts) + "\n").encode()


def _grid(columns: Sequence[str], lines: Sequence[Sequence[str]], width: int) -> str:
    from gouji.renderers.grid import grid  # noqa: PLC0415  # widths of characters take time to start

    return grid(columns, lines, width)
