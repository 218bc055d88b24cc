"""Word documents, damaged as files and as XML."""

from gouji.readers import docx
from tests.fuzz.harness import Fuzzed
from tests.fuzz.office import DAMAGE
from tests.readers.word import document, p, r, tbl, tc, tr

_NUMBERING = (
    '<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num>'
)
_STYLES = (
    '<w:style w:type="paragraph" w:styleId="h"><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr>'
    "</w:pPr></w:style>"
)
_HEADING = '<w:pStyle w:val="h"/>'
_FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF a</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    + r("12")
    + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
_BOX = (
    f"<w:r><w:pict><v:textbox><w:txbxContent>{p('框内')}</w:txbxContent></v:textbox></w:pict></w:r>"
)
_TABLE = tbl(
    tr(tc("项目", '<w:vMerge w:val="restart"/>'), tc("人数", '<w:gridSpan w:val="2"/>')),
    tr(tc("", "<w:vMerge/>"), "男", "女"),
    *(tr(label, str(at), str(at * 7)) for at, label in enumerate(("新收", "结转", "办结"), 1)),
)
_BODY = (
    p("青禾街道办事处2024年政府信息公开工作年度报告")
    + p("总体情况", _HEADING)
    + p(r("收到申请") + _FIELD + f"<w:ins>{r('件')}</w:ins><w:del>{r('个')}</w:del>" + _BOX)
    + p("公开情况", _HEADING)
    + _TABLE
    + tbl(tr(tc(p("外框") + _TABLE)))
)
FUZZED = Fuzzed(
    (document(_BODY, _NUMBERING, _STYLES), document(p("一、总体情况") + _TABLE)),
    docx.read,
    DAMAGE,
)
