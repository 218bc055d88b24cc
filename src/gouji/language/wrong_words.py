"""Mistakes in words and names: one function per mistake."""

import re
from collections.abc import Mapping, Sequence, Set
from itertools import islice, pairwise, takewhile

from lark import Token

from gouji.language import problems, writing_problems
from gouji.language.expected import CLAUSES, required_text
from gouji.language.failure import Explanation, Failure, Repair, standing_for
from gouji.language.foreign import FOREIGN, SIGNS
from gouji.language.grammar import vocabulary
from gouji.language.nearest import begun, clearly_nearest
from gouji.language.tokens import TOP, adjacent, span_of
from gouji.language.wrong_signs import is_hard
from gouji.model.diagnostic import Diagnostic
from gouji.model.span import Span

_NUMERIC = frozenset({"NUMBER", "CODE", "AMOUNT", "PERCENT", "DATE"})
_LONGEST_TEXT = 50
"""Tokens of a text without quotes that a message takes together."""
_WITHIN_TEXTS = _NUMERIC | {"_MINUS", "_COMMA", "_COLON", "_DOT"}
_DATE = re.compile(r"\d{4}-\d{1,2}-\d{1,2}|\d{4}年\d{1,2}月\d{1,2}日")


def is_word(token: Token) -> bool:
    """Whether a token is a word, be it of the language or a name."""
    return token[0].isalpha() or token[0] in "_《"


# ---- words of other languages


def foreign(failure: Failure) -> Explanation | None:
    """A word that people write by habit, where the language has another or a sign."""
    for at in (failure.index, failure.index - 1):
        if not 0 <= at < len(failure.tokens) or not is_word(failure.tokens[at]):
            continue
        token, following = failure.tokens[at], failure.tokens[at + 1 : at + 2]
        count = 1
        meant = FOREIGN.get(str(token).lower(), ())
        if token == "is" and [t.type for t in following] == ["_NOT"]:
            meant, count, following = ("_NE",), 2, failure.tokens[at + 2 : at + 3]
        after = [] if at == failure.index else [t.type for t in following]
        fits = (terminal for terminal in meant if failure.goes_on(at, terminal, *after))
        terminal = next(fits, None)
        if terminal is not None and (terminal not in TOP or _may_begin(failure, at)):
            place = failure.joined(token, failure.tokens[at + count - 1])
            written = SIGNS.get(terminal) or failure.word(terminal)
            repair = Repair(at, count, (standing_for(terminal, place, token),), terminal in TOP)
            return writing_problems.word_for_a_sign(place, written), repair
    return None


def _may_begin(failure: Failure, at: int) -> bool:
    """Whether a token may begin an item: it begins a line, no further in than the item before."""
    column, head = failure.column(failure.tokens[at]), failure.column(failure.tokens[0])
    return at == 0 or (column is not None and (head is None or column <= head))


def negated_in(failure: Failure) -> Diagnostic | None:
    """A not in {…}."""
    token, following = failure.token, failure.following
    if token is None or "_IN" not in failure.accepts:
        return None
    if token.type == "_NOT" and following is not None and following.type == "_IN":
        return writing_problems.negated_in(failure.joined(token, following))
    return writing_problems.negated_in(failure.place) if token == "不属于" else None


def bare_quantifier(failure: Failure) -> Diagnostic | None:
    """A and every x in xs satisfies …: nobody can see where that ends."""
    token = failure.token
    if token is None or token.type not in {"_EVERY", "_SOME", "_NO"}:
        return None
    return problems.bare_quantifier(failure.place) if "_LP" in failure.accepts else None


# ---- names


def mixed_name(failure: Failure) -> Diagnostic | None:
    """T后 or 第3行: a name that the lexer has to cut."""
    token, previous = failure.token, failure.previous
    if token is None:
        return None
    following = failure.following
    if token.type == "_TABLE" and following is not None and adjacent(token, following):
        previous, token = token, following
    if previous is None or not adjacent(previous, token):
        return None
    if not (is_word(previous) and (is_word(token) or token.type in {"NUMBER", "CODE"})):
        return None
    if _cut(failure, failure.index):
        return None
    place = _run(failure, previous, {"NUMBER", "CODE"})
    return writing_problems.mixed_name(place, in_brackets=bool(failure.open_brackets))


