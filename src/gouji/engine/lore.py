"""A wordbook made ready: where its cues stand in a text, and what a text is about."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from gouji.engine.patterns import YEAR, finder_of, group_name
from gouji.model import template as t
from gouji.model.frozen import frozen
from gouji.model.wordbook import NAMED, Cues, Wordbook

Stretch = tuple[int, int]
RUN = re.compile(r"[^\W\d_]+")
DIGITS = re.compile("[0-9]+")
A_YEAR = re.compile(YEAR)
LATER, EARLIER = frozenset({"plans"}), frozenset({"earlier"})
"""The parts whose {year} is after that of the report, and before it."""
LONG = 3
"""A word of so many characters or more says more of its theme, half as much again."""
PROFILES = 4096
"""So many texts are remembered with what they are about."""


@frozen
class Profile:
    """What a text is about: its telling pairs of characters and how rare each is, and its themes."""

    pairs: Mapping[str, float]
    themes: Mapping[str, float]


class Lore:
    """The wordbook of a pack, ready to be looked for."""

    def __init__(self, book: Wordbook) -> None:
        self.book = book
        self.plain = {name: any_of(cues.words) for name, cues in book.cues.items()}
        self.finders = {
            name: [(finder_of(one), has_year(one)) for one in cues.templates]
            for name, cues in book.cues.items()
        }
        self.named: dict[str, list[str]] = defaultdict(list)
        """Word → the themes that it is a word of."""
        rarity: Counter[str] = Counter()
        for theme, words in book.themes.items():
            for word in words:
                self.named[word].append(theme)
            rarity.update({pair for word in words for pair in pairs(word)})
        self.rarity = rarity
        """Pair of characters → how many themes have it in a word."""
        self.profile = lru_cache(maxsize=PROFILES)(self._profile)

    def cues(self, part: str) -> Cues:
        """What the wordbook lists under a name."""
        return self.book.cues.get(part, Cues())

    def spans(self, part: str, text: str, at: Stretch, year: int | None = None) -> list[Stretch]:
        """Where cues of a part stand in a stretch of a folded text, from left to right."""
        plain = self.plain.get(part)
        found = [hit.span() for hit in plain.finditer(text, *at)] if plain else []
        for finder, dated in self.finders.get(part, ()):
            hits = finder.hits(text[at[0] : at[1]])
            found += [
                (at[0] + hit.start(), at[0] + hit.end())
                for hit in hits
                if not dated or in_time(part, hit.group(), year)
            ]
        return sorted(found)

    def has(self, part: str, text: str, at: Stretch | None = None) -> bool:
        """Whether a cue of a part stands in a stretch of a folded text."""
        return bool(self.spans(part, text, at or (0, len(text))))

    def begins(self, part: str, text: str, at: Stretch) -> int | None:
        """Where a cue of a part ends that stands at the very beginning of a stretch."""
        return max(
            (end for start, end in self.spans(part, text, at) if start == at[0]), default=None
        )

    def kept(self, part: str, text: str, at: Stretch) -> Iterator[tuple[Stretch, Stretch]]:
        """Where templates of a part fit, and the stretch that each keeps under the name of the part."""
        for finder, _ in self.finders.get(part, ()):
            for hit in finder.hits(text[at[0] : at[1]]):
                group = finder.group(group_name(NAMED[part]))
                whole = (at[0] + hit.start(), at[0] + hit.end())
                yield whole, (at[0] + hit.start(group), at[0] + hit.end(group))

    def without(self, text: str, *parts: str) -> str:
        """A folded text, with a blank in the place of every plain cue of some parts."""
        for part in parts:
            plain = self.plain.get(part)
            text = plain.sub(" ", text) if plain else text
        return text

    def content(self, text: str) -> str:
        """What a text says beyond set phrases and common words: its letters."""
        return "".join(RUN.findall(self.without(text, "empty", "common", "particles")))

    def remainder(self, text: str) -> str:
        """What a text names: it without set phrases, common words and what makes it a shortcoming."""
        kept = self.without(text, "stock", "shortfall", "empty", "common", "particles", "degree")
        return "".join(RUN.findall(kept))

    def _profile(self, text: str) -> Profile:
        telling = self.without(text, "stock", "shortfall", "common")
        weights = {
            pair: 1 / max(1, self.rarity[pair])
            for run in RUN.findall(telling)
            for pair in pairs(run)
        }
        themes: dict[str, float] = defaultdict(float)
        for word, names in self.named.items():
            if word in text:
                weight = (1.5 if len(word) >= LONG else 1.0) / len(names)
                for name in names:
                    themes[name] += weight
        return Profile(weights, dict(themes))


@lru_cache(maxsize=8)
def lore_of(book: Wordbook) -> Lore:
    """The lore of a wordbook, made once."""
    return Lore(book)


def any_of(words: Iterable[str]) -> re.Pattern[str] | None:
    """A pattern of plain words, of two that begin alike the longer one first."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, ordered))) if ordered else None


def has_year(template: t.Template) -> bool:
    """Whether a template holds a {year}."""
    return any(isinstance(p, t.Placeholder) and p.slot is t.Slot.YEAR for p in template.parts)


def in_time(part: str, words: str, year: int | None) -> bool:
    """Whether the year that a cue names is one that its part may speak of."""
    named = A_YEAR.search(words)
    if year is None or named is None:
        return False
    if part in EARLIER:
        return int(named[0]) < year
    return int(named[0]) > year if part in LATER else True


def pairs(text: str) -> Sequence[str]:
    """The pairs of neighbouring characters of a text."""
    return [text[at : at + 2] for at in range(len(text) - 1)]
