"""Checked rules to a plan: every place at which a rule is to be tried, before any report is read."""

from collections.abc import Iterable, Iterator, Mapping

from gouji.engine.plan import Comparison, Place, Plan, Step
from gouji.language import checked as c
from gouji.language.walk import walk
from gouji.model.form import Code, Table


def prepare(pack: c.Pack) -> Plan:
    """The plan of a pack."""
    families = Families(pack)
    steps = tuple(
        Step(
            rule,
            body,
            tuple(places(body, nodes)),
            home(body),
            families.of(nodes),
            guards_by_row(body),
        )
        for rule in pack.rules
        for body in rule.bodies
        for nodes in [tuple(walk(body))]
    )
    waivers = {
        rule.name: tuple(waiver for waiver in pack.waivers if rule.name in waiver.guards)
        for rule in pack.rules
    }
    compared = {
        node.key: Comparison(node, step.forms)
        for step in steps
        for node in walk(step.body)
        if isinstance(node, c.Closest)
    }
    forms = {form.key: form for form in pack.forms}
    return Plan(pack, forms, steps, waivers, tuple(compared.values()))


class Families:
    """The forms of a pack that belong together: those that share a table, an edition or an outline."""

    def __init__(self, pack: c.Pack) -> None:
        self.pack = pack
        self.families: list[tuple[set[str], set[str]]] = []
        for form in pack.forms:
            keys = {f"table {key}" for t in form.tables for key in (t.key, t.variant_of) if key}
            keys |= {f"outline {outline.key}" for outline in form.outlines}
            kin = [family for family in self.families if family[1] & keys]
            names = {form.key}.union(*(family[0] for family in kin))
            self.families = [family for family in self.families if family not in kin]
            self.families.append((names, keys.union(*(family[1] for family in kin))))

    def of(self, nodes: Iterable[object]) -> frozenset[str]:
        """The forms that a body of such nodes is for: those that it reads of; all where of none."""
        keys = set(self.read(nodes))
        found = [names for names, known in self.families if known & keys]
        return frozenset().union(*found) if found else frozenset(f.key for f in self.pack.forms)

    def read(self, nodes: Iterable[object]) -> Iterator[str]:
        """The tables and outlines that nodes of a rule name, those of its statements among them."""
        for node in nodes:
            match node:
                case c.Scope(table=table) | c.Cells(table=table) | c.TableOf(table=table):
                    yield f"table {table.key}"
                case c.RowsOf(table=table):
                    yield f"table {table.key}"
                case c.SectionOf(outline=outline) | c.Entries(outline=outline):
                    yield f"outline {outline.key}"
                case c.Matches(statement=name):
                    yield from self.read(walk(self.pack.statements[name].domain))
                case _:
                    pass


def places(body: c.Body, nodes: Iterable[object]) -> Iterator[Place]:
    """The rows, columns or cells of the scope at which every cell that the body's nodes name exists.

    Open rows are known only once there is a report: they stand in none of these places.
    """
    scope = body.scope
    if scope is None or scope.axis is None:
        yield Place(None, None)
        return
    single = [n for n in nodes if isinstance(n, c.Cells) and n.type.kind is c.Kind.CELL]
    for row in scope.rows if scope.axis in {"row", "cell"} else (None,):
        for column in scope.columns if scope.axis in {"column", "cell"} else (None,):
            place = Place(row, column)
            if exists(scope.table, row, column) and all(reachable(n, place) for n in single):
                yield place


def exists(table: Table, row: Code | None, column: Code | None) -> bool:
    """Whether a form has a cell at the crossing."""
    if row is None or column is None:
        return True
    return table.has(row, column)


def reachable(cells: c.Cells, place: Place) -> bool:
    """Whether the one cell that an expression names exists at a place."""
    row = bound(cells.rows[0], place)
    column = bound(cells.columns[0], place)
    return row is None or column is None or exists(cells.table, row, column)


def bound(key: c.Key, place: Place) -> Code | None:
    """The code of a key at a place; None where only a report can tell."""
    match key:
        case str():
            return key
        case c.Bound():
            return place.row if key.axis == "row" else place.column
        case _:
            return None


def guards_by_row(body: c.Body) -> bool:
    """Whether the conditions of a rule on each cell say the same of every cell in a row."""
    if body.scope is None or body.scope.axis != "cell" or body.joins or body.bindings:
        return False
    terms = body.terms
    return not any(map(of_column, walk((terms.guards, tuple(terms.locals.values())))))


def of_column(node: object) -> bool:
    """Whether a node means something else in every column."""
    match node:
        case c.BoundCell() | c.Bound(axis="column") | c.BoundLabel(axis="column"):
            return True
        case _:
            return False


def home(body: c.Body) -> Mapping[str, str]:
    """Where a finding is put when nothing is bound."""
    if body.scope is not None:
        return {"table": body.scope.table.key}
    for node in walk(body.terms.requirement):
        match node:
            case c.SectionOf(key=str() as code):
                return {"section": code}
            case c.Cells():
                return {"table": node.table.key}
            case _:
                pass
    return {}
