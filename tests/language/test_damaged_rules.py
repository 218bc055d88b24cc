"""Rule files damaged at random, and bombs: always diagnostics with a place, never an exception."""

import random
import re
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gouji.language import syntax
from gouji.language.check import check
from gouji.language.files import LARGEST
from gouji.language.grammar import vocabulary
from gouji.language.parse import MOST_PROBLEMS, parse
from gouji.language.tokens import DEEPEST
from gouji.model.decode import decode
from gouji.model.diagnostic import Diagnostic
from gouji.model.span import Source
from gouji.model.wording import Language
from gouji.renderers.diagnostic import render
from tests.growth import grows_in_step

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "rules" / "disclosure"
LIBRARY = ROOT / "tests" / "golden" / "language" / "library"
TOKEN = re.compile(r'"[^"\n]*"|“[^”\n]*”|[A-Za-z_]\w*|[一-鿿]+|[\d.]+|\s+|.')
SIGNS = [*"[](){}=+-*/|,.:<>%#；\n @&'\"“”《》", "..", "T3", "3.1", "甲", "x", "99999", "\0", "🀄"]


@cache
def texts() -> Sequence[str]:
    """Sound rule files: those of the shipped pack and the library in both languages."""
    paths = [*sorted(SHIPPED.glob("*.gj")), *sorted(LIBRARY.glob("*.gj"))]
    return [path.read_text(encoding="utf-8") for path in paths]


@cache
def forms() -> Sequence[syntax.File]:
    """What the shipped rules speak of."""
    names = [
        path for path in sorted(SHIPPED.glob("*.gj")) if path.stem.startswith(("form", "pack"))
    ]
    return [parse(Source(path.name, path.read_text(encoding="utf-8")))[0] for path in names]


# ---- damage


def in_tokens(text: str, dice: random.Random) -> str:
    """Words and signs left out, doubled, swapped, replaced."""
    tokens = TOKEN.findall(text)
    for _ in range(dice.choice([1, 1, 2, 5])):
        at = dice.randrange(len(tokens))
        match dice.randrange(5):
            case 0:
                tokens[at] = ""
            case 1:
                tokens[at] *= 2
            case 2:
                other = dice.randrange(len(tokens))
                tokens[at], tokens[other] = tokens[other], tokens[at]
            case 3:
                tokens[at] = f" {dice.choice(list(vocabulary().words))} "
            case _:
                tokens[at] = dice.choice(SIGNS)
    return "".join(tokens)


def in_lines(text: str, dice: random.Random) -> str:
    """Lines left out, doubled, moved, joined."""
    lines = text.splitlines(keepends=True)
    for _ in range(dice.choice([1, 2, 8])):
        at = dice.randrange(len(lines))
        match dice.randrange(4):
            case 0:
                lines[at] = ""
            case 1:
                lines[at] *= 2
            case 2:
                lines.insert(dice.randrange(len(lines)), lines.pop(at))
            case _:
                lines[at] = lines[at].rstrip("\n")
    return "".join(lines)


def in_bytes(text: str, dice: random.Random) -> str:
    """Bytes changed, cut out, put in: what is still a text in some encoding."""
    raw = bytearray(text.encode(dice.choice(["utf-8", "gb18030"])))
    for _ in range(dice.choice([1, 3, 10])):
        at, length = dice.randrange(len(raw)), dice.randrange(8)
        raw[at : at + length] = dice.randbytes(dice.randrange(6))
    decoded = decode(bytes(raw))
    return text if decoded is None or not decoded[0] else decoded[0]


DAMAGES: Sequence[Callable[[str, random.Random], str]] = (in_tokens, in_lines, in_bytes)


def damaged(seed: int) -> str:
    """A rule file that was sound before."""
    dice = random.Random(seed)  # repeatable damage
    text = dice.choice(texts())
    for damage in dice.choices(DAMAGES, [6, 3, 2], k=dice.choice([1, 1, 2])):
        text = damage(text, dice) or text
    return text


def told(text: str) -> Sequence[Diagnostic]:
    """Everything wrong with a text, beside the forms that it may speak of."""
    file, unread = parse(Source("damaged", text))
    others = [] if any(isinstance(item, syntax.Pack) for item in file.items) else forms()
    _, wrong = check([file, *others])
    return [*unread, *wrong]


def trouble(problems: Sequence[Diagnostic]) -> None:
    """Every problem has a code, a place in its text and a sentence in both languages."""
    for problem in problems:
        assert re.fullmatch("[a-z]+(-[a-z]+)*", problem.code)
        assert problem.message.zh
        assert problem.message.en
        assert problem.place is not None, problem
        assert 0 <= problem.place.start <= problem.place.end <= len(problem.place.source.text)
    for problem in problems[:20]:
        assert "^" in render(problem, Language.ZH)
        assert f"[{problem.code}]" in render(problem, Language.EN)


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 2**32))
def test_a_damaged_rule_file_is_diagnosed_in_its_place(seed: int) -> None:
    trouble(told(damaged(seed)))


# ---- bombs

HEAD = """pack p "P" language en
form f "F"
outline Parts "Parts" 1 "One"
table T1 "A" rows 1 "a" 2 "b" 3 "c" columns 1 "x" 2 "y"
"""


def numbered(template: str, count: int, first: str = "") -> str:
    """Lines in which {n} is a number and {m} the one before."""
    rest = "\n".join(template.format(n=n, m=n - 1) for n in range(bool(first), count))
    return f"{first}\n{rest}\n"


