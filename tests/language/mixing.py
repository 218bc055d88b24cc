"""Respell a rule file: in one language, or at random in both and in every width, with the same tree."""

import random
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from lark import Token, Tree

from gouji.language.grammar import parser, vocabulary
from gouji.language.tokens import flat
from gouji.model.span import Source
from gouji.model.wording import Language

QUOTES = [('"', '"'), ("＂", "＂"), ("“", "”"), ("「", "」"), ("『", "』")]
WIDTHS = {
    "_EQ": ("=", "＝"),
    "_PLUS": ("+", "＋"),
    "_MINUS": ("-", "－", "−"),
    "_STAR": ("*", "＊", "×"),
    "_SLASH": ("/", "／", "÷"),
    "_COMMA": (",", "，", "、"),
    "_COLON": (":", "："),
    "_BAR": ("|", "｜"),
    "_LP": ("(", "（"),
    "_RP": (")", "）"),
    "_LB": ("[", "［", "【"),
    "_RB": ("]", "］", "】"),
    "_LC": ("{", "｛"),
    "_RC": ("}", "｝"),
    "_DOT": (".", "．"),
    "_LT": ("<", "＜"),
    "_GT": (">", "＞"),
    "_CHILDREN": (".*", "．＊"),
    "_LEAVES": (".**", ".＊＊"),
    "_LE": ("<=", "≤", "＜＝", "≦"),
    "_GE": (">=", "≥", "＞＝", "≧"),
    "_NE": ("!=", "≠", "！＝"),
}
NUMERIC = {"NUMBER", "CODE", "AMOUNT", "PERCENT"}
FULL_WIDTH = str.maketrans("0123456789.%-", "０１２３４５６７８９．％－")
GAPS = ["", " ", "\n", "\u3000", " ； ", "\u00a0"]
SENTENCES = {"message", "suggestion"}
INLINED = {
    *("mark", "comparator", "item", "clause", "key", "atom", "axis", "expr"),
    *("pack_clause", "form_clause", "validity"),
}
"""Rules of the grammar that leave what they consist of in the tree, and no node of their own."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A token, the blanks and comments before it, and every way to spell it."""

    gap: str
    words: tuple[str, ...]
    english: str
    chinese: str
    sentence: tuple["str | tuple[Piece, ...]", ...] | None = None
    """The literal text of a sentence and the pieces of the values in it."""
    string: bool = False


Spell = Callable[[Piece], str]


def mix(text: str, dice: random.Random) -> str:
    """The text with every token spelt at random, blanks added and removed."""
    return _render(pieces(text), lambda piece: dice.choice(piece.words), dice)


def translate(text: str, language: Language) -> str:
    """The text in the words of one language; comments and layout stay."""
    if language is Language.EN:
        return _render(pieces(text), lambda piece: piece.english, None)
    return _render(pieces(text), lambda piece: piece.chinese, None)


@cache
def pieces(text: str) -> tuple[Piece, ...]:
    """The tokens of a sound rule file."""
    tree = parser().parse(text, start="rule_file")
    return tuple(_pieces(Source("mixture", text), 0, len(text), tree))


def named_nodes() -> set[str]:
    """Every kind of node that a rule file may hold."""
    rules = [rule for rule in parser().rules if not rule.origin.name.startswith("_")]
    aliases = {str(rule.alias) for rule in rules if rule.alias}
    plain = {
        rule.origin.name
        for rule in rules
        if not rule.alias and (not rule.options.expand1 or len(rule.expansion) > 1)
    }
    return (aliases | plain) - INLINED


def _pieces(source: Source, start: int, end: int, tree: Tree[Token] | Token) -> Iterator[Piece]:
    roles = dict(_roles(tree))
    at = start
    for token in flat(source, start, end).tokens:
        assert token.start_pos is not None
        assert token.end_pos is not None
        gap = source.text[at : token.start_pos]
        yield _piece(source, gap, token, roles.get(token.start_pos, ""))
        at = token.end_pos
    yield Piece(source.text[at:end], ("",), "", "")


def _roles(tree: Tree[Token] | Token) -> Iterator[tuple[int, str]]:
    """Offset → what a name or a string is there."""
    for node in tree.iter_subtrees() if isinstance(tree, Tree) else ():
        for at, child in enumerate(node.children):
            if isinstance(child, Token) and child.start_pos is not None:
                place = {"reference": 0, "call": 0, "field": 1}.get(str(node.data))
                role = "built in" if at == place else "own"
                if str(node.data) in {"severity", "expectation"}:
                    role = "word"
                if child.type == "STRING" and str(node.data) in SENTENCES:
                    role = "sentence"
                yield child.start_pos, role


