"""Where something stands in a text, by character offsets; lines are counted on demand."""

import bisect
from dataclasses import dataclass, field
from functools import cached_property

from gouji.model.frozen import frozen


@dataclass(frozen=True, eq=False)
class Source:
    """A text with a name: a rule file, a text document, the text of an example."""

    name: str
    text: str = field(repr=False)

    @cached_property
    def line_starts(self) -> tuple[int, ...]:
        """The offset at which each line begins."""
        text = self.text
        starts = [0]
        while (at := text.find("\n", starts[-1])) >= 0:
            starts.append(at + 1)
        return tuple(starts)


@frozen
class Position:
    """A line and a column as an editor shows them: both count from 1, columns in characters."""

    line: int
    column: int


@frozen
class Span:
    """The characters start … end of a source (end not included)."""

    source: Source = field(repr=False)
    start: int
    end: int

    @property
    def text(self) -> str:
        """The characters themselves."""
        return self.source.text[self.start : self.end]

    @property
    def position(self) -> Position:
        """Where the span begins."""
        starts = self.source.line_starts
        line = bisect.bisect_right(starts, self.start)
        return Position(line, self.start - starts[line - 1] + 1)

    @property
    def line(self) -> str:
        """The whole line in which the span begins, without its end of line."""
        start = self.source.line_starts[self.position.line - 1]
        end = self.source.text.find("\n", start)
        return self.source.text[start : end if end >= 0 else None].rstrip("\r")

    def part(self, start: int, end: int) -> "Span":
        """The characters start … end counted from the start of this span."""
        return Span(self.source, self.start + start, self.start + end)
