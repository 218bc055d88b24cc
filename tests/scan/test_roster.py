"""Rosters and facts on reports as people write them, and what they are told of their mistakes."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from gouji.model.diagnostic import Diagnostic, Severity
from gouji.model.roster import Agency, KindOfAgency, Roster
from gouji.scan.facts import Facts
from gouji.scan.inputs import Input
from gouji.scan.meta import read_meta
from gouji.scan.roster import read_roster


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "roster.yaml"


def roster(file: Path, text: str) -> tuple[Roster | None, Sequence[Diagnostic]]:
    file.write_text(text, encoding="utf-8")
    return read_roster(file, file.name)


def test_a_roster_lists_agencies_kinds_and_prefixes(file: Path) -> None:
    read, found = roster(
        file,
        """
        # 望川县
        agencies:
          - name: 望川县人民政府
            kind: 县政府
          - name: 望川县水务局
            aliases: [水务局, 望川县水利局]
            parent: 望川县人民政府
            kind:
        kinds:
          - kind: 镇
            names: ["*镇人民政府", "*镇"]
          - {kind: 其他, names: ["*局"]}
        prefixes: ["*市", "*县"]
        """,
    )
    assert not found
    assert read == Roster(
        (
            Agency("望川县人民政府", kind="县政府"),
            Agency("望川县水务局", ("水务局", "望川县水利局"), None, "望川县人民政府"),
        ),
        (KindOfAgency("镇", ("*镇人民政府", "*镇")), KindOfAgency("其他", ("*局",))),
        ("*市", "*县"),
    )


def test_a_bare_list_is_the_agencies(file: Path) -> None:
    read, found = roster(file, "- name: 甲局\n- name: 乙局\n  parent: 甲局\n")
    assert not found
    assert read == Roster((Agency("甲局"), Agency("乙局", parent="甲局")))


def test_a_parent_may_be_called_by_its_alias(file: Path) -> None:
    text = "- {name: 甲局, aliases: [甲]}\n- {name: 乙局, parent: 甲}\n"
    assert not roster(file, text)[1]


@pytest.mark.parametrize(
    ("text", "code", "line", "said"),
    [
        ("agencies:\n- nam: 甲\n", "unknown-key", 2, "是否想写「name」"),
        ("agency: []\n", "unknown-key", 1, "是否想写「agencies」"),
        ("- alias: [甲]\n  name: 甲\n", "unknown-key", 1, "是否想写「aliases」"),
        ("- aliases: [甲]\n", "lacking-key", 1, "[0]：缺少「name」"),
        ("- name: ' '\n", "wrong-shape", 1, "[0].name：应为文字"),
        ("- name: 甲\n  aliases: 乙\n", "wrong-shape", 2, "[0].aliases：应为列表"),
        ("- name: 甲\n  aliases: [乙, 3]\n", "wrong-shape", 2, "[0].aliases[1]：应为文字"),
        ("甲局\n", "wrong-shape", 1, "应为若干行“键: 值”"),
        ("- 甲局\n", "wrong-shape", 1, "[0]：应为若干行“键: 值”"),
        ("kinds:\n- kind: 镇\n", "lacking-key", 2, "kinds[0]：缺少「names」"),
        ("kinds:\n- names: [x]\n", "lacking-key", 2, "kinds[0]：缺少「kind」"),
        ("prefixes: 市\n", "wrong-shape", 1, "prefixes：应为列表"),
        ("prefixes: [*市]\n", "data-syntax", 1, "以 * 或 & 开头的文字要加引号"),
        ("- name: 水务局\n- name: 河道所\n  parent: 水利局\n", "unknown-parent", 3, "「水务局」"),
        ("- name: 甲局\n- name: 乙局\n  aliases: [甲 局]\n", "same-name", 3, "（第 1 行）"),
        ("- name: 甲局\n- name: 甲局\n", "same-name", 2, "另一机关"),
        ("- {name: 甲局, parent: 甲局}\n", "parents-in-a-circle", 1, "甲局 → 甲局"),
        (
            "- {name: 甲, parent: 丙}\n- {name: 乙, parent: 甲}\n- {name: 丙, parent: 乙}\n",
            "parents-in-a-circle",
            1,
            "甲 → 丙 → 乙 → 甲",
        ),
        ("- name: 甲\n  name: 乙\n", "duplicate-key", 2, "重复"),
        ("- name: [甲\n", "data-syntax", 2, ""),
        ("", "no-data", 1, ""),
    ],
)
def test_a_mistake_is_shown_with_its_place_and_path(
    file: Path, text: str, code: str, line: int, said: str
) -> None:
    read, found = roster(file, text)
    assert read is None
    (problem,) = found
    assert (problem.code, problem.severity) == (code, Severity.ERROR)
    assert problem.place is not None
    assert problem.place.position.line == line
    assert said in problem.message.zh + (problem.hint.zh if problem.hint else "")
    assert problem.message.en != problem.message.zh
    assert problem.place.source.name == "roster.yaml"


def test_all_mistakes_are_told_at_once(file: Path) -> None:
    text = "agencies:\n- nam: 甲\n- {name: 乙, parent: 丙}\nkinds: 镇\n"
    codes = [problem.code for problem in roster(file, text)[1]]
    assert codes == ["unknown-key", "unknown-parent", "wrong-shape"]


def test_a_kind_that_no_rule_asks_about_is_warned_of_once_and_the_roster_is_used(
    file: Path,
) -> None:
    file.write_text(
        "agencies:\n- {name: 甲镇, kind: 乡真}\n- {name: 乙镇, kind: 乡真}\n- {name: 丙局, kind: 部门}\n"
        "kinds:\n- {kind: 园区, names: [x]}\n- {kind: 乡镇, names: [y]}\n",
        encoding="utf-8",
    )
    read, found = read_roster(file, file.name, {"乡镇", "部门"})
    assert read is not None
    assert [agency.kind for agency in read.agencies] == ["乡真", "乡真", "部门"]
    assert [(p.code, p.severity) for p in found] == [("unasked-kind", Severity.WARNING)] * 2
    assert [p.place.position.line for p in found if p.place] == [2, 6]
    assert [p.hint.zh for p in found if p.hint] == [
        "是否想写「乡镇」？",
        "规则认识的类别：乡镇、部门",
    ]
    assert not read_roster(file, file.name)[1]


def test_a_file_that_cannot_be_read_is_said(file: Path) -> None:
    read, (problem,) = read_roster(file, file.name)
    assert (read, problem.code) == (None, "cannot-open")
    file.write_bytes(b"- name: \xff\xfe\x00")
    assert [p.code for p in read_roster(file, file.name)[1]] == ["bad-encoding"]


def test_a_roster_in_gb18030_is_read(file: Path) -> None:
    file.write_bytes("- name: 望川县水务局\n".encode("gb18030"))
    read, found = read_roster(file, file.name)
    assert not found
    assert read is not None
    assert read.agencies[0].name == "望川县水务局"


# ---- facts on reports


def facts(
    file: Path, text: str, *names: str
) -> tuple[dict[str, Facts], list[tuple[str, Severity]]]:
    file.write_text(text, encoding="utf-8")
    known, found = read_meta(file, file.name, [Input(name, Path(name)) for name in names])
    return dict(known), [(problem.code, problem.severity) for problem in found]


def test_facts_go_by_the_name_of_the_file_with_or_without_its_folders(file: Path) -> None:
    text = """
        a.txt: {published: 2025-01-20, agency: 青禾街道, year: 2024}
        下/b.txt: {published: 2025年3月1日}
        'x\\c.txt': {year: 2023}
        ./d.txt: {}
        """
    known, found = facts(file, text, "x/a.txt", "x/下/b.txt", "x/c.txt", "d.txt")
    assert found == []
    assert known == {
        "x/a.txt": Facts("青禾街道", 2024, date(2025, 1, 20)),
        "x/下/b.txt": Facts(published=date(2025, 3, 1)),
        "x/c.txt": Facts(year=2023),
        "d.txt": Facts(),
    }


def test_a_file_name_that_several_documents_bear_must_be_written_with_its_folder(
    file: Path,
) -> None:
    names = ("2023/a.txt", "2024/a.txt")
    assert facts(file, "a.txt: {year: 2024}\n", *names)[1] == [("several-files", Severity.ERROR)]
    known, found = facts(file, "2024/a.txt: {year: 2024}\n", *names)
    assert (known, found) == ({"2024/a.txt": Facts(year=2024)}, [])


def test_the_file_that_is_called_so_exactly_is_meant(file: Path) -> None:
    known, found = facts(file, "a.txt: {year: 2024}\n", "a.txt", "2024/a.txt")
    assert (known, found) == ({"a.txt": Facts(year=2024)}, [])


def test_one_document_under_two_names_is_an_error(file: Path) -> None:
    text = "a.txt: {year: 2024}\nx/a.txt: {year: 2023}\n"
    assert facts(file, text, "x/a.txt")[1] == [("same-file", Severity.ERROR)]


def test_a_file_name_that_no_document_bears_is_noted(file: Path) -> None:
    known, found = facts(file, "a.txt: {year: 2024}\nb.txt: {year: 2024}\n", "a.txt")
    assert [*known] == ["a.txt"]
    assert found == [("no-such-files", Severity.NOTE)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a.txt: {publish: 2025-01-20}\n", "unknown-key"),
        ("a.txt: {published: 2025-02-30}\n", "wrong-shape"),
        ("a.txt: {published: 20250120}\n", "wrong-shape"),
        ("a.txt: {published: [2025-01-20]}\n", "wrong-shape"),
        ("a.txt: {year: 二〇二四}\n", "wrong-shape"),
        ("a.txt: {year: 2024.5}\n", "wrong-shape"),
        ("a.txt: {year: 24}\n", "wrong-shape"),
        ("a.txt: {agency: 3}\n", "wrong-shape"),
        ("a.txt: 2024\n", "wrong-shape"),
        ("- a.txt\n", "wrong-shape"),
        ("a.txt: {}\na.txt: {}\n", "duplicate-key"),
    ],
)
def test_wrong_facts_are_an_error(file: Path, text: str, code: str) -> None:
    assert facts(file, text, "a.txt")[1] == [(code, Severity.ERROR)]
