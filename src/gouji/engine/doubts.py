"""Why something cannot be told for certain, so that a person should look."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from gouji.engine import phrasing, sentences
from gouji.engine.phrases import phrase
from gouji.engine.scope import Scope
from gouji.engine.spelling import certainty, gap
from gouji.engine.values import Certainty, Choice, Traced
from gouji.engine.words import doubtful
from gouji.language import checked as c
from gouji.model.number import Number
from gouji.model.wording import Wording, listed, put, same

COMPARISONS = (c.Comparison, c.Membership)


def unsure(requirement: Traced, scope: Scope, place: Wording) -> Wording:
    """Why it cannot be told for certain whether a requirement holds."""
    found = next(doubts(requirement), None)
    if found is None or any(approximate(operand) for operand in found.operands):
        return doubtful(place)
    return put(phrasing.OPEN, place, reason(found, sentences.at_of(scope)))


def unsure_guard(guard: Traced, scope: Scope, place: Wording) -> Wording:
    """Why it cannot be told for certain whether a rule applies."""
    at = sentences.at_of(scope)
    found = next(doubts(guard), None)
    because = phrase(guard.node, at.here) if found is None else reason(found, at)
    return put(phrasing.OPEN_GUARD, place, because)


def reason(comparison: Traced, at: sentences.At) -> Wording:
    """What makes a comparison doubtful: an estimate, also as distance, a close score, rounding."""
    open_ones = [o for o in comparison.operands if isinstance(o.value, Choice)]
    if open_ones:
        return undecided(open_ones[0], at)
    estimates = [o for o in comparison.operands if approximate(o)]
    if estimates:
        return put(phrasing.ESTIMATE, sentences.side(estimates[0], at))
    left, *others = comparison.operands
    other = nearest(left, others)
    score = any(isinstance(o.value, Number) and o.value.score for o in (left, other))
    within = comparison.node.within if isinstance(comparison.node, COMPARISONS) else None
    if within is not None and not score and certainty(comparison) is Certainty.DOUBT:
        return put(phrasing.ESTIMATE, phrase(within, at.here))
    template = phrasing.CLOSE if score else phrasing.ROUNDED
    return put(template, sentences.side(left, at), sentences.side(other, at))


def undecided(traced: Traced, at: sentences.At) -> Wording:
    """A text that may be one of several."""
    assert isinstance(traced.value, Choice)
    name = traced.node.name if isinstance(traced.node, c.FieldOf) else ""
    known = phrasing.CLOSED.get(name, {})
    options = [known.get(option, same(option)) for option in traced.value.options]
    return put(phrasing.UNDECIDED, sentences.called(traced, at), listed(options, phrasing.OR))


def doubts(condition: Traced) -> Iterator[Traced]:
    """The comparisons that leave a condition open, in the order written."""
    if certainty(condition) not in {Certainty.DOUBT, Certainty.ROUNDED}:
        return
    if isinstance(condition.node, COMPARISONS) and any(
        isinstance(o.value, Number | Choice) for o in condition.operands
    ):
        yield condition
    for operand in condition.operands:
        if certainty(operand) is certainty(condition):
            yield from doubts(operand)


def approximate(traced: Traced) -> bool:
    """Whether a value is an estimate."""
    return isinstance(traced.value, Number) and traced.value.approximate


def nearest(traced: Traced, others: Sequence[Traced]) -> Traced:
    """The number among several that is nearest to another."""

    def distance(other: Traced) -> Fraction:
        apart = gap(traced.value, other.value)
        return Fraction(0) if apart is None else apart.value

    return min((o for o in others if isinstance(o.value, Number)), key=distance, default=others[0])
