"""What became of each shortcoming of an earlier report, by what the present one says."""

import enum
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from gouji.engine.accounts import Account, Piece, Recital
from gouji.engine.lore import A_YEAR, Lore
from gouji.engine.nearness import kindred, names
from gouji.model.frozen import frozen

SURE = 0.5
"""So much related, a piece is about a problem; measured on labelled pairs, see the manual."""
PLANNED = 0.45
"""So much related, a plan is about a problem."""
PERHAPS = 0.2
"""Less than so much related, a piece says nothing of a problem."""
NEXT_BEST = 0.7
"""A piece is about every problem to which it is at least this share of its best."""
RECITED = 0.6
"""So much alike, a quotation names a problem."""
REPEATED = 0.6
"""So much of an announced measure in a piece makes it about the problem it was meant for."""
FEW = 3
"""Fewer telling pairs of characters than so many make no measure of their own."""
TELLING, TELLING_TOGETHER, ADMITTING = 4, 6, 2
"""Characters of content with which a clause, all clauses, or what a rest is admitted of, says something."""
THEME = 1.5
"""Words of a theme with which it is certain that a piece is about that theme."""
CLAUSE = re.compile("[^,:;。]+")
FIGURE = re.compile("[0-9]")


class Says(enum.Enum):
    """What a piece says of the matter that it is about."""

    NOTHING = 0
    PROMISE = 1
    PARTLY = 2
    DONE = 3

    @property
    def acted(self) -> bool:
        """Whether something was done, if not all."""
        return self in {Says.PARTLY, Says.DONE}


@frozen
class Answer:
    """What became of a problem, the likeliest first where it is open, and where that is said."""

    statuses: tuple[str, ...]
    piece: Piece | None


@dataclass(slots=True)
class Reply:
    """A piece that says something, and how much it is related to each problem."""

    piece: Piece
    says: Says
    recital: Recital | None
    related: Sequence[float]
    used: bool = False


@dataclass(slots=True)
class Problem:
    """A problem, the quotations that name it, and the replies that are about it."""

    text: str
    measures: Sequence[str]
    quotations: list[tuple[Recital, Piece]] = field(default_factory=list)
    replies: list[tuple[float, Reply]] = field(default_factory=list)
    open: bool = False
    """Whether a reply may be about it, or about another one."""


def answers(
    lore: Lore,
    problems: Sequence[str],
    measures: Sequence[str],
    account: Account,
) -> Sequence[Answer]:
    """What became of each of several problems by an account; all texts are folded."""
    known = [
        Problem(text, meant)
        for text, meant in zip(problems, meant_for(lore, problems, measures), strict=True)
    ]
    return Following(lore, known, account).answers()


def meant_for(
    lore: Lore, problems: Sequence[str], measures: Sequence[str]
) -> Sequence[Sequence[str]]:
    """For each problem the measures that were announced for it: in the same order, else the nearest."""
    telling = [one for one in measures if len(lore.content(one)) >= ADMITTING]
    if len(telling) == len(problems):
        return [[one] for one in telling]
    found = []
    for problem in problems:
        best = max(((kindred(lore, problem, one), one) for one in telling), default=(0.0, ""))
        found.append([best[1]] if best[0] >= SURE else [])
    return found


