"""What is said of a cause: which cell, what it should say, and why no other."""

from collections.abc import Sequence
from itertools import takewhile

from gouji.engine.words import UNTOLD, earlier_report
from gouji.model.cause import Cause, Decided, Explanation, Slip
from gouji.model.wording import Wording, listed, put, same

__all__ = ["UNTOLD", "advice", "message", "of_year"]

MOST_TOLD = 12
"""So many explanations are told in words; all of them are in the data."""

_SLIPS = {
    Slip.SWAPPED: Wording("两格的数填反了", "the figures of the two cells changed places"),
    Slip.TRANSPOSED: Wording("相邻两位数字颠倒", "two digits changed places"),
    Slip.EXTRA_DIGIT: Wording("多打一位数字", "one digit too many"),
    Slip.MISSING_DIGIT: Wording("少打一位数字", "one digit too few"),
    Slip.SIGN: Wording("正负号反了", "the sign is wrong"),
    Slip.NEIGHBOUR: Wording("同相邻格的数", "the figure of a cell beside it"),
    Slip.LEFT_OUT: Wording("漏填", "left at nought"),
    Slip.ONE_DIGIT: Wording("错一位数字", "one digit is wrong"),
}
_PLURAL = ("", "s")
_DOT = " · "


def of_year(place: Wording, years: int) -> Wording:
    """A place, of this report or of an earlier one."""
    return put(Wording("{} {}", "{}: {}"), earlier_report(years), place) if years else place


def message(cause: Cause) -> Wording:
    """The cause in one sentence, or as a list of what it may be."""
    told = _named(cause) if cause.decided in _DECIDED else _OPEN[cause.decided](cause)
    if not cause.unchecked:
        return told
    left = Wording(
        f"（另有 {cause.unchecked} 条涉及这些格的关系因缺数或约数未能核对）",
        f" ({cause.unchecked} more relation{_s(cause.unchecked)} of these cells could not be checked)",
    )
    return put(same("{}{}"), told, left)


def advice(cause: Cause) -> Wording | None:
    """What to do about it."""
    if cause.decided is Decided.UNEXPLAINED:
        return None
    if cause.decided is Decided.OPEN:
        return Wording(
            "对照原始台账，核实是哪一格填错", "See from the records which of the cells is wrong"
        )
    first = cause.explanations[0]
    changes = [
        put(Wording("{} 改为 {}", "{} to {}"), one.place, same(one.value))
        for one in first.corrections
    ]
    return put(Wording("核实后将 {}", "Check, and change {}"), listed(changes))


def _s(count: int) -> str:
    return _PLURAL[count != 1]


def _relations(cause: Cause) -> Wording:
    many = cause.identities
    return Wording(f"{many} 条关系", f"{'all ' * (many > 1)}{many} relation{_s(many)}")


def _named_cells(one: Explanation) -> Wording:
    """Each cell: what it says, and what it should say."""
    template = Wording("{0}：现为 {1}，应为 {2}", "{0}: says {1}, should say {2}")
    told = [put(template, c.place, same(c.printed), same(c.value)) for c in one.corrections]
    return listed(told, Wording("；", "; "))


def _slipped(one: Explanation) -> Sequence[Wording]:
    """The slips of the hand that may have made the figures."""
    return list(dict.fromkeys(_SLIPS[c.slip] for c in one.corrections if c.slip in _SLIPS))


def _listed(several: Sequence[Explanation]) -> Wording:
    """Explanations one after the other, in short."""
    places = [c.place for one in several for c in one.corrections]
    heads = zip(*(_parts(place)[:-1] for place in places), strict=False)
    head = sum(1 for _ in takewhile(lambda parts: len({*parts}) == 1, heads))
    return listed(
        [put(same(f"({number}) {{}}"), _short(one, head)) for number, one in enumerate(several, 1)],
        Wording("；", "; "),
    )


def _parts(place: Wording) -> Sequence[tuple[str, str]]:
    return list(zip(place.zh.split(_DOT), place.en.split(_DOT), strict=True))


