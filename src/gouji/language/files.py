"""The files of a pack, and of the language, as they lie on the disk."""

import os
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from gouji.model.decode import decode
from gouji.model.frozen import frozen
from gouji.model.span import Source

ENDING = ".gj"
LARGEST = 1_000_000
"""Bytes, and characters, of a file of a pack."""
_MOST_FOLDERS = 200
"""Folders that are looked through for rule files: more is no pack."""
LARGEST_DATA = 16 * 2**20
"""Bytes of a roster, or of anything else that is read as data."""


@frozen
class PackFile:
    """A file that went into a pack."""

    path: Path
    digest: str
    source: Source


def home(path: Path) -> Path:
    """The folder of the pack at a path."""
    return real(path if path.is_dir() else path.parent)


def rule_files(path: Path) -> Sequence[Path]:
    """The file, or what bears the ending of rule files in the folder, in order."""
    return sorted(filter(ends_so, path.iterdir())) if path.is_dir() else [path]


def ends_so(path: Path) -> bool:
    """Whether a name bears the ending of rule files, in letters large or small."""
    return path.name.lower().endswith(ENDING)


def deeper(path: Path) -> Sequence[Path]:
    """The rule files in the folders of a folder, in order; a pack takes in what it uses of them."""
    if not path.is_dir():
        return []
    found: list[Path] = []
    for folder, (at, below_it, names) in enumerate(os.walk(path)):
        if folder == _MOST_FOLDERS:
            break
        below_it[:] = sorted(name for name in below_it if not name.startswith("."))
        if folder:
            found += filter(ends_so, map(Path(at).joinpath, names))
    return sorted(found)


def below(folder: Path, asked: str) -> Path:
    """The file that a relative path leads to from a folder."""
    return real(folder / asked.replace("\\", "/"))


def real(path: Path) -> Path:
    """Where a path leads, links followed; unlike resolve() it takes a circle of links calmly."""
    return Path(os.path.realpath(path))


def content(path: Path) -> bytes:
    """The bytes of a file, one more than the largest file of a pack may have at most."""
    return _content(path, LARGEST)


def _content(path: Path, most: int) -> bytes:
    with path.open("rb") as stream:
        return stream.read(most + 1)


def digest(raw: bytes) -> str:
    """What stands for the content of a file."""
    return sha256(raw).hexdigest()


def file_at(path: Path) -> PackFile | None:
    """A whole file as it is now; None where it cannot be read as text, or is too large."""
    try:
        raw = _content(path, LARGEST_DATA)
    except OSError:
        return None
    if len(raw) > LARGEST_DATA:
        return None
    decoded = decode(raw)
    return PackFile(real(path), digest(raw), Source(path.name, decoded[0])) if decoded else None


def grammar_folder() -> Path:
    """Where the grammar lies: inside the installed package, or in the checkout."""
    package = Path(__file__).resolve().parent.parent
    places = (package / "grammar", package.parent.parent / "grammar")
    found = next((place for place in places if (place / "gouji.lark").is_file()), None)
    assert found is not None, f"no gouji.lark in {places}"
    return found
