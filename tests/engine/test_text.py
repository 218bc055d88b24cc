"""Prose: what templates find, what stands too near, and where the words stand."""

import unicodedata
from collections.abc import Sequence
from dataclasses import replace

import pytest

from gouji.engine.evaluation import evaluate
from gouji.engine.plan import Place
from gouji.engine.scope import Scope
from gouji.engine.statements import statements
from gouji.engine.values import Match, Matches
from gouji.language.checked import Comparison
from gouji.model.finding import Finding, Outcome
from gouji.model.number import Number
from gouji.model.report import Passage, Provenance
from gouji.model.report_set import ReportSet
from gouji.model.result import StatedNumber
from gouji.model.span import Source, Span
from tests.engine.strategies import findings_of, outcomes, plan_of, report_of, requirement

STATEMENT = """
statement lent "借出数" in section(2)
  find "(借出|外借){…}{n}(册|本)" "{n}册{…}借出" "借出{n}册"
  unless "上年" "期刊"
  none "(未|没有){…}借出"
  narrower "其中" "分馆"
"""


def found(text: str, *templates: str) -> Sequence[Match]:
    """What templates find in a section."""
    written = ", ".join(f'"{t}"' for t in templates)
    plan = plan_of(requirement(f"count(find(section(1), {written})) = 0"))
    report = report_of(sections={"1": text.split("\n")})
    body = plan.steps[0].body
    assert isinstance(body.terms.requirement, Comparison)
    scope = Scope(plan, report, ReportSet(), None, Place(None, None), {}, {})
    (counted,) = evaluate(body.terms.requirement.left, scope).operands
    assert isinstance(counted.value, Matches)
    for match in counted.value.found:
        assert match.provenance.locator.text == match.provenance.quote == match.text
        assert match.context.locator.text == match.context.quote
        assert match.text in match.context.quote
    return counted.value.found


def figures(text: str, *templates: str) -> list[str]:
    """The numbers that templates find."""
    return [str(m.number.value) for m in found(text, *templates) if m.number is not None]


def stated(*texts: str) -> Sequence[StatedNumber]:
    """What the statement finds in section 2."""
    return statements(plan_of(STATEMENT), report_of(sections={"2": texts}))


def values(*texts: str) -> list[int]:
    return [int(s.value) for s in stated(*texts)]


# ---- gaps


@pytest.mark.parametrize("between", ["", "图书", " 图书 ", "（含儿童）"])
def test_a_gap_spans_a_clause(between: str) -> None:
    assert figures(f"借出{between}5册", "借出{…}{n}册") == ["5"]


@pytest.mark.parametrize(
    "end", ["，", ",", "；", ";", "：", ":", "。", "．", ".", "！", "？", "\n"]
)
def test_a_gap_stops_at_the_end_of_a_clause(end: str) -> None:
    assert figures(f"借出图书{end}共5册", "借出{…}{n}册") == []


@pytest.mark.parametrize("number", ["3", "３", "1,990", "２０２４年", "0.5"])
def test_a_gap_never_skips_a_number(number: str) -> None:
    assert figures(f"借出{number}种图书5册", "借出{…}{n}册") == []


def test_a_wide_gap_spans_commas_but_not_sentences() -> None:
    template = "针对{……}{n}册"
    assert figures("针对去年，3种图书，借出5册", template) == ["5"]
    for end in "。；！？\n":
        assert figures(f"针对去年{end}借出5册", template) == []


def test_a_blank_in_a_template_need_not_be_printed() -> None:
    assert figures("借出图书5册", "借出 图书{n}册") == ["5"]
    assert figures("借出  图书5册", "借出 图书{n}册") == ["5"]


@pytest.mark.parametrize(
    "text", ["2024年借出图书 5 册", "2024 年借出图书5册", "2024年借出图书 5册"]
)
def test_blanks_beside_figures_are_printed_or_not(text: str) -> None:
    for template in ("2024年借出图书{n}册", "{year}年借出图书{n}册"):
        (match,) = found(text, template)
        assert match.text == text
        assert match.number is not None
        assert match.number.value == 5


def test_blanks_between_other_characters_tell_words_apart() -> None:
    assert figures("借 出图书5册", "借出图书{n}册") == []


# ---- lines


def test_a_match_over_two_lines_of_a_page_tells_where_it_stands() -> None:
    page = Source("page.txt", "全年共借\n-1-\n出图书 12\n册，归还 3 册。")
    whole = Span(page, 0, len(page.text), ((4, 9), (15, 16)))
    passage = Passage(whole.text, Provenance("page.txt", whole, whole.text))
    report = report_of(sections={"2": [whole.text]})
    section = replace(report.sections["2"], passages=(passage,))
    (lent,) = statements(plan_of(STATEMENT), replace(report, sections={"2": section}))
    assert lent.value == 12
    assert lent.provenance.quote == "全年共借出图书 12册，归还 3 册"
    assert lent.provenance.locator == Span(page, 0, len(page.text) - 1, ((4, 9), (15, 16)))
    assert lent.provenance.locator.text == lent.provenance.quote


