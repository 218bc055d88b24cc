"""Why several identities fail together: the cells that may be wrong, and what they should be."""

import enum
from collections.abc import Mapping

from gouji.model.frozen import frozen
from gouji.model.report import Provenance
from gouji.model.wording import Wording


class Slip(enum.StrEnum):
    """How a figure may have come to be another, the likeliest first."""

    SWAPPED = "swapped"
    """Two cells hold each other's figures."""
    TRANSPOSED = "transposed"
    """Two neighbouring digits have changed places."""
    EXTRA_DIGIT = "extra_digit"
    MISSING_DIGIT = "missing_digit"
    SIGN = "sign"
    NEIGHBOUR = "neighbour"
    """The figure of the cell beside, above or below."""
    LEFT_OUT = "left_out"
    """Nought where there should be a figure."""
    ONE_DIGIT = "one_digit"
    """One digit is another."""
    NONE = "none"
    """No slip of one key."""


class Decided(enum.StrEnum):
    """What names one explanation where arithmetic allows it, or several."""

    ALONE = "alone"
    """No other set of so few cells explains the identities."""
    RULES = "rules"
    """The other rules, of the prose and of the year before, agree with it best."""
    SLIP = "slip"
    """It alone is a slip of the keys."""
    OPEN = "open"
    """Nothing chooses among several."""
    UNEXPLAINED = "unexplained"
    """No set of few cells explains them."""


@frozen
class Correction:
    """A cell, what it says and what it should say."""

    where: Mapping[str, str]
    """Table, row and column."""
    years: int
    """0 for the report at hand; 1 for that of the year before."""
    place: Wording
    printed: str
    value: str
    slip: Slip
    provenance: Provenance | None


@frozen
class Explanation:
    """Corrections after which all identities hold."""

    corrections: tuple[Correction, ...]
    repairs: tuple[str, ...]
    """Other rules that fail now and would hold."""
    breaks: tuple[str, ...]
    """Other rules that hold now and would fail."""


@frozen
class Cause:
    """One cause of failures that belong together."""

    id: str
    rule: str
    """The name under which the pack declares what is taken together."""
    title: Wording
    checks: tuple[str, ...]
    decided: Decided
    explanations: tuple[Explanation, ...]
    """The likeliest first."""
    identities: int
    """Relations that do not hold."""
    unchecked: int
    """Relations with some of their cells that could not be checked."""
    searched: int
    """Sets of up to so many cells were all tried."""
    exhausted: bool
    """Whether all that was to be tried was tried."""
    message: Wording
    suggestion: Wording | None

    @property
    def named(self) -> Explanation | None:
        """The explanation that is named; None where several remain, or none was found."""
        decided = self.decided not in {Decided.OPEN, Decided.UNEXPLAINED}
        return self.explanations[0] if decided else None