def _short(one: Explanation, head: int) -> Wording:
    """Cells without what all their places begin with, and how their figures change."""
    told = []
    for c in one.corrections:
        zh, en = zip(*_parts(c.place)[head:], strict=True)
        place = Wording(_DOT.join(zh), _DOT.join(en))
        told.append(put(same(f"{{}} {c.printed} → {c.value}"), place))
    slips = _slipped(one)
    cells = listed(told)
    return put(Wording("{}（{}）", "{} ({})"), cells, listed(slips)) if slips else cells


def _named(cause: Cause) -> Wording:
    first = cause.explanations[0]
    cells = len(first.corrections)
    why = {
        Decided.ALONE: _alone(cells),
        Decided.RULES: _by_rules(cause, first),
        Decided.SLIP: Wording(
            f"另有 {len(cause.explanations) - 1} 种改法，只有这一种像是笔误",
            f"{len(cause.explanations) - 1} other change{_s(len(cause.explanations) - 1)} "
            "would do, but only this one looks like a slip",
        ),
    }[cause.decided]
    which = (
        Wording("改此一格", "changing this one cell")
        if cells == 1
        else Wording(f"同时改这 {cells} 格", f"changing these {cells} cells")
    )
    makes = put(Wording("{0}，{1}即成立", "{0} makes {1} hold"), which, _relations(cause))
    reasons = listed([*_slipped(first), makes, why], Wording("；", "; "))
    return put(Wording("{0}（{1}）", "{0} ({1})"), _named_cells(first), reasons)


def _alone(cells: int) -> Wording:
    if cells == 1:
        return Wording("其他任何单独一格都不能", "no other single cell does")
    return Wording(
        f"任何更少的格、其他任何 {cells} 格都不能", f"no fewer cells and no other {cells} do"
    )


def _by_rules(cause: Cause, first: Explanation) -> Wording:
    others = len(cause.explanations) - 1
    zh, en = [f"另有 {others} 种改法"], [f"{others} other change{_s(others)} would do"]
    if first.repairs:
        names = ", ".join(first.repairs)
        zh.append(f"但这一种使 {names.replace(', ', '、')} 也相符")
        en.append(f"but this one also makes {names} hold")
    else:
        zh.append("但都会同别的规则不符")
        en.append("but they would break other rules")
    return Wording("，".join(zh), ", ".join(en))


def _open(cause: Cause) -> Wording:
    several = cause.explanations
    cells = len(several[0].corrections)
    template = (
        Wording(
            "以下各格只改其中一格，{1}即成立，算术本身分不出是哪一格：{0}",
            "a change of any one of these cells makes {1} hold; arithmetic cannot tell which: {0}",
        )
        if cells == 1
        else Wording(
            f"少于 {cells} 格的差错都不能解释；以下各组只改其中一组，"
            "{1}即成立，算术本身分不出是哪一组：{0}",
            f"no error in fewer than {cells} cells explains it; a change of any one of these "
            "groups makes {1} hold, arithmetic cannot tell which: {0}",
        )
    )
    told = _listed(several[:MOST_TOLD])
    more = len(several) - MOST_TOLD
    if more > 0:
        told = put(Wording(f"{{}}；另有 {more} 种", f"{{}}; and {more} more"), told)
    return put(template, told, _relations(cause))


def _unexplained(cause: Cause) -> Wording:
    many = cause.identities
    end = (
        Wording("", "") if cause.exhausted else Wording("（未再往下查）", " (not searched further)")
    )
    told = Wording(
        f"这 {many} 条关系不成立，不能由任何 {cause.searched} 格以内的差错解释，请整表核对",
        f"{many} relation{_s(many)} do{'es' * (many == 1)} not hold, and no error in up to "
        f"{cause.searched} cell{_s(cause.searched)} explains that: check the whole table",
    )
    return put(same("{}{}"), told, end)


_DECIDED = frozenset({Decided.ALONE, Decided.RULES, Decided.SLIP})
_OPEN = {Decided.OPEN: _open, Decided.UNEXPLAINED: _unexplained}
