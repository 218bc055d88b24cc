"""Which printed line is the heading of which section."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import lru_cache

from gouji.model.diagnostic import Diagnostic
from gouji.model.form import Code, Entry, Form
from gouji.model.report import Passage, Provenance, Section
from gouji.readers import problems
from gouji.readers.document import Paragraph
from gouji.readers.labels import Wordings, wordings

HEADING = 60
"""A longer paragraph is no heading."""
_NEAR = 0.6
"""A title that is so much like an entry's, under the entry's number, is that entry reworded."""

Titles = Mapping[str, list[Entry]]
"""Title, as it is compared → the entries that bear it."""


@dataclass(slots=True)
class Heading:
    """A printed heading and what stands below it, up to the next."""

    entry: Entry
    paragraph: Paragraph
    ordinal: int | None
    reworded: bool = False
    """Taken for the entry by its number and a title that is near."""
    passages: list[Passage] = field(default_factory=list)
    grids: int = 0


def titles_of(form: Form) -> Titles:
    """The entries of the outlines of a form by their titles."""
    found: dict[str, list[Entry]] = {}
    for outline in form.outlines:
        for entry in outline.entries:
            for key in {wordings(label).keys[0]: None for label in entry.labels}:
                found.setdefault(key, []).append(entry)
    return found


def as_heading(paragraph: Paragraph, titles: Titles, before: Sequence[Heading]) -> Heading | None:
    """A heading; of entries with the same title, the first that has not been met yet."""
    if len(paragraph.text) > HEADING:
        return None
    printed = wordings(paragraph.text.rstrip(":：。"))
    entries = next((titles[key] for key in printed.keys if key in titles), None)
    if entries is None and printed.ordinal is None:
        return None
    met = {heading.entry.code for heading in before}
    if entries is None:
        return _reworded(paragraph, printed, titles, met)
    entry = next((entry for entry in entries if entry.code not in met), entries[-1])
    return Heading(entry, paragraph, printed.ordinal)


def _reworded(
    paragraph: Paragraph, printed: Wordings, titles: Titles, met: set[str]
) -> Heading | None:
    """A heading whose number is that of an entry not met yet and whose title is near to it."""
    if printed.ordinal is None:
        return None
    for title, entries in titles.items():
        for entry in entries:
            numbered = entry.code == str(printed.ordinal) and entry.code not in met
            if numbered and _is_near(printed.keys[0], title):
                return Heading(entry, paragraph, printed.ordinal, reworded=True)
    return None


@lru_cache(maxsize=1024)
def _is_near(printed: str, title: str) -> bool:
    matcher = SequenceMatcher(None, printed, title)
    return matcher.real_quick_ratio() >= _NEAR and matcher.ratio() >= _NEAR


def choose(headings: Sequence[Heading]) -> tuple[list[Heading], list[Diagnostic]]:
    """One heading for each entry: the first with prose, else with a table, else the first."""
    by_code: dict[str, list[Heading]] = {}
    for heading in headings:
        by_code.setdefault(heading.entry.code, []).append(heading)
    kept: list[Heading] = []
    found: list[Diagnostic] = []
    for same in by_code.values():
        best = max(same, key=lambda heading: (bool(heading.passages), bool(heading.grids)))
        kept.append(best)
        if best.reworded:
            place = best.paragraph.place
            found.append(problems.reworded_heading(best.paragraph.text, best.entry.label, place))
        if len(same) > 1:
            others = [heading.paragraph.place for heading in same if heading is not best]
            places = [best.paragraph.place, *others]
            found.append(problems.repeated_heading(best.entry.label, places))
    kept.sort(key=lambda heading: heading.paragraph.place.start)
    return kept, found


def left_out(headings: Sequence[Heading], kept: Sequence[Heading]) -> Iterator[Passage]:
    """The prose below headings that were not kept."""
    for heading in headings:
        if not any(heading is other for other in kept):
            yield from heading.passages


def sections_of(document: str, headings: Sequence[Heading]) -> Mapping[Code, Section]:
    """The sections that headings begin, in their order."""
    return {
        heading.entry.code: Section(
            code=heading.entry.code,
            title=heading.paragraph.text,
            ordinal=heading.ordinal,
            position=position,
            provenance=passage_of(document, heading.paragraph).provenance,
            passages=tuple(heading.passages),
        )
        for position, heading in enumerate(headings, start=1)
    }


def passage_of(document: str, paragraph: Paragraph) -> Passage:
    """A paragraph and where it was printed."""
    text = paragraph.text
    return Passage(text, Provenance(document, paragraph.place, text))
