"""Text → syntax: every item read afresh, so that no mistake hides another."""

from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise, takewhile

from lark import Token, Tree, UnexpectedToken

from gouji.language import problems, syntax
from gouji.language.build_items import ItemBuilder
from gouji.language.failure import Failure, Repair
from gouji.language.files import LARGEST
from gouji.language.grammar import canonical, parser, vocabulary
from gouji.language.mistakes import explain
from gouji.language.tokens import DEEPEST, DEEPEST_TREE, Chunk, chunks, flat, span_of
from gouji.model.diagnostic import Diagnostic
from gouji.model.frozen import frozen
from gouji.model.span import Source, Span

_NAMELESS = frozenset({"_USE", "_WAIVE", "_TEST"})
"""Items that give no name of their own."""
MOST_PROBLEMS = 500
"""Mistakes in writing that are told of one file."""
_REPAIRS = 8
"""Misspelt words put right in one item, to find what else is wrong with it."""


def parse(source: Source) -> tuple[syntax.File, Sequence[Diagnostic]]:
    """Read a rule file; items that cannot be read are left out and diagnosed."""
    whole = Span(source, 0, len(source.text))
    refusal = _refuse(whole)
    if refusal is not None:
        return syntax.File(whole, (), complete=False), [refusal]
    found, given_up = chunks(source)
    reader = _Reader(source, found)
    for chunk in found:
        reader.chunk(chunk)
    problems_ = [*reader.problems, *([] if given_up is None else [given_up])]
    placed = sorted(problems_, key=lambda d: d.place.start if d.place else 0)
    file = syntax.File(whole, tuple(reader.items), tuple(reader.broken), given_up is None)
    return file, placed


def parse_expression(source: Source) -> syntax.Expression | None:
    """A text that is one expression; None where it is not."""
    reader = _Reader(source, [])
    tree = reader.phrase(0, len(source.text))
    if tree is None or reader.problems:
        return None
    built = reader.builder.expression(tree)
    return None if reader.problems else built


def _refuse(whole: Span) -> Diagnostic | None:
    """A text that is not worth reading at all."""
    source = whole.source
    if len(source.text) > LARGEST:
        return problems.too_large(whole.part(0, 1), source.name)
    nul = source.text.find("\0")
    return None if nul < 0 else problems.not_text(whole.part(nul, nul + 1))


@frozen
class _Reading:
    """A tree, or the index of the token at which there is none (their number: the end)."""

    tree: Tree[Token] | Token | None
    failed: int


def _read(tokens: Sequence[Token], start: str) -> _Reading:
    cursor = parser().parse_interactive(start=start)
    for index, token in enumerate(tokens):
        try:
            cursor.feed_token(token)
        except UnexpectedToken:
            return _Reading(None, index)
    try:
        last = tokens[-1] if tokens else None
        tree = cursor.feed_eof(last)  # type: ignore[no-untyped-call]
        return _Reading(tree, len(tokens))
    except UnexpectedToken:
        return _Reading(None, len(tokens))


def _too_deep(tree: Tree[Token] | Token, tokens: Sequence[Token]) -> Tree[Token] | None:
    """The first node below which trees nest more deeply than any pass may recurse."""
    if 2 * len(tokens) < DEEPEST:  # every other level costs a token
        return None
    level = [tree]
    for _ in range(DEEPEST_TREE):
        level = [child for node in level if isinstance(node, Tree) for child in node.children]
    return next((node for node in level if isinstance(node, Tree)), None)


