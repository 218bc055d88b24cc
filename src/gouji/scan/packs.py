"""Rule packs: where they lie, loaded, and narrowed to the rules that were asked for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from gouji.engine.plan import Plan
from gouji.engine.prepare import prepare
from gouji.language import cache, checked
from gouji.language.checked_expressions import Constant, Fact
from gouji.language.files import file_at
from gouji.language.load import load
from gouji.language.settings import NO_SETTINGS, Settings
from gouji.language.walk import walk
from gouji.model.diagnostic import Diagnostic, Severity
from gouji.model.frozen import frozen
from gouji.model.result import UsedPack
from gouji.model.roster import Roster
from gouji.scan import problems

if TYPE_CHECKING:
    from gouji.readers.xml import ReportSource

_ROSTER = "agencies.yaml"
"""The roster of a pack, beside its rules."""

MAPPINGS = ("*.xml.yaml", "*.xml.yml")
"""The files of a pack that say how XML is read."""


@frozen
class LoadedPack:
    """A pack, what it tells of agencies, and how it reads XML."""

    pack: checked.Pack
    roster: Roster = field(default_factory=Roster)
    mapping_files: tuple[Path, ...] = ()
    mappings: "tuple[ReportSource, ...]" = ()
    """What the mapping files say, once they have been read."""


@dataclass(frozen=True)
class ReadyPack:
    """A pack whose rules can be evaluated."""

    pack: checked.Pack
    roster: Roster = field(default_factory=Roster)
    mappings: "tuple[ReportSource, ...]" = ()
    """How reports of its forms are read from XML."""

    @cached_property
    def plan(self) -> Plan:
        """What to evaluate; a pack that fits no report needs none."""
        return prepare(self.pack)

    @property
    def used(self) -> UsedPack:
        """The pack as results refer to it."""
        return UsedPack(self.pack.key, self.pack.title, self.pack.version)


def packs(
    named: str | None, settings: Settings = NO_SETTINGS, *, tests: bool = True
) -> tuple[Sequence[LoadedPack], Sequence[Diagnostic]]:
    """The named pack (a path, or the name of a shipped one), or every shipped pack.

    `settings` are values for the parameters of the packs.  Without `tests` the packs may come without
    them.  A diagnostic of severity error means that the pack must not be used.
    """
    places, trouble = _places(named)
    loaded: list[LoadedPack] = []
    diagnostics = list(trouble)
    for place in places:
        try:
            pack, found = load(place, settings, tests=tests)
        except OSError as error:
            diagnostics.append(problems.outside_trouble(place.name, error))
            continue
        roster, wrong = _roster(place)
        diagnostics += [*found, *wrong]
        if pack is not None and roster is not None:
            diagnostics += _misspelt_kinds(pack, roster)
            loaded.append(LoadedPack(pack, roster, _mapping_files(place)))
    parameters = {name for one in loaded for name in one.pack.parameters}
    unknown = [name for name in settings if name not in parameters]
    if unknown and not broken(diagnostics):
        from gouji.language.layout_problems import no_such_parameter  # noqa: PLC0415  # seldom

        diagnostics += [no_such_parameter(name, sorted(parameters)) for name in unknown]
    return loaded, diagnostics


def kinds_asked(loaded: Sequence[LoadedPack]) -> frozenset[str]:
    """The kinds of agencies that mean something: those that rules ask about and those that packs name.

    None where no rule asks.  Of a rule that asks every text counts: it may ask in a roundabout way.
    """
    asked: set[str] = set()
    for one in loaded:
        for rule in (*one.pack.rules, *one.pack.waivers):
            nodes = [*walk(rule)]
            if any(isinstance(node, Fact) and node.name == "kind" for node in nodes):
                values = (node.value for node in nodes if isinstance(node, Constant))
                asked |= {value for value in values if isinstance(value, str)}
    if not asked:
        return frozenset()
    patterns = {kind.kind for one in loaded for kind in one.roster.kinds}
    stated = {agency.kind for one in loaded for agency in one.roster.agencies if agency.kind}
    return frozenset(asked | patterns | stated)


def broken(diagnostics: Sequence[Diagnostic]) -> bool:
    """Whether some problem forbids to go on."""
    return any(diagnostic.severity is Severity.ERROR for diagnostic in diagnostics)


def narrowed(
    loaded: Sequence[LoadedPack], select: Sequence[str], ignore: Sequence[str]
) -> tuple[Sequence[LoadedPack], Sequence[Diagnostic]]:
    """The packs with the rules selected and not ignored, by name or by the check they serve."""
    known = {name for one in loaded for rule in one.pack.rules for name in _names(rule)}
    wrong = [
        problems.unknown_selection(option, name, _near(name, known))
        for option, names in (("--select", select), ("--ignore", ignore))
        for name in names
        if name not in known
    ]
    if wrong or not (select or ignore):
        return loaded, wrong
    kept = [_narrowed(one, {*select}, {*ignore}) for one in loaded]
    if not any(one.pack.rules for one in kept):
        return kept, [problems.nothing_selected()]
    return kept, []


def ready(loaded: LoadedPack) -> ReadyPack:
    """The pack with the plan of its rules, as soon as it is asked for."""
    return ReadyPack(loaded.pack, loaded.roster, loaded.mappings)


def with_mappings(
    loaded: Sequence[LoadedPack],
) -> tuple[Sequence[LoadedPack], Sequence[Diagnostic]]:
    """The packs with what their mapping files say; an error means that they must not be used."""
    from gouji.scan.mapping import read_mapping  # noqa: PLC0415  # only where there is XML

    diagnostics: list[Diagnostic] = []
    mapped: list[LoadedPack] = []
    for one in loaded:
        mappings: list[ReportSource] = []
        for file in one.mapping_files:
            name = f"{file.resolve().parent.name}/{file.name}"
            mapping, found = read_mapping(file, name, one.pack.forms)
            diagnostics += found
            mappings += [] if mapping is None else [mapping]
        mapped.append(replace(one, mappings=tuple(mappings)))
    return mapped, diagnostics


def _narrowed(loaded: LoadedPack, select: set[str], ignore: set[str]) -> LoadedPack:
    rules = tuple(
        rule
        for rule in loaded.pack.rules
        if (not select or _names(rule) & select) and not _names(rule) & ignore
    )
    return replace(loaded, pack=replace(loaded.pack, rules=rules))


def _roster(place: Path) -> tuple[Roster | None, Sequence[Diagnostic]]:
    """What the pack tells of agencies, in a file beside its rules; nothing where there is none."""
    home = place if place.is_dir() else place.parent
    file = home / _ROSTER
    if not file.exists():
        return Roster(), []
    for known in cache.recall(file):
        return known, []
    from gouji.scan.roster import read_roster  # noqa: PLC0415  # YAML takes time to start

    before = file_at(file)
    roster, wrong = read_roster(file, f"{home.resolve().name}/{_ROSTER}")
    if roster is not None and not wrong and before is not None:
        cache.keep(file, cache.Made([roster], {file.name: before.path}, [before]))
    return roster, wrong


def _misspelt_kinds(pack: checked.Pack, roster: Roster) -> Iterator[Diagnostic]:
    """Kinds that rules name and the pack's roster spells otherwise; one like none of its kinds may be a user's."""
    known = {kind.kind for kind in roster.kinds}
    known |= {agency.kind for agency in roster.agencies if agency.kind}
    for named in pack.kinds:
        if isinstance(named.value, str) and named.value not in known:
            from gouji.language.nearest import nearest  # noqa: PLC0415  # seldom
            from gouji.scan import data_problems  # noqa: PLC0415

            near = nearest(named.value, known)
            if near is not None:
                yield data_problems.misspelt_kind(named.span, named.value, near)


def _mapping_files(place: Path) -> tuple[Path, ...]:
    """The mappings of a pack, in files beside its rules."""
    home = place if place.is_dir() else place.parent
    return tuple(sorted(path for pattern in MAPPINGS for path in home.glob(pattern)))


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
    from difflib import get_close_matches  # noqa: PLC0415  # seldom

    return get_close_matches(name, sorted(known), n=3)
