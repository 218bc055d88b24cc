"""What a name may stand for at one place of a rule."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from gouji.language.checked import Kind, Scope, Type
from gouji.language.layouts import Layouts

FACTS: Mapping[str, Kind] = {
    "year": Kind.NUMBER,
    "agency": Kind.TEXT,
    "title": Kind.TEXT,
    "intro": Kind.PROSE,
}
FINDING: Mapping[str, Kind] = {"gap": Kind.NUMBER, "reason": Kind.TEXT}


@dataclass(frozen=True, slots=True)
class Names:
    """The names of the pack, and those that the rule has bound so far."""

    layouts: Layouts
    statements: Mapping[str, Type] = field(default_factory=dict)
    broken: frozenset[str] = frozenset()
    """Names of items that could not be read: unknown, but already diagnosed."""
    scope: Scope | None = None
    variables: Mapping[str, Type] = field(default_factory=dict)
    finding: frozenset[str] = frozenset()
    """Which of gap and reason may be used."""
    where: bool = False
    """In a test's where: only what a finding itself tells."""

    def bind(self, name: str, type_: Type) -> "Names":
        """The names with one variable more."""
        return replace(self, variables={**self.variables, name: type_})

    def without(self, name: str) -> "Names":
        """The names where one variable has been diagnosed: its uses are not to blame."""
        return replace(self, broken=self.broken | {name})

    def known(self) -> Sequence[str]:
        """Every name that means something here, for the nearest right one."""
        bound = ["column", "row", "it"] if self.scope and self.scope.axis else []
        pack = [*FACTS, *self.statements, *self.layouts.outlines, *self.layouts.tables]
        return [*self.variables, *self.finding, *bound, *pack]
