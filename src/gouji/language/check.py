"""Syntax → checked: every name resolved, every expression typed, all problems at once."""

from collections.abc import Mapping, Sequence, Set
from itertools import chain
from typing import TypeVar, assert_never

from gouji.language import checked, definition_problems, layout_problems, name_problems, syntax
from gouji.language.causes import check_causes, stand_ins
from gouji.language.definition_bodies import check_bodies
from gouji.language.definitions import constants, definitions
from gouji.language.exceptions import arrange
from gouji.language.facts import BUILT_IN
from gouji.language.givens import TestChecker, check_tests
from gouji.language.grammar import canonical, vocabulary
from gouji.language.kinds import kinds_named
from gouji.language.layouts import read_layouts
from gouji.language.names import Names
from gouji.language.rules import RuleChecker
from gouji.language.settings import NO_SETTINGS, Settings
from gouji.language.statements import check_statement, statement_type
from gouji.language.sums import demanded
from gouji.language.waivers import check_waivers
from gouji.model.data import Data
from gouji.model.diagnostic import Diagnostic
from gouji.model.span import Span
from gouji.model.wording import Language

_Item = TypeVar("_Item", bound=syntax.Top)
_Named = syntax.Statement | syntax.Rule | syntax.Parameter | syntax.Definition
_NamedItem = TypeVar("_NamedItem", bound=_Named)
_NOTHING: Mapping[str, Data] = {}
_MAY_STAND_ELSEWHERE = frozenset(
    [
        *("no-pack", "layout-without-form", "unknown-form", "unknown-table", "unknown-section"),
        *("unknown-rule", "unknown-name", "unknown-function", "not-a-table"),
    ]
)
"""What may be right after all where a part of a file could not be read."""


def check(
    files: Sequence[syntax.File],
    data: Mapping[str, Data] = _NOTHING,
    settings: Settings = NO_SETTINGS,
) -> tuple[checked.Pack | None, Sequence[Diagnostic]]:
    """Resolve the files of a pack; what does not resolve is left out and diagnosed.

    `data` are the data files that it uses, by name; `settings` are values for its parameters.
    """
    problems: list[Diagnostic] = []
    pack = _pack(files, problems)
    language = Language.ZH if pack is None else _language(pack, problems)
    taken: dict[str, Span] = {}
    layouts = read_layouts(files, problems, taken)
    written_parameters = _distinct(files, syntax.Parameter, problems, taken)
    written_definitions = _distinct(files, syntax.Definition, problems, taken)
    defined, circular = definitions(written_definitions, problems)
    broken = circular | {name.text for file in files for name in file.broken}
    parameters = constants(written_parameters, settings, problems)
    broken |= {p.name.text for p in written_parameters} - set(parameters)
    statements = _distinct(files, syntax.Statement, problems, taken)
    yields = {s.name.text: statement_type(s) for s in statements}
    broken |= {name for name, type_ in yields.items() if type_ is None}
    broken |= _unread(_items(files, syntax.Use), data, problems, taken)
    names = Names(
        layouts,
        {name: type_ for name, type_ in yields.items() if type_ is not None},
        parameters,
        defined,
        data,
        frozenset(broken),
    )
    check_bodies(names, problems)
    sound_statements = [check_statement(statement, names, problems) for statement in statements]
    implied = list(demanded(layouts))
    rules = [*_apart(_distinct(files, syntax.Rule, problems, {}), implied, problems), *implied]
    exceptions = arrange(
        _distinct_exceptions(files, rules, problems),
        frozenset(rule.name.text for rule in rules),
        layouts,
        frozenset(broken),
        problems,
    )
    checker = RuleChecker(names, language, problems)
    if pack is not None:
        checker.basis = checker.texts(pack.bases)
    found = [checker.rule(rule, exceptions.rule(rule.name.text)) for rule in rules]
    sound_rules = {rule.name: rule for rule in found if rule is not None}
    unresolved = frozenset(rule.name.text for rule in rules)
    causes = check_causes(
        *(_items(files, syntax.Cause), checker, sound_rules),
        {rule.name.text: rule.name.span for rule in rules},
    )
    tests = TestChecker(names, {**sound_rules, **stand_ins(causes)}, unresolved, problems)
    sound_tests = check_tests(tests, _items(files, syntax.Test))
    waivers = check_waivers(_items(files, syntax.Waiver), names, sound_rules, unresolved, problems)
    if not all(file.complete for file in files):
        problems = [problem for problem in problems if problem.code not in _MAY_STAND_ELSEWHERE]
    if pack is None:
        return None, _once_each(problems)
    whole = checked.Pack(
        pack.name.text,
        pack.title.text if pack.title else pack.name.text,
        pack.version.text if pack.version else "",
        language,
        tuple(layouts.forms),
        {s.name: s for s in sound_statements if s is not None},
        tuple(sound_rules.values()),
        sound_tests,
        waivers,
        parameters,
        kinds_named(*sound_rules.values(), *waivers),
        causes,
    )
    return whole, _once_each(problems)


