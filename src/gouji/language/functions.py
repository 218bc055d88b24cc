"""The signatures of the built-in functions and the fields of values, as data."""

from collections.abc import Mapping

from gouji.language.checked import Kind, TopicName
from gouji.language.matches import MATCH_FIELDS
from gouji.model.frozen import frozen

NUMERIC = frozenset({Kind.NUMBER, Kind.CELL})
PROSE = frozenset({Kind.PROSE, Kind.SECTION})
TEXTUAL = PROSE | {Kind.TEXT}
TRUTH = frozenset({Kind.TRUTH})


@frozen
class Signature:
    """What a function takes, and what it yields."""

    parameters: tuple[frozenset[Kind], ...]
    result: Kind
    keeps_unit: bool = False
    """Whether the result is counted in what the argument is counted in."""
    keeps_kind: bool = False
    """Whether the result is of the kind of the argument."""


_CELLS = frozenset({Kind.CELLS, Kind.CELL})
_FOLDED = _CELLS | {Kind.SET, Kind.MATCHES}
_WORDS = TEXTUAL | {Kind.MATCH}
SIGNATURES: Mapping[str, Signature] = {
    "sum": Signature((_FOLDED,), Kind.NUMBER, keeps_unit=True),
    "max": Signature((_FOLDED,), Kind.NUMBER, keeps_unit=True),
    "min": Signature((_FOLDED,), Kind.NUMBER, keeps_unit=True),
    "count": Signature((_CELLS | {Kind.MATCHES, Kind.ENTRIES, Kind.ROWS},), Kind.NUMBER),
    "exists": Signature(
        (PROSE | {Kind.MATCHES, Kind.TABLE, Kind.ROW, Kind.CELL, Kind.DATE},), Kind.TRUTH
    ),
    "edits": Signature((_WORDS, _WORDS), Kind.NUMBER),
    "similar": Signature((_WORDS, _WORDS), Kind.NUMBER),
    "date": Signature((NUMERIC, NUMERIC, NUMERIC), Kind.DATE),
    "length": Signature((frozenset({Kind.TEXT}),), Kind.NUMBER),
    "whole": Signature((NUMERIC,), Kind.TRUTH),
    "plain": Signature((frozenset({Kind.CELL}),), Kind.TRUTH),
    "previous": Signature((frozenset({Kind.ENTRY, Kind.CELL}),), Kind.ENTRY, keeps_kind=True),
}
TOPICS: Mapping[TopicName, Signature] = {
    "shortcomings": Signature((PROSE,), Kind.MATCHES),
    "measures": Signature((PROSE,), Kind.MATCHES),
    "recitals": Signature((PROSE,), Kind.MATCHES),
    "answers": Signature(
        (frozenset({Kind.MATCHES}), frozenset({Kind.MATCHES}), PROSE), Kind.MATCHES
    ),
    "alike": Signature((_WORDS, _WORDS), Kind.NUMBER),
    "related": Signature((_WORDS, _WORDS), Kind.NUMBER),
    "remainder": Signature((_WORDS,), Kind.TEXT),
}
"""The functions whose last argument, after these, is a wordbook."""
ANSWER: Mapping[str, Kind] = {"problem": Kind.TEXT, "status": Kind.TEXT, "reply": Kind.TEXT}
"""What an answer tells besides what every match does."""

FIELDS: Mapping[Kind, Mapping[str, Kind]] = {
    Kind.MATCH: MATCH_FIELDS,
    Kind.CELL: {"text": Kind.TEXT, "unit": Kind.TEXT},
    Kind.SECTION: {
        "title": Kind.TEXT,
        "ordinal": Kind.NUMBER,
        "position": Kind.NUMBER,
        "text": Kind.TEXT,
    },
    Kind.PROSE: {"text": Kind.TEXT},
    Kind.ENTRY: {"text": Kind.TEXT, "ordinal": Kind.NUMBER},
    Kind.TABLE: {"under": Kind.ENTRY, "header": Kind.PROSE},
    Kind.ROW: {
        "text": Kind.TEXT,
        "printed": Kind.TEXT,
        "cells": Kind.NUMBER,
        "verbatim": Kind.TRUTH,
        "merged": Kind.TRUTH,
    },
    Kind.MATCHES: {"text": Kind.TEXT},
    Kind.COPY: {
        "share": Kind.NUMBER,
        "length": Kind.NUMBER,
        "text": Kind.TEXT,
        "agency": Kind.TEXT,
    },
}
MEMBERS: Mapping[Kind, Kind] = {
    Kind.MATCHES: Kind.MATCH,
    Kind.ENTRIES: Kind.ENTRY,
    Kind.ROWS: Kind.ROW,
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
PRESENT = frozenset(Kind) - {
    *(Kind.CELLS, Kind.MATCHES, Kind.ENTRIES, Kind.SET, Kind.TABLE, Kind.ROWS)
}
"""What may be compared with nothing."""
PRINTABLE = frozenset({Kind.NUMBER, Kind.TEXT, Kind.DATE, Kind.CELL, Kind.MATCH, Kind.MATCHES})
"""What may be put into a sentence."""
