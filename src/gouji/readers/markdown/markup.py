"""Markdown as the characters that it prints, each with its place in the file."""

import html
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from gouji.model.frozen import frozen
from gouji.model.span import Source, Span
from gouji.model.wording import Wording
from gouji.readers.lined import BARS
from gouji.readers.problems import WHY_PICTURE

HELD = "\ufdd0"
"""Stands for a bar that is no bar between cells."""
PICTURE = "\ufdd2"
"""Stands for a picture in a table row."""
INSET = "\ufdd1"
"""A line of its own stands for something that is no line of text."""

Shown = tuple[str, int, int]
"""A printed character and from where to where it stands in the file."""


@frozen
class Plain:
    """A text as it is printed: a source of its characters, and where each stands in the file."""

    source: Source
    original: Source
    shown: Sequence[Shown]

    def place(self, span: Span) -> Span:
        """The place in the file of characters of the plain text."""
        found = [one for start, end in _kept(span) for one in self.shown[start:end]]
        nearest = self.shown[span.start : span.start + 1] or self.shown[-1:]
        return place_of(found, self.original, nearest[0][1] if nearest else 0)


def plain(source: Source, shown: Sequence[Shown]) -> Plain:
    """The plain text of characters and their places."""
    text = "".join(char for char, _, _ in shown)
    return Plain(Source(source.name, text), source, shown)


def printed(text: str) -> str:
    """The text without what stands for something else."""
    return text.replace(PICTURE, "").replace(HELD, "|").strip()


def doubt(text: str) -> Wording | None:
    """Why a cell, whose text has not been `printed`, is not blank although it holds no text."""
    return WHY_PICTURE if PICTURE in text and not printed(text) else None


def place_of(shown: Iterable[Shown], source: Source, otherwise: int) -> Span:
    """Where characters stand in the file; what stands between them and is not printed is cut."""
    found = [(start, end) for _, start, end in shown if end > start]
    if not found:
        return Span(source, otherwise, otherwise)
    cuts = tuple((end, start) for (_, end), (start, _) in pairwise(found) if end < start)
    return Span(source, found[0][0], found[-1][1], cuts)


def _kept(span: Span) -> Iterator[tuple[int, int]]:
    start = span.start
    for before, after in span.cuts:
        yield start, before
        start = after
    yield start, span.end


# ---- within a line


def _stressed(name: str, mark: str, char: str, beside: str) -> str:
    """A pattern for words between marks; digits beside them would run into other digits."""
    within = (
        rf"[^|\{char}]|\{char}(?!\{char})" if len(mark.replace("\\", "")) > 1 else rf"[^|\{char}]"
    )
    return rf"(?<!{beside}){mark}(?=[^\s\{char}])(?P<{name}>(?:{within})*?[^\s|\{char}]){mark}(?!{beside})"


_LINK = (
    r"\[(?P<linked>[^\[\]]*)\]\((?:(?=[^()\s]*[./:#])[^()\s]+(?:\([^()\s]*\)[^()\s]*)?"
    r"(?:\s+[\"'][^\"']*[\"'])?)?\)"
)
"""What follows the brackets must look like an address: 〔2021〕30号 may be printed as [2021](30号)."""
_PATTERNS = (
    ("comment", r"<!--(?:(?!<!--|-->).)*-->"),
    ("escape", r"\\[!-/:-@\[-`{-~]"),
    ("code", r"(?P<ticks>`+)(?P<inside>[^`|]{1,500})(?P=ticks)(?!`)"),
    ("image", r"!\[[^\[\]]*\](?:\([^()\s]*(?:\s+[\"'][^\"']*[\"'])?\)|\[[^\[\]]*\])"),
    ("note", r"\[\^[^\[\]\s]+\](?!:)"),
    ("link", _LINK),
    ("break", r"<br\s*/?>|</(?:p|div|li|h[1-6])>"),
    ("picture", r"<img\b[^<>]*>"),
    (
        "tag",
        r"</?(?:b|strong|i|em|u|font|span|center|a|big|small|ins|mark|ul|ol)(?:\s[^<>]*)?/?>",
    ),
    ("block", r"<(?:p|div|li|h[1-6])(?:\s[^<>]*)?>"),
    ("address", r"<(?P<url>(?:https?|mailto):[^<>\s]+)>"),
    ("entity", r"&(?:[A-Za-z][A-Za-z0-9]{1,31}|\#[0-9]{1,7}|\#[xX][0-9A-Fa-f]{1,6});"),
    ("both", _stressed("stars", r"\*\*\*", "*", "[*0-9]")),
    ("strong", _stressed("star", r"\*\*", "*", "[*0-9]")),
    ("emphasis", _stressed("mark", r"\*", "*", "[*0-9]")),
    ("heavy", _stressed("rule", "__", "_", r"\w")),
    ("under", _stressed("line", "_", "_", r"\w")),
)
_INLINE = re.compile("|".join(f"(?P<{name}>{found})" for name, found in _PATTERNS), re.IGNORECASE)
_INSIDE: Mapping[str, str] = {
    "code": "inside",
    "link": "linked",
    "address": "url",
    "both": "stars",
    "strong": "star",
    "emphasis": "mark",
    "heavy": "rule",
    "under": "line",
}
_DEEPEST = 8
_APART = frozenset("\n\r\v\f\t\x85\u2028\u2029")


