"""Arguments, printing and the exit code; nothing else.  Imports are made when they are needed."""

import argparse
import contextlib
import gc
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from gouji.arguments import FORMATS, READINGS, parse, usage_error

if TYPE_CHECKING:
    from gouji.model.diagnostic import Diagnostic
    from gouji.model.result import Reading, Result
    from gouji.model.wording import Language
    from gouji.scan.facts import Facts
    from gouji.scan.inputs import Input
    from gouji.scan.packs import LoadedPack
    from gouji.scan.scan import Scan, Settings

OK, FAILS, USAGE, INCOMPLETE, BUG, INTERRUPTED = 0, 1, 2, 3, 4, 130
_WIDTH = 120
_GARBAGE = 100_000
"""New objects after which garbage is looked for: there is hardly any, and Python's 700 cost a twentieth."""
_OUTSIDE_UTF8 = "table"
"""The format that is written in the encoding of the terminal; the others are always UTF-8."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit code tells how it went.  No traceback unless GOUJI_DEBUG is set."""
    gc.set_threshold(_GARBAGE)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        arguments = parse(argv)
        return _COMMANDS[arguments.command](arguments)
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else OK
    except KeyboardInterrupt:
        _say("已中断 · interrupted")
        return INTERRUPTED
    except BrokenPipeError:
        _discard_output()
        return OK
    except Exception as error:
        said = f"{type(error).__name__}: {error}"
        _say(f"程序出错，这是 Gouji 的缺陷（{said}）。设 GOUJI_DEBUG=1 可得到详情")
        _say(f"a bug of Gouji ({said}); GOUJI_DEBUG=1 gives the details")
        import traceback

        _debug([traceback.format_exc()])
        return BUG


# ---- commands


def _check(arguments: argparse.Namespace) -> int:
    from gouji.scan.formats import BY_SUFFIX
    from gouji.scan.inputs import inputs
    from gouji.scan.packs import ready
    from gouji.scan.scan import scan

    language = _language(arguments)
    packs = _packs(arguments, language)
    if packs is None:
        return USAGE
    aside = [file for file in (arguments.roster, arguments.meta) if file is not None]
    given, remarks = inputs(arguments.paths, BY_SUFFIX, aside)
    _tell(_kept(remarks, arguments), language)
    refused = _refused(arguments, given, language)
    if refused is not None:
        return refused
    settings = _settings(arguments, given, packs, language)
    packs = _mapped(packs, given, language)
    if settings is None or packs is None:
        return USAGE
    scanned = scan(given, [ready(pack) for pack in packs], settings)
    _tell(_kept(scanned.remarks, arguments), language)
    _debug(scanned.crashes)
    code = _verdict(scanned, arguments.fail_on)
    _tell(_unchecked(scanned) if arguments.quiet else (), language)

    def rendered(name: str, width: int) -> bytes:
        return _rendered(name, scanned.result, language, width)

    written = _written(arguments, FORMATS, rendered)
    return INCOMPLETE if code == OK and not written else code


def _read(arguments: argparse.Namespace) -> int:
    from gouji.scan import problems
    from gouji.scan.formats import BY_SUFFIX
    from gouji.scan.inputs import inputs
    from gouji.scan.packs import ready
    from gouji.scan.reading import read, reading
    from gouji.scan.worker import Worker

    language = _language(arguments)
    packs = _packs(arguments, language)
    if packs is None:
        return USAGE
    given, remarks = inputs([arguments.file], BY_SUFFIX)
    _tell(remarks, language)
    if not given:
        _tell([problems.no_input()], language)
        return INCOMPLETE
    if len(given) > 1:
        return _misused("read 只能读一个文件", "read takes one file")
    packs = _mapped(packs, given, language)
    if packs is None:
        return USAGE
    with Worker(arguments.timeout) as worker:
        fitted = read(given[0], [ready(pack) for pack in packs], worker)
    understood = reading(fitted)
    _tell(_kept(fitted.diagnostics, arguments) if arguments.quiet else (), language)

    def rendered(name: str, width: int) -> bytes:
        return _rendered_reading(name, understood, language, width)

    written = _written(arguments, READINGS, rendered)
    return OK if written and fitted.complete else INCOMPLETE


def _rendered_reading(name: str, read: "Reading", language: "Language", width: int) -> bytes:
    match name:
        case "html":
            from gouji.renderers import reading_page

            return reading_page.render(read, language)
        case "json":
            from gouji.renderers import reading

            return reading.render_json(read, language)
        case _:
            from gouji.renderers import reading

            return reading.render(read, language, width)


