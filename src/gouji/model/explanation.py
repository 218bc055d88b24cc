"""What a rule is, told to a person: its words, its place, its exceptions, waivers and tests."""

from datetime import date

from gouji.model.diagnostic import Severity
from gouji.model.form import Validity
from gouji.model.frozen import frozen
from gouji.model.span import Span
from gouji.model.wording import Wording


@frozen
class ExplainedException:
    """An exception of a rule: when it applies and what it demands are in its demand."""

    name: str
    title: Wording | None
    demand: Wording
    severity: Severity
    validity: Validity
    place: Span


@frozen
class ExplainedWaiver:
    """A waiver that may accept failures of a rule."""

    condition: Wording
    until: date
    reason: str
    approver: str
    place: Span


@frozen
class ExplainedTest:
    """A test of a rule, and whether it holds now."""

    title: str
    passed: bool
    message: Wording
    """What came out instead, where it does not hold."""
    place: Span


@frozen
class Explanation:
    """A rule, a printed sum, or an exception."""

    pack: str
    name: str
    exception_of: str | None
    """The rule of which it is an exception."""
    title: Wording | None
    demand: Wording
    """What it demands, in words."""
    place: Span
    """Its text as written."""
    conditions: tuple[Wording, ...]
    looks_at: tuple[Wording, ...]
    severity: Severity
    basis: Wording
    checks: tuple[str, ...]
    missing: str | None
    """What it makes of missing values: as zero, skips or fails; None where they stay unknown."""
    doubt: str | None
    """What it makes of doubt: passes or reviews; None where nothing is said."""
    validity: Validity
    parameters: tuple[tuple[str, Wording], ...]
    exceptions: tuple[ExplainedException, ...]
    waivers: tuple[ExplainedWaiver, ...]
    tests: tuple[ExplainedTest, ...]


@frozen
class RuleLine:
    """A rule in a list of rules."""

    pack: str
    name: str
    title: Wording
    """Its title, or what it demands where it has none."""
    severity: Severity
    checks: tuple[str, ...]
    exceptions: int
    place: Span
