"""YAML, event by event: the C scanner finds the values, nothing is constructed from them."""

import re
from fractions import Fraction

import yaml
from yaml.reader import ReaderError

from gouji.model.data import problems
from gouji.model.data.trouble import Stopped, Trouble
from gouji.model.data.values import Data, Field, Items, Path, Record, Scalar, exact
from gouji.model.diagnostic import Diagnostic
from gouji.model.span import Source, Span
from gouji.model.wording import Wording

_CONSTANTS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_FIGURE = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_NO_FIGURE = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_TAGGED = (yaml.ScalarEvent, yaml.CollectionStartEvent)
_SAID = {
    "cannot start any token": Wording(
        zh="这个字符不能出现在这里（如制表符、@、`）",
        en="this character (a tab, @ or ` say) cannot stand here",
    ),
    "mapping values are not allowed": Wording(
        zh="这里不能有“键: 值”：冒号前后或缩进有误",
        en='no "key: value" can stand here: look at the colon and the indentation',
    ),
    "block sequence entries are not allowed": Wording(
        zh="列表项“- ”应另起一行", en='an entry "- " of a list begins a line of its own'
    ),
    "maximum nesting depth": Wording(zh="嵌套太深", en="nested too deep"),
    "unexpected end of stream": Wording(zh="引号没有结束", en="the quotation mark is not closed"),
    "expected ',' or": Wording(
        zh="缺少逗号或右括号", en="a comma or the closing bracket is missing"
    ),
    "could not find expected ':'": Wording(
        zh="键后面缺少冒号", en="the colon behind a key is missing"
    ),
    "did not find expected key": Wording(
        zh="这里应是下一个键：缩进或引号有误",
        en="the next key was expected here: look at the indentation and the quotation marks",
    ),
    "expected '-' indicator": Wording(
        zh="这里应是下一个列表项：缩进有误",
        en="the next entry of the list was expected here: look at the indentation",
    ),
    "did not find expected alphabetic or numeric character": Wording(
        zh="以 * 或 & 开头的文字要加引号",
        en="a text that begins with * or & must stand between quotation marks",
    ),
    "control characters are not allowed": Wording(
        zh="有不可打印的控制字符", en="control characters are not allowed"
    ),
    "surrogates not allowed": Wording(zh="文字里有半个字符", en="the text holds half a character"),
}
_QUOTE = Wording(
    zh="含有 : # @ ` 等符号的文字请加引号；缩进只用空格",
    en="put a text with : # @ ` between quotation marks; indent with blanks only",
)


def read_yaml(source: Source) -> tuple[Data | None, tuple[Diagnostic, ...]]:
    """The values of a YAML text, or why there are none."""
    trouble = Trouble()
    found = trouble.found
    value: Data | None = None
    try:
        value = _Reader(source, trouble).document()
    except Stopped:
        pass
    except yaml.YAMLError as error:
        found.append(_syntax(source, error))
    except UnicodeEncodeError as error:
        place = Span(source, error.start, error.start + 1)
        found.append(problems.syntax(place, _said(error.reason)))
    return (None if found else value), tuple(found)


