"""Paths through the elements of a document: the few steps that a mapping needs, and no more.

path       one or more steps with / between them; the last may be an @attribute
step       a name (prefix:local), or .. for the element around it
condition  [path = "text"], [path != "text"], [path = $id]; or [2] for the second one
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from gouji.model.frozen import frozen
from gouji.readers.xml.tree import Element

_NAME = r"(?:[A-Za-z_][\w.-]*:)?[A-Za-z_][\w.-]*"
_STEP = re.compile(rf"(?P<up>\.\.)|@(?P<attribute>{_NAME})|(?P<name>{_NAME})")
_CONDITION = re.compile(
    rf"\[\s*(?:(?P<position>[1-9][0-9]{{0,5}})"
    rf"|(?P<path>(?:{_NAME}/)*@?{_NAME})\s*(?P<sign>!?=)\s*"
    rf"(?:\"(?P<text>[^\"]*)\"|(?P<own>\$id)))\s*\]"
)
_LONGEST = 500


@frozen
class Condition:
    """What the value at a path below an element must be, or must not be."""

    path: "Path"
    at: str
    """The path as written."""
    equal: bool
    text: str | None
    """None: the id of the row at hand."""


@frozen
class Step:
    """To the children of a name that meet the conditions, or to the element around."""

    name: str
    conditions: tuple[Condition, ...] = ()
    position: int | None = None
    """Only that one of them, counted from 1."""


UP: Literal[".."] = ".."


@frozen
class Path:
    """Steps to elements and, with an attribute, to a value of theirs."""

    steps: tuple[Step, ...]
    attribute: str | None = None

    @property
    def names(self) -> Iterator[str]:
        """Every name that occurs in it."""
        for step in self.steps:
            if step.name != UP:
                yield step.name
            for condition in step.conditions:
                yield from condition.path.names
        if self.attribute is not None:
            yield self.attribute


@frozen
class Hit:
    """A value that a path leads to, and the element that holds it."""

    element: Element
    text: str
    attribute: str | None = None
    """The attribute that it is; None: the characters of the element."""


def parse_path(text: str) -> Path | None:
    """The path of a text; None where it is none.

    >>> parse_path("a:b/c[d != $id][2]/@id") is not None, parse_path("//b")
    (True, None)
    """
    if len(text) > _LONGEST:
        return None
    steps: list[Step] = []
    at = 0
    while True:
        match = _STEP.match(text, at)
        if match is None:
            return None
        at = match.end()
        if match["attribute"]:
            return Path(tuple(steps), match["attribute"]) if at == len(text) else None
        step, at = _step(match["name"] or UP, text, at)
        steps.append(step)
        if at == len(text):
            return Path(tuple(steps))
        if text[at] != "/":
            return None
        at += 1


def _step(name: str, text: str, at: int) -> tuple[Step, int]:
    conditions: list[Condition] = []
    position: int | None = None
    while position is None and (match := _CONDITION.match(text, at)):
        at = match.end()
        if match["position"]:
            position = int(match["position"])
        else:
            path = parse_path(match["path"])
            assert path is not None
            conditions.append(Condition(path, match["path"], match["sign"] == "=", match["text"]))
    return Step(name, tuple(conditions), position), at


def elements(path: Path, start: Element, own: str = "") -> Sequence[Element]:
    """The elements that the steps of a path lead to, in order; `own` is the id of the row at hand."""
    found = [start]
    for step in path.steps:
        found = [element for one in found for element in _taken(step, one, own)]
    return found


def values(path: Path, start: Element, own: str = "") -> Sequence[Hit]:
    """What stands at the end of a path, in order; it counts as read."""
    hits = [
        Hit(element, text.strip(), path.attribute)
        for element in elements(path, start, own)
        if (text := _text(path, element)) is not None
    ]
    for hit in hits:
        _mark(path, hit.element)
    return hits


def _mark(path: Path, element: Element) -> None:
    """Count as read what a path leads to: the text of an element, or one attribute of it."""
    if path.attribute is None:
        element.read = True
    elif element.attributes_read is None:
        element.attributes_read = {path.attribute}
    else:
        element.attributes_read.add(path.attribute)


def _text(path: Path, element: Element) -> str | None:
    return element.text if path.attribute is None else element.attributes.get(path.attribute)


def _taken(step: Step, start: Element, own: str) -> Sequence[Element]:
    if step.name == UP:
        return [start.parent] if start.parent is not None else []
    told = [(one, _fitting(step.name, one, start, own)) for one in step.conditions]
    alike = [fitting for one, fitting in told if one.equal]
    fewest = min(alike, key=len) if alike else None
    found = start.named(step.name) if fewest is None else list(fewest)
    for one, fitting in told:
        found = [child for child in found if (child in fitting) is one.equal]
    found = found if step.position is None else found[step.position - 1 : step.position]
    for one, fitting in told:
        for child in found:
            for element in fitting.get(child) or elements(one.path, child, own):
                _mark(one.path, element)
    return found


def _fitting(
    name: str, condition: Condition, start: Element, own: str
) -> Mapping[Element, Sequence[Element]]:
    """The children of a name whose value is as wanted; what stands there is looked up once for all."""
    if start.index is None:
        start.index = {}
    at = name, condition.at
    index = start.index.get(at)
    if index is None:
        index = start.index[at] = {}
        for child in start.named(name):
            for one in elements(condition.path, child, own):
                text = (_text(condition.path, one) or "").strip()
                index.setdefault(text, {}).setdefault(child, []).append(one)
    return index.get(own if condition.text is None else condition.text, {})
