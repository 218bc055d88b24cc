"""What may be wrong with the mapping of an XML format: one function per problem."""

from collections.abc import Iterable, Sequence

from gouji.language.nearest import nearest
from gouji.model.data import Path, path_text
from gouji.model.diagnostic import Diagnostic, Severity
from gouji.model.form import Table
from gouji.model.span import Span
from gouji.model.wording import Wording, quoted
from gouji.scan.data_problems import did_you_mean

_PATH = 60
"""Characters of a path that are repeated."""

FORM = Wording(zh="格式", en="form")
TABLE = Wording(zh="表", en="table")
ROW = Wording(zh="行", en="row")
COLUMN = Wording(zh="列", en="column")
SECTION = Wording(zh="部分", en="section")
OPEN_KEY = Wording(zh="逐行的键", en="key of open rows")

PATHS = Wording(
    zh="应为路径，或由几条路径组成的列表",
    en="must be a path, or a list of paths that stand in for one another",
)
VALUE = Wording(zh="应为文字或数", en="must be a text or a number")
MEANING = Wording(
    zh="应为 {from: 数, to: 数}，或 blank、dash、not_applicable_mark、redacted、unreadable 之一",
    en="must be {from: number, to: number}, or one of blank, dash, not_applicable_mark, redacted, "
    "unreadable",
)
YES_OR_NO = Wording(zh="应为 true 或 false", en="must be true or false")


def bad_path(path: Path, place: Span, text: str) -> Diagnostic:
    """A text that is no path."""
    return _error(
        "bad-path",
        place,
        path,
        Wording(
            zh=f"这不是路径：{quoted(text, _PATH)}",
            en=f"this is no path: {quoted(text, _PATH)}",
        ),
        Wording(
            zh='路径如 a:部分/a:行[a:编号 = "3"]/@id，每段是元素名或 ..，最后可以是 @属性',
            en='a path is like a:part/a:row[a:code = "3"]/@id: names of elements or .., and at the '
            "end perhaps an @attribute",
        ),
    )


def unknown_prefix(path: Path, place: Span, prefix: str, known: Iterable[str]) -> Diagnostic:
    """A prefix for which no namespace is given."""
    names = list(known)
    return _error(
        "unknown-prefix",
        place,
        path,
        Wording(
            zh=f"前缀「{prefix}」没有在 namespaces 里写明",
            en=f'the prefix "{prefix}" is not among the namespaces',
        ),
        did_you_mean(nearest(prefix, names)),
    )


def unknown_part(
    path: Path, place: Span, what: Wording, name: str, known: Sequence[str]
) -> Diagnostic:
    """A name that nothing in the pack's forms bears."""
    return _error(
        "unknown-part",
        place,
        path,
        Wording(
            zh=f"没有叫「{quoted(name)}」的{what.zh}", en=f'there is no {what.en} "{quoted(name)}"'
        ),
        did_you_mean(nearest(name, known)),
    )


def row_of(table: Table) -> Wording:
    """What a name should be that is none of a table's rows."""
    return Wording(zh=f"{table.short}的行", en=f"row of {table.short}")


def ambiguous_part(
    path: Path, place: Span, what: Wording, name: str, codes: Sequence[str]
) -> Diagnostic:
    """A label that several parts of the form bear."""
    return _error(
        "ambiguous-part",
        place,
        path,
        Wording(
            zh=f"有几个{what.zh}叫「{quoted(name)}」",
            en=f'several {what.en}s are called "{quoted(name)}"',
        ),
        Wording(zh=f"请写编码：{'、'.join(codes)}", en=f"write the code: {', '.join(codes)}"),
    )


def no_open_rows(path: Path, place: Span, table: Table) -> Diagnostic:
    """Rows that go by a key, in a table that has none but those of the form."""
    return _error(
        "no-open-rows",
        place,
        path,
        Wording(
            zh=f"{table.short}只有固定的行，没有逐行的键",
            en=f"{table.short} has fixed rows only: none of them goes by a key",
        ),
        Wording(zh="请用 rows 写各行的路径", en="give the path of each row under rows"),
    )


def undeclared_key(path: Path, place: Span, name: str) -> Diagnostic:
    """References to a key of open rows of which it is not said what a document declares."""
    return _error(
        "lacking-key",
        place,
        path,
        Wording(
            zh=f"各行指向 {quoted(name)}，而 keys 里没有写它",
            en=f"rows refer to {quoted(name)}, and it is not among the keys",
        ),
        Wording(
            zh="请在 keys 里写明文件在哪里列出它们", en="say under keys where a document lists them"
        ),
    )


def twice(path: Path, place: Span, what: Wording, name: str) -> Diagnostic:
    """A part of the form that two keys mean."""
    return _error(
        "mapped-twice",
        place,
        path,
        Wording(zh=f"{what.zh}「{name}」写了两次", en=f"the {what.en} {name} is mapped twice"),
    )


def no_source(path: Path, place: Span, what: Wording, names: Sequence[str]) -> Diagnostic:
    """Parts of the form for which the mapping gives no path."""
    return _error(
        "not-mapped",
        place,
        path,
        Wording(
            zh=f"没有写明{what.zh}的路径：{'、'.join(names)}",
            en=f"no path is given for the {what.en} {', '.join(names)}",
        ),
    )


def no_reference(path: Path, place: Span) -> Diagnostic:
    """Rows of which it is not said what they are."""
    return _error(
        "no-row-key",
        place,
        path,
        Wording(
            zh="没有写明各行凭什么区分：需要 key、reference 或 link，或者 rows 只列固定行",
            en="it is not said what a row is: key, reference or link is needed, or fixed rows alone",
        ),
    )


def meaningless(path: Path, place: Span, text: str) -> Diagnostic:
    """A text in place of a cell that is left out, which no cell could be read from."""
    return _error(
        "no-figure",
        place,
        path,
        Wording(
            zh=f"「{quoted(text)}」读不成数，也不是 values 里的写法",
            en=f'"{quoted(text)}" is no figure, and not among the values',
        ),
        Wording(
            zh="请写 0、N/A 之类，或在 values 里写明它的意思",
            en="write a figure or a mark such as N/A, or say under values what it means",
        ),
    )


def empty_interval(path: Path, place: Span) -> Diagnostic:
    """An interval whose end lies before its beginning."""
    return _error(
        "empty-interval",
        place,
        path,
        Wording(zh="from 不能大于 to", en="from must not be more than to"),
    )


def _error(
    code: str, place: Span, path: Path, message: Wording, hint: Wording | None = None
) -> Diagnostic:
    where = path_text(path)
    said = Wording(zh=f"{where}：{message.zh}", en=f"{where}: {message.en}") if where else message
    return Diagnostic(code, Severity.ERROR, said, place, hint)
