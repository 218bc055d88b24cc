"""A place in a document as JSON states it."""

from gouji.model.diagnostic import Diagnostic
from gouji.model.report import Provenance
from gouji.model.span import Span
from gouji.model.wording import Language


def at(place: Span) -> dict[str, int]:
    """Line and column from 1, and the half-open range of characters."""
    position = place.position
    return {
        "line": position.line,
        "column": position.column,
        "start": place.start,
        "end": place.end,
    }


def printed(provenance: Provenance) -> dict[str, object]:
    """A place, and the words there."""
    return {
        "source": provenance.document,
        "at": at(provenance.locator),
        "quote": provenance.quote,
    }


def problem(diagnostic: Diagnostic, language: Language) -> dict[str, object]:
    """A diagnostic."""
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity.value,
        "message": diagnostic.message.in_language(language),
        "source": diagnostic.place.source.name if diagnostic.place else None,
        "at": at(diagnostic.place) if diagnostic.place else None,
        "hint": diagnostic.hint.in_language(language) if diagnostic.hint else None,
    }
