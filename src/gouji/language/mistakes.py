"""Why a parse failed: common mistakes, each with its own message."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from gouji.language import problems, wrong_items, wrong_signs, wrong_words
from gouji.language.expected import CLAUSES, expected
from gouji.language.failure import Explanation, Failure
from gouji.model.diagnostic import Diagnostic
from gouji.model.wording import Language

_DETECTORS: Sequence[Callable[[Failure], Diagnostic | Explanation | None]] = (
    wrong_signs.double_equals,
    wrong_signs.odd_comparison,
    wrong_signs.range_with_minus,
    wrong_signs.code_without_brackets,
    wrong_signs.chained_comparison,
    wrong_words.negated_in,
    wrong_words.bare_quantifier,
    wrong_items.open_rows,
    wrong_words.foreign,
    wrong_words.mixed_name,
    wrong_words.dashed_name,
    wrong_words.glued,
    wrong_words.misspelt,
    wrong_words.needless_quotes,
    wrong_signs.grouped_digits,
    wrong_signs.set_without_braces,
    wrong_signs.brackets,
    wrong_items.incomplete_waiver,
    wrong_items.unknown_item,
    wrong_words.without_quotes,
    wrong_items.misplaced_clause,
    wrong_signs.needless_sign,
    wrong_words.label_without_quotes,
    wrong_words.keyword_as_name,
)
"""Tried one after the other: the first that knows the mistake tells it."""
_TRANSLATED = CLAUSES | {"STRING"}
"""Where a text may stand in either language, there may also stand one of these."""


def explain(failure: Failure) -> Explanation:
    """What is wrong, and how to read on where that is plain."""
    meant = _as_meant(failure)
    for detector in _DETECTORS:
        found = detector(meant)
        if found is not None:
            return found if isinstance(found, tuple) else (found, None)
    place = meant.place
    return problems.unexpected(place, expected(meant), at_end=meant.token is None), None


def _as_meant(failure: Failure) -> Failure:
    """A word taken for the code of a language, which no text follows: it did not fit itself."""
    previous = failure.previous
    if previous is None or previous.type != "NAME" or previous.lower() in set(Language):
        return failure
    if failure.accepts != {"STRING"} or not failure.accepted(failure.index - 1) & _TRANSLATED:
        return failure
    return replace(failure, index=failure.index - 1)
