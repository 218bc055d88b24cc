"""The agencies that a run knows, by their names, to be recognised in prose."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from gouji.model.fold import squeeze

_BEGINNING = 3
"""Names are looked up by so many characters; shorter ones are no names of agencies."""
_WINDOW = 80
"""A name takes no more characters, blanks among them."""


@dataclass(frozen=True)
class Directory:
    """Names of agencies: who each is, and of which kind."""

    identities: Mapping[str, str]
    """Squeezed name → what all names of the agency have in common."""
    kind_of: Callable[[str], str | None] = field(compare=False, repr=False)
    """The kind of the agency of a squeezed name, where that is known."""

    def others(self, name: str) -> bool:
        """Whether any agency but the one of a name is known."""
        own = self.identities.get(squeeze(name))
        return any(identity != own for identity in self.identities.values())

    def at(self, text: str, start: int) -> tuple[str, int] | None:
        """The longest squeezed name that stands at a place of a folded text, and where it ends there."""
        inked = [
            at for at in range(start, min(len(text), start + _WINDOW)) if not text[at].isspace()
        ]
        plain = "".join(text[at] for at in inked)
        names = self._by_beginning.get(plain[:_BEGINNING], ())
        found = next((name for name in names if plain.startswith(name)), None)
        return None if found is None else (found, inked[len(found) - 1] + 1)

    def same(self, name: str, other: str) -> bool:
        """Whether two squeezed names are those of one agency."""
        return name == other or self.identities.get(name) == self.identities.get(other, other)

    @cached_property
    def _by_beginning(self) -> Mapping[str, Sequence[str]]:
        found: defaultdict[str, list[str]] = defaultdict(list)
        for name in sorted(self.identities, key=lambda name: (-len(name), name)):
            if len(name) >= _BEGINNING:
                found[name[:_BEGINNING]].append(name)
        return found