LONG = 20_000
BOMBS = {
    "a sum": ("rule A require " + " + ".join(["1"] * LONG) + f" = {LONG}", []),
    "a condition": ("rule A require " + " and ".join(["year = 1"] * (LONG // 4)), []),
    "a set": ("rule A require year in {" + ", ".join(map(str, range(LONG))) + "}", []),
    "brackets": (f"rule A require {'(' * DEEPEST}1{')' * DEEPEST} = 1", []),
    "a bracket too many": (
        f"rule A require {'(' * (DEEPEST + 1)}1{')' * (DEEPEST + 1)} = 1\nrule B require yeer = 1",
        ["nested-too-deeply", "unknown-name"],
    ),
    "fields of fields": ("rule A require year" + ".text" * 3_000 + " = 1", ["nested-too-deeply"]),
    "definitions that double": (
        numbered("define d{n} = d{m} + d{m}", 60, "define d0 = 1") + "rule A require d59 = 1",
        ["too-many-uses"],
    ),
    "definitions that double their input": (
        numbered("define d{n}(x) = d{m}(x) + d{m}(x)", 60, "define d0(x) = x")
        + "rule A require d59(1) = 1",
        ["too-many-uses"],
    ),
    "an input put in twice, again and again": (
        "define d(x) = x + x\nrule A require " + "d(" * 50 + "1" + ")" * 50 + " = 1",
        ["too-many-uses"],
    ),
    "names that double": (
        "rule A " + numbered("let x{n} = x{m} + x{m}", 40, "let x0 = 1") + "require x39 = 1",
        ["too-many-uses"],
    ),
    "cells that double": (
        "rule A "
        + numbered("let x{n} = x{m} | x{m}", 40, "let x0 = T1[1, *]")
        + "require count(x39) = 1",
        ["too-many-uses"],
    ),
    "names one upon the other": (
        "rule A " + numbered("let x{n} = x{m} + 1", 1_000, "let x0 = 1") + "require x999 = 1",
        ["nested-too-deeply"],
    ),
    "definitions one upon the other": (
        numbered("define d{n} = d{m} + 1", 2_000, "define d0 = 1") + "rule A require d1999 = 1",
        ["nested-too-deeply"],
    ),
    "a circle of definitions": (
        numbered("define d{n} = d{m} + 1", 3_000, "define d0 = d2999 + 1"),
        ["definition-cycle"],
    ),
    "a circle of exceptions": (
        numbered(
            "exception e{n} of e{m} when year = {n} severity note",
            1_000,
            "exception e0 of e999 when year = 0 severity note",
        ),
        ["exception-cycle"],
    ),
    "a heap of exceptions": (
        "rule A require 1 = 1\n"
        + numbered("exception e{n} of A when year = {n} severity note", 1_000),
        ["too-many-exceptions"],
    ),
    "a circle of forms": (
        numbered('form f{n} "F" extends f{m}', 2_000, 'form f0 "F" extends f1999'),
        ["form-cycle"],
    ),
    "a chain of forms": (numbered('form f{n} "F" extends f{m}', 2_000, 'form f0 "F"'), []),
    "a long number": (f"rule A require {'9' * 100_000} = 1", ["number-too-long"]),
    "a long code": (f"rule A require T1[{'1.' * 300_000}1, 1] = 1", ["number-too-long"]),
    "a long name": (f"rule A require {'x' * 900_000} = 1", ["unknown-name"]),
    "words run together": ("rule A " + "要求" * 200_000, ["missing-blank"]),
    "braces": ('rule A require 1 = 1 say "' + "{" * 5_000 + '"', ["brace-without-partner"]),
    "values in a sentence": ('rule A require 1 = 1 say "' + "{year}" * 5_000 + '"', []),
    "unreadable signs": ("rule A require 1 = 1 " + "@ " * 400_000, ["unknown-character"]),
    "quotes without end": ("rule A “" * 100_000, ["unclosed-quote"]),
    "items that begin nothing": (
        "check A require 1 = 1\n" * 3_000,
        ["unknown-item"] * MOST_PROBLEMS + ["too-many-mistakes"],
    ),
    "misspelt words": (
        "rul A\n requre 1 = 1\n" * 3_000,
        ["misspelt-word"] * MOST_PROBLEMS + ["too-many-mistakes"],
    ),
    "one wrong line over and over": (
        "rule A require 1 1\n" * 3_000,
        ["unexpected"] * MOST_PROBLEMS + ["too-many-mistakes"],
    ),
}


def defused(text: str) -> Sequence[Diagnostic]:
    """Everything wrong with a bomb."""
    file, unread = parse(Source("bomb", HEAD + text))
    _, wrong = check([file])
    return [*unread, *wrong]


@pytest.mark.parametrize("bomb", list(BOMBS))
def test_a_bomb_is_defused(bomb: str) -> None:
    text, codes = BOMBS[bomb]
    problems = defused(text)
    assert [problem.code for problem in problems] == codes
    trouble(problems)


@pytest.mark.parametrize("bomb", list(BOMBS))
def test_a_bomb_takes_no_more_time_than_its_size_does(bomb: str) -> None:
    text, _ = BOMBS[bomb]
    assert grows_in_step(defused, text[: len(text) // 4], text, 4)


def test_a_file_beyond_a_megabyte_is_refused_and_one_of_a_megabyte_is_read() -> None:
    rules = [f"rule r{n} require 1 = 1  # {'.' * 500}\n" for n in range(2_000)]
    text = "".join(rules)[:LARGEST].rpartition("\n")[0]
    file, problems = parse(Source("large", text))
    assert not problems
    assert len(text) > 0.99 * LARGEST
    assert len(file.items) == text.count("rule")
    _, problems = parse(Source("larger", text + " " * 2_000))
    assert [problem.code for problem in problems] == ["file-too-large"]
