"""What may be wrong with an office document as a file: one function per problem."""

from gouji.model.diagnostic import Diagnostic, Severity
from gouji.model.wording import Wording
from gouji.readers.unzip import RATIO

WHY_STRUCK = Wording(zh="有文字划了删除线", en="words are struck through")

_COMPLETE = Wording(
    zh="请重新下载或复制；若用 Word、WPS 或 Excel 能打开，请另存一份再读",
    en="download or copy it again; if Word, WPS or Excel opens it, save it anew",
)
_SAVE = Wording(
    zh="请用 Word、WPS 或 Excel 打开，另存一份再读",
    en="open it with Word, WPS or Excel and save it anew",
)


def damaged(name: str) -> Diagnostic:
    """An archive that is cut off or broken, or a part that is missing or no whole XML."""
    return _error(
        "damaged-file",
        Wording(
            zh=f"{name} 不完整或已损坏，没有读取",
            en=f"{name} is cut off or damaged; left unread",
        ),
        _COMPLETE,
    )


def encrypted(name: str) -> Diagnostic:
    """A part that asks for a password."""
    return _error(
        "encrypted",
        Wording(zh=f"{name} 加了密，没有读取", en=f"{name} is encrypted; left unread"),
        Wording(zh="请去掉密码", en="remove the password"),
    )


def swollen(name: str) -> Diagnostic:
    """A part that grows beyond measure when it is unpacked."""
    return _error(
        "swollen",
        Wording(
            zh=f"{name} 解压后超过原来的 {RATIO} 倍，没有读取",
            en=f"{name} grows to more than {RATIO} times its size when unpacked; left unread",
        ),
    )


def document_type(name: str) -> Diagnostic:
    """A document type: it may define entities and name other files."""
    return _error(
        "document-type",
        Wording(
            zh=f"{name} 带有文档类型声明（DOCTYPE），为安全起见没有读取",
            en=f"{name} declares a document type (DOCTYPE); for safety it is left unread",
        ),
        _SAVE,
    )


def too_deep(name: str) -> Diagnostic:
    """Elements within one another without end, or a text without end."""
    return _error(
        "too-deep",
        Wording(
            zh=f"{name} 嵌套过深或一段文字过长，没有读取",
            en=f"{name}: nested too deeply, or a text is too long; left unread",
        ),
    )


def empty(name: str) -> Diagnostic:
    """A document in which nothing is printed."""
    return _error(
        "empty-document",
        Wording(zh=f"{name} 没有任何文字", en=f"{name} holds no text"),
        Wording(
            zh="若内容是图片，请提供文字版",
            en="if it consists of pictures, give a version with text",
        ),
    )


def _error(code: str, message: Wording, hint: Wording | None = None) -> Diagnostic:
    return Diagnostic(code, Severity.ERROR, message, hint=hint)