class _Reader:
    """Takes the events of the scanner one after the other."""

    def __init__(self, source: Source, trouble: Trouble) -> None:
        self.source = source
        self.trouble = trouble
        self.events = yaml.parse(source.text, Loader=yaml.CSafeLoader)
        self.shift = int(source.text.startswith("\ufeff"))  # not counted by the scanner

    def document(self) -> Data | None:
        """The only document of the text."""
        value: Data | None = None
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                if value is not None:
                    self.trouble.say(problems.several_documents(self.place(event)))
                    break
                value = self.value(next(self.events), ())
        if value is None:
            self.trouble.say(problems.nothing_there(Span(self.source, 0, 0)))
        return value

    def place(self, event: yaml.Event) -> Span:
        """Where an event stands, without the blanks behind it."""
        assert event.start_mark is not None
        assert event.end_mark is not None
        start, end = event.start_mark.index + self.shift, event.end_mark.index + self.shift
        printed = self.source.text[start:end].rstrip()
        return Span(self.source, start, start + len(printed))

    def value(self, event: yaml.Event, path: Path) -> Data:
        """The value that an event begins, read to its end."""
        place = self.place(event)
        collection = isinstance(event, yaml.CollectionStartEvent)
        self.trouble.count(path, place, collection=collection)
        self._refuse(event, path, place)
        match event:
            case yaml.MappingStartEvent():
                return self._record(event, path)
            case yaml.SequenceStartEvent():
                return self._items(event, path)
            case yaml.ScalarEvent():
                return Scalar(place, event.value, self._resolved(event, path, place))
            case _:
                return Scalar(place, place.text, None)  # an alias: refused

    def _refuse(self, event: yaml.Event, path: Path, place: Span) -> None:
        if isinstance(event, yaml.NodeEvent) and event.anchor is not None:
            self.trouble.say(problems.alias(path, place))
        if isinstance(event, _TAGGED) and event.tag is not None:
            self.trouble.say(problems.tag(path, place, event.tag))

    def _resolved(
        self, event: yaml.ScalarEvent, path: Path, place: Span
    ) -> str | bool | Fraction | None:
        text: str = event.value
        if event.style:
            return text
        if text in _CONSTANTS:
            return _CONSTANTS[text]
        if _NO_FIGURE.fullmatch(text):
            self.trouble.say(problems.no_number(path, place))
        if not _FIGURE.fullmatch(text):
            return text
        number = exact(text)
        if number is None:
            self.trouble.say(problems.long_number(path, place))
        return number

    def _items(self, start: yaml.SequenceStartEvent, path: Path) -> Items:
        found: list[Data] = []
        for event in self.events:
            if isinstance(event, yaml.SequenceEndEvent):
                end = self._end(event, found[-1].span if found else None)
                return Items(Span(self.source, self.place(start).start, end), tuple(found))
            found.append(self.value(event, (*path, len(found))))
        raise AssertionError("the scanner ends what it begins")

    def _record(self, start: yaml.MappingStartEvent, path: Path) -> Record:
        fields: dict[str, Field] = {}
        last: Span | None = None
        for event in self.events:
            if isinstance(event, yaml.MappingEndEvent):
                span = Span(self.source, self.place(start).start, self._end(event, last))
                return Record(span, fields)
            place, key = self.place(event), self._key(event, path)
            value = self.value(next(self.events), (*path, place.text if key is None else key))
            last = value.span
            if key is not None and key in fields:
                self.trouble.say(problems.duplicate_key(key, path, fields[key].key, place))
            elif key is not None:
                fields[key] = Field(place, value)
        raise AssertionError("the scanner ends what it begins")

    def _key(self, event: yaml.Event, path: Path) -> str | None:
        """The text of a key; numbers as they are written."""
        place = self.place(event)
        if not isinstance(event, yaml.ScalarEvent):
            self.trouble.say(problems.odd_key(path, place))
            if not isinstance(event, yaml.AliasEvent):
                self.value(event, (*path, place.text))
            return None
        self._refuse(event, path, place)
        text: str = event.value
        if not event.style and text == "<<":
            self.trouble.say(problems.merge_key(path, place))
            return None
        if not event.style and (text in _CONSTANTS or _NO_FIGURE.fullmatch(text)):
            self.trouble.say(problems.odd_key(path, place))
            return None
        return text

    def _end(self, event: yaml.Event, last: Span | None) -> int:
        """Where a collection ends: with its bracket, else with its last value."""
        place = self.place(event)
        return place.end if place.text or last is None else last.end


def _syntax(source: Source, error: yaml.YAMLError) -> Diagnostic:
    if isinstance(error, ReaderError):
        at = len(source.text.encode()[: error.position].decode(errors="ignore"))
        return problems.syntax(Span(source, at, at + 1), _said(error.reason))
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    shift = int(source.text.startswith("\ufeff"))
    at = min(mark.index + shift if mark else 0, len(source.text))
    said = str(getattr(error, "problem", None) or "")
    return problems.syntax(Span(source, at, min(at + 1, len(source.text))), _said(said), _QUOTE)


def _said(problem: str) -> Wording:
    """What the scanner says, in the two languages."""
    for part, wording in _SAID.items():
        if part in problem:
            return wording
    return Wording(zh="这里不合 YAML 语法", en=f"this is not YAML: {problem or 'unknown problem'}")
