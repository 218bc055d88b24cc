"""Lark's tree → syntax: items and the clauses in them."""

from typing import TYPE_CHECKING, Literal, cast

from lark import Token, Tree

from gouji.language import problems, syntax
from gouji.language.build import Branch, ExpressionBuilder, ReadExpression, optional_children
from gouji.model.diagnostic import Diagnostic, Severity
from gouji.model.finding import Outcome
from gouji.model.span import Source

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_LEVELS = {"_ERROR": Severity.ERROR, "_WARNING": Severity.WARNING, "_NOTE": Severity.NOTE}
_MISSING: dict[str, syntax.MissingMode] = {
    "_AS_ZERO": "as zero",
    "_SKIPS": "skips",
    "_FAILS": "fails",
}
_DOUBT: dict[str, syntax.DoubtMode] = {"_PASSES": "passes", "_REVIEWS": "reviews"}
_AXES: dict[str, syntax.Axis] = {
    "each_column": "column",
    "each_row": "row",
    "each_cell": "cell",
}
_VALIDITY = frozenset({"valid_from", "valid_until"})
"""One clause, however it begins."""


class ItemBuilder(ExpressionBuilder):
    """Builds the items of one source."""

    def __init__(self, source: Source, read: ReadExpression, found: list[Diagnostic]) -> None:
        super().__init__(source, read, found)
        self._items: dict[str, Callable[[Tree[Token]], syntax.Top]] = {
            "pack": self._pack,
            "form": self._form,
            "table": self._table,
            "outline": self._outline,
            "statement": self._statement,
            "rule": self._rule,
            "rule_test": self._test,
            "use": self._use,
            "parameter": self._parameter,
            "definition": self._definition,
            "rule_exception": self._exception,
            "cause": self._cause,
            "waiver": self._waiver,
        }
        self._clauses: dict[str, Callable[[Tree[Token]], syntax.Clause]] = {
            "scope": self._scope,
            "binding": self._binding,
            "local": self._local,
            "guard": lambda tree: syntax.Guard(self.span(tree), self.only(tree)),
            "requirement": lambda tree: syntax.Requirement(self.span(tree), self.only(tree)),
            "message": lambda tree: syntax.Say(self.span(tree), self._sentence(tree)),
            "suggestion": lambda tree: syntax.Suggest(self.span(tree), self._sentence(tree)),
            "basis": lambda tree: syntax.Basis(self.span(tree), self._plain(tree)),
            "severity": self._level,
            "served_checks": lambda tree: syntax.Serves(self.span(tree), self.strings(tree)),
            "on_missing": self._on_missing,
            "on_doubt": self._on_doubt,
            "valid_from": self._valid_from,
            "valid_until": self._valid_until,
        }

    def item(self, tree: Tree[Token]) -> syntax.Top:
        """A pack, form, table, outline, statement, rule or test."""
        return self._items[str(tree.data)](tree)

    # ---- pack and layouts

    def _pack(self, tree: Tree[Token]) -> syntax.Pack:
        name, title, *clauses = tree.children
        written: dict[str, Tree[Token]] = {}
        bases: list[Tree[Token]] = []
        for clause in map(self._tree, clauses):
            if clause.data == "basis":
                bases.append(clause)
            else:
                self._once(written, clause)
        language = written.get("pack_language")
        version = written.get("pack_version")
        return syntax.Pack(
            self.span(tree),
            self.name(name),
            self.optional_string(title),
            self.name(language.children[0]) if language else None,
            self.string(version.children[0]) if version else None,
            tuple(map(self._plain, bases)),
        )

    def _use(self, tree: Tree[Token]) -> syntax.Use:
        path, name = optional_children(tree)
        return syntax.Use(self.span(tree), self.string(path), self.optional_name(name))

    def _parameter(self, tree: Tree[Token]) -> syntax.Parameter:
        name, value = tree.children
        return syntax.Parameter(self.span(tree), self.known(name), self.expression(value))

    def _definition(self, tree: Tree[Token]) -> syntax.Definition:
        name, inputs, value = optional_children(tree)
        names = () if inputs is None else tuple(map(self.known, self._tree(inputs).children))
        return syntax.Definition(self.span(tree), self.known(name), names, self.expression(value))

    def _form(self, tree: Tree[Token]) -> syntax.Form:
        name, title, *clauses = tree.children
        written: dict[str, Tree[Token]] = {}
        for clause in map(self._tree, clauses):
            self._once(written, clause)
        extends, templates = written.get("extends"), written.get("form_templates")
        validity = written.get("valid")
        return syntax.Form(
            self.span(tree),
            self.name(name),
            self.string(title),
            self.strings(templates),
            self.name(extends.children[0]) if extends else None,
            None if validity is None else self._validity(validity),
        )

    def _table(self, tree: Tree[Token]) -> syntax.Table:
        name, variant_of, title, short, unit, rows, columns = optional_children(tree)
        lines = self._tree(rows)
        header = lines.data == "open_rows"
        entries = lines.children[2:] if header else lines.children
        return syntax.Table(
            self.span(tree),
            self.name(name),
            self.optional_name(variant_of),
            self.string(title),
            self.optional_name(short),
            self.optional_string(unit),
            self._open_rows(lines) if header else None,
            self._entries(entries),
            self._entries(self._tree(columns).children),
        )

    def _open_rows(self, tree: Tree[Token]) -> syntax.OpenRows:
        header, name = tree.children[:2]
        return syntax.OpenRows(self.span(tree), self.string(header), self.known(name))

    def _outline(self, tree: Tree[Token]) -> syntax.Outline:
        name, title, ordered, *entries = optional_children(tree)
        return syntax.Outline(
            self.span(tree),
            self.name(name),
            self.string(title),
            ordered is not None,
            self._entries(entries),
        )

    def _entries(self, children: "Sequence[Branch | None]") -> tuple[syntax.Entry, ...]:
        return tuple(self._entry(self._tree(child)) for child in children)

    def _entry(self, tree: Tree[Token]) -> syntax.Entry:
        code, label, name, *rest = optional_children(tree)
        *marks, formula = rest
        written: dict[str, Tree[Token]] = {}
        for mark in map(self._tree, marks):
            self._once(written, mark)
        unit, only = written.get("unit"), written.get("only")
        return syntax.Entry(
            self.span(tree),
            self.code(code),
            self.string(label),
            self.optional_name(name),
            "optional" in written,
            "group" in written,
            self.strings(written.get("aliases")),
            self.string(unit.children[0]) if unit else None,
            self.selector(only.children[0]) if only else None,
            self.strings(written.get("served_checks")),
            self.optional(formula),
            "words" in written,
        )

    def _once(self, written: dict[str, Tree[Token]], clause: Tree[Token]) -> None:
        """Note a clause that may stand only once."""
        kind = "valid" if clause.data in _VALIDITY else str(clause.data)
        first = written.setdefault(kind, clause)
        if first is not clause:
            self.problems.append(problems.clause_twice(self.span(clause), self.span(first)))

    @staticmethod
    def _tree(node: object) -> Tree[Token]:
        return cast("Tree[Token]", node)

    # ---- statements and rules

    def _statement(self, tree: Tree[Token]) -> syntax.Statement:
        name, title, domain, found_by, unless, none, narrower = tree.children
        find, worded = self._found_by(self._tree(found_by))
        wordings, units, about, between = worded.children if worded else (None,) * 4
        return syntax.Statement(
            self.span(tree),
            self.known(name),
            self.optional_string(title),
            self.expression(domain),
            self.strings(find),
            self.strings(wordings),
            self.strings(units),
            self.strings(about),
            self.strings(between),
            self.strings(unless),
            self.strings(none),
            self.strings(narrower),
        )

    def _found_by(self, tree: Tree[Token]) -> "tuple[Branch | None, Tree[Token] | None]":
        """The templates of a statement, and its words."""
        first, *rest = optional_children(tree)
        if self._tree(first).data == "worded":
            return None, self._tree(first)
        (worded,) = rest
        return self._tree(first), None if worded is None else self._tree(worded)

    def _rule(self, tree: Tree[Token]) -> syntax.Rule:
        name, title, *rest = optional_children(tree)
        titles, clauses = self._titled(title, rest)
        return syntax.Rule(self.span(tree), self.name(name), titles, clauses)

    def _titled(
        self, title: object, rest: "Sequence[Branch | None]"
    ) -> tuple[tuple[syntax.Translated, ...], tuple[syntax.Clause, ...]]:
        """The titles of a rule or an exception, and its clauses."""
        clauses = [self._tree(child) for child in rest]
        own = [] if title is None else [self._verbatim(None, self.string(title))]
        translated = [self._plain(c) for c in clauses if c.data == "translation"]
        return tuple(own + translated), tuple(
            self._clauses[str(c.data)](c) for c in clauses if c.data != "translation"
        )

    def _sentence(self, tree: Tree[Token]) -> syntax.Translated:
        language, text = tree.children
        phrase = self.phrase(self.string(text))
        return syntax.Translated(self.span(tree), self.optional_name(language), phrase)

    def _plain(self, tree: Tree[Token]) -> syntax.Translated:
        """A title or a basis: braces mean nothing in it."""
        language, text = tree.children
        return self._verbatim(self.optional_name(language), self.string(text))

    @staticmethod
    def _verbatim(language: syntax.Name | None, text: syntax.Text) -> syntax.Translated:
        parts = (text.text,) if text.text else ()
        return syntax.Translated(text.span, language, syntax.Phrase(text.span, text, parts))

    def _scope(self, tree: Tree[Token]) -> syntax.Scope:
        tables, written = optional_children(tree)
        names = tuple(map(self.name, self._tree(tables).children))
        if written is None:
            return syntax.Scope(self.span(tree), names, None, None)
        axis = self._tree(written)
        selector = self.optional_selector(axis.children[0])
        return syntax.Scope(self.span(tree), names, _AXES[str(axis.data)], selector)

    def _binding(self, tree: Tree[Token]) -> syntax.Binding:
        name, domain = tree.children
        return syntax.Binding(self.span(tree), self.known(name), self.expression(domain))

    def _local(self, tree: Tree[Token]) -> syntax.Local:
        name, value = tree.children
        return syntax.Local(self.span(tree), self.known(name), self.expression(value))

    def _level(self, tree: Tree[Token]) -> syntax.Level:
        return syntax.Level(self.span(tree), _LEVELS[cast("Token", tree.children[0]).type])

    def _on_missing(self, tree: Tree[Token]) -> syntax.OnMissing:
        return syntax.OnMissing(self.span(tree), _MISSING[cast("Token", tree.children[0]).type])

    def _on_doubt(self, tree: Tree[Token]) -> syntax.OnDoubt:
        return syntax.OnDoubt(self.span(tree), _DOUBT[cast("Token", tree.children[0]).type])

    def _valid_from(self, tree: Tree[Token]) -> syntax.Validity:
        since, until = optional_children(tree)
        return syntax.Validity(
            self.span(tree), self.day(since), None if until is None else self.day(until)
        )

    def _valid_until(self, tree: Tree[Token]) -> syntax.Validity:
        return syntax.Validity(self.span(tree), None, self.day(tree.children[0]))

    def _validity(self, tree: Tree[Token]) -> syntax.Validity:
        return self._valid_until(tree) if tree.data == "valid_until" else self._valid_from(tree)

    # ---- exceptions and waivers

    def _target(self, node: object) -> syntax.Target:
        tree = self._tree(node)
        name, selector = optional_children(tree)
        return syntax.Target(self.span(tree), self.name(name), self.optional_selector(selector))

    def _exception(self, tree: Tree[Token]) -> syntax.RuleException:
        name, of, title, *rest = optional_children(tree)
        titles, clauses = self._titled(title, rest)
        return syntax.RuleException(
            self.span(tree), self.name(name), self._target(of), titles, clauses
        )

    def _cause(self, tree: Tree[Token]) -> syntax.Cause:
        name, *rest = optional_children(tree)
        at = next(i for i, child in enumerate(rest) if not _is(child, "target"))
        titles, clauses = self._titled(rest[at], rest[at + 1 :])
        served = tuple(clause for clause in clauses if isinstance(clause, syntax.Serves))
        targets = tuple(map(self._target, rest[:at]))
        return syntax.Cause(self.span(tree), self.name(name), targets, titles, served)

    def _waiver(self, tree: Tree[Token]) -> syntax.Waiver:
        *targets, guard, until, reason, approver = tree.children
        return syntax.Waiver(
            self.span(tree),
            tuple(map(self._target, targets)),
            self.expression(guard),
            self.day(until),
            self.string(reason),
            self.string(approver),
        )

    # ---- tests

    def _test(self, tree: Tree[Token]) -> syntax.Test:
        rule, title, *rest = tree.children
        lines = [self._tree(child) for child in rest]
        return syntax.Test(
            self.span(tree),
            self._target(rule),
            self.optional_string(title),
            tuple(self._given(line) for line in lines if line.data == "given"),
            tuple(self._expectation(line) for line in lines if line.data == "expectation"),
        )

    def _given(self, tree: Tree[Token]) -> syntax.Given:
        target, value = map(self.expression, tree.children)
        return syntax.Given(self.span(tree), target, value)

    def _expectation(self, tree: Tree[Token]) -> syntax.Expectation:
        outcome, where = tree.children
        word = cast('Literal["pass"]', cast("Token", outcome).type.removeprefix("_").lower())
        return syntax.Expectation(self.span(tree), Outcome(word), self.optional(where))


def _is(node: object, kind: str) -> bool:
    """Whether a child is a tree of a kind."""
    return isinstance(node, Tree) and node.data == kind
