"""The signatures of the built-in functions and the fields of values, as data."""

from collections.abc import Mapping
from dataclasses import dataclass

from gouji.language.checked import Kind
from gouji.language.matches import MATCH_FIELDS

NUMERIC = frozenset({Kind.NUMBER, Kind.CELL})
PROSE = frozenset({Kind.PROSE, Kind.SECTION})
TEXTUAL = PROSE | {Kind.TEXT}
TRUTH = frozenset({Kind.TRUTH})


@dataclass(frozen=True, slots=True)
class Signature:
    """What a function takes, and what it yields."""

    parameters: tuple[frozenset[Kind], ...]
    result: Kind


_CELLS = frozenset({Kind.CELLS, Kind.CELL})
SIGNATURES: Mapping[str, Signature] = {
    "sum": Signature((_CELLS | {Kind.SET},), Kind.NUMBER),
    "count": Signature((_CELLS | {Kind.MATCHES, Kind.ENTRIES},), Kind.NUMBER),
    "exists": Signature((PROSE | {Kind.MATCHES},), Kind.TRUTH),
    "date": Signature((NUMERIC, NUMERIC, NUMERIC), Kind.DATE),
    "length": Signature((frozenset({Kind.TEXT}),), Kind.NUMBER),
    "whole": Signature((NUMERIC,), Kind.TRUTH),
    "plain": Signature((frozenset({Kind.CELL}),), Kind.TRUTH),
    "previous": Signature((frozenset({Kind.ENTRY}),), Kind.ENTRY),
}

FIELDS: Mapping[Kind, Mapping[str, Kind]] = {
    Kind.MATCH: MATCH_FIELDS,
    Kind.CELL: {"text": Kind.TEXT, "unit": Kind.TEXT},
    Kind.SECTION: {
        "title": Kind.TEXT,
        "ordinal": Kind.NUMBER,
        "position": Kind.NUMBER,
        "text": Kind.TEXT,
    },
    Kind.ENTRY: {"text": Kind.TEXT, "ordinal": Kind.NUMBER},
}
MEMBERS: Mapping[Kind, Kind] = {
    Kind.MATCHES: Kind.MATCH,
    Kind.ENTRIES: Kind.ENTRY,
    Kind.CELLS: Kind.CELL,
    Kind.CELL: Kind.CELL,
}
"""What for each and the quantifiers take one by one."""
JOINS: Mapping[Kind, Kind] = {
    Kind.PROSE: Kind.PROSE,
    Kind.SECTION: Kind.PROSE,
    Kind.MATCHES: Kind.MATCHES,
    Kind.CELLS: Kind.CELLS,
    Kind.CELL: Kind.CELLS,
}
"""What | makes of its operands."""
EQUATABLE = (Kind.TEXT, Kind.DATE, Kind.TRUTH)
COMPARABLE = NUMERIC | {*EQUATABLE, Kind.NOTHING}
ORDERED = NUMERIC | {Kind.DATE}
PRESENT = frozenset(Kind) - {Kind.CELLS, Kind.MATCHES, Kind.ENTRIES, Kind.SET}
"""What may be compared with nothing."""
PRINTABLE = frozenset({Kind.NUMBER, Kind.TEXT, Kind.DATE, Kind.CELL})
"""What may be put into a sentence."""
