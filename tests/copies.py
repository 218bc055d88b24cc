"""Made-up reports of one year, some of them copied from others: how many copies the index finds."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import combinations

from gouji.engine.copying import resemblance
from gouji.engine.masking import Masked, masked
from gouji.engine.sketches import Index, sketch
from gouji.engine.values import Prose, SectionPassage
from gouji.model.report import Passage, Provenance
from gouji.model.span import Source, Span

LEAST = Fraction(85, 100)
COMMON, OWN = 600, 60
"""Sentences that all draw on, and how many a report has."""
SHARE_OF_COMMON = 0.5
LETTERS = "".join(map(chr, range(0x4E00, 0x4E00 + 1200)))
PLACES = "溪谷岭桥湖川坪沟湾渡"


@dataclass(frozen=True)
class Made:
    """A report: whose it is, its paragraphs, and the one it was copied from."""

    agency: str
    paragraphs: tuple[str, ...]
    copied_from: int | None = None

    @property
    def compared(self) -> Masked:
        """Its prose as it is compared."""
        text = "\n".join(self.paragraphs)
        source, places, at = Source(self.agency, text), list[SectionPassage](), 0
        for line in self.paragraphs:
            place = Provenance(self.agency, Span(source, at, at + len(line)), line)
            places.append(SectionPassage(None, Passage(line, place)))
            at += len(line) + 1
        return masked(Prose(tuple(places)), (), self.agency)


def made(number: int, seed: int, copies: float = 0.1) -> Iterator[Made]:
    """So many reports of different agencies; a share of them is copied, more or less changed."""
    rng = random.Random(seed)
    common = [sentence(rng) for _ in range(COMMON)]
    before: list[Made] = []
    for at in range(number):
        agency = f"{PLACES[at % 10]}{LETTERS[at // 10 % 1200]}{PLACES[at // 100 % 10]}县水利局"
        of = rng.randrange(at) if at and rng.random() < copies else None
        body = new(rng, common) if of is None else changed(rng, common, before[of].paragraphs)
        own = tuple(filled(rng, line, agency) for line in body)
        before.append(Made(agency, body))
        yield Made(agency, own, of)


def sentence(rng: random.Random) -> str:
    """A sentence of made-up words, with an agency's name or a number to be put in."""
    words = ["".join(rng.choices(LETTERS, k=rng.randint(2, 4))) for _ in range(rng.randint(6, 14))]
    words.insert(rng.randrange(len(words)), rng.choice(["{name}", "{n}件", "，", "，", "{n}次"]))
    return "".join(words) + "。"


def new(rng: random.Random, common: Sequence[str]) -> tuple[str, ...]:
    """A report: half of it of what everybody writes."""
    lines = [
        rng.choice(common) if rng.random() < SHARE_OF_COMMON else sentence(rng) for _ in range(OWN)
    ]
    return tuple(lines)


def changed(rng: random.Random, common: Sequence[str], lines: Sequence[str]) -> tuple[str, ...]:
    """The same report with up to a quarter of its sentences replaced, some moved."""
    own = list(lines)
    for _ in range(rng.randint(0, OWN // 5)):
        own[rng.randrange(OWN)] = rng.choice(common) if rng.random() < 0.5 else sentence(rng)
    if rng.random() < 0.3:
        own.append(own.pop(rng.randrange(OWN)))
    return tuple(own)


def filled(rng: random.Random, line: str, agency: str) -> str:
    """A sentence with the agency's name and numbers of its own."""
    return line.replace("{name}", agency).replace("{n}", str(rng.randint(1, 9999)))


@dataclass
class Found:
    """What the index found among the planted copies, against exact comparison."""

    reports: int = 0
    looked_into: int = 0
    """Pairs that were compared exactly."""
    told: set[tuple[int, int]] = field(default_factory=set)
    """Pairs that were looked into and are alike enough."""
    planted: Mapping[tuple[int, int], Fraction] = field(default_factory=dict)
    """Two reports that go back to one → how alike they are."""

    @property
    def alike(self) -> set[tuple[int, int]]:
        """The planted pairs that are alike enough."""
        return {pair for pair, share in self.planted.items() if share >= LEAST}

    @property
    def recall(self) -> float:
        """The share of these that is told."""
        return len(self.told & self.alike) / len(self.alike)

    @property
    def precision(self) -> float:
        """Of the pairs looked into, the share that is alike enough; only these are told."""
        return len(self.told) / self.looked_into if self.looked_into else 1.0


def compared(reports: Sequence[Made]) -> Found:
    """Every report compared with every other one, as a run does it."""
    sketches = {}
    for at, report in enumerate(reports):
        made_of = sketch(report.compared.text)
        assert made_of is not None
        sketches[f"{at:06}"] = made_of
    index = Index(sketches, LEAST)
    found = Found(len(reports))
    seen: set[tuple[int, int]] = set()
    for name, own in sketches.items():
        for other in index.alike(own, name.__eq__):
            seen.add((max(int(name), int(other)), min(int(name), int(other))))
    found.looked_into = len(seen)
    found.told = {pair for pair in seen if likeness(reports, pair) >= LEAST}
    return found


def likeness(reports: Sequence[Made], pair: tuple[int, int]) -> Fraction:
    """How alike two reports are, exactly."""
    one, other = (reports[at] for at in pair)
    return resemblance(one.compared, other.compared, other.agency).share.value


def planted(reports: Sequence[Made]) -> Mapping[tuple[int, int], Fraction]:
    """Every two reports that go back to the same one, with how alike they are."""
    families: dict[int, list[int]] = {}
    roots: list[int] = []
    for at, report in enumerate(reports):
        roots.append(at if report.copied_from is None else roots[report.copied_from])
        families.setdefault(roots[at], []).append(at)
    pairs = ((b, a) for kin in families.values() for a, b in combinations(kin, 2))
    return {pair: likeness(reports, pair) for pair in pairs}
