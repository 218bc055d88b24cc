"""The findings as CSV that Excel and WPS open as it is meant."""

import csv
import io
import re

from gouji.model.result import Result
from gouji.model.wording import Language
from gouji.renderers import words
from gouji.renderers.rows import headers, rows

_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_FORMULA = re.compile(r"""[\s"'‘’“”]*[=+\-@\t\r＝＋－＠]""")


def render(result: Result, language: Language) -> bytes:
    """A line for each finding, the undecided ones included; UTF-8 with a byte order mark."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(headers((*words.COLUMNS, words.FILE), language))
    writer.writerows(
        [guarded(cell) for cell in (*row.cells, row.source)]
        for row in rows(result.findings, language, result.alike)
    )
    return text.getvalue().encode("utf-8-sig")


def guarded(cell: str) -> str:
    r"""The text so that no spreadsheet takes it for a formula; numbers stay numbers.

    >>> guarded("=1+1"), guarded("-5"), guarded(' "＋x'), guarded("a=b")
    ("'=1+1", '-5', '\' "＋x', 'a=b')
    """
    if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell):
        return "'" + cell
    return cell
