"""The agencies that prose speaks of as those who act."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from gouji.engine.patterns import Finder, finder_of
from gouji.engine.text import folded_text, quotation
from gouji.engine.values import Match, Matches, Prose, SectionPassage
from gouji.model import template as t
from gouji.model.directory import Directory
from gouji.model.fold import squeeze

CLAUSE_BEGINS = re.compile(r"(?:^|(?<=[,;:。!?\n()、年]))\s*")
"""Where a clause begins; a year by itself is not counted to it."""


OWN, OTHER = "own", "other"


def actors(
    templates: Sequence[t.Template], prose: Prose, directory: Directory, agency: str
) -> Matches:
    """The names of agencies with which clauses of prose begin; those of others have the scope other.

    With templates, those right after which one of them fits.  Each match catches the `kind` of the
    agency, where that is known.
    """
    finders = [finder_of(template) for template in templates]
    own = squeeze(agency)
    found = [
        replace(match, scope=OWN if directory.same(squeeze(match.text), own) else OTHER)
        for place in prose.passages
        for match in _named(place, directory, finders)
    ]
    return Matches(tuple(found), prose.lacking)


def _named(
    place: SectionPassage, directory: Directory, finders: Sequence[Finder]
) -> Iterator[Match]:
    folded = folded_text(place)
    for begin in CLAUSE_BEGINS.finditer(folded):
        start = begin.end()
        hit = directory.at(folded, start)
        if hit is None:
            continue
        name, end = hit
        after = end + len(folded[end:]) - len(folded[end:].lstrip())
        if not finders or any(finder.pattern.match(folded, after) for finder in finders):
            kind = directory.kind_of(name)
            yield replace(quotation(place, start, end), captures={"kind": kind})
