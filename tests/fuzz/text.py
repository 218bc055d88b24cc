"""Plain text and Markdown, damaged as bytes; a text does not show that its end is missing."""

from collections.abc import Callable, Sequence

from gouji.model.decode import decode
from gouji.model.report import Completeness
from gouji.model.span import Source
from gouji.readers import markdown, text
from gouji.readers.document import Document
from gouji.scan.problems import not_text
from tests.corpus import ROOT
from tests.fuzz.harness import Fuzzed

_SAMPLES: Sequence[bytes] = tuple(
    path.read_bytes() for path in sorted((ROOT / "reports" / "disclosure").glob("*.txt"))
)


def of_characters(read: Callable[[Source], Document]) -> Callable[[str, bytes], Document]:
    """A reader of characters as one of bytes; what is no text is unreadable."""

    def read_bytes(name: str, raw: bytes) -> Document:
        decoded = decode(raw)
        if decoded is None:
            return Document(name, (), Completeness.UNREADABLE, (not_text(name),))
        return read(Source(name, decoded[0]))

    return read_bytes


FUZZED = Fuzzed(_SAMPLES, of_characters(text.read), cut_shows=False)
MARKDOWN = Fuzzed(_SAMPLES, of_characters(markdown.read), cut_shows=False)
