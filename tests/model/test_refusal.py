"""What the operating system refuses is said in the language of the rest of the message."""

import errno

import pytest

from gouji.model.refusal import refusal
from gouji.scan import problems


class _HeldError(PermissionError):
    """As Windows tells of a file that is open in another program."""

    winerror = 32


@pytest.mark.parametrize(
    ("error", "zh"),
    [
        (FileNotFoundError(errno.ENOENT, "No such file"), "没有这个文件或文件夹"),
        (PermissionError(errno.EACCES, "Permission denied"), "没有权限"),
        (_HeldError(errno.EACCES, "Permission denied"), "正被别的程序占用"),
        (IsADirectoryError(errno.EISDIR, "Is a directory"), "这是一个文件夹"),
        (OSError(errno.ENOSPC, "No space left on device"), "磁盘空间不足"),
        (OSError(errno.ENAMETOOLONG, "File name too long"), "名称太长"),
        (OSError(errno.ENOTTY, "Not a typewriter"), "系统错误 ENOTTY"),
        (OSError(99999, "Something"), "系统错误 99999"),
        (OSError("Something"), "系统错误 OSError"),
    ],
)
def test_a_refusal_is_told_in_chinese(error: OSError, zh: str) -> None:
    assert refusal(error).zh == zh
    for problem in (problems.outside_trouble("甲.txt", error), problems.cannot_write("甲", error)):
        assert problem.message.zh.endswith(f"：{zh}")
        assert (error.strerror or "Something") not in problem.message.zh
