"""Zip archives, read within bounds: what an archive says of its sizes is not believed."""

import enum
import io
import lzma
import zipfile
import zlib
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from gouji.model.frozen import frozen

RATIO = 200
"""So many times its packed size a member may have ..."""
SMALL = 2**20
"""... or this many bytes."""
_HEADER = 30
"""Bytes before the name of a member."""
_END = b"PK\5\6"
_END_LENGTH = 22
_ELSEWHERE, _ELSEWHERE_LENGTH = 2**16 - 1, 2**32 - 1
"""The number of members, or the bytes of their list, stand in another place (zip64)."""
_LONGEST_COMMENT = 2**16
_ENCRYPTED = 1
_DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError),
    *(KeyError, ValueError, NotImplementedError),
)


@frozen
class Bounds:
    """How much an archive may hold."""

    entries: int
    directory: int
    """Bytes of its list of members."""
    total: int
    """Bytes of all members together."""


class Refusal(enum.Enum):
    """Why an archive, or a member of one, is not read."""

    DAMAGED = enum.auto()
    ZIP64 = enum.auto()
    """It is of the kind for more than 65,535 members or 4 GB: its end does not say how many there are."""
    ENCRYPTED = enum.auto()
    MANY = enum.auto()
    """It has more members than it may have."""
    LARGE = enum.auto()
    """All of it, or the member, has more bytes than it may have."""
    SWOLLEN = enum.auto()
    """It grows beyond measure when it is unpacked."""


class RefusedError(Exception):
    """An archive or a member that is not read."""

    def __init__(self, why: Refusal) -> None:
        super().__init__(why.name)
        self.why = why


def opened(file: Path | bytes, bounds: Bounds) -> zipfile.ZipFile:
    """An archive that keeps within bounds as far as it says; RefusedError else, and OSError."""
    stated, directory = _end(file)
    if stated > bounds.entries or directory > bounds.directory:
        raise RefusedError(Refusal.MANY)
    try:
        archive = zipfile.ZipFile(io.BytesIO(file) if isinstance(file, bytes) else file)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, RecursionError):
        raise RefusedError(Refusal.DAMAGED) from None
    entries = archive.infolist()
    if len(entries) > bounds.entries:
        raise RefusedError(Refusal.MANY)
    if sum(info.file_size for info in entries) > bounds.total:
        raise RefusedError(Refusal.LARGE)
    if len(entries) != stated or _overlap(entries):
        raise RefusedError(Refusal.DAMAGED)
    return archive


def unpacked(archive: zipfile.ZipFile, member: str, limit: int) -> bytes:
    """The bytes of a member, checked by their sum; RefusedError if they exceed `limit`, and OSError.

    What unpacks may call damaged bytes an OSError without a number; the disk always gives one.
    """
    try:
        info = archive.getinfo(member)
        if info.flag_bits & _ENCRYPTED:
            raise RefusedError(Refusal.ENCRYPTED)
        most = min(limit, max(SMALL, RATIO * info.compress_size))
        with archive.open(info) as stream:
            raw = stream.read(most + 1)
    except _DAMAGED:
        raise RefusedError(Refusal.DAMAGED) from None
    except OSError as error:
        if error.errno is None:
            raise RefusedError(Refusal.DAMAGED) from None
        raise
    if len(raw) > most:
        raise RefusedError(Refusal.LARGE if most == limit else Refusal.SWOLLEN)
    if len(raw) != info.file_size:
        raise RefusedError(Refusal.DAMAGED)
    return raw


def _end(file: Path | bytes) -> tuple[int, int]:
    """How many members an archive's end says there are, and the bytes of their list."""
    if isinstance(file, bytes):
        tail = file[-_END_LENGTH - _LONGEST_COMMENT :]
    else:
        with file.open("rb") as stream:
            stream.seek(0, 2)
            stream.seek(max(0, stream.tell() - _END_LENGTH - _LONGEST_COMMENT))
            tail = stream.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) < at + _END_LENGTH:
        raise RefusedError(Refusal.DAMAGED)
    number = int.from_bytes(tail[at + 10 : at + 12], "little")
    length = int.from_bytes(tail[at + 12 : at + 16], "little")
    if number == _ELSEWHERE or length == _ELSEWHERE_LENGTH:
        raise RefusedError(Refusal.ZIP64)
    return number, length


def _overlap(entries: Sequence[zipfile.ZipInfo]) -> bool:
    """Whether members share bytes: so a small archive may hold endless ones."""
    ordered = sorted(entries, key=lambda info: info.header_offset)
    return any(
        one.header_offset + _HEADER + len(one.filename) + one.compress_size
        > following.header_offset
        for one, following in pairwise(ordered)
    )
