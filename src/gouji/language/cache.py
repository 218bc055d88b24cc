"""Checked packs that were made before, in the user's cache folder.

An entry belongs to one pack, its settings, one Gouji and one Python, and holds only as long as every
file that the pack was made of leads where it led and says what it said.  What cannot be used,
whatever the reason, is as if it were not there: the pack is made afresh.
"""

import json
import os
import re
import stat
import sys
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from gouji import __version__
from gouji.language.checked import Pack
from gouji.language.codec import Json, decode, encode
from gouji.language.files import below, content, digest, grammar_folder, home, rule_files
from gouji.model.decode import decode as text_of
from gouji.model.diagnostic import Diagnostic
from gouji.model.span import Source

if TYPE_CHECKING:
    from gouji.language.assemble import Assembled

Settings: TypeAlias = Mapping[str, str]
Known: TypeAlias = tuple[Pack, Sequence[Diagnostic]]

VARIABLE = "GOUJI_CACHE"
"""The environment variable that names the folder, or says `off`."""
_OFF = "off"
_NAME = re.compile(r"[0-9a-f]{64}\.pack(\.[0-9a-f]{16}\.part)?")
_MOST = 40
"""Entries that are kept; the oldest go first."""
_BYTES = getattr(os, "O_BINARY", 0)
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BYTES
_KNOWN = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | _BYTES
_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH
_PACKAGE = Path(__file__).resolve().parent.parent


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


def entry(path: Path, settings: Settings) -> Path | None:
    """The file for what a pack with these settings is made into by this Gouji; None without a cache."""
    place = folder()
    if place is None:
        return None
    try:
        whose = (str(home(path)), path.is_dir() or path.name, sorted(settings.items()))
        made_by = (__version__, sys.implementation.cache_tag, sys.hexversion, _sources())
    except OSError:
        return None
    return place / f"{_hash(repr((whose, made_by)).encode())}.pack"


def recall(entry: Path, path: Path) -> Known | None:
    """The pack of an entry, if it is still what the files say."""
    try:
        written = _read(entry)
        return None if written is None else _checked(written, path)
    except (OSError, RuntimeError, LookupError, TypeError, ValueError, AttributeError):
        return None


def keep(entry: Path, path: Path, made: "Assembled") -> None:
    """Write an entry whole, or leave things as they are."""
    sources = [file.source for file in made.files]
    written = {
        "rule files": [candidate.name for candidate in rule_files(path)],
        "ways": {asked: str(target) for asked, target in made.ways.items()},
        "files": [[str(file.path), file.digest, file.source.name] for file in made.files],
        "pack": encode((made.pack, tuple(made.problems)), sources),
    }
    body = json.dumps(written, separators=(",", ":")).encode()
    beside = entry.with_name(f"{entry.name}.{os.urandom(8).hex()}.part")
    try:
        entry.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _ours(entry.parent.stat()):
            return
        try:
            with os.fdopen(os.open(beside, _NEW, 0o600), "wb") as file:
                file.write(_hash(body).encode() + body)
            beside.replace(entry)
        finally:
            beside.unlink(missing_ok=True)
        _prune(entry.parent)
    except OSError:
        return


def _read(entry: Path) -> Json | None:
    """What an entry holds, if we wrote it and nothing of it was lost."""
    if not _ours(entry.parent.stat()):
        return None
    with os.fdopen(os.open(entry, _KNOWN), "rb") as file:
        if not _ours(os.fstat(file.fileno())):
            return None
        raw = file.read()
    mark, body = raw[:64], raw[64:]
    if mark != _hash(body).encode():
        return None
    written: Json = json.loads(body)
    return written


def _checked(written: Json, path: Path) -> Known | None:
    """The pack, if its files are the same."""
    if [candidate.name for candidate in rule_files(path)] != written["rule files"]:
        return None
    base = home(path)
    if any(str(below(base, asked)) != target for asked, target in written["ways"].items()):
        return None
    sources = []
    for target, known, name in written["files"]:
        raw = content(Path(target))
        text = text_of(raw)
        if digest(raw) != known or text is None:
            return None
        sources.append(Source(name, text[0]))
    pack, problems = decode(written["pack"], sources)
    return (pack, problems) if isinstance(pack, Pack) else None


def _ours(status: os.stat_result) -> bool:
    """Whether a file or folder is the user's own, and nobody else may write to it."""
    if not hasattr(os, "getuid"):
        return True
    return status.st_uid == os.getuid() and not status.st_mode & _OTHERS_WRITE


def _sources() -> str:
    """What stands for everything that a pack is made by: code, grammar and words."""
    code = sorted([*_PACKAGE.glob("language/*.py"), *_PACKAGE.glob("model/**/*.py")])
    words = [grammar_folder() / name for name in ("gouji.lark", "keywords.yaml")]
    marks = (f"{file.name} {_hash(file.read_bytes())}" for file in (*code, *words))
    return _hash("\n".join(marks).encode())


def _prune(place: Path) -> None:
    entries = [file for file in place.iterdir() if _NAME.fullmatch(file.name)]
    entries.sort(key=lambda file: file.stat().st_mtime, reverse=True)
    for file in entries[_MOST:]:
        file.unlink(missing_ok=True)


def _hash(content: bytes) -> str:
    return sha256(content).hexdigest()
