"""Statements and rules: syntax → checked."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar, assert_never

from gouji.language import checked, layout_problems, name_problems, problems, syntax
from gouji.language.checked import Kind, Type
from gouji.language.expressions import Expressions
from gouji.language.functions import PROSE
from gouji.language.keys import KeyResolver
from gouji.language.matches import captures, read_templates, unnamed_numbers
from gouji.language.names import Names
from gouji.model.diagnostic import Diagnostic, Severity
from gouji.model.form import Code, Entry, Table
from gouji.model.template import Placeholder, Slot, Template
from gouji.model.wording import Language

Sentence = syntax.Say | syntax.Suggest | syntax.Basis
_Value = TypeVar("_Value")
_Clause = TypeVar("_Clause", bound=syntax.Clause)
_ONCE = (syntax.Scope, syntax.Requirement, syntax.Level)


def check_statement(
    written: syntax.Statement, names: Names, found: list[Diagnostic]
) -> checked.Statement | None:
    """Resolve a statement; None where something in it is wrong."""
    before = len(found)
    domain = Expressions(names, found).needed(written.domain, PROSE)
    find = read_templates(written.find, found)
    lists = [
        read_templates(texts, found) for texts in (written.unless, written.none, written.narrower)
    ]
    found += [
        layout_problems.numbers_in_template(template.span, 1, count)
        for template in find or ()
        if (count := unnamed_numbers(template)) != 1
    ]
    found += [
        layout_problems.numbers_in_template(template.span, 0, count)
        for template in lists[1] or ()
        if (count := _numbers(template))
    ]
    unless, none, narrower = (templates or () for templates in lists)
    if domain is None or find is None or len(found) > before:
        return None
    title = written.title.text if written.title else None
    return checked.Statement(
        written.span, written.name.text, title, domain, find, unless, none, narrower
    )


def statement_type(written: syntax.Statement) -> Type:
    """What a statement yields; its own mistakes are diagnosed where it is checked."""
    templates = read_templates(written.find, []) or ()
    return Type(Kind.MATCHES, {"n": Kind.NUMBER, **captures(templates, [])})


def _numbers(template: Template) -> int:
    return sum(isinstance(p, Placeholder) and p.slot is Slot.NUMBER for p in template.parts)


@dataclass(slots=True)
class RuleChecker:
    """Resolves the rules of a pack."""

    names: Names
    language: Language
    problems: list[Diagnostic]

    def rule(self, written: syntax.Rule) -> checked.Rule | None:
        """Resolve a rule; None where something in it is wrong."""
        before = len(self.problems)
        self._once(written.clauses)
        if not _of(written, syntax.Requirement):
            self.problems.append(layout_problems.no_requirement(written))
        titles = self._texts(written.titles)
        basis = self._texts(clause.sentence for clause in _of(written, syntax.Basis))
        scopes = self._scopes(written)
        bodies = tuple(body for scope in scopes if (body := self._body(written, scope)) is not None)
        if len(self.problems) > before or not bodies or len(bodies) < len(scopes):
            return None
        levels = [clause.severity for clause in _of(written, syntax.Level)]
        checks = [text.text for clause in _of(written, syntax.Serves) for text in clause.checks]
        return checked.Rule(
            written.span,
            written.name.text,
            titles,
            bodies,
            levels[0] if levels else Severity.ERROR,
            basis,
            tuple(checks),
        )

    def _once(self, clauses: Sequence[syntax.Clause]) -> None:
        first: dict[type[syntax.Clause], syntax.Clause] = {}
        for clause in clauses:
            if isinstance(clause, _ONCE) and first.setdefault(type(clause), clause) is not clause:
                earlier = first[type(clause)].span
                self.problems.append(problems.clause_twice(clause.span, earlier))

    # ---- sentences

    def _by_language(
        self, written: Iterable[syntax.Translated], read: Callable[[syntax.Phrase], _Value | None]
    ) -> dict[Language, _Value]:
        """Language → sentence; a second one in the same language is diagnosed."""
        found: dict[Language, _Value] = {}
        first: dict[Language, syntax.Translated] = {}
        for sentence in written:
            value = read(sentence.phrase)
            language = self._language(sentence.language)
            if language is None:
                continue
            if language in first:
                place = sentence.phrase.span
                earlier = first[language].phrase.span
                self.problems.append(layout_problems.language_twice(place, earlier))
            first.setdefault(language, sentence)
            if value is not None:
                found[language] = value
        return found

    def _language(self, name: syntax.Name | None) -> Language | None:
        if name is None:
            return self.language
        if name.text not in set(Language):
            self.problems.append(name_problems.unknown_language(name))
            return None
        return Language(name.text)

    def _texts(self, written: Iterable[syntax.Translated]) -> Mapping[Language, str]:
        return self._by_language(written, lambda phrase: phrase.text.text)

    # ---- bodies

    def _scopes(self, written: syntax.Rule) -> Sequence[checked.Scope | None]:
        """One scope for each table named; a single None where the rule is on no table."""
        clauses = _of(written, syntax.Scope)
        if not clauses:
            return [None]
        scopes: list[checked.Scope] = []
        seen: set[str] = set()
        for name in clauses[0].tables:
            table = self.names.layouts.table(name.text)
            if table is None:
                if name.text not in self.names.broken:
                    tables = [t.key for t in self.names.layouts.tables.values()]
                    self.problems.append(name_problems.unknown_table(name.span, tables))
                continue
            if table.key in seen:
                self.problems.append(layout_problems.table_named_twice(name.span))
            seen.add(table.key)
            scope = self._scope(clauses[0], table)
            scopes += [] if scope is None else [scope]
        return scopes

    def _scope(self, clause: syntax.Scope, table: Table) -> checked.Scope | None:
        """What the axis runs over in one table."""
        chosen = clause.selector
        match clause.axis:
            case None:
                return checked.Scope(table, None, (), ())
            case "column":
                keys = self._along(table.columns, chosen)
                return None if keys is None else checked.Scope(table, "column", (), keys)
            case "row":
                keys = self._along(table.rows, chosen)
                return None if keys is None else checked.Scope(table, "row", keys, ())
            case "cell":
                return self._each_cell(table, chosen)
            case _:
                assert_never(clause.axis)

    def _along(
        self, entries: Sequence[Entry], chosen: syntax.Selector | None
    ) -> tuple[Code, ...] | None:
        """The chosen rows or columns; without a choice all that hold values."""
        if chosen is None:
            return tuple(entry.code for entry in entries if not entry.group)
        if chosen.second is not None:
            self.problems.append(name_problems.one_axis_needed(chosen.span))
            return None
        return KeyResolver(entries, self.problems).codes(chosen.first)

    def _each_cell(self, table: Table, chosen: syntax.Selector | None) -> checked.Scope | None:
        """The cells at the chosen rows and columns; without a choice all there are."""
        if chosen is None:
            rows, columns = self._along(table.rows, None), self._along(table.columns, None)
        else:
            rows = KeyResolver(table.rows, self.problems).codes(chosen.first)
            resolver = KeyResolver(table.columns, self.problems)
            columns = resolver.codes(chosen.second or (syntax.EveryKey(chosen.span),))
        if rows is None or columns is None:
            return None
        if chosen and not any(c.code in columns for row in rows for c in table.columns_of(row)):
            self.problems.append(name_problems.no_such_cell(chosen.span, table))
            return None
        return checked.Scope(table, "cell", rows, columns)

    def _body(self, written: syntax.Rule, scope: checked.Scope | None) -> checked.Body | None:
        """What the rule demands of one table."""
        names = replace(self.names, scope=scope)
        bindings: list[tuple[str, checked.Expression]] = []
        for binding in _of(written, syntax.Binding):
            domain = Expressions(names, self.problems).domain(binding.domain)
            name = binding.name.text
            if domain is None:
                names = names.without(name)
                continue
            bindings.append((name, domain[0]))
            names = names.bind(name, domain[1])
        locals_: list[tuple[str, checked.Expression]] = []
        for local in _of(written, syntax.Local):
            value = Expressions(names, self.problems).resolve(local.value)
            name = local.name.text
            if value is None:
                names = names.without(name)
                continue
            locals_.append((name, value))
            names = names.bind(name, value.type)
        self._distinct(written)
        expressions = Expressions(names, self.problems)
        guards = [expressions.truth(clause.condition) for clause in _of(written, syntax.Guard)]
        required = [expressions.truth(c.condition) for c in _of(written, syntax.Requirement)]
        telling = Expressions(replace(names, finding=frozenset({"gap"})), self.problems)
        messages, suggestions = (
            self._by_language((clause.sentence for clause in clauses), telling.phrase)
            for clauses in (_of(written, syntax.Say), _of(written, syntax.Suggest))
        )
        if not required or required[0] is None or None in guards:
            return None
        return checked.Body(
            scope,
            tuple(bindings),
            tuple(locals_),
            tuple(guard for guard in guards if guard is not None),
            required[0],
            messages,
            suggestions,
        )

    def _distinct(self, written: syntax.Rule) -> None:
        """A name is given once in a rule."""
        first: dict[str, syntax.Name] = {}
        for clause in written.clauses:
            if isinstance(clause, syntax.Binding | syntax.Local):
                earlier = first.setdefault(clause.name.text, clause.name)
                if earlier is not clause.name:
                    problem = name_problems.declared_twice(clause.name, earlier.span)
                    self.problems.append(problem)


def _of(written: syntax.Rule, kind: type[_Clause]) -> list[_Clause]:
    """The clauses of one kind."""
    return [clause for clause in written.clauses if isinstance(clause, kind)]
