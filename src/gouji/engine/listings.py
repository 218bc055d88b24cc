"""The ways to take prose apart: one table of them."""

from collections.abc import Callable, Mapping, Sequence

from gouji.engine.blemishes import garbled, misnumbered, unpaired
from gouji.engine.text import paragraphs, passages, problems
from gouji.engine.values import Matches, Prose
from gouji.model.template import Template

LISTINGS: Mapping[str, Callable[[Sequence[Template], Prose], Matches]] = {
    "passages": passages,
    "paragraphs": paragraphs,
    "problems": problems,
    "garbled": garbled,
    "unpaired": unpaired,
    "misnumbered": misnumbered,
}