# ---- width


def test_full_and_half_width_are_alike_in_text_and_template() -> None:
    half, full = "借出(图书)1,990册,", "借出（图书）１，９９０册，"
    for template in ("借出（图书）{n}册，", "借出(图书){n}册,", "借出｛…｝{n}册"):
        assert figures(half, template) == figures(full, template) == ["1990"]


@pytest.mark.parametrize(
    "text", ["甲，借出１，９９０册。", "𠮷田😀借出 十二 册", "“借出”约３万册！"]
)
def test_a_match_stands_exactly_where_its_words_are(text: str) -> None:
    (match,) = found(text, "借出{…}{n}{…}册")
    assert match.text in text
    assert match.text.startswith("借出")
    assert match.text.endswith("册")
    start = match.provenance.locator.start
    assert match.provenance.locator.source.text[start:].startswith(match.text)


def test_the_context_is_the_sentence_without_its_end() -> None:
    (match,) = found("甲。 乙，借出５册，丙 。丁", "借出{n}册")
    assert match.context.quote == "乙，借出５册，丙"


def test_captures_keep_the_words_as_printed() -> None:
    (match,) = found("借出Ａ类５册", "借出{kind:…}类{n}册")
    assert match.captures == {"kind": "Ａ"}


def test_a_capture_of_words_is_no_number_even_if_it_reads_as_one() -> None:
    (match,) = found("借出三类，共5册", "借出{kind:…}类{……}{many:n}册")
    assert match.captures["kind"] == "三"
    assert isinstance(match.captures["many"], Number)


# ---- several templates


def test_matches_come_in_the_order_of_the_text_and_never_overlap() -> None:
    matches = found("借出5册，外借3册，借出7册", "外借{n}册", "借出{n}册", "{n}册")
    assert [m.text for m in matches] == ["借出5册", "外借3册", "借出7册"]


def test_passages_are_searched_one_by_one() -> None:
    assert figures("借出\n5册\n借出3册", "借出{…}{n}册") == ["3"]


@pytest.mark.parametrize(
    ("words", "value"),
    [("十二", "12"), ("一千九百九十", "1990"), ("1.2万", "12000"), ("3万余", "30000"), ("零", "0")],
)
def test_numbers_are_read_in_every_script(words: str, value: str) -> None:
    assert figures(f"借出{words}册", "借出{…}{n}册") == [value]


# ---- statements


def test_a_number_is_counted_once_however_many_templates_fit() -> None:
    assert values("全年借出5册。") == [5]
    assert values("全年借出5册图书已借出。") == [5]
    assert values("全年借出5册、外借5册。") == [5, 5]


def test_every_passage_is_read_in_order() -> None:
    assert values("借出5册。", "无关。", "外借3本，借出4册。") == [5, 3, 4]


@pytest.mark.parametrize("word", ["上年", "期刊"])
def test_unless_speaks_of_its_own_clause_only(word: str) -> None:
    assert values(f"{word}借出5册。") == []
    assert values(f"借出5册{word}。") == []
    assert values(f"{word}从略，借出5册。") == [5]
    assert values(f"借出5册（不含{word}）。") == [5]


@pytest.mark.parametrize("text", ["未借出。", "本年没有图书借出。"])
def test_the_negated_form_means_zero(text: str) -> None:
    (none,) = stated(text)
    assert none.value == 0
    assert none.negated


def test_a_figure_is_not_negated() -> None:
    (five,) = stated("借出5册。")
    assert not five.negated


def test_zero_that_is_written_as_a_figure_is_no_negation() -> None:
    (zero,) = stated("借出0册。")
    assert zero.value == 0
    assert not zero.negated


def test_unless_holds_for_the_negated_form_too() -> None:
    assert stated("上年没有图书借出。") == []


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("借出5册。", "own"),
        ("其中分馆借出5册。", "narrower"),
        ("其中略，借出5册。", "narrower"),
        ("其中馆长多次到各处走访座谈，借出5册。", "own"),
    ],
)
def test_what_speaks_of_a_part_is_narrower(text: str, scope: str) -> None:
    (statement,) = stated(text)
    assert statement.scope == scope


def test_an_estimate_is_known_as_one() -> None:
    assert [s.approximate for s in stated("借出约5册，外借30余册，借出7册。")] == [
        True,
        True,
        False,
    ]


