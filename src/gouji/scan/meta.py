"""What is known of documents from outside them, by file name: day of publication, agency, year."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from unicodedata import normalize

from gouji.model.diagnostic import Diagnostic
from gouji.scan import data_problems
from gouji.scan.facts import Facts
from gouji.scan.inputs import Input
from gouji.scan.shapes import Found, Value, day, entries, fields, read_file, text, year


def read_meta(
    file: Path, name: str, inputs: Sequence[Input]
) -> tuple[Mapping[str, Facts], Sequence[Diagnostic]]:
    """Name of an input → what the file says of it.  An error means that it must not be used.

    A file name may be written with its folders or without; it must mean one document.
    """
    value, problems = read_file(file, name)
    if value is None:
        return {}, problems
    found: Found = [*problems]
    written = entries(value, found)
    facts = {key: _facts(one, found) for key, one in written.items()}
    meant = _Meant([one.name for one in inputs])
    unmet: list[str] = []
    known: dict[str, Facts] = {}
    for key, one in written.items():
        names = meant.by(key)
        if not names:
            unmet.append(key)
        elif len(names) > 1:
            found.append(data_problems.several_files((), one.key, names))
        elif names[0] in known:
            found.append(data_problems.same_file((), one.key, names[0]))
        else:
            known[names[0]] = facts[key]
    if unmet:
        found.append(data_problems.no_such_files(name, unmet))
    return known, found


@dataclass
class _Meant:
    inputs: Sequence[str]
    ends: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Every way to write the name of an input, longer or shorter."""
        for name in self.inputs:
            folders = _plain(name).split("/")
            for at in range(len(folders)):
                self.ends.setdefault("/".join(folders[at:]), []).append(name)

    def by(self, written: str) -> Sequence[str]:
        """The inputs that a file name may mean; the one that is called so exactly goes before."""
        key = _plain(written)
        names = self.ends.get(key, [])
        return [name for name in names if _plain(name) == key] or names


def _plain(name: str) -> str:
    return normalize("NFC", name.replace("\\", "/").removeprefix("./"))


def _facts(value: Value, found: Found) -> Facts:
    parts = fields(value, ("published", "agency", "year"), found)
    return Facts(
        agency=text(parts.get("agency"), found),
        year=year(parts.get("year"), found),
        published=day(parts.get("published"), found),
    )
