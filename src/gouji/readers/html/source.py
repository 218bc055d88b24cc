"""The markup of a page before it is parsed: what a parser would choke on, and whether it breaks off."""

import html
import re
from collections.abc import Sequence
from itertools import islice

from gouji.model.frozen import frozen

MOST_CHARACTERS = 32 * 2**20
MOST_TAGS = 500_000
"""Opening angle brackets, to be exact."""
LONGEST_TAG = 8 * 2**20
MOST_ATTRIBUTES = 256
"""Of one tag: parsers compare each with all before it."""

UNPRINTED = ("script", "style", "title", "textarea", "iframe", "noembed", "noframes", "xmp")
"""Elements that hold no markup, and no text of the page."""
_ATTRIBUTE = r"""[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|[^\s>]*+))?+"""
_BEGINS = "".join(
    f"[{''.join(sorted({*letters, *map(str.upper, letters)}))}]"
    for letters in islice(zip(*UNPRINTED, strict=False), 2)
)
"""How those elements begin: most tags are told from them by two letters."""
_TOKEN = re.compile(
    rf"<(?:(?={_BEGINS})((?i:{'|'.join(UNPRINTED)}))(?=[\s/>])(?:[\s/]++|{_ATTRIBUTE})*+>"
    r"(?s:.*?)(?:(?i:</\1)(?=[\s/>])[^>]*+|\Z)"
    rf"|(/?[a-zA-Z][^\s/>]*+)((?:[\s/]++|{_ATTRIBUTE})*+)"
    r"|!--(?:-?(?=>)|(?s:.*?)(?:--!?(?=>)|\Z))"
    r"|[!?/][^>]*+"
    r")(?:(>)|\Z)"
)
_ATTRIBUTES = re.compile(_ATTRIBUTE)


def _names(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_VOID = _names(
    "area base basefont bgsound br col embed frame hr img input keygen link meta param source "
    "track wbr"
)
_CLOSED_BY_THE_NEXT = _names("p li dt dd tr td th thead tbody tfoot option")
_BOUNDS = frozenset(["td", "th", "table", "html", "body"])
"""Beyond these, an end tag closes nothing ..."""
_OWN_BOUNDS = {
    **dict.fromkeys(["td", "th", "tr", "tbody", "thead", "tfoot"], frozenset(["table"])),
    **dict.fromkeys(["table", "body", "html"], frozenset[str]()),
}
"""... except those of tables and of the page."""
_FRAME = frozenset([*_OWN_BOUNDS, *(f"/{name}" for name in _OWN_BOUNDS)])


@frozen
class Markup:
    """What the markup of a page shows."""

    text: str
    """Its text without white space."""
    unclosed: tuple[str, ...]
    """What is open at the end, outermost first, and tables that other end tags closed."""
    breaks_off: bool
    """Whether it ends within a tag, a comment or a script."""
    attributes: int
    """The most that one tag has."""
    longest: int
    """The characters of the longest tag."""

    @property
    def cut(self) -> bool:
        """Whether something is missing at its end."""
        return self.breaks_off or bool(self.unclosed)


def scan(text: str) -> Markup:
    """Walk through the tags of a page once, as HTML tells them."""
    parts = _TOKEN.split(text)
    tags = list(filter(None, parts[3::5]))
    long = [tag for tag in tags if len(tag) > MOST_ATTRIBUTES]
    names = " ".join(filter(None, parts[2::5])).lower().split()
    return Markup(
        squeezed(html.unescape("".join(parts[::5]))),
        _unclosed(names),
        (len(parts) > 1 and parts[-2] is None) or text.endswith("<"),
        max((sum(1 for _ in _ATTRIBUTES.finditer(tag)) for tag in long), default=0),
        max(map(len, tags), default=0),
    )


def squeezed(text: str) -> str:
    """A text without white space."""
    return "".join(text.split())


def _unclosed(names: Sequence[str]) -> tuple[str, ...]:
    if "html" in names:  # whatever else is open, the end of the page closes it
        names = [name for name in names if name in _FRAME]
    stack: list[str] = []
    tables: list[str] = []
    for name in names:
        if name[0] == "/":
            at = _opened(stack, name[1:])
            if at is not None:
                tables += [inner for inner in stack[at + 1 :] if inner == "table"]
                del stack[at:]
        elif name in _CLOSED_BY_THE_NEXT and stack and stack[-1] == name:
            continue
        elif name not in _VOID:
            stack.append(name)
    return (*stack, *tables)


def _opened(stack: Sequence[str], name: str) -> int | None:
    """Where the element stands that an end tag closes."""
    if stack and stack[-1] == name:
        return len(stack) - 1
    bounds = _OWN_BOUNDS.get(name, _BOUNDS)
    for at in range(len(stack) - 1, -1, -1):
        if stack[at] == name:
            return at
        if stack[at] in bounds:
            return None
    return None
