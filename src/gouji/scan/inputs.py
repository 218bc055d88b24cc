"""From the words on the command line to the files that are meant."""

import errno
import os
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path, PurePath

from gouji.model.decode import decode
from gouji.model.diagnostic import Diagnostic
from gouji.model.frozen import frozen
from gouji.scan import archive_problems, archives, problems

STANDARD_INPUT = "-"
_PATTERN = frozenset("*?[")
_LONGEST = 200
"""Characters of the name of a member that are shown."""
_LOCK = "~$"
"""So begin the files that office programs keep beside an open document."""
_RESULT = re.compile(rb'\s*\{\s*"gouji"\s*:')
_BEGINNING = 64


@frozen
class Input:
    """One document to read: its shown name, and where it lies (None: standard input)."""

    name: str
    path: Path | None
    trouble: Diagnostic | None = None
    """Why there is nothing to read there."""
    member: str | None = None
    """The document within the archive at the path."""

    @property
    def suffix(self) -> str:
        """How the name of the document ends, in small letters."""
        return PurePath(self.member or self.path or "").suffix.lower()


@dataclass(slots=True)
class _Search:
    suffixes: frozenset[str]
    found: list[Input] = field(default_factory=list)
    met: set[str] = field(default_factory=set)
    skipped: Counter[str] = field(default_factory=Counter)

    def add(self, name: str, path: Path) -> None:
        """A file, once, under whatever name it was met first."""
        identity = _identity(path)
        if identity not in self.met:
            self.met.add(identity)
            self.found.append(Input(name, path))

    def add_members(self, name: str, path: Path) -> None:
        """The documents of an archive that some reader takes."""
        found = archives.members(path, name)
        if isinstance(found, Diagnostic):
            self.trouble(name, found)
            return
        for member, many in found.items():
            identity = f"{_identity(path)}\0{member}"
            if PurePath(member).suffix.lower() not in self.suffixes:
                self.skipped[PurePath(member).suffix.lower()] += identity not in self.met
            elif identity not in self.met:
                shown = member if len(member) <= _LONGEST else f"{member[:_LONGEST]}…"
                again = archive_problems.repeated_member(member, many) if many > 1 else None
                self.found.append(Input(f"{name}/{shown}", path, again, member))
            self.met.add(identity)

    def skip(self, path: Path) -> None:
        """A file of a folder that no reader takes."""
        if _identity(path) not in self.met:
            self.skipped[path.suffix.lower()] += 1

    def trouble(self, name: str, diagnostic: Diagnostic) -> None:
        """A place where nothing can be read: it stays in the result."""
        if name not in self.met:
            self.met.add(name)
            self.found.append(Input(name, None, diagnostic))


def inputs(
    arguments: Sequence[str], suffixes: Iterable[str], aside: Iterable[Path] = ()
) -> tuple[Sequence[Input], Sequence[Diagnostic]]:
    """The files that paths, folders, patterns, @lists and - name, each once, and remarks.

    Folders are searched through for files with the suffixes, results of earlier runs left out; a
    file named itself is always taken, and of a zip archive named itself its members with the suffixes.
    What cannot be found or opened is an input with its trouble.  The files `aside` are none.
    """
    search = _Search(frozenset(suffixes), met={_identity(path) for path in aside})
    for argument in arguments:
        for word in _listed(argument, search):
            _find(word, search)
    remarks = []
    if search.skipped:
        listed = [f"{suffix or '?'} {n}" for suffix, n in sorted(search.skipped.items())]
        remarks.append(problems.skipped(search.skipped.total(), listed))
    return _named(search.found), remarks


def _listed(argument: str, search: _Search) -> Iterator[str]:
    """The argument, or the lines of the list that it names; lines beginning with # are remarks."""
    if not argument.startswith("@") or Path(argument).exists():
        yield argument
        return
    name = argument[1:]
    try:
        decoded = decode(Path(name).read_bytes())
    except OSError as error:
        search.trouble(argument, problems.outside_trouble(name, error))
        return
    if decoded is None:
        search.trouble(argument, problems.unknown_format(name, ""))
        return
    for line in decoded[0].splitlines():
        if line.strip() and not line.startswith("#"):
            yield line.strip()


