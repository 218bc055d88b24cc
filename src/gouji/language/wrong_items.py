"""Mistakes in what belongs to an item: one function per mistake."""

from collections.abc import Mapping, Set

from lark import Token

from gouji.language import writing_problems
from gouji.language.expected import CLAUSES, MARKS
from gouji.language.failure import END, Explanation, Failure, Repair, standing_for
from gouji.language.grammar import vocabulary
from gouji.language.tokens import TOP
from gouji.language.wrong_words import is_word
from gouji.model.diagnostic import Diagnostic

_RULES = frozenset({"_RULE", "_EXCEPTION"})
_LISTS = frozenset({"_TABLE", "_OUTLINE"})
_HOMES: Mapping[str, Set[str]] = {
    **dict.fromkeys(CLAUSES, _RULES),
    **dict.fromkeys(("_ON", "_FOR_EACH"), frozenset({"_RULE"})),
    "_WHEN": _RULES | {"_WAIVE"},
    "_BASIS": _RULES | {"_PACK"},
    "_SERVES": frozenset({"_RULE", "_TABLE", "_CAUSE"}),
    "_VALID": _RULES | {"_FORM"},
    "_EXTENDS": frozenset({"_FORM"}),
    "_ORDERED": frozenset({"_OUTLINE"}),
    "_ROWS_EACH": frozenset({"_TABLE"}),
    "_OPTIONAL": _LISTS,
    "_ALIAS": _LISTS,
    "_ONLY": frozenset({"_TABLE"}),
    **dict.fromkeys(
        ("_WORDED", "_ABOUT", "_BETWEEN", "_UNLESS", "_NONE", "_NARROWER"),
        frozenset({"_STATEMENT"}),
    ),
    **dict.fromkeys(("_BECAUSE", "_APPROVED"), frozenset({"_WAIVE"})),
    **dict.fromkeys(("_GIVEN", "_EXPECT", "_WHERE"), frozenset({"_TEST"})),
}
"""Word → the items that it belongs to.  The order is that in which messages name them."""
_EACH = frozenset({"_ROWS_EACH", "_EACH_ROW", "_EVERY"})
_WAIVER = ("_WHEN", "_TO", "_BECAUSE", "_APPROVED")
"""What every waiver has, in this order."""


def unknown_item(failure: Failure) -> Explanation | None:
    """A word that begins no item, at the beginning of the file or of a line that stands out."""
    token = failure.token
    if token is None or failure.start != "rule_file" or not is_word(token):
        return None
    if failure.index and not (token.type == "NAME" and _stands_out(failure, token)):
        return None
    words = [failure.word(terminal) for terminal in vocabulary().terminals if terminal in TOP]
    following = failure.tokens[failure.index + 1 :]
    ends = (
        n for n, one in enumerate(following, 1) if one.type == "NAME" and _outside(failure, one)
    )
    repair = Repair(failure.index, next(ends, len(following) + 1), ends=True)
    return writing_problems.unknown_item(failure.place, words), repair


def _outside(failure: Failure, token: Token) -> bool:
    """Whether a later line begins as far out as an item that is not known."""
    assert failure.token is not None
    column, head = failure.column(token), failure.column(failure.token)
    return column is not None and head is not None and column <= head


def _stands_out(failure: Failure, token: Token) -> bool:
    """Whether a line begins as far out as the item itself, whose own lines are indented."""
    column, head = failure.column(token), failure.column(failure.tokens[0])
    if column is None or head is None or column > head:
        return False
    between = [failure.column(one) for one in failure.tokens[1 : failure.index]]
    return all(one is None or one > head for one in between)


def incomplete_waiver(failure: Failure) -> Diagnostic | None:
    """A waiver without a condition, an end, a reason or an approver."""
    token = failure.token
    if failure.head != "_WAIVE" or (token is not None and token.type not in _WAIVER):
        return None
    written = {one.type for one in failure.tokens}
    left_out = [part for part in _WAIVER if part not in written]
    due = next((part for part in _WAIVER if part in failure.accepts), None)
    if due not in left_out:
        return None
    words = {part: failure.word(part) for part in left_out}
    return writing_problems.incomplete_waiver(failure.place, words)


def open_rows(failure: Failure) -> Explanation | None:
    """Rows, and then each; or each row: open rows are one phrase."""
    token, previous = failure.token, failure.previous
    if failure.head != "_TABLE" or token is None or previous is None:
        return None
    first, at = token, failure.index
    if previous.type == "_ROWS" and (token.type in _EACH or token == "each"):
        first, at = previous, failure.index - 1
    elif token.type != "_EACH_ROW" or "_ROWS_EACH" not in failure.accepts:
        return None
    place = failure.joined(first, token)
    repair = Repair(at, failure.index - at + 1, (standing_for("_ROWS_EACH", place, first),))
    return writing_problems.word_for_a_sign(place, failure.word("_ROWS_EACH")), repair


def misplaced_clause(failure: Failure) -> Explanation | None:
    """Severity in a waiver, a mark after the sum of a row."""
    token = failure.token
    if token is None or failure.open_brackets or token.type in failure.accepts:
        return None
    repair = _skipped(failure)
    homes = _HOMES.get(token.type)
    if homes is not None and failure.head in TOP and failure.head not in homes:
        names = [terminal for terminal in vocabulary().terminals if terminal in homes]
        return writing_problems.misplaced_clause(failure.place, names, failure.head), repair
    if token.type == "_ORDERED":
        return writing_problems.ordered_after_title(failure.place), repair
    if token.type in MARKS | {"_AS"} and failure.head == "_TABLE" and _after_sum(failure):
        return writing_problems.mark_after_sum(failure.place), repair
    return None


def _after_sum(failure: Failure) -> bool:
    """Whether the row or column at hand has got its sum: = comes last."""
    names = {"_ROWS", "_ROWS_EACH", "_COLUMNS"}
    for token in reversed(failure.tokens[: failure.index]):
        if token.type == "_EQ":
            return True
        if token.type in names:
            return False
    return False


def _skipped(failure: Failure) -> Repair | None:
    """Reading on where the item goes on, or with the next one."""
    for end in range(failure.index + 1, len(failure.tokens)):
        if failure.tokens[end].type in failure.accepts and is_word(failure.tokens[end]):
            return Repair(failure.index, end - failure.index)
    if END in failure.accepts:
        return Repair(failure.index, len(failure.tokens) - failure.index)
    return None
