"""Why a parse failed: common mistakes, each with its own message."""

from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass
from functools import cached_property

from lark import Token, UnexpectedToken

from gouji.language import problems
from gouji.language.grammar import parser, vocabulary
from gouji.language.nearest import nearest
from gouji.language.tokens import CLOSING, OPENING, TOP, adjacent, end_of, span_of, start_of
from gouji.model.diagnostic import Diagnostic
from gouji.model.span import Source, Span
from gouji.model.wording import Wording

_COMPARATORS = frozenset({"_EQ", "_NE", "_LE", "_GE", "_LT", "_GT"})
_SIGNS = {
    "_EQ": "=",
    "_COMMA": ",",
    "_COLON": ":",
    "_LP": "(",
    "_RP": ")",
    "_LB": "[",
    "_RB": "]",
    "_LC": "{",
    "_RC": "}",
    "_DOT": ".",
    "_BAR": "|",
    "_CHILDREN": ".*",
    "_LEAVES": ".**",
    "_STAR": "*",
}
_KINDS = {
    "NAME": Wording("一个名称", "a name"),
    "STRING": Wording("“文字”", "a “text”"),
    "NUMBER": Wording("一个数", "a number"),
    "CODE": Wording("一个编号", "a code"),
}
_FOREIGN = {
    "等于": "=",
    "不等于": "!=",
    "大于": ">",
    "小于": "<",
    "大于等于": ">=",
    "小于等于": "<=",
    "不大于": "<=",
    "不小于": ">=",
    "不超过": "<=",
    "不少于": ">=",
    "加": "+",
    "减": "-",
    "乘": "*",
    "乘以": "*",
    "除以": "/",
    "和": "且",
    "与": "且",
    "并且": "且",
    "而且": "且",
    "或者": "或",
    "equals": "=",
    "is": "=",
    "plus": "+",
    "minus": "-",
    "times": "*",
}
_LONGEST = 6
"""Things named in "expected …": more than that no one reads."""


@dataclass(frozen=True)
class Failure:
    """The tokens of an item and the index of the one that does not fit (their number: the end)."""

    source: Source
    tokens: Sequence[Token]
    index: int
    start: str
    file: Sequence[Token]
    """All tokens of the file: they tell in which language it is written."""

    @property
    def token(self) -> Token | None:
        """The token that does not fit; None at the end."""
        return self.tokens[self.index] if self.index < len(self.tokens) else None

    @property
    def previous(self) -> Token | None:
        """The token before it."""
        return self.tokens[self.index - 1] if self.index else None

    @cached_property
    def accepts(self) -> Set[str]:
        """The terminals that would have fitted."""
        return self.accepted(self.index)

    def accepted(self, index: int) -> Set[str]:
        """The terminals that would have fitted before a token."""
        cursor = parser().parse_interactive(start=self.start)
        for token in self.tokens[:index]:
            try:
                cursor.feed_token(token)
            except UnexpectedToken:
                return frozenset()
        accepts: Set[str] = cursor.accepts()  # type: ignore[no-untyped-call]
        return accepts

    @cached_property
    def chinese(self) -> bool:
        """Whether the file is written with Chinese words."""
        words = [t for t in self.file if t.type in vocabulary().terminals]
        return 2 * sum(not word.isascii() for word in words) >= len(words)

    @property
    def place(self) -> Span:
        """The token that does not fit; at the end, the last token."""
        token = self.token or self.previous
        if token is None:
            return Span(self.source, 0, len(self.source.text))
        return span_of(self.source, token)

    @cached_property
    def open_brackets(self) -> Sequence[Token]:
        """The brackets that are open before the token, outermost first."""
        found: list[Token] = []
        for token in self.tokens[: self.index]:
            if token.type in OPENING:
                found.append(token)
            elif token.type in CLOSING and found:
                found.pop()
        return found

    def word(self, terminal: str) -> str:
        """The word of a keyword in the file's language."""
        keyword = vocabulary().terminals[terminal]
        return (keyword.chinese if self.chinese else keyword.english)[0]


@dataclass(frozen=True, slots=True)
class Repair:
    """Tokens to be replaced by one, so as to look behind a misspelt word."""

    index: int
    count: int
    token: Token


Explanation = tuple[Diagnostic, Repair | None]


def explain(failure: Failure) -> Explanation:
    """What is wrong, and how to read on where that is plain."""
    for detector in _DETECTORS:
        found = detector(failure)
        if found is not None:
            return found if isinstance(found, tuple) else (found, None)
    return _unexpected(failure), None


# ---- signs


