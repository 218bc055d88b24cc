"""What may be told of a document from outside it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Facts:
    """What a document itself may leave out."""

    agency: str | None = None
    year: int | None = None
    published: date | None = None
