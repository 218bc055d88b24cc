"""Readers whose libraries may hang or end the process read in a process of their own.

The child is started when it is first needed.  It gets a format, a name and bytes, and answers with
the document; if it is late or dies, that becomes a diagnostic of the document, and the next one is
read by a new child.
"""

from typing import TYPE_CHECKING

from gouji.model.diagnostic import Diagnostic
from gouji.readers.document import Document
from gouji.scan import worker_problems as problems
from gouji.scan.formats import Format

if TYPE_CHECKING:
    from gouji.scan.child import Child

TIMEOUT = 60.0
"""Seconds that a document may take."""
MEMORY = 2 * 2**30
"""Bytes of memory that a child may have, where the system can be asked to see to it."""
_LASTS = 200
"""So many documents a child reads before a new one is started: what leaked is given back."""


class Worker:
    """Reads documents in another process, each within a time and a size."""

    def __init__(self, timeout: float = TIMEOUT, memory: int = MEMORY) -> None:
        self._timeout = timeout
        self._memory = memory
        self._child: Child | None = None

    def __enter__(self) -> "Worker":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the child, if there is one."""
        if self._child is not None:
            self._child.end()
            self._child = None

    def read(self, format_: Format, name: str, raw: bytes) -> Document | Diagnostic:
        """The document that some bytes are, or why it could not be read."""
        child = self._child
        if child is None or child.answers >= _LASTS:
            self.close()
            child = self._child = _started(self._memory)
            if not child.ready():
                self.close()
                return problems.no_worker(name)
        found = child.ask(format_, name, raw, self._timeout)
        if found is not None:
            return found
        code = child.code
        self.close()
        if code is None:
            return problems.timed_out(name, self._timeout)
        return problems.crashed(name, code)


def _started(memory: int) -> "Child":
    from gouji.scan.child import Child  # noqa: PLC0415  # what it needs takes time to start

    return Child(memory)
