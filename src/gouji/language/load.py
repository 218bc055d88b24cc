"""A file or a folder of rule files → a checked pack: the one that is known, or a new one."""

from collections.abc import Sequence
from pathlib import Path

from gouji.language import cache
from gouji.language.checked import Pack
from gouji.model.diagnostic import Diagnostic, Severity

_NO_SETTINGS: cache.Settings = {}


def load(
    path: Path, settings: cache.Settings = _NO_SETTINGS
) -> tuple[Pack | None, Sequence[Diagnostic]]:
    """Read and resolve the rule files at a path; a problem of severity error voids the pack."""
    entry = cache.entry(path, settings)
    known = cache.recall(entry, path) if entry else None
    if known is not None:
        return known
    from gouji.language.assemble import assemble  # noqa: PLC0415  # the parser takes time to start

    made = assemble(path, settings)
    if entry and made.pack is not None and usable(made.problems):
        cache.keep(entry, path, made)
    return made.pack, made.problems


def usable(found: Sequence[Diagnostic]) -> bool:
    """Whether a pack may be used: nothing found in it is an error."""
    return not any(problem.severity is Severity.ERROR for problem in found)
