"""What is to be known of how a report was read, beside what a finding of it rests on."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from gouji.model.diagnostic import Diagnostic, Severity
from gouji.model.finding import Finding
from gouji.model.locator import FAR
from gouji.model.span import Source, Span


def notes(diagnostics: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Those that kept nothing from being read; all others are findings themselves."""
    return tuple(d for d in diagnostics if d.severity is Severity.NOTE)


class Caveats:
    """The notes on a report by the lines that they concern."""

    def __init__(self, found: Sequence[Diagnostic]) -> None:
        self._by_line: dict[tuple[Source, int], list[tuple[int, Span, Diagnostic]]] = {}
        for number, note in enumerate(found):
            for place in (note.place, *note.related) if note.place else ():
                for line in _lines(place):
                    self._by_line.setdefault(line, []).append((number, place, note))

    def beside(self, finding: Finding) -> Finding:
        """The finding with the notes on the lines of a document that it rests on.

        A cell shares its line with the label of its row.
        """
        if not self._by_line:
            return finding
        touching = {
            number: note
            for one in finding.evidence
            for line in _lines(one.locator)
            for number, place, note in self._by_line.get(line, ())
            if abs(place.start - one.locator.start) < FAR
        }
        return replace(finding, caveats=tuple(touching[number] for number in sorted(touching)))


def _lines(place: Span) -> Iterator[tuple[Source, int]]:
    starts = place.source.line_starts
    first = bisect_right(starts, place.start)
    last = bisect_right(starts, max(place.start, place.end - 1))
    return ((place.source, line) for line in range(first, last + 1))
