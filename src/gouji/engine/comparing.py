"""Prose compared with other prose: of last year, of another part, of other agencies."""

from collections.abc import Iterable

from gouji.engine import copying, text
from gouji.engine.masking import masked
from gouji.engine.scope import Scope
from gouji.engine.values import Copy, Prose, Unavailable, Value
from gouji.language import checked as c
from gouji.model.report import Report


def compared(node: c.Compared, one: Prose, other: Prose, scope: Scope) -> Value:
    """How much of prose other prose holds, or the sentences that both have."""
    if node.which == "shared":
        matches = text.shared(node.templates, one, other)
        scope.budget.spend(len(matches.found))
        return matches
    for lack in (*one.lacking, *other.lacking):
        return lack
    agency = scope.report.agency
    texts = (masked(prose, node.templates, agency) for prose in (one, other))
    return copying.containment(*texts)


def closest(
    node: c.Closest, own: Prose, others: Iterable[tuple[Report, Prose]], agency: str | None
) -> Copy | Unavailable | None:
    """What prose has in common with the first of others, the likeliest first, that is alike enough."""
    if own.lacking:
        return own.lacking[0]
    mine = masked(own, node.templates, agency)
    for report, prose in others:
        theirs = masked(prose, node.templates, report.agency)
        found = copying.resemblance(mine, theirs, report.agency)
        if not prose.lacking and found.share.value >= node.least:
            return found
    return None
