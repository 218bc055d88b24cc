"""Text → tokens, split at the words that begin an item; unreadable characters are diagnosed here."""

import bisect
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from lark import TextSlice, Token, UnexpectedCharacters

from gouji.language import problems
from gouji.language.grammar import parser, vocabulary
from gouji.model.diagnostic import Diagnostic
from gouji.model.span import Source, Span

DEEPEST = 100
"""Brackets within brackets: more than any rule needs, few enough for every pass that recurses."""
DEEPEST_TREE = DEEPEST + 20
"""Levels of a tree, that of the definitions in it included."""
_STRAYS = 100
"""Unreadable places after which reading goes on with the next line that begins an item."""
_RESTARTS = 100
"""So often, then the rest of a text is given up."""
TOP = frozenset(
    [
        *("_PACK", "_USE", "_PARAM", "_DEFINE", "_FORM", "_TABLE", "_OUTLINE", "_STATEMENT"),
        *("_RULE", "_EXCEPTION", "_CAUSE", "_WAIVE", "_TEST"),
    ]
)
_BEFORE_NAMES = TOP | {
    *("_LET", "_FOR_EACH", "_ON", "_OF", "_AS", "_EVERY", "_SOME", "_NO", "_LB", "_DOT", "_BAR"),
}
"""After these a top-level word on the same line is meant as a name, and begins no item."""
OPENING = {"_LP": "_RP", "_LB": "_RB", "_LC": "_RC"}
CLOSING = {closing: opening for opening, closing in OPENING.items()}
_INDENT = re.compile(r"\s*")
_QUOTES = {'"': '"', "＂": "＂", "“": "”", "「": "」", "『": "』", "《": "》"}


def start_of(token: Token) -> int:
    """The offset at which a token begins."""
    assert token.start_pos is not None
    return token.start_pos


def end_of(token: Token) -> int:
    """The offset at which a token ends."""
    assert token.end_pos is not None
    return token.end_pos


def span_of(source: Source, token: Token) -> Span:
    """Where a token stands."""
    return Span(source, start_of(token), end_of(token))


def indentation(source: Source, token: Token) -> int | None:
    """How far the first token of a line is indented; None for a token within a line."""
    start = start_of(token)
    line = source.line_starts[bisect.bisect_right(source.line_starts, start) - 1]
    blank = _INDENT.match(source.text, line, start)
    assert blank is not None
    return start - line if blank.end() == start else None


def adjacent(first: Token, second: Token) -> bool:
    """Whether nothing stands between two tokens."""
    return first.end_pos == second.start_pos


@dataclass(slots=True)
class Chunk:
    """The tokens of one item, up to the first place that cannot be read."""

    tokens: list[Token] = field(default_factory=list)
    flaw: Diagnostic | None = None
    too_deep: bool = False


@dataclass(slots=True)
class Depth:
    """How deeply the tokens so far are nested: open brackets, and signs before signs."""

    brackets: int = 0
    signs: int = 0

    def after(self, token: Token) -> int:
        """The depth once a token is read."""
        if token.type in OPENING:
            self.brackets += 1
        elif token.type in CLOSING:
            self.brackets = max(0, self.brackets - 1)
        self.signs = self.signs + 1 if token.type in {"_MINUS", "_NOT"} else 0
        return max(self.brackets, self.signs)


def scan(source: Source, start: int, end: int) -> Iterator[Token | Diagnostic]:
    """The tokens of a part of a text, and a diagnostic wherever no token can be read."""
    while True:
        slice_ = TextSlice(source.text, start, end)
        thread = parser().parse_interactive(slice_, start="rule_file").lexer_thread
        try:
            yield from thread.lex(None)  # type: ignore[no-untyped-call]
        except UnexpectedCharacters as error:
            at = error.pos_in_stream
            assert at is not None
        else:
            return
        stray = _stray(source, at, end)
        yield stray
        assert stray.place is not None
        start = stray.place.end


