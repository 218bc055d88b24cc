"""What may go wrong where another process reads a document: one function per problem."""

from gouji.model.diagnostic import Diagnostic, Severity
from gouji.model.wording import Wording

_AGAIN = Wording(
    zh="请从原稿重新导出后再试；其他文件不受影响",
    en="export it again from the original; other documents are not affected",
)


def timed_out(name: str, seconds: float) -> Diagnostic:
    """It took too long."""
    return Diagnostic(
        "timed-out",
        Severity.ERROR,
        Wording(
            zh=f"读取 {name} 超过 {seconds:g} 秒，已放弃",
            en=f"reading {name} took more than {seconds:g} s; given up",
        ),
        hint=Wording(
            zh="可用 --timeout 放宽；或从原稿重新导出",
            en="--timeout allows more; or export it again from the original",
        ),
    )


def crashed(name: str, code: int) -> Diagnostic:
    """The process that read it ended; a signal is a negative code."""
    return Diagnostic(
        "reader-crashed",
        Severity.ERROR,
        Wording(
            zh=f"读取 {name} 时读取进程异常退出（{code}）",
            en=f"the process that read {name} ended ({code})",
        ),
        hint=_AGAIN,
    )


def reader_failed(name: str, error: Exception) -> Diagnostic:
    """A mistake of the reader."""
    said = f"{type(error).__name__}: {error}"
    return Diagnostic(
        "reader-crashed",
        Severity.ERROR,
        Wording(zh=f"读取 {name} 时出错：{said}", en=f"reading {name} failed: {said}"),
        hint=_AGAIN,
    )


def out_of_memory(name: str) -> Diagnostic:
    """It took too much memory."""
    return Diagnostic(
        "out-of-memory",
        Severity.ERROR,
        Wording(
            zh=f"读取 {name} 需要的内存超过上限",
            en=f"reading {name} takes more memory than it may have",
        ),
        hint=_AGAIN,
    )


def no_worker(name: str) -> Diagnostic:
    """The process that is to read it does not start."""
    return Diagnostic(
        "reader-not-started",
        Severity.ERROR,
        Wording(
            zh=f"无法启动读取 {name} 的进程",
            en=f"the process that is to read {name} does not start",
        ),
        hint=Wording(
            zh="请检查内存和系统对进程数的限制", en="check the memory and the limits on processes"
        ),
    )
