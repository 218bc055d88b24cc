"""Templates as linear-time patterns, compiled when a text may hold what they look for."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property
from itertools import chain, pairwise
from typing import Any, Protocol, assert_never

import re2

from gouji.model import template as t
from gouji.model.fold import fold
from gouji.model.number import NUMBER_PATTERN

CLAUSE_GAP = r"[^,、.;:。!?\n0-9]"
SENTENCE_GAP = r"[^;。!?\n]"
LONGEST = {t.Slot.CLAUSE_GAP: 40, t.Slot.SENTENCE_GAP: 120}
"""How many characters a gap leaves out at most."""
YEAR = r"(?:19|20)[0-9]{2}"
DATE = rf"{YEAR} ?年 ?[0-9]{{1,2}} ?月 ?[0-9]{{1,2}} ?日|{YEAR}[-/.][0-9]{{1,2}}[-/.][0-9]{{1,2}}"
BLANKS = re.compile(r"\s+|(?<=[0-9])(?=[^0-9\s])|(?<=[^0-9\s])(?=[0-9])")
"""Where a text may print a blank: at one in the template, and beside figures."""
LONG = 10_000
"""More characters than a paragraph has; RE2 reads the whole text for each try."""
NUMBER = "own"
"""The group of the template's own {n}."""


class Pattern(Protocol):
    """A compiled linear-time pattern."""

    groupindex: Mapping[str, int]

    def finditer(self, text: str) -> Iterator[Any]:
        """Every match, from left to right."""

    def match(self, text: str, at: int) -> Any:
        """The match that begins at a place, if there is one."""

    def search(self, text: str, at: int) -> Any:
        """The first match from a place on, if there is one."""


def literal(text: str) -> str:
    """The characters of a literal; a blank in it is a blank that need not be printed."""
    return r"\s*".join(map(re.escape, words(text)))


def part_pattern(part: t.Part, bounded: Mapping[t.Slot, str]) -> str:
    """The pattern of one part of a template."""
    match part:
        case t.Literal():
            return literal(part.text)
        case t.Choice():
            options = "|".join(map(literal, part.options))
            return f"(?P<{group_name(part.name)}>{options})" if part.name else f"(?:{options})"
        case t.Placeholder():
            body = slot_pattern(part.slot) + bounded.get(part.slot, "")
            return f"(?P<{group_name(part.name)}>{body})" if part.name else f"(?:{body})"
        case _:
            assert_never(part)


def group_name(name: str) -> str:
    """A group name that any pattern accepts: names of captures may be Chinese."""
    return "g_" + "_".join(format(ord(c), "x") for c in name)


def gap_name(at: int) -> str:
    """The group of a gap, by its place in the template."""
    return f"gap{at}"


def slot_pattern(  # noqa: PLR0911  # one case for each slot
    slot: t.Slot,
) -> str:
    """The pattern of a placeholder."""
    match slot:
        case t.Slot.NUMBER:
            return NUMBER_PATTERN
        case t.Slot.DATE:
            return DATE
        case t.Slot.YEAR:
            return YEAR
        case t.Slot.CLAUSE_GAP:
            return CLAUSE_GAP
        case t.Slot.SENTENCE_GAP:
            return SENTENCE_GAP
        case t.Slot.DIGITS:
            return "[0-9]+"
        case t.Slot.BLANK:
            return r"\s+"
        case t.Slot.START:
            return r"\A"
        case t.Slot.END:
            return r"\z"
        case _:
            assert_never(slot)


BOUNDED = {slot: f"{{0,{most}}}?" for slot, most in LONGEST.items()}
UNBOUNDED = dict.fromkeys(LONGEST, "*?")


