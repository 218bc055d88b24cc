"""Lists of links and the head and foot of a site, told from the text of a page."""

from collections.abc import Sequence
from itertools import takewhile

from gouji.model.fold import ordinal_prefix, squeeze
from gouji.readers.chrome import begins_foot
from gouji.readers.html.prose import Prose

_SENTENCE = 60
"""A longer paragraph is no entry of a list of links."""
_STOPS = tuple("。；;！!？?")
_ENTRIES = 3
"""So many links make a list."""
_TITLE = 6
"""A shorter line is no title."""
_SHARE = 0.6
"""So much of a line that is a list of links leads elsewhere."""


def is_sentence(text: str) -> bool:
    """Whether a paragraph is more than an entry of a list."""
    return "。" in text or len(text) > _SENTENCE


def lists_of_links(paragraphs: Sequence[Prose | None]) -> set[int]:
    """Which paragraphs only lead elsewhere: one with several links, or several with nothing else.

    None stands for a table, which no list goes across.  Below the first numbered line nothing that
    ends like a sentence is in a list.
    """
    found = set[int]()
    run: list[int] = []
    below = False
    for at, prose in enumerate((*paragraphs, None)):
        below = below or (prose is not None and is_numbered("".join(prose.lines)))
        text = below and prose is not None and _ends_a_sentence(prose)
        if prose is not None and _linked(prose) == 1 and not (prose.heading or text):
            run.append(at)
            continue
        if len(run) >= _ENTRIES:
            found.update(run)
        run = []
        if (
            prose
            and not (prose.heading or text)
            and prose.links >= _ENTRIES
            and _linked(prose) >= _SHARE
        ):
            found.add(at)
    return found


def is_numbered(text: str) -> bool:
    """Whether a line has a number as a heading of a section has."""
    return ordinal_prefix(text)[0] is not None


def _ends_a_sentence(prose: Prose) -> bool:
    return "".join(prose.lines).rstrip().endswith(_STOPS)


def _linked(prose: Prose) -> float:
    """How much of a paragraph leads elsewhere; of a sentence, nothing counts."""
    text = "".join(prose.lines)
    printed = len("".join(text.split()))
    return 0 if is_sentence(text) or not printed else prose.linked / printed


def foot(texts: Sequence[str | None], links: set[int]) -> set[int]:
    """What stands below the text: from the first line on that is the site's, not the report's.

    None stands for a table.  Only what is below the last sentence and the last numbered heading is
    looked at, but for a sentence that only the foot of a site has.
    """
    first = len(texts)
    for at in range(len(texts) - 1, -1, -1):
        text = texts[at]
        if text is None:
            break
        if begins_foot(text) or at in links:
            first = at
        elif is_sentence(text) or is_numbered(text):
            break
    return set(range(first, len(texts)))


def above_title(texts: Sequence[str | None], titles: Sequence[str]) -> set[int]:
    """What stands above the title of a page and says neither a sentence nor a figure.

    Nothing from the first numbered line on stands above it.
    """
    for at, text in enumerate(texts):
        plain = squeeze(text) if text is not None else ""
        if len(plain) >= _TITLE and any(plain in title for title in titles):
            return {
                before
                for before, above in enumerate(takewhile(_opens, texts[:at]))
                if above is not None and not is_sentence(above) and not any(map(str.isdigit, above))
            }
    return set()


def _opens(text: str | None) -> bool:
    return text is None or not is_numbered(text)
