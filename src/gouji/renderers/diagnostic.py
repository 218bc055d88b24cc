"""A problem in a rule file or a document, shown at its place."""

from wcwidth import wcswidth

from gouji.model.diagnostic import Diagnostic
from gouji.model.locator import told
from gouji.model.span import Span
from gouji.model.wording import Language
from gouji.renderers import words
from gouji.renderers.printable import printable, visible

_TAB = "    "
_BEFORE, _AFTER = 60, 40
_CUT = "…"


def render(diagnostic: Diagnostic, language: Language) -> str:
    """The place, the sentence, the line with a caret under the words meant, and the hint."""
    severity = words.DIAGNOSTIC_SEVERITY[diagnostic.severity].in_language(language)
    message = printable(diagnostic.message.in_language(language))
    place = diagnostic.place
    start = f"{_location(place, language)}: " if place else ""
    lines = [f"{start}{severity} [{diagnostic.code}] {message}"]
    if place:
        lines += _excerpt(place)
    if diagnostic.hint:
        hint = printable(diagnostic.hint.in_language(language))
        lines.append(f"  {words.HINT.in_language(language)}{hint}")
    see = words.SEE_ALSO.in_language(language)
    lines += [f"  {see}{_location(span, language)}" for span in diagnostic.related]
    return "\n".join(lines)


def _location(place: Span, language: Language) -> str:
    """An editor goes to a line and column of a text when they are written like this."""
    name = printable(place.source.name)
    locator = place.locator
    if locator.line is not None:
        return f"{name}:{locator.line}:{locator.column}"
    return f"{name}: {printable(told([locator]).in_language(language))}"


def _excerpt(place: Span) -> list[str]:
    """The line, cut around the place where it is long, and the caret line."""
    line, start = place.line, place.position.column - 1
    end = min(start + max(place.end - place.start, 1), max(len(line), start + 1))
    first, last = max(0, start - _BEFORE), min(len(line), end + _AFTER)
    head = (_CUT if first else "") + _shown(line[first:start])
    meant = _shown(line[start:end])
    tail = _shown(line[end:last]) + (_CUT if last < len(line) else "")
    caret = " " * wcswidth(head) + "^" * max(1, wcswidth(meant))
    return [f"    {head}{meant}{tail}".rstrip(), f"    {caret}"]


def _shown(text: str) -> str:
    return visible(text.replace("\t", _TAB))
