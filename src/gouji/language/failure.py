"""Where a parse failed, and what the grammar would have accepted there."""

from collections.abc import Sequence, Set
from copy import copy
from dataclasses import dataclass, field
from functools import cached_property

from lark import Token, UnexpectedToken
from lark.parsers.lalr_interactive_parser import InteractiveParser

from gouji.language.grammar import parser, vocabulary
from gouji.language.tokens import CLOSING, OPENING, end_of, indentation, span_of, start_of
from gouji.model.diagnostic import Diagnostic
from gouji.model.frozen import frozen
from gouji.model.span import Source, Span

END = "$END"
"""The terminal after the last token."""


@dataclass(frozen=True)
class Failure:
    """The tokens of an item and the index of the one that does not fit (their number: the end)."""

    source: Source
    tokens: Sequence[Token]
    index: int
    start: str
    chinese: bool
    """Whether the file is written with Chinese words."""
    _cursors: dict[int, InteractiveParser] = field(default_factory=dict, init=False, repr=False)

    @property
    def token(self) -> Token | None:
        """The token that does not fit; None at the end."""
        return self.at(0)

    @property
    def previous(self) -> Token | None:
        """The token before it."""
        return self.at(-1)

    @property
    def following(self) -> Token | None:
        """The token after it."""
        return self.at(1)

    def at(self, offset: int) -> Token | None:
        """A token by its distance from the one that does not fit."""
        index = self.index + offset
        return self.tokens[index] if 0 <= index < len(self.tokens) else None

    @property
    def head(self) -> str:
        """The terminal that begins the item."""
        return self.tokens[0].type if self.tokens else END

    # ---- what the grammar accepts

    @cached_property
    def accepts(self) -> Set[str]:
        """The terminals that would have fitted."""
        return self.accepted(self.index)

    def accepted(self, index: int) -> Set[str]:
        """The terminals that would have fitted before a token."""
        cursor = self._cursor(index)
        if cursor is None:
            return frozenset()
        accepts: Set[str] = cursor.accepts()  # type: ignore[no-untyped-call]
        return accepts

    def goes_on(self, index: int, *terminals: str) -> bool:
        """Whether some terminals, one after the other, would have fitted before a token."""
        cursor = self._cursor(index)
        if cursor is None:
            return False
        trial: InteractiveParser = cursor.copy(deepcopy_values=False)  # type: ignore[no-untyped-call]
        try:
            for terminal in terminals:
                trial.feed_token(Token(terminal, ""))
        except UnexpectedToken:
            return False
        return True

    def _cursor(self, index: int) -> InteractiveParser | None:
        """The parser before a token; it builds no tree, so copies cost little."""
        if index not in self._cursors:
            cursor = parser().parse_interactive(start=self.start)
            state = cursor.parser_state
            state.parse_conf = copy(state.parse_conf)
            state.parse_conf.callbacks = {}
            try:
                for token in self.tokens[:index]:
                    cursor.feed_token(token)
            except UnexpectedToken:
                return None
            self._cursors[index] = cursor
        return self._cursors[index]

    # ---- places and words

    @property
    def place(self) -> Span:
        """The token that does not fit; at the end, the last token."""
        token = self.token or self.previous
        if token is None:
            return Span(self.source, 0, len(self.source.text))
        return span_of(self.source, token)

    def joined(self, first: Token, last: Token) -> Span:
        """From one token to another."""
        return Span(self.source, start_of(first), end_of(last))

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

    def column(self, token: Token) -> int | None:
        """How far a line's first token is indented; None for a token within a line."""
        return indentation(self.source, token)

    def word(self, terminal: str) -> str:
        """The word of a keyword in the file's language."""
        keyword = vocabulary().terminals[terminal]
        return (keyword.chinese if self.chinese else keyword.english)[0]


@frozen
class Repair:
    """How to read on: some tokens in the place of others."""

    index: int
    count: int
    tokens: tuple[Token, ...] = ()
    ends: bool = False
    """Whether the item ends before the first of them."""


Explanation = tuple[Diagnostic, Repair | None]


def standing_for(terminal: str, place: Span, like: Token) -> Token:
    """A token that stands for what is written at a place."""
    token = Token(terminal, place.text, place.start, like.line, like.column)
    token.end_line, token.end_column, token.end_pos = like.end_line, like.end_column, place.end
    return token
