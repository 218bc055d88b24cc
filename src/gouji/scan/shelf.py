"""The reports of a run: a few stay at hand, the others are read again when they are asked for."""

from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from sys import getsizeof

from gouji.model.report import Report
from gouji.scan.inputs import Input
from gouji.scan.reading import Fitted

MOST_BYTES = 60_000_000
"""So much may all reports at hand take together, by estimate."""
_CELL = 600
"""Bytes that a cell takes: its number, its place and what is printed."""
_REPORT = 1_000


class Shelf(Mapping[str, Report]):
    """Reports by their source.  What cannot be read a second time (standard input) always stays."""

    def __init__(self, read: Callable[[Input], Fitted], most: int = MOST_BYTES) -> None:
        self._read = read
        self._left = most
        self._inputs: dict[str, Input] = {}
        self._at_hand: OrderedDict[str, Fitted] = OrderedDict()
        self._kept: dict[str, Fitted] = {}

    def put(self, given: Input, fitted: Fitted) -> None:
        """Take a report that has been read."""
        self._inputs[fitted.source] = given
        if given.path is None or not given.path.is_file():
            self._kept[fitted.source] = fitted
        else:
            self._remember(fitted)

    def fitted(self, source: str) -> Fitted:
        """An input as it was read."""
        if source in self._kept:
            return self._kept[source]
        fitted = self._at_hand.get(source)
        if fitted is None:
            fitted = self._read(self._inputs[source])
            self._remember(fitted)
        self._at_hand.move_to_end(source)
        return fitted

    def __getitem__(self, source: str) -> Report:
        report = self.fitted(source).report
        if report is None:
            raise KeyError(source)
        return report

    def __iter__(self) -> Iterator[str]:
        return iter(self._inputs)

    def __len__(self) -> int:
        return len(self._inputs)

    def _remember(self, fitted: Fitted) -> None:
        """Keep a report at hand; those asked for longest ago go."""
        self._at_hand[fitted.source] = fitted
        self._left -= _size(fitted)
        while self._left < 0 and len(self._at_hand) > 1:
            _, dropped = self._at_hand.popitem(last=False)
            self._left += _size(dropped)


def _size(fitted: Fitted) -> int:
    """Bytes that a report takes, by estimate: its cells, and the text in which all of it has its places."""
    report = fitted.report
    if report is None:
        return _REPORT
    places = chain(
        (cell.provenance for cell in report.cells.values()),
        (section.provenance for section in report.sections.values()),
    )
    text = next((place.locator.source.text for place in places), "")
    return _REPORT + _CELL * len(report.cells) + getsizeof(text)
