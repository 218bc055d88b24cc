"""Rule packs: where they lie, loaded, and narrowed to the rules that were asked for."""

import difflib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from gouji.engine.plan import Plan
from gouji.engine.prepare import prepare
from gouji.language import checked
from gouji.language.load import load
from gouji.model.diagnostic import Diagnostic, Severity
from gouji.model.result import UsedPack
from gouji.scan import problems


@dataclass(frozen=True, slots=True)
class ReadyPack:
    """A pack whose rules can be evaluated."""

    pack: checked.Pack
    plan: Plan

    @property
    def used(self) -> UsedPack:
        """The pack as results refer to it."""
        return UsedPack(self.pack.key, self.pack.title, self.pack.version)


def packs(named: str | None) -> tuple[Sequence[checked.Pack], Sequence[Diagnostic]]:
    """The named pack (a path, or the name of a shipped one), or every shipped pack.

    A diagnostic of severity error means that the pack must not be used.
    """
    places, trouble = _places(named)
    loaded: list[checked.Pack] = []
    diagnostics = list(trouble)
    for place in places:
        try:
            pack, found = load(place)
        except OSError as error:
            diagnostics.append(problems.outside_trouble(place.name, error))
            continue
        diagnostics += found
        if pack is not None:
            loaded.append(pack)
    return loaded, diagnostics


def broken(diagnostics: Sequence[Diagnostic]) -> bool:
    """Whether some problem forbids to go on."""
    return any(diagnostic.severity is Severity.ERROR for diagnostic in diagnostics)


def narrowed(
    loaded: Sequence[checked.Pack], select: Sequence[str], ignore: Sequence[str]
) -> tuple[Sequence[checked.Pack], Sequence[Diagnostic]]:
    """The packs with the rules selected and not ignored, by name or by the check they serve."""
    known = {name for pack in loaded for rule in pack.rules for name in _names(rule)}
    wrong = [
        problems.unknown_selection(option, name, _near(name, known))
        for option, names in (("--select", select), ("--ignore", ignore))
        for name in names
        if name not in known
    ]
    if wrong or not (select or ignore):
        return loaded, wrong
    kept = [
        replace(
            pack,
            rules=tuple(
                rule
                for rule in pack.rules
                if (not select or _names(rule) & {*select}) and not _names(rule) & {*ignore}
            ),
        )
        for pack in loaded
    ]
    if not any(pack.rules for pack in kept):
        return kept, [problems.nothing_selected()]
    return kept, []


def ready(pack: checked.Pack) -> ReadyPack:
    """The pack with its plan."""
    return ReadyPack(pack, prepare(pack))


def _places(named: str | None) -> tuple[Sequence[Path], Sequence[Diagnostic]]:
    shipped = _shipped()
    if named is None:
        return shipped, [] if shipped else [problems.no_pack("rules/")]
    path = Path(named)
    if path.exists():
        return [path], []
    found = [place for place in shipped if place.name == named]
    return found, [] if found else [problems.no_pack(named)]


def _shipped() -> Sequence[Path]:
    """The packs inside the installed package, or in the checkout."""
    package = Path(__file__).resolve().parent.parent
    for folder in (package / "rules", package.parent.parent / "rules"):
        if folder.is_dir():
            found = sorted(p for p in folder.iterdir() if p.is_dir() and any(p.glob("*.gj")))
            if found:
                return found
    return []


def _names(rule: checked.Rule) -> set[str]:
    return {rule.name, *rule.serves}


def _near(name: str, known: set[str]) -> list[str]:
    return difflib.get_close_matches(name, sorted(known), n=3)