def _double_equals(failure: Failure) -> Diagnostic | None:
    token, previous = failure.token, failure.previous
    if token is None or previous is None or token.type != "_EQ" or previous.type != "_EQ":
        return None
    return problems.double_equals(_joined(failure, previous, token))


def _range_with_minus(failure: Failure) -> Diagnostic | None:
    token, brackets = failure.token, failure.open_brackets
    if token is None or token.type != "_MINUS" or not brackets or brackets[-1].type != "_LB":
        return None
    return problems.range_with_minus(failure.place)


def _chained_comparison(failure: Failure) -> Diagnostic | None:
    token = failure.token
    if token is None or token.type not in _COMPARATORS:
        return None
    clause = _since_clause(failure)
    if any(earlier.type in _COMPARATORS for earlier in clause):
        return problems.chained_comparison(failure.place)
    return None


def _since_clause(failure: Failure) -> Sequence[Token]:
    """The tokens since the last keyword."""
    names = vocabulary().terminals
    before = list(failure.tokens[: failure.index])
    last = max((i for i, t in enumerate(before) if t.type in names), default=-1)
    return before[last + 1 :]


def _brackets(failure: Failure) -> Diagnostic | None:
    token, brackets = failure.token, failure.open_brackets
    if token is not None and token.type in CLOSING:
        if all(bracket.type != CLOSING[token.type] for bracket in brackets):
            return problems.stray_bracket(failure.place)
        if brackets[-1].type != CLOSING[token.type]:
            return _unclosed(failure, brackets[-1])
        return None
    keyword = token is None or _is_hard(token)
    return _unclosed(failure, brackets[-1]) if brackets and keyword else None


def _unclosed(failure: Failure, bracket: Token) -> Diagnostic:
    closing = _SIGNS[OPENING[bracket.type]]
    place = span_of(failure.source, bracket)
    return problems.unclosed_bracket(place, closing, failure.token or "")


def _is_hard(token: Token) -> bool:
    keyword = vocabulary().terminals.get(token.type)
    return keyword is not None and not keyword.soft and token.type not in {"_TO", "_IN"}


# ---- words


def _mixed_name(failure: Failure) -> Diagnostic | None:
    """T后 or 第3行: a name that the lexer has to cut."""
    token, previous = failure.token, failure.previous
    if token is None:
        return None
    following = failure.tokens[failure.index + 1 : failure.index + 2]
    if token.type == "_TABLE" and following and adjacent(token, following[0]):
        previous, token = token, following[0]
    if previous is None or not adjacent(previous, token):
        return None
    if not (_is_word(previous) and (_is_word(token) or token.type in {"NUMBER", "CODE"})):
        return None
    return problems.mixed_name(_run(failure, previous), in_brackets=bool(failure.open_brackets))


def _run(failure: Failure, first: Token) -> Span:
    """The words and numbers that follow one another without a blank."""
    at = next(i for i, token in enumerate(failure.tokens) if token is first)
    last = first
    for token in failure.tokens[at + 1 :]:
        if not adjacent(last, token) or not (_is_word(token) or token.type in {"NUMBER", "CODE"}):
            break
        last = token
    return _joined(failure, first, last)


def _is_word(token: Token) -> bool:
    return token[0].isalpha() or token[0] == "_"


def _glued(failure: Failure) -> Explanation | None:
    """每列要求: two words of the language, or a word and a name, without a blank."""
    for index in (failure.index, failure.index - 1):
        if not 0 <= index < len(failure.tokens) or failure.tokens[index].type != "NAME":
            continue
        token = failure.tokens[index]
        accepts = failure.accepts if index == failure.index else failure.accepted(index)
        cut = _cut(token, accepts, unexpected=index == failure.index)
        if cut:
            first, rest = token[:cut], token[cut:]
            return problems.glued_words(span_of(failure.source, token), first, rest), None
    return None


def _cut(token: str, accepts: Set[str], *, unexpected: bool) -> int:
    """Where a name falls into a word of the language and something more; 0 where it does not."""
    if token.isascii():
        return 0
    words = vocabulary().words
    cuts = range(len(token) - 1, 0, -1)
    both = (n for n in cuts if words.get(token[:n]) in accepts and token[n:] in words)
    found = next(both, 0)
    if found or not unexpected:
        ends = (n for n in range(1, len(token) - 1) if token[n:] in words and not unexpected)
        return found or next(ends, 0)
    return next((n for n in cuts if words.get(token[:n]) in accepts), 0)


