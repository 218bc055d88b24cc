"""A PDF file as a document."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from gouji.model.diagnostic import Diagnostic
from gouji.model.frozen import frozen
from gouji.model.report import Completeness
from gouji.readers import limits
from gouji.readers.document import Block, Document
from gouji.readers.pdf import problems
from gouji.readers.pdf.furniture import Element, without_furniture
from gouji.readers.pdf.integrity import is_cut, is_damaged
from gouji.readers.pdf.lattice import lattices
from gouji.readers.pdf.lines import Printed, lines
from gouji.readers.pdf.page import Area, Glyph, Page
from gouji.readers.pdf.tables import Table, continued, table
from gouji.readers.pdf.transcript import Part, transcribed

_NOTABLE = 0.1
"""A picture that covers no more of a page is an emblem."""
_BACKGROUND = 20
"""A picture over which so many characters stand is the ground of a page; fewer may number a scan."""


@dataclass(slots=True)
class _Seen:
    """The pages of a file, and what was odd about them."""

    pages: list[Page] = field(default_factory=list)
    lost: list[int] = field(default_factory=list)


def read(name: str, raw: bytes) -> Document:
    """The paragraphs and tables of a PDF, from top to bottom of each page.

    What belongs to the pages is left out; a table or paragraph that goes on over the end of a page
    is one.  A file that asks for a password, that cannot be opened, that exceeds the limits or
    whose pages are pictures is unreadable; one that does not end as it should is truncated.
    """
    try:
        from gouji.readers.pdf.pages import BrokenError, LockedError, Pages  # noqa: PLC0415  # an extra
    except ImportError:
        return _unread(name, problems.not_installed())
    seen = _Seen()
    try:
        with Pages(raw) as pages:
            for number in range(1, pages.count + 1):
                page = pages.page(number)
                if page is None:
                    seen.lost.append(number)
                else:
                    seen.pages.append(page)
        blocks = transcribed(name, _parts(seen.pages))
    except LockedError:
        return _unread(name, problems.locked())
    except BrokenError:
        return _unread(name, problems.broken())
    except limits.TooMuchError as error:
        return _unread(name, error.problem)
    except limits.TooLargeError:
        return _unread(name, limits.too_much(limits.CELLS, limits.MOST_CELLS))
    return _document(name, raw, blocks, seen)


def _unread(name: str, *found: Diagnostic) -> Document:
    return Document(name, (), Completeness.UNREADABLE, found)


@frozen
class _State:
    """Whether a file is all there, as far as it shows."""

    cut: bool
    damaged: bool
    lost_pages: bool
    pictured: Sequence[int]
    """The pages with pictures that may be a part of the report."""
    lost_characters: int

    @property
    def whole(self) -> bool:
        """Whether its end, its inside and its pages are there."""
        return not (self.cut or self.damaged or self.lost_pages)


def _state(raw: bytes, seen: _Seen) -> _State:
    return _State(
        is_cut(raw),
        is_damaged(raw),
        bool(seen.lost or not seen.pages),
        [page.number for page in seen.pages if any(_unread_pictures(page))],
        sum(glyph.lost for page in seen.pages for glyph in page.glyphs),
    )


def _document(name: str, raw: bytes, blocks: tuple[Block, ...], seen: _Seen) -> Document:
    state = _state(raw, seen)
    odd = _odd(state, seen)
    pictured = [problems.picture_pages(list(state.pictured))] if state.pictured else []
    if not blocks:
        return _unread(name, _nothing(state, seen), *odd)
    complete = state.whole and not pictured
    completeness = Completeness.COMPLETE if complete else Completeness.TRUNCATED
    return Document(name, blocks, completeness, (*odd, *pictured))


def _nothing(state: _State, seen: _Seen) -> Diagnostic:
    """Why nothing at all was read."""
    if not state.whole or state.lost_characters:
        return problems.broken()
    pictures = any(page.pictures for page in seen.pages)
    return problems.pictures() if pictures else problems.no_print()


def _odd(state: _State, seen: _Seen) -> Sequence[Diagnostic]:
    """What is odd about a file, from the whole to its parts; pictures apart."""
    found: list[Diagnostic] = []
    if state.cut:
        found.append(problems.cut())
    if state.damaged:
        found.append(problems.damaged())
    if state.lost_pages:
        found.append(problems.lost_pages(seen.lost))
    if scanned := [page.number for page in seen.pages if page.scanned]:
        found.append(problems.scanned_pages(scanned))
    if state.lost_characters:
        found.append(problems.lost_characters(state.lost_characters))
    return found


def _unread_pictures(page: Page) -> Sequence[Area]:
    """The pictures that may hold a part of the report: large ones over which little is printed."""
    if page.scanned:
        return []
    least = _NOTABLE * page.width * page.height
    return [
        area for area in page.pictures if _size(area) > least and _over(page, area) < _BACKGROUND
    ]


def _over(page: Page, area: Area) -> int:
    """How many characters are printed over a picture."""
    left, top, right, bottom = area
    middles = (glyph.middle for glyph in page.glyphs)
    return sum(left <= x <= right and top <= y <= bottom for x, y in middles)


def _parts(pages: Sequence[Page]) -> list[Part]:
    """The lines and tables of all pages; tables that go on are one."""
    by_number = {page.number: page for page in pages}
    kept = without_furniture({page.number: _elements(page) for page in pages})
    found: list[tuple[int, Element]] = []
    for number, elements in kept.items():
        for element in elements:
            last = found[-1][1] if found else None
            goes_on = (
                continued(last, element)
                if isinstance(last, Table)
                and isinstance(element, Table)
                and last.last == number - 1
                else None
            )
            if goes_on:
                found[-1] = (number, goes_on)
            else:
                found.append((number, element))
    return [
        (by_number[number], element) if isinstance(element, Printed) else element.rows
        for number, element in found
    ]


def _elements(page: Page) -> list[Element]:
    """What a page consists of, from top to bottom."""
    tables = lattices(page.rules)
    innermost = sorted(((_size(one.area), at) for at, one in enumerate(tables)))
    areas = [(tables[at].area, at) for _, at in innermost]
    free: list[Glyph] = []
    inside: dict[int, list[Glyph]] = {}
    for glyph in page.glyphs:
        x, y = glyph.middle
        for (left, top, right, bottom), at in areas:
            if left <= x <= right and top <= y <= bottom:
                inside.setdefault(at, []).append(glyph)
                break
        else:
            if not glyph.turn:
                free.append(glyph)
    drawn = [table(page, tables[at], found) for at, found in inside.items()]
    printed: list[tuple[float, Element]] = [(line.area[1], line) for line in lines(free)]
    printed += [(one.top, one) for one in drawn]
    return [element for _, element in sorted(printed, key=lambda one: one[0])]


def _size(area: Area) -> float:
    left, top, right, bottom = area
    return (right - left) * (bottom - top)
