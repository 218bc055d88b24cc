"""Packs, and what belongs to them, that were made before: kept in the user's cache folder.

An entry belongs to one file or folder, its settings, one Gouji and one Python, and holds only as long
as every file that it was made of leads where it led and says what it said.  What cannot be used,
whatever the reason, is as if it were not there: it is made afresh.
"""

import json
import os
import re
import stat
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from gouji import __version__
from gouji.language.codec import Json, decode, encode
from gouji.language.files import PackFile, below, deeper, file_at, grammar_folder, home, rule_files
from gouji.language.settings import NO_SETTINGS, Settings
from gouji.model.frozen import frozen
from gouji.model.span import Source

VARIABLE = "GOUJI_CACHE"
"""The environment variable that names the folder, or says `off`."""
_OFF = "off"
_NAME = re.compile(r"[0-9a-f]{64}\.json(\.[0-9a-f]{16}\.part)?")
_MOST = 40
"""Entries that are kept; the oldest go first."""
_BYTES = getattr(os, "O_BINARY", 0)
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BYTES
_KNOWN = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | _BYTES
_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH
_PACKAGE = Path(__file__).resolve().parent.parent
_MAKERS = ("language/*.py", "model/**/*.py", "scan/*.py")
_WORDS = ("gouji.lark", "keywords.yaml")


@frozen
class Made:
    """Something made of files, which may be kept."""

    values: Sequence[object]
    ways: Mapping[str, Path]
    """Path that was looked for, from the folder of what was read → where it leads."""
    files: Sequence[PackFile]


def recall(path: Path, settings: Settings = NO_SETTINGS, count: int = 1) -> Sequence[Any]:
    """The first values made of a path, if they would be made again; none where they are to be made."""
    try:
        entry = _entry(path, settings)
        lines = _read(entry) if entry else []
        return _values(lines, path, count) if lines else ()
    except (OSError, RuntimeError, LookupError, TypeError, ValueError, AttributeError):
        return ()


def keep(path: Path, made: Made, settings: Settings = NO_SETTINGS) -> None:
    """Write an entry whole, or leave things as they are."""
    seen = {
        "rule files": _names(path),
        "ways": {asked: str(target) for asked, target in made.ways.items()},
        "files": [[str(file.path), file.digest, file.source.name] for file in made.files],
    }
    pieces = encode(made.values, [file.source for file in made.files])
    body = b"\n".join(json.dumps(part, separators=(",", ":")).encode() for part in (seen, *pieces))
    try:
        entry = _entry(path, settings)
        if entry is not None:
            _write(entry, _hash(body).encode() + body)
    except OSError:
        return


def folder() -> Path | None:
    """Where the entries lie; None where there is to be no cache."""
    named = os.environ.get(VARIABLE)
    if named:
        return None if named == _OFF else Path(named)
    try:
        if base := os.environ.get("XDG_CACHE_HOME"):
            return Path(base, "gouji")
        if sys.platform == "win32":
            base = os.environ.get("LOCALAPPDATA")
            return Path(base, "gouji", "cache") if base else None
        caches = ("Library", "Caches") if sys.platform == "darwin" else (".cache",)
        return Path.home().joinpath(*caches, "gouji")
    except RuntimeError:  # nobody's home
        return None


def _entry(path: Path, settings: Settings) -> Path | None:
    """The file for what is made of a path by this Gouji; None without a cache."""
    place = folder()
    if place is None:
        return None
    whose = (str(home(path)), path.is_dir() or path.name, sorted(settings.items()))
    made_by = (__version__, sys.implementation.cache_tag, sys.hexversion, _sources(_PACKAGE))
    return place / f"{_hash(repr((whose, made_by)).encode())}.json"


def _write(entry: Path, content: bytes) -> None:
    entry.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not _ours(entry.parent.stat()):
        return
    beside = entry.with_name(f"{entry.name}.{os.urandom(8).hex()}.part")
    try:
        with os.fdopen(os.open(beside, _NEW, 0o600), "wb") as file:
            file.write(content)
        beside.replace(entry)
    finally:
        beside.unlink(missing_ok=True)
    _prune(entry.parent)


def _read(entry: Path) -> Sequence[bytes]:
    """The lines of an entry; none where we did not write it, or something of it was lost."""
    if not _ours(entry.parent.stat()):
        return ()
    with os.fdopen(os.open(entry, _KNOWN), "rb") as file:
        raw = file.read() if _ours(os.fstat(file.fileno())) else b""
    mark, body = raw[:64], raw[64:]
    return body.split(b"\n") if mark == _hash(body).encode() else ()


def _values(lines: Sequence[bytes], path: Path, count: int) -> Sequence[Any]:
    """What was kept, if its files are the same."""
    seen: Json = json.loads(lines[0])
    if _names(path) != seen["rule files"]:
        return ()
    base = home(path)
    if any(str(below(base, asked)) != target for asked, target in seen["ways"].items()):
        return ()
    sources = []
    for target, known, name in seen["files"]:
        file = file_at(Path(target))
        if file is None or file.digest != known:
            return ()
        sources.append(Source(name, file.source.text))
    return decode([json.loads(line) for line in lines[1 : 1 + count]], sources)


def _names(path: Path) -> Sequence[str]:
    """What there is to be read, or to be remarked on."""
    return [str(candidate) for candidate in (*rule_files(path), *deeper(path))]


def _ours(status: os.stat_result) -> bool:
    """Whether a file or folder is the user's own, and nobody else may write to it."""
    if not hasattr(os, "getuid"):
        return True
    return status.st_uid == os.getuid() and not status.st_mode & _OTHERS_WRITE


@cache
def _sources(package: Path) -> str:
    """What stands for everything that makes what is kept: code, grammar and words."""
    code = sorted(file for pattern in _MAKERS for file in package.glob(pattern))
    words = [grammar_folder() / name for name in _WORDS]
    marks = (f"{file.name} {_hash(file.read_bytes())}" for file in (*code, *words))
    return _hash("\n".join(marks).encode())


def _prune(place: Path) -> None:
    entries = [file for file in place.iterdir() if _NAME.fullmatch(file.name)]
    entries.sort(key=lambda file: file.stat().st_mtime, reverse=True)
    for file in entries[_MOST:]:
        file.unlink(missing_ok=True)


def _hash(content: bytes) -> str:
    return sha256(content).hexdigest()
