"""Who there is: agencies, what they are also called, what they are, and whom they belong to."""

from gouji.model.frozen import frozen


@frozen
class Agency:
    """An agency of a roster."""

    name: str
    aliases: tuple[str, ...] = ()
    kind: str | None = None
    parent: str | None = None
    """The name of the agency to which it is subordinate."""


@frozen
class KindOfAgency:
    """A kind, and the patterns of names (`*` is any characters) that show it."""

    kind: str
    names: tuple[str, ...]


@frozen
class Roster:
    """Agencies and, for those that are not listed, what their names tell."""

    agencies: tuple[Agency, ...] = ()
    kinds: tuple[KindOfAgency, ...] = ()
    """The first that fits a name decides."""
    prefixes: tuple[str, ...] = ()
    """Patterns of what a name may begin with or leave out, such as the province it lies in."""
