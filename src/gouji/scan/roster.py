"""Rosters as people write them in YAML: agencies, kinds, and what a name may leave out."""

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from gouji.model.data import Items
from gouji.model.diagnostic import Diagnostic
from gouji.model.fold import squeeze
from gouji.model.frozen import frozen
from gouji.model.roster import Agency, KindOfAgency, Roster
from gouji.scan import data_problems
from gouji.scan.shapes import Found, Value, fields, members, read_file, text, texts

_KEYS = ("agencies", "kinds", "prefixes")


@frozen
class _Written:
    agency: Agency
    names: tuple[tuple[str, Value], ...]
    kind: Value | None
    parent: Value | None


def read_roster(
    file: Path, name: str, asked: Collection[str] = ()
) -> tuple[Roster | None, Sequence[Diagnostic]]:
    """The roster of a file; None, and every reason, where it must not be used.

    `asked` are the kinds of agencies that rules ask about or packs name; another one is warned of.
    """
    value, problems = read_file(file, name)
    if value is None:
        return None, problems
    found: Found = [*problems]
    roster, kinds = _roster(value, found)
    if found:
        return None, found
    return roster, _unasked(kinds, asked)


def _roster(value: Value, found: Found) -> tuple[Roster, Sequence[tuple[str, Value]]]:
    """A mapping of agencies, kinds and prefixes, or the bare list of agencies; and the kinds written."""
    bare = isinstance(value.data, Items)
    parts = {"agencies": value} if bare else fields(value, _KEYS, found)
    written = [one for v in members(parts.get("agencies"), found) if (one := _agency(v, found))]
    _tell_apart(written, found)
    _check_parents(written, found)
    kinds = [kind for v in members(parts.get("kinds"), found) if (kind := _kind(v, found))]
    roster = Roster(
        agencies=tuple(one.agency for one in written),
        kinds=tuple(pattern for pattern, _ in kinds),
        prefixes=tuple(prefix for prefix, _ in texts(parts.get("prefixes"), found)),
    )
    named = [(one.agency.kind, one.kind) for one in written]
    patterns = [(pattern.kind, place) for pattern, place in kinds]
    return roster, [
        (kind, place)
        for kind, place in (*named, *patterns)
        if kind is not None and place is not None
    ]


def _unasked(kinds: Sequence[tuple[str, Value]], asked: Collection[str]) -> Sequence[Diagnostic]:
    """The kinds that no rule asks about, each told once."""
    if not asked:
        return ()
    first = {kind: value for kind, value in reversed(kinds) if kind not in asked}
    return [
        data_problems.unasked_kind(value.path, value.data.span, kind, sorted(asked))
        for kind, value in reversed(first.items())
    ]


def _agency(value: Value, found: Found) -> _Written | None:
    parts = _fields(value, ("name", "aliases", "kind", "parent"), ("name",), found)
    name = text(parts.get("name"), found)
    aliases = texts(parts.get("aliases"), found)
    agency = Agency(
        name=name or "",
        aliases=tuple(alias for alias, _ in aliases),
        kind=text(parts.get("kind"), found),
        parent=text(parts.get("parent"), found),
    )
    if name is None:
        return None
    names = ((name, parts["name"]), *aliases)
    return _Written(agency, names, parts.get("kind"), parts.get("parent"))


def _kind(value: Value, found: Found) -> tuple[KindOfAgency, Value] | None:
    parts = _fields(value, ("kind", "names"), ("kind", "names"), found)
    kind = text(parts.get("kind"), found)
    names = tuple(name for name, _ in texts(parts.get("names"), found))
    return (KindOfAgency(kind, names), parts["kind"]) if kind else None


def _fields(
    value: Value, keys: Sequence[str], needed: Sequence[str], found: Found
) -> Mapping[str, Value]:
    """The values of a mapping; a key that lacks is told unless one that is there is wrong."""
    before = len(found)
    parts = fields(value, keys, found)
    if len(found) == before:
        lacking = (key for key in needed if key not in parts)
        found.extend(data_problems.lacking_key(value.path, value.key, key) for key in lacking)
    return parts


def _tell_apart(written: Sequence[_Written], found: Found) -> None:
    """No two agencies may have one name or alias."""
    first: dict[str, tuple[_Written, Value]] = {}
    for one in written:
        for name, value in one.names:
            owner, place = first.setdefault(squeeze(name), (one, value))
            if owner is not one:
                span, before = value.data.span, place.data.span
                found.append(data_problems.same_name(value.path, span, name, before))


def _check_parents(written: Sequence[_Written], found: Found) -> None:
    """Every superior agency is listed, and none is above itself."""
    known = {squeeze(name): one for one in written for name, _ in one.names}
    parents: dict[str, str] = {}
    for one in written:
        name, parent = one.agency.name, one.agency.parent
        if parent is None or one.parent is None:
            continue
        if squeeze(parent) in known:
            parents[name] = known[squeeze(parent)].agency.name
        else:
            names = [n for other in written for n, _ in other.names]
            span = one.parent.data.span
            found.append(data_problems.unknown_parent(one.parent.path, span, parent, names))
    told: set[str] = set()
    for one in written:
        circle = _circle(one.agency.name, parents)
        if circle and one.parent is not None and not told & {*circle}:
            told |= {*circle}
            span = one.parent.data.span
            found.append(data_problems.parents_in_a_circle(one.parent.path, span, circle))


def _circle(name: str, parents: dict[str, str]) -> Sequence[str]:
    """The way up that leads from an agency back to it; empty where it ends elsewhere."""
    way = [name]
    met = {name}
    while (above := parents.get(way[-1])) is not None:
        way.append(above)
        if above == name:
            return way
        if above in met:
            return ()
        met.add(above)
    return ()
