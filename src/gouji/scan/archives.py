"""Documents in a zip archive, read where they lie: nothing is unpacked to the disk."""

import zipfile
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from gouji.model.diagnostic import Diagnostic
from gouji.readers.unzip import RATIO, Bounds, Refusal, RefusedError, opened, unpacked
from gouji.scan import archive_problems, problems

SUFFIX = ".zip"
MOST_ENTRIES = 20_000
LARGEST_DIRECTORY = 16 * 2**20
LARGEST = 2 * 2**30
"""Bytes of all members together, as the archive states them."""


def members(path: Path, name: str) -> Mapping[str, int] | Diagnostic:
    """How many documents of each name an archive has, in order, hidden ones left out; or why none."""
    try:
        entries = _opened(path).infolist()
    except OSError as error:
        return problems.outside_trouble(name, error)
    except RefusedError as refused:
        return _whole(name, refused)
    counts = Counter(info.filename for info in entries if not _left_out(info))
    return dict(sorted(counts.items()))


def read_member(path: Path, member: str, name: str, limit: int) -> bytes | Diagnostic:
    """The bytes of a member, at most `limit` of them, or why they are not to be had."""
    try:
        archive = _opened(path)
    except OSError as error:
        return problems.outside_trouble(name, error)
    except RefusedError as refused:
        return _whole(name, refused)
    try:
        return unpacked(archive, member, limit)
    except OSError as error:
        return problems.outside_trouble(name, error)
    except RefusedError as refused:
        return _one(name, refused, limit)


def _whole(name: str, refused: RefusedError) -> Diagnostic:
    match refused.why:
        case Refusal.MANY:
            return archive_problems.large_archive(name, f"> {MOST_ENTRIES}")
        case Refusal.LARGE:
            return archive_problems.large_archive(name, f"> {LARGEST // 2**30} GB")
        case Refusal.ZIP64:
            return archive_problems.large_format(name)
        case _:
            return archive_problems.bad_archive(name)


def _one(name: str, refused: RefusedError, limit: int) -> Diagnostic:
    match refused.why:
        case Refusal.ENCRYPTED:
            return archive_problems.encrypted_member(name)
        case Refusal.LARGE:
            return problems.too_large(name, limit)
        case Refusal.SWOLLEN:
            return archive_problems.swollen_member(name, RATIO)
        case _:
            return archive_problems.bad_archive(name)


def _opened(path: Path) -> zipfile.ZipFile:
    """The archive; RefusedError where it is larger than it may be, or broken."""
    stat = path.stat()
    return _remembered(path, stat.st_size, stat.st_mtime_ns)


@lru_cache(maxsize=16)
def _remembered(path: Path, size: int, changed: int) -> zipfile.ZipFile:
    """Members are read one after the other: an archive's directory is read once."""
    del size, changed  # another file of that name is another archive
    return opened(path, Bounds(MOST_ENTRIES, LARGEST_DIRECTORY, LARGEST))


def _left_out(info: zipfile.ZipInfo) -> bool:
    return info.is_dir() or any(
        part == "__MACOSX" or (part.startswith(".") and part not in {".", ".."})
        for part in info.filename.split("/")
    )
