"""The ways to take prose apart: one table of them."""

from collections.abc import Callable, Mapping, Sequence

from gouji.engine.text import headings, passages, problems, repeats
from gouji.engine.values import Matches, Prose
from gouji.model.template import Template

LISTINGS: Mapping[str, Callable[[Sequence[Template], Prose], Matches]] = {
    "passages": passages,
    "problems": problems,
    "headings": headings,
    "repeats": repeats,
}
