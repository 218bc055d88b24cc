"""Lark's tree → syntax: names without their marks, numbers exact, every node with its place."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction
from typing import Literal, TypeAlias, cast

from lark import Token, Tree

from gouji.language import problems, syntax
from gouji.language.grammar import canonical
from gouji.language.tokens import end_of, start_of
from gouji.model.diagnostic import Diagnostic
from gouji.model.span import Source, Span

Branch: TypeAlias = Tree[Token] | Token
ReadExpression: TypeAlias = Callable[[int, int], Branch | None]

_OPERATORS: dict[str, syntax.Operator] = {
    "_EQ": "=",
    "_NE": "!=",
    "_LE": "<=",
    "_GE": ">=",
    "_LT": "<",
    "_GT": ">",
}
_SIGNS: dict[str, Literal["+", "-", "*", "/"]] = {
    "_PLUS": "+",
    "_MINUS": "-",
    "_STAR": "*",
    "_SLASH": "/",
}
LONGEST_NUMBER = 60
"""Characters of a number or a code."""
_MYRIADS = {"万": 10_000, "亿": 100_000_000}


def number(text: str) -> Fraction:
    """An exact number.

    >>> number("３万"), number("12.50")
    (Fraction(30000, 1), Fraction(25, 2))
    """
    plain = unicodedata.normalize("NFKC", text)
    if plain[-1] in _MYRIADS:
        return Fraction(plain[:-1]) * _MYRIADS[plain[-1]]
    return Fraction(plain[:-1]) / 100 if plain[-1] == "%" else Fraction(plain)


def optional_children(tree: Tree[Token]) -> Sequence[Branch | None]:
    """The children of a node, None where an optional one is not written."""
    return cast("Sequence[Branch | None]", tree.children)


class ExpressionBuilder:
    """Builds expressions of one source; what a tree cannot say soundly is diagnosed."""

    def __init__(self, source: Source, read: ReadExpression, found: list[Diagnostic]) -> None:
        self.source = source
        self.read = read
        self.problems = found
        self._expressions: dict[str, Callable[[Tree[Token]], syntax.Expression]] = {
            "reference": self._reference,
            "call": self._call,
            "field": self._field,
            "cells": self._cells,
            "selector": self._own_cells,
            "number": self._number,
            "percent": self._number,
            "date": self._date,
            "text": self._text,
            "nothing": lambda tree: syntax.Nothing(self.span(tree)),
            "set": lambda tree: syntax.SetLiteral(self.span(tree), self.expressions(tree)),
            "comparison": self._comparison,
            "membership": self._membership,
            "negation": lambda tree: syntax.Negation(self.span(tree), self.only(tree)),
            "negative": lambda tree: syntax.Negative(self.span(tree), self.only(tree)),
            "disjunction": lambda tree: self._logic("or", tree),
            "conjunction": lambda tree: self._logic("and", tree),
            "union": lambda tree: syntax.Union(self.span(tree), self.expressions(tree)),
            "sum": self._chain,
            "product": self._chain,
            "quantified": self._quantified,
        }

    # ---- leaves

    def span(self, node: Branch) -> Span:
        """Where a node was written."""
        if isinstance(node, Token):
            return Span(self.source, start_of(node), end_of(node))
        return Span(self.source, node.meta.start_pos, node.meta.end_pos)

    def name(self, node: object) -> syntax.Name:
        """A name that the file itself gives."""
        assert isinstance(node, Token)
        return syntax.Name(self.span(node), node.strip("《》"))

    def known(self, node: object) -> syntax.Name:
        """A name that may be built in: spelt in English from here on."""
        name = self.name(node)
        return syntax.Name(name.span, canonical(name.text))

    def optional_name(self, node: object) -> syntax.Name | None:
        """A name, where one is written."""
        return None if node is None else self.name(node)

    def string(self, node: object) -> syntax.Text:
        """A string without its quotes."""
        assert isinstance(node, Token)
        quotes = 3 if node.startswith('"""') else 1
        return syntax.Text(self.span(node), node[quotes:-quotes])

    def optional_string(self, node: object) -> syntax.Text | None:
        """A string, where one is written."""
        return None if node is None else self.string(node)

    def strings(self, node: object) -> tuple[syntax.Text, ...]:
        """The strings below a node; none where it is absent."""
        return () if node is None else tuple(map(self.string, cast("Tree[Token]", node).children))

    def phrase(self, text: syntax.Text) -> syntax.Phrase:
        """A sentence with {expressions} in it."""
        parts: list[str | syntax.Expression] = []
        inner = text.inner
        literal = 0
        for start, end in self._braces(text):
            parts += [text.text[literal:start]] if start > literal else []
            tree = self.read(inner.start + start + 1, inner.start + end - 1)
            if tree is not None:
                parts.append(self.expression(tree))
            literal = end
        parts += [text.text[literal:]] if literal < len(text.text) else []
        return syntax.Phrase(text.span, text, tuple(parts))

    def _braces(self, text: syntax.Text) -> Sequence[tuple[int, int]]:
        """The places of the outermost {…} of a sentence; a brace without its partner is diagnosed."""
        found: list[tuple[int, int]] = []
        open_at: list[int] = []
        for brace in re.finditer(r"[{}｛｝]", text.text):
            place = text.inner.part(brace.start(), brace.end())
            if brace[0] in "{｛":
                open_at.append(brace.start())
            elif not open_at:
                self.problems.append(problems.brace_without_partner(place))
            else:
                start = open_at.pop()
                found += [] if open_at else [(start, brace.end())]
        if open_at:
            place = text.inner.part(open_at[0], open_at[0] + 1)
            self.problems.append(problems.brace_without_partner(place))
        return found

    # ---- expressions

    def expression(self, node: object) -> syntax.Expression:
        """Any expression."""
        if isinstance(node, Token):
            return syntax.TruthLiteral(self.span(node), node.type == "_TRUE")
        tree = cast("Tree[Token]", node)
        return self._expressions[str(tree.data)](tree)

    def expressions(self, tree: Tree[Token]) -> tuple[syntax.Expression, ...]:
        """The expressions below a node."""
        return tuple(map(self.expression, tree.children))

    def optional(self, node: object) -> syntax.Expression | None:
        """An expression, where one is written."""
        return None if node is None else self.expression(node)

    def only(self, tree: Tree[Token]) -> syntax.Expression:
        """The one expression below a node."""
        (child,) = tree.children
        return self.expression(child)

    def _reference(self, tree: Tree[Token]) -> syntax.Reference:
        return syntax.Reference(self.span(tree), self.known(tree.children[0]))

    def _call(self, tree: Tree[Token]) -> syntax.Call:
        function, *arguments = tree.children
        built = tuple(map(self.expression, arguments))
        return syntax.Call(self.span(tree), self.known(function), built)

    def _field(self, tree: Tree[Token]) -> syntax.Field:
        of, name = tree.children
        return syntax.Field(self.span(tree), self.expression(of), self.known(name))

    def _cells(self, tree: Tree[Token]) -> syntax.Cells:
        table, selector = tree.children
        return syntax.Cells(self.span(tree), self.expression(table), self.selector(selector))

    def _own_cells(self, tree: Tree[Token]) -> syntax.Cells:
        return syntax.Cells(self.span(tree), None, self.selector(tree))

    def _number(self, tree: Tree[Token]) -> syntax.NumberLiteral:
        span = self.span(tree)
        value = number(span.text) if self._short(span) else Fraction(0)
        return syntax.NumberLiteral(span, value)

    def _short(self, span: Span) -> bool:
        """Whether a number is of a length that makes sense; a longer one is diagnosed."""
        if span.end - span.start <= LONGEST_NUMBER:
            return True
        self.problems.append(problems.number_too_long(span, LONGEST_NUMBER))
        return False

    def _date(self, tree: Tree[Token]) -> syntax.DateLiteral:
        return syntax.DateLiteral(self.span(tree), self.day(tree.children[0]))

    def day(self, node: object) -> date:
        """A day as written; one that is none is diagnosed."""
        token = cast("Token", node)
        year, month, day = map(int, re.findall(r"\d+", str(token)))
        try:
            return date(year, month, day)
        except ValueError:
            self.problems.append(problems.impossible_date(self.span(token)))
            return date.min

    def _text(self, tree: Tree[Token]) -> syntax.TextLiteral:
        return syntax.TextLiteral(self.span(tree), self.string(tree.children[0]))

    def _comparison(self, tree: Tree[Token]) -> syntax.Comparison:
        left, sign, right, within = tree.children
        operator = _OPERATORS[cast("Token", sign).type]
        first, second = self.expression(left), self.expression(right)
        return syntax.Comparison(self.span(tree), first, operator, second, self.optional(within))

    def _membership(self, tree: Tree[Token]) -> syntax.Membership:
        left, right, within = tree.children
        first, second = self.expression(left), self.expression(right)
        return syntax.Membership(self.span(tree), first, second, self.optional(within))

    def _logic(self, operator: Literal["and", "or"], tree: Tree[Token]) -> syntax.Logic:
        return syntax.Logic(self.span(tree), operator, self.expressions(tree))

    def _chain(self, tree: Tree[Token]) -> syntax.Chain:
        operands = tuple(map(self.expression, tree.children[::2]))
        signs = tuple(_SIGNS[cast("Token", sign).type] for sign in tree.children[1::2])
        return syntax.Chain(self.span(tree), operands, signs)

    def _quantified(self, tree: Tree[Token]) -> syntax.Quantified:
        quantifier, variable, domain, condition = tree.children
        word = cast("Token", quantifier).type.removeprefix("_").lower()
        assert word in {"every", "some", "no"}
        return syntax.Quantified(
            self.span(tree),
            cast('Literal["every", "some", "no"]', word),
            self.known(variable),
            self.expression(domain),
            self.expression(condition),
        )

    # ---- keys

    def selector(self, node: object) -> syntax.Selector:
        """The keys of one axis, or of both."""
        tree = cast("Tree[Token]", node)
        first, second = optional_children(tree)
        both = None if second is None else self._keys(second)
        return syntax.Selector(self.span(tree), self._keys(first), both)

    def optional_selector(self, node: object) -> syntax.Selector | None:
        """A selector, where one is written."""
        return None if node is None else self.selector(node)

    def _keys(self, node: object) -> tuple[syntax.Key, ...]:
        tree = cast("Tree[Token]", node)
        return tuple(map(self._key, tree.children if tree.data == "keys" else [tree]))

    def _key(self, node: object) -> syntax.Key:  # noqa: PLR0911  # one case for each kind of key
        tree = cast("Tree[Token]", node)
        span, children = self.span(tree), tree.children
        match tree.data:
            case "code":
                return self.code(tree)
            case "code_range":
                return syntax.CodeRange(span, self.code(children[0]), self.code(children[1]))
            case "child_codes":
                return syntax.ChildCodes(span, self.code(children[0]))
            case "leaf_codes":
                return syntax.LeafCodes(span, self.code(children[0]))
            case "label":
                return syntax.Label(span, self._label(children[0]))
            case "every_key":
                return syntax.EveryKey(span)
            case "computed_key":
                return syntax.ComputedKey(span, self.only(tree))
        raise AssertionError(tree.data)

    def _label(self, node: object) -> str:
        token = cast("Token", node)
        return (self.string(token) if token.type == "STRING" else self.name(token)).text

    def code(self, node: object) -> syntax.Code:
        """An outline code, in ASCII."""
        tree = cast("Tree[Token]", node)
        span = self.span(tree)
        text = unicodedata.normalize("NFKC", span.text) if self._short(span) else "0"
        return syntax.Code(span, text)
