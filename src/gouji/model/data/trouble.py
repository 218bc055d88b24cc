"""What both formats share: the problems found so far, and where reading must end."""

from dataclasses import dataclass, field
from typing import NoReturn

from gouji.model.data import problems
from gouji.model.data.values import Path
from gouji.model.diagnostic import Diagnostic
from gouji.model.span import Span

_DEEPEST = 64
_MOST_VALUES = 10**6
_MOST_PROBLEMS = 50


class Stopped(Exception):  # noqa: N818 - it carries nothing: the reason stands among the problems
    """There is no use in reading on."""


@dataclass(slots=True)
class Trouble:
    """The problems of a text, in the order met."""

    found: list[Diagnostic] = field(default_factory=list)
    values: int = 0

    def say(self, problem: Diagnostic) -> None:
        """One more problem; after many of them the rest of the text is left alone."""
        self.found.append(problem)
        if len(self.found) >= _MOST_PROBLEMS:
            raise Stopped

    def stop(self, problem: Diagnostic) -> NoReturn:
        """A problem behind which nothing can be read."""
        self.found.append(problem)
        raise Stopped

    def count(self, path: Path, place: Span, *, collection: bool) -> None:
        """One more value, unless there are too many or it lies too deep."""
        self.values += 1
        if self.values > _MOST_VALUES:
            self.stop(problems.too_many(place, _MOST_VALUES))
        if collection and len(path) >= _DEEPEST:
            self.stop(problems.too_deep(path, place, _DEEPEST))
