"""Workbooks written by hand, for tests: the XML that matters in the package that it needs."""

from collections.abc import Mapping

from tests.readers.word import relations

S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def parts(rows: str, more: str = "", workbook: str = "", **others: str) -> Mapping[str, str]:
    """The parts of a workbook whose only sheet has such rows."""
    kept = {name: text for name, text in others.items() if text}
    return {
        "_rels/.rels": relations([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": f'<workbook xmlns="{S}" xmlns:r="{_R}">{workbook}<sheets>'
        '<sheet name="一" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations(
            [("worksheet", "worksheets/sheet1.xml"), *((kind, f"{kind}.xml") for kind in kept)]
        ),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{S}"><sheetData>{rows}</sheetData>{more}'
        "</worksheet>",
        **{f"xl/{kind}.xml": text for kind, text in kept.items()},
    }
