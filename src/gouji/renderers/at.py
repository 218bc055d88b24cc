"""A place in a document as JSON states it."""

from gouji.model.diagnostic import Diagnostic
from gouji.model.report import Provenance
from gouji.model.span import Span
from gouji.model.wording import Language


def at(place: Span) -> dict[str, object]:
    """What the file itself counts; of a text also the half-open range of characters."""
    characters = {} if place.source.locators else {"start": place.start, "end": place.end}
    return {**place.locator.counted, **characters}


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