def dashed_name(failure: Failure) -> Diagnostic | None:
    """AR-01: a name with a sign in it."""
    token, previous, following = failure.token, failure.previous, failure.following
    if token is None or previous is None or following is None or token.type != "_MINUS":
        return None
    if not is_word(previous) or not adjacent(previous, token) or not adjacent(token, following):
        return None
    if {"_PLUS", "_EQ"} & failure.accepts:
        return None
    place = _run(failure, previous, {"NUMBER", "CODE", "_MINUS"})
    return writing_problems.dashed_name(place)


def _run(failure: Failure, first: Token, beside_words: Set[str]) -> Span:
    """The words and the like that follow one another without a blank."""
    at = next(i for i, token in enumerate(failure.tokens) if token is first)
    last = first
    for token in failure.tokens[at + 1 :]:
        if not adjacent(last, token) or not (is_word(token) or token.type in beside_words):
            break
        last = token
    return failure.joined(first, last)


def keyword_as_name(failure: Failure) -> Diagnostic | None:
    """Let table = 1."""
    token, following = failure.token, failure.following
    if token is None or "NAME" not in failure.accepts or not is_hard(token):
        return None
    # a clause that begins too early is not a name gone wrong
    expects_value = "_LP" in failure.accepts or "NUMBER" in failure.accepts
    if expects_value and not failure.open_brackets:
        return None
    left_out = failure.goes_on(failure.index, "NAME", token.type)
    if left_out and not (following and failure.goes_on(failure.index, "NAME", following.type)):
        return None
    return writing_problems.keyword_as_name(failure.place)


# ---- words of the language


def glued(failure: Failure) -> Explanation | None:
    """每列要求: two words of the language, or a word and a name, without a blank."""
    for at in (failure.index, failure.index - 1):
        cut = _cut(failure, at)
        if cut:
            token = failure.tokens[at]
            place = span_of(failure.source, token)
            parts = (place.part(0, cut), place.part(cut, len(token)))
            words = vocabulary().words
            tokens = tuple(standing_for(words.get(p.text, "NAME"), p, token) for p in parts)
            diagnostic = writing_problems.glued_words(place, token[:cut], token[cut:])
            plain = all(part.type != "NAME" for part in tokens)
            return diagnostic, Repair(at, 1, tokens) if plain else None
    return None


def _cut(failure: Failure, at: int) -> int:
    """Where a name falls into a word of the language and something more; 0 where it does not."""
    if not 0 <= at < len(failure.tokens):
        return 0
    token = failure.tokens[at]
    if token.type != "NAME" or token.isascii():
        return 0
    words = vocabulary().words
    following = failure.tokens[at + 1 : at + 2]
    longest = min(len(token), max(map(len, words)) + 1)
    cuts: set[int] = {*range(1, longest), *range(len(token) - longest + 1, len(token))}
    pairs = [
        (n, words.get(token[:n], "NAME"), words.get(token[n:], "NAME"))
        for n in sorted(cuts, reverse=True)
    ]
    for both in (True, False):
        for cut, first, second in pairs:
            known = (first != "NAME") + (second != "NAME")
            if known < 1 + both or (first == "NAME" and at == failure.index):
                continue
            after = [] if both and at == failure.index else [t.type for t in following]
            if failure.goes_on(at, first, second, *after):
                return cut
    return 0


def misspelt(failure: Failure) -> Explanation | None:
    """A name where a keyword was meant; it may stand just before the place of failure."""
    for at in (failure.index, failure.index - 1):
        if 0 <= at < len(failure.tokens) and failure.tokens[at].type == "NAME":
            found = _respelt(failure, at)
            if found is not None:
                return found
    return None


def _respelt(failure: Failure, at: int) -> Explanation | None:
    token = failure.tokens[at]
    accepts = failure.accepted(at)
    begins = _may_begin(failure, at)
    for count in (2, 1):
        run = failure.tokens[at : at + count]
        if len(run) < count or not all(map(is_word, run)):
            continue
        after = failure.tokens[at + count : at + count + 1]
        words = {
            word: terminal
            for word, terminal in vocabulary().words.items()
            if word[0].isalpha()
            and (terminal in (TOP if begins else TOP & accepts) or terminal in accepts - TOP)
            and _follows(failure, at, terminal, after)
        }
        word = _meant(" ".join(run), words, count)
        if word is None or (words[word] in TOP and not begins and not _leads(after)):
            continue
        place = failure.joined(run[0], run[-1])
        repair = Repair(
            at, count, (standing_for(words[word], place, token),), words[word] in TOP and at > 0
        )
        return writing_problems.misspelt(place, word), repair
    return None


