"""What may be wrong with a Word document: one function per problem."""

from collections.abc import Sequence

from gouji.model.diagnostic import Diagnostic, Severity
from gouji.model.span import Span
from gouji.model.wording import Wording

WHY_FORMULA = Wording(zh="这一格是数学公式", en="the cell holds a formula in mathematical notation")


def tracked_changes() -> Diagnostic:
    """Changes that nobody has accepted or refused."""
    return Diagnostic(
        "tracked-changes",
        Severity.NOTE,
        Wording(
            zh="文档带有修订记录，按全部接受之后的样子读取",
            en="the document holds tracked changes; it is read as if all were accepted",
        ),
        hint=Wording(zh="请先接受或拒绝修订", en="accept or refuse them first"),
    )


def hidden_text() -> Diagnostic:
    """Text or rows that are not printed."""
    return Diagnostic(
        "hidden-text",
        Severity.NOTE,
        Wording(zh="文档有隐藏文字，没有读取", en="the document has hidden text; it is left out"),
    )


def open_field() -> Diagnostic:
    """A field that begins and does not end: what is printed behind it cannot be told."""
    return Diagnostic(
        "open-field",
        Severity.WARNING,
        Wording(
            zh="文档里有一个域没有结尾，其后的文字可能没有读出",
            en="a field of the document has no end; text behind it may be missing",
        ),
        hint=Wording(
            zh="请用 Word 或 WPS 打开，另存一份再读", en="open it with Word or WPS and save it anew"
        ),
    )


def foreign_part() -> Diagnostic:
    """A document of another format that stands in this one as a part of it."""
    return Diagnostic(
        "foreign-part",
        Severity.WARNING,
        Wording(
            zh="文档里嵌有别的文档，嵌入的部分没有读取",
            en="another document is put into this one; that part is left unread",
        ),
        hint=Wording(
            zh="请用 Word 或 WPS 打开，另存一份再读", en="open it with Word or WPS and save it anew"
        ),
    )


def foreign_object(place: Span) -> Diagnostic:
    """A sheet or a document of another program, shown as a picture."""
    return Diagnostic(
        "foreign-object",
        Severity.WARNING,
        Wording(
            zh="这里嵌有别的程序的内容（如 Excel 表），没有读取",
            en="the content of another program (such as a sheet of Excel) stands here; left unread",
        ),
        place,
        Wording(zh="请改为普通表格", en="make it a table of the document"),
    )


def unknown_numerals(kinds: Sequence[str]) -> Diagnostic:
    """Numbers of lists in numerals that are not known."""
    named = ", ".join(kinds)
    return Diagnostic(
        "unknown-numerals",
        Severity.NOTE,
        Wording(
            zh=f"自动编号用了不认识的数字（{named}），编号没有读出",
            en=f"lists are numbered in numerals that are not known ({named}); the numbers are left out",
        ),
    )
