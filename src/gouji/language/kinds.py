"""The kinds of agencies that rules ask about."""

from collections.abc import Iterator

from gouji.language import checked as c
from gouji.language.walk import walk


def kinds_named(*parts: object) -> tuple[c.Constant, ...]:
    """The texts that rules or waivers compare with the kind of the agency, each where it is written."""
    found = [constant for part in parts for node in walk(part) for constant in _compared(node)]
    return tuple({(one.span.source.name, one.span.start, one.value): one for one in found}.values())


def _compared(node: object) -> Iterator[c.Constant]:
    """What a node compares with the kind."""
    sides: tuple[c.Expression, ...] = ()
    match node:
        case c.Comparison():
            sides = (node.left, node.right)
        case c.Membership():
            sides = (node.left, *node.members.members)
    values = [_value(side) for side in sides]
    if any(isinstance(value, c.Fact) and value.name == "kind" for value in values):
        yield from (value for value in values if isinstance(value, c.Constant))


def _value(side: c.Expression) -> c.Expression:
    """A definition put to use is what it stands for."""
    while isinstance(side, c.Defined):
        side = side.value
    return side
