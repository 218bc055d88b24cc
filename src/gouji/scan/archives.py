"""Documents in a zip archive, read where they lie: nothing is unpacked to the disk."""

import zipfile
import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from gouji.model.diagnostic import Diagnostic
from gouji.scan import archive_problems, problems

SUFFIX = ".zip"
MOST_ENTRIES = 20_000
LARGEST_DIRECTORY = 16 * 2**20
LARGEST = 2 * 2**30
"""Bytes of all members together, as the archive states them."""
RATIO = 200
"""So many times its packed size a member may have ..."""
SMALL = 2**20
"""... or this many bytes."""
_HEADER = 30
"""Bytes before the name of a member."""
_END = b"PK\5\6"
_END_LENGTH = 22
_LONGEST_COMMENT = 2**16
_ENCRYPTED = 1


def members(path: Path, name: str) -> Mapping[str, int] | Diagnostic:
    """How many documents of each name an archive has, in order, hidden ones left out; or why none."""
    try:
        entries = _opened(path)
    except OSError as error:
        return problems.outside_trouble(name, error)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, RecursionError):
        return archive_problems.bad_archive(name)
    if isinstance(entries, str):
        return archive_problems.large_archive(name, entries)
    counts = Counter(info.filename for info in entries.infolist() if not _left_out(info))
    return dict(sorted(counts.items()))


def read_member(path: Path, member: str, name: str, limit: int) -> bytes | Diagnostic:
    """The bytes of a member, at most `limit` of them, or why they are not to be had."""
    try:
        archive = _opened(path)
        if isinstance(archive, str):
            return archive_problems.large_archive(name, archive)
        info = archive.getinfo(member)
        if info.flag_bits & _ENCRYPTED:
            return archive_problems.encrypted_member(name)
        most = min(limit, max(SMALL, RATIO * info.compress_size))
        with archive.open(info) as stream:
            raw = stream.read(most + 1)
    except OSError as error:
        return problems.outside_trouble(name, error)
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, ValueError, NotImplementedError):
        return archive_problems.bad_archive(name)
    if len(raw) <= most:
        return raw
    return (
        problems.too_large(name, limit)
        if most == limit
        else archive_problems.swollen_member(name, RATIO)
    )


def _opened(path: Path) -> zipfile.ZipFile | str:
    """The archive; where it is larger than it may be, what there is too much of."""
    stat = path.stat()
    return _remembered(path, stat.st_size, stat.st_mtime_ns)


@lru_cache(maxsize=16)
def _remembered(path: Path, size: int, changed: int) -> zipfile.ZipFile | str:
    """Members are read one after the other: an archive's directory is read once."""
    del size, changed  # another file of that name is another archive
    if _directory(path) > LARGEST_DIRECTORY:
        return f"> {MOST_ENTRIES}"
    archive = zipfile.ZipFile(path)
    entries = archive.infolist()
    if len(entries) > MOST_ENTRIES:
        return f"> {MOST_ENTRIES}"
    if sum(info.file_size for info in entries) > LARGEST:
        return f"> {LARGEST // 2**30} GB"
    if _overlap(entries):
        raise zipfile.BadZipFile
    return archive


def _directory(path: Path) -> int:
    """The bytes of an archive's list of members, as its end states them."""
    with path.open("rb") as file:
        file.seek(0, 2)
        file.seek(max(0, file.tell() - _END_LENGTH - _LONGEST_COMMENT))
        tail = file.read()
    at = tail.rfind(_END)
    return int.from_bytes(tail[at + 12 : at + 16], "little") if at >= 0 else 0


def _overlap(entries: Sequence[zipfile.ZipInfo]) -> bool:
    """Whether members share bytes: so a small archive may hold endless ones."""
    ordered = sorted(entries, key=lambda info: info.header_offset)
    return any(
        one.header_offset + _HEADER + len(one.filename) + one.compress_size
        > following.header_offset
        for one, following in pairwise(ordered)
    )


def _left_out(info: zipfile.ZipInfo) -> bool:
    return info.is_dir() or any(
        part == "__MACOSX" or (part.startswith(".") and part not in {".", ".."})
        for part in info.filename.split("/")
    )
