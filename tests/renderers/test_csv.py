"""CSV for Excel and WPS."""

import csv
import io
from collections.abc import Callable

import pytest

from gouji.model.finding import Finding
from gouji.model.result import Result
from gouji.model.wording import Language, Wording
from gouji.renderers.csv import guarded, render


@pytest.mark.parametrize("start", [*"=+-@＝＋－＠", "\t=", " =", '"=', "'+", "“-", "\r@"])
def test_no_text_is_a_formula(start: str) -> None:
    assert guarded(f"{start}cmd|' /C calc'!A0").startswith("'")


@pytest.mark.parametrize("number", ["-5", "3", "-1.25"])
def test_a_number_stays_a_number(number: str) -> None:
    assert guarded(number) == number


def test_it_opens_as_utf_8_and_keeps_commas_and_quotes(
    finding: Callable[..., Finding], result: Callable[..., Result]
) -> None:
    raw = render(result(finding(message=Wording('甲,"乙"\n丙', "x"))), Language.ZH)
    assert raw.startswith(b"\xef\xbb\xbf")
    header, row = csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""))
    assert header[:3] == ["序号", "机关", "年度"]
    assert (header[-1], row[-1]) == ("文件", "a.txt")
    assert row[7] == '甲,"乙" 丙'
