"""What a rule says of a report: an outcome with its arithmetic, its evidence and its basis."""

import enum
from collections.abc import Mapping
from datetime import date

from gouji.model.diagnostic import Diagnostic, Severity
from gouji.model.frozen import frozen
from gouji.model.report import Provenance
from gouji.model.wording import Wording


class Outcome(enum.StrEnum):
    """The eight answers of a rule."""

    PASS = "pass"
    FAIL = "fail"
    REVIEW = "review"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"
    VACUOUS = "vacuous"
    WAIVED = "waived"
    ERROR = "error"

    @property
    def silent(self) -> bool:
        """Whether findings of this outcome are shown only when all are asked for."""
        return self in (Outcome.PASS, Outcome.NOT_APPLICABLE, Outcome.VACUOUS)


OUTCOME: Mapping[Outcome, Wording] = {
    Outcome.PASS: Wording(zh="通过", en="pass"),
    Outcome.FAIL: Wording(zh="不通过", en="fail"),
    Outcome.REVIEW: Wording(zh="待复核", en="review"),
    Outcome.UNKNOWN: Wording(zh="无法判定", en="unknown"),
    Outcome.NOT_APPLICABLE: Wording(zh="不适用", en="not applicable"),
    Outcome.VACUOUS: Wording(zh="无对象", en="vacuous"),
    Outcome.WAIVED: Wording(zh="已豁免", en="waived"),
    Outcome.ERROR: Wording(zh="执行出错", en="rule error"),
}
"""The outcomes as readers are told of them."""


OPPOSITES = {"=": "≠", "≠": "=", "≤": ">", ">": "≤", "≥": "<", "<": "≥"}
"""The signs of a formula, and those that say the contrary."""


@frozen
class Formula:
    """The requirement with its real values, "3 + 0 = 2 + 1": what had to hold, whether or not it did."""

    left: str
    sign: str
    right: str

    def __str__(self) -> str:
        return f"{self.left} {self.sign} {self.right}"


@frozen
class Waived:
    """Why a failure is accepted, by whom, and until which day."""

    reason: str
    approver: str
    until: date


@frozen
class Finding:
    """One rule, one report, one binding of the rule's variables."""

    rule: str
    title: Wording
    checks: tuple[str, ...]
    outcome: Outcome
    severity: Severity
    agency: str | None
    year: int | None
    source: str
    where: Mapping[str, str]
    """Codes of the place: table, row, column, section, statement."""
    place: Wording
    """The place as a reader of the report names it."""
    message: Wording
    formula: Formula | None
    difference: str | None
    evidence: tuple[Provenance, ...]
    """The values and texts that it rests on, where they were printed."""
    basis: Wording
    reading: str | None
    """The accepted reading that fitted, where several were allowed."""
    reason: str | None
    """Why the outcome is unknown."""
    suggestion: Wording | None
    fingerprint: str
    """Hash of pack, rule, agency, year and place."""
    content: str
    """Hash of the values: a decision on this finding is void once they change."""
    waiver: Waived | None = None
    """The waiver that accepts it, or that accepted it until its end."""
    caveats: tuple[Diagnostic, ...] = ()
    """What is to be known of how the values it rests on were read: a label taken for another, say."""
