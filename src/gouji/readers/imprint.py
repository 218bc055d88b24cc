"""What a document prints about itself around its text: day of publication and signature."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from gouji.model.diagnostic import Diagnostic
from gouji.model.fold import squeeze
from gouji.model.report import Passage
from gouji.readers import problems
from gouji.readers.dates import DAY, day
from gouji.readers.document import Fact, GridCell, Paragraph, Stated

_PUBLISHED = re.compile(rf"(?:发布|公开|公布|上网)(?:日期|时间)[\]:]?({DAY})")
_BEGINS = re.compile(rf"{DAY}(?![0-9])")
_LINE = 80
"""A longer line is prose, whatever date it names."""
_NAME = 4
"""A shorter name may be part of many."""
_SEALED = re.compile(r"\((?:公章|盖章|印章)\)$")
_DATED = re.compile(rf"(.*?)({DAY})")
_OFFICE = 6
"""An office of the agency adds so many characters to its name at most."""


def published(
    pieces: Iterable[Paragraph | GridCell], by_file: Stated
) -> tuple[date | None, Sequence[Diagnostic]]:
    """The day of publication that is stated first, and a problem for each before it that is none.

    Where the text states none, that which the file states beside it counts.
    """
    unread: list[Diagnostic] = []
    for piece in pieces:
        stated = _stated(piece.text)
        if stated is None:
            continue
        found = day(stated)
        if found is not None:
            return found, unread
        unread.append(problems.unreadable_day(stated, piece.place))
    for fact in by_file.get(Fact.PUBLISHED, ()):
        begins = _BEGINS.match(fact.text)
        found = day(begins[0]) if begins else None
        if found is not None:
            note = problems.stated_by_file(problems.DAY, found.isoformat(), fact.place)
            return found, [*unread, note]
    return None, unread


def states_publication(text: str) -> bool:
    """Whether a line is there to tell the day of publication."""
    return _stated(text) is not None


def _stated(text: str) -> str | None:
    if len(text) > _LINE or "。" in text:
        return None
    found = _PUBLISHED.search(squeeze(text))
    return found[1] if found else None


def signature(passages: Sequence[Passage], agency: str | None) -> int:
    """How many passages at the end are nothing but the name of the agency or a day."""
    count = 0
    for passage in reversed(passages):
        if not _signs(passage.text, agency):
            break
        count += 1
    return count


def _signs(text: str, agency: str | None) -> bool:
    plain = _SEALED.sub("", squeeze(text)) if len(text) <= _LINE else ""
    dated = _DATED.fullmatch(plain)
    name = _SEALED.sub("", dated[1]) if dated else plain
    if dated and day(dated[2]) is None:
        return False
    return bool(dated) if not name else agency is not None and _is_name(name, squeeze(agency))


def _is_name(name: str, agency: str) -> bool:
    """Whether a name is that of the agency, with or without its province, or of its office."""
    shorter, longer = sorted((name, agency), key=len)
    office = name.startswith(agency) and len(name) <= len(agency) + _OFFICE
    return office or (len(shorter) >= _NAME and longer.endswith(shorter))
