"""The manuals are true: their examples run, and they name everything that the language has."""

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
import yaml

from gouji.engine.evaluate import evaluate
from gouji.engine.plan import Plan
from gouji.engine.prepare import prepare
from gouji.engine.trial import trial
from gouji.language import checked
from gouji.language.check import check
from gouji.language.grammar import vocabulary
from gouji.language.load import load
from gouji.language.parse import parse
from gouji.language.tokens import flat
from gouji.model.finding import Outcome
from gouji.model.number import MissingKind
from gouji.model.span import Source
from gouji.model.wording import Language
from gouji.readers.recognise import recognise
from gouji.readers.text import read

ROOT = Path(__file__).parents[2]
LANGUAGE = ROOT / "src" / "gouji" / "language"
PACK = ROOT / "rules" / "disclosure"
BLOCK = re.compile(r"^```gj\n(.*?)^```$", re.MULTILINE | re.DOTALL)
QUOTED = re.compile("`([^`]+)`")
UNDECIDED = {Outcome.FAIL, Outcome.REVIEW, Outcome.UNKNOWN, Outcome.ERROR}


@dataclass(frozen=True)
class Manual:
    """A manual, its language, and the headings of its three tables of words."""

    file: str
    language: Language
    words: str
    functions: str
    fields: str

    @property
    def text(self) -> str:
        return (ROOT / "grammar" / self.file).read_text(encoding="utf-8")

    @property
    def blocks(self) -> Sequence[str]:
        return BLOCK.findall(self.text)

    def table(self, heading: str) -> Sequence[Sequence[str]]:
        """The rows of the table below a heading."""
        return table_of(self.text, heading)


MANUALS = (
    Manual("README.md", Language.EN, "Words", "Functions", "Fields"),
    Manual("README.zh-CN.md", Language.ZH, "词语", "函数", "字段"),
)
EXAMPLES = [(manual, at) for manual in MANUALS for at in range(len(manual.blocks))]
both = pytest.mark.parametrize("manual", MANUALS, ids=[m.language.value for m in MANUALS])
each_example = pytest.mark.parametrize(
    ("manual", "at"), EXAMPLES, ids=[f"{m.language.value}-{at}" for m, at in EXAMPLES]
)


