"""Rules and their exceptions: syntax → checked."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias, TypeVar

from gouji.language import checked, layout_problems, name_problems, problems, syntax
from gouji.language.expressions import Expressions
from gouji.language.extents import beyond_measure
from gouji.language.joins import joins
from gouji.language.layouts import check_validity
from gouji.language.names import Expansion, Names
from gouji.language.scopes import ScopeChecker
from gouji.model.diagnostic import Diagnostic, Severity
from gouji.model.frozen import frozen
from gouji.model.wording import Language

_Value = TypeVar("_Value")
_Clause = TypeVar("_Clause", bound=syntax.Clause)
_ONCE = (
    *(syntax.Scope, syntax.Requirement, syntax.Level),
    *(syntax.OnMissing, syntax.OnDoubt, syntax.Validity),
)
_OF_THE_RULE = syntax.Scope | syntax.Binding | syntax.Serves
"""An exception takes these over from its rule."""
Written: TypeAlias = syntax.Rule | syntax.RuleException


@frozen
class Exceptional:
    """An exception, the guards of those it is an exception of, and which it goes before."""

    written: syntax.RuleException
    guards: tuple[syntax.Expression, ...]
    over: frozenset[str]
    above: tuple[syntax.RuleException, ...] = ()
    """The exceptions that it is an exception of, the outermost first."""

    @property
    def clauses(self) -> Sequence[syntax.Clause]:
        """Its clauses, behind those of the exceptions above it."""
        return [clause for one in (*self.above, self.written) for clause in one.clauses]


@dataclass(slots=True)
class RuleChecker:
    """Resolves the rules of a pack."""

    names: Names
    language: Language
    problems: list[Diagnostic]
    basis: Mapping[Language, str] = field(default_factory=dict)
    """The basis of a rule that names none."""

    def rule(
        self, written: syntax.Rule, exceptions: Sequence[Exceptional] = ()
    ) -> checked.Rule | None:
        """Resolve a rule with its exceptions; None where something in it is wrong."""
        before = len(self.problems)
        self._once(written.clauses)
        for exceptional in exceptions:
            self._exceptional(exceptional.written)
        if not _of(written, syntax.Requirement):
            self.problems.append(layout_problems.no_requirement(written))
        fresh = replace(self.names, expansion=Expansion())
        scopes = ScopeChecker(fresh, self.problems).scopes(_of(written, syntax.Scope))
        bodies = [self._body(written, exceptions, replace(fresh, scope=s)) for s in scopes]
        sound = tuple(body for body in bodies if body is not None)
        if len(self.problems) > before or not sound or len(sound) < len(scopes):
            return None
        terms = sound[0].terms
        checks = [text.text for clause in _of(written, syntax.Serves) for text in clause.checks]
        return checked.Rule(
            written.span,
            written.name.text,
            terms.titles,
            sound,
            terms.severity,
            terms.basis,
            tuple(checks),
        )

    def _once(self, clauses: Sequence[syntax.Clause]) -> None:
        first: dict[type[syntax.Clause], syntax.Clause] = {}
        for clause in clauses:
            if isinstance(clause, _ONCE) and first.setdefault(type(clause), clause) is not clause:
                earlier = first[type(clause)].span
                self.problems.append(problems.clause_twice(clause.span, earlier))

    def _exceptional(self, written: syntax.RuleException) -> None:
        """What an exception may hold."""
        self._once(written.clauses)
        self.problems += [
            layout_problems.clause_not_in_exception(clause.span)
            for clause in written.clauses
            if isinstance(clause, _OF_THE_RULE)
        ]
        guarded = syntax.Guard | syntax.Validity
        if not any(isinstance(clause, guarded) for clause in written.clauses):
            self.problems.append(layout_problems.exception_without_guard(written.name))

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

    def texts(self, written: Iterable[syntax.Translated]) -> Mapping[Language, str]:
        """Titles or bases, by language."""
        return self._by_language(written, lambda phrase: phrase.text.text)

    # ---- bodies

    def _body(
        self, written: syntax.Rule, exceptions: Sequence[Exceptional], names: Names
    ) -> checked.Body | None:
        """What the rule demands of one table (or of none)."""
        names, bindings = self._bindings(written, names)
        names, locals_ = self._locals(written.clauses, names)
        self._distinct(written.clauses)
        for exceptional in exceptions:
            self._distinct([*written.clauses, *exceptional.clauses])
        terms = self._terms(written, names, None)
        if terms is None:
            return None
        terms = replace(terms, locals=locals_)
        found = [self._replacing(exceptional, names, terms) for exceptional in exceptions]
        sound = tuple(one for one in found if one is not None)
        if len(sound) < len(found):
            return None
        body = checked.Body(names.scope, (), tuple(bindings), terms, sound)
        short = any(one.locals for one in (terms, *sound)) or names.expansion.used > 0
        problem = beyond_measure(body) if short else None
        if problem is not None:
            self.problems.append(problem)
            return None
        return replace(body, joins=joins(body, names.layouts))

    def _locals(
        self, clauses: Iterable[syntax.Clause], names: Names
    ) -> tuple[Names, Mapping[str, checked.Expression]]:
        """The short names that clauses give, and what each stands for."""
        found: dict[str, checked.Expression] = {}
        for local in (clause for clause in clauses if isinstance(clause, syntax.Local)):
            value = Expressions(names, self.problems).resolve(local.value)
            name = local.name.text
            if value is None:
                names = names.without(name)
                continue
            found[name] = value
            names = names.bind(name, value.type)
        return names, found

    def _bindings(
        self, written: syntax.Rule, names: Names
    ) -> tuple[Names, list[tuple[str, checked.Expression]]]:
        bindings: list[tuple[str, checked.Expression]] = []
        for binding in _of(written, syntax.Binding):
            domain = Expressions(names, self.problems).domain(binding.domain)
            name = binding.name.text
            if domain is None:
                names = names.without(name)
                continue
            bindings.append((name, domain[0]))
            names = names.bind(name, domain[1])
        return names, bindings

    def _replacing(
        self, exceptional: Exceptional, names: Names, base: checked.Terms
    ) -> checked.Terms | None:
        """An exception's terms; what it does not say is as in the rule, its short names are its own."""
        names, locals_ = self._locals(exceptional.clauses, names)
        found = self._terms(exceptional.written, names, base)
        inherited = [Expressions(names, self.problems).truth(g) for g in exceptional.guards]
        if found is None or None in inherited:
            return None
        guards = (*(guard for guard in inherited if guard is not None), *found.guards)
        known = {**base.locals, **locals_} if locals_ else base.locals
        return replace(found, guards=guards, over=exceptional.over, locals=known)

    def _terms(
        self, written: Written, names: Names, base: checked.Terms | None
    ) -> checked.Terms | None:
        expressions = Expressions(names, self.problems)
        guards = [expressions.truth(clause.condition) for clause in _of(written, syntax.Guard)]
        required = [expressions.truth(c.condition) for c in _of(written, syntax.Requirement)]
        telling = Expressions(replace(names, finding=frozenset({"gap"})), self.problems)
        messages, suggestions = (
            self._by_language((clause.sentence for clause in clauses), telling.phrase)
            for clauses in (_of(written, syntax.Say), _of(written, syntax.Suggest))
        )
        titles = self.texts(written.titles)
        basis = self.texts(clause.sentence for clause in _of(written, syntax.Basis))
        requirement = required[0] if required else base.requirement if base else None
        if requirement is None or None in guards:
            return None
        levels = [clause.severity for clause in _of(written, syntax.Level)]
        missing = [clause.mode for clause in _of(written, syntax.OnMissing)]
        doubt = [clause.mode for clause in _of(written, syntax.OnDoubt)]
        valid = _of(written, syntax.Validity)
        restated = bool(required) or base is None
        return checked.Terms(
            written.span,
            written.name.text,
            titles or (base.titles if base else {}),
            tuple(guard for guard in guards if guard is not None),
            requirement,
            messages if restated or messages or base is None else base.messages,
            suggestions if restated or suggestions or base is None else base.suggestions,
            levels[0] if levels else base.severity if base else Severity.ERROR,
            basis or (base.basis if base else self.basis),
            check_validity(valid[0] if valid else None, self.problems),
            missing[0] if missing else base.missing if base else None,
            doubt[0] if doubt else base.doubt if base else None,
        )

    def _distinct(self, clauses: Sequence[syntax.Clause]) -> None:
        """A name is given once in a rule."""
        first: dict[str, syntax.Name] = {}
        for clause in clauses:
            if isinstance(clause, syntax.Binding | syntax.Local):
                earlier = first.setdefault(clause.name.text, clause.name)
                if earlier is not clause.name:
                    problem = name_problems.declared_twice(clause.name, earlier.span)
                    self.problems.append(problem)


def _of(written: Written, kind: type[_Clause]) -> list[_Clause]:
    """The clauses of one kind."""
    return [clause for clause in written.clauses if isinstance(clause, kind)]
