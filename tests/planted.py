"""A pack of rule files with planted mistakes, each marked: ⟦what is wrong⟧‹the code of its answer›."""

import re
from collections.abc import Sequence
from pathlib import Path

PACK = Path(__file__).parent / "golden" / "language" / "mistakes"
_MARK = re.compile("⟦([^⟧]*)⟧‹([^›]+)›")
Planted = tuple[str, int, str, str]
"""File, offset, the text that is wrong, the code of the answer."""


def unmarked(text: str) -> str:
    """A file as its author would write it."""
    return _MARK.sub(r"\1", text)


def planted() -> Sequence[Planted]:
    """Every mark of the pack, by file and place."""
    found: list[Planted] = []
    for path in PACK.rglob("*.gj"):
        text, shorter = path.read_text(encoding="utf-8"), 0
        name = f"{PACK.name}/{path.relative_to(PACK).as_posix()}"
        for mark in _MARK.finditer(text):
            found.append((name, mark.start() - shorter, mark[1], mark[2]))
            shorter += len(mark[0]) - len(mark[1])
    return sorted(found)


def write(folder: Path) -> Path:
    """The pack without its marks, in a folder of its own."""
    root = folder / PACK.name
    for path in (path for path in PACK.rglob("*") if path.is_file()):
        copy = root / path.relative_to(PACK)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(unmarked(path.read_text(encoding="utf-8")), encoding="utf-8")
    return root
