"""To which statement a number in prose belongs, told by the words around it.

A number has the words before it within its clause, up to the number before; then those after it;
where these name nothing, those before it in its sentence, and those after its clause.  A number that
is all its brackets hold has those before them.  The nearest word that names numbers decides between
the statements, if the talk is of what its statement is about and nothing else stands in between.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import lru_cache
from typing import Any

import re2

from gouji.language.checked import Statement
from gouji.model.frozen import frozen
from gouji.model.number import NUMBER_PATTERN

CLAUSE_END = re.compile(r"[,;:。!?\n()]")
SENTENCE_END = re.compile(r"[;。!?\n]")
NO_COUNT = re.compile(
    r"(?:[第每各某]|[没未]有|无) ?$|[0-9] $|(?:(?:增加|减少|增长|下降|上升|降低)了?|净增|净减) ?$"
)
"""What makes an ordinal, a share or a difference of the number after it, denies it, or begins it."""
NOTE = re.compile("(?:[共总合]计|[共计])?")
"""What may stand before a number that is all its brackets hold."""
MARKS = " 、,:;\"'《》()"
"""What never is a word."""
SHARED = re.compile("[、和与及]|以及|并")
"""What joins a number to the one before, so that both may have one verb."""
PACKS = 16
"""So many packs have their patterns remembered."""
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
        self.about = frozenset(word for one in statements for word in one.about)
        between = frozenset(word for one in statements for word in one.between)
        self.names = _seen(frozenset(self.named), between)
        self.subjects = _seen(self.about, between)
        units = _alternatives(unit for one in statements for unit in one.units)
        self.counted = re2.compile(f"({NUMBER_PATTERN}) ?(?P<unit>{units})") if units else None
        self.mentions = lru_cache(maxsize=PASSAGES)(self._mentions)
        self.given: dict[str, Mapping[int, Statement]] = {}
        """For each text read where the numbers begin that words give to statements for good."""

    def is_named(self, folded: str, at: int, within: tuple[int, int]) -> bool:
        """Whether a place is within a word of the statements."""
        return any(hit.start() <= at < hit.end() for hit in self.names.finditer(folded, *within))

    def _mentions(self, folded: str) -> Sequence[Mention]:
        """The counted numbers of a folded text whose words tell whose they are, in order."""
        if self.counted is None:
            return ()
        found = [
            (hit.start(), hit.end(1), hit.end(), hit.group("unit"))
            for hit in self.counted.finditer(folded)
            if not is_no_count(folded, hit.start())
        ]
        told: list[Mention] = []
        word: tuple[int, int] | None = None
        for at, (start, figure, end, unit) in enumerate(found):
            before = found[at - 1][2] if at else 0
            after = found[at + 1][0] if at + 1 < len(found) else len(folded)
            shared = word if SHARED.match(folded, before, start) else None
            if word and word[1] <= start:
                before = max(before, word[1] if word[0] >= before else before)
            clause = _clause(folded, start, end)
            own = max(clause[0], before), _own_end(folded, end, clause[1], after)
            word = self._word(folded, (start, end), own, (before, after))
            if word is None and self._speaks(folded, own[0], start):
                word = shared
            statement = word and self._statement(folded, (start, own[0]), word, unit)
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
            words = [
                hit.span()
                for hit in self.names.finditer(folded, *window)
                if hit.group() in self.named
            ]
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
        beside = self.names.match(folded, end, own[1])
        if beside:
            yield beside.span(), False
        if before <= LITTLE:
            yield (end, own[1]), False
        if _is_note(folded, start):
            return
        yield (max(sentence[0], reach[0]), start), True
        if before <= NEXT_TO_NOTHING:
            yield (end, min(sentence[1], reach[1])), False

    def _statement(
        self, folded: str, number: tuple[int, int], word: tuple[int, int], unit: str
    ) -> str | None:
        """Whose number it is: of a statement with the word and the unit, about what the talk is of."""
        start, own = number
        subject = self._subject(folded, start)
        between = self._between(folded, word, own, start)
        for statement in self.named[folded[slice(*word)]]:
            if unit not in statement.units or (statement.about and subject not in statement.about):
                continue
            if not statement.between or all(map(_passed(statement).fullmatch, between)):
                return statement.name
        return None

    def _between(self, folded: str, word: tuple[int, int], own: int, start: int) -> Sequence[str]:
        """What stands between a number and its word before it.

        Where that is in another clause: what follows it there, up to a number, and what precedes
        the number in its own.
        """
        assert self.counted is not None
        if word[0] >= start:
            return ()
        if word[1] >= own:
            return (folded[word[1] : start],)
        end = min(_around(CLAUSE_END, folded, word[1], word[1])[1], own)
        other = self.counted.search(folded, word[1], end)
        return folded[word[1] : other.start() if other else end], folded[own:start]

    def _subject(self, folded: str, at: int) -> str | None:
        """What the talk is of at a number: what was named last, else what its sentence names next."""
        before = list(self._spoken_of(folded, 0, at))
        if before:
            return before[-1]
        end = _around(SENTENCE_END, folded, at, at)[1]
        return next(self._spoken_of(folded, at, end), None)

    def _speaks(self, folded: str, start: int, end: int) -> bool:
        """Whether a stretch names what statements are about."""
        return next(self._spoken_of(folded, start, end), None) is not None

    def _spoken_of(self, folded: str, start: int, end: int) -> Iterator[str]:
        """What a stretch names, in order."""
        for hit in self.subjects.finditer(folded, start, end):
            if hit.group() in self.about:
                yield hit.group()


def is_no_count(folded: str, at: int) -> bool:
    """Whether the number that begins at a place counts nothing."""
    return NO_COUNT.search(folded, max(0, at - 3), at) is not None


@lru_cache(maxsize=PACKS)
def _seen(words: Set[str], longer: Set[str]) -> re.Pattern[str]:
    """The pattern of words, and of the longer ones that hold them, in which they are not seen."""
    inner = _any_of(words)
    return _any_of(words | {one for one in longer - words if inner.search(one)})


def _passed(statement: Statement) -> Any:
    """The pattern of what may stand between a word of a statement and its number."""
    return _made_up_of((*statement.worded, *statement.about, *statement.between))


@lru_cache(maxsize=PASSAGES)
def _made_up_of(words: Sequence[str]) -> Any:
    """The pattern of what consists of some words and of marks."""
    return re2.compile(f"(?:{_alternatives(words)}|[{re.escape(MARKS)}])*")


def _clause(folded: str, start: int, end: int) -> tuple[int, int]:
    """The clause of a number; that of one that is all its brackets hold begins before them."""
    clause = _around(CLAUSE_END, folded, start, end)
    if not _is_note(folded, start):
        return clause
    opened = folded.rindex("(", 0, start)
    return _around(CLAUSE_END, folded, opened, opened)[0], clause[1]


def _is_note(folded: str, start: int) -> bool:
    """Whether next to nothing stands between a number and the bracket that opens before it."""
    opened = folded.rfind("(", max(0, start - NEXT_TO_NOTHING - 1), start)
    return opened > 0 and NOTE.fullmatch(folded[opened + 1 : start].strip()) is not None


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
