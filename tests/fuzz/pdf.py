"""PDF files, damaged as files and in the structure that holds their objects together."""

import random
import re

from gouji.readers import pdf
from tests.fuzz.harness import Fuzzed
from tests.readers.sheets import Sheet, grid, one_page, text_at

_NUMBER = re.compile(rb"[0-9]+")
_NAME = re.compile(rb"/[A-Za-z]+")
_EDGES = (80, 200, 300, 400)


def _sheet(*, bars: bool) -> bytes:
    sheet = Sheet(bars=bars)
    sheet.prose(40, "青禾街道办事处", "2024年政府信息公开工作年度报告", "一、总体情况")
    grid(
        sheet, 300, _EDGES, [("项目", ("人数", 2)), *((f"新收{n}", str(n), "7") for n in range(12))]
    )
    sheet.turn_page()
    grid(sheet, 60, _EDGES, [("结转", "3", "4"), ("总计", "15", "16")])
    sheet.prose(400, "二、其他需要报告的事项", "　　无其他需要报告的事项。")
    return sheet.made()


def number(raw: bytes, rng: random.Random) -> bytes:
    """Another number in the structure: of an object, a place, a size, a coordinate."""
    found = rng.choice(list(_NUMBER.finditer(raw)))
    other = str(rng.choice([0, 1, 2, 7, 65_535, 10**9, 10**10])).encode()
    return raw[: found.start()] + other + raw[found.end() :]


def name(raw: bytes, rng: random.Random) -> bytes:
    """Another name in its place."""
    names = list(_NAME.finditer(raw))
    found = rng.choice(names)
    return raw[: found.start()] + rng.choice(names)[0] + raw[found.end() :]


FUZZED = Fuzzed(
    (_sheet(bars=False), _sheet(bars=True), one_page(text_at(80, 700, "Hello 12"))),
    pdf.read,
    (number, name),
)
