"""What may be wrong with a PDF: one function per problem."""

from gouji.model.diagnostic import Diagnostic, Severity
from gouji.model.locator import ranges
from gouji.model.wording import Wording

_AGAIN = Wording(
    zh="请重新取得文件，或从原稿另存为 PDF、.docx 或网页",
    en="get the file again, or save the original as PDF, .docx or a web page",
)

WHY_LOST = Wording(
    zh="文件的字体没有说明这些字形是什么字", en="the font does not say which characters they are"
)
WHY_BROKEN = Wording(zh="这一格的框线不完整", en="the rules around the cell are not whole")
WHY_CROSSED = Wording(
    zh="文字越过了框线，无法确定属于哪一格",
    en="print reaches over the rules, so it cannot be told to which cell it belongs",
)


def not_installed() -> Diagnostic:
    """The library that reads PDF is not there."""
    return Diagnostic(
        "pdf-not-installed",
        Severity.ERROR,
        Wording(
            zh='读取 PDF 需要另装一个组件：pip install "gouji[pdf]"',
            en='PDF needs one more component: pip install "gouji[pdf]"',
        ),
    )


def locked() -> Diagnostic:
    """The file asks for a password."""
    return Diagnostic(
        "pdf-encrypted",
        Severity.ERROR,
        Wording(zh="PDF 有打开密码，没有读取", en="the PDF asks for a password; left unread"),
        hint=Wording(zh="请解除密码后另存", en="save it without a password"),
    )


def broken() -> Diagnostic:
    """The file is no PDF that can be opened."""
    return Diagnostic(
        "pdf-broken",
        Severity.ERROR,
        Wording(zh="PDF 已损坏，读不出", en="the PDF is broken and cannot be read"),
        hint=_AGAIN,
    )


def cut() -> Diagnostic:
    """The file does not end as a PDF does."""
    return Diagnostic(
        "pdf-cut",
        Severity.WARNING,
        Wording(
            zh="PDF 的结尾不完整，文件可能被截断，读到的内容可能不全",
            en="the PDF does not end as it should: it may have been cut, and more may be missing",
        ),
        hint=_AGAIN,
    )


def damaged() -> Diagnostic:
    """A part of the file is not what was written."""
    return Diagnostic(
        "pdf-damaged",
        Severity.WARNING,
        Wording(
            zh="PDF 内部有损坏，读到的内容可能不全",
            en="the PDF is damaged inside: more may be missing",
        ),
        hint=_AGAIN,
    )


def pictures() -> Diagnostic:
    """There is no text: the pages are pictures."""
    return Diagnostic(
        "pdf-pictures",
        Severity.ERROR,
        Wording(
            zh="无法检查：各页都是图片（扫描件），没有文字",
            en="not checkable: the pages are pictures (a scan) without text",
        ),
        hint=Wording(
            zh="请提供由原稿直接导出的 PDF、.docx 或网页",
            en="give a PDF made from the original, a .docx or a web page",
        ),
    )


def no_print() -> Diagnostic:
    """Nothing is printed on any page."""
    return Diagnostic(
        "empty-document",
        Severity.ERROR,
        Wording(zh="文档没有任何文字", en="the document holds no text"),
        hint=_AGAIN,
    )


def picture_pages(pages: list[int]) -> Diagnostic:
    """Some pages are pictures, or hold one that may be a part of the report."""
    told = ranges(pages)
    return Diagnostic(
        "pdf-picture",
        Severity.WARNING,
        Wording(
            zh=f"第 {told} 页有图片，其中的文字读不到",
            en=f"there are pictures on page {told}; what they print is not read",
        ),
    )


def scanned_pages(pages: list[int]) -> Diagnostic:
    """The text lies unprinted over a picture: a machine read it."""
    told = ranges(pages)
    return Diagnostic(
        "pdf-scanned",
        Severity.NOTE,
        Wording(
            zh=f"第 {told} 页是扫描图片，文字来自附带的识别结果，可能有误",
            en=f"page {told} is a scan: its text was recognised by a machine and may be wrong",
        ),
    )


def lost_characters(count: int) -> Diagnostic:
    """Characters of which the font does not say what they are."""
    return Diagnostic(
        "pdf-lost-characters",
        Severity.WARNING,
        Wording(
            zh=f"有 {count} 个字符的字体没有说明是什么字，以“\ufffd”代替",
            en=f"the fonts do not say what {count} characters are; \ufffd stands for them",
        ),
    )


def lost_pages(pages: list[int]) -> Diagnostic:
    """Pages that the file announces and that are not there."""
    told = ranges(pages)
    return Diagnostic(
        "pdf-lost-pages",
        Severity.WARNING,
        Wording(zh=f"第 {told} 页读不出", en=f"page {told} cannot be read"),
        hint=_AGAIN,
    )
