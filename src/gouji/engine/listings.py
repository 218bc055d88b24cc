"""The ways to take prose apart: one table of them."""

from collections.abc import Callable, Mapping, Sequence

from gouji.engine.blemishes import garbled, misnumbered, unpaired
from gouji.engine.text import headings, paragraphs, passages, problems, repeats
from gouji.engine.values import Matches, Prose
from gouji.model.template import Template

LISTINGS: Mapping[str, Callable[[Sequence[Template], Prose], Matches]] = {
    "passages": passages,
    "problems": problems,
    "headings": headings,
    "repeats": repeats,
    "paragraphs": paragraphs,
    "garbled": garbled,
    "unpaired": unpaired,
    "misnumbered": misnumbered,
}
