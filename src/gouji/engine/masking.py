"""Prose as it is compared with other prose: numbers and names masked, signs and blanks left out."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from gouji.engine.patterns import Finder, finder_of
from gouji.engine.text import folded_text, sentences
from gouji.engine.values import Prose, SectionPassage
from gouji.model import template as t
from gouji.model.fold import fold
from gouji.model.frozen import frozen

NUMBER, NAME = "0", "□"
"""What stands for any number, and for the agency's own name."""
SHORTEST_NAME = 3
"""So many characters of a name, from its beginning or up to its end, stand for the whole."""

Span = tuple[int, int]


@frozen
class Kept:
    """A sentence that is compared: its passage, and where it stands in it."""

    place: SectionPassage
    start: int
    end: int


@frozen
class Masked:
    """Sentences to be compared, and what is masked in them."""

    sentences: tuple[Kept, ...]
    mask: re.Pattern[str]

    def words(self, kept: Kept) -> str:
        """What of a sentence is compared."""
        return self.mask.sub(_stand_in, folded_text(kept.place)[kept.start : kept.end])

    @property
    def text(self) -> str:
        """All that is compared, without a gap."""
        return "".join(map(self.words, self.sentences))

    def places(self) -> Iterator[tuple[SectionPassage, int, int]]:
        """For each character of `text` its passage, and where in it what it stands for begins and ends."""
        for kept in self.sentences:
            folded = folded_text(kept.place)
            at = kept.start
            for found in self.mask.finditer(folded, kept.start, kept.end):
                yield from ((kept.place, i, i + 1) for i in range(at, found.start()))
                if _stand_in(found):
                    yield kept.place, found.start(), found.end()
                at = found.end()
            yield from ((kept.place, i, i + 1) for i in range(at, kept.end))


def masked(prose: Prose, ignored: Sequence[t.Template], agency: str | None) -> Masked:
    """The sentences of prose in which no ignored template fits, as they are compared.

    What is left of them are words: every number is the same number, and the agency is nobody in
    particular, be it called by its name or by a beginning or an end of it.
    """
    finders = [finder_of(template) for template in ignored]
    kept = (Kept(place, *span) for place in prose.passages for span in told(place, finders))
    return Masked(tuple(kept), _mask(agency or ""))


def told(place: SectionPassage, ignored: Sequence[Finder]) -> Iterator[Span]:
    """The sentences of a passage in which no ignored template fits."""
    folded = folded_text(place)
    hits = [hit.span() for finder in ignored for hit in finder.hits(folded)]
    for start, end in sentences(place):
        if not any(first < end and start < last for first, last in hits):
            yield start, end


@lru_cache(maxsize=256)
def _mask(agency: str) -> re.Pattern[str]:
    name = re.sub(r"\W", "", fold(agency))
    lengths = range(len(name), SHORTEST_NAME - 1, -1)
    parts = dict.fromkeys(part for n in lengths for part in (name[:n], name[-n:]))
    names = [f"(?P<name>{'|'.join(map(re.escape, parts))})"] if parts else []
    return re.compile("|".join([*names, r"(?P<number>[0-9]+(?:[.,][0-9]+)*)", r"[\W_]+"]))


def _stand_in(found: re.Match[str]) -> str:
    match found.lastgroup:
        case "name":
            return NAME
        case "number":
            return NUMBER
        case _:
            return ""
