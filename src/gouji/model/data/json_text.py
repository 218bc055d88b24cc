"""JSON, value by value, by the rules of JSON alone."""

import json
import re
from contextlib import suppress
from dataclasses import dataclass, field
from fractions import Fraction
from typing import NoReturn

from gouji.model.data import problems
from gouji.model.data.trouble import Stopped, Trouble
from gouji.model.data.values import Data, Field, Items, Path, Record, Scalar, exact
from gouji.model.diagnostic import Diagnostic
from gouji.model.span import Source, Span
from gouji.model.wording import Wording

_BLANK = re.compile(r"[ \t\n\r]*+")
_FIGURE = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?")
_PLAIN = r'[^"\\\x00-\x1f]*+'
_ESCAPE = r'\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})'
_STRING_BODY = re.compile(f'"{_PLAIN}(?:{_ESCAPE}{_PLAIN})*+')
_WORD = re.compile(r"[-+.\w]+|.", re.DOTALL)
_CONSTANTS = {"true": True, "false": False, "null": None}
_NO_FIGURES = frozenset(["NaN", "Infinity", "-Infinity"])
_HALF = re.compile("[\ud800-\udfff]")


def read_json(source: Source) -> tuple[Data | None, tuple[Diagnostic, ...]]:
    """The values of a JSON text, or why there are none."""
    reader = _Reader(source)
    value: Data | None = None
    with suppress(Stopped):
        value = reader.document()
    found = reader.trouble.found
    return (None if found else value), tuple(found)


@dataclass
class _Reader:
    """Moves through the text; `at` is the next character."""

    source: Source
    trouble: Trouble = field(default_factory=Trouble)
    at: int = 0

    def document(self) -> Data:
        """The only value of the text."""
        if not self._next():
            self.trouble.stop(problems.nothing_there(Span(self.source, 0, 0)))
        value = self._value(())
        if self._next():
            self.trouble.say(problems.several_documents(self._from(self.at, self.at + 1)))
        return value

    def _next(self) -> str:
        """The next character that is not blank, to which the reader moves; "" at the end."""
        match = _BLANK.match(self.source.text, self.at)
        assert match is not None
        self.at = match.end()
        return self.source.text[self.at : self.at + 1]

    def _from(self, start: int, end: int | None = None) -> Span:
        """From a place to another, else to where the reader is."""
        return Span(self.source, start, min(end or self.at, len(self.source.text)))

    def _value(self, path: Path) -> Data:
        char, start = self._next(), self.at
        collection = char in ("{", "[")
        self.trouble.count(path, self._from(start, start + 1), collection=collection)
        match char:
            case "{":
                return self._record(path)
            case "[":
                return self._items(path)
            case '"':
                text = self._string(path)
                return Scalar(self._from(start), text, text)
            case _:
                return self._word(path)

    def _items(self, path: Path) -> Items:
        start, found = self.at, list[Data]()
        more = self._opens("]")
        while more:
            found.append(self._value((*path, len(found))))
            more = self._goes_on("]")
        return Items(self._from(start), tuple(found))

    def _record(self, path: Path) -> Record:
        start, fields = self.at, dict[str, Field]()
        more = self._opens("}")
        while more:
            key, place = self._key(path)
            value = self._value((*path, key))
            if key in fields:
                problem = problems.duplicate_key(key, path, fields[key].key, place)
                self.trouble.say(problem)
            else:
                fields[key] = Field(place, value)
            more = self._goes_on("}")
        return Record(self._from(start), fields)

    def _key(self, path: Path) -> tuple[str, Span]:
        """The next key, behind whose colon the reader moves."""
        if self._next() != '"':
            self._wrong("这里应是加双引号的键", "a key between double quotation marks is due here")
        start = self.at
        key = self._string(path)
        place = self._from(start)
        if self._next() != ":":
            self._wrong("键后面缺少冒号", "the colon behind a key is missing")
        self.at += 1
        return key, place

    def _opens(self, closing: str) -> bool:
        """Whether there is anything between the brackets; else the reader moves behind them."""
        self.at += 1
        empty = self._next() == closing
        self.at += empty
        return not empty

    def _goes_on(self, closing: str) -> bool:
        """Whether a comma follows, and not the closing bracket; the reader moves behind either."""
        char = self._next()
        if char not in (",", closing) or not char:
            self._wrong(
                f"缺少逗号或右括号 {closing}", f"a comma or the closing {closing} is missing here"
            )
        self.at += 1
        return char == ","

    def _string(self, path: Path) -> str:
        text, start = self.source.text, self.at
        match = _STRING_BODY.match(text, start)
        assert match is not None
        self.at = match.end()
        char = text[self.at : self.at + 1]
        if char == "\\":
            self._wrong("反斜杠后面的字符不对", "no such character may follow a backslash")
        if char and char != '"':
            self._wrong(
                "引号里有换行、制表符等控制字符（请写 \\n、\\t）",
                "a line end, a tab or another control character within quotation marks "
                "(write \\n, \\t)",
            )
        if not char:
            self.at = start
            self._wrong("引号没有结束", "the quotation mark is not closed")
        self.at += 1
        value: str = json.loads(text[start : self.at])
        if _HALF.search(value):
            self.trouble.say(problems.lone_surrogate(path, self._from(start)))
        return value

    def _word(self, path: Path) -> Scalar:
        start = self.at
        match = _WORD.match(self.source.text, start)
        if match is None:
            self._wrong("文件在这里中断", "the file breaks off here")
        word = match[0]
        place = self._from(start, match.end())
        value = self._meaning(word, path, place)
        self.at = match.end()
        return Scalar(place, word, value)

    def _meaning(self, word: str, path: Path, place: Span) -> bool | Fraction | None:
        if word in _CONSTANTS:
            return _CONSTANTS[word]
        if word in _NO_FIGURES:
            self.trouble.say(problems.no_number(path, place))
            return None
        if not _FIGURE.fullmatch(word):
            self._wrong(
                "这里应是一个值；文字要加双引号，数不能以 0、+ 或小数点开头",
                "a value is due here: a text stands between double quotation marks, "
                "and no number begins with 0, + or a point",
            )
        number = exact(word)
        if number is None:
            self.trouble.say(problems.long_number(path, place))
        return number

    def _wrong(self, zh: str, en: str) -> NoReturn:
        """The text is no JSON where the reader is."""
        place = self._from(self.at, self.at + 1)
        self.trouble.stop(problems.syntax(place, Wording(zh=zh, en=en)))
