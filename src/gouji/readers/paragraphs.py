"""Paragraphs of a text whose lines were wrapped at the edge of a page, put together again."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from gouji.model.fold import fold, ordinal_prefix
from gouji.model.frozen import frozen
from gouji.model.span import Source, Span
from gouji.readers.document import Paragraph
from gouji.readers.lines import TextLine

_WIDE = re.compile("[\u2e80-\uffff]|[“”‘’—…]")
_TEXT = 30
"""A narrower line says nothing of the width of the page."""
_ENOUGH = 5
_SHARE = 4
"""One line in so many, and at least so many lines, reach the edge of a page."""
_BEYOND = 6
_TOLERANCE = 6
"""So much narrower than the edge a line may be: punctuation is squeezed, indentation may be lost."""
_INDENTED = 8
"""A line that begins further in is no line of prose."""
_END = re.compile("[。!?;:…]$")
_CLOSING = "\"')]》〉"
_UNFINISHED = re.compile("[,、(\\[《〈]$")
_OPENING = re.compile("[\"'(\\[《〈]")
_CONTINUES = re.compile(
    r"[,、。;:!?)\]》〉]|[件条个次人份期名起宗项篇元万亿余多年月日%册本台套辆场家户位部卷页张批例种类处座所封幅组吨米亩]"
)
_FIGURE = re.compile("[0-9]$")


@frozen
class Edges:
    """Between which edges a text is printed."""

    right: int | None
    """How wide full lines are; None where the lines are not wrapped."""
    left: Mapping[int, int]
    """Page → how far its leftmost line is indented."""

    def indent(self, line: TextLine) -> int:
        """How much further in than the page a line begins."""
        return len(line.text) - len(line.text.lstrip()) - self.left.get(line.page, 0)

    def reached(self, width: int) -> bool:
        """Whether a line of this width is full."""
        return self.right is not None and width >= self.right - _TOLERANCE

    def full(self, line: TextLine) -> bool:
        """Whether a line goes from edge to edge, but for an indentation."""
        return self.reached(_width(line.text)) and self.indent(line) <= _INDENTED


def _width(text: str) -> int:
    """How wide a line is up to its last character; a Chinese one counts twice."""
    text = text.rstrip()
    return len(text) + len(_WIDE.findall(text))


def edges(lines: Sequence[TextLine]) -> Edges:
    """Where lines are wrapped: at the width that a good part of them has and few exceed."""
    left: dict[int, int] = {}
    counts: dict[int, int] = {}
    for line in lines:
        indent = len(line.text) - len(line.text.lstrip())
        left[line.page] = min(indent, left.get(line.page, indent))
        found = _width(line.text)
        if found >= _TEXT and indent <= _INDENTED:
            counts[found] = counts.get(found, 0) + 1
    total = sum(counts.values())
    near = {w: sum(counts.get(w + d, 0) for d in (-1, 0, 1, 2)) for w in counts}
    best = max(counts, key=lambda w: (counts[w], w), default=0)
    beyond = sum(count for w, count in counts.items() if w > best + _BEYOND)
    wrapped = near.get(best, 0) >= max(_ENOUGH, total / _SHARE) and beyond * _SHARE < total
    return Edges(best if wrapped else None, left)


class Joining:
    """Walks down the lines of a text and says which of them go on with the line before."""

    def __init__(self, where: Edges) -> None:
        self._edges = where
        self._before: TextLine | None = None
        self._lines = 0
        """The lines of the paragraph so far."""
        self._filled = 0
        """The width of the printed line so far: some texts break it at punctuation."""

    def breaks(self) -> None:
        """What follows begins a paragraph."""
        self._before = None

    def goes_on(self, line: TextLine) -> bool:
        """Whether a line belongs to the paragraph of the one before."""
        on = self._edges.right is not None and self._before is not None and self._on(line)
        if not on:
            self._lines = self._filled = 0
        if self._edges.reached(self._filled):
            self._filled = 0
        self._lines += 1
        self._filled += _width(line.text)
        self._before = line
        return on

    def _on(self, line: TextLine) -> bool:
        before = self._before
        assert before is not None
        last, next_ = fold(before.text).strip(), fold(line.text).strip()
        full = self._edges.reached(self._filled)
        indent = self._edges.indent(line)
        numbered = ordinal_prefix(next_)[0] is not None
        if _END.search(last.rstrip(_CLOSING)):
            return full and not (indent or numbered or line.gap)
        if _UNFINISHED.search(last):
            return True
        if _FIGURE.search(last) and _CONTINUES.match(next_) and (full or not indent):
            return True
        if self._lines > 1 or full:
            return not (numbered and (indent or not full)) and indent <= 1
        heading = ordinal_prefix(last)[0] is not None
        opening = _OPENING.match(next_) is not None and not numbered
        return opening and not (heading or indent or line.gap)


def paragraph(source: Source, lines: Sequence[TextLine]) -> Paragraph:
    """The lines as one paragraph: nothing between them but a blank between Latin words."""
    first, last = lines[0], lines[-1]
    start = first.start + len(first.text) - len(first.text.lstrip())
    end = last.start + len(last.text.rstrip())
    cuts = []
    for before, after in pairwise(lines):
        cut = before.start + len(before.text.rstrip())
        resumed = after.start + len(after.text) - len(after.text.lstrip())
        words = source.text[cut - 1].isascii() and source.text[resumed].isascii()
        spaced = words and source.text[cut - 1].isalnum() and source.text[resumed].isalnum()
        cuts.append((cut + 1 if spaced else cut, resumed))
    place = Span(source, start, end, tuple(cuts))
    return Paragraph(place.text, place)


def runs(lines: Sequence[TextLine], where: Edges) -> Iterator[list[TextLine]]:
    """The lines of each paragraph, together."""
    joining = Joining(where)
    run: list[TextLine] = []
    for line in lines:
        if not joining.goes_on(line) and run:
            yield run
            run = []
        run.append(line)
    if run:
        yield run
