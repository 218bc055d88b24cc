"""What belongs to the page and not to the document: running headers, footers and page numbers."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from gouji.model.fold import fold, squeeze
from gouji.readers.figures import says_figure
from gouji.readers.pdf.lines import Printed
from gouji.readers.pdf.tables import Table

Element: TypeAlias = Printed | Table
"""What a page consists of, from top to bottom."""

_DEEP = 3
"""So many lines at either end of a page may belong to it."""
_NUMBER = re.compile(r"[-.·]*(?:第?([0-9]{1,4})页?|P(?:age)?([0-9]{1,4}))[-.·]*")
_OF = re.compile(r"第?([0-9]{1,4})(?:页[,、]?[/]?共|/)[0-9]{1,4}页?")
_SAME_PLACE = 3.0


def without_furniture(pages: Mapping[int, Sequence[Element]]) -> dict[int, list[Element]]:
    """The pages without the lines at their ends that count them, or that several of them share."""
    gone = set[int]()
    for last in (False, True):
        for _ in range(_DEEP):
            edges = {
                page: line
                for page, elements in pages.items()
                if isinstance(line := _edge(elements, gone, last=last), Printed)
            }
            found = _counting(edges) | _shared(edges)
            if not found:
                break
            gone |= found
    return {
        page: [element for element in elements if id(element) not in gone]
        for page, elements in pages.items()
    }


def _edge(elements: Sequence[Element], gone: set[int], *, last: bool) -> Element | None:
    """The first or the last element of a page that is left."""
    left = [element for element in elements if id(element) not in gone]
    return (left[-1] if last else left[0]) if left else None


def _counting(edges: Mapping[int, Printed]) -> set[int]:
    """The lines that number their pages: as only such do, or in step with each other."""
    numbers: dict[int, tuple[Printed, int, bool]] = {}
    for page, line in edges.items():
        plain = squeeze(line.text)
        match = _NUMBER.fullmatch(plain) or _OF.fullmatch(plain)
        if match:
            number = next(int(group) for group in match.groups() if group)
            numbers[page] = line, number, not plain.isdigit()
    steps = defaultdict[int, list[int]](list)
    for page, (_, number, _) in numbers.items():
        steps[number - page].append(page)
    return {
        id(line)
        for page, (line, number, marked) in numbers.items()
        if marked or len(steps[number - page]) > 1
    }


def _shared(edges: Mapping[int, Printed]) -> set[int]:
    """The lines that print the same words at the same height of several pages."""
    alike = defaultdict[tuple[str, int], list[Printed]](list)
    for line in edges.values():
        if not any(says_figure(word) for word in fold(line.text).split()):
            alike[squeeze(line.text), round(line.area[1] / _SAME_PLACE)].append(line)
    return {id(line) for lines in alike.values() if len(lines) > 1 for line in lines}
