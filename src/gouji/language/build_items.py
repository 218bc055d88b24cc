"""Lark's tree → syntax: items and the clauses in them."""

from typing import TYPE_CHECKING, Literal, cast

from lark import Token, Tree

from gouji.language import problems, syntax
from gouji.language.build import ExpressionBuilder, ReadExpression, optional_children
from gouji.model.diagnostic import Diagnostic, Severity
from gouji.model.finding import Outcome
from gouji.model.span import Source

if TYPE_CHECKING:
    from collections.abc import Callable

_LEVELS = {"_ERROR": Severity.ERROR, "_WARNING": Severity.WARNING, "_NOTE": Severity.NOTE}
_AXES: dict[str, syntax.Axis] = {
    "each_column": "column",
    "each_row": "row",
    "each_cell": "cell",
}


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
        }

    def item(self, tree: Tree[Token]) -> syntax.Top:
        """A pack, form, table, outline, statement, rule or test."""
        return self._items[str(tree.data)](tree)

    # ---- pack and layouts

    def _pack(self, tree: Tree[Token]) -> syntax.Pack:
        name, title, *clauses = tree.children
        written: dict[str, Tree[Token]] = {}
        for clause in map(self._tree, clauses):
            self._once(written, clause)
        language = written.get("pack_language")
        version = written.get("pack_version")
        return syntax.Pack(
            self.span(tree),
            self.name(name),
            self.optional_string(title),
            self.name(language.children[0]) if language else None,
            self.string(version.children[0]) if version else None,
        )

    def _form(self, tree: Tree[Token]) -> syntax.Form:
        name, title, templates = tree.children
        return syntax.Form(
            self.span(tree), self.name(name), self.string(title), self.strings(templates)
        )

    def _table(self, tree: Tree[Token]) -> syntax.Table:
        name, title, short, unit, rows, columns = tree.children
        return syntax.Table(
            self.span(tree),
            self.name(name),
            self.string(title),
            self.optional_name(short),
            self.optional_string(unit),
            self._entries(self._tree(rows).children),
            self._entries(self._tree(columns).children),
        )

    def _outline(self, tree: Tree[Token]) -> syntax.Outline:
        name, title, *entries = tree.children
        return syntax.Outline(
            self.span(tree), self.name(name), self.string(title), self._entries(entries)
        )

    def _entries(self, children: list[Tree[Token] | Token]) -> tuple[syntax.Entry, ...]:
        return tuple(self._entry(self._tree(child)) for child in children)

    def _entry(self, tree: Tree[Token]) -> syntax.Entry:
        code, label, name, *marks = tree.children
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
        )

    def _once(self, written: dict[str, Tree[Token]], clause: Tree[Token]) -> None:
        """Note a clause that may stand only once."""
        first = written.setdefault(str(clause.data), clause)
        if first is not clause:
            self.problems.append(problems.clause_twice(self.span(clause), self.span(first)))

    @staticmethod
    def _tree(node: object) -> Tree[Token]:
        return cast("Tree[Token]", node)

    # ---- statements and rules

    def _statement(self, tree: Tree[Token]) -> syntax.Statement:
        name, title, domain, find, unless, none, narrower = tree.children
        return syntax.Statement(
            self.span(tree),
            self.known(name),
            self.optional_string(title),
            self.expression(domain),
            self.strings(find),
            self.strings(unless),
            self.strings(none),
            self.strings(narrower),
        )

    def _rule(self, tree: Tree[Token]) -> syntax.Rule:
        name, title, *rest = optional_children(tree)
        clauses = [self._tree(child) for child in rest]
        own = [] if title is None else [self._verbatim(None, self.string(title))]
        translated = [self._plain(c) for c in clauses if c.data == "translation"]
        return syntax.Rule(
            self.span(tree),
            self.name(name),
            tuple(own + translated),
            tuple(self._clauses[str(c.data)](c) for c in clauses if c.data != "translation"),
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

    # ---- tests

    def _test(self, tree: Tree[Token]) -> syntax.Test:
        rule, title, *rest = tree.children
        lines = [self._tree(child) for child in rest]
        return syntax.Test(
            self.span(tree),
            self.name(rule),
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
