"""The names that stand for a value by themselves: what a report states, what a finding tells."""

from collections.abc import Mapping

from gouji.language.checked import FactName, Kind

FACTS: Mapping[FactName, Kind] = {
    "year": Kind.NUMBER,
    "agency": Kind.TEXT,
    "kind": Kind.TEXT,
    "title": Kind.TEXT,
    "published": Kind.DATE,
    "intro": Kind.PROSE,
    "signature": Kind.PROSE,
    "unlisted": Kind.PROSE,
}
"""`kind` is a field of the agency: `agency.kind`."""
FINDING: Mapping[str, Kind] = {"gap": Kind.NUMBER, "reason": Kind.TEXT}
BUILT_IN = frozenset({"column", "row", "it", *FINDING, *FACTS}) - {"kind"}
"""Names that stand for a value of the language wherever no variable is called so."""