def table_of(text: str, heading: str) -> Sequence[Sequence[str]]:
    """The rows of the first table below a heading, without its header."""
    _, found, below = text.partition(f"# {heading}\n")
    assert found, f"no heading {heading!r}"
    below = below.partition("\n#")[0]
    lines = [line for line in below.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


@cache
def pack_of(manual: Manual, at: int) -> checked.Pack:
    """An example below the first one, which holds the pack and its form."""
    blocks = manual.blocks
    text = blocks[0] if at == 0 else blocks[0] + blocks[at]
    file, unread = parse(Source(f"{manual.file} {at}", text))
    pack, wrong = check([file])
    told = [
        (problem.code, problem.message.en, problem.place and problem.place.text)
        for problem in (*unread, *wrong)
    ]
    assert not told
    assert pack is not None
    return pack


# ---- the examples


@each_example
def test_an_example_is_right_and_its_tests_hold(manual: Manual, at: int) -> None:
    for tried in trial(prepare(pack_of(manual, at))):
        assert tried.passed, (tried.rule, tried.title, tried.message.en)


@each_example
def test_every_rule_of_an_example_is_seen_to_pass_and_to_fail(manual: Manual, at: int) -> None:
    pack = pack_of(manual, at)
    for rule in pack.rules:
        expected = {e.outcome for t in pack.tests if t.rule == rule.name for e in t.expect}
        assert {Outcome.PASS, Outcome.FAIL} <= expected, rule.name


@each_example
def test_an_example_keeps_to_the_words_of_its_language(manual: Manual, at: int) -> None:
    terminals = vocabulary().terminals
    source = Source("example", manual.blocks[at])
    for token in flat(source, 0, len(source.text)).tokens:
        keyword = terminals.get(token.type)
        if keyword is None:
            continue
        own = keyword.english if manual.language is Language.EN else keyword.chinese
        assert " ".join(token.split()) in {*own, "..", "~"}, token


@both
def test_a_common_mistake_is_told_so_and_its_remedy_is_right(manual: Manual) -> None:
    heading = "Common mistakes" if manual.language is Language.EN else "常见错误"
    for wrong, right, code in (map(unquoted, row) for row in manual.table(heading)):
        for requirement, expected in ((wrong, [code]), (right, [])):
            text = f"{manual.blocks[0]}\nrule X on T1 each column require {requirement}\n"
            file, problems = parse(Source("row", text))
            if not problems:
                _, problems = check([file])
            assert [problem.code for problem in problems] == expected, requirement


def unquoted(cell: str) -> str:
    """The words of a cell of a table that stand as code."""
    (words,) = QUOTED.findall(cell)
    assert isinstance(words, str)
    return words


@both
def test_the_examples_use_every_keyword_function_and_field(manual: Manual) -> None:
    text = " ".join(" ".join(manual.blocks).split())
    chinese = manual.language is Language.ZH
    for keyword in vocabulary().keywords:
        words = keyword.chinese if chinese else keyword.english
        assert any(word in text for word in words), keyword
    for english, words in vocabulary().names.items():
        assert any(word in text for word in (words if chinese else (english,))), english


@both
def test_the_examples_show_every_outcome_that_a_test_may_expect(manual: Manual) -> None:
    packs = [pack_of(manual, at) for at in range(len(manual.blocks))]
    seen = {e.outcome for pack in packs for t in pack.tests for e in t.expect}
    assert seen == set(Outcome) - {Outcome.WAIVED, Outcome.ERROR}


# ---- both manuals are one


def shape(manual: Manual) -> Sequence[object]:
    """What does not depend on the language: levels of headings, rows of tables, answers of tests."""
    outside = BLOCK.sub("", manual.text)
    headings = [len(marks) for marks in re.findall("^(#+) ", outside, re.MULTILINE)]
    rows = len(re.findall(r"^\|", outside, re.MULTILINE))
    answers = [
        [[e.outcome for e in test.expect] for test in pack_of(manual, at).tests]
        for at in range(len(manual.blocks))
    ]
    severities = [
        [rule.severity for rule in pack_of(manual, at).rules] for at in range(len(manual.blocks))
    ]
    return [headings, rows, answers, severities]


def test_both_manuals_say_the_same() -> None:
    english, chinese = MANUALS
    assert shape(english) == shape(chinese)


# ---- nothing is left out


def english_first(manual: Manual, row: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The English and the Chinese words of a row; each manual puts its own language first."""
    first, second = (tuple(QUOTED.findall(cell)) for cell in row[:2])
    return (first, second) if manual.language is Language.EN else (second, first)


@both
def test_the_table_of_words_is_that_of_the_grammar(manual: Manual) -> None:
    rows = manual.table(manual.words)
    written = [(*english_first(manual, row), "✓" in row[2]) for row in rows]
    assert written == [(k.english, k.chinese, k.soft) for k in vocabulary().keywords]


@both
def test_every_function_stands_in_its_table(manual: Manual) -> None:
    written = [english_first(manual, row) for row in manual.table(manual.functions)]
    assert written == [((name,), words) for name, words in vocabulary().functions.items()]


@both
def test_every_field_stands_in_its_table(manual: Manual) -> None:
    written = [english_first(manual, row) for row in manual.table(manual.fields)]
    assert written == [((name,), words) for name, words in vocabulary().fields.items()]


@both
def test_every_outcome_and_every_kind_of_missing_is_explained(manual: Manual) -> None:
    mentioned = set(QUOTED.findall(BLOCK.sub("", manual.text)))
    assert {*map(str, Outcome), *map(str, MissingKind)} <= mentioned


def diagnostic_codes() -> Iterator[str]:
    """Every code in the problems modules, and those of the common mistakes."""
    for path in sorted(LANGUAGE.glob("*problems.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id == "error"
            ):
                for part in ast.walk(node.args[0]):
                    if isinstance(part, ast.Constant) and isinstance(part.value, str):
                        yield part.value
    mistakes = yaml.safe_load((ROOT / "grammar" / "mistakes.yaml").read_text(encoding="utf-8"))
    yield from (mistake["code"] for mistake in mistakes)


@both
def test_every_diagnostic_of_the_language_is_listed_and_no_other(manual: Manual) -> None:
    heading = "Codes of mistakes" if manual.language is Language.EN else "错误代号"
    listed = [QUOTED.findall(row[0])[0] for row in manual.table(heading)]
    assert len(listed) == len(set(listed))
    assert set(listed) == set(diagnostic_codes())


# ---- the pack and the sample reports


@cache
def disclosure() -> Plan:
    """The shipped pack."""
    pack, wrong = load(PACK)
    assert not wrong
    assert pack is not None
    return prepare(pack)


def catalogue() -> Sequence[Mapping[str, object]]:
    """The checks of the catalogue."""
    entries = yaml.safe_load((PACK / "checks.yaml").read_text(encoding="utf-8"))
    assert isinstance(entries, list)
    return entries


def serving() -> Mapping[str, Sequence[checked.Rule]]:
    """Check → the rules that serve it, in the order of the catalogue."""
    rules = disclosure().pack.rules
    ids = [str(entry["id"]) for entry in catalogue()]
    return {i: found for i in ids if (found := [r for r in rules if i in r.serves])}


def test_the_readme_of_the_pack_names_the_checks_served() -> None:
    expected = "\n".join(
        f"| {check_id} | {', '.join(f'`{r.name}`' for r in rules)} |"
        f" {', '.join(dict.fromkeys(str(r.severity) for r in rules))} |"
        for check_id, rules in serving().items()
    )
    assert expected in (PACK / "README.md").read_text(encoding="utf-8"), expected


def test_the_readme_of_the_pack_counts_what_is_not_served() -> None:
    served = serving()
    families: dict[str, list[str]] = {}
    for entry in catalogue():
        families.setdefault(str(entry["id"])[:2], []).append(str(entry["id"]))
    rows = table_of((PACK / "README.md").read_text(encoding="utf-8"), "Not served yet")
    assert [(row[0], int(row[2]), int(row[3])) for row in rows] == [
        (family, len(ids), sum(i in served for i in ids)) for family, ids in families.items()
    ]


def test_a_rule_is_as_severe_as_the_catalogue_allows() -> None:
    levels = {
        str(entry["id"]): {entry["level"], *_list(entry.get("levels"))} for entry in catalogue()
    }
    for check_id, rules in serving().items():
        for rule in rules:
            assert rule.severity in levels[check_id], (rule.name, check_id)


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def test_the_sample_reports_hold_what_their_readme_says() -> None:
    text = (ROOT / "reports" / "README.md").read_text(encoding="utf-8")
    planted = {rule for row in table_of(text, "What is wrong") for rule in QUOTED.findall(row[1])}
    expected = {"liutang-2024.txt": planted, "wangchuan-water-2024.txt": set()}
    for name, rules in expected.items():
        assert f"`{name}`" in text
        printed = (ROOT / "reports" / "disclosure" / name).read_text(encoding="utf-8")
        report = recognise(read(Source(name, printed)), disclosure().pack.forms)
        assert report is not None
        found = [f for f in evaluate(disclosure(), report) if f.outcome in UNDECIDED]
        assert {f.rule for f in found} == rules
        assert {f.outcome for f in found} <= {Outcome.FAIL}
