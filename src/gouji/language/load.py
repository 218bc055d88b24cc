"""A file or a folder of rule files → a checked pack: the one that is known, or a new one."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from gouji.language import cache
from gouji.language.checked import Pack
from gouji.language.settings import NO_SETTINGS, Settings
from gouji.model.diagnostic import Diagnostic, Severity


def load(
    path: Path, settings: Settings = NO_SETTINGS, *, tests: bool = True
) -> tuple[Pack | None, Sequence[Diagnostic]]:
    """Read and resolve the rule files at a path; a problem of severity error voids the pack.

    Without `tests` the pack may come without them.
    """
    match cache.recall(path, settings, 2 if tests else 1):
        case [(Pack() as pack, tuple() as problems)]:
            return pack, problems
        case [(Pack() as pack, tuple() as problems), tuple() as written]:
            return replace(pack, tests=written), problems
        case _:
            return _made(path, settings)


def _made(path: Path, settings: Settings) -> tuple[Pack | None, Sequence[Diagnostic]]:
    from gouji.language.assemble import assemble  # noqa: PLC0415  # the parser takes time to start

    made = assemble(path, settings)
    if made.pack is not None and usable(made.problems):
        values = (replace(made.pack, tests=()), tuple(made.problems)), made.pack.tests
        cache.keep(path, cache.Made(values, made.ways, made.files), settings)
    return made.pack, made.problems


def usable(found: Sequence[Diagnostic]) -> bool:
    """Whether a pack may be used: nothing found in it is an error."""
    return not any(problem.severity is Severity.ERROR for problem in found)
