"""What prose says of itself, by roles: what fell short, what is planned, what was done."""

from dataclasses import dataclass, field

from gouji.engine.lore import Stretch
from gouji.model.frozen import frozen


@frozen
class Piece:
    """A stretch of one of the texts."""

    text: int
    start: int
    end: int

    @property
    def at(self) -> Stretch:
        """The stretch without its text."""
        return self.start, self.end


@dataclass(slots=True)
class Recital:
    """Shortcomings of an earlier report told again, and what is said of them."""

    items: tuple[Piece, ...]
    whole: Piece
    claimed: bool
    """Whether it says that an earlier report named them."""
    direct: bool
    """Whether what follows answers just this one."""
    replies: list[Piece] = field(default_factory=list)


@dataclass(slots=True)
class Act:
    """Something said to be done, and the recital that it follows, if any."""

    piece: Piece
    recital: Recital | None


@dataclass(slots=True)
class Account:
    """The parts of prose by their roles, each in the order of the text."""

    texts: tuple[str, ...]
    year: int | None
    """That of the report."""
    shortcomings: list[Piece] = field(default_factory=list)
    plans: list[Piece] = field(default_factory=list)
    acts: list[Act] = field(default_factory=list)
    recitals: list[Recital] = field(default_factory=list)

    def words(self, piece: Piece) -> str:
        """The folded words of a piece."""
        return self.texts[piece.text][piece.start : piece.end]
