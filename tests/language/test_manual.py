"""The manuals are true: their examples run, and they name everything that the language has."""

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import yaml
from lark import Token

from gouji.engine.plan import Plan
from gouji.engine.prepare import prepare
from gouji.engine.trial import tried
from gouji.language import checked
from gouji.language.check import check
from gouji.language.grammar import parser, vocabulary
from gouji.language.load import load
from gouji.language.parse import parse
from gouji.language.tokens import flat
from gouji.model.diagnostic import Severity
from gouji.model.finding import Outcome
from gouji.model.number import MissingKind
from gouji.model.span import Source, Span
from gouji.model.wording import Language
from gouji.scan.formats import BY_SUFFIX
from gouji.scan.inputs import inputs
from gouji.scan.packs import packs, ready
from gouji.scan.scan import Settings, scan
from tests.language.mixing import named_nodes

ROOT = Path(__file__).parents[2]
LANGUAGE = ROOT / "src" / "gouji" / "language"
PACK = ROOT / "rules" / "disclosure"
FENCE = re.compile(r"^```(\S+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
QUOTED = re.compile("`([^`]+)`")
UNDECIDED = {Outcome.FAIL, Outcome.REVIEW, Outcome.UNKNOWN, Outcome.ERROR}


@dataclass(frozen=True)
class Example:
    """A fenced block, and the file of the pack that it is."""

    file: str
    text: str

    @property
    def rules(self) -> bool:
        """Whether it is a rule file, and no data."""
        return self.file.endswith(".gj")


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
    def files(self) -> Sequence[Example]:
        """Every fenced block; one without a name is a file of the pack's folder."""
        found = enumerate(FENCE.findall(self.text))
        return [Example(name or f"{at:02}.{kind}", text) for at, (kind, name, text) in found]

    @property
    def examples(self) -> Sequence[Example]:
        """The rule files."""
        return [file for file in self.files if file.rules]

    def table(self, heading: str) -> Sequence[Sequence[str]]:
        """The rows of the table below a heading."""
        return table_of(self.text, heading)


MANUALS = (
    Manual("README.md", Language.EN, "Words", "Functions", "Fields"),
    Manual("README.zh-CN.md", Language.ZH, "词语", "函数", "字段"),
)
EXAMPLES = [(manual, example) for manual in MANUALS for example in manual.examples]
both = pytest.mark.parametrize("manual", MANUALS, ids=[m.language.value for m in MANUALS])
each_example = pytest.mark.parametrize(
    ("manual", "example"), EXAMPLES, ids=[f"{m.language.value}-{e.file}" for m, e in EXAMPLES]
)


def table_of(text: str, heading: str) -> Sequence[Sequence[str]]:
    """The rows of the first table below a heading, without its header."""
    _, found, below = text.partition(f"# {heading}\n")
    assert found, f"no heading {heading!r}"
    below = below.partition("\n#")[0]
    lines = [line for line in below.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


@cache
def pack_of(manual: Manual) -> checked.Pack:
    """The pack that all the examples of a manual make up."""
    with TemporaryDirectory() as folder:
        for example in manual.files:
            path = Path(folder, example.file)
            path.parent.mkdir(exist_ok=True)
            path.write_text(example.text, encoding="utf-8")
        pack, wrong = load(Path(folder))
    told = [(p.code, p.message.en, p.place and (p.place.source.name, p.place.text)) for p in wrong]
    assert not told
    assert pack is not None
    return pack


@cache
def plan_of(manual: Manual) -> Plan:
    """The plan of that pack."""
    return prepare(pack_of(manual))


def stands_in(span: Span, example: Example) -> bool:
    """Whether a rule or a test is written in an example."""
    return span.source.name.partition("/")[2] == example.file


def own_rules(manual: Manual, example: Example) -> Sequence[checked.Rule]:
    """The rules of an example, with those that its tables and outlines imply."""
    return [rule for rule in pack_of(manual).rules if stands_in(rule.span, example)]


def own_tests(manual: Manual, example: Example) -> Sequence[checked.Test]:
    """The tests of an example."""
    return [test for test in pack_of(manual).tests if stands_in(test.span, example)]


# ---- the examples


@each_example
def test_the_tests_of_an_example_hold(manual: Manual, example: Example) -> None:
    for test in own_tests(manual, example):
        found = tried(plan_of(manual), test)
        assert found.passed, (found.rule, found.title, found.message.en)


@each_example
def test_every_rule_of_an_example_is_seen_to_pass_and_to_fail(
    manual: Manual, example: Example
) -> None:
    for rule in own_rules(manual, example):
        tests = [test for test in own_tests(manual, example) if test.rule == rule.name]
        assert {Outcome.PASS, Outcome.FAIL} <= {e.outcome for t in tests for e in t.expect}, rule


@each_example
def test_an_example_keeps_to_the_words_of_its_language(manual: Manual, example: Example) -> None:
    for token in tokens_of(example):
        keyword = vocabulary().terminals.get(token.type)
        if keyword is None:
            continue
        own = keyword.english if manual.language is Language.EN else keyword.chinese
        assert " ".join(token.split()) in {*own, "..", "~"}, token


def tokens_of(example: Example) -> Sequence[Token]:
    """The words and signs of an example."""
    return flat(Source(example.file, example.text), 0, len(example.text)).tokens


@both
def test_a_common_mistake_is_told_so_and_its_remedy_is_right(manual: Manual) -> None:
    heading = "Common mistakes" if manual.language is Language.EN else "常见错误"
    for wrong, right, code in (map(unquoted, row) for row in manual.table(heading)):
        for requirement, expected in ((wrong, [code]), (right, [])):
            pack = manual.examples[0].text
            text = f"{pack}\nrule X on T1 each column require {requirement}\n"
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
    tokens = [token for example in manual.examples for token in tokens_of(example)]
    used, words = {token.type for token in tokens}, {str(token) for token in tokens}
    assert [keyword for keyword in vocabulary().keywords if keyword.terminal not in used] == []
    spellings = vocabulary().names.items()
    if manual.language is Language.EN:
        assert [name for name, _ in spellings if name not in words] == []
    else:
        assert [name for name, chinese in spellings if words.isdisjoint(chinese)] == []


@both
def test_the_examples_use_every_node_of_the_grammar(manual: Manual) -> None:
    trees = [parser().parse(example.text, start="rule_file") for example in manual.examples]
    assert named_nodes() <= {str(n.data) for tree in trees for n in tree.iter_subtrees()}


@both
def test_the_examples_show_every_outcome_that_a_test_may_expect(manual: Manual) -> None:
    seen = {e.outcome for test in pack_of(manual).tests for e in test.expect}
    assert seen == set(Outcome) - {Outcome.ERROR}


# ---- both manuals are one


def shape(manual: Manual) -> Sequence[object]:
    """What does not depend on the language: levels of headings, rows of tables, answers of tests."""
    outside = FENCE.sub("", manual.text)
    headings = [len(marks) for marks in re.findall("^(#+) ", outside, re.MULTILINE)]
    rows = len(re.findall(r"^\|", outside, re.MULTILINE))
    answers = [
        [[e.outcome for e in test.expect] for test in own_tests(manual, example)]
        for example in manual.examples
    ]
    severities = [
        [rule.severity for rule in own_rules(manual, example)] for example in manual.examples
    ]
    return [headings, rows, [file.rules for file in manual.files], answers, severities]


def test_both_manuals_say_the_same() -> None:
    english, chinese = MANUALS
    assert shape(english) == shape(chinese)


@both
def test_a_link_within_the_manual_leads_to_a_heading(manual: Manual) -> None:
    headings = re.findall("^#+ (.*)$", FENCE.sub("", manual.text), re.MULTILINE)
    anchors = {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}
    links = re.findall(r"\]\(#([^)]*)\)", manual.text)
    assert links
    assert set(links) <= anchors


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
    mentioned = set(QUOTED.findall(FENCE.sub("", manual.text)))
    assert {*map(str, Outcome), *map(str, MissingKind)} <= mentioned


def diagnostic_codes() -> Iterator[str]:
    """Every code in the problems modules, and those of the common mistakes."""
    for path in sorted(LANGUAGE.glob("*problems.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in {"error", "Diagnostic"}
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


def severities(rule: checked.Rule) -> Sequence[Severity]:
    """How severe a rule is, and each of its exceptions."""
    body = rule.bodies[0]
    return [terms.severity for terms in (body.terms, *body.exceptions)]


def test_the_readme_of_the_pack_names_the_checks_served() -> None:
    expected = "\n".join(
        f"| {check_id} | {', '.join(f'`{r.name}`' for r in rules)} |"
        f" {', '.join(dict.fromkeys(str(s) for r in rules for s in severities(r)))} |"
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
            assert {*severities(rule)} <= levels[check_id], (rule.name, check_id)


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def test_the_sample_reports_hold_what_their_readme_says() -> None:
    text = (ROOT / "reports" / "README.md").read_text(encoding="utf-8")
    planted = {rule for row in table_of(text, "What is wrong") for rule in QUOTED.findall(row[1])}
    loaded, _ = packs("disclosure")
    given, _ = inputs([str(ROOT / "reports" / "disclosure")], BY_SUFFIX)
    findings = scan(given, [ready(pack) for pack in loaded], Settings()).result.findings
    expected = {
        "liutang-2023.txt": set[str](),
        "liutang-2024.txt": planted,
        "wangchuan-water-2024.txt": set(),
    }
    assert {Path(one.name).name for one in given} == set(expected)
    for name, rules in expected.items():
        assert f"`disclosure/{name}`" in text
        found = [f for f in findings if Path(f.source).name == name and f.outcome in UNDECIDED]
        alone = [f for f in found if f.reason == "no_prior"]
        beside = {"no_prior", "no_peers"}
        assert {f.rule for f in found if f.reason not in beside} == rules
        assert bool(alone) == (name != "liutang-2024.txt")