def _follows(failure: Failure, at: int, terminal: str, after: Sequence[Token]) -> bool:
    """Whether a keyword in the place of a name that did fit makes what follows fit."""
    if at == failure.index or terminal in TOP or not after:
        return True
    return failure.goes_on(at, terminal, after[0].type)


def _leads(after: Sequence[Token]) -> bool:
    """Whether a name follows, as it does after nearly every word that begins an item."""
    return bool(after) and after[0].type == "NAME"


def _meant(written: str, words: Mapping[str, str], count: int) -> str | None:
    """The word that was probably meant."""
    same_length = [word for word in words if len(word.split()) == count]
    near = clearly_nearest(written, same_length)
    if near:
        return near
    longer = [word for word in words if len(word.split()) > count]
    opened = [word for word in longer if word.split()[:count] == written.split()]
    return opened[0] if len(opened) == 1 else begun(written, [*same_length, *longer])


# ---- quotes


def without_quotes(failure: Failure) -> Explanation | None:
    """Basis Library Act: a text needs quotes."""
    token = failure.token
    if token is None or not (token.type == "NAME" or token.type in _NUMERIC):
        return None
    last = _last_of_text(failure)
    if not required_text(failure) and not _title(failure, failure.tokens[last + 1 : last + 2]):
        return None
    place = failure.joined(token, failure.tokens[last])
    repair = Repair(
        failure.index, last - failure.index + 1, (standing_for("STRING", place, token),)
    )
    return writing_problems.without_quotes(place), repair


def _title(failure: Failure, after: Sequence[Token]) -> bool:
    """Whether words stand where the title of a rule would, and the rule goes on after them."""
    accepts = failure.accepts
    if failure.head not in {"_RULE", "_EXCEPTION"} or not {"STRING", "NAME"} <= accepts:
        return False
    return bool(accepts & CLAUSES) and bool(after) and after[0].type in CLAUSES


def label_without_quotes(failure: Failure) -> Explanation | None:
    """[Last year]: a label of several words."""
    token, first, opened = failure.token, failure.previous, failure.open_brackets
    if token is None or first is None or not opened or opened[-1].type != "_LB":
        return None
    if not is_word(first) or not is_word(token):
        return None
    rest = takewhile(is_word, failure.tokens[failure.index :])
    words = [first, *islice(rest, _LONGEST_TEXT)]
    place = failure.joined(first, words[-1])
    text = standing_for("STRING", place, first)
    return writing_problems.without_quotes(place), Repair(failure.index - 1, len(words), (text,))


def _last_of_text(failure: Failure) -> int:
    """Where a text without quotes ends: with the line, before what may follow it, or at a blank."""
    first = failure.index
    rest = failure.tokens[first + 1 : first + _LONGEST_TEXT]

    def belongs(token: Token) -> bool:
        keyword = token.type in vocabulary().terminals
        follows = keyword and failure.goes_on(first, "STRING", token.type)
        return failure.column(token) is None and not follows

    line = list(takewhile(belongs, rest))
    if all(is_word(token) or token.type in _WITHIN_TEXTS for token in line):
        return first + len(line)
    together = takewhile(
        lambda pair: adjacent(*pair), pairwise(failure.tokens[first : first + _LONGEST_TEXT])
    )
    return first + sum(1 for _ in together)


def needless_quotes(failure: Failure) -> Explanation | None:
    """Severity "error"."""
    token = failure.token
    if token is None or token.type != "STRING":
        return None
    inner = token.strip('"＂“”「」『』')
    terminal = "DATE" if _DATE.fullmatch(inner) else vocabulary().words.get(inner)
    if terminal not in failure.accepts:
        return None
    assert terminal is not None
    repair = Repair(failure.index, 1, (standing_for(terminal, failure.place, token),))
    return writing_problems.needless_quotes(failure.place, inner), repair
