"""Yearly reports of a made-up ferry company in XML, the form they fill in, and how they are mapped."""

from collections.abc import Sequence
from pathlib import Path

from gouji.language.check import check
from gouji.language.parse import parse
from gouji.model.diagnostic import Diagnostic
from gouji.model.form import Form
from gouji.model.report import Report
from gouji.model.span import Source
from gouji.readers.xml import ReportSource, read
from gouji.scan.mapping import read_mapping

PACK = """
pack ferries "Ferries" language en
form ferry_report "Ferry report"
outline Notes "Notes" 1 "Weather" 2 "Money" optional
table P "Ports" as ports
  rows each "Port" as port
    9 "All ports" as all
  columns 1 "Name" as name words
table L "Landings" as landings
  rows each "Port" as port
    9 "All ports" as all
  columns
    1 "Boats" as boats
    2 "People" as people
    3 "Causes of delay" as causes group
    3.1 "Fog"
    3.2 "Ice"
    4 "Longest wait" as wait
    5 "Sacks" as sacks
    6 "Two oldest boats" as oldest group
    6.1 "Oldest"
    6.2 "Second"
table M "Money" unit "万元"
  rows 1 "Fares" as fares 2 "Fuel"
  columns 1 "This year"
rule R "boats carry people" on L each row require [people] >= [boats]
  say "{row}: {[people]} people"
  basis "common sense"
test R "they do" given L["Quay", *] = 1 expect pass
test R "they do not" given L["Quay", *] = 1 given L["Quay", people] = 0 expect fail
"""

MAPPING = """
form: ferry_report
root: f:Report
namespaces:
  f: urn:ferry:report:*
  r: urn:refs
agency: f:Company/f:Short
year: [f:Year, f:Season]
title: f:Title
published: f:Printed
year_in_name: true
values:
  "<1": {from: 0, to: 1}
  none: not_applicable_mark
keys:
  port:
    each: f:Company/f:Port
    id: "@r:id"
    key: [f:Short, f:Name]
    fixed: {all: f:Company/@r:id}
    undeclared: no port
links:
  id: "@r:id"
  row: f:Row/@r:ref
  key: f:At/@r:ref
tables:
  P:
    within: f:Company
    row: f:Port
    reference: "@r:id"
    columns: {name: f:Name}
  L:
    within: f:Landings
    row: f:Landing
    link: f:Joined
    columns:
      boats: f:Boats
      people: f:People
      causes: {path: "f:Delay[f:Cause = $label]/f:Times", omitted: 0}
      wait: [f:Wait, f:WaitCode]
      sacks: {path: f:Sack, added: true, omitted: none}
      oldest: {path: "f:Boat[n]/@age", omitted: none}
  M:
    within: f:Money
    rows: {fares: f:Fares, "2": f:Fuel}
    columns: {"1": f:Sum}
sections:
  "1": f:Landings/f:Note
  "2": f:Money/f:Note
escaped_twice: true
ignored: [f:Printer]
"""

DOCUMENT = """<?xml version="1.0" encoding="UTF-8"?>
<f:Report xmlns:f="urn:ferry:report:2" xmlns:r="urn:refs">
<f:Printer>Machine 7</f:Printer>
<f:Title>Fähren</f:Title>
<f:Company r:id="C0"><f:Short>FC</f:Short>
<f:Port r:id="C1"><f:Short>Quay</f:Short><f:Name>Old Quay</f:Name></f:Port>
<f:Port r:id="C2"><f:Short>Isle &amp; Bay</f:Short><f:Name>Isle</f:Name></f:Port></f:Company>
<f:Year>2023</f:Year>
<f:Landings>
<f:Landing r:id="L1"><f:Boats>3</f:Boats><f:People> 40
</f:People><f:Delay><f:Cause>Ice</f:Cause><f:Times>2</f:Times></f:Delay>
<f:WaitCode>&lt;1</f:WaitCode><f:Sack>4</f:Sack><f:Sack>.5</f:Sack><f:Boat age="31"/><f:Boat age="30"/></f:Landing>
<f:Landing r:id="L2"><f:Boats>1</f:Boats><f:People>9</f:People><f:Wait>12.50</f:Wait></f:Landing>
<f:Landing r:id="L3"><f:Boats>4</f:Boats><f:People>49</f:People><f:Wait>N/A</f:Wait></f:Landing>
<f:Joined><f:Row r:ref="L1"/><f:At r:ref="C1"/></f:Joined>
<f:Joined><f:Row r:ref="L2"/><f:At r:ref="C2"/></f:Joined>
<f:Joined><f:Row r:ref="L3"/><f:At r:ref="C0"/></f:Joined>
<f:Note>Fog in May.
The quay&amp;#039;s clock stood still.</f:Note>
</f:Landings>
<f:Money><f:Fares><f:Sum>7.25</f:Sum></f:Fares><f:Fuel><f:Sum/></f:Fuel></f:Money>
</f:Report>
"""


def forms() -> Sequence[Form]:
    """The forms of the pack."""
    file, unread = parse(Source("ferries.gj", PACK))
    pack, wrong = check([file])
    assert not unread
    assert not wrong
    assert pack is not None
    return pack.forms


def mapped(folder: Path, text: str = MAPPING) -> tuple[ReportSource | None, Sequence[Diagnostic]]:
    """What a mapping says, and what is wrong with it."""
    file = folder / "ferries.xml.yaml"
    file.write_text(text, encoding="utf-8")
    return read_mapping(file, "ferries.xml.yaml", forms())


def mapping(folder: Path, text: str = MAPPING) -> ReportSource:
    """A mapping without a mistake."""
    found, wrong = mapped(folder, text)
    assert [(d.code, d.message.en) for d in wrong] == []
    assert found is not None
    return found


def report(folder: Path, document: str, name: str = "fc-2023.xml") -> Report:
    """A document as a report."""
    fit = read(Source(name, document), [mapping(folder)])
    assert not isinstance(fit, Diagnostic), fit.message.en
    return fit.report


def refused(folder: Path, document: str) -> str:
    """The code of what keeps a document from being read."""
    fit = read(Source("fc-2023.xml", document), [mapping(folder)])
    assert isinstance(fit, Diagnostic)
    return fit.code