def inline(text: str, at: int, *, row: bool) -> Iterator[Shown]:
    """The printed characters of a piece of a line that begins at an offset of the file.

    A line break within a table row is a tab: what it divides are not the digits of one number.
    Struck, raised and lowered text keeps its marks, so that no number is made of it.
    """
    yield from _inline(text, at, row=row, depth=0)


def _inline(text: str, at: int, *, row: bool, depth: int) -> Iterator[Shown]:
    end = 0
    for match in _INLINE.finditer(text) if depth < _DEEPEST else ():
        yield from _literal(text, at, end, match.start())
        end = match.end()
        kind = next(name for name, _ in _PATTERNS if match[name] is not None)
        inside = _INSIDE.get(kind)
        if inside == "inside":
            yield from _literal(text, at, *match.span(inside), row=row)
        elif inside:
            start = match.start(inside)
            yield from _inline(match[inside], at + start, row=row, depth=depth + 1)
        else:
            yield from _SHOWN[kind](match, at, row)
    yield from _literal(text, at, end, len(text))


def _literal(text: str, at: int, start: int, end: int, *, row: bool = False) -> Iterator[Shown]:
    for offset in range(start, end):
        char = HELD if row and text[offset] in BARS else text[offset]
        yield char, at + offset, at + offset + 1


def _nothing(_match: re.Match[str], _at: int, _row: bool) -> Iterator[Shown]:  # noqa: FBT001
    return iter(())


def _picture(match: re.Match[str], at: int, row: bool) -> Iterator[Shown]:  # noqa: FBT001
    if row:
        yield PICTURE, at + match.start(), at + match.end()


def _escaped(match: re.Match[str], at: int, _row: bool) -> Iterator[Shown]:  # noqa: FBT001
    char = HELD if match[0][1] in BARS else match[0][1]
    yield char, at + match.start() + 1, at + match.end()


def _broken(match: re.Match[str], at: int, row: bool) -> Iterator[Shown]:  # noqa: FBT001
    yield "\t" if row else "\n", at + match.start(), at + match.end()


def _entity(match: re.Match[str], at: int, row: bool) -> Iterator[Shown]:  # noqa: FBT001
    meant = html.unescape(match[0])
    if meant == match[0]:
        yield from _literal(match[0], at + match.start(), 0, len(match[0]))
        return
    start, end = at + match.start(), at + match.end()
    apart = "\t" if row else " "
    for number, char in enumerate(meant):
        held = apart if char in _APART else HELD if char in BARS else char
        yield held, start if not number else end, end


_SHOWN: Mapping[str, Callable[[re.Match[str], int, bool], Iterator[Shown]]] = {
    "comment": _nothing,
    "image": _picture,
    "note": _nothing,
    "picture": _picture,
    "tag": _nothing,
    "block": _nothing,
    "escape": _escaped,
    "break": _broken,
    "entity": _entity,
}
