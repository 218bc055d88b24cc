"""Where something stands in a text, by character offsets; lines are counted on demand."""

import bisect
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from operator import itemgetter

from gouji.model.frozen import frozen
from gouji.model.locator import Locator


@dataclass(frozen=True, eq=False)
class Source:
    """A text with a name: a rule file, a text document, or the words of another file in order."""

    name: str
    text: str = field(repr=False)
    locators: tuple[tuple[int, Locator], ...] = field(default=(), repr=False)
    """Of a file that is no text: from which offset on the characters stand where, in order."""

    @cached_property
    def line_starts(self) -> tuple[int, ...]:
        """The offset at which each line begins."""
        text = self.text
        starts = [0]
        while (at := text.find("\n", starts[-1])) >= 0:
            starts.append(at + 1)
        return tuple(starts)

    def without_text(self) -> "Source":
        """The same, but only where its lines begin: what it takes to name a place in it."""
        bare = Source(self.name, "", self.locators)
        bare.__dict__["line_starts"] = self.line_starts
        return bare


@frozen
class Position:
    """A line and a column as an editor shows them: both count from 1, columns in characters."""

    line: int
    column: int


_LINE_END = re.compile("[\n\r\v\f\x85\u2028\u2029]")


@frozen
class Span:
    """The characters start … end of a source (end not included).

    A text that is printed over several lines leaves out its `cuts`: the ranges in it, in order,
    that belong to the page (line ends, indentation, page numbers), not to the text.
    """

    source: Source = field(repr=False)
    start: int
    end: int
    cuts: tuple[tuple[int, int], ...] = ()

    @property
    def text(self) -> str:
        """The characters themselves; a line end that is left between two words is a blank."""
        if not self.cuts:
            return self.source.text[self.start : self.end]
        kept = "".join(self.source.text[start:end] for start, end in self._pieces())
        return _LINE_END.sub(" ", kept)

    @property
    def position(self) -> Position:
        """Where the span begins."""
        starts = self.source.line_starts
        line = bisect.bisect_right(starts, self.start)
        return Position(line, self.start - starts[line - 1] + 1)

    @property
    def locator(self) -> Locator:
        """Where the span begins, as the file itself counts."""
        known = self.source.locators
        if not known:
            position = self.position
            return Locator(line=position.line, column=position.column)
        return known[max(0, bisect.bisect_right(known, self.start, key=itemgetter(0)) - 1)][1]

    @property
    def line(self) -> str:
        """The whole line in which the span begins, without its end of line."""
        start = self.source.line_starts[self.position.line - 1]
        end = self.source.text.find("\n", start)
        return self.source.text[start : end if end >= 0 else None].rstrip("\r")

    def part(self, start: int, end: int) -> "Span":
        """The characters start … end of the text of this span."""
        if not self.cuts:
            return Span(self.source, self.start + start, self.start + end)
        first = self._offset(start)
        last = self._offset(end - 1) + 1 if end > start else first
        inner = tuple(cut for cut in self.cuts if first < cut[0] and cut[1] < last)
        return Span(self.source, first, last, inner)

    def _pieces(self) -> Iterator[tuple[int, int]]:
        start = self.start
        for cut, resumed in self.cuts:
            yield start, cut
            start = resumed
        yield start, self.end

    def _offset(self, at: int) -> int:
        """Where in the source the character of the text stands."""
        for start, end in self._pieces():
            if at < end - start:
                return start + at
            at -= end - start
        return self.end + at
