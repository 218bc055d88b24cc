"""What a name may stand for at one place of a rule."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from gouji.language import syntax
from gouji.language.checked import Constant, Scope, Type
from gouji.language.facts import FACTS
from gouji.language.layouts import Layouts
from gouji.model.data import Data
from gouji.model.frozen import frozen
from gouji.model.wordbook import Wordbook


@dataclass(slots=True)
class Expansion:
    """How often definitions have been put to use within one rule, and how deeply at the moment."""

    used: int = 0
    level: int = 0
    """Expressions within expressions, those of definitions included."""
    too_deep: bool = False
    """Whether that was too many levels: it is told once."""


@frozen
class Names:
    """The names of the pack, and those that the rule has bound so far."""

    layouts: Layouts
    statements: Mapping[str, Type] = field(default_factory=dict)
    parameters: Mapping[str, Constant] = field(default_factory=dict)
    definitions: Mapping[str, syntax.Definition] = field(default_factory=dict)
    data: Mapping[str, Data] = field(default_factory=dict)
    """The data files of the pack, by the name they are used under."""
    broken: frozenset[str] = frozenset()
    """Names of items that could not be read: unknown, but already diagnosed."""
    scope: Scope | None = None
    variables: Mapping[str, Type] = field(default_factory=dict)
    finding: frozenset[str] = frozenset()
    """Which of gap and reason may be used."""
    where: bool = False
    """In a test's where or in a waiver: only what a finding itself tells."""
    expansion: Expansion = field(default_factory=Expansion)
    wordbooks: dict[str, Wordbook | None] = field(default_factory=dict)
    """The data files that have been read as wordbooks; None where something is wrong in one."""

    def bind(self, name: str, type_: Type) -> "Names":
        """The names with one variable more."""
        return replace(self, variables={**self.variables, name: type_})

    def without(self, name: str) -> "Names":
        """The names where one variable has been diagnosed: its uses are not to blame."""
        variables = {known: type_ for known, type_ in self.variables.items() if known != name}
        return replace(self, broken=self.broken | {name}, variables=variables)

    def defining(self, inputs: Mapping[str, Type]) -> "Names":
        """The names that a definition sees: those of the pack, and its inputs."""
        return replace(self, scope=None, variables=inputs, finding=frozenset())

    def known(self) -> Sequence[str]:
        """Every name that means something here, for the nearest right one."""
        bound = ["column", "row", "it"] if self.scope and self.scope.axis else []
        facts = [name for name in FACTS if name != "kind"]
        pack = [*facts, *self.parameters, *self.definitions, *self.data, *self.statements]
        layouts = [*self.layouts.outlines, *self.layouts.tables, *self.layouts.open_keys]
        return [*self.variables, *self.finding, *bound, *pack, *layouts]
