"""Damage documents and read them in a process of its own, within limits of time and memory.

A format adds a module with FUZZED: whole documents of it, their reader, and damage that only this
format knows.  Failures: an exception, a dead process, too long, too much memory, and a document
that is complete though its end was cut off.
"""

import multiprocessing
import random
import resource
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection

from gouji.model.report import Completeness
from gouji.readers.document import Document

SECONDS = 2.0
"""CPU time for one document."""
MEMORY = 400 * 2**20
"""Above what the process has before it reads."""

Damage = Callable[[bytes, random.Random], bytes]


@dataclass(frozen=True, slots=True)
class Fuzzed:
    """A format: whole documents, how they are read, and the damage done to them."""

    samples: Sequence[bytes]
    read: Callable[[str, bytes], Document]
    damage: Sequence[Damage] = ()
    """Beside what is done to the bytes of every format."""
    cut_shows: bool = True
    """Whether a document shows that its end is missing."""


@dataclass(frozen=True, slots=True)
class Failure:
    """What went wrong with which of the documents; the same number and seed give the same."""

    number: int
    kind: str
    what: str


@dataclass(slots=True)
class Outcome:
    """What came of a run."""

    done: int = 0
    failures: list[Failure] = field(default_factory=list)
    slowest: float = 0.0
    memory: int = 0


def damaged(fuzzed: Fuzzed, number: int, seed: int) -> tuple[str, bytes]:
    """One document, and the kind of its damage."""
    rng = random.Random(f"{seed}:{number}")
    raw = rng.choice(fuzzed.samples)
    kinds: Sequence[tuple[str, Damage]] = [
        *((damage.__name__, damage) for damage in (cut, cut, flip, remove, repeat, insert)),
        *((damage.__name__, damage) for damage in fuzzed.damage),
    ]
    name, damage = rng.choice(kinds)
    return name, damage(raw, rng)


def cut(raw: bytes, rng: random.Random) -> bytes:
    """Without its end."""
    return raw[: rng.randrange(len(raw.rstrip()))]


def flip(raw: bytes, rng: random.Random) -> bytes:
    """A few bytes changed."""
    found = bytearray(raw)
    for _ in range(rng.choice([1, 3, 30])):
        found[rng.randrange(len(found))] = rng.randrange(256)
    return bytes(found)


def remove(raw: bytes, rng: random.Random) -> bytes:
    """A stretch taken out."""
    start, end = _stretch(raw, rng)
    return raw[:start] + raw[end:]


def repeat(raw: bytes, rng: random.Random) -> bytes:
    """A stretch that stands several times."""
    start, end = _stretch(raw, rng)
    return raw[:end] + raw[start:end] * rng.choice([1, 10, 200]) + raw[end:]


def insert(raw: bytes, rng: random.Random) -> bytes:
    """Noise in the middle."""
    at = rng.randrange(len(raw))
    return raw[:at] + rng.randbytes(rng.choice([1, 10, 1000])) + raw[at:]


def _stretch(raw: bytes, rng: random.Random) -> tuple[int, int]:
    start = rng.randrange(len(raw))
    return start, min(len(raw), start + rng.choice([1, 20, 300, 3000]))


def run(fuzzed: Fuzzed, documents: int, seed: int) -> Outcome:
    """Read so many damaged documents; a process that dies is followed by another."""
    outcome = Outcome()
    context = multiprocessing.get_context("fork")
    while outcome.done < documents:
        ours, theirs = context.Pipe(duplex=False)
        child = context.Process(target=_work, args=(fuzzed, outcome.done, documents, seed, theirs))
        child.start()
        theirs.close()
        _follow(fuzzed, ours, outcome, seed)
        child.join()
        if outcome.done < documents:
            kind, _ = damaged(fuzzed, outcome.done, seed)
            outcome.failures.append(Failure(outcome.done, kind, f"died: {child.exitcode}"))
            outcome.done += 1
    return outcome


def _follow(fuzzed: Fuzzed, ours: Connection, outcome: Outcome, seed: int) -> None:
    while True:
        try:
            what, taken, memory = ours.recv()
        except EOFError:
            return
        outcome.slowest = max(outcome.slowest, taken)
        outcome.memory = max(outcome.memory, memory)
        if what:
            kind, _ = damaged(fuzzed, outcome.done, seed)
            outcome.failures.append(Failure(outcome.done, kind, what))
        outcome.done += 1


def _work(fuzzed: Fuzzed, first: int, end: int, seed: int, theirs: Connection) -> None:
    before = _peak()
    # The kernel ends a reader that hangs: a handler in Python would wait for the C code.
    for number in range(first, end):
        used = int(time.process_time())
        resource.setrlimit(resource.RLIMIT_CPU, (used + 10 * int(SECONDS), resource.RLIM_INFINITY))
        kind, raw = damaged(fuzzed, number, seed)
        start = time.process_time()
        what = _trouble(fuzzed, kind, raw)
        taken = time.process_time() - start
        grown = _peak() - before
        if not what and taken > SECONDS:
            what = f"too long: {taken:.1f} s"
        if not what and grown > MEMORY:
            what = f"too much memory: {grown / 2**20:.0f} MB"
            before += grown
        theirs.send((what, taken, grown))
    theirs.close()


def _trouble(fuzzed: Fuzzed, kind: str, raw: bytes) -> str:
    try:
        document = fuzzed.read("damaged", raw)
    except Exception:  # whatever it is, it is a failure
        return f"exception: {traceback.format_exc(limit=-2)}"
    complete = document.completeness is Completeness.COMPLETE
    if complete and kind == cut.__name__ and fuzzed.cut_shows:
        return f"complete though cut: at {len(raw)}"
    if not complete and not document.diagnostics:
        return f"{document.completeness.value} without a reason: at {len(raw)}"
    return ""


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