def _rules_test(arguments: argparse.Namespace) -> int:
    from gouji.engine.trial import trial
    from gouji.renderers import diagnostic as renderer
    from gouji.scan import problems
    from gouji.scan.packs import ready

    language = _language(arguments)
    packs = _packs(arguments, language)
    if packs is not None and arguments.rules is not None:
        packs = _mapped(packs, None, language)
    if packs is None:
        return USAGE
    lines = []
    tested = failed = 0
    for pack in packs:
        trials = trial(ready(pack).plan)
        failures = [one for one in trials if not one.passed]
        for one in failures:
            problem = problems.failed_test(one.rule, one.title, one.message, one.place)
            lines.append(renderer.render(problem, language))
        tested, failed = tested + len(trials), failed + len(failures)
        counts = problems.tests_run(pack.pack.key, len(trials), len(failures))
        lines.append(counts.in_language(language))
    shown = _show(("\n".join(lines) + "\n").encode(), "table", language)
    if failed:
        return FAILS
    return OK if tested and shown else INCOMPLETE


def _rules_list(arguments: argparse.Namespace) -> int:
    from gouji.renderers import rules as renderer
    from gouji.scan.explain import rule_lines
    from gouji.scan.packs import ready

    language = _language(arguments)
    packs = _packs(arguments, language)
    if packs is None:
        return USAGE
    listed = rule_lines(ready(pack) for pack in packs)
    if arguments.format == "json":
        content = renderer.render_json(listed, language)
    else:
        content = renderer.render(listed, language, _terminal_width())
    return OK if _show(content, arguments.format, language) else INCOMPLETE


def _explain(arguments: argparse.Namespace) -> int:
    from gouji.renderers import explain as renderer
    from gouji.scan import problems
    from gouji.scan.explain import explain, nearest_names
    from gouji.scan.packs import ready

    language = _language(arguments)
    packs = _packs(arguments, language)
    if packs is None:
        return USAGE
    plans = [ready(pack) for pack in packs]
    found = explain(plans, arguments.rule)
    if not found:
        near = nearest_names(plans, arguments.rule)
        _tell([problems.nothing_to_explain(arguments.rule, near)], language)
        return USAGE
    if arguments.format == "json":
        content = renderer.render_json(found, language)
    else:
        content = renderer.render(found, language, _terminal_width())
    return OK if _show(content, arguments.format, language) else INCOMPLETE


_COMMANDS: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "check": _check,
    "read": _read,
    "explain": _explain,
    "rules list": _rules_list,
    "rules test": _rules_test,
}

# ---- parts of them


def _language(arguments: argparse.Namespace) -> "Language":
    from gouji.model.wording import Language

    return Language(arguments.lang)


def _packs(arguments: argparse.Namespace, language: "Language") -> "Sequence[LoadedPack] | None":
    """The packs, narrowed; None (after saying why) where they must not be used."""
    from gouji.scan.packs import broken, narrowed, packs

    settings = getattr(arguments, "set", [])
    twice = next((name for name, count in Counter(n for n, _ in settings).items() if count > 1), "")
    if twice:
        _misused(f"--set 给了两次 {twice}", f"--set gives {twice} twice")
        return None
    tests = arguments.command not in {"check", "read"}
    loaded, diagnostics = packs(arguments.rules, dict(settings), tests=tests)
    if not broken(diagnostics) and "select" in arguments:
        loaded, wrong = narrowed(loaded, arguments.select, arguments.ignore)
        diagnostics = [*diagnostics, *wrong]
    _tell(diagnostics, language)
    return None if broken(diagnostics) else loaded


def _mapped(
    packs: "Sequence[LoadedPack]", given: "Sequence[Input] | None", language: "Language"
) -> "Sequence[LoadedPack] | None":
    """The packs with their ways to read XML, if any may be given; None where one of these is wrong.

    Without `given` they are read in any case.
    """
    from gouji.scan.formats import BY_SUFFIX, Format
    from gouji.scan.packs import broken, with_mappings

    if given is not None and all(
        BY_SUFFIX.get(one.suffix, Format.XML) is not Format.XML for one in given
    ):
        return packs
    mapped, diagnostics = with_mappings(packs)
    _tell(diagnostics, language)
    return None if broken(diagnostics) else mapped


def _refused(
    arguments: argparse.Namespace, given: "Sequence[Input]", language: "Language"
) -> int | None:
    """The exit code where nothing can be scanned as asked."""
    from gouji.scan import problems

    if not given:
        _tell([problems.no_input()], language)
        return INCOMPLETE
    if len(given) > 1 and (arguments.agency is not None or arguments.year is not None):
        return _misused(
            "--agency 与 --year 只用于单个文件", "--agency and --year are for a single document"
        )
    reports = {one.path.resolve() for one in given if one.path is not None}
    clashes = [path for path in arguments.output if path.resolve() in reports]
    _tell([problems.output_is_input(path.as_posix()) for path in clashes], language)
    return USAGE if clashes else None


