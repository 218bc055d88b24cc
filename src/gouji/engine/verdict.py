"""An outcome with everything a reader needs to trust it: one place where findings are made."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from gouji.engine import doubts, phrases, phrasing, sentences, spelling, words
from gouji.engine.evaluation import evaluate
from gouji.engine.fields import provenance_of
from gouji.engine.logic import EMPTY, OverlongError
from gouji.engine.plan import Place, Step
from gouji.engine.scope import STEPS, Scope
from gouji.engine.values import (
    Certainty,
    Choice,
    Copy,
    Match,
    Matches,
    Prose,
    Several,
    Traced,
    Truth,
    Unavailable,
    unknown,
)
from gouji.language.checked import (
    Axis,
    Children,
    Expression,
    FieldOf,
    Phrase,
    Sentence,
    Shift,
    Terms,
)
from gouji.model.finding import Finding, Outcome
from gouji.model.frozen import frozen
from gouji.model.number import MissingKind, Number, figure_text
from gouji.model.report import Provenance, Section
from gouji.model.wording import Language, Wording, same


@frozen
class Judged:
    """A requirement with its values, and the answer."""

    requirement: Traced
    answer: Truth
    guard: Traced | None = None
    """The condition that leaves it open whether the rule applies, where one does."""


OUTCOMES = {
    Certainty.TRUE: Outcome.PASS,
    Certainty.ROUNDED: Outcome.PASS,
    Certainty.FALSE: Outcome.FAIL,
    Certainty.DOUBT: Outcome.REVIEW,
    Certainty.UNKNOWN: Outcome.UNKNOWN,
}


SKIPPED = frozenset(MissingKind) - {
    MissingKind.UNREADABLE,
    MissingKind.REDACTED,
    MissingKind.REPEATED_ROW,
    MissingKind.UNDEFINED,
}
"""Missing of these kinds makes a rule that skips not applicable; what cannot be read stays unknown."""
FAILED = (EMPTY - {MissingKind.NO_DATE}) | {
    MissingKind.ABSENT_ROW,
    MissingKind.ABSENT_COLUMN,
    MissingKind.ABSENT_TABLE,
    MissingKind.ABSENT_SECTION,
    MissingKind.UNASSIGNED_ROW,
}
"""Missing of these kinds is what a rule that fails accuses of: the report itself lacks something."""


def plain(
    scope: Scope, step: Step, terms: Terms, outcome: Outcome, where: Mapping[str, str]
) -> Finding:
    """A finding that says no more than its outcome and its place."""
    if outcome.silent and not scope.memory.everything:
        return silent(scope, step, terms, outcome)
    rule, report = step.rule, scope.report
    title = both(terms.titles, rule.name)
    return Finding(
        rule=rule.name,
        title=title,
        checks=rule.serves,
        outcome=outcome,
        severity=terms.severity,
        agency=report.agency,
        year=report.year,
        source=report.source,
        where=where,
        place=place(scope, where),
        message=title,
        formula=None,
        difference=None,
        evidence=(),
        basis=both(terms.basis, ""),
        reading=None,
        reason=None,
        suggestion=None,
        fingerprint="",
        content="",
    )


def silent(scope: Scope, step: Step, terms: Terms, outcome: Outcome) -> Finding:
    """What is left of a finding that nobody asked for: it is only to be counted."""
    key = (step.rule.name, outcome, terms.severity)
    known = scope.memory.silent.get(key)
    if known is None:
        known = scope.memory.silent[key] = Finding(
            rule=step.rule.name,
            title=words.UNTOLD,
            checks=(),
            outcome=outcome,
            severity=terms.severity,
            agency=scope.report.agency,
            year=scope.report.year,
            source=scope.report.source,
            where={},
            place=words.UNTOLD,
            message=words.UNTOLD,
            formula=None,
            difference=None,
            evidence=(),
            basis=words.UNTOLD,
            reading=None,
            reason=None,
            suggestion=None,
            fingerprint="",
            content="",
        )
    return known


def stopped(scope: Scope, step: Step, where: Mapping[str, str], why: Exception) -> Finding:
    """A finding that says that the rule was stopped."""
    found = plain(scope, step, step.body.terms, Outcome.ERROR, where)
    told = words.TOO_LONG if isinstance(why, OverlongError) else words.over_budget(STEPS)
    return replace(found, message=told)


def tie(scope: Scope, step: Step, where: Mapping[str, str], names: Sequence[str]) -> Finding:
    """A finding that says that exceptions contend for the rule."""
    found = plain(scope, step, step.body.terms, Outcome.ERROR, where)
    return replace(found, message=words.tie(names))


def doubtful(
    scope: Scope, step: Step, terms: Terms, where: Mapping[str, str], guard: Traced
) -> Finding:
    """A finding that asks for a human eye: whether the rule applies is open."""
    found = plain(scope, step, terms, Outcome.REVIEW, where)
    return replace(found, message=doubts.unsure_guard(guard, scope, found.place))


def lacking(
    scope: Scope, step: Step, terms: Terms, where: Mapping[str, str], lack: Unavailable
) -> Finding:
    """What a rule makes of something missing: that it does not apply, a failure, or unknown."""
    if skipped(terms, lack):
        return plain(scope, step, terms, Outcome.NOT_APPLICABLE, where)
    if not accused(terms, lack):
        return undecided(scope, step, terms, where, lack)
    told, missing = scope.with_name("gap", None), words.not_filled_in(lack.place, lack.kind)
    nowhere = axis_of(step) is not None and scope.place == Place(None, None)
    return replace(
        plain(scope, step, terms, Outcome.FAIL, where),
        message=missing if nowhere else sentence(terms.messages, told, lambda: missing),
        evidence=shown_lack(lack),
    )


def axis_of(step: Step) -> Axis | None:
    """What a rule takes one by one; its sentence may name it."""
    return step.body.scope.axis if step.body.scope is not None else None


def undecided(
    scope: Scope, step: Step, terms: Terms, where: Mapping[str, str], lack: Unavailable
) -> Finding:
    """A finding that says what was missing."""
    return replace(
        plain(scope, step, terms, Outcome.UNKNOWN, where),
        message=words.cannot_check(lack.place, lack.kind, 0),
        reason=lack.kind.value,
        evidence=shown_lack(lack),
    )


def shown_lack(lack: Unavailable) -> tuple[Provenance, ...]:
    """What is printed where something is missing."""
    return (lack.provenance,) if lack.provenance else ()


def skipped(terms: Terms, lack: Unavailable) -> bool:
    """Whether something missing makes a rule not applicable."""
    return terms.missing == "skips" and lack.kind in SKIPPED


def accused(terms: Terms, lack: Unavailable) -> bool:
    """Whether something missing is a failure of the report itself."""
    return terms.missing == "fails" and lack.kind in FAILED and not lack.foreign


def weightiest(requirement: Traced, terms: Terms, first: Unavailable) -> Unavailable:
    """Of all that leaves a requirement unknown, what decides; else the first.

    A rule that skips does so only if everything can be skipped; one lack is enough for one that fails.
    """
    decide = accused if terms.missing == "fails" else lambda t, lack: not skipped(t, lack)
    return next((lack for lack in lacks(requirement) if decide(terms, lack)), first)


def lacks(traced: Traced, *, foreign: bool = False) -> Iterator[Unavailable]:
    """Everything missing that leaves a value or a condition open, in the order written."""
    foreign = foreign or isinstance(traced.node, Shift | Children)
    missing: Sequence[Unavailable] = ()
    within = traced.operands
    match traced.value:
        case Unavailable() as lack:
            missing = (lack,)
        case Truth(certainty=Certainty.UNKNOWN, lack=Unavailable() as lack):
            missing = (lack,)
        case Matches(lacking=missing) | Prose(lacking=missing):
            within = ()
        case Several(members=within):
            pass
        case _:
            within = ()
    yield from (replace(lack, foreign=lack.foreign or foreign) for lack in missing)
    for operand in within:
        yield from lacks(operand, foreign=foreign)


def decided(
    scope: Scope,
    step: Step,
    terms: Terms,
    where: Mapping[str, str],
    judged: Judged,
) -> Finding:
    """A finding with its arithmetic and its evidence."""
    requirement, answer = judged.requirement, judged.answer
    if answer.certainty is Certainty.UNKNOWN and terms.missing in {"skips", "fails"}:
        assert answer.lack is not None
        lack = weightiest(requirement, terms, answer.lack)
        if skipped(terms, lack) or accused(terms, lack):
            return lacking(scope, step, terms, where, lack)
        answer = unknown(lack)
    outcome = OUTCOMES[answer.certainty]
    rounded = answer.certainty is Certainty.ROUNDED
    if rounded and terms.doubt == "reviews":
        outcome = Outcome.REVIEW
    if outcome is Outcome.REVIEW and terms.doubt == "passes":
        outcome = Outcome.PASS
    if outcome.silent and not scope.memory.everything:
        return silent(scope, step, terms, outcome)
    found = replace(
        plain(scope, step, terms, outcome, where),
        formula=spelling.formula(requirement),
        difference=(
            spelling.difference(requirement) if rounded or outcome is Outcome.FAIL else None
        ),
        evidence=tuple(dict.fromkeys(evidence(scope, requirement))) or at_its_row(scope, where),
        reading=reading(requirement),
    )
    match outcome:
        case Outcome.UNKNOWN:
            assert answer.lack is not None
            others = sum(isinstance(t.value, Unavailable) for t in leaves(requirement)) - 1
            message = words.cannot_check(answer.lack.place, answer.lack.kind, max(others, 0))
            return replace(found, message=message, reason=answer.lack.kind.value)
        case Outcome.FAIL:
            told = told_scope(scope, requirement)
            return replace(
                found,
                message=sentence(terms.messages, told, lambda: sentences.why(requirement, told)),
                suggestion=suggested(terms.suggestions, told),
            )
        case Outcome.REVIEW:
            return replace(found, message=unsure(judged, scope, found.place))
        case _:
            return found


def unsure(judged: Judged, scope: Scope, place: Wording) -> Wording:
    """What leaves an answer open: the requirement, or whether the rule applies at all."""
    if judged.guard is not None:
        return doubts.unsure_guard(judged.guard, scope, place)
    return doubts.unsure(judged.requirement, scope, place)


def told_scope(scope: Scope, requirement: Traced) -> Scope:
    """The scope in which a sentence is told: it may name the difference."""
    return scope.with_name("gap", spelling.distance(requirement))


def both(texts: Mapping[Language, str], otherwise: str) -> Wording:
    """A text of a rule in both languages; one that is missing is given in the other."""
    first = next(iter(texts.values()), otherwise)
    return Wording(texts.get(Language.ZH, first), texts.get(Language.EN, first))


def sentence(written: Sentence, scope: Scope, otherwise: Callable[[], Wording]) -> Wording:
    """The sentence of a rule with its values; in a language that it is not written in, another."""
    texts = {language: told(phrase, scope, language) for language, phrase in written.items()}
    if len(texts) == len(Language):
        return both(texts, "")
    made = otherwise()
    return Wording(texts.get(Language.ZH, made.zh), texts.get(Language.EN, made.en))


def suggested(written: Sentence, scope: Scope) -> Wording | None:
    """What a rule suggests, with its values; None where it suggests nothing."""
    texts = {language: told(phrase, scope, language) for language, phrase in written.items()}
    return both(texts, "") if texts else None


def told(phrase: Phrase, scope: Scope, language: Language) -> str:
    """A phrase with its values put in."""
    return "".join(p if isinstance(p, str) else shown(p, scope, language) for p in phrase.parts)


def shown(  # noqa: PLR0911  # one case for each kind of value
    expression: Expression, scope: Scope, language: Language
) -> str:
    """A value as a sentence shows it."""
    traced = evaluate(expression, scope)
    match traced.value:
        case Number() as number:
            return figure_text(number)
        case str() | Choice() as text:
            return worded(expression, text, language)
        case Match(text=text):
            return text
        case Matches(found=found) if found:
            texts = dict.fromkeys(match.text for match in found)
            return phrases.first_of([*map(phrases.quoted, texts)]).in_language(language)
        case Matches():
            return words.EMPTY.in_language(language)
        case Unavailable():
            printed = traced.cell.provenance.quote if traced.cell else ""
            return f"“{printed}”" if printed else words.EMPTY.in_language(language)
        case None:
            return "—"
        case value:
            return str(value)


def worded(expression: Expression, text: str | Choice, language: Language) -> str:
    """A text, or all that it may be; a word of the language as its readers know it."""
    name = expression.name if isinstance(expression, FieldOf) else ""
    known = phrasing.CLOSED.get(name, {})
    options = text.options if isinstance(text, Choice) else (text,)
    return " / ".join(known.get(one, same(one)).in_language(language) for one in options)


def reading(requirement: Traced) -> str | None:
    """The accepted reading that fitted, as the rule file words it."""
    deciding = spelling.deciding(requirement)
    if deciding is None or deciding.reading is None:
        return None
    return " ".join(deciding.reading.node.span.text.split())


def leaves(traced: Traced) -> Iterator[Traced]:
    """The values that a value was made of, in the order written, each once."""
    seen: set[int] = set()
    waiting = [traced]
    while waiting:
        value = waiting.pop()
        if id(value) in seen:
            continue
        seen.add(id(value))
        if not value.operands:
            yield value
        waiting += reversed(value.operands)


def evidence(scope: Scope, requirement: Traced) -> Iterator[Provenance]:
    """Every printed value that a requirement rests on, and the prose that is bound."""
    for value in scope.names.values():
        if isinstance(value, Match):
            yield value.context
            yield from value.beside
    for leaf in leaves(requirement):
        match leaf.value:
            case Matches(found=found):
                yield from (m.context for m in found)
            case Several(members=members):
                yield from (e for m in members for e in evidence(scope, m))
            case Copy(runs=runs):
                yield from (place for both_places in runs for place in both_places)
            case Section() as section:
                yield section.provenance
            case Match():
                pass
            case _:
                origin = provenance_of(leaf)
                if origin is not None:
                    yield origin


def at_its_row(scope: Scope, where: Mapping[str, str]) -> tuple[Provenance, ...]:
    """The row of a finding that rests on nothing printed, where the row is there."""
    row = scope.report.rows.get((where.get("table", ""), where.get("row", "")))
    return () if row is None else (row.provenance,)


def place(scope: Scope, where: Mapping[str, str]) -> Wording:
    """The place of a finding in words."""
    forms = scope.plan.forms
    editions = (forms[scope.report.form], *forms.values())  # a rule may name another edition's
    if "table" in where:
        table = next(t for form in editions for t in form.tables if t.key == where["table"])
        row = table.row_of(where["row"]) if "row" in where else None
        column = table.column.get(where.get("column", ""))
        return words.cell_place(table, row, column)
    if "section" in where:
        entries = (e for form in editions for outline in form.outlines for e in outline.entries)
        return words.section_place(next(e for e in entries if e.code == where["section"]))
    return words.WHOLE_REPORT


def place_key(where: Mapping[str, str]) -> str:
    """A place as one text."""
    return ";".join(f"{kind}={code}" for kind, code in where.items())


def identified(finding: Finding, pack: str, occurrence: int) -> Finding:
    """The finding with its fingerprint (where it is) and its content (what it saw)."""
    at = f"{place_key(finding.where)}#{occurrence}"
    identity = (pack, finding.rule, finding.agency or finding.source, finding.year, at)
    seen = (finding.outcome, finding.formula, [e.quote for e in finding.evidence])
    return replace(finding, fingerprint=digest(identity), content=digest(seen))


def digest(value: object) -> str:
    """Sixteen hexadecimal digits that stand for a value."""
    return hashlib.sha256(repr(value).encode()).hexdigest()[:16]