@pytest.mark.parametrize("width", ["NFKC", "plain"])
def test_a_statement_tells_where_it_stands(width: str) -> None:
    text = "全年外借（含分馆）１，９９０册。"
    text = unicodedata.normalize("NFKC", text).rstrip(".") if width == "NFKC" else text
    (statement,) = stated("无关。", text)
    assert statement.value == 1990
    assert statement.section == "2"
    assert statement.provenance.quote == text.rstrip("。")
    assert statement.provenance.locator.text == statement.provenance.quote


# ---- through rules


def find_in(domain: str) -> Sequence[Finding]:
    rules = requirement("m.n = 5", f'for each m in find({domain}, "共{{n}}册")')
    report = report_of(
        {("A", "1", "1"): "（共５册）"}, {"1": ["甲共5册", "乙共５册"]}, intro=["本馆共5册"]
    )
    return findings_of(rules, report)


@pytest.mark.parametrize(
    ("domain", "texts"),
    [
        ("section(1)", ["甲共5册", "乙共５册"]),
        ("section(1).text", ["甲共5册", "乙共５册"]),
        ("intro", ["本馆共5册"]),
        ("intro | section(1)", ["本馆共5册", "甲共5册", "乙共５册"]),
        ("A[1, 1].text", ["（共５册）"]),
    ],
)
def test_whatever_is_searched_the_quote_is_where_it_was_printed(
    domain: str, texts: list[str]
) -> None:
    found_there = find_in(domain)
    assert outcomes(found_there) == [Outcome.PASS] * len(texts)
    for finding, text in zip(found_there, texts, strict=True):
        (evidence,) = {e for e in finding.evidence if "共" in e.quote}
        assert evidence.quote == text
        assert evidence.locator.text == text


def test_a_section_that_is_absent_is_told_beside_what_was_found() -> None:
    found_there = find_in("section(1) | section(3)")
    assert outcomes(found_there) == [Outcome.PASS, Outcome.PASS, Outcome.UNKNOWN]
    assert found_there[-1].reason == "absent_section"


def test_a_text_of_no_known_place_can_be_searched() -> None:
    rules = requirement('exists(find(agency, "馆"))')
    assert outcomes(findings_of(rules, report_of())) == [Outcome.PASS]
    assert outcomes(findings_of(rules, report_of(agency=None))) == [Outcome.UNKNOWN]


def test_a_sentence_quotes_the_first_of_what_was_found() -> None:
    rules = requirement("not exists(left)", 'let left = find(section(1), "{n}册")')
    rules += ' say "left out: {left}" say zh "漏填：{left}"'
    (finding,) = findings_of(rules, report_of({}, {"1": ["1册，2册，2册，3册，4册，5册"]}))
    assert finding.message.zh == "漏填：“1册”、“2册”、“3册”等 5 项"
    assert finding.message.en == "left out: “1册”, “2册”, “3册”, … (5 in all)"


def test_the_sum_of_matches_is_that_of_their_numbers() -> None:
    report = report_of({}, {"1": ["甲5册、乙7册，共12册"], "2": ["共{n}册"]})
    for requires, outcome in {
        'sum(find(section(1), "(甲|乙){n}册")) = 12': Outcome.PASS,
        'max(find(section(1), "{n}册")) = 12': Outcome.PASS,
        'min(find(section(1), "{n}册")) = 6': Outcome.FAIL,
        'sum(find(section(1), "丙{n}册")) = 0': Outcome.PASS,
        'max(find(section(1), "丙{n}册")) = 0': Outcome.UNKNOWN,
        'sum(find(section(3), "{n}册")) = 0': Outcome.UNKNOWN,
    }.items():
        assert outcomes(findings_of(requirement(requires), report)) == [outcome], requires


def test_the_characters_in_which_texts_differ_are_counted() -> None:
    report = report_of({}, {"1": ["清泉图书馆"], "2": ["长" * 201]})
    for requires, outcome in {
        'edits("清泉图书馆", "青泉图书馆") = 1': Outcome.PASS,
        'edits("清泉 图书馆", "清泉图书") = 1': Outcome.PASS,
        'edits(section(1), "") = 5': Outcome.PASS,
        'edits("ＡＢ", "AB") = 0': Outcome.PASS,
        'edits("甲乙丙", "丙甲乙") = 1': Outcome.FAIL,
        'edits(section(2), "长") = 200': Outcome.UNKNOWN,
        'edits(section(3), "长") = 200': Outcome.UNKNOWN,
    }.items():
        assert outcomes(findings_of(requirement(requires), report)) == [outcome], requires
