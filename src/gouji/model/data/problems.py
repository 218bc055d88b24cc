"""What may be wrong with YAML and JSON: one function per problem."""

from collections.abc import Sequence

from gouji.model.data.values import Path, at_path, beginning
from gouji.model.diagnostic import Diagnostic, Severity
from gouji.model.span import Span
from gouji.model.wording import Wording, quoted


def syntax(place: Span, why: Wording, hint: Wording | None = None) -> Diagnostic:
    """The text breaks the rules of its format at a place; nothing behind it was read."""
    return _error("data-syntax", place, why, hint)


def nothing_there(place: Span) -> Diagnostic:
    """A text without a value."""
    return _error(
        "no-data",
        place,
        Wording(zh="文件里没有内容", en="the file holds nothing"),
        Wording(zh="请确认文件是否完整", en="make sure that the file is complete"),
    )


def too_large(place: Span, limit: int) -> Diagnostic:
    """More characters than anybody would write."""
    return _error(
        "data-too-large",
        place,
        Wording(
            zh=f"文件超过 {limit} 个字符，没有读取",
            en=f"the file has more than {limit} characters; left unread",
        ),
    )


def too_many(place: Span, limit: int) -> Diagnostic:
    """More values than anybody would write."""
    return _error(
        "data-too-large",
        place,
        Wording(
            zh=f"文件里的值超过 {limit} 个，没有读取",
            en=f"the file holds more than {limit} values; left unread",
        ),
    )


def too_deep(path: Path, place: Span, limit: int) -> Diagnostic:
    """Lists or mappings within one another without end."""
    return _error(
        "data-too-deep",
        place,
        at_path(path[:4], zh=f"嵌套超过 {limit} 层", en=f"nested more than {limit} levels deep"),
    )


def several_documents(place: Span) -> Diagnostic:
    """Something stands behind the first document."""
    return _error(
        "several-documents",
        place,
        Wording(zh="一个文件里有不止一份内容", en="the file holds more than one document"),
        Wording(zh="请分成几个文件", en="split it into several files"),
    )


def duplicate_key(key: str, path: Path, first: Span, second: Span) -> Diagnostic:
    """A key that stands twice in one mapping."""
    one, two = first.position.line, second.position.line
    return _error(
        "duplicate-key",
        second,
        at_path(
            path,
            zh=f"键「{quoted(key)}」重复（第 {one} 行与第 {two} 行）",
            en=f'the key "{quoted(key)}" stands twice (lines {one} and {two})',
        ),
        Wording(zh="请只保留一处", en="keep one of them"),
        (first,),
    )


def odd_key(path: Path, place: Span) -> Diagnostic:
    """A key that is no text."""
    return _error(
        "odd-key",
        place,
        at_path(
            path,
            zh=f"键「{quoted(place.text)}」不是文字",
            en=f'the key "{quoted(place.text)}" is not a text',
        ),
        Wording(zh="请给键加上引号", en="put the key between quotation marks"),
    )


def alias(path: Path, place: Span) -> Diagnostic:
    """An anchor or an alias: what a file says must stand where it is read."""
    return _error(
        "no-alias",
        place,
        at_path(
            path,
            zh=f"不允许锚点和引用（{quoted(place.text)}）",
            en=f"anchors and aliases are not allowed ({quoted(place.text)})",
        ),
        Wording(
            zh="请写出内容本身；若是文字，请加引号",
            en="write out the value; if it is a text, put it between quotation marks",
        ),
    )


def merge_key(path: Path, place: Span) -> Diagnostic:
    """A key << that is meant to copy another mapping."""
    return _error(
        "no-merge-key",
        place,
        at_path(path, zh="不允许合并键 <<", en="merge keys (<<) are not allowed"),
        Wording(zh="请写出各项", en="write out the entries"),
    )


def tag(path: Path, place: Span, name: str) -> Diagnostic:
    """A tag such as !!python/object or !!str."""
    shown = quoted(name.replace("tag:yaml.org,2002:", "!!"))
    return _error(
        "no-tag",
        place,
        at_path(path, zh=f"不允许标签 {shown}", en=f"tags are not allowed ({shown})"),
        Wording(
            zh="请去掉标签；文字可加引号",
            en="leave it out; a text may stand between quotation marks",
        ),
    )


def no_number(path: Path, place: Span) -> Diagnostic:
    """NaN or an infinity."""
    return _error(
        "no-number",
        place,
        at_path(
            path, zh=f"{quoted(place.text)} 不是数", en=f"{quoted(place.text)} is not a number"
        ),
        Wording(zh="空白请写 null", en="write null for a blank"),
    )


def long_number(path: Path, place: Span) -> Diagnostic:
    """A number that nothing counts."""
    return _error(
        "long-number",
        place,
        at_path(
            path,
            zh=f"数太长：{quoted(place.text)}",
            en=f"the number is too long: {quoted(place.text)}",
        ),
    )


def lone_surrogate(path: Path, place: Span) -> Diagnostic:
    r"""Half of a character, such as \ud83d alone."""
    return _error(
        "half-character",
        place,
        at_path(
            path,
            zh="文字里有半个字符（单独的 \\ud800–\\udfff）",
            en="the text holds half a character (a lone \\ud800-\\udfff)",
        ),
    )


def _error(
    code: str,
    place: Span,
    message: Wording,
    hint: Wording | None = None,
    related: Sequence[Span] = (),
) -> Diagnostic:
    return Diagnostic(code, Severity.ERROR, message, beginning(place), hint, tuple(related))
