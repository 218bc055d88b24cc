"""JSON reports with damaged signs, and values that no report has."""

import json
import random
import re
from collections.abc import Sequence

from tests.fuzz.harness import Fuzzed
from tests.fuzz.structured import REPORTS, checked

_TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*"|[-+.\w]+|[\[\]{}:,]')
_PIECES: Sequence[bytes] = (
    b"[" * 100_000,
    b'{"a":' * 100,
    b"]" * 9,
    b"}" * 9,
    b"[1,2],",
    b'{"1":0}',
    b"NaN",
    b"-Infinity",
    b"1e999999999",
    b"-0.0",
    b"9" * 5000,
    b"01",
    b'"\\ud800"',
    b'"\\u0000"',
    b"null",
    b"true",
    b'"agency":',
    b"//",
    b"/**/",
    b"'",
    b",,",
    b"\0",
    b"\xef\xbb\xbf",
    b"\xed\xa0\x80",
)


def tokens_changed(raw: bytes, rng: random.Random) -> bytes:
    """Some left out, doubled, in the place of others."""
    tokens = _TOKEN.findall(raw)
    share = rng.choice([0.01, 0.1, 0.5])

    def other(token: re.Match[bytes]) -> bytes:
        kept = token[0]
        changed: Sequence[bytes] = (b"", kept + kept, rng.choice(tokens))
        return rng.choice(changed) if rng.random() < share else kept

    return _TOKEN.sub(other, raw)


def values_changed(raw: bytes, rng: random.Random) -> bytes:
    """Whole JSON with values of any type in any place, and keys of others."""
    texts = ["", "1", "T", "一", "x" * 5000, "\n" * 300, "\u2028", "2025-02-30"]
    odd: Sequence[object] = (None, True, -1, 1.5, 10**30, [], {}, [[]], {"": ""}, *texts)

    def walk(value: object) -> object:
        if rng.random() < 0.05:
            return rng.choice(odd)
        if isinstance(value, dict):
            return {
                rng.choice([*value, *texts]) if rng.random() < 0.05 else key: walk(one)
                for key, one in value.items()
            }
        if isinstance(value, list):
            return [walk(one) for one in value for _ in range(rng.choice([1, 1, 1, 1, 600]))]
        return value

    return json.dumps(walk(json.loads(raw)), ensure_ascii=rng.random() < 0.5).encode()


def tokens_added(raw: bytes, rng: random.Random) -> bytes:
    """What JSON lacks, or a report."""
    found = raw
    for _ in range(rng.choice([1, 3, 20])):
        at = rng.randrange(len(found))
        found = found[:at] + rng.choice(_PIECES) + found[at:]
    return found


FUZZED = Fuzzed(
    samples=(
        *(json.dumps(one, ensure_ascii=False).encode() for one in REPORTS),
        json.dumps(REPORTS[0], indent=2).encode(),
    ),
    read=checked("]", as_json=True),
    damage=(tokens_changed, values_changed, tokens_added),
)
