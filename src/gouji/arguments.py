"""The command line: commands, options, and what is said of a wrong one.  Everything bilingual."""

import argparse
import re
from argparse import _SubParsersAction
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NoReturn, TypeAlias

from gouji import __version__

FORMATS = {".json": "json", ".md": "markdown", ".csv": "csv", ".txt": "table"}
READINGS = {".json": "json", ".html": "html", ".txt": "table"}
"""Suffix of an output file → its format: of results, and of what was read."""
_USAGE = 2
_EXITS = """退出码 exit codes:
  0  全部读完，没有达到 --fail-on 的不通过   all read, no failure at or above --fail-on
  1  有不通过                               failures
  2  用法、规则文件、名录、--meta 有错，没有检查
     wrong usage, rules, roster or --meta: nothing was checked
  3  不完整：读不出、读不全、没有输入、没有一条规则得出结论、结果没能写出
     incomplete: unreadable, no input, no rule could decide anything, an output not written
  4  程序自身的错误 a bug of ours · 130 Ctrl-C
"""
_USAGE_ERRORS = (
    (
        "(the following arguments are required: PATH)",
        "缺少参数：PATH。--select 与 --ignore 后面的都算作 ID，路径请写在它们之前",
    ),
    ("the following arguments are required: (.*)", r"缺少参数：\1"),
    ("unrecognized arguments: (.*) \\(did you mean (.*)\\?\\)", r"不认识的参数：\1，是不是 \2？"),
    ("unrecognized arguments: (.*)", r"不认识的参数：\1"),
    ("argument (.*?): invalid choice: (.*?) \\(choose from (.*)\\)", r"\1：没有 \2，可选 \3"),
    ("argument (.*?): expected one argument", r"\1：后面要有一个值"),
    ("argument (.*?): expected at least one argument", r"\1：后面至少要有一个值"),
    ("argument (.*?): invalid value: (.*) \\(for example (.*)\\)", r"\1：值不对：\2（例如 \3）"),
    ("argument (.*?): invalid value: (.*)", r"\1：值不对：\2"),
)


def usage_error(zh: str, en: str) -> str:
    """A wrong use of the command line."""
    return f"gouji: 用法错误：{zh}\ngouji: usage error: {en}"