def _foreign(failure: Failure) -> Diagnostic | None:
    token = failure.token
    sign = _FOREIGN.get(str(token).lower()) if token is not None else None
    return problems.word_for_a_sign(failure.place, sign) if sign else None


def _misspelt(failure: Failure) -> Explanation | None:
    """A name where a keyword was meant; it may stand just before the place of failure."""
    for index in (failure.index, failure.index - 1):
        if not 0 <= index < len(failure.tokens) or failure.tokens[index].type != "NAME":
            continue
        accepts = failure.accepts if index == failure.index else failure.accepted(index)
        found = _respelt(failure, index, accepts)
        if found is not None:
            return found
    return None


def _respelt(failure: Failure, index: int, accepts: Set[str]) -> Explanation | None:
    token = failure.tokens[index]
    line_begins = not failure.source.text[: start_of(token)].rpartition("\n")[2].strip()
    wanted = set(accepts) | (TOP if line_begins else set())
    words = {w: t for w, t in vocabulary().words.items() if t in wanted and w[0].isalpha()}
    for count in (2, 1):
        run = failure.tokens[index : index + count]
        word = nearest(" ".join(run), [w for w in words if len(w.split()) == count])
        if word is None or len(run) < count:
            continue
        place = _joined(failure, run[0], run[-1])
        mended = Token(words[word], place.text, place.start, token.line, token.column)
        mended.end_line, mended.end_column, mended.end_pos = token.line, token.column, place.end
        return problems.misspelt(place, word), Repair(index, count, mended)
    return None


def _keyword_as_name(failure: Failure) -> Diagnostic | None:
    token = failure.token
    if token is None or "NAME" not in failure.accepts or not _is_hard(token):
        return None
    # a clause that begins too early is not a name gone wrong
    expects_value = "_LP" in failure.accepts or "NUMBER" in failure.accepts
    if expects_value and not failure.open_brackets:
        return None
    return problems.keyword_as_name(failure.place)


def _bare_quantifier(failure: Failure) -> Diagnostic | None:
    """A and every x in xs satisfies …: nobody can see where that ends."""
    token = failure.token
    if token is None or token.type not in {"_EVERY", "_SOME", "_NO"}:
        return None
    return problems.bare_quantifier(failure.place) if "_LP" in failure.accepts else None


def _unknown_item(failure: Failure) -> Diagnostic | None:
    if failure.index or failure.token is None or failure.start != "rule_file":
        return None
    words = [failure.word(terminal) for terminal in vocabulary().terminals if terminal in TOP]
    return problems.unknown_item(failure.place, words)


# ---- everything else


def _unexpected(failure: Failure) -> Diagnostic:
    return problems.unexpected(failure.place, _expected(failure), at_end=failure.token is None)


def _expected(failure: Failure) -> Sequence[Wording]:
    """What would have fitted, in words, the most telling first."""
    accepts = set(failure.accepts)
    found: list[Wording] = []
    if {"_LP", "STRING"} <= accepts:
        found.append(Wording("一个值", "a value"))
        accepts -= {"NAME", "STRING", "NUMBER", "_LP", "_LB", "_LC", "_MINUS"}
        accepts -= {"_TRUE", "_FALSE", "_NOTHING", "_EVERY", "_SOME", "_NO", "_NOT"}
    if "_PLUS" in accepts:
        found.append(Wording("运算或比较符号", "an operator or a comparison"))
    found += [wording for terminal, wording in _KINDS.items() if terminal in accepts]
    soft_too = "NAME" not in failure.accepts
    found += [
        Wording(f"「{word}」", f"“{word}”")
        for keyword in vocabulary().keywords
        if keyword.terminal in accepts
        and keyword.terminal not in TOP
        and (soft_too or not keyword.soft)
        for word in [failure.word(keyword.terminal)]
    ]
    if "_PLUS" not in failure.accepts:
        found += [
            Wording(f"「{sign}」", f"“{sign}”")
            for terminal, sign in _SIGNS.items()
            if terminal in accepts
        ]
    if "$END" in accepts and failure.start == "rule_file":
        found.append(Wording("下一条规则", "the next item"))
    return found[:_LONGEST] or [Wording("别的内容", "something else")]


def _joined(failure: Failure, first: Token, last: Token) -> Span:
    return Span(failure.source, start_of(first), end_of(last))


_DETECTORS: Sequence[Callable[[Failure], Diagnostic | Explanation | None]] = (
    _double_equals,
    _range_with_minus,
    _chained_comparison,
    _bare_quantifier,
    _foreign,
    _mixed_name,
    _glued,
    _misspelt,
    _brackets,
    _unknown_item,
    _keyword_as_name,
)
