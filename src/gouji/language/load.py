"""A file or a folder of rule files → a checked pack."""

from collections.abc import Sequence
from pathlib import Path

from gouji.language import checked, problems
from gouji.language.check import check
from gouji.language.parse import LARGEST, parse
from gouji.model.decode import decode
from gouji.model.diagnostic import Diagnostic, Severity
from gouji.model.span import Source
from gouji.model.wording import Wording

ENDING = ".gj"


def load(path: Path) -> tuple[checked.Pack | None, Sequence[Diagnostic]]:
    """Read and resolve the rule files at a path; a problem of severity error voids the pack."""
    sources, found = read_sources(path)
    if not sources:
        return None, found or [problems.no_rule_file(path.name)]
    files = []
    for source in sources:
        file, wrong = parse(source)
        files.append(file)
        found += wrong
    pack, wrong = check(files)
    return pack, [*found, *wrong]


def read_sources(path: Path) -> tuple[Sequence[Source], list[Diagnostic]]:
    """The texts of a rule file or of a folder of them, named relative to the folder's parent."""
    folder = path.is_dir()
    home = path if folder else path.parent
    candidates = sorted(path.glob(f"*{ENDING}")) if folder else [path]
    sources: list[Source] = []
    found: list[Diagnostic] = []
    for candidate in candidates:
        name = f"{home.resolve().name}/{candidate.name}" if folder else candidate.name
        if folder and not candidate.resolve().is_relative_to(home.resolve()):
            found.append(problems.escaping_link(name))
        elif candidate.is_file():
            read = _read(candidate, name)
            if isinstance(read, Source):
                sources.append(read)
            else:
                found.append(read)
    return sources, found


def _read(path: Path, name: str) -> Source | Diagnostic:
    try:
        with path.open("rb") as stream:
            raw = stream.read(LARGEST + 1)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return problems.unreadable_file(name, Wording(reason, reason))
    if len(raw) > LARGEST:
        return problems.too_large(None, name)
    decoded = decode(raw)
    if decoded is None:
        return problems.unknown_encoding(name)
    text, remark = decoded
    if remark is not None:
        return problems.unreadable_file(name, remark)
    return Source(name, text)


def usable(found: Sequence[Diagnostic]) -> bool:
    """Whether a pack may be used: nothing found in it is an error."""
    return not any(problem.severity is Severity.ERROR for problem in found)
