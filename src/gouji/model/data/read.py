"""One text as values: YAML, or JSON by the stricter rules of JSON."""

from collections.abc import Sequence

from gouji.model.data import problems
from gouji.model.data.values import Data
from gouji.model.diagnostic import Diagnostic
from gouji.model.span import Source, Span

_LONGEST = 16 * 2**20


def read_data(source: Source, *, json: bool = False) -> tuple[Data | None, Sequence[Diagnostic]]:
    """The values of a text; None, and every reason found, where the text is not as it must be.

    Strict in both: no key twice, one document, no deeper than 64, no NaN.  YAML is read by the
    scalars of version 1.2, of which only decimal numbers are numbers, and without anchors, aliases,
    merge keys and tags.
    """
    if len(source.text) > _LONGEST:
        return None, (problems.too_large(Span(source, 0, 0), _LONGEST),)
    if json:
        from gouji.model.data.json_text import read_json  # noqa: PLC0415  # the one that is needed

        return read_json(source)
    from gouji.model.data.yaml_text import read_yaml  # noqa: PLC0415

    return read_yaml(source)
