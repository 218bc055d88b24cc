"""Build the parser: gouji.lark, and one terminal for every keyword of keywords.yaml."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property

import yaml
from lark import Lark, Token

from gouji.language.files import grammar_folder
from gouji.model.frozen import frozen

_BLANK = r"[ \t\r\n\f\u00a0\u3000]+"


@frozen
class Keyword:
    """One terminal of the grammar and the words that spell it; the first of each is canonical."""

    terminal: str
    english: tuple[str, ...]
    chinese: tuple[str, ...]
    soft: bool

    @property
    def words(self) -> tuple[str, ...]:
        """Every spelling."""
        return self.english + self.chinese


@dataclass(frozen=True)
class Vocabulary:
    """Every word of the language: the keywords, and the Chinese spellings of built-in names."""

    keywords: tuple[Keyword, ...]
    functions: Mapping[str, tuple[str, ...]]
    fields: Mapping[str, tuple[str, ...]]

    @cached_property
    def terminals(self) -> Mapping[str, Keyword]:
        """Terminal → keyword."""
        return {keyword.terminal: keyword for keyword in self.keywords}

    @cached_property
    def words(self) -> Mapping[str, str]:
        """Spelling → terminal."""
        return {word: keyword.terminal for keyword in self.keywords for word in keyword.words}

    @cached_property
    def names(self) -> Mapping[str, tuple[str, ...]]:
        """English built-in name → its Chinese spellings."""
        return {**self.functions, **self.fields}

    @cached_property
    def english(self) -> Mapping[str, str]:
        """Chinese spelling of a built-in name → its English one."""
        return {word: english for english, words in self.names.items() for word in words}


@cache
def vocabulary() -> Vocabulary:
    """The words of both languages."""
    text = (grammar_folder() / "keywords.yaml").read_text(encoding="utf-8")
    table = yaml.load(text, Loader=yaml.CSafeLoader)  # ten times as fast as safe_load
    keywords = (
        Keyword(f"_{terminal}", tuple(words["en"]), tuple(words["zh"]), words.get("soft", False))
        for terminal, words in table["keywords"].items()
    )
    functions, fields = (
        {english: tuple(chinese) for english, chinese in table[part].items()}
        for part in ("functions", "fields")
    )
    return Vocabulary(tuple(keywords), functions, fields)


def canonical(name: str) -> str:
    """The English spelling of a built-in name; any other name as it is.

    >>> canonical("合计"), canonical("新收")
    ('sum', '新收')
    """
    return vocabulary().english.get(name, name)


def _definition(keyword: Keyword) -> str:
    """The terminal matches phrases and signs itself; a single word is lexed as a name first."""
    phrases = [word for word in keyword.words if not word.isidentifier()]
    patterns = [
        _BLANK.join(map(re.escape, phrase.split())) + r"(?![A-Za-z0-9_])" * phrase[-1].isalpha()
        for phrase in phrases
    ]
    if not patterns:
        return f"%declare {keyword.terminal}"
    return f"{keyword.terminal}.2: /{'|'.join(patterns)}/"


def build(*, strict: bool = False) -> Lark:
    """A new parser; strict (for tests) refuses every conflict and every collision of terminals."""
    words = vocabulary().words

    def recognise(name: Token) -> Token:
        return name.update(type=words.get(name, name.type))

    keywords = vocabulary().keywords
    names = " | ".join(["NAME", *(keyword.terminal for keyword in keywords if keyword.soft)])
    text = (grammar_folder() / "gouji.lark").read_text(encoding="utf-8")
    return Lark(
        "\n".join([text, f"!?name: {names}", *map(_definition, keywords), ""]),
        parser="lalr",
        lexer="basic",
        start=["rule_file", "expr"],
        strict=strict,
        propagate_positions=True,
        maybe_placeholders=True,
        lexer_callbacks={"NAME": recognise},
    )


@cache
def parser() -> Lark:
    """The parser, built once."""
    return build()
