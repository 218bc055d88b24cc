"""Why the operating system refused something, in both languages: its own words are in one of them."""

import errno

from gouji.model.wording import Wording

_IN_USE = Wording(zh="正被别的程序占用", en="another program holds it")
_FORBIDDEN = Wording(zh="没有权限", en="permission denied")
_FULL = Wording(zh="磁盘空间不足", en="no space is left on the disk")
_TOO_MANY = Wording(zh="打开的文件太多", en="too many files are open")

_WHY = {
    "ENOENT": Wording(zh="没有这个文件或文件夹", en="no such file or folder"),
    "EACCES": _FORBIDDEN,
    "EPERM": _FORBIDDEN,
    "EISDIR": Wording(zh="这是一个文件夹", en="it is a folder"),
    "ENOTDIR": Wording(zh="路径的中间部分不是文件夹", en="part of the path is not a folder"),
    "EEXIST": Wording(zh="已有同名的文件或文件夹", en="a file or folder of that name exists"),
    "ENOSPC": _FULL,
    "EDQUOT": _FULL,
    "ENAMETOOLONG": Wording(zh="名称太长", en="the name is too long"),
    "EBUSY": _IN_USE,
    "ETXTBSY": _IN_USE,
    "EROFS": Wording(zh="磁盘是只读的", en="the disk can only be read"),
    "EIO": Wording(zh="磁盘读写出错", en="the disk cannot be read or written"),
    "EINVAL": Wording(zh="名称不合系统的规定", en="the system takes no such name"),
    "ELOOP": Wording(zh="链接绕了圈子", en="links lead in a circle"),
    "EMFILE": _TOO_MANY,
    "ENFILE": _TOO_MANY,
    "EPIPE": Wording(zh="接收输出的程序已经结束", en="the program that takes the output has ended"),
}
"""By the names of the codes: not every system has them all."""
_WINDOWS_IN_USE = frozenset([32, 33])
"""Windows has these for a file that is open elsewhere; their errno is that of a missing permission."""


def refusal(error: OSError) -> Wording:
    """Why the system refused; of what is not usual, its code.

    >>> refusal(OSError(errno.ENOSPC, "")).zh, refusal(OSError(errno.ENOTTY, "")).en
    ('磁盘空间不足', 'system error ENOTTY')
    """
    windows = getattr(error, "winerror", None)
    if windows in _WINDOWS_IN_USE:
        return _IN_USE
    number = error.errno
    code = type(error).__name__ if number is None else errno.errorcode.get(number, str(number))
    if code in _WHY:
        return _WHY[code]
    code = f"WinError {windows}" if windows else code
    return Wording(zh=f"系统错误 {code}", en=f"system error {code}")
