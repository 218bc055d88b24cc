"""Workbooks, damaged as files and as XML."""

import io
from datetime import date

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from gouji.readers import xlsx
from tests.fuzz.harness import Fuzzed
from tests.fuzz.office import DAMAGE


def _sample(*, sheets: int) -> bytes:
    book = Workbook()
    first = book.active
    assert isinstance(first, Worksheet)
    for sheet in [first, *(book.create_sheet(f"表{at}") for at in range(1, sheets))]:
        sheet.append(["青禾街道办事处2024年政府信息公开工作年度报告"])
        sheet.append(["一、总体情况"])
        sheet.append(["项目", "人数", None, "比例", "日期"])
        sheet.append([None, "男", "女", None, None])
        for at, label in enumerate(("新收", "结转", "办结"), 1):
            sheet.append([label, at, at * 7.3, at / 10, date(2025, 1, at)])
        sheet["D5"].number_format = "0.0%"
        sheet["B6"].number_format = "#,##0.00"
        sheet["A8"] = "=A7"
        sheet.merge_cells("A3:A4")
        sheet.merge_cells("B3:C3")
        sheet.row_dimensions[7].hidden = sheets > 1
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


FUZZED = Fuzzed((_sample(sheets=1), _sample(sheets=3)), xlsx.read, DAMAGE)