class _Reader:
    """Reads the items of one source and gathers what is wrong with them."""

    def __init__(self, source: Source, found: Sequence[Chunk]) -> None:
        self.source = source
        self.problems: list[Diagnostic] = []
        self.items: list[syntax.Top] = []
        self.broken: list[syntax.Name] = []
        self.builder = ItemBuilder(source, self.phrase, self.problems)
        self.chunks = found
        self.full = False

    @cached_property
    def chinese(self) -> bool:
        """Whether the file is written with Chinese words."""
        known = vocabulary().terminals
        words = [t for chunk in self.chunks for t in chunk.tokens if t.type in known]
        return 2 * sum(not word.isascii() for word in words) >= len(words)

    def chunk(self, chunk: Chunk) -> None:
        """Read one item."""
        if chunk.flaw is not None:
            if not self.full:
                self.problems.append(chunk.flaw)
            reading = _read(chunk.tokens, "rule_file")
            if reading.failed < len(chunk.tokens) and not chunk.too_deep:
                self._diagnose(chunk.tokens)
            else:
                self._give_up(chunk.tokens)
            return
        tree = _read(chunk.tokens, "rule_file").tree
        if tree is None:
            self._diagnose(chunk.tokens)
        else:
            self._build(tree, chunk.tokens)

    def _build(self, tree: Tree[Token] | Token, tokens: Sequence[Token]) -> None:
        deep = _too_deep(tree, tokens)
        if deep is not None:
            self.problems.append(problems.nested_too_deeply(self.builder.span(deep), DEEPEST))
            self._give_up(tokens)
            return
        before = len(self.problems)
        assert isinstance(tree, Tree)
        items = [self.builder.item(child) for child in tree.children if isinstance(child, Tree)]
        if len(self.problems) > before:
            self._give_up(tokens)
        else:
            self.items += items

    def _give_up(self, tokens: Sequence[Token]) -> None:
        """Remember the names that a lost item gives, so that their users are not blamed."""
        head = list(takewhile(lambda token: token.type not in {"NUMBER", "CODE"}, tokens))
        for before, token in pairwise(head):
            if (before is head[0] and before.type not in _NAMELESS) or before.type == "_AS":
                name = self.builder.name(token)
                self.broken.append(syntax.Name(name.span, canonical(name.text)))

    def _diagnose(self, tokens: list[Token]) -> None:
        """Say what is wrong with an item; what is plain is put right to look behind it."""
        mended, repairs = False, 0
        while repairs < _REPAIRS and not self.full:
            reading = _read(tokens, "rule_file")
            if reading.tree is not None:
                break
            repair = self._explain(tokens, reading.failed, "rule_file")
            if repair is None:
                break
            before, after = tokens[: repair.index], tokens[repair.index + repair.count :]
            if repair.ends:
                self._ended(before, mended=mended)
                self._give_up([] if repair.tokens else tokens[repair.index :])
                before = []
            tokens, mended = [*before, *repair.tokens, *after], bool(before or repair.tokens)
            repairs = 0 if repair.ends else repairs + 1
        self._give_up(tokens)

    def _ended(self, tokens: list[Token], *, mended: bool) -> None:
        """An item that stands before one that was not recognised as such."""
        reading = _read(tokens, "rule_file")
        if reading.tree is None:
            self._explain(tokens, reading.failed, "rule_file")
        if reading.tree is None or mended:
            self._give_up(tokens)
        elif tokens:
            self._build(reading.tree, tokens)

    def _explain(self, tokens: Sequence[Token], failed: int, start: str) -> Repair | None:
        """Say what is wrong at a token, unless enough has been said about this file."""
        if self.full:
            return None
        failure = Failure(self.source, tokens, failed, start, self.chinese)
        if len(self.problems) >= MOST_PROBLEMS:
            self.full = True
            self.problems.append(problems.too_many_problems(failure.place, MOST_PROBLEMS))
            return None
        diagnostic, repair = explain(failure)
        self.problems.append(diagnostic)
        return repair

    def phrase(self, start: int, end: int) -> Tree[Token] | Token | None:
        """The expression in braces within a sentence."""
        chunk = flat(self.source, start, end)
        if chunk.flaw is not None:
            self.problems.append(chunk.flaw)
            return None
        if not chunk.tokens:
            self.problems.append(problems.nothing_in_braces(Span(self.source, start - 1, end + 1)))
            return None
        reading = _read(chunk.tokens, "expr")
        if reading.tree is None:
            self._explain(chunk.tokens, reading.failed, "expr")
            return None
        deep = _too_deep(reading.tree, chunk.tokens)
        if deep is not None:
            place = span_of(self.source, chunk.tokens[0])
            self.problems.append(problems.nested_too_deeply(place, DEEPEST))
            return None
        return reading.tree
