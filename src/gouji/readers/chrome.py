"""What belongs to a web page, not to the text on it: lines for printing, sharing, finding one's way."""

import re
from collections.abc import Callable, Sequence

from gouji.model.fold import squeeze

_PROSE = 120
"""A longer line is no page chrome."""
_LINES = 15
"""Page chrome is looked for in that many lines at either end."""
_CHROME = re.compile(
    r"(?:扫一扫(?:在手机(?:上)?(?:查看|打开|浏览)(?:当前|此|本)?(?:页面?)?)?|手机(?:扫码|查看)"
    r"|打印(?:本页|此页|页面)?|关闭(?:本页|窗口|页面|此页)?|收藏(?:本页)?|分享(?:到|至)?[::]?"
    r"|微信|微博|新浪微博|QQ空间|QQ|复制链接|保存|下载|纠错|朗读"
    r"|字号|字体(?:大小)?|大|中|小|默认|放大|缩小|[::\[\]()|/·|,、-]"
    r"|(?:浏览|阅读|访问|点击)(?:次数|量|数)[::]?[0-9]*次?"
    r"|返回(?:顶部|首页|列表|上一页)|回到顶部|TOP|Top"
    r"|(?:上一篇|下一篇|上一条|下一条)(?:[::].*)?"
    r"|(?:您?(?:的)?(?:当前|现在)(?:的)?位置|您现在(?:的位置)?)(?:是|在)?[::>].*"
    r"|首页>.*)+"
)
_OWNER = re.compile(r"版权所有|(?i:copyright)|ICP备|公网安备|网站标识码")
_FOOT = re.compile(
    rf"{_OWNER.pattern}"
    r"|^(?!.*。)(?:(?:主办|承办|协办|技术支持)(?:单位)?[::]|网站地图|联系我们|关于我们)"
)
"""What only the foot of a site says."""
Shields = Callable[[str], bool]
"""Whether a line must not be left out, whatever it looks like."""


def chrome(lines: Sequence[str], shields: Shields) -> set[int]:
    """Which of some lines are page chrome: only such at either end are."""
    ends = {*range(len(lines))[:_LINES], *range(len(lines))[-_LINES:]}
    return {at for at in ends if is_chrome(lines[at]) and not shields(lines[at])}


def is_chrome(text: str) -> bool:
    """Whether a line reads like page chrome.

    >>> is_chrome("打印 | 关闭"), is_chrome("大小事务"), is_chrome("|—|—|")
    (True, False, False)
    """
    plain = squeeze(text)
    words = any(char.isalpha() for char in plain)  # a table line of bars and dashes has none
    return words and len(plain) <= _PROSE and _CHROME.fullmatch(plain) is not None


def names_owner(text: str) -> bool:
    """Whether a line says whose the site is, as nothing but the foot of a site does."""
    return len(text) <= _PROSE and _OWNER.search(squeeze(text)) is not None


def begins_foot(text: str) -> bool:
    """Whether a line is page chrome, or one of those at the foot of a site.

    >>> begins_foot("版权所有：某某政府"), begins_foot("办理情况")
    (True, False)
    """
    return is_chrome(text) or (len(text) <= _PROSE and _FOOT.search(squeeze(text)) is not None)
