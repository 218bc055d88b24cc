"""What may be wrong with a web page: one function per problem."""

from collections.abc import Sequence

from gouji.model.diagnostic import Diagnostic, Severity
from gouji.model.wording import Wording, quoted

_NAMED = 5

WHY_RAISED = Wording(
    zh="数字旁有上标、下标或删除线",
    en="something beside the figure is raised, lowered or struck out",
)
WHY_SEVERAL_FIGURES = Wording(zh="一格里有几个数", en="several figures stand in the cell")

_DOWNLOAD = Wording(
    zh="请重新下载或另存整个网页", en="download the page again, or save it as a whole"
)
_SAVE_AS = Wording(
    zh="请在浏览器中打开，把报告正文另存为网页或复制成文本",
    en="open it in a browser and save the text of the report as a page or as plain text",
)


def no_characters(name: str) -> Diagnostic:
    """Bytes that are in no encoding of pages."""
    return _unread(
        "no-text",
        Wording(
            zh=f"{name}：无法识别文字编码，没有读取",
            en=f"{name}: its bytes are no text in any encoding of web pages; left unread",
        ),
        _DOWNLOAD,
    )


def other_encoding(stated: str, encoding: str) -> Diagnostic:
    """A page that is in another encoding than it states."""
    return Diagnostic(
        "encoding-conflict",
        Severity.NOTE,
        Wording(
            zh=f"网页声明编码为 {stated}，实际按 {encoding.upper()} 读取",
            en=f"the page states the encoding {stated}; it was read as {encoding.upper()}",
        ),
    )


def breaks_off(unclosed: Sequence[str]) -> Diagnostic:
    """A page of which the end is missing."""
    named = ", ".join(f"<{name}>" for name in dict.fromkeys(unclosed[-_NAMED:]))
    zh = f"（{named} 没有结束）" if named else ""
    en = f" ({named} not closed)" if named else ""
    return Diagnostic(
        "html-cut",
        Severity.WARNING,
        Wording(
            zh=f"网页不完整，末尾可能缺失{zh}",
            en=f"the page is incomplete: its end may be missing{en}",
        ),
        hint=_DOWNLOAD,
    )


def site_left_out(texts: Sequence[str]) -> Diagnostic:
    """Paragraphs below the first heading that were taken for links or for the foot of the site."""
    named = [quoted(text) for text in texts[:_NAMED]]
    zh = "、".join(f"「{text}」" for text in named)
    en = ", ".join(f"{text!r}" for text in named)
    return Diagnostic(
        "site-left-out",
        Severity.NOTE,
        Wording(
            zh=f"有 {len(texts)} 段当作网站的链接或页脚，没有读取：{zh}",
            en=f"{len(texts)} paragraphs were taken for links or the foot of the site "
            f"and left out: {en}",
        ),
        hint=Wording(
            zh="若其中有报告正文，请把正文复制成文本再读",
            en="if the report says any of it, copy its text and read that",
        ),
    )


def text_lost(missing: int) -> Diagnostic:
    """Text that stands in the file and is not in the tree of the page."""
    return Diagnostic(
        "html-text-lost",
        Severity.WARNING,
        Wording(
            zh=f"网页的结构有误，约有 {missing} 个字符没有读出",
            en=f"the markup of the page is broken: about {missing} characters were not read",
        ),
        hint=_SAVE_AS,
    )


def nothing_printed() -> Diagnostic:
    """A page without text."""
    return _unread(
        "empty-document",
        Wording(zh="网页没有任何文字", en="the page holds no text"),
        Wording(
            zh="正文可能由脚本载入：请在浏览器中打开后另存",
            en="a script may load its text: open it in a browser and save it from there",
        ),
    )


def lost_in_markup(remark: Wording) -> Diagnostic:
    """Characters that were lost outside the text of the page."""
    return Diagnostic("lost-characters", Severity.NOTE, remark)


def _unread(code: str, message: Wording, hint: Wording | None = None) -> Diagnostic:
    return Diagnostic(code, Severity.ERROR, message, hint=hint)
