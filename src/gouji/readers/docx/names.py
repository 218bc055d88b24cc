"""The names of WordprocessingML (ISO/IEC 29500-1, 17) that the reader knows."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
VAL = f"{W}val"

_OFF = frozenset(["0", "false", "off", "none"])


def value(element: "etree._Element | None", path: str) -> str | None:
    """The value that a property below an element states, by its local names such as pPr/pStyle."""
    found = (
        None if element is None else element.find("/".join(W + name for name in path.split("/")))
    )
    return None if found is None else found.get(VAL)


def number(element: "etree._Element | None", path: str) -> int | None:
    """The same as a whole number; None where it is none."""
    return whole(value(element, path))


def whole(text: str | None) -> int | None:
    """A text of a few digits as a number."""
    digits = (text or "").strip().removeprefix("-")
    return int(text or "") if digits.isascii() and digits.isdigit() and len(digits) < 10 else None  # noqa: PLR2004


def switch(element: "etree._Element | None", path: str) -> bool | None:
    """Whether a property is switched on; None where it is not stated."""
    found = (
        None if element is None else element.find("/".join(W + name for name in path.split("/")))
    )
    return None if found is None else found.get(VAL, "1") not in _OFF
