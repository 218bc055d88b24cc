"""The findings as Markdown tables."""

import re
from collections.abc import Sequence

from gouji.model.finding import Outcome
from gouji.model.result import Result
from gouji.model.wording import Language
from gouji.renderers import words
from gouji.renderers.rows import headers, rows, unchecked_rows
from gouji.renderers.summary import nothing_found, summary

_MARKS = re.compile(r"([\\`*_\[\]|~#$])")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "@": "&#64;"}
_LINKS = ((re.compile("://"), "&#58;//"), (re.compile("(www)[.]", re.IGNORECASE), r"\1&#46;"))


def render(result: Result, language: Language) -> bytes:
    """Findings, what could not be checked, and the counts."""
    parts = [f"# {words.FINDINGS.in_language(language)}"]
    alike = result.alike
    found = rows((f for f in result.findings if f.outcome is not Outcome.UNKNOWN), language, alike)
    if found:
        parts.append(_table(headers(words.COLUMNS, language), [row.cells for row in found]))
    else:
        parts.append(nothing_found(result).in_language(language))
    unchecked = unchecked_rows(result.findings, language, alike)
    if unchecked:
        parts.append(f"## {words.NOT_CHECKED.in_language(language)}")
        parts.append(_table(headers(words.UNCHECKED_COLUMNS, language), unchecked))
    parts.append(f"## {words.SUMMARY.in_language(language)}")
    parts.append("\n".join(f"- {literal(line)}" for line in summary(result, language)))
    return ("\n\n".join(parts) + "\n").encode()


def literal(text: str) -> str:
    r"""The text so that Markdown shows it as it is: no emphasis, no table border, no link.

    >>> literal("a|b *c* <i> https://x"), literal("1_000")
    ('a\\|b \\*c\\* &lt;i&gt; https&#58;//x', '1\\_000')
    """
    marked = _MARKS.sub(r"\\\1", text)
    plain = "".join(_ENTITIES.get(char, char) for char in marked)
    for pattern, replacement in _LINKS:
        plain = pattern.sub(replacement, plain)
    return plain


def _table(columns: Sequence[str], lines: Sequence[Sequence[str]]) -> str:
    used = [i for i in range(len(columns)) if any(line[i] for line in lines)]
    head = [columns[i] for i in used]
    body = [[literal(line[i]) for i in used] for line in lines]
    return "\n".join(_line(cells) for cells in (head, ["---"] * len(used), *body))


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
