"""Prose that accounts for itself, taken apart: what fell short, what is planned, what was done.

A cue that speaks of an earlier report, of shortcomings or of plans gives what follows its role, until
the next one does.  What stands before the first of them was done.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from gouji.engine.accounts import Account, Act, Piece, Recital
from gouji.engine.lore import Lore, Stretch
from gouji.engine.stretches import (
    clauses,
    ends_list,
    inner,
    listed_points,
    quotations,
    segments,
    trimmed,
    veiled,
)

DONE, FELL_SHORT, PLANNED = "done", "fell short", "planned"
HEADING = 8
"""A numbered line with no more than so many characters beside the cue is a heading."""
ANNOUNCED = 40
"""So far from a cue a colon ends what only announces what follows."""
REMEMBERED = 64
"""Every rule reads the same prose."""
TRIES = 6
"""So many words that lead to a list are passed over."""
SHORTEST = 4
"""Characters of a shortcoming."""
OPENS = re.compile("[^,:。]{0,12}")
"""What closes the clause of a quotation."""
ANNOUNCING = re.compile("[^,]{0,20}?,")


@lru_cache(maxsize=REMEMBERED)
def account(
    lore: Lore, texts: tuple[str, ...], breaks: frozenset[int], year: int | None
) -> Account:
    """The account that folded texts of a report of a year give; at some of them a new part begins."""
    reader = Reader(lore, Account(texts, year))
    for number, text in enumerate(texts):
        if number in breaks:
            reader.begin()
        reader.read(number, text)
    return reader.account


class Reader:
    """Reads one text after the other, and knows what role what follows has."""

    def __init__(self, lore: Lore, empty: Account) -> None:
        self.lore, self.account = lore, empty
        self.number, self.text, self.veiled = 0, "", ""
        self.begin()

    def begin(self) -> None:
        """Nothing is known of what follows."""
        self.role: str | None = None
        self.point: Piece | None = None
        self.claims = False
        """Whether the problems told are said to be those of an earlier report."""
        self.recital: Recital | None = None

    def read(self, number: int, text: str) -> None:
        """One text, such as a paragraph."""
        self.number, self.text, self.veiled = number, text, veiled(text)
        self.point = None
        for at, numbered in segments(text):
            self.segment(at, numbered=numbered)

    def segment(self, at: Stretch, *, numbered: bool) -> None:
        """One point: what it is of, or what the next ones become."""
        if self.labelled(at) or self.earlier(at):
            return
        if self.turned(at, numbered=numbered):
            return
        if self.role in {DONE, None} and self.recited(at, claimed=self.claims):
            self.role = DONE
            return
        if self.begun_amid(at, numbered=numbered):
            return
        match self.role:
            case "fell short":
                self.fell_short(at, numbered=numbered)
            case "planned":
                self.planned(at, numbered=numbered)
            case _:
                self.done(at, numbered=numbered)

    # ---- cues

    def cue(self, part: str, at: Stretch) -> list[Stretch]:
        """Cues of a part outside quotations."""
        return self.lore.spans(part, self.veiled, at, self.account.year)

    def has(self, part: str, at: Stretch) -> bool:
        """Whether a cue of a part stands there, in quotations or not."""
        return self.lore.has(part, self.text, at)

    def labelled(self, at: Stretch) -> bool:
        """A line of a ledger: the problem after its label, or what became of it."""
        after = self.lore.begins("labelled", self.text, at)
        named = trimmed(self.text, (after or at[1], at[1]))
        if named[0] < named[1]:
            self.role, self.claims = DONE, True
            self.recite([named], named, claimed=True, direct=True)
            return True
        after = self.lore.begins("reply", self.text, at)
        if after is None or self.recital is None:
            return False
        self.recital.replies.append(self.piece(trimmed(self.text, (after, at[1]))))
        return True

    def earlier(self, at: Stretch) -> bool:
        """What speaks of an earlier report: the problems it quotes, and what follows them."""
        cues = [s for s in self.cue("earlier", at) if not self.compares(s, at)]
        if not cues:
            return False
        self.role, self.recital, self.claims = DONE, None, True
        if self.quoted(at) or self.recited(at, claimed=True):
            return True
        end = max(end for start, end in cues if start == cues[0][0])
        rest = [place for place in range(end, at[1]) if self.text[place] in ",:"]
        if rest:
            self.done((rest[0], at[1]), numbered=False)
        return True

    def compares(self, cue: Stretch, at: Stretch) -> bool:
        """Whether a cue only compares with another year, or stands after a quotation."""
        before = self.text[at[0] : cue[0]]
        return before.endswith(("与", "和", "比", "较", "同")) or '"' in before

    def turned(self, at: Stretch, *, numbered: bool) -> bool:
        """Whether a cue gives what follows another role; what is left of the point has it already."""
        for part, role in (("plans", PLANNED), ("problems", FELL_SHORT), ("acts", DONE)):
            cues = self.cue(part, at)
            if cues and not self.within_a_point(part, at, cues[0], numbered=numbered):
                self.role, self.recital, self.point, self.claims = role, None, None, False
                self.heading(at, cues, role)
                return True
        return False

    def within_a_point(self, part: str, at: Stretch, cue: Stretch, *, numbered: bool) -> bool:
        """Whether a cue belongs to what a point says, and does not head others."""
        if part == "plans" and self.role == DONE and not numbered:
            lead = self.text[at[0] : cue[0]]
            return cue[0] > at[0] + 2 and not re.fullmatch("[^,]{0,12},?", lead)
        if not numbered:
            return False
        if part == "problems" and self.has("shortfall", at):
            return True
        return at[1] - at[0] - (cue[1] - cue[0]) > HEADING

    def heading(self, at: Stretch, cues: Sequence[Stretch], role: str) -> None:
        """What follows a cue in its own point."""
        end = max(end for start, end in cues if start == cues[0][0])
        if role == PLANNED:
            rest = self.announced((end, at[1]))
            if rest[0] < rest[1]:
                self.planned(rest, numbered=False)
        elif role == FELL_SHORT:
            rest = trimmed(self.text, (end, at[1]))
            led = self.led(rest)
            if led[0] < led[1]:
                self.fell_short(led, numbered=False, announced=led != rest)
        else:
            self.done((end, at[1]), numbered=False)

    def announced(self, at: Stretch) -> Stretch:
        """A plan without the words that only announce it."""
        start = self.after_announcing(at)
        for _ in range(TRIES):
            start, end = trimmed(self.text, (start, at[1]))
            again = [s for s in self.cue("plans", (start, end)) if s[0] < start + 12]
            if not again:
                return start, end
            start = self.after_announcing((max(stop for _, stop in again), end))
        return start, at[1]

    def after_announcing(self, at: Stretch) -> int:
        """Where the clause ends that a cue stands in, if it only announces."""
        colon = self.text.find(":", *at)
        if 0 <= colon < at[0] + ANNOUNCED:
            return colon + 1
        clause = ANNOUNCING.match(self.text, *at)
        if clause and self.lore.content(clause.group()) == "":
            return clause.end()
        return at[0]

    def led(self, at: Stretch) -> Stretch:
        """A list without the words that lead to it."""
        plain = self.lore.plain.get("such_as")
        for _ in range(TRIES):
            at = trimmed(self.text, at)
            lead = plain.match(self.text, *at) if plain else None
            if lead is None:
                break
            at = (lead.end(), at[1])
        return trimmed(self.text, at)

    def begun_amid(self, at: Stretch, *, numbered: bool) -> bool:
        """Whether shortcomings begin without a heading: 存在……等问题, or points of a list."""
        if self.role in {DONE, PLANNED} or self.has("future", at):
            return False
        if numbered:
            if self.role is None and self.has("shortfall", at) and not self.account.acts:
                self.role = FELL_SHORT
            return False
        for _, stretch in self.lore.kept("enclosed", self.text, at):
            if self.has("shortfall", stretch):
                self.role = FELL_SHORT
                self.fell_short(stretch, numbered=False)
                return True
        return False

    # ---- what a point says

    def piece(self, at: Stretch) -> Piece:
        """A stretch of the text at hand."""
        return Piece(self.number, *at)

    def recite(
        self, items: Sequence[Stretch], whole: Stretch, *, claimed: bool, direct: bool
    ) -> None:
        """Problems of an earlier report, told again."""
        pieces = tuple(map(self.piece, items))
        self.recital = Recital(pieces, self.piece(whole), claimed, direct)
        self.account.recitals.append(self.recital)

    def quoted(self, at: Stretch) -> bool:
        """Whether problems are quoted; what follows them in the sentence is said of them."""
        quotes = [q for q in quotations(self.text) if at[0] <= q[0] and q[1] <= at[1]]
        quotes = [inner(q) for q in quotes if self.has("shortfall", inner(q))]
        if not quotes:
            return False
        items = [item for quote in quotes for item in self.points_of(quote)]
        whole = (quotes[0][0], quotes[-1][1])
        closes = OPENS.match(self.text, whole[1] + 1, at[1])
        rest = trimmed(self.text, (closes.end() if closes else at[1], at[1]))
        replied = rest[0] < rest[1]
        self.recite(items, whole, claimed=True, direct=replied and len(items) == 1)
        if replied and self.recital is not None:
            each = [rest] if len(items) == 1 else clauses(self.text, rest, ",;")
            self.recital.replies += [self.piece(trimmed(self.text, one)) for one in each]
        return True

    def points_of(self, quote: Stretch) -> Sequence[Stretch]:
        """The problems of one quotation."""
        parts = [
            trimmed(self.text, part.span())
            for part in re.compile("[^;]+").finditer(self.text, *quote)
        ]
        parts = [part for part in parts if part[0] < part[1]]
        return parts if len(parts) > 1 else listed_points(self.lore, self.text, quote)

    def recited(self, at: Stretch, *, claimed: bool) -> bool:
        """Whether a point begins by naming a problem: 针对……问题."""
        for whole, kept in self.lore.kept("recital", self.text, at):
            named = self.after_the_claim(trimmed(self.text, kept, '"'))
            if whole[0] > at[0] + 2 or named[0] >= named[1] or not self.has("shortfall", named):
                continue
            self.recite(
                [named], named, claimed=claimed or '"' in self.text[slice(*whole)], direct=True
            )
            rest = trimmed(self.text, (whole[1], at[1]))
            if rest[0] < rest[1] and self.recital is not None:
                self.recital.replies.append(self.piece(rest))
            return True
        return False

    def after_the_claim(self, at: Stretch) -> Stretch:
        """What is named, without the words that say that an earlier report named it."""
        claims = [end for start, end in self.lore.spans("claim", self.text, at) if start == at[0]]
        return trimmed(self.text, (max(claims, default=at[0]), at[1]), '"')

    def fell_short(self, at: Stretch, *, numbered: bool, announced: bool = False) -> None:
        """One shortcoming, or several in a row; a plan in the same point is one.

        A sentence without a number after a point that has one only says more of it.
        """
        if not numbered and self.point is not None and self.point.text == self.number:
            return
        at = at if numbered else self.led(at)
        ahead = self.lore.spans("future", self.text, at)
        if ahead:
            cuts = [p for p in range(at[0], ahead[0][0]) if self.text[p] in ",:"]
            if not cuts:
                self.planned(at, numbered=numbered)
                return
            self.planned((cuts[-1], at[1]), numbered=True)
            self.point = None
            at = (at[0], cuts[-1])
        at = trimmed(self.text, at)
        if numbered or self.among_semicolons(at):
            found: Sequence[Stretch] = [at]
        else:
            points = listed_points(self.lore, self.text, at)
            found = [p for p in points if self.tells(p, announced=announced)]
        for point in found:
            start, end = ends_list(self.text, point)
            if end - start >= SHORTEST:
                self.account.shortcomings.append(self.piece((start, end)))
                self.point = self.piece((start, end)) if numbered else None

    def tells(self, at: Stretch, *, announced: bool) -> bool:
        """Whether a point tells of a shortcoming: by its words, or because it is said that it does."""
        if self.has("shortfall", at):
            return True
        return announced and len(self.lore.content(self.text[slice(*at)])) >= SHORTEST

    def among_semicolons(self, at: Stretch) -> bool:
        """Whether a point stands between semicolons with others of its kind."""
        if any(at[0] <= q[0] and q[1] <= at[1] for q in quotations(self.text)):
            return False
        before, after = self.text[: at[0]].rstrip(), self.text[at[1] :].lstrip()
        return before.endswith(";") or after.startswith(";")

    def planned(self, at: Stretch, *, numbered: bool) -> None:
        """Something that is to be done; a sentence without a number goes with a point that has one."""
        at = trimmed(self.text, at)
        if at[0] >= at[1]:
            return
        plans = self.account.plans
        if not numbered and self.point is not None and self.point.text == self.number:
            plans[-1] = self.piece((plans[-1].start, at[1]))
            return
        plans.append(self.piece(at))
        self.point = plans[-1] if numbered else None

    def done(self, at: Stretch, *, numbered: bool) -> None:
        """Something done, or several things joined by “at the same time”."""
        for part in self.things(at):
            piece = self.piece(part)
            if self.recital is not None and self.recital.direct and not numbered:
                self.recital.replies.append(piece)
                continue
            if self.recital is not None and self.recital.direct:
                self.recital = None
            self.account.acts.append(Act(piece, self.recital))

    def things(self, at: Stretch) -> Iterator[Stretch]:
        """The things that one point tells."""
        start = at[0]
        for joint in self.lore.spans("also", self.text, at):
            if joint[0] > at[0] and self.text[joint[0] - 1] in ",;":
                yield from self.solid((start, joint[0]))
                start = joint[1]
        yield from self.solid((start, at[1]))

    def solid(self, at: Stretch) -> Iterator[Stretch]:
        """A stretch, if anything is left of it."""
        at = trimmed(self.text, at)
        if at[0] < at[1]:
            yield at