def _settings(
    arguments: argparse.Namespace,
    given: "Sequence[Input]",
    packs: "Sequence[LoadedPack]",
    language: "Language",
) -> "Settings | None":
    """What is known beside the documents; None (after saying why) where a file of it is wrong."""
    from gouji.model.roster import Roster
    from gouji.scan.packs import broken, kinds_asked
    from gouji.scan.scan import Settings, today

    roster: Roster | None = Roster()
    facts: Mapping[str, Facts] = {}
    diagnostics: list[Diagnostic] = []
    if arguments.roster is not None:
        from gouji.scan.roster import read_roster

        asked = kinds_asked(packs)
        roster, wrong = read_roster(arguments.roster, arguments.roster.as_posix(), asked)
        diagnostics += wrong
    if arguments.meta is not None:
        from gouji.scan.meta import read_meta

        facts, wrong = read_meta(arguments.meta, arguments.meta.as_posix(), given)
        diagnostics += wrong
    _tell(_kept(diagnostics, arguments), language)
    if roster is None or broken(diagnostics):
        return None
    return Settings(
        everything=arguments.all,
        agency=arguments.agency,
        year=arguments.year,
        facts=facts,
        roster=roster,
        today=arguments.today or today(),
        timeout=arguments.timeout,
    )


def _verdict(scanned: "Scan", fail_on: str) -> int:
    """The exit code of a scan, its outputs apart."""
    from gouji.model.diagnostic import Severity
    from gouji.model.finding import Outcome

    if scanned.crashes:
        return BUG
    least = -1 if fail_on == "never" else Severity(fail_on).weight
    failures = (f for f in scanned.result.findings if f.outcome is Outcome.FAIL)
    if any(finding.severity.weight <= least for finding in failures):
        return FAILS
    return OK if scanned.complete and scanned.result.decided else INCOMPLETE


def _unchecked(scanned: "Scan") -> "Iterable[Diagnostic]":
    """What was not checked, for those who are not shown the result."""
    from gouji.scan import problems

    yield from scanned.incomplete
    if scanned.complete and not scanned.result.decided:
        yield problems.nothing_decided()


def _written(
    arguments: argparse.Namespace,
    formats: Mapping[str, str],
    rendered: "Callable[[str, int], bytes]",
) -> bool:
    """Write every output, and the result to standard output; whether all of it was written."""
    language = _language(arguments)
    saved = True
    if arguments.output:
        from gouji.scan.save import save

        outputs = [(path, formats[path.suffix.lower()]) for path in arguments.output]
        troubles = [save(path, rendered(name, _WIDTH)) for path, name in outputs]
        _tell([trouble for trouble in troubles if trouble is not None], language)
        saved = not any(troubles)
    if arguments.quiet:
        return saved
    name = arguments.format
    return _show(rendered(name, _terminal_width()), name, language) and saved


def _rendered(name: str, result: "Result", language: "Language", width: int) -> bytes:
    match name:
        case "json":
            from gouji.renderers import json

            return json.render(result, language)
        case "markdown":
            from gouji.renderers import markdown

            return markdown.render(result, language)
        case "csv":
            from gouji.renderers import csv

            return csv.render(result, language)
        case _:
            from gouji.renderers import table

            return table.render(result, language, width)


# ---- printing


def _show(content: bytes, name: str, language: "Language") -> bool:
    """Write a result to standard output; whether that went well."""
    from gouji.scan import problems

    try:
        if name == _OUTSIDE_UTF8 or sys.stdout.isatty():
            sys.stdout.write(content.decode())
        else:
            sys.stdout.flush()
            sys.stdout.buffer.write(content)
        sys.stdout.flush()
    except BrokenPipeError:
        _discard_output()
    except OSError as error:
        _discard_output()
        _tell([problems.cannot_write("stdout", error)], language)
        return False
    return True


def _kept(
    diagnostics: "Sequence[Diagnostic]", arguments: argparse.Namespace
) -> "Sequence[Diagnostic]":
    """Without the mere notes where quiet was asked for."""
    from gouji.model.diagnostic import Severity

    return [d for d in diagnostics if not arguments.quiet or d.severity is not Severity.NOTE]


def _discard_output() -> None:
    """Nobody listens any more: keep the interpreter from complaining when it closes the stream."""
    with contextlib.suppress(OSError, ValueError):  # ValueError: a stream without a file
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _tell(diagnostics: "Iterable[Diagnostic]", language: "Language") -> None:
    """Write problems to standard error."""
    for diagnostic in diagnostics:
        from gouji.renderers.diagnostic import render

        _say(render(diagnostic, language))


def _say(text: str) -> None:
    with contextlib.suppress(OSError):  # no one to tell
        print(text, file=sys.stderr, flush=True)


def _debug(stacks: Iterable[str]) -> None:
    if os.environ.get("GOUJI_DEBUG"):
        for stack in stacks:
            _say(stack)


def _misused(zh: str, en: str) -> int:
    _say(usage_error(zh, en))
    return USAGE


def _terminal_width() -> int:
    if not sys.stdout.isatty():
        return _WIDTH
    import shutil

    return shutil.get_terminal_size((_WIDTH, 24)).columns
