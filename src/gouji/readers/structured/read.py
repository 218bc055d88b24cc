"""From a text to what a structured report says."""

from collections.abc import Sequence

from gouji.model.data import read_data
from gouji.model.diagnostic import Diagnostic
from gouji.model.span import Source
from gouji.readers.structured.shape import shaped
from gouji.readers.structured.written import Written


def read(source: Source, *, json: bool = False) -> tuple[Written | None, Sequence[Diagnostic]]:
    """What a YAML or JSON text says as a report; None, and why, where it is not right throughout."""
    data, found = read_data(source, json=json)
    return (None, found) if data is None else shaped(data)
