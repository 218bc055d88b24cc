"""Who an agency is: the names under which it writes, and what its name tells of it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from gouji.model.fold import squeeze
from gouji.model.roster import Agency, Roster

Identity = str
"""What all names of an agency have in common: the squeezed name of the roster, else the longest."""


@dataclass(frozen=True)
class Agencies:
    """A roster by the names in it; widths and blanks do not tell names apart."""

    roster: Roster

    @cached_property
    def known(self) -> Mapping[str, Agency]:
        """Every squeezed name and alias → the agency."""
        return {squeeze(name): a for a in self.roster.agencies for name in (a.name, *a.aliases)}

    @cached_property
    def children(self) -> Mapping[Identity, tuple[Agency, ...]]:
        """Every agency of the roster → the agencies right below it, in the roster's order."""
        below: dict[Identity, list[Agency]] = {squeeze(a.name): [] for a in self.roster.agencies}
        for agency in self.roster.agencies:
            parent = self.known.get(squeeze(agency.parent)) if agency.parent else None
            if parent is not None:
                below[squeeze(parent.name)].append(agency)
        return {identity: tuple(agencies) for identity, agencies in below.items()}

    def kind(self, name: str, identity: Identity) -> str | None:
        """The roster's word for an agency, else what the first fitting pattern of names says."""
        agency = self.known.get(identity)
        if agency is not None and agency.kind is not None:
            return agency.kind
        plain = squeeze(agency.name if agency is not None else name)
        return next((kind for kind, pattern in self._patterns if fits(pattern, plain)), None)

    @cached_property
    def _patterns(self) -> Sequence[tuple[str, str]]:
        return [(kind.kind, squeeze(name)) for kind in self.roster.kinds for name in kind.names]


def combined(first: Roster, second: Roster) -> Roster:
    """Both rosters; whatever names an agency of the first means that one."""
    taken = {squeeze(name) for a in first.agencies for name in (a.name, *a.aliases)}
    further = tuple(
        Agency(a.name, tuple(n for n in a.aliases if squeeze(n) not in taken), a.kind, a.parent)
        for a in second.agencies
        if squeeze(a.name) not in taken
    )
    return Roster(
        agencies=first.agencies + further,
        kinds=first.kinds + second.kinds,
        prefixes=first.prefixes + second.prefixes,
    )


def fits(pattern: str, name: str) -> bool:
    """Whether a name follows a pattern, in which * is any characters.

    >>> fits("*市", "望川市"), fits("*区*局", "青山区水务局"), fits("*市*市", "望川市")
    (True, True, False)
    """
    first, *middle = pattern.split("*")
    if not middle:
        return first == name
    *middle, last = middle
    at, end = len(first), len(name) - len(last)
    if end < at or not (name.startswith(first) and name.endswith(last)):
        return False
    for part in middle:
        at = name.find(part, at, end)
        if at < 0:
            return False
        at += len(part)
    return True


def identities(
    names: Iterable[str], agencies: Agencies, apart: Callable[[Iterable[str], Iterable[str]], bool]
) -> Mapping[str, Identity]:
    """Each squeezed name → who it is.

    A name is that of the roster's agency.  Otherwise a name is one with a longer one that puts a
    prefix of the roster's patterns before it, if all such longer names are one agency and nothing
    sets the two apart (`apart` is asked about the names of both).
    """
    met = _Met(agencies, {name: [name] for name in sorted({*names} - {*agencies.known})})
    for name, agency in agencies.known.items():
        met.groups.setdefault(squeeze(agency.name), []).append(name)
    met.owner = {name: group for group, members in met.groups.items() for name in members}
    longer = _longer(met.owner, [squeeze(pattern) for pattern in agencies.roster.prefixes])
    for name in sorted(longer, key=lambda n: (-len(n), n)):
        owners = {met.owner[long] for long in longer[name]}
        if len(owners) == 1:
            met.join(name, owners.pop(), apart)
    return met.owner


@dataclass
class _Met:
    agencies: Agencies
    groups: dict[Identity, list[str]]
    owner: dict[str, Identity] = field(default_factory=dict)

    def join(
        self, name: str, other: Identity, apart: Callable[[Iterable[str], Iterable[str]], bool]
    ) -> None:
        """Make the agencies of a name and of its longer names one, unless they are two."""
        own = self.owner[name]
        listed = [identity for identity in (own, other) if identity in self.agencies.known]
        if own == other or listed == [own, other]:
            return
        if apart(self.groups[own], self.groups[other]):
            return
        kept = listed[0] if listed else other
        dropped = other if kept == own else own
        members = self.groups.pop(dropped)
        self.groups[kept] += members
        self.owner |= dict.fromkeys(members, kept)


def _longer(names: Iterable[str], prefixes: Iterable[str]) -> Mapping[str, set[str]]:
    """Each name that is the end of others behind a prefix → those others."""
    patterns, known = tuple(prefixes), frozenset(names)
    longer: dict[str, set[str]] = defaultdict(set)
    for name in known:
        for cut in range(1, len(name)):
            rest = name[cut:]
            if rest in known and any(fits(pattern, name[:cut]) for pattern in patterns):
                longer[rest].add(name)
    return longer