def _stray(source: Source, at: int, end: int) -> Diagnostic:
    """What stands at a place where no token begins."""
    text = source.text
    opening = text[at]
    if opening not in _QUOTES:
        return problems.unknown_character(Span(source, at, at + 1))
    line_end = text.find("\n", at, end)
    rest = Span(source, at, line_end if line_end >= 0 else end)
    quote = '"""' if text.startswith('"""', at) else _QUOTES[opening]
    return problems.unclosed_quote(rest, quote)


def chunks(source: Source) -> tuple[list[Chunk], Diagnostic | None]:
    """The items of a text; and where reading was given up, with too much that cannot be read."""
    reader = _Chunks(source)
    start, end = 0, len(source.text)
    while reader.restarts < _RESTARTS:
        stopped = reader.read(start, end)
        again = None if stopped is None else _next_item(source, stopped, end)
        if again is None:
            return reader.finished(), None
        start = again
    return reader.finished(), problems.too_many_strays(Span(source, start, start))


class _Chunks:
    """Gathers tokens item by item."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.found: list[Chunk] = []
        self.depth = Depth()
        self.held: Token | None = None
        self.before = ""
        self.restarts = 0

    def read(self, start: int, end: int) -> int | None:
        """Read on from a place; where that makes no sense any more, or None at the end."""
        self._begin()
        self.held, self.before, strays = None, "", 0
        for token in scan(self.source, start, end):
            if isinstance(token, Diagnostic):
                self.found[-1].flaw = self.found[-1].flaw or token
                strays += 1
                if strays > _STRAYS and token.place is not None:
                    self.restarts += 1
                    return token.place.end
            elif not self._take(token):
                return end_of(token)
        if self.held is not None:
            self.found.append(Chunk([self.held]))
        return None

    def _begin(self) -> None:
        self.found.append(Chunk())
        self.depth = Depth()

    def _take(self, token: Token) -> bool:
        """Add a token; whether it is not nested too deeply."""
        if self.held is not None:
            # 表3 is a name that cannot be one, not the beginning of a table.
            if token.type != "NUMBER" or not adjacent(self.held, token):
                self._begin()
            self._add(self.held)
            self.held = None
        inside = self.before in _BEFORE_NAMES and indentation(self.source, token) is None
        self.before = token.type
        if token.type in TOP and not inside:
            self.held = token
            return True
        if self.depth.after(token) > DEEPEST:
            place = span_of(self.source, token)
            chunk = self.found[-1]
            chunk.flaw = chunk.flaw or problems.nested_too_deeply(place, DEEPEST)
            chunk.too_deep = True
            return False
        self._add(token)
        return True

    def _add(self, token: Token) -> None:
        if self.found[-1].flaw is None:
            self.found[-1].tokens.append(token)

    def finished(self) -> list[Chunk]:
        """The items that hold anything."""
        return [chunk for chunk in self.found if chunk.tokens or chunk.flaw]


@cache
def _heads() -> re.Pattern[str]:
    """A line that begins with a word that begins an item."""
    keywords = [k for k in vocabulary().keywords if k.terminal in TOP]
    english = "|".join(word for keyword in keywords for word in keyword.english)
    chinese = "|".join(word for keyword in keywords for word in keyword.chinese)
    bounded = rf"(?:{english})(?![A-Za-z0-9_])|(?:{chinese})(?![^\W\d_A-Za-z])"
    return re.compile(rf"^[ \t\u3000]*(?:{bounded})", re.MULTILINE)


def _next_item(source: Source, start: int, end: int) -> int | None:
    """The next line from which reading makes sense again."""
    line = source.text.find("\n", start, end)
    head = None if line < 0 else _heads().search(source.text, line, end)
    return None if head is None else head.start()


def flat(source: Source, start: int, end: int) -> Chunk:
    """The tokens of one expression."""
    chunk = Chunk()
    depth = Depth()
    for token in scan(source, start, end):
        if isinstance(token, Diagnostic):
            chunk.flaw = token
            break
        if depth.after(token) > DEEPEST:
            chunk.flaw = problems.nested_too_deeply(span_of(source, token), DEEPEST)
            break
        chunk.tokens.append(token)
    return chunk
