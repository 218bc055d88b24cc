"""Text → tokens, split at the words that begin an item; unreadable characters are diagnosed here."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lark import TextSlice, Token, UnexpectedCharacters

from gouji.language import problems
from gouji.language.grammar import parser
from gouji.model.diagnostic import Diagnostic
from gouji.model.span import Source, Span

DEEPEST = 100
"""Brackets within brackets: more than any rule needs, few enough for every pass that recurses."""
DEEPEST_TREE = DEEPEST + 20
"""Levels of a tree, that of the definitions in it included."""
_STRAYS = 100
"""Unreadable places after which the rest of a text is given up."""
TOP = frozenset(
    [
        *("_PACK", "_USE", "_PARAM", "_DEFINE", "_FORM", "_TABLE", "_OUTLINE", "_STATEMENT"),
        *("_RULE", "_EXCEPTION", "_WAIVE", "_TEST"),
    ]
)
_BEFORE_NAMES = TOP | {
    *("_LET", "_FOR_EACH", "_ON", "_OF", "_AS", "_EVERY", "_SOME", "_NO", "_LB", "_DOT", "_BAR"),
}
"""After these a top-level word on the same line is meant as a name, and begins no item."""
OPENING = {"_LP": "_RP", "_LB": "_RB", "_LC": "_RC"}
CLOSING = {closing: opening for opening, closing in OPENING.items()}
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


def adjacent(first: Token, second: Token) -> bool:
    """Whether nothing stands between two tokens."""
    return first.end_pos == second.start_pos


@dataclass(slots=True)
class Chunk:
    """The tokens of one item, up to the first place that cannot be read."""

    tokens: list[Token] = field(default_factory=list)
    flaw: Diagnostic | None = None


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
    for _ in range(_STRAYS):
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
    yield problems.too_many_strays(Span(source, start, start))


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


def chunks(source: Source, start: int, end: int) -> tuple[list[Chunk], Diagnostic | None]:
    """The items of a text; None of them where brackets are nested too deeply."""
    found = [Chunk()]
    depth = Depth()
    held: Token | None = None
    before = ""
    for token in scan(source, start, end):
        chunk = found[-1]
        if isinstance(token, Diagnostic):
            chunk.flaw = chunk.flaw or token
            continue
        if held is not None:
            # 表3 is a name that cannot be one, not the beginning of a table.
            if token.type != "NUMBER" or not adjacent(held, token):
                chunk, depth = Chunk(), Depth()
                found.append(chunk)
            if chunk.flaw is None:
                chunk.tokens.append(held)
            held = None
        if token.type in TOP and not (before in _BEFORE_NAMES and not _begins_line(source, token)):
            held, before = token, token.type
            continue
        before = token.type
        if depth.after(token) > DEEPEST:
            return [], problems.nested_too_deeply(span_of(source, token), DEEPEST)
        if chunk.flaw is None:
            chunk.tokens.append(token)
    if held is not None:
        found.append(Chunk([held]))
    return [chunk for chunk in found if chunk.tokens or chunk.flaw], None


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


def _begins_line(source: Source, token: Token) -> bool:
    line = source.text.rfind("\n", 0, start_of(token)) + 1
    return not source.text[line : start_of(token)].strip()