class Finder:
    """A template, to be looked for in folded text.

    RE2 takes a millisecond to make the pattern of a template with a number and a gap, and as long
    again to make it backwards when it is to search.  So nothing is made until a text holds the
    words of the template, a pattern is tried where the first of them stands, and the one that is
    tried first leaves its gaps unbounded, which makes it a fraction as large.
    """

    def __init__(self, template: t.Template) -> None:
        self.template = template
        known = [needed(part) for part in template.parts]
        self.needed = [options for options in known if options]
        """For each part that must stand there its options, each as the words it consists of."""
        self.begins = [option[0] for options in known[:1] for option in options]
        """The words of which one stands where a match begins; none where that is not known."""
        self.gaps = {
            gap_name(at): LONGEST[part.slot]
            for at, part in enumerate(template.parts)
            if isinstance(part, t.Placeholder) and part.slot in LONGEST
        }

    @cached_property
    def pattern(self) -> Pattern:
        """The pattern."""
        return self._made(BOUNDED)

    @cached_property
    def loose(self) -> Pattern:
        """The same with unbounded gaps: it fits wherever the pattern does."""
        return self._made(UNBOUNDED) if self.gaps else self.pattern

    @cached_property
    def limits(self) -> Sequence[tuple[int, int]]:
        """The groups of the gaps, and how long each may be."""
        return [(self.group(name), most) for name, most in self.gaps.items()]

    def _made(self, bounds: Mapping[t.Slot, str]) -> Pattern:
        parts = [part_pattern(part, bounds) for part in self.template.parts]
        own = next((i for i, part in enumerate(self.template.parts) if is_own_number(part)), None)
        if own is not None:
            parts[own] = f"(?P<{NUMBER}>{NUMBER_PATTERN})"
        for at, part in enumerate(parts):
            if gap_name(at) in self.gaps:
                parts[at] = f"(?P<{gap_name(at)}>{part})"
        blanks = [
            r"\s*" if is_figure(before) or is_figure(after) else ""
            for before, after in pairwise(self.template.parts)
        ]
        joined = "".join(chain.from_iterable(zip(parts, [*blanks, ""], strict=True)))
        pattern: Pattern = re2.compile(joined)
        return pattern

    def hits(self, folded: str) -> Iterator[Any]:
        """Every match, from left to right."""
        if not self.may_fit(folded):
            return
        if len(folded) > LONG:
            yield from self.pattern.finditer(folded)
            return
        tries = self.begun if self.begins else self.sought
        hit = tries(folded, 0)
        while hit is not None:
            yield hit
            hit = tries(folded, max(hit.end(), hit.start() + 1))

    def begun(self, folded: str, at: int) -> Any:
        """The first match from a place on, tried where its first words stand."""
        start = first(self.begins, folded, at)
        while start is not None:
            hit = self.loose.match(folded, start)
            if hit is not None and not self.within_bounds(hit):
                hit = self.pattern.match(folded, start)
            if hit is not None:
                return hit
            start = first(self.begins, folded, start + 1)
        return None

    def sought(self, folded: str, at: int) -> Any:
        """The first match from a place on."""
        hit = self.loose.search(folded, at) if at <= len(folded) else None
        if hit is not None and not self.within_bounds(hit):
            return self.pattern.search(folded, hit.start())
        return hit

    def within_bounds(self, hit: Any) -> bool:
        """Whether a match of the loose pattern is the one that the pattern prefers there, too."""
        return all(hit.end(gap) - hit.start(gap) <= most for gap, most in self.limits)

    def may_fit(self, folded: str) -> bool:
        """Whether a text holds the words of the template in their order."""
        at = 0
        for options in self.needed:
            ends = [end for words in options if (end := after(words, folded, at)) is not None]
            if not ends:
                return False
            at = min(ends)
        return True

    def group(self, name: str) -> int:
        """The number of a group."""
        return self.loose.groupindex[name]


@cache
def finder_of(template: t.Template) -> Finder:
    """The finder of a template, made once."""
    return Finder(template)


def needed(part: t.Part) -> tuple[tuple[str, ...], ...]:
    """The options of a part that consists of known words."""
    match part:
        case t.Literal():
            return (words(part.text),)
        case t.Choice():
            return tuple(map(words, part.options))
        case t.Placeholder():
            return ()
        case _:
            assert_never(part)


def words(text: str) -> tuple[str, ...]:
    """The words of a literal, between which blanks need not be printed."""
    plain = fold(text)
    return (plain,) if plain.isalpha() else tuple(BLANKS.split(plain))


def first(words: Sequence[str], folded: str, at: int) -> int | None:
    """The first place from a place on where one of some words stands."""
    starts = (folded.find(word, at) for word in words)
    return min((start for start in starts if start >= 0), default=None)


def after(words: tuple[str, ...], folded: str, at: int) -> int | None:
    """Where words that follow each other from a place on end at the earliest."""
    for word in words:
        start = folded.find(word, at)
        if start < 0:
            return None
        at = start + len(word)
    return at


def is_figure(part: t.Part) -> bool:
    """Whether a part stands for figures, beside which texts print blanks or none."""
    return isinstance(part, t.Placeholder) and part.slot in {
        t.Slot.NUMBER,
        t.Slot.YEAR,
        t.Slot.DATE,
        t.Slot.DIGITS,
    }


def is_own_number(part: t.Part) -> bool:
    """Whether a part is the number that a match of its template states."""
    return isinstance(part, t.Placeholder) and part.slot is t.Slot.NUMBER and not part.name
