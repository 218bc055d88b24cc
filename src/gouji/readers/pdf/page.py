"""What a page prints: characters and rules, with their places as a reader of the page sees them."""

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

from gouji.model.frozen import frozen
from gouji.model.locator import Box, Locator

Area: TypeAlias = tuple[float, float, float, float]
"""Left, top, right and bottom, in points; down the page the numbers rise."""


class Glyph(NamedTuple):
    """A printed character and the area that its font gives it."""

    char: str
    left: float
    top: float
    right: float
    bottom: float
    turn: int = 0
    """In how many quarters, against the clock, it is turned."""
    lost: bool = False
    """Whether its font does not say which character it is."""

    @property
    def middle(self) -> tuple[float, float]:
        """The middle of the area."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    @property
    def size(self) -> float:
        """The size of the font, nearly."""
        return self.right - self.left if self.turn % 2 else self.bottom - self.top


class Rule(NamedTuple):
    """A straight line, flat or upright: at which height or breadth it stands, and from where to where."""

    flat: bool
    at: float
    start: float
    end: float


@frozen
class Page:
    """A page in the direction in which most of it is read."""

    number: int
    width: float
    height: float
    glyphs: Sequence[Glyph]
    rules: Sequence[Rule]
    pictures: Sequence[Area] = ()
    turn: int = 0
    """In how many quarters, against the clock, its text is turned where the page is shown upright."""
    scanned: bool = False
    """Whether its text is unprinted and lies over a picture of itself."""

    def locator(self, area: Area) -> Locator:
        """An area as a place on the page as it is shown."""
        left, top, right, bottom = area
        for _ in range(self.turn % 4):
            left, top, right, bottom = top, -right, bottom, -left
        wide, high = (self.height, self.width) if self.turn % 2 else (self.width, self.height)
        across = {1: 0.0, 2: wide, 3: wide}.get(self.turn % 4, 0.0)
        down = {1: high, 2: high, 3: 0.0}.get(self.turn % 4, 0.0)
        box: Box = (
            round(left + across),
            round(top + down),
            round(right + across),
            round(bottom + down),
        )
        return Locator(page=self.number, box=box)


def turned(area: Area, quarters: int) -> Area:
    """An area as it lies when everything is turned with the clock, about the corner of the page."""
    left, top, right, bottom = area
    for _ in range(quarters % 4):
        left, top, right, bottom = -bottom, left, -top, right
    return left, top, right, bottom


def around(areas: Sequence[Area]) -> Area:
    """The least area that holds all of them."""
    lefts, tops, rights, bottoms = zip(*areas, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)
