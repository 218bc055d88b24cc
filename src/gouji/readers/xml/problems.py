"""What may be wrong with an XML document: one function per problem, in the words of its reader."""

from collections.abc import Sequence

from gouji.model.diagnostic import Diagnostic, Severity
from gouji.model.form import Entry, Table
from gouji.model.span import Span
from gouji.model.wording import Wording, quoted


def web_page(place: Span | None) -> Diagnostic:
    """An HTML page, such as a server's error message, under the name of a report."""
    return _error(
        "web-page",
        place,
        Wording(
            zh="这是一个网页，不是 XML 报告",
            en="this is a web page, not a report in XML",
        ),
        Wording(
            zh="下载时可能保存了网站的出错页面；请重新下载",
            en="the site may have answered with an error page: download the report again",
        ),
    )


def no_xml(place: Span, why: str) -> Diagnostic:
    """Text that breaks the rules of XML, or breaks off."""
    return _error(
        "no-xml",
        place,
        Wording(
            zh=f"不是完整的 XML（{why}），没有读取",
            en=f"this is no complete XML ({why}); left unread",
        ),
        Wording(
            zh="请确认文件是否完整", en="make sure that the file is complete and was not changed"
        ),
    )


def document_type(place: Span) -> Diagnostic:
    """A document type: it may define entities and name other files."""
    return _error(
        "xml-document-type",
        place,
        Wording(
            zh="文件带有文档类型声明（DOCTYPE），为安全起见没有读取",
            en="the file declares a document type (DOCTYPE); for safety it is left unread",
        ),
        Wording(
            zh="请删去 DOCTYPE 一段后再读", en="remove the declaration, and the entities it defines"
        ),
    )


def bad_encoding(place: Span | None, encoding: str) -> Diagnostic:
    """Bytes that are not in the encoding that the document states."""
    return _error(
        "xml-encoding",
        place,
        Wording(
            zh=f"文件不合它声明的编码（{quoted(encoding)}），没有读取",
            en=f"the bytes are not in the stated encoding ({quoted(encoding)}); left unread",
        ),
    )


def unknown_encoding(place: Span | None, encoding: str) -> Diagnostic:
    """An encoding that no reader here knows, or one of two bytes without its mark."""
    return _error(
        "xml-encoding",
        place,
        Wording(
            zh=f"文件声明的编码（{quoted(encoding)}）不支持，没有读取",
            en=f"the stated encoding ({quoted(encoding)}) is not supported; left unread",
        ),
        Wording(zh="请另存为 UTF-8", en="save it as UTF-8"),
    )


def unknown_root(place: Span, name: str, known: Sequence[str]) -> Diagnostic:
    """A document of another kind."""
    zh, en = "、".join(known), ", ".join(known)
    return _error(
        "no-form-fits",
        place,
        Wording(
            zh=f"没有规则包认识以 {quoted(name)} 为根元素的 XML",
            en=f"no pack knows XML whose root element is {quoted(name)}",
        ),
        Wording(zh=f"认识的有：{zh}", en=f"known are: {en}"),
    )


def several_mappings(place: Span, forms: Sequence[str]) -> Diagnostic:
    """Several ways to read a document that place as much of it: nothing says which is meant."""
    zh, en = "、".join(map(quoted, forms)), ", ".join(map(quoted, forms))
    return _error(
        "several-forms-fit",
        place,
        Wording(
            zh=f"有 {len(forms)} 份对应表同样适合这份 XML（{zh}），没有读取",
            en=f"{len(forms)} mappings fit this XML equally well ({en}); left unread",
        ),
        Wording(
            zh="请用 --rules 只指定其中一个规则包", en="name one of the packs alone with --rules"
        ),
    )


def no_mapping(place: Span) -> Diagnostic:
    """XML, and no pack that says how any XML is read."""
    return _error(
        "no-form-fits",
        place,
        Wording(
            zh="所用的规则包都没有说明怎样读取 XML",
            en="no pack at hand says how XML is read",
        ),
        Wording(
            zh="请用 --rules 指定含有 .xml.yaml 文件的规则包",
            en="name a pack with --rules that has a file .xml.yaml",
        ),
    )


def undeclared_rows(reference: str, tables: Sequence[str], places: Sequence[Span]) -> Diagnostic:
    """Rows that refer to nothing the document declares, or say nothing of what they belong to."""
    named = "、".join(tables), ", ".join(tables)
    zh, en = (f"“{quoted(reference)}”", f" ({quoted(reference)})") if reference else ("", "")
    return Diagnostic(
        "undeclared-row",
        Severity.NOTE,
        Wording(
            zh=f"有 {len(places)} 行{zh}没有指向文件里列出的任何一项：{named[0]}",
            en=f"{len(places)} rows{en} belong to nothing that the document lists: {named[1]}",
        ),
        places[0],
        Wording(zh="请写明各行所属", en="say what the rows belong to"),
        tuple(places[1:]),
    )