def _piece(source: Source, gap: str, token: Token, role: str) -> Piece:
    kind, text = str(token.type), str(token)
    if kind == "STRING":
        return _string(source, gap, token, role)
    keyword = vocabulary().terminals.get(kind)
    if kind == "NAME" or (keyword and keyword.soft and role in {"own", "built in"}):
        return _name(gap, text, role)
    if keyword:
        english, chinese = keyword.english[0], keyword.chinese[0]
        if kind == "_TO":
            english = chinese = ".."
        return Piece(gap, keyword.words, english, chinese)
    if kind in WIDTHS:
        signs = WIDTHS[kind]
        return Piece(gap, signs, signs[0], signs[0])
    plain = unicodedata.normalize("NFKC", text)
    if kind == "DATE":
        year, month, day = map(int, re.findall(r"\d+", plain))
        iso, chinese = f"{year}-{month:02}-{day:02}", f"{year}年{month}月{day}日"
        words = (iso, chinese, f"{year}-{month}-{day}".translate(FULL_WIDTH))
        return Piece(gap, words, iso, chinese)
    assert kind in NUMERIC, kind
    return Piece(gap, (plain, plain.translate(FULL_WIDTH)), plain, plain)


def _name(gap: str, text: str, role: str) -> Piece:
    """A built-in name has two spellings; a name that the file gives has one."""
    if role != "built in":
        return Piece(gap, (text,), text, text)
    english = vocabulary().english.get(text, text)
    chinese = vocabulary().names.get(english, (text,))
    return Piece(gap, (english, *chinese), english, chinese[0])


def _string(source: Source, gap: str, token: Token, role: str) -> Piece:
    if token.startswith('"""'):
        return Piece(gap, (str(token),), str(token), str(token))
    inner = str(token)[1:-1]
    if role == "sentence" and token.start_pos is not None:
        parts = tuple(_sentence(source, token.start_pos + 1, inner))
        return Piece(gap, (), "", "", parts, string=True)
    words = tuple(_quoted(inner))
    return Piece(gap, words, words[0], _preferred(words), string=True)


def _sentence(source: Source, offset: int, inner: str) -> Iterator[str | tuple[Piece, ...]]:
    literal = 0
    for brace in re.finditer(r"[{｛]([^{}｛｝]*)[}｝]", inner):
        yield inner[literal : brace.start(1)]
        start, end = offset + brace.start(1), offset + brace.end(1)
        tree = parser().parse(brace[1], start="expr")
        shifted = Source("mixture", brace[1])
        assert source.text[start:end] == brace[1]
        yield tuple(_pieces(shifted, 0, len(brace[1]), tree))
        literal = brace.end(1)
    yield inner[literal:]


def _quoted(inner: str) -> Sequence[str]:
    """Every pair of quotes that can hold a text."""
    fits = [f"{a}{inner}{b}" for a, b in QUOTES if a not in inner and b not in inner]
    nested = re.fullmatch("[^“”]*(“[^“”]*”[^“”]*)+", inner)
    return [*fits, f"“{inner}”"] if nested else fits


def _preferred(words: Sequence[str]) -> str:
    return next((word for word in words if word.startswith("“")), words[0])


def _render(parts: Sequence[Piece], spell: Spell, dice: random.Random | None) -> str:
    out: list[str] = []
    last = ""
    for piece in parts:
        word = _spelt(piece, spell, dice)
        gap = piece.gap
        if _needs_gap(last, word):
            gap = gap or " "
        elif dice is not None and gap and not gap.strip(" "):
            gap = dice.choice(GAPS)
        out += [gap, word]
        last = word or last
    return "".join(out)


def _spelt(piece: Piece, spell: Spell, dice: random.Random | None) -> str:
    if piece.sentence is None:
        return spell(piece)
    inner = "".join(
        part if isinstance(part, str) else _render(part, spell, None) for part in piece.sentence
    )
    words = tuple(_quoted(inner))
    if not words:  # the values hold every kind of quote: leave them as they were
        inner = "".join(
            p if isinstance(p, str) else _render(p, lambda x: x.words[0], None)
            for p in piece.sentence
        )
        words = tuple(_quoted(inner))
    return dice.choice(words) if dice else spell(Piece("", words, words[0], _preferred(words)))


def _needs_gap(before: str, after: str) -> bool:
    """Two neighbours that would run together into one token."""
    if not before or not after:
        return False
    last, first = before[-1], after[0]
    if last in "-－−" or first in "-－−":
        return True
    if not (last.isalnum() or last == "_"):
        return last + first in {"..", ".*", "**"} or (last == first == '"')
    if first.isnumeric():
        return last.isalnum()
    letter = first.isalpha() or first == "_"
    ascii_pair = last.isascii() and letter and first.isascii()
    chinese_pair = not last.isascii() and letter and (not first.isascii() or first == "_")
    amount = last.isnumeric() and first in "万亿年%％"
    return ascii_pair or chinese_pair or amount
