"""To which statement a number in prose belongs, told by the words around it.

A number has the words before it within its clause, up to the number before; then those after it;
where these name nothing, those before it in its sentence, and those after its clause.  The nearest
word that names numbers decides between the statements, if the talk is of what its statement is about.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

import re2

from gouji.language.checked import Statement
from gouji.model.frozen import frozen
from gouji.model.number import NUMBER_PATTERN

CLAUSE_END = re.compile(r"[,;:。!?\n()]")
SENTENCE_END = re.compile(r"[;。!?\n]")
NO_COUNT = re.compile(r"[第每各某] ?$|[0-9] $")
"""What makes an ordinal or a share of the number after it, or the end of one whose digits stand apart."""
SHARED = re.compile("[、和与及]|以及|并")
"""What joins a number to the one before, so that both may have one verb."""
PASSAGES = 256
"""So many passages are remembered: every statement reads the same."""
LITTLE = 6
"""Where so few characters stand before a number in its clause, what follows in the clause may name it."""
NEXT_TO_NOTHING = 3
"""Where so few do, what follows in the sentence may."""


@frozen
class Mention:
    """A counted number, the stretch in which nothing but it is counted, and whose number it is."""

    start: int
    figure: int
    """Where the number ends, and"""
    end: int
    """where its unit does."""
    first: int
    last: int
    """Its own part of the clause: from the number before to the number after."""
    statement: str
    words: tuple[int, int]
    """What names it."""


class Lexicon:
    """The words of all statements that are found by words."""

    def __init__(self, all_: Iterable[Statement]) -> None:
        statements = [one for one in all_ if one.worded]
        self.named: dict[str, list[Statement]] = defaultdict(list)
        for statement in statements:
            for word in statement.worded:
                self.named[word].append(statement)
        self.by_name = {one.name: one for one in statements}
        self.names = _any_of(self.named)
        self.subjects = _any_of(word for one in statements for word in one.about)
        units = _alternatives(unit for one in statements for unit in one.units)
        self.counted = re2.compile(f"({NUMBER_PATTERN}) ?(?P<unit>{units})") if units else None
        self.mentions = lru_cache(maxsize=PASSAGES)(self._mentions)

    def _mentions(self, folded: str) -> Sequence[Mention]:
        """The counted numbers of a folded text whose words tell whose they are, in order."""
        if self.counted is None:
            return ()
        found = [
            (hit.start(), hit.end(1), hit.end(), hit.group("unit"))
            for hit in self.counted.finditer(folded)
            if not NO_COUNT.search(folded, max(0, hit.start() - 2), hit.start())
        ]
        told: list[Mention] = []
        word: tuple[int, int] | None = None
        for at, (start, figure, end, unit) in enumerate(found):
            before = found[at - 1][2] if at else 0
            after = found[at + 1][0] if at + 1 < len(found) else len(folded)
            clause = _around(CLAUSE_END, folded, start, end)
            own = max(clause[0], before), _own_end(folded, end, clause[1], after)
            shared = word if SHARED.match(folded, before, start) else None
            word = self._word(folded, (start, end), own, (before, after))
            if word is None and self.subjects.search(folded, own[0], start):
                word = shared
            statement = word and self._statement(folded, start, word, unit)
            if word and statement:
                told.append(Mention(start, figure, end, *own, statement, word))
        return told

    def _word(
        self,
        folded: str,
        number: tuple[int, int],
        own: tuple[int, int],
        neighbours: tuple[int, int],
    ) -> tuple[int, int] | None:
        """The nearest word that names a number."""
        before, after = neighbours
        if before:  # what follows the number before in its clause speaks of that
            before = min(max(_around(CLAUSE_END, folded, before, before)[1], before), number[0])
        if after < len(folded):  # what precedes the number after in its clause, of that one
            after = max(own[1], min(after, _around(CLAUSE_END, folded, after, after)[0]))
        reach = before, after
        for window, nearest in self._windows(folded, number, own, reach):
            words = [hit.span() for hit in self.names.finditer(folded, *window)]
            if words:
                return words[-1 if nearest else 0]
        return None

    def _windows(
        self,
        folded: str,
        number: tuple[int, int],
        own: tuple[int, int],
        reach: tuple[int, int],
    ) -> Iterator[tuple[tuple[int, int], bool]]:
        """Where to look for the word of a number, one after the other; whether the last one counts."""
        start, end = number
        sentence = _around(SENTENCE_END, folded, start, end)
        before = len(folded[own[0] : start].strip(" 、"))
        yield (own[0], start), True
        if before <= LITTLE:
            yield (end, own[1]), False
        yield (max(sentence[0], reach[0]), start), True
        if before <= NEXT_TO_NOTHING:
            yield (end, min(sentence[1], reach[1])), False

    def _statement(self, folded: str, at: int, word: tuple[int, int], unit: str) -> str | None:
        """Whose number it is: of a statement with the word and the unit, about what the talk is of."""
        subject = self._subject(folded, at)
        for statement in self.named[folded[slice(*word)]]:
            if unit in statement.units and (not statement.about or subject in statement.about):
                return statement.name
        return None

    def _subject(self, folded: str, at: int) -> str | None:
        """What the talk is of at a number: what was named last, else what its sentence names next."""
        before = [hit.group() for hit in self.subjects.finditer(folded, 0, at)]
        if before:
            return before[-1]
        end = _around(SENTENCE_END, folded, at, at)[1]
        after = self.subjects.search(folded, at, end)
        return after.group() if after else None


def _own_end(folded: str, end: int, clause: int, after: int) -> int:
    """Where the stretch of a number ends: at its clause, or where the item of the next begins."""
    if after >= clause:
        return clause
    item = folded.find("、", end, after)
    return after if item < 0 else item


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda w: (-len(w), w)))


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(_alternatives(words) or "(?!)")


def _around(boundary: re.Pattern[str], folded: str, start: int, end: int) -> tuple[int, int]:
    """The stretch between the boundaries on either side of start … end."""
    before = 0
    for edge in boundary.finditer(folded, 0, start):
        before = edge.end()
    after = boundary.search(folded, end)
    return before, after.start() if after else len(folded)