def _find(word: str, search: _Search) -> None:
    if word == STANDARD_INPUT:
        if word not in search.met:
            search.met.add(word)
            search.found.append(Input(word, None))
        return
    if _PATTERN & set(word) and not os.path.lexists(word):
        matches = _matches(Path(word))
        if not matches:
            search.trouble(word, problems.not_found(word))
        for match in matches:
            _take(match, search)
        return
    _take(word, search)


def _matches(pattern: Path) -> list[str]:
    """The paths that fit a pattern, in order; hidden ones only where it asks for them."""
    root = Path(pattern.anchor)
    parts = pattern.relative_to(root)
    try:
        found = [path for path in root.glob(str(parts)) if path.name]
    except ValueError:  # not a pattern after all: a**b
        return []
    hidden = any(part.startswith(".") for part in parts.parts)
    return sorted(
        str(path)
        for path in found
        if hidden or not any(part.startswith(".") for part in path.relative_to(root).parts)
    )


def _take(name: str, search: _Search) -> None:
    path = Path(name)
    try:
        if not path.exists():
            search.trouble(name, problems.not_found(name))
        elif path.is_dir():
            _walk(path, search)
        elif path.suffix.lower() == archives.SUFFIX and path.is_file():
            search.add_members(name, path)
        elif path.is_file() or path.is_fifo():
            search.add(name, path)
        else:
            search.trouble(name, problems.no_regular_file(name))
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        cause = error if isinstance(error, OSError) else OSError(errno.EINVAL, str(error))
        search.trouble(name, problems.outside_trouble(name, cause))


def _walk(folder: Path, search: _Search) -> None:
    """The files of a folder and below, in order, archives opened.

    Hidden files, those of programs at work and links to folders are left out.
    """

    def refused(error: OSError) -> None:
        name = str(error.filename or folder)
        search.trouble(name, problems.outside_trouble(name, error))

    for place, folders, files in os.walk(folder, onerror=refused):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(place, name)
            if name.startswith((".", _LOCK)) or not path.is_file():
                continue
            if _is_result(path):
                continue
            if path.suffix.lower() == archives.SUFFIX:
                search.add_members(str(path), path)
            elif path.suffix.lower() in search.suffixes:
                search.add(str(path), path)
            else:
                search.skip(path)


def _identity(path: Path) -> str:
    return os.path.normcase(os.path.realpath(path))


def _is_result(path: Path) -> bool:
    """Whether a file is what an earlier run saved as JSON."""
    if path.suffix.lower() != ".json":
        return False
    try:
        with path.open("rb") as file:
            return _RESULT.match(file.read(_BEGINNING)) is not None
    except OSError:
        return False


def _named(found: Sequence[Input]) -> Sequence[Input]:
    """The same, under the names that are shown: relative, with /, without this machine's folders."""
    absolute = [_folder(one) for one in found if _absolute(one.name)]
    outside = [str(folder) for folder in absolute if not folder.is_relative_to(Path.cwd())]
    try:
        base = os.path.commonpath(outside) if outside else ""
    except ValueError:  # several drives
        base = ""
    shown: dict[str, Input] = {}
    for one in found:
        name = _shown(one.name, base)
        shown[_unused(name, shown)] = one
    return [replace(one, name=name) for name, one in shown.items()]


def _folder(one: Input) -> Path:
    """The folder of a file, or of the archive in which it lies."""
    return one.path.parent if one.member and one.path else Path(one.name).parent


def _unused(name: str, used: Collection[str]) -> str:
    """The name, numbered where another file outside of this folder is shown so."""
    numbered = (f"{name} ({number})" for number in count(2))
    return name if name not in used else next(n for n in numbered if n not in used)


def _absolute(name: str) -> bool:
    return name != STANDARD_INPUT and Path(name).is_absolute()


def _shown(name: str, base: str) -> str:
    path = Path(name)
    if path.is_absolute():
        here = Path.cwd()
        root = here if path.is_relative_to(here) else Path(base or path.anchor)
        path = path.relative_to(root) if path.is_relative_to(root) else path
    return os.fsencode(path.as_posix()).decode("utf-8", "backslashreplace")
