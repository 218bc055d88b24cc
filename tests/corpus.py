"""The shared corpus of real reports with their answers, and the shipped pack to read them with.

The folder is GOUJI_SHARED, else ../shared beside the checkout; tests that need it skip without it.
"""

import json
import os
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from gouji.engine.evaluate import evaluate
from gouji.engine.plan import Plan
from gouji.engine.prepare import prepare
from gouji.language.load import load
from gouji.model.decode import decode
from gouji.model.finding import Finding
from gouji.model.report import Report
from gouji.model.span import Source
from gouji.readers.recognise import recognise
from gouji.readers.text import read

ROOT = Path(__file__).parents[1]
SHARED = Path(os.environ.get("GOUJI_SHARED", ROOT.parent / "shared"))
CORPUS = SHARED / "corpus" / "disclosure"
needs_corpus = pytest.mark.skipif(
    not CORPUS.is_dir(), reason=f"no shared corpus at {SHARED} (GOUJI_SHARED)"
)

_T2_KEYS = {
    "reg": (("1.1", "1", "made"), ("1.1", "2", "repealed"), ("1.1", "3", "valid")),
    "norm": (("1.2", "1", "made"), ("1.2", "2", "repealed"), ("1.2", "3", "valid")),
    "lic": (("5", "4", None),),
    "pun": (("6.1", "4", None),),
    "coe": (("6.2", "4", None),),
    "fee": (("8", "5", None),),
}
_T2_2019_ROWS = {
    "reg": "1.1",
    "norm": "1.2",
    "lic": "5.1",
    "svc": "5.2",
    "pun": "6.1",
    "coe": "6.2",
    "fee": "8",
    "proc": "9",
}
_T2_2019_COLUMNS = {
    "made": "1",
    "published": "2",
    "total": "3",
    "prev": "4",
    "delta": "5",
    "done": "6",
    "count": "7",
    "amount": "8",
}
_T3_GROUPS = {"d": "3.3", "u": "3.4", "n": "3.5", "o": "3.6"}
_T3_ROWS = {"new": "1", "carry": "2", "open": "3.1", "part": "3.2", "total": "3.7", "next": "4"}
_T3_COLUMNS = ("1", "2.1", "2.2", "2.3", "2.4", "2.5", "3")
_T3_NAMES = ("nat", "com", "res", "pub", "law", "oth", "sum")
_T4_NAMES = ("keep", "fix", "other", "pend", "total")
_T4_GROUPS = {"rev": "1", "lit1": "2.1", "lit2": "2.2"}

CellCode = tuple[str, str, str]
Answers = Mapping[str, Mapping[str, object]]


def gold_cells(tables: Answers) -> dict[CellCode, object]:
    """The answers by table, row and column code (DOMAIN 2.5)."""
    found: dict[CellCode, object] = {}
    for name, answer in tables.get("T2", {}).items():
        for row, column, key in _T2_KEYS[name]:
            found["T2", row, column] = answer[key] if isinstance(answer, dict) else answer
    for name, answer in tables.get("T2_2019", {}).items():
        assert isinstance(answer, dict)
        row = _T2_2019_ROWS[name]
        found |= {("T2_2019", row, _T2_2019_COLUMNS[key]): value for key, value in answer.items()}
    for name, answer in tables.get("T3", {}).items():
        assert isinstance(answer, list)
        row = _T3_ROWS.get(name) or _T3_GROUPS.get(name) or f"{_T3_GROUPS[name[0]]}.{name[1:]}"
        found |= {("T3", row, c): value for c, value in zip(_T3_COLUMNS, answer, strict=True)}
    for name, answer in tables.get("T4", {}).items():
        assert isinstance(answer, list)
        group = _T4_GROUPS[name]
        found |= {("T4", "1", f"{group}.{n}"): value for n, value in enumerate(answer, 1)}
    return found


def cell_of(name: str) -> CellCode:
    """The code of a cell by its name in the answers: T3.new.sum, T4.rev.total, T2.norm.made, T2.lic.

    >>> cell_of("T3.d7.sum"), cell_of("T4.lit2.pend"), cell_of("T2.fee")
    (('T3', '3.3.7', '3'), ('T4', '1', '2.2.4'), ('T2', '8', '5'))
    """
    table, row, *rest = name.split(".")
    match table:
        case "T2":
            key = rest[0] if rest else None
            return next((table, r, c) for r, c, named in _T2_KEYS[row] if named == key)
        case "T3":
            code = _T3_ROWS.get(row) or f"{_T3_GROUPS[row[0]]}.{row[1:]}"
            return table, code, _T3_COLUMNS[_T3_NAMES.index(rest[0])]
        case _:
            return table, "1", f"{_T4_GROUPS[row]}.{_T4_NAMES.index(rest[0]) + 1}"


@cache
def disclosure() -> Plan:
    """The shipped disclosure pack, ready to run."""
    pack, diagnostics = load(ROOT / "rules" / "disclosure")
    assert not diagnostics
    assert pack is not None
    return prepare(pack)


def text_of(name: str) -> str:
    """The characters of a document of the corpus."""
    decoded = decode((CORPUS / name).read_bytes())
    assert decoded is not None
    return decoded[0]


def read_text(text: str, name: str = "report.txt") -> Report:
    """A text as a report of the shipped forms."""
    report = recognise(read(Source(name, text)), disclosure().pack.forms)
    assert report is not None
    return report


def check_text(text: str) -> Sequence[Finding]:
    """Every answer of the shipped pack on a text."""
    return evaluate(disclosure(), read_text(text))


def gold(name: str) -> Any:
    """The answer sheet of a document."""
    return json.loads((SHARED / "gold" / f"{name}.json").read_bytes())
