"""A wordbook: the themes of a field and the cues of its prose, as the people who audit it list them."""

from collections.abc import Mapping

from gouji.model.frozen import frozen
from gouji.model.template import Template

REQUIRED = ("themes", "shortfall", "problems", "plans", "earlier")
"""Without these parts nothing could be told."""
PARTS = (
    *REQUIRED,
    *("common", "particles", "degree", "stock", "empty", "future", "rest", "contrast", "also"),
    *(
        "such_as",
        "enclosed",
        "elaborates",
        "example",
        "acts",
        "recital",
        "claim",
        "labelled",
        "reply",
    ),
)
NAMED = {"enclosed": "list", "recital": "problem"}
"""Parts whose templates keep a stretch of the prose, and under which name."""


@frozen
class Cues:
    """Ways to say one thing: plain words as text is folded, and templates."""

    words: tuple[str, ...] = ()
    templates: tuple[Template, ...] = ()


@frozen
class Wordbook:
    """What a pack knows of the prose of its reports."""

    themes: Mapping[str, tuple[str, ...]]
    """Theme → the words by which it is known, as text is folded."""
    cues: Mapping[str, Cues]
    """Every other part, by its name."""

    def __hash__(self) -> int:
        return hash((*self.themes, *self.cues))