class _Formatter(argparse.RawDescriptionHelpFormatter):
    """Usage lines in both languages."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        """Put the word in front."""
        super().add_usage(usage, actions, groups, prefix or "用法 usage: ")


class _Parser(argparse.ArgumentParser):
    """One command: help and errors in both languages, options written in full."""

    def __init__(self, prog: str, description: str) -> None:
        super().__init__(
            prog=prog,
            description=description,
            formatter_class=_Formatter,
            allow_abbrev=False,
            add_help=False,
        )
        self.asked = self.add_argument_group("参数 · arguments")
        self.options = self.add_argument_group("选项 · options")
        self.options.add_argument("-h", "--help", action="help", help="本说明 · this text")

    def error(self, message: str) -> NoReturn:
        """Say what is wrong; no more."""
        message = re.sub(": invalid .*? value: ", ": invalid value: ", message)
        chinese = next(
            (
                re.sub(pattern, zh, message)
                for pattern, zh in _USAGE_ERRORS
                if re.fullmatch(pattern, message)
            ),
            message,
        )
        see = f"参见 see: {self.prog} --help\n"
        self.exit(_USAGE, f"{usage_error(chinese, message)}\n{see}")

    def refuse(self, unknown: Sequence[str]) -> NoReturn:
        """Say which words it does not know, and which option was probably meant."""
        from gouji.language.nearest import nearest  # noqa: PLC0415  # for mistakes alone

        known = [option for action in self._actions for option in action.option_strings]
        options = [word.split("=")[0] for word in unknown if word.startswith("-")]
        meant = [near for option in options if (near := nearest(option, known))]
        hint = f" (did you mean {', '.join(meant)}?)" if meant else ""
        self.error(f"unrecognized arguments: {' '.join(unknown)}{hint}")


_Commands: TypeAlias = "_SubParsersAction[_Parser]"


def parse(argv: Sequence[str] | None) -> argparse.Namespace:
    """The command with its arguments; SystemExit after help, or after saying what is wrong."""
    gouji = _parser()
    arguments, unknown = gouji.parse_known_args(argv)
    if unknown:
        arguments.parser.refuse(unknown)
    return arguments


def _parser() -> _Parser:
    """The commands and their options."""
    gouji = _Parser("gouji", "勾稽：按规则检查年度报告 · check annual reports against rules")
    version = f"gouji {__version__}"
    gouji.options.add_argument(
        "--version", action="version", version=version, help="版本 · version"
    )
    commands = _commands(gouji)
    _add_check(commands)
    _add_read(commands)
    _add_explain(commands)
    _add_rules_commands(
        _commands(_command(commands, "gouji rules", "规则包 · rule packs")),
    )
    return gouji


def _add_rules_commands(commands: _Commands) -> None:
    test = _command(commands, "gouji rules test", "运行规则包的测试 · run the tests of packs")
    _add_pack(test)
    _add_language(test)
    test.set_defaults(command="rules test")
    rules = _command(commands, "gouji rules list", "列出规则包的规则 · list the rules of packs")
    _add_pack(rules)
    _add_json(rules)
    _add_language(rules)
    rules.set_defaults(command="rules list")


def _add_pack(parser: _Parser) -> None:
    parser.asked.add_argument(
        "rules", metavar="PACK", nargs="?", help="规则包的文件夹，缺省为全部 · a pack, default all"
    )


def _commands(parser: _Parser) -> _Commands:
    return parser.add_subparsers(
        title="命令 · commands", metavar="COMMAND", required=True, parser_class=_Parser
    )


def _command(commands: _Commands, prog: str, description: str) -> _Parser:
    parser = commands.add_parser(
        prog.rsplit(maxsplit=1)[-1], prog=prog, help=description, description=description
    )
    parser.set_defaults(parser=parser)
    return parser


def _add_check(commands: _Commands) -> None:
    check = _command(
        commands, "gouji check", "检查报告，列出问题 · check reports, list what is wrong"
    )
    check.epilog = _EXITS
    check.asked.add_argument(
        *("paths",),
        metavar="PATH",
        nargs="+",
        help="文件、文件夹、通配符、@清单文件，- 为标准输入 · files, folders, patterns, @list, - for stdin",
    )
    _add_rules(check)
    for option, help_text in (
        ("--select", "只用这些规则或检查项 · only these rules or checks"),
        ("--ignore", "不用这些规则或检查项 · without these rules or checks"),
    ):
        check.options.add_argument(
            option, metavar="ID", action="extend", nargs="+", default=[], help=help_text
        )
    _add_outputs(check, FORMATS)
    check.options.add_argument(
        *("--fail-on",),
        choices=("error", "warning", "never"),
        default="error",
        help="不通过达到此级别时退出码为 1 · failures at or above it give exit code 1",
    )
    check.options.add_argument(
        "--all",
        action="store_true",
        help="连同通过、不适用的一并列出 · list passes and the like, too",
    )
    _add_knowledge(check)
    _add_timeout(check)
    _add_language(check)
    check.set_defaults(command="check")


def _add_knowledge(check: _Parser) -> None:
    """What the documents do not say themselves."""
    check.options.add_argument(
        "--agency", metavar="NAME", help="报告没有写明时的机关 · if not stated"
    )
    check.options.add_argument(
        "--year", metavar="Y", type=_year, help="报告没有写明时的年度 · if not stated"
    )
    check.options.add_argument(
        *("--meta",),
        metavar="FILE",
        type=Path,
        help="按文件名给出公布日期、机关、年度（YAML），用于报告没有写明的 · "
        "day of publication, agency, year by file name, where not stated",
    )
    check.options.add_argument(
        *("--roster",),
        metavar="FILE",
        type=Path,
        help="机关名录（YAML）：名称、别名、类别、上级 · agencies: name, aliases, kind, parent",
    )
    check.options.add_argument(
        *("--today",),
        metavar="DATE",
        type=_day,
        help="按这一天判断豁免是否到期，如 2025-01-31，缺省为当天 · "
        "the day against which waivers are judged, such as 2025-01-31; default the day of the run",
    )
    check.options.add_argument(
        *("--set",),
        metavar="NAME=VALUE",
        action="append",
        default=[],
        type=_setting,
        help="改变规则包的参数，可重复 · another value for a param of the pack; repeatable",
    )


def _add_timeout(parser: _Parser) -> None:
    parser.options.add_argument(
        *("--timeout",),
        metavar="S",
        default=60.0,
        type=_seconds,
        help="一份 PDF 或大文件最多读多少秒，缺省 60 · seconds that a PDF or a large file may take, default 60",
    )


def _add_read(commands: _Commands) -> None:
    read = _command(
        commands, "gouji read", "显示从报告中读到了什么 · show what was read from a report"
    )
    read.asked.add_argument("file", metavar="FILE", help="报告文件 · a report")
    _add_rules(read)
    _add_outputs(read, READINGS)
    _add_timeout(read)
    _add_language(read)
    read.set_defaults(command="read")


def _add_explain(commands: _Commands) -> None:
    explain = _command(commands, "gouji explain", "说明一条规则要求什么 · say what a rule demands")
    explain.asked.add_argument(
        "rule",
        metavar="RULE",
        help="规则、例外、合计（T3[3.7]）或检查项 · a rule, an exception, a printed sum or a check",
    )
    _add_rules(explain)
    _add_json(explain)
    _add_language(explain)
    explain.set_defaults(command="explain")


def _add_outputs(parser: _Parser, formats: Mapping[str, str]) -> None:
    parser.options.add_argument(
        *("-o", "--output"),
        metavar="FILE",
        action="append",
        default=[],
        type=_output(formats),
        help=f"另存结果，格式看后缀 {' '.join(formats)} · also save; format by suffix",
    )
    parser.options.add_argument(
        *("--format",),
        choices=sorted(formats.values(), key=lambda name: name != "table"),
        default="table",
        help="标准输出的格式 · format on standard output",
    )
    parser.options.add_argument(
        *("-q", "--quiet"),
        action="store_true",
        help="不显示结果，只看退出码和 -o；没有检查的仍会说明 · "
        "no result, exit code and -o only; what was not checked is still said",
    )


def _add_json(parser: _Parser) -> None:
    parser.options.add_argument(
        "--format", choices=("table", "json"), default="table", help="输出格式 · output format"
    )


def _add_rules(parser: _Parser) -> None:
    parser.options.add_argument(
        *("--rules",),
        metavar="PACK",
        help="规则包的文件夹，缺省为自带的规则包中合适的 · folder of a pack, default: the shipped one that fits",
    )


def _add_language(parser: _Parser) -> None:
    parser.options.add_argument(
        "--lang", choices=("zh", "en"), default="zh", help="结果的语言 · language of the result"
    )


def _seconds(text: str) -> float:
    if not re.fullmatch(r"[0-9]{1,5}(?:\.[0-9]{1,3})?", text) or not float(text):
        raise ValueError
    return float(text)


def _year(text: str) -> int:
    if not re.fullmatch("[12][0-9]{3}", text):
        raise ValueError
    return int(text)


def _day(text: str) -> date:
    wrong = argparse.ArgumentTypeError(f"invalid date value: {text!r} (for example 2025-01-31)")
    if not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise wrong
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise wrong from None


def _setting(text: str) -> tuple[str, str]:
    match = re.fullmatch(r"\s*([^=＝]*[^=＝\s])\s*[=＝](.*)", text, re.DOTALL)
    if match is None:
        raise argparse.ArgumentTypeError(f"invalid NAME=VALUE value: {text!r}")
    return match[1], match[2].strip()


def _output(formats: Mapping[str, str]) -> Callable[[str], Path]:
    """What makes a path of an argument whose suffix tells one of the formats."""

    def output(text: str) -> Path:
        path = Path(text)
        if path.suffix.lower() not in formats:
            known = " ".join(formats)
            raise argparse.ArgumentTypeError(f"invalid suffix value: {text} ({known})")
        return path

    return output
