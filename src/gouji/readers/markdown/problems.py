"""What may be wrong with a Markdown document: one function per problem."""

from gouji.model.diagnostic import Diagnostic, Severity
from gouji.model.span import Span
from gouji.model.wording import Wording


def open_table(place: Span) -> Diagnostic:
    """An HTML table without an end."""
    return Diagnostic(
        "open-table",
        Severity.WARNING,
        Wording(
            zh="HTML 表格没有结束标记 </table>，文档可能被截断",
            en="an HTML table has no end tag </table>: the document may be cut off",
        ),
        place,
        Wording(zh="请对照原件核对", en="compare it with the original"),
    )
