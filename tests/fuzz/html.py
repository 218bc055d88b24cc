"""Web pages with damaged markup."""

import random
import re

from gouji.readers import html
from tests.fuzz.harness import Fuzzed
from tests.readers.html.pages import AGENCY, PROSE, T2, T4, page, report

_TAG = re.compile(rb"<[^<>]*>")
_PIECES = (
    b"<table>",
    b"</table>",
    b"<td rowspan=9 colspan=9>",
    b"<td colspan=1000>" * 9,
    b"</td>",
    b"<tr>",
    b"<tbody>",
    b"<p>",
    b"<div>" * 40,
    b"</div>" * 9,
    b"<b><i><b>",
    b"<!--",
    b"-->",
    b"<script>",
    b"<style>",
    b"<![CDATA[",
    b"<svg><math>",
    b"<select>",
    b"<html>",
    b"<body>",
    b"<frameset>",
    b"<pre>",
    b'"',
    b"'",
    b"&#0;&#xD800;&#x110000;&nbsp&lt",
    b"<a href=x>" * 9,
    b"\0",
    b"\xff\xfe",
)


def tags_lost(raw: bytes, rng: random.Random) -> bytes:
    """Some tags taken out."""
    share = rng.choice([0.01, 0.1, 0.5])
    return _TAG.sub(lambda tag: b"" if rng.random() < share else tag[0], raw)


def tags_moved(raw: bytes, rng: random.Random) -> bytes:
    """Some tags in the place of others."""
    tags = _TAG.findall(raw)
    return _TAG.sub(lambda tag: rng.choice(tags) if rng.random() < 0.1 else tag[0], raw)


def markup_added(raw: bytes, rng: random.Random) -> bytes:
    """Markup in between."""
    found = raw
    for _ in range(rng.choice([1, 5, 40])):
        at = rng.randrange(len(found))
        found = found[:at] + rng.choice(_PIECES) + found[at:]
    return found


_WORD = "".join(f"<span lang=EN-US style='font-size:9pt'>{char}</span>" for char in PROSE)
_BODIES = (
    report(),
    report(f"<p class=MsoNormal>{_WORD}<o:p></o:p></p><!--[if mso]><p>x</p><![endif]-->"),
    f"<table><tr><td><ul><li><a href=/>首页</a></ul></td><td>{report()}</td></tr></table>",
    f"<div>{AGENCY}<br>　　{PROSE}<br>{T2}{T4}<div style='display:none'>1</div></div>",
)
FUZZED = Fuzzed(
    samples=(
        *(page(body).encode() for body in _BODIES),
        page(_BODIES[0], charset="gb2312").encode("gb18030"),
        page(_BODIES[3], charset="utf-16").encode("utf-16"),
    ),
    read=html.read,
    damage=(tags_lost, tags_moved, markup_added),
)
