"""What a rule demands, as a sentence without values, and where it looks."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from gouji.engine import phrasing
from gouji.engine.phrases import Here, in_brackets, keys, phrase
from gouji.language import checked as c
from gouji.language.walk import walk
from gouji.model.form import Table
from gouji.model.wording import Wording, listed, put, same

Statements = Mapping[str, c.Statement]


def demand(rule: c.Rule, statements: Statements, exception: str | None = None) -> Wording:
    """What a rule, or an exception of it, demands; tables of which it demands the same together."""
    said: dict[Wording, list[Wording]] = {}
    for body in rule.bodies:
        table = body.scope.table if body.scope else None
        terms = (t for t in (body.terms, *body.exceptions) if t.name == (exception or rule.name))
        told = _told(next(terms), _here(table, body, statements))
        said.setdefault(told, []).extend(_over(body, statements))
    return listed([_placed(places, told) for told, places in said.items()], phrasing.ALSO)


def conditions(rule: c.Rule, terms: Sequence[c.Terms], statements: Statements) -> list[Wording]:
    """The conditions of terms, those of several tables one after the other."""
    tables = [body.scope.table if body.scope else None for body in rule.bodies]
    found = {
        phrase(guard, _here(table, body, statements)): None
        for table, body, one in zip(tables, rule.bodies, terms, strict=True)
        for guard in one.guards
    }
    return list(found)


def looked_at(rule: c.Rule, statements: Statements) -> Sequence[Wording]:
    """The cells, the sections and the facts that a rule reads, each once, in the order written."""
    found: dict[Wording, None] = {}
    for body in rule.bodies:
        here = _here(None, body, statements)
        terms = [body.terms, *body.exceptions]
        names = [value for one in terms for value in one.locals.values()]
        sources = (body.bindings, names, [(t.guards, t.requirement) for t in terms])
        for node in walk(tuple(tuple(source) for source in sources)):
            match node:
                case (
                    c.Cells()
                    | c.SectionOf()
                    | c.Fact()
                    | c.Matches()
                    | c.Entries()
                    | c.TableOf()
                    | c.RowsOf()
                ):
                    found[phrase(node, here)] = None
                case c.BoundCell() if body.scope is not None:
                    found.update(dict.fromkeys(scope_words(body.scope)))
                case _:
                    pass
    return list(found)


def _placed(places: Sequence[Wording], told: Wording) -> Wording:
    return put(phrasing.PLACED, listed(list(dict.fromkeys(places))), told) if places else told


def _here(table: Table | None, body: c.Body, statements: Statements) -> Here:
    """What goes without saying within a rule."""
    here = Here(table, statements)
    for join in body.joins:
        here = here.calling(join.name, put(phrasing.EACH_OPEN, _header(join)))
    return here


def _header(join: c.KeyJoin) -> Wording:
    opened = join.tables[0][0].open_rows
    return same(opened.header if opened else join.name)


def _over(body: c.Body, statements: Statements) -> Iterator[Wording]:
    """What a rule runs over: rows and columns, keys, members."""
    if body.scope is not None:
        yield from scope_words(body.scope)
    for join in body.joins:
        yield put(phrasing.EVERY_OPEN, _header(join))
    for name, domain in body.bindings:
        over = phrase(domain, _here(None, body, statements))
        yield put(phrasing.EACH_OF, over, same(name))


def scope_words(scope: c.Scope) -> Sequence[Wording]:
    """The rows, columns or cells that a rule takes one by one."""
    if scope.axis is None:
        return (same(scope.table.short),)
    every = put(phrasing.EACH[scope.axis], same(scope.table.short))
    chosen = [*_chosen(scope, "row"), *_chosen(scope, "column")]
    return (put(phrasing.CHOSEN, every, listed(chosen)),) if chosen else (every,)


def _chosen(scope: c.Scope, axis: Literal["row", "column"]) -> Sequence[Wording]:
    """The rows or columns where they are not all."""
    codes = scope.rows if axis == "row" else scope.columns
    table = scope.table
    all_of_them = {e.code for e in (table.value_rows if axis == "row" else table.value_columns)}
    if scope.axis not in {axis, "cell"} or set(codes) == all_of_them:
        return ()
    return keys(codes, table, axis, Here())


def _told(terms: c.Terms, here: Here) -> Wording:
    """Conditions, requirement, and what short names stand for."""
    told = phrase(terms.requirement, here)
    if terms.guards:
        guards = [
            in_brackets(guard, here) if len(terms.guards) > 1 else phrase(guard, here)
            for guard in terms.guards
        ]
        told = put(phrasing.WHERE, listed(guards, phrasing.JOINS["and"]), told)
    meant = [
        put(phrasing.WORTH, same(name), phrase(value, here))
        for name, value in _used(terms, (*terms.guards, terms.requirement))
    ]
    return put(phrasing.MEANING, told, listed(meant)) if meant else told


def _used(
    within: c.Terms, expressions: Sequence[c.Expression]
) -> Sequence[tuple[str, c.Expression]]:
    """The short names that expressions use, in the order written; those they use in turn as well."""
    wanted = {n.name for n in walk(tuple(expressions)) if isinstance(n, c.Variable)}
    for name, value in reversed([*within.locals.items()]):
        if name in wanted:
            wanted |= {n.name for n in walk(value) if isinstance(n, c.Variable)}
    return [(name, value) for name, value in within.locals.items() if name in wanted]