def _items(files: Sequence[syntax.File], kind: type[_Item]) -> list[_Item]:
    every = chain.from_iterable(file.items for file in files)
    return [item for item in every if isinstance(item, kind)]


def _pack(files: Sequence[syntax.File], problems: list[Diagnostic]) -> syntax.Pack | None:
    """The one pack item of a folder."""
    packs = _items(files, syntax.Pack)
    problems += [layout_problems.second_pack(other.span, packs[0].span) for other in packs[1:]]
    if not packs and not any(file.broken for file in files):
        place = files[0].span.part(0, 0) if files else None
        problems.append(layout_problems.no_pack(place))
    return packs[0] if packs else None


def _language(pack: syntax.Pack, problems: list[Diagnostic]) -> Language:
    if pack.language is None:
        return Language.ZH
    if pack.language.text not in set(Language):
        problems.append(name_problems.unknown_language(pack.language))
        return Language.ZH
    return Language(pack.language.text)


def _distinct(
    files: Sequence[syntax.File],
    kind: type[_NamedItem],
    problems: list[Diagnostic],
    taken: dict[str, Span],
) -> list[_NamedItem]:
    """The items of a kind; one whose name is taken is left out."""
    found: list[_NamedItem] = []
    for item in _items(files, kind):
        key = item.name.text if isinstance(item, syntax.Rule) else canonical(item.name.text)
        if key in taken:
            problems.append(name_problems.declared_twice(item.name, taken[key]))
        elif key in _built_in(item):
            problems.append(definition_problems.built_in_name(item.name))
        else:
            taken[key] = item.name.span
            found.append(item)
    return found


def _built_in(item: _Named) -> Set[str]:
    """The names of the language under which an item would never be found."""
    match item:
        case syntax.Rule():
            return frozenset()
        case syntax.Definition():
            return BUILT_IN | set(vocabulary().functions)
        case syntax.Parameter() | syntax.Statement():
            return BUILT_IN
        case _:
            assert_never(item)


def _unread(
    uses: Sequence[syntax.Use],
    data: Mapping[str, Data],
    problems: list[Diagnostic],
    taken: Mapping[str, Span],
) -> Set[str]:
    """The names of data files that could not be read; their names differ from all others."""
    named = [use.name for use in uses if use.name is not None]
    for name in named:
        if canonical(name.text) in BUILT_IN:
            problems.append(definition_problems.built_in_name(name))
        elif name.text in taken:
            problems.append(name_problems.declared_twice(name, taken[name.text]))
    return {name.text for name in named} - set(data)


def _apart(
    written: Sequence[syntax.Rule], implied: Sequence[syntax.Rule], problems: list[Diagnostic]
) -> list[syntax.Rule]:
    """The rules that are not called like one that a layout implies."""
    taken = {rule.name.text: rule.name.span for rule in implied}
    problems += [
        name_problems.declared_twice(rule.name, taken[rule.name.text])
        for rule in written
        if rule.name.text in taken
    ]
    return [rule for rule in written if rule.name.text not in taken]


def _distinct_exceptions(
    files: Sequence[syntax.File], rules: Sequence[syntax.Rule], problems: list[Diagnostic]
) -> list[syntax.RuleException]:
    """The exceptions, none of which is called like another or like a rule."""
    taken = {rule.name.text: rule.name.span for rule in rules}
    found: list[syntax.RuleException] = []
    for item in _items(files, syntax.RuleException):
        if item.name.text in taken:
            problems.append(name_problems.declared_twice(item.name, taken[item.name.text]))
        else:
            taken[item.name.text] = item.name.span
            found.append(item)
    return found


def _once_each(problems: Sequence[Diagnostic]) -> Sequence[Diagnostic]:
    """A rule on several tables is resolved several times; each mistake is told once, in order."""
    found: dict[object, Diagnostic] = {}
    for problem in problems:
        place = problem.place
        where = (place.source.name, place.start, place.end) if place else ("", 0, 0)
        found.setdefault((where, problem.code, problem.message), problem)
    return list(found.values())
