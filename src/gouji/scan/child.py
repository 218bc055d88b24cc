"""The process in which readers may hang or die: both of its ends.

Messages are pickles with their length in eight bytes before them.
"""

import gc
import os
import pickle
import subprocess
import sys
from collections.abc import Sequence
from queue import Empty, Queue
from threading import Thread
from typing import IO

from gouji.model.diagnostic import Diagnostic
from gouji.readers.document import Document
from gouji.scan import worker_problems as problems
from gouji.scan.formats import Format

_MODULE = "gouji.scan.child"
_START = 30.0
"""Seconds that a child may take to start."""
_LENGTH = 8
_GARBAGE = 100_000
"""New objects after which garbage is looked for: a document makes hardly any."""
_READY = b"ready"


class Child:
    """One process, and a thread that takes its answers, so that they can be waited for."""

    def __init__(self, memory: int) -> None:
        self.answers = 0
        path = os.pathsep.join(folder for folder in sys.path if folder)
        self._process = subprocess.Popen(  # noqa: S603  # this interpreter, this module
            [sys.executable, "-P", "-m", _MODULE, str(memory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": path},
        )
        self._answers: Queue[bytes | None] = Queue()
        Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        assert self._process.stdout is not None
        while True:
            message = _received(self._process.stdout)
            self._answers.put(message)
            if message is None:
                return

    def ready(self) -> bool:
        """Whether the child has started; it is waited for."""
        return self._answer(_START) == _READY

    def ask(
        self, format_: Format, name: str, raw: bytes, seconds: float
    ) -> Document | Diagnostic | None:
        """What the child made of a document; None where it is late or died."""
        assert self._process.stdin is not None
        try:
            _send(self._process.stdin, pickle.dumps((format_, name, raw)))
        except OSError:
            return None
        self.answers += 1
        answer = self._answer(seconds)
        if answer is None:
            return None
        found: Document | Diagnostic = pickle.loads(answer)  # noqa: S301  # from our own child
        return found

    def _answer(self, seconds: float) -> bytes | None:
        """What the child says next."""
        try:
            return self._answers.get(timeout=seconds)
        except Empty:
            return None

    @property
    def code(self) -> int | None:
        """With which code the child ended; None while it runs."""
        try:
            return self._process.wait(0.1)
        except subprocess.TimeoutExpired:
            return None

    def end(self) -> None:
        """Kill the child, whatever it does."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                _shut(pipe)


def _shut(pipe: IO[bytes]) -> None:
    try:
        pipe.close()
    except OSError:
        return


def _send(pipe: IO[bytes], message: bytes) -> None:
    pipe.write(len(message).to_bytes(_LENGTH, "big"))
    pipe.write(message)
    pipe.flush()


def _received(pipe: IO[bytes]) -> bytes | None:
    """The next message; None at the end."""
    try:
        length = pipe.read(_LENGTH)
        if len(length) < _LENGTH:
            return None
        expected = int.from_bytes(length, "big")
        message = pipe.read(expected)
    except (OSError, ValueError):
        return None
    return message if len(message) == expected else None


# ---- the child


def serve(arguments: Sequence[str]) -> None:
    """Answer until nobody asks any more."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # libraries may print
    _limit(int(arguments[0]))
    gc.set_threshold(_GARBAGE)
    from gouji.scan.reading import DOCUMENTS  # noqa: PLC0415  # it knows this module

    _send(answers, _READY)
    while (message := _received(sys.stdin.buffer)) is not None:
        format_, name, raw = pickle.loads(message)  # noqa: S301  # from our own parent
        found: Document | Diagnostic
        try:
            found = DOCUMENTS[format_](name, raw)
        except MemoryError:
            found = problems.out_of_memory(name)
        except Exception as error:
            found = problems.reader_failed(name, error)
        _send(answers, pickle.dumps(found))


def _limit(memory: int) -> None:
    """Ask the system to see to the size, where it can."""
    try:
        import resource  # noqa: PLC0415  # not on every system
    except ImportError:
        return
    try:
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    except (OSError, ValueError):
        return


if __name__ == "__main__":
    serve(sys.argv[1:])
