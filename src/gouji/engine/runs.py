"""The stretches that two texts have in common, in time that grows in proportion to both."""

from gouji.model.frozen import frozen


@frozen
class Run:
    """A stretch of one text that stands in another: where in each, and how long."""

    here: int
    there: int
    length: int


def common_runs(own: str, other: str, least: int) -> list[Run]:
    """Every stretch of `own`, of at least so many characters, that `other` has and that is part of no longer one.

    They may overlap.  Of several places in `other` the first is given.

    >>> common_runs("one two three", "three two one", 4)
    [Run(here=2, there=4, length=6), Run(here=8, there=0, length=5)]
    """
    automaton = _Automaton(other)
    found: list[Run] = []
    state = length = 0
    for at, char in enumerate(own):
        following, reached = automaton.step(state, length, char)
        if reached <= length and length >= least:
            found.append(automaton.run(at, state, length))
        state, length = following, reached
    if length >= least:
        found.append(automaton.run(len(own), state, length))
    return found


class _Automaton:
    """The suffix automaton of a text (Blumer et al. 1985): every stretch of it is a way through it."""

    def __init__(self, text: str) -> None:
        self.next: list[dict[str, int]] = [{}]
        self.link = [-1]
        self.longest = [0]
        self.first_end = [0]
        """Where what leads to a state ends in the text for the first time."""
        last = 0
        for at, char in enumerate(text, 1):
            last = self._append(last, char, at)

    def _append(self, last: int, char: str, at: int) -> int:
        new = self._state({}, at, at)
        state = last
        while state >= 0 and char not in self.next[state]:
            self.next[state][char] = new
            state = self.link[state]
        if state >= 0:
            self.link[new] = self._split(state, char)
        else:
            self.link[new] = 0
        return new

    def _split(self, state: int, char: str) -> int:
        """The state that a character leads to, for what is one longer than a state."""
        target = self.next[state][char]
        length = self.longest[state] + 1
        if self.longest[target] == length:
            return target
        twin = self._state(dict(self.next[target]), length, self.first_end[target])
        self.link[twin] = self.link[target]
        self.link[target] = twin
        while state >= 0 and self.next[state].get(char) == target:
            self.next[state][char] = twin
            state = self.link[state]
        return twin

    def _state(self, following: dict[str, int], longest: int, first_end: int) -> int:
        self.next.append(following)
        self.link.append(-1)
        self.longest.append(longest)
        self.first_end.append(first_end)
        return len(self.next) - 1

    def step(self, state: int, length: int, char: str) -> tuple[int, int]:
        """The longest stretch that ends with a character, after one that is so long."""
        while state and char not in self.next[state]:
            state = self.link[state]
            length = self.longest[state]
        if char in self.next[state]:
            return self.next[state][char], length + 1
        return 0, 0

    def run(self, end: int, state: int, length: int) -> Run:
        """A stretch that ends before a place of one text and leads to a state of the other."""
        return Run(end - length, self.first_end[state] - length, length)
