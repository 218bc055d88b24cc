"""A traced condition as arithmetic with its real values: 3 + 0 = 2 + 1."""

from dataclasses import dataclass
from itertools import groupby

from gouji.engine.values import Certainty, Several, Traced, Truth, Unavailable, Value
from gouji.language import checked as c
from gouji.model.finding import OPPOSITES, Formula
from gouji.model.number import Number, figure_text

SIGNS = {"=": "=", "!=": "≠", "<=": "≤", ">=": "≥", "<": "<", ">": ">"}
OPERATORS = {"+": " + ", "-": " - ", "*": "×", "/": "÷"}
NEARLY = "≈"
"""Equal but for what rounding may have done."""
OPPOSITE_ANSWERS = {
    Certainty.TRUE: Certainty.FALSE,
    Certainty.FALSE: Certainty.TRUE,
}
UNSEEN = "?"
"""Stands for a value that is missing."""
LONGEST = 1_000
"""Parts of a formula; of one that has more, some are shown as what they come to."""
LONG_RUN = 4
"""So many equal neighbours in a sum are written once, with their number: 0×19."""


def deciding(traced: Traced) -> Traced | None:
    """The comparison that settles a condition: in a chain, the first operand that has its answer."""
    found = settled(traced)
    return found[0] if found else None


def settled(traced: Traced, *, negated: bool = False) -> tuple[Traced, bool] | None:
    """The comparison that settles a condition, and whether it must not hold."""
    match traced.node:
        case c.Comparison(operator=operator) if certainty(traced) is Certainty.ROUNDED and (
            rounded := [o for o in traced.operands if certainty(o) is Certainty.ROUNDED]
        ):
            opposed = any(certainty(o) is Certainty.FALSE for o in traced.operands)
            return settled(rounded[0], negated=negated != (opposed == (operator == "=")))
        case c.Comparison() | c.Membership():
            return traced, negated
        case c.Negation():
            return settled(traced.operands[0], negated=not negated)
        case c.Shift() | c.Defined() if traced.operands:
            return settled(traced.operands[0], negated=negated)
        case c.Logic() | c.Quantified() as node:
            none = isinstance(node, c.Quantified) and node.quantifier == "no"
            answer = certainty(traced)
            wanted = OPPOSITE_ANSWERS.get(answer, answer) if none else answer
            alike = [o for o in traced.operands if certainty(o) is wanted]
            candidates = (settled(o, negated=negated != none) for o in alike)
            return next((x for x in candidates if x is not None), None)
        case _:
            return None


def certainty(traced: Traced) -> Certainty:
    """How a traced condition turns out."""
    return traced.value.certainty if isinstance(traced.value, Truth) else Certainty.UNKNOWN


def formula(requirement: Traced) -> Formula | None:
    """What had to hold, in figures; None where the requirement compares no figures."""
    found = settled(requirement)
    if found is None:
        return None
    traced, negated = found
    left = spell(traced.operands[0])
    if left is None:
        return None
    match traced.node:
        case c.Comparison():
            right = spell(traced.operands[1])
            sign = SIGNS[traced.node.operator]
        case c.Membership():
            spelled = [spell(o) for o in traced.operands[1:]]
            readings = dict.fromkeys(s for s in spelled if s is not None)
            right, sign = " | ".join(readings) or None, "="
        case _:
            return None
    if right is None:
        return None
    if negated:
        sign = OPPOSITES[sign]
    if sign == "=" and certainty(traced) is Certainty.ROUNDED:
        sign = NEARLY
    return Formula(left, sign, right)


def difference(requirement: Traced) -> str | None:
    """How far two compared numbers are apart."""
    apart = distance(requirement)
    return None if apart is None else figure_text(apart)


def distance(requirement: Traced) -> Number | None:
    """The absolute difference of the deciding comparison, where both sides are numbers.

    Of several accepted readings it is that of the one that fitted.
    """
    traced = deciding(requirement)
    if traced is None:
        return None
    if traced.reading is not None:
        return gap(traced.operands[0].value, traced.reading.value)
    if not isinstance(traced.node, c.Comparison):
        return None
    left, right = (o.value for o in traced.operands)
    return gap(left, right)


def gap(left: Value, right: Value) -> Number | None:
    """The absolute difference of two numbers."""
    if isinstance(left, Number) and isinstance(right, Number):
        return Number(abs(left.value - right.value), score=left.score or right.score)
    return None


@dataclass(slots=True)
class Room:
    """How many parts a formula may still have."""

    left: int = LONGEST


def spell(traced: Traced) -> str | None:
    """A number with the values it was made of; None for what is no number."""
    return spelled(traced, Room())


def spelled(  # noqa: PLR0911  # one case for each kind of value
    traced: Traced, room: Room
) -> str | None:
    """A number with the values it was made of, as long as there is room for them."""
    match traced.value:
        case Number() | Unavailable() | Several():
            pass
        case _:
            return None
    room.left -= 1
    match traced.node:
        case _ if room.left < 0:
            return figure(traced)
        case c.Chain():
            return spell_chain(traced, traced.node, room)
        case c.Call(function="sum"):
            return spell_sum(traced, room)
        case c.Negative():
            return f"-{inside(traced.operands[0], room)}"
        case c.Shift() | c.Defined() if traced.operands:
            return spelled(traced.operands[0], room)
        case _:
            return figure(traced)


def figure(traced: Traced) -> str:
    """A single value."""
    return figure_text(traced.value) if isinstance(traced.value, Number) else UNSEEN


def inside(traced: Traced, room: Room) -> str:
    """A value as a part of a longer formula."""
    text = spelled(traced, room) or UNSEEN
    return f"({text})" if " " in text else text


def spell_chain(traced: Traced, node: c.Chain, room: Room) -> str:
    """A + b - c, or a × b ÷ c."""
    additive = node.operators[0] in {"+", "-"}
    parts: list[str] = []
    for sign, operand in zip(("", *node.operators), traced.operands, strict=True):
        bare = additive and sign in {"", "+"}
        text = (spelled(operand, room) or UNSEEN) if bare else inside(operand, room)
        parts += [OPERATORS.get(sign, ""), text]
    return "".join(parts)


def spell_sum(traced: Traced, room: Room) -> str:
    """The terms of a sum; a long run of equal terms is written once, 0×19."""
    argument = traced.operands[0]
    members = argument.value.members if isinstance(argument.value, Several) else (argument,)
    terms: list[str] = []
    for text, run in groupby(inside(m, room) for m in members):
        repeated = len(list(run))
        terms += [f"{text}×{repeated}"] if repeated >= LONG_RUN else [text] * repeated
    return " + ".join(terms) or "0"
