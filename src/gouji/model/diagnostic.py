"""Problems of rule files and documents, as values that somebody else will show."""

import enum
from dataclasses import field

from gouji.model.frozen import frozen
from gouji.model.span import Span
from gouji.model.wording import Wording


class Severity(enum.StrEnum):
    """How much a finding weighs, heaviest first."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def weight(self) -> int:
        """0 for an error, 1 for a warning, 2 for a note."""
        return list(Severity).index(self)


@frozen
class Diagnostic:
    """One problem: a stable code, a sentence, where it is and what would mend it."""

    code: str
    severity: Severity
    message: Wording
    place: Span | None = None
    hint: Wording | None = None
    related: tuple[Span, ...] = field(default=())
