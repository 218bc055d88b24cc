"""Files that use files: what may be used, and what is said where it may not."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from gouji.language.assemble import DEEPEST_USE
from gouji.language.files import LARGEST
from gouji.language.load import load
from gouji.model.diagnostic import Diagnostic, Severity

HEAD = "规则包 试 “试”\n"
Told = tuple[str, str | None, str | None]


def pack(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """A pack of these files, with `pack.gj` beside them."""
    root = folder / "pack"
    for name, content in {"pack.gj": HEAD, **files}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def told(problems: Sequence[Diagnostic]) -> list[Told]:
    """Code, file and text of every problem."""
    places = [problem.place for problem in problems]
    files = [place.source.name if place else None for place in places]
    texts = [place.text if place else None for place in places]
    return list(zip((problem.code for problem in problems), files, texts, strict=True))


def test_files_that_use_one_another_are_named_once(tmp_path: Path) -> None:
    files = {"a.gj": "引用 “b.gj”\n", "b.gj": "引用 “more/c.gj”\n", "more/c.gj": "引用 “a.gj”\n"}
    _, problems = load(pack(tmp_path, files))
    assert told(problems) == [("use-cycle", "pack/more/c.gj", "“a.gj”")]
    assert problems[0].message.zh == "文件互相引用：a.gj → b.gj → more/c.gj → a.gj"
    assert problems[0].message.en == "Files use one another: a.gj → b.gj → more/c.gj → a.gj"


def test_a_file_that_uses_itself_is_a_circle_of_one(tmp_path: Path) -> None:
    _, problems = load(pack(tmp_path, {"a.gj": 'use "a.gj"\n'}))
    assert told(problems) == [("use-cycle", "pack/a.gj", '"a.gj"')]


def test_files_are_used_to_a_limited_depth(tmp_path: Path) -> None:
    files = {f"more/{n}.gj": f"引用 “more/{n + 1}.gj”\n" for n in range(DEEPEST_USE)}
    files |= {f"more/{DEEPEST_USE}.gj": "", "a.gj": "引用 “more/0.gj”\n"}
    _, problems = load(pack(tmp_path, files))
    last = f"more/{DEEPEST_USE - 1}.gj"
    assert told(problems) == [("used-too-deeply", f"pack/more/{DEEPEST_USE - 2}.gj", f"“{last}”")]


def test_a_file_used_over_and_over_is_read_once(tmp_path: Path) -> None:
    files = {f"more/{n}.gj": f"引用 “more/{n + 1}.gj”\n" * 12 for n in range(DEEPEST_USE - 2)}
    files |= {f"more/{DEEPEST_USE - 2}.gj": "规则 甲 要求 1 = 1\n", "a.gj": "引用 “more/0.gj”\n"}
    found, problems = load(pack(tmp_path, files))
    assert not problems
    assert found is not None
    assert [rule.name for rule in found.rules] == ["甲"]


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("more/absent.gj", "没有这个文件"),
        ("more", "只能引用 .gj、.yaml、.json 文件"),
        ("notes.txt", "只能引用 .gj、.yaml、.json 文件"),
        ("x" * 5_000 + ".gj", "没有这个文件"),
        ("", "只能引用规则包文件夹里的文件，写相对路径"),
        ("../outside.gj", "只能引用规则包文件夹里的文件，写相对路径"),
        ("..\\outside.gj", "只能引用规则包文件夹里的文件，写相对路径"),
        ("more/../../outside.gj", "只能引用规则包文件夹里的文件，写相对路径"),
        ("/etc/passwd", "只能引用规则包文件夹里的文件，写相对路径"),
        ("C:/rules/a.gj", "只能引用规则包文件夹里的文件，写相对路径"),
        ("\\\\server\\share\\a.gj", "只能引用规则包文件夹里的文件，写相对路径"),
        ("~/a.gj", "只能引用规则包文件夹里的文件，写相对路径"),
        ("file:///a.gj", "只能引用规则包文件夹里的文件，写相对路径"),
        ("https://example.org/a.gj", "只能引用规则包文件夹里的文件，写相对路径"),
    ],
)
def test_only_files_within_the_pack_are_used(tmp_path: Path, path: str, why: str) -> None:
    (tmp_path / "outside.gj").write_text("规则 甲 要求 1 = 1", encoding="utf-8")
    files = {"a.gj": f"引用 “{path}”\n" if path else '引用 ""\n', "notes.txt": ""}
    _, problems = load(pack(tmp_path, files))
    written = f"“{path}”" if path else '""'
    assert told(problems) == [("cannot-use", "pack/a.gj", written)]
    assert problems[0].message.zh.endswith(why)


def test_a_link_leads_to_no_file_outside_nor_into_a_circle(tmp_path: Path) -> None:
    (tmp_path / "outside.gj").write_text("规则 甲 要求 1 = 1", encoding="utf-8")
    files = {"a.gj": "引用 “more/link.gj”\n引用 “more/circle.gj”\n", "more/x.gj": ""}
    root = pack(tmp_path, files)
    try:
        (root / "more" / "link.gj").symlink_to(tmp_path / "outside.gj")
        (root / "more" / "circle.gj").symlink_to(root / "more" / "circle.gj")
        (root / "circle.gj").symlink_to(root / "circle.gj")
    except OSError:
        pytest.skip("this system makes no links")
    found, problems = load(root)
    assert told(problems) == [
        ("unreadable-file", None, None),
        ("cannot-use", "pack/a.gj", "“more/link.gj”"),
        ("cannot-use", "pack/a.gj", "“more/circle.gj”"),
    ]
    assert found is not None
    assert not found.rules


def test_data_has_a_name_and_rules_have_none(tmp_path: Path) -> None:
    text = "引用 “a.yaml”\n引用 “more/b.gj” 称 更多\n"
    _, problems = load(pack(tmp_path, {"a.gj": text, "a.yaml": "x: 1\n", "more/b.gj": ""}))
    assert told(problems) == [
        ("use-name", "pack/a.gj", "“a.yaml”"),
        ("use-name", "pack/a.gj", "“more/b.gj”"),
    ]
    assert [p.message.zh for p in problems] == ["数据文件要写「称」和名称", "规则文件不写「称」"]


def test_two_data_files_do_not_share_a_name_with_each_other_or_the_pack(tmp_path: Path) -> None:
    text = "引用 “a.yaml” 称 主题\n引用 “b.json” 称 主题\n引用 “b.json” 称 小数\n参数 小数 = 3\n"
    text += "引用 “b.json” 称 年度\n"
    _, problems = load(pack(tmp_path, {"a.gj": text, "a.yaml": "x: 1\n", "b.json": "{}"}))
    assert told(problems) == [
        ("declared-twice", "pack/a.gj", "主题"),
        ("declared-twice", "pack/a.gj", "小数"),
        ("built-in-name", "pack/a.gj", "年度"),
    ]


def test_a_mistake_in_a_data_file_is_told_there_and_its_users_are_not_blamed(
    tmp_path: Path,
) -> None:
    text = "引用 “a.yaml” 称 主题\n引用 “b.yaml” 称 词\n提纲 目次 “目次” 1 “甲”\n"
    text = f"格式 年报 “年报”\n{text}"
    rule = "规则 甲 要求 机构 属于 主题.词 且 存在(取数(章节(1), 主题.词, 词))\n"
    files: dict[str, str | bytes] = {
        "a.gj": text + rule,
        "a.yaml": "词: [a]\n词: [b]\n",
        "b.yaml": b"\xff\xfe\xff\x00\xd8",
    }
    _, problems = load(pack(tmp_path, files))
    assert told(problems) == [
        ("unreadable-file", "pack/a.gj", "“b.yaml”"),
        ("duplicate-key", "pack/a.yaml", "词"),
    ]


def test_a_part_of_a_data_file_must_be_a_value_or_a_list(tmp_path: Path) -> None:
    text = "引用 “a.yaml” 称 主题\n规则 甲 要求 机构 属于 主题.组\n规则 乙 要求 机构 = 主题.祖\n"
    _, problems = load(pack(tmp_path, {"a.gj": text, "a.yaml": "组: {甲: 1}\n"}))
    assert told(problems) == [
        ("no-single-value", "pack/a.gj", "主题.组"),
        ("unknown-field", "pack/a.gj", "祖"),
    ]
    assert problems[1].hint is not None
    assert "组" in problems[1].hint.zh


def test_a_file_that_is_too_large_or_no_text_is_not_used(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "a.gj": "引用 “more/large.gj”\n引用 “more/binary.gj”\n引用 “more/nul.gj”\n",
        "more/large.gj": b"#" * (LARGEST + 1),
        "more/binary.gj": b"\x80\xff\xfe",
        "more/nul.gj": b"a\0b",
    }
    _, problems = load(pack(tmp_path, files))
    assert told(problems) == [
        ("file-too-large", "pack/a.gj", "“more/large.gj”"),
        ("unreadable-file", "pack/a.gj", "“more/binary.gj”"),
        ("unreadable-file", "pack/a.gj", "“more/nul.gj”"),
    ]


@pytest.mark.skipif(os.name == "nt", reason="nothing is forbidden so on Windows")
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may read anything")
def test_a_file_that_may_not_be_read_is_told_where_it_is_used(tmp_path: Path) -> None:
    root = pack(tmp_path, {"a.gj": "引用 “more/b.gj”\n", "more/b.gj": ""})
    (root / "more" / "b.gj").chmod(0)
    _, problems = load(root)
    assert told(problems) == [("unreadable-file", "pack/a.gj", "“more/b.gj”")]


def test_a_folder_without_rule_files_says_so(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    _, problems = load(tmp_path / "empty")
    assert told(problems) == [("no-rule-file", None, None)]


def test_a_setting_of_the_wrong_kind_or_of_no_parameter_is_told(tmp_path: Path) -> None:
    root = pack(tmp_path, {"a.gj": "参数 小数 = 20\n规则 甲 要求 年度 > 小数\n"})
    _, problems = load(root, {"小数": "许多"})
    assert [p.code for p in problems] == ["wrong-setting"]
    assert problems[0].message.zh == "--set 小数=许多：参数「小数」要数"


def test_whoever_uses_what_an_unreadable_file_may_hold_is_not_blamed(tmp_path: Path) -> None:
    text = "规则 甲 要求 增长(1) = T9[1, 1] 且 小数 > 年\n测试 乙 预期 通过\n规则 丙 要求 年度\n"
    _, problems = load(pack(tmp_path, {"a.gj": text, "b.gj": b"\x80\xff\xfe"}))
    assert told(problems) == [("unreadable-file", None, None), ("wrong-kind", "pack/a.gj", "年度")]


@pytest.mark.parametrize(
    "condition",
    [
        "存在(查找(章节(1), 词.说法))",
        "非 存在(查找(章节(1), 词.说法))",
        "计数(问题清单(章节(1), 词.说法)) = 0",
        "计数(问题清单(章节(1), “甲”, 词.说法)) = 0",
    ],
)
def test_a_list_of_templates_holds_texts_and_one_at_least(condition: str, tmp_path: Path) -> None:
    layout = "格式 年报 “年报”\n提纲 目次 “目次” 1 “甲”\n"
    text = f"引用 “a.yaml” 称 词\n{layout}规则 甲 要求 {condition}\n"
    _, problems = load(pack(tmp_path, {"a.gj": text, "a.yaml": "说法: []\n"}))
    assert told(problems) == [("no-templates", "pack/a.gj", "词.说法")]
    odd = "说法: [承诺, 2024, true, null]\n"
    _, problems = load(pack(tmp_path, {"a.gj": text, "a.yaml": odd}))
    assert told(problems) == [
        ("template-no-text", "pack/a.yaml", written) for written in ("2024", "true", "null")
    ]
    assert [problem.related[0].text for problem in problems] == ["词.说法"] * 3
    quoted = "说法: [承诺, '2024', 'true', 'null']\n"
    assert load(pack(tmp_path, {"a.gj": text, "a.yaml": quoted}))[1] == []


@pytest.mark.skipif(os.name == "nt", reason="links need a right of their own on Windows")
def test_a_link_to_nothing_and_a_folder_called_like_a_rule_file_are_told(tmp_path: Path) -> None:
    root = pack(tmp_path, {"b.gj/notes.txt": ""})
    (root / "a.gj").symlink_to(root / "lost.gj")
    _, problems = load(root)
    assert told(problems) == [("unreadable-file", None, None)] * 2
    assert "「pack/a.gj」" in problems[0].message.zh
    assert "「pack/b.gj」" in problems[1].message.zh


def test_a_rule_file_is_read_whether_its_ending_is_in_large_letters_or_small(
    tmp_path: Path,
) -> None:
    files = {
        "a.GJ": "引用 “more/b.Gj”\n规则 甲 要求 年度 > 1\n",
        "more/b.Gj": "规则 乙 要求 年度 > 2\n",
    }
    found, problems = load(pack(tmp_path, files))
    assert found is not None
    assert ([rule.name for rule in found.rules], problems) == (["甲", "乙"], [])


def test_a_rule_file_further_down_that_nothing_uses_is_remarked_on(tmp_path: Path) -> None:
    root = pack(tmp_path, {"a.gj": "引用 “more/b.gj”\n", "more/b.gj": "规则 甲 要求 年度 > 1\n"})
    assert load(root)[1] == []
    (root / "more" / "c.gj").write_text("规则 乙 要求 年度 > 2\n", encoding="utf-8")
    for _ in range(2):  # made afresh, and remembered
        found, problems = load(root)
        assert found is not None
        assert [(p.code, p.severity, p.place) for p in problems] == [
            ("file-not-used", Severity.NOTE, None)
        ]
        assert "「pack/more/c.gj」" in problems[0].message.zh
