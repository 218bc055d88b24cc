"""Where the points, quotations and members of lists stand in a folded text."""

import re
from collections.abc import Iterator, Mapping, Sequence

from gouji.engine.lore import Lore, Stretch

MARK = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}[是要](?!否)|第[一二三四五六七八九十]{1,3}[,、:]"
    r"|其[一二三四五六][,、:是]|[(][一二三四五六七八九十0-9]{1,3}[)]|[①-⑳]"
    r"|(?<![0-9])[0-9]{1,2}[.、)](?![0-9])"
    r"|(?:首先|其次|再次|再者|最后|此外|另外|一方面|另一方面)[,、:是])\s*"
)
"""What stands before each point of an enumeration."""
CHAPTER = re.compile("[一二三四五六七八九十]{1,3}、")
"""What may stand before the first word of a paragraph only."""
END = re.compile(r"[;。!?\n]")
BEFORE_A_MARK = ",;:。、 \n"
SUBJECT = 4
"""So long is a subject that may stand before 一是."""
EDGES = " ,、:;。.-"
LIST_END = re.compile("等(?:问题|方面|方面的问题|现象|几个方面|情况)?$|的问题$")
LITTLE = 5
"""So few characters are no point of their own in a list."""


def quotations(text: str) -> Sequence[Stretch]:
    """The quotations of a text, with their marks."""
    marks = [at for at, sign in enumerate(text) if sign == '"']
    return [(a, b + 1) for a, b in zip(marks[::2], marks[1::2], strict=False)]


def inner(quotation: Stretch) -> Stretch:
    """A quotation without its marks."""
    return quotation[0] + 1, quotation[1] - 1


def veiled(text: str) -> str:
    """A text whose quotations are made unreadable."""
    for start, end in map(inner, quotations(text)):
        text = text[:start] + "x" * (end - start) + text[end:]
    return text


def trimmed(text: str, at: Stretch, also: str = "") -> Stretch:
    """A stretch without blanks and punctuation at its ends."""
    start, end = at
    while start < end and text[start] in EDGES + also:
        start += 1
    while end > start and text[end - 1] in EDGES + also:
        end -= 1
    return start, end


def segments(text: str) -> Iterator[tuple[Stretch, bool]]:
    """The points of a text without their numbers, and whether each has one."""
    hidden = veiled(text)
    start = 0
    for end in [*(edge.start() for edge in END.finditer(hidden)), len(text)]:
        yield from points(hidden, (start, end))
        start = end + 1


def points(text: str, sentence: Stretch) -> Iterator[tuple[Stretch, bool]]:
    """The points of one sentence."""
    start, numbered = sentence[0], False
    for mark in marks(text, sentence):
        before = trimmed(text, (start, mark.start()))
        if before[0] < before[1]:
            colon = text.startswith(":", before[1])
            yield (before[0], before[1] + colon), numbered
        start, numbered = mark.end(), True
    rest = trimmed(text, (start, sentence[1]))
    if rest[0] < rest[1]:
        yield rest, numbered


def marks(text: str, sentence: Stretch) -> Iterator[re.Match[str]]:
    """The numbers of the points of a sentence."""
    chapter = CHAPTER.match(text) if sentence[0] == 0 else None
    if chapter is not None:
        yield chapter
    for mark in MARK.finditer(text, chapter.end() if chapter else sentence[0], sentence[1]):
        lead = text[sentence[0] : mark.start()]
        subject = re.split("[,:、]", lead)[-1]
        heads = mark.group().strip().endswith("是") and len(subject) <= SUBJECT
        if not lead or lead[-1] in BEFORE_A_MARK or heads:
            yield mark


def ends_list(text: str, at: Stretch) -> Stretch:
    """The last member of a list without the words that close the list."""
    closing = LIST_END.search(text[at[0] : at[1]])
    return trimmed(text, (at[0], at[0] + closing.start()) if closing else at, '"')


def listed_points(lore: Lore, text: str, at: Stretch) -> Sequence[Stretch]:
    """The shortcomings that one sentence lists: those it quotes, else its clauses by their themes."""
    quoted = [inner(q) for q in quotations(text) if at[0] <= q[0] and q[1] <= at[1] + 1]
    quoted = [q for q in quoted if lore.has("shortfall", text, q)]
    if quoted:
        return quoted
    found: list[Stretch] = []
    for clause in telling_clauses(lore, text, at):
        if found and belongs(lore, text, found[-1], clause):
            found[-1] = (found[-1][0], clause[1])
        else:
            found.append(clause)
    return [trimmed(text, one) for one in found]


def telling_clauses(lore: Lore, text: str, at: Stretch) -> Sequence[Stretch]:
    """The clauses of a stretch; one that tells of no shortcoming goes with the next."""
    found: list[Stretch] = []
    for clause in clauses(text, at):
        if found and not lore.has("shortfall", text, found[-1]):
            found[-1] = (found[-1][0], clause[1])
        else:
            found.append(clause)
    return found


def clauses(text: str, at: Stretch, signs: str = ",、;") -> Iterator[Stretch]:
    """What stands between some signs outside brackets."""
    start, depth = at[0], 0
    for place in range(*at):
        depth += (text[place] in "(《") - (text[place] in ")》")
        if text[place] in signs and depth <= 0:
            if start < place:
                yield start, place
            start = place + 1
    if start < at[1]:
        yield start, at[1]


def belongs(lore: Lore, text: str, point: Stretch, clause: Stretch) -> bool:
    """Whether a clause goes on with the point before it."""
    if clause[1] - clause[0] <= LITTLE:
        return True
    apart = "、" in text[point[1] : clause[0]]
    if not apart and lore.begins("example", text, clause) is not None:
        return True
    before = lore.profile(text[slice(*point)]).themes
    own = lore.profile(text[slice(*clause)]).themes
    if not lore.has("shortfall", text, clause):
        return not (before and own and before.keys().isdisjoint(own))
    if before and own:
        if apart:
            return leading(before) == leading(own)
        return not before.keys().isdisjoint(own)
    return lore.begins("elaborates", text, clause) is not None


def leading(themes: Mapping[str, float]) -> str:
    """The theme that a text is most about."""
    return max(themes, key=lambda theme: (themes[theme], theme))
