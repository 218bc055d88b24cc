"""The functions that know the words of a wordbook, on the values of a report."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from gouji.engine.accounts import Account, Piece
from gouji.engine.answers import Answer, answers
from gouji.engine.conversions import prose
from gouji.engine.lore import Lore, lore_of
from gouji.engine.nearness import alike, kindred
from gouji.engine.roles import account
from gouji.engine.scope import Scope
from gouji.engine.text import folded_text, quotation
from gouji.engine.values import (
    Capture,
    Choice,
    Match,
    Matches,
    Prose,
    Traced,
    Unavailable,
    Value,
)
from gouji.language import checked as c
from gouji.model.fold import fold
from gouji.model.number import Number

BAND = Fraction(1, 20)
"""So far on either side of a threshold a nearness decides nothing, unless the rule says how far."""
PLACES = 10_000
"""A nearness is rounded to this part."""


def topic(node: c.Topic, arguments: Sequence[Traced], scope: Scope) -> Value:
    """What one of these functions yields."""
    lore = lore_of(node.wordbook)
    values = [argument.value for argument in arguments]
    match node.function:
        case "shortcomings" | "measures" | "recitals":
            return told(node.function, lore, prose(values[0]), scope.report.year)
        case "answers":
            return followed(lore, values, scope)
        case "alike" | "related" | "remainder":
            texts = [words(value) for value in values]
            lacking = next((text for text in texts if isinstance(text, Unavailable)), None)
            return lacking or compared(
                node.function, lore, [t for t in texts if isinstance(t, str)]
            )


def words(value: Value) -> str | Unavailable:
    """The folded words of a text, a match or prose."""
    match value:
        case Unavailable():
            return value
        case str():
            return fold(value)
        case Match():
            return fold(value.text)
        case _:
            whole = prose(value)
            if whole.lacking:
                return whole.lacking[0]
            return "\n".join(map(folded_text, whole.passages))


def compared(function: str, lore: Lore, texts: Sequence[str]) -> Value:
    """How near two texts are, or what is left of one without set phrases."""
    match function:
        case "alike":
            return nearness(alike(lore, *texts))
        case "related":
            return nearness(kindred(lore, *texts))
        case _:
            return lore.remainder(texts[0])


def nearness(share: float) -> Number:
    """A share as a score."""
    return Number(Fraction(round(share * PLACES), PLACES), BAND, score=True)


def account_of(lore: Lore, whole: Prose, year: int | None) -> Account:
    """The account that prose gives; each of its parts begins anew."""
    sections = [place.section for place in whole.passages]
    breaks = frozenset(
        at for at, section in enumerate(sections) if at == 0 or section != sections[at - 1]
    )
    return account(lore, tuple(map(folded_text, whole.passages)), breaks, year)


def told(function: str, lore: Lore, whole: Prose, year: int | None) -> Matches:
    """The shortcomings, the measures or the recitals of prose."""
    parts = account_of(lore, whole, year)
    match function:
        case "shortcomings":
            pieces = parts.shortcomings
        case "measures":
            pieces = [p for p in parts.plans if lore.content(parts.words(p))]
        case _:
            pieces = [item for r in parts.recitals if r.claimed for item in r.items]
    return Matches(tuple(match_of(whole, piece) for piece in pieces), whole.lacking)


def match_of(whole: Prose, piece: Piece) -> Match:
    """A piece of prose as a match."""
    return quotation(whole.passages[piece.text], piece.start, piece.end)


def followed(lore: Lore, values: Sequence[Value], scope: Scope) -> Value:
    """What became of the problems of an earlier report, one match for each of them."""
    problems, measures = (found(value) for value in values[:2])
    if isinstance(problems, Unavailable):
        return problems
    whole = prose(values[2])
    lacking = (*problems.lacking, *whole.lacking)
    if lacking:
        return Matches((), lacking)
    announced = measures.found if isinstance(measures, Matches) else ()
    given = answers(
        lore,
        [fold(match.text) for match in problems.found],
        [fold(match.text) for match in announced],
        account_of(lore, whole, scope.report.year),
    )
    scope.budget.spend(len(given))
    return Matches(
        tuple(
            answered(problem, answer, whole)
            for problem, answer in zip(problems.found, given, strict=True)
        )
    )


def found(value: Value) -> Matches | Unavailable:
    """Matches, or why there are none."""
    assert isinstance(value, Matches | Unavailable)
    return value


def answered(problem: Match, answer: Answer, whole: Prose) -> Match:
    """A problem with what became of it; the finding quotes both texts."""
    reply = None if answer.piece is None else match_of(whole, answer.piece)
    sure = len(answer.statuses) == 1
    captures: dict[str, Capture] = {
        "problem": problem.text,
        "status": answer.statuses[0] if sure else Choice(answer.statuses),
    }
    if reply is not None:
        captures["reply"] = reply.text
    return replace(
        problem,
        captures=captures,
        context=problem.provenance if reply is None else reply.provenance,
        beside=() if reply is None else (problem.provenance,),
    )