class Following:
    """The problems of one report followed through the account that another one gives."""

    def __init__(self, lore: Lore, problems: Sequence[Problem], account: Account) -> None:
        self.lore, self.problems, self.account = lore, problems, account
        self.words = account.words
        self.replies = list(self.heard())
        self.plans = [p for p in account.plans if len(lore.content(self.words(p))) >= ADMITTING]

    def heard(self) -> Iterator[Reply]:
        """Every piece that says something was done or will be."""
        for act in self.account.acts:
            yield from self.reply(act.piece, act.recital)
        for recital in self.account.recitals:
            for piece in recital.replies:
                yield from self.reply(piece, None if recital.direct else recital)

    def reply(self, piece: Piece, recital: Recital | None) -> Iterator[Reply]:
        """A piece as a reply, if it says anything."""
        said = says(self.lore, self.words(piece), self.account.year)
        if said is not Says.NOTHING:
            related = [self.related(problem, piece) for problem in self.problems]
            yield Reply(piece, said, recital, related)

    def related(self, problem: Problem, piece: Piece) -> float:
        """How much a piece is about a problem, or repeats what was announced for it."""
        words = self.words(piece)
        repeated = [held(self.lore, one, words) for one in problem.measures]
        own = kindred(self.lore, problem.text, words)
        return max([own, *(share for share in repeated if share >= REPEATED)])

    def answers(self) -> Sequence[Answer]:
        """What became of each problem."""
        if not self.problems:
            return ()
        self.quote()
        self.reply_directly()
        self.reply_by_matter()
        self.reply_by_elimination()
        return [self.answer(problem) for problem in self.problems]

    def quote(self) -> None:
        """Which quotation names which problem."""
        for recital in self.account.recitals:
            for item in recital.items:
                likeness = [names(self.lore, self.words(item), p.text) for p in self.problems]
                best = max(range(len(likeness)), key=lambda at: likeness[at])
                if likeness[best] >= RECITED:
                    self.problems[best].quotations.append((recital, item))

    def reply_directly(self) -> None:
        """What follows a problem told again by itself is said of it."""
        for problem in self.problems:
            for recital, _ in problem.quotations:
                pieces = recital.replies if recital.direct else ()
                for reply in self.replies:
                    if any(reply.piece is piece for piece in pieces):
                        problem.replies.append((1.0, reply))
                        reply.used = True

    def reply_by_matter(self) -> None:
        """A piece is about the problems to which it is most related."""
        for reply in self.replies:
            best = max(reply.related)
            for problem, share in zip(self.problems, reply.related, strict=True):
                if share >= SURE and share >= NEXT_BEST * best:
                    problem.replies.append((share, reply))
                    reply.used = True

    def reply_by_elimination(self) -> None:
        """After a list of quotations, what is left answers what is left, as far as it may."""
        for recital in self.account.recitals:
            if recital.direct:
                continue
            left = [
                number
                for number, problem in enumerate(self.problems)
                if not problem.replies and any(r is recital for r, _ in problem.quotations)
            ]
            over = [r for r in self.replies if r.recital is recital and not r.used]
            while left and over:
                share, number, at = max(
                    (reply.related[number], number, at)
                    for number in left
                    for at, reply in enumerate(over)
                )
                reply = over[at]
                alone = len(left) == len(over) and not self.foreign(number, reply)
                if share < PERHAPS and not alone:
                    for other in left:
                        self.problems[other].open = True
                    break
                self.problems[number].replies.append((max(share, SURE), reply))
                reply.used = True
                left.remove(number)
                over.remove(reply)

    def foreign(self, number: int, reply: Reply) -> bool:
        """Whether a reply is certainly about something else than a problem."""
        themes = self.lore.profile(self.words(reply.piece)).themes
        share = reply.related[number]
        known = self.lore.profile(self.problems[number].text).themes
        return bool(known) and share < PERHAPS / 2 and sum(themes.values()) >= THEME

    def answer(self, problem: Problem) -> Answer:
        """What became of one problem."""
        acted = [one for one in problem.replies if one[1].says.acted]
        if acted:
            best = max(acted, key=lambda one: one[0])[1]
            return Answer((ACTED[best.says],), best.piece)
        promised = [reply for _, reply in problem.replies if reply.says is Says.PROMISE]
        if promised:
            return Answer((PROMISED,), promised[0].piece)
        plans = [(self.related(problem, piece), at) for at, piece in enumerate(self.plans)]
        best_plan = max(plans, default=(0.0, 0), key=lambda one: (one[0], -one[1]))
        if best_plan[0] >= PLANNED:
            return Answer((PROMISED,), self.plans[best_plan[1]])
        quotation = problem.quotations[0][1] if problem.quotations else None
        if problem.open or (quotation is None and self.unclear(problem)):
            likely = NOT_MENTIONED if quotation is None else QUOTED
            return Answer((likely, *ACTED.values()), quotation)
        return Answer((NOT_MENTIONED if quotation is None else QUOTED,), quotation)

    def unclear(self, problem: Problem) -> bool:
        """Whether something was done of which nobody can tell whether it is about a problem."""
        over = [r for r in self.replies if r.says.acted and not r.used and r.recital is None]
        unknown = not self.lore.profile(problem.text).themes
        return any(unknown or not self.lore.profile(self.words(r.piece)).themes for r in over)


ACTED: Mapping[Says, str] = {Says.DONE: "addressed", Says.PARTLY: "partly"}
PROMISED, QUOTED, NOT_MENTIONED = "promised_only", "quoted_only", "not_addressed"


def held(lore: Lore, measure: str, text: str) -> float:
    """How much of the telling words of a measure a text has, where there are enough of them."""
    wanted, there = lore.profile(measure).pairs, lore.profile(text).pairs
    if len(wanted) < FEW:
        return 0.0
    return sum(w for pair, w in wanted.items() if pair in there) / sum(wanted.values())


def says(lore: Lore, text: str, year: int | None) -> Says:
    """What a piece says: that something was done, in part, that it will be, or nothing but set phrases."""
    whole, admitted, ahead, promised = 0, False, False, False
    small = 0
    for clause in CLAUSE.finditer(text):
        at, words = clause.span(), clause.group()
        ahead = ahead and text[at[0] - 1] not in ";。"
        if ahead or lore.has("future", text, at) or names_later_year(words, year):
            ahead = promised = True
        elif admits(lore, text, at):
            admitted = True
        else:
            content = telling(lore, words)
            if content >= (ADMITTING if admitted else TELLING):
                whole += content
            else:
                small += content
    whole += small if small >= TELLING_TOGETHER or admitted else 0
    if whole >= (ADMITTING if admitted else TELLING):
        return Says.PARTLY if admitted else Says.DONE
    return Says.PROMISE if promised else Says.NOTHING


def admits(lore: Lore, text: str, at: tuple[int, int]) -> bool:
    """Whether a clause admits that something is left to do."""
    return lore.begins("contrast", text, at) is not None or lore.has("rest", text, at)


def telling(lore: Lore, clause: str) -> int:
    """How many characters of a clause say something; figures and titles do."""
    content = len(lore.content(clause))
    concrete = (FIGURE.search(clause) and content >= ADMITTING) or "《" in clause
    return content + 4 * bool(concrete)


def names_later_year(words: str, year: int | None) -> bool:
    """Whether a clause names a year after that of the report."""
    return year is not None and any(int(found[0]) > year for found in A_YEAR.finditer(words))