def repeated_key(table: Table, key: str, places: Sequence[Span]) -> Diagnostic:
    """A key of open rows that is given more than once; each of its rows was read."""
    return Diagnostic(
        "repeated-key",
        Severity.NOTE,
        Wording(
            zh=f"{table.short}「{quoted(key)}」有 {len(places)} 行",
            en=f"{table.short}: {quoted(key)} has {len(places)} rows",
        ),
        places[-1],
        Wording(zh="请只保留一行", en="keep one of them"),
        tuple(places[:-1]),
    )


def repeated_declaration(name: str, places: Sequence[Span]) -> Diagnostic:
    """What rows refer to, listed more than once."""
    return Diagnostic(
        "repeated-key",
        Severity.NOTE,
        Wording(
            zh=f"「{quoted(name)}」列出了 {len(places)} 次",
            en=f"{quoted(name)} is listed {len(places)} times",
        ),
        places[-1],
        Wording(zh="请只保留一处", en="keep one of them"),
        tuple(places[:-1]),
    )


def repeated_row(table: Table, row: Entry, places: Sequence[Span], differing: int) -> Diagnostic:
    """A row of the form that is given more than once."""
    name, times = f"{table.short} · {row.short}", len(places)
    if differing:
        zh, en = f"其中 {differing} 格不同，不采用", f"{differing} cells differ, which do not count"
    else:
        zh, en = "各格相同，取第一次", "all cells agree, and the first is kept"
    return Diagnostic(
        "repeated-row",
        Severity.WARNING if differing else Severity.NOTE,
        Wording(zh=f"{name} 有 {times} 行：{zh}", en=f"{name} has {times} rows: {en}"),
        places[0],
        Wording(zh="请只保留一行", en="keep one of them"),
        tuple(places[1:]),
    )


def unplaced_element(name: str, texts: Sequence[str], place: Span) -> Diagnostic:
    """Printed values that no path of the mapping leads to; the place is that of the first."""
    figure = any(char.isdigit() for text in texts for char in text)
    more = len(texts) - 1
    zh, en = (f"（另有 {more} 处）", f" (and {more} more)") if more else ("", "")
    return Diagnostic(
        "unplaced-element",
        Severity.WARNING if figure else Severity.NOTE,
        Wording(
            zh=f"{name} 的内容不属于格式的任何一处：{quoted(texts[0])}{zh}",
            en=f"{name} belongs to no part of the form: {quoted(texts[0])}{en}",
        ),
        place,
    )


def unreadable_year(text: str, place: Span) -> Diagnostic:
    """What stands where the year should be is none."""
    return _warning(
        "unreadable-year",
        place,
        Wording(zh=f"年度读不出：{quoted(text)}", en=f"this is no year: {quoted(text)}"),
    )


AGENCY = Wording(zh="机关", en="agency")
TITLE = Wording(zh="标题", en="title")
YEAR = Wording(zh="年度", en="year")
DAY = Wording(zh="发布日期", en="day of publication")


def several_values(what: Wording, texts: Sequence[str], places: Sequence[Span]) -> Diagnostic:
    """What a report says of itself once is there several times, and not the same."""
    zh, en = "、".join(map(quoted, texts)), ", ".join(map(quoted, texts))
    return Diagnostic(
        "several-values",
        Severity.WARNING,
        Wording(
            zh=f"{what.zh}有几个不同的值（{zh}），取第一个",
            en=f"several values stand for the {what.en} ({en}); the first is taken",
        ),
        places[0],
        related=tuple(places[1:]),
    )


def year_of_the_name(year: int, name: str) -> Diagnostic:
    """The document states no year, but its name does."""
    return Diagnostic(
        "year-of-the-name",
        Severity.NOTE,
        Wording(
            zh=f"文件没有写明年度，按文件名 {quoted(name)} 作 {year} 年",
            en=f"the document states no year; by its name {quoted(name)} it is {year}",
        ),
    )


def _error(
    code: str, place: Span | None, message: Wording, hint: Wording | None = None
) -> Diagnostic:
    return Diagnostic(code, Severity.ERROR, message, place, hint)


def _warning(
    code: str,
    place: Span,
    message: Wording,
    hint: Wording | None = None,
    related: tuple[Span, ...] = (),
) -> Diagnostic:
    return Diagnostic(code, Severity.WARNING, message, place, hint, related)


WHY_SEVERAL = Wording(zh="有几个不同的值", en="several different values stand there")
