"""Rule text with tests of its own, tried: what they answer is the test."""

from collections.abc import Mapping, Sequence

from gouji.engine.prepare import prepare
from gouji.engine.trial import Trial, trial
from gouji.language import checked
from gouji.language.check import check
from gouji.language.parse import parse
from gouji.model.data import Data
from gouji.model.diagnostic import Diagnostic
from gouji.model.span import Source

LIBRARY = """
pack library "Library" language en
form shelf "Library annual report" find "{agency:…}{year}年图书馆年报"
outline R "sections"
  1 "总体情况" 2 "借阅情况"
table A "loans" unit "册"
  rows
    1 "上年结存" as before
    2 "本年购入" as bought
    3 "本年结存" as now
  columns 1 "中文" 2 "外文" 3 "合计"
table B "money" unit "万元"
  rows 1 "经费" as money
  columns 1 "上半年" 2 "下半年" 3 "全年"
"""
BRANCHES = """
table C "loans by branch" unit "册"
  rows each "分馆" as branch
    9 "合计" = sum([*])
  columns 1 "中文" 2 "外文" 3 "合计" = [1] + [2]
table D "visitors by branch" unit "人"
  rows each "分馆" as branch
  columns 1 "成人" 2 "儿童"
"""


def pack_of(text: str, data: Mapping[str, Data] | None = None) -> checked.Pack:
    """The library's pack with more rules, without a mistake."""
    file, unread = parse(Source("library", LIBRARY + text))
    pack, wrong = check([file], data or {})
    assert [(p.code, p.message.en, p.place and p.place.text) for p in (*unread, *wrong)] == []
    assert pack is not None
    return pack


def problems_of(text: str) -> Sequence[Diagnostic]:
    """What is wrong with the library's pack with more rules."""
    file, unread = parse(Source("library", LIBRARY + text))
    return [*unread, *check([file])[1]]


def trials(text: str, data: Mapping[str, Data] | None = None) -> Sequence[Trial]:
    """The tests written beside the rules, tried."""
    return trial(prepare(pack_of(text, data)))


def holds(text: str, data: Mapping[str, Data] | None = None) -> None:
    """Every test written beside the rules holds, and there is one."""
    found = trials(text, data)
    assert found
    assert [(t.title, t.message.en) for t in found if not t.passed] == []
