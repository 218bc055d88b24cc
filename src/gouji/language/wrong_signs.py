"""Mistakes in signs, numbers and brackets: one function per mistake."""

from collections.abc import Sequence

from lark import Token

from gouji.language import kind_problems, problems, writing_problems
from gouji.language.failure import END, Explanation, Failure, Repair, standing_for
from gouji.language.foreign import COMPARISONS, SIGNS
from gouji.language.grammar import vocabulary
from gouji.language.tokens import CLOSING, OPENING, adjacent, span_of
from gouji.model.diagnostic import Diagnostic

_COMPARATORS = frozenset({"_EQ", "_NE", "_LE", "_GE", "_LT", "_GT"})
_NEEDLESS = frozenset({"_COLON", "_COMMA", "_EQ", "_BAR", "_DOT"})
_CODES = frozenset({"NUMBER", "CODE"})
_GROUP = 3
"""Digits between two separators of thousands."""


def double_equals(failure: Failure) -> Explanation | None:
    """A == b."""
    token, previous = failure.token, failure.previous
    if token is None or previous is None or token.type != "_EQ" or previous.type != "_EQ":
        return None
    place = failure.joined(previous, token)
    return problems.double_equals(place), Repair(failure.index, 1)


def odd_comparison(failure: Failure) -> Explanation | None:
    """A <> b, a => b."""
    for at in (failure.index - 1, failure.index):
        pair = failure.tokens[max(at, 0) : at + 2]
        if len(pair) < 2 or not adjacent(*pair):  # noqa: PLR2004  # a pair
            continue
        meant = COMPARISONS.get((pair[0].type, pair[1].type))
        if meant is not None and failure.goes_on(at, meant):
            place = failure.joined(*pair)
            repair = Repair(at, 2, (standing_for(meant, place, pair[0]),))
            return writing_problems.word_for_a_sign(place, SIGNS[meant]), repair
    return None


def range_with_minus(failure: Failure) -> Diagnostic | None:
    """[3.1-3.6]."""
    token, brackets = failure.token, failure.open_brackets
    if token is None or token.type != "_MINUS" or not brackets or brackets[-1].type != "_LB":
        return None
    return problems.range_with_minus(failure.place)


def code_without_brackets(failure: Failure) -> Diagnostic | None:
    """sum(3.1 .. 3.6), or 3.1.2 by itself."""
    token, previous, following = failure.token, failure.previous, failure.following
    brackets = failure.open_brackets
    if token is None or (brackets and brackets[-1].type == "_LB"):
        return None
    if token.type == "CODE" and {"STRING", "_LP"} <= failure.accepts:
        return writing_problems.code_without_brackets(failure.place)
    if token.type != "_TO" or not brackets or previous is None or following is None:
        return None
    if previous.type in _CODES and following.type in _CODES:
        return writing_problems.code_without_brackets(failure.joined(previous, following))
    return None


def chained_comparison(failure: Failure) -> Diagnostic | None:
    """1 <= a <= 3."""
    token = failure.token
    if token is None or token.type not in _COMPARATORS:
        return None
    if any(earlier.type in _COMPARATORS for earlier in _since_keyword(failure)):
        return problems.chained_comparison(failure.place)
    return None


def _since_keyword(failure: Failure) -> Sequence[Token]:
    """The tokens since the last keyword."""
    names = vocabulary().terminals
    before = list(failure.tokens[: failure.index])
    last = max((i for i, t in enumerate(before) if t.type in names), default=-1)
    return before[last + 1 :]


def grouped_digits(failure: Failure) -> Explanation | None:
    """1,990: a number has no separator of thousands."""
    first, token = failure.previous, failure.token
    if first is None or token is None or first.type != "NUMBER" or token.type != "_COMMA":
        return None
    if len(first) > _GROUP or not first.isdigit():
        return None
    end = failure.index - 1
    while _one_more_group(failure.tokens[end : end + 3]):
        end += 2
    if end < failure.index:
        return None
    place = failure.joined(first, failure.tokens[end])
    whole = standing_for("NUMBER", place, first)
    whole = whole.update(value="".join(t for t in failure.tokens[failure.index - 1 : end + 1 : 2]))
    repair = Repair(failure.index - 1, end - failure.index + 2, (whole,))
    return writing_problems.grouped_digits(place, str(whole)), repair


def _one_more_group(tokens: Sequence[Token]) -> bool:
    if [token.type for token in tokens] != ["NUMBER", "_COMMA", "NUMBER"]:
        return False
    together = adjacent(tokens[0], tokens[1]) and adjacent(tokens[1], tokens[2])
    return together and len(tokens[2]) == _GROUP and tokens[2].isdigit()


def set_without_braces(failure: Failure) -> Diagnostic | None:
    """A in 1, 2."""
    token, value, before = failure.token, failure.previous, failure.at(-2)
    if token is None or value is None or before is None:
        return None
    if token.type != "_COMMA" or before.type != "_IN":
        return None
    return kind_problems.set_needed(span_of(failure.source, value))


def brackets(failure: Failure) -> Diagnostic | None:
    """A bracket without its partner."""
    token, opened = failure.token, failure.open_brackets
    if token is not None and token.type in CLOSING:
        if all(bracket.type != CLOSING[token.type] for bracket in opened):
            return problems.stray_bracket(failure.place)
        if opened[-1].type != CLOSING[token.type]:
            return _unclosed(failure, opened[-1])
        return None
    soft = token is not None and token.type in vocabulary().terminals
    ends = token is None or is_hard(token) or (soft and "NAME" not in failure.accepts)
    return _unclosed(failure, opened[-1]) if opened and ends else None


def _unclosed(failure: Failure, bracket: Token) -> Diagnostic:
    closing = SIGNS[OPENING[bracket.type]]
    place = span_of(failure.source, bracket)
    return problems.unclosed_bracket(place, closing, failure.token or "")


def is_hard(token: Token) -> bool:
    """Whether a token is a word that cannot be a name."""
    keyword = vocabulary().terminals.get(token.type)
    return keyword is not None and not keyword.soft and token.type not in {"_TO", "_IN"}


def needless_sign(failure: Failure) -> Explanation | None:
    """Severity: error, on T1, each column: the item goes on, or ends, without the sign."""
    for at in (failure.index, failure.index - 1):
        after = failure.tokens[at + 1 : at + 2]
        if not 0 <= at < len(failure.tokens) or failure.open_brackets:
            continue
        if failure.tokens[at].type not in _NEEDLESS:
            continue
        if failure.goes_on(at, after[0].type if after else END):
            place = span_of(failure.source, failure.tokens[at])
            return writing_problems.needless_sign(place), Repair(at, 1)
    return None
