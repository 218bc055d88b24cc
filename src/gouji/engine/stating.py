"""Statements: the numbers of prose that a statement finds, by templates or by the words around them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import assert_never

from gouji.engine.mentions import Lexicon, Mention, is_no_count
from gouji.engine.patterns import NUMBER, Finder, finder_of, is_own_number
from gouji.engine.text import (
    SENTENCE_END,
    around,
    folded_text,
    matched,
    occurs,
    quotation,
    quoted,
    trimmed,
)
from gouji.engine.values import Match, Matches, Prose, SectionPassage
from gouji.language.checked import Statement
from gouji.model import template as t
from gouji.model.fold import fold
from gouji.model.frozen import frozen
from gouji.model.number import Number, read_number
from gouji.model.report import Report

CLAUSE_END = re.compile(r"[,.;:。!?\n()]")
EARLIER = r"[去上前往]年度?|上一年度?"
YEARS = re.compile(
    rf"(?<![0-9〔(\[])((?:19|20)[0-9]{{2}}) ?年|(?P<earlier>{EARLIER})|(?<!年)[本今全当]年"
)
"""A year by its number, an earlier one, or that of the report."""
BEGINS = re.compile(r"(?:^|[,;:。!?\n()、])\s*$")
LEADING = 12
"""A clause of so few characters says of what those after it speak: in the first half of the year,"""
SHORT = 3
"""An agency may call itself by so few characters at the end of its name, or by half of it."""
OWN, NARROWER, OTHER_YEAR = "own", "narrower", "other_year"

Span = tuple[int, int]


def state(statement: Statement, prose: Prose, words: Lexicon, of: Report) -> Matches:
    """The numbers that a statement finds, each once, and its negated forms, which mean zero.

    What the sentence of a number says of another year than that of the report is of that year.
    """
    found: list[Match] = []
    stating = tuple(map(finder_of, statement.find))
    denying = tuple(map(finder_of, statement.none))
    for place in prose.passages:
        folded = folded_text(place)
        reader = Reader(statement, place, folded, words, of)
        found += reader.found(stating, denying)
    return Matches(tuple(found), prose.lacking)


@frozen
class Reader:
    """Reads one passage for one statement."""

    statement: Statement
    place: SectionPassage
    folded: str
    words: Lexicon
    of: Report

    def found(self, stating: Sequence[Finder], denying: Sequence[Finder]) -> list[Match]:
        """What the statement finds here, in order."""
        hits = self._found_by_templates(stating)
        taken = self._negated(denying)
        for mention in self.words.mentions(self.folded):
            if mention.statement == self.statement.name and mention.start not in hits:
                named = self._named(mention)
                taken |= {} if named is None else {mention.start: named}
        return [match for _, match in sorted({**taken, **hits}.items())]

    def _found_by_templates(self, finders: Sequence[Finder]) -> dict[int, Match]:
        hits: dict[int, Match] = {}
        for finder in finders:
            for hit in finder.hits(self.folded):
                own = hit.span(finder.group(NUMBER))
                dated = _dated(finder)
                if own[0] in hits or is_no_count(self.folded, own[0]):
                    continue
                if not dated and self._given().get(own[0], self.statement) is not self.statement:
                    continue
                if self._excluded(self.statement, self._clause(own), own):
                    continue
                match = matched(finder, self.place, self.folded, hit)
                scope = self._scope(self._clause(own), own, dated=dated)
                hits[own[0]] = replace(match, statement=self.statement.name, scope=scope)
        return hits

    def _given(self) -> Mapping[int, Statement]:
        """Where the numbers begin that words before them give to statements, and to which."""
        given = self.words.given.get(self.folded)
        if given is None:
            named = [m for m in self.words.mentions(self.folded) if m.words[0] < m.start]
            given = self.words.given[self.folded] = {
                m.start: self.words.by_name[m.statement]
                for m in named
                if not self._excluded(
                    self.words.by_name[m.statement], (m.first, m.last), (m.start, m.end)
                )
            }
        return given

    def _negated(self, finders: Sequence[Finder]) -> dict[int, Match]:
        """What says that there were none."""
        none: dict[int, Match] = {}
        for finder in finders:
            for hit in finder.hits(self.folded):
                at = hit.start()
                covered = any(start <= at < start + len(m.text) for start, m in none.items())
                clause = self._clause(hit.span())
                if not covered and not occurs(self.statement.unless, self.folded[slice(*clause)]):
                    match = matched(finder, self.place, self.folded, hit)
                    none[at] = replace(
                        match,
                        number=Number(Fraction(0), raw=match.text),
                        negated=True,
                        statement=self.statement.name,
                        scope=self._scope(clause, hit.span(), dated=_dated(finder)),
                    )
        return none

    def _named(self, mention: Mention) -> Match | None:
        """A number that words give to the statement; its text is its sentence up to there."""
        number = read_number(self.folded[mention.start : mention.figure])
        own = mention.first, mention.last
        if not isinstance(number, Number) or self._excluded(
            self.statement, own, (mention.start, mention.end)
        ):
            return None
        start, end = min(mention.start, mention.words[0]), max(mention.end, mention.words[1])
        sentence = trimmed(self.folded, *self._sentence(mention.start, mention.end))
        return replace(
            quotation(self.place, start, end),
            number=number,
            text=self.place.passage.text[sentence[0] : end],
            scope=self._scope(own, (mention.start, mention.end)),
            statement=self.statement.name,
            context=quoted(self.place, *sentence),
        )

    def _clause(self, span: Span) -> Span:
        return around(self.folded, *span, CLAUSE_END)

    def _sentence(self, start: int, end: int) -> Span:
        return around(self.folded, start, end, SENTENCE_END)

    def _excluded(self, statement: Statement, own: Span, number: Span) -> bool:
        """Whether something that must not stand near a number does.

        That is looked for in its own stretch; what speaks of a number itself, in its whole sentence.
        """
        if occurs(statement.unless, self.folded[slice(*own)]):
            return True
        start, end = self._sentence(*number)
        said = self.folded[start:end]
        return any(
            hit.start(finder.group(NUMBER)) == number[0] - start
            for template in statement.unless
            if any(map(is_own_number, template.parts))
            for finder in (finder_of(template),)
            for hit in finder.hits(said)
        )

    def _scope(self, own: Span, number: Span, *, dated: bool = False) -> str:
        """Of what a number speaks.

        What the clause of a number says of its part holds for the numbers after it in its sentence,
        but not beyond the brackets that it stands in, and so does a short clause that leads up to
        them; neither once the year of the report is named.
        """
        if not dated and self._of_another_year(own, number[0]):
            return OTHER_YEAR
        start = max(self._sentence(*number)[0], self._own_year(number[0]))
        mentions = self.words.mentions(self.folded)
        before = [self._clause((m.start, m.end)) for m in mentions if start <= m.start < number[0]]
        clauses = [(a, min(b, own[1])) for a, b in before if self._open_until(b, number[0])]
        clauses += self._leading(start, own[0])
        parts = [part for clause in (*clauses, own) for part in self._with_brackets(clause)]
        narrower = any(occurs(self.statement.narrower, self._of_others(part)) for part in parts)
        return NARROWER if narrower else OWN

    def _own_year(self, at: int) -> int:
        """Where the year of the report is last named before a place; 0 where it is not."""
        named = (
            hit.start()
            for hit in YEARS.finditer(self.folded, 0, at)
            if not hit["earlier"] and (hit[1] is None or int(hit[1]) == self.of.year)
        )
        return max(named, default=0)

    def _leading(self, start: int, end: int) -> Iterator[Span]:
        """The short clauses between two places."""
        for edge in CLAUSE_END.finditer(self.folded, start, end):
            short = edge.start() - start <= LEADING
            if short and self._open_until(edge.start(), end):
                yield start, edge.start()
            start = edge.end()

    def _of_another_year(self, own: Span, at: int) -> bool:
        """Whether the year last named for a number is not that of the report.

        A year at the beginning of a clause holds for the sentence, any other for its clause.  An
        earlier year does so only where the clause counts something or names nothing else.
        """
        start = self._sentence(at, at)[0]
        years = [
            hit
            for hit in YEARS.finditer(self.folded, start, at)
            if hit.start() >= own[0] or BEGINS.search(self.folded[start : hit.start()])
            if not hit["earlier"] or self._dates(hit.span(), own)
        ]
        if not years:
            return False
        last = years[-1]
        return bool(last["earlier"] or (last[1] and self.of.year and int(last[1]) != self.of.year))

    def _dates(self, earlier: Span, own: Span) -> bool:
        """Whether an earlier year says when something was: a word that holds it says what it means."""
        clause = self._clause(earlier)
        if self.words.is_named(self.folded, earlier[0], clause):
            return False
        counted = self.words.mentions(self.folded)
        return (
            earlier[0] >= own[0]
            or clause == earlier
            or any(clause[0] <= m.start < clause[1] for m in counted)
        )

    def _with_brackets(self, clause: Span) -> Iterator[str]:
        """A clause, and what it says before the brackets that end where it begins."""
        at = clause[0]
        yield self.folded[slice(*clause)]
        while at and self.folded[at - 1] == ")":
            end = self.folded.rfind("(", 0, at)
            at = around(self.folded, end, end, CLAUSE_END)[0] if end >= 0 else 0
            yield self.folded[at : max(end, 0)]

    def _of_others(self, said: str) -> str:
        """What is said, without the name of the agency of the report, be it whole or its end."""
        name = fold(self.of.agency or "")
        for at in range(len(name) - max(SHORT, len(name) // 2) + 1):
            said = said.replace(name[at:], "")
        return said

    def _open_until(self, end: int, at: int) -> bool:
        """Whether no bracket closes between two places that has not opened there."""
        depth = 0
        for sign in self.folded[end:at]:
            depth += (sign == "(") - (sign == ")")
            if depth < 0:
                return False
        return True


def _dated(finder: Finder) -> bool:
    """Whether a template says itself what its years mean."""
    return any(map(_names_year, finder.template.parts))


def _names_year(part: t.Part) -> bool:
    match part:
        case t.Literal():
            return re.search(EARLIER, part.text) is not None
        case t.Choice():
            return any(re.search(EARLIER, option) for option in part.options)
        case t.Placeholder():
            return part.slot is t.Slot.YEAR and part.name is not None
        case _:
            assert_never(part)
