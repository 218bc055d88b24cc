"""What may be told of a document from outside it."""

from datetime import date

from gouji.model.frozen import frozen


@frozen
class Facts:
    """What a document itself may leave out."""

    agency: str | None = None
    year: int | None = None
    published: date | None = None
