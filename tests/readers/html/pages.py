"""Pages of a made-up agency, in the ways in which sites print them."""

AGENCY = "汀州县水务局"
TITLE = f"{AGENCY}2024年政府信息公开工作年度报告"
_RESULTS = "".join(
    f"<td>{n}</td>" for n in ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
)
_TALL = _RESULTS.replace("<td>", "<td rowspan=2>")
T4_HEAD = (
    "<tr><td colspan=5>行政复议</td><td colspan=10>行政诉讼</td></tr>"
    f"<tr>{_TALL}<td colspan=5>未经复议直接起诉</td><td colspan=5>复议后起诉</td></tr>"
    f"<tr>{_RESULTS}{_RESULTS}</tr>"
)
T4 = (
    f"<table border=1>{T4_HEAD}<tr>"
    + "".join(f"<td>{n}</td>" for n in (3, 1, 0, 2, 6, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0))
    + "</tr></table>"
)
T2 = (
    "<table><tr><td colspan=4>第二十条第（一）项</td></tr>"
    "<tr><td>信息内容</td><td>本年制发件数</td><td>本年废止件数</td><td>现行有效件数</td></tr>"
    "<tr><td>规章</td><td>1</td><td>0</td><td>5</td></tr>"
    "<tr><td>行政规范性文件</td><td>2</td><td>1</td><td>9</td></tr>"
    "<tr><td colspan=4>第二十条第（五）项</td></tr>"
    "<tr><td>信息内容</td><td colspan=3>本年处理决定数量</td></tr>"
    "<tr><td>行政许可</td><td colspan=3>120</td></tr></table>"
)
PROSE = "全年共受理政府信息公开申请12件，办结11件，结转下年度1件。"


def page(body: str, head: str = "", charset: str = "utf-8") -> str:
    """A whole page around a body."""
    return (
        f'<!DOCTYPE html><html><head><meta charset="{charset}">{head}</head>'
        f"<body>{body}</body></html>"
    )


def report(body: str = "") -> str:
    """A short report; `body` stands in its first section."""
    return (
        f"<h1>{TITLE}</h1><p>发布日期：2025-01-20</p><h2>一、总体情况</h2><p>{PROSE}</p>{body}"
        f"<h2>二、主动公开政府信息情况</h2>{T2}"
        f"<h2>四、政府信息公开行政复议、行政诉讼情况</h2>{T4}"
        "<h2>五、存在的主要问题及改进情况</h2><p>公开渠道不多，下一步将增设。</p>"
        f"<h2>六、其他需要报告的事项</h2><p>无。</p><p>{AGENCY}</p><p>2025年1月18日</p>"
    )
