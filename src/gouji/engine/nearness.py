"""How near two texts are to each other: in their wording, and in what they are about."""

import re
from collections.abc import Mapping

from gouji.engine.lore import Lore, pairs

UNLIKE = re.compile(r"[\W_0-9]+")
WORDS_ELSEWHERE = 0.5
"""What common words of two texts weigh that are about different themes."""
SAME_MATTER = 0.2
THEME_WEIGHT = 0.75
"""So much the same theme by itself makes two texts related."""
CUT_SHORT = 0.8
"""What it counts that a text holds a quotation, beside being the same."""
BROAD = 1.25
"""A theme with four fifths of the words of a text's main theme is a main theme, too."""


def alike(lore: Lore, text: str, other: str) -> float:
    """The share of the pairs of neighbouring characters that two folded texts have in common.

    Figures, punctuation and words of degree do not count.
    """
    own, others = spelled(lore, text), spelled(lore, other)
    both = own | others
    return len(own & others) / len(both) if both else 0.0


def names(lore: Lore, quotation: str, text: str) -> float:
    """How far a quotation, perhaps cut short, is a text: alike, or held by it but for a fifth."""
    own, others = spelled(lore, quotation), spelled(lore, text)
    held = len(own & others) / len(own) if own else 0.0
    return max(alike(lore, quotation, text), CUT_SHORT * held)


def spelled(lore: Lore, text: str) -> frozenset[str]:
    """The pairs of characters by which texts are compared word for word."""
    plain = UNLIKE.sub("", lore.without(text, "degree"))
    return frozenset(pairs(plain) or [plain] * bool(plain))


def kindred(lore: Lore, text: str, other: str) -> float:
    """How much another folded text is about what a text is about: by telling words and by themes."""
    own, others = lore.profile(text), lore.profile(other)
    whole = sum(own.pairs.values())
    shared = sum(weight for pair, weight in own.pairs.items() if pair in others.pairs)
    words = shared / whole if whole else 0.0
    matter = same_matter(own.themes, others.themes)
    if matter < SAME_MATTER and own.themes and others.themes:
        words *= WORDS_ELSEWHERE
    return 1 - (1 - words) * (1 - THEME_WEIGHT * matter)


def same_matter(own: Mapping[str, float], others: Mapping[str, float]) -> float:
    """How far the themes of one text are those of another one."""
    if not own or not others:
        return 0.0
    top, most = max(own.values()), max(others.values())
    return max(
        weight / top * min(1.0, others.get(theme, 0.0), BROAD * others.get(theme, 0.0) / most)
        for theme, weight in own.items()
    )
