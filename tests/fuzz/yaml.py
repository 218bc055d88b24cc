"""YAML reports: lines and signs damaged; a text does not show that its end is missing."""

import random
import re
from collections.abc import Sequence

import yaml

from tests.corpus import ROOT
from tests.fuzz.harness import Fuzzed
from tests.fuzz.structured import REPORTS, checked

_SIGN = re.compile(rb"[-:,\[\]{}\"'|>&*!#%@`\n]")
_PIECES: Sequence[bytes] = (
    b"&a ",
    b"*a",
    b"<<: *a\n",
    b"!!python/object/apply:os.system ",
    b"!!binary ",
    b"\n---\n",
    b"\n...\n",
    b"\n%YAML 1.1\n",
    b"[" * 200,
    b"{" * 70,
    b"- " * 100,
    b"? ",
    b": ",
    b"\t",
    b"|+9\n",
    b">-\n",
    b'"\\u0000\\xff\\ud800',
    b"'",
    b"#",
    b".nan",
    b"1e999999999",
    b"0x7f",
    b"9" * 5000,
    b"\0",
    b"\xef\xbb\xbf",
    b"\xe2\x80\xa8",
    b"\xed\xa0\x80",
    b"yes",
    b"2024-01-01",
)


def lines_moved(raw: bytes, rng: random.Random) -> bytes:
    """Lines left out, doubled, moved."""
    lines = raw.splitlines(keepends=True)
    for _ in range(rng.choice([1, 3, 20])):
        at = rng.randrange(len(lines))
        match rng.randrange(3):
            case 0:
                lines[at] = b""
            case 1:
                lines[at] *= 2
            case _:
                lines.insert(rng.randrange(len(lines)), lines.pop(at))
    return b"".join(lines)


def indented_otherwise(raw: bytes, rng: random.Random) -> bytes:
    """Lines that begin further in or out."""
    share = rng.choice([0.02, 0.2])
    lines = raw.splitlines(keepends=True)
    for at, line in enumerate(lines):
        if rng.random() < share:
            lines[at] = rng.choice([b"", b" ", b"   ", b"\t", b"  - "]) + line.lstrip(b" ")
    return b"".join(lines)


def signs_changed(raw: bytes, rng: random.Random) -> bytes:
    """Signs of the language left out or in the place of others."""
    signs = _SIGN.findall(raw)
    share = rng.choice([0.01, 0.1])
    return _SIGN.sub(
        lambda sign: rng.choice([b"", rng.choice(signs)]) if rng.random() < share else sign[0], raw
    )


def signs_added(raw: bytes, rng: random.Random) -> bytes:
    """What the language knows and a report has no use for."""
    found = raw
    for _ in range(rng.choice([1, 3, 20])):
        at = rng.randrange(len(found))
        found = found[:at] + rng.choice(_PIECES) + found[at:]
    return found


_WRITTEN = (ROOT / "reports" / "structured" / "liutang-2024.yaml").read_bytes()
FUZZED = Fuzzed(
    samples=(
        *(yaml.safe_dump(one, allow_unicode=True, sort_keys=False).encode() for one in REPORTS),
        yaml.safe_dump(REPORTS[0], default_flow_style=True).encode(),
        yaml.safe_dump(REPORTS[0], allow_unicode=True, indent=4).encode("utf-16"),
        _WRITTEN.replace(b"disclosure_2021", b"library").partition(b"sections:")[0]
        + b"tables: {}\n",
    ),
    read=checked("\n]\n", as_json=False),
    damage=(lines_moved, indented_otherwise, signs_changed, signs_added),
    cut_shows=False,
)
