"""What may go wrong with an archive of documents: one function per problem."""

from gouji.model.diagnostic import Diagnostic, Severity
from gouji.model.wording import Wording


def bad_archive(name: str) -> Diagnostic:
    """A zip archive, or a member of one, that cannot be read."""
    return Diagnostic(
        "bad-archive",
        Severity.ERROR,
        Wording(
            zh=f"{name}：压缩包损坏，或用了不支持的压缩方式",
            en=f"{name}: the archive is damaged, or packed in a way that is not supported",
        ),
        hint=Wording(
            zh="请重新下载，或解压后再读文件夹",
            en="download it again, or unpack it and read the folder",
        ),
    )


def large_archive(name: str, much: str) -> Diagnostic:
    """More members, or more bytes, than an archive of reports has."""
    return Diagnostic(
        "large-archive",
        Severity.ERROR,
        Wording(
            zh=f"{name}：压缩包过大（{much}），没有读取",
            en=f"{name}: there is too much in the archive ({much}); left unread",
        ),
        hint=Wording(zh="请分成几个压缩包", en="split it into several archives"),
    )


def large_format(name: str) -> Diagnostic:
    """The kind of zip archive that is made for very many members or very large ones."""
    return Diagnostic(
        "large-archive",
        Severity.ERROR,
        Wording(
            zh=f"{name}：这是 zip64 压缩包（用于 65,535 个以上的文件或 4 GB 以上的内容），没有读取",
            en=f"{name}: a zip64 archive, made for more than 65,535 files or 4 GB; left unread",
        ),
        hint=Wording(zh="请解压后再读文件夹", en="unpack it and read the folder"),
    )


def encrypted_member(name: str) -> Diagnostic:
    """A member that asks for a password."""
    return Diagnostic(
        "encrypted",
        Severity.ERROR,
        Wording(zh=f"{name} 加了密，没有读取", en=f"{name} is encrypted; left unread"),
        hint=Wording(zh="请去掉密码", en="remove the password"),
    )


def swollen_member(name: str, ratio: int) -> Diagnostic:
    """A member that grows beyond measure when it is unpacked."""
    return Diagnostic(
        "swollen",
        Severity.ERROR,
        Wording(
            zh=f"{name} 解压后超过原来的 {ratio} 倍，没有读取",
            en=f"{name} grows to more than {ratio} times its size when unpacked; left unread",
        ),
    )


def repeated_member(name: str, count: int) -> Diagnostic:
    """Several members of one name: nothing says which of them is meant."""
    return Diagnostic(
        "repeated-member",
        Severity.ERROR,
        Wording(
            zh=f"{name}：压缩包里有 {count} 个同名文件，都没有读取",
            en=f"{name}: the archive has {count} files of this name; all of them are left unread",
        ),
        hint=Wording(zh="请只留一个，或改名", en="keep one of them, or give them other names"),
    )
