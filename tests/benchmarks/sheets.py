"""PDF files, and what another library takes to find their tables."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from tests.corpus import CORPUS, ROOT


def files() -> Sequence[Path]:
    """The sample report, and real ones where they are."""
    return [*sorted((ROOT / "reports").rglob("*.pdf")), *sorted(CORPUS.glob("*.pdf"))]


def tables(raw: bytes) -> object:
    """The tables of every page: no prose, and none put together over pages."""
    import pdfplumber  # noqa: PLC0415  # for measuring alone: those who only test have it not

    with pdfplumber.open(BytesIO(raw)) as document:
        return [page.extract_tables() for page in document.pages]
