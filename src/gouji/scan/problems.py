"""What may go wrong around a scan: one function per problem."""

from collections.abc import Sequence

from gouji.model.diagnostic import Diagnostic, Severity
from gouji.model.form import Table
from gouji.model.refusal import refusal
from gouji.model.span import Span
from gouji.model.wording import Wording

SYSTEM_TITLE = Wording(zh="文档读取", en="Reading of the document")
DUPLICATES_TITLE = Wording(
    zh="同一机关同一年度的多份报告", en="Several reports of one agency and year"
)
WHOLE_DOCUMENT = Wording(zh="整份文档", en="the whole document")

SAVE_AS = Wording(
    zh="请用 Word、WPS 或 Excel 打开，另存为 .docx 或 .xlsx；也可以另存为网页（.html）、纯文本（.txt）",
    en="open it with Word, WPS or Excel and save it as .docx or .xlsx; "
    "a web page (.html) or plain text (.txt) will do, too",
)


# ---- inputs


def not_found(name: str) -> Diagnostic:
    """A path that leads nowhere, or a pattern that fits nothing."""
    return Diagnostic(
        "not-found",
        Severity.ERROR,
        Wording(zh=f"没有这个文件或文件夹：{name}", en=f"no such file or folder: {name}"),
        hint=Wording(
            zh="请检查路径；通配符须至少匹配一个文件",
            en="check the path; a pattern must fit at least one file",
        ),
    )


def outside_trouble(name: str, error: OSError) -> Diagnostic:
    """The operating system refused."""
    said = refusal(error)
    busy = isinstance(error, PermissionError)
    return Diagnostic(
        "cannot-open",
        Severity.ERROR,
        Wording(zh=f"无法打开 {name}：{said.zh}", en=f"cannot open {name}: {said.en}"),
        hint=Wording(
            zh="请确认有读取权限，且文件没有被别的程序占用",
            en="make sure that you may read it and that no other program holds it",
        )
        if busy
        else None,
    )


def no_regular_file(name: str) -> Diagnostic:
    """A device or a socket."""
    return Diagnostic(
        "no-regular-file",
        Severity.ERROR,
        Wording(zh=f"{name} 不是普通文件", en=f"{name} is not a regular file"),
    )


def too_large(name: str, limit: int) -> Diagnostic:
    """More bytes than a report may have."""
    size = limit // 2**20
    return Diagnostic(
        "too-large",
        Severity.ERROR,
        Wording(zh=f"{name} 超过 {size} MB，没有读取", en=f"{name} exceeds {size} MB; left unread"),
    )


def skipped(count: int, suffixes: Sequence[str]) -> Diagnostic:
    """Files in folders that no reader takes."""
    listed = " ".join(suffixes)
    return Diagnostic(
        "skipped-files",
        Severity.NOTE,
        Wording(
            zh=f"文件夹中有 {count} 个文件的格式不能读取，已跳过（{listed}）",
            en=f"{count} files in folders are of formats that cannot be read; skipped ({listed})",
        ),
    )


def no_input() -> Diagnostic:
    """Not one file to look at."""
    return Diagnostic(
        "no-input",
        Severity.ERROR,
        Wording(zh="没有找到可以检查的文件", en="there is no file to check"),
        hint=Wording(
            zh="请给出报告文件，或含有报告的文件夹、压缩包（.zip）",
            en="name a report, or a folder or zip archive that holds reports",
        ),
    )


# ---- documents


def unknown_format(name: str, format_: str) -> Diagnostic:
    """A format that no reader takes."""
    return Diagnostic(
        "unknown-format",
        Severity.ERROR,
        Wording(
            zh=f"{name}：不能读取 {format_} 文件", en=f"{name}: {format_} files cannot be read"
        ),
        hint=SAVE_AS,
    )


def locked(name: str) -> Diagnostic:
    """An office document that asks for a password."""
    return Diagnostic(
        "locked",
        Severity.ERROR,
        Wording(
            zh=f"{name}：文件加了打开密码，不能读取", en=f"{name}: the file asks for a password"
        ),
        hint=Wording(zh="请去掉打开密码，另存后再检查", en="save it without the password"),
    )


def not_text(name: str) -> Diagnostic:
    """Bytes that are no text in any known encoding."""
    return Diagnostic(
        "not-text",
        Severity.ERROR,
        Wording(
            zh=f"{name}：内容不是文本（二进制文件）", en=f"{name}: this is not text but binary"
        ),
        hint=SAVE_AS,
    )


def read_as(name: str, suffix: str, format_: str) -> Diagnostic:
    """A suffix that does not tell what the content is."""
    return Diagnostic(
        "read-as",
        Severity.NOTE,
        Wording(
            zh=f"{name}：后缀是“{suffix}”，内容按 {format_} 读取",
            en=f'{name}: the suffix is "{suffix}"; the content was read as {format_}',
        ),
    )


def no_form_fits(place: Span, forms: Sequence[str]) -> Diagnostic:
    """A document that is no report of the packs at hand."""
    listed = "、".join(forms)
    return Diagnostic(
        "no-form-fits",
        Severity.ERROR,
        Wording(
            zh=f"认不出报告的格式（已知：{listed}）",
            en=f"the document follows no known form (known: {', '.join(forms)})",
        ),
        place,
        Wording(
            zh="请确认这是年度报告全文，或用 --rules 指定规则包",
            en="make sure that this is a whole annual report, or name a pack with --rules",
        ),
    )


def stated_otherwise(name: str, option: str, stated: str, given: str) -> Diagnostic:
    """An option that contradicts the document; the document is believed."""
    return Diagnostic(
        "stated-otherwise",
        Severity.WARNING,
        Wording(
            zh=f"{name} 自己写明了“{stated}”，没有采用 {option} {given}",
            en=f'{name} itself states "{stated}"; {option} {given} was not used',
        ),
    )


NOT_ALL_READ = Wording(zh="没有读完", en="it was not read to the end")


def not_all_checked(source: str, why: Wording) -> Diagnostic:
    """An input that was not read to the end, or of which a rule did not run."""
    return Diagnostic(
        "not-all-checked",
        Severity.WARNING,
        Wording(
            zh=f"{source} 没有检查完整：{why.zh}",
            en=f"{source} was not checked in full: {why.en}",
        ),
    )


def nothing_decided() -> Diagnostic:
    """No rule came to an answer on any report."""
    return Diagnostic(
        "nothing-decided",
        Severity.WARNING,
        Wording(
            zh="没有一条规则得出结论：都不适用，或无法判定",
            en="no rule came to an answer: none applied, or none could be decided",
        ),
    )


# ---- reports in their relations


def duplicate_report(source: str, chosen: str, *, identical: bool) -> Diagnostic:
    """One more report of an agency and year."""
    zh = "数字和文字相同" if identical else "数字或文字不同"
    en = "the same figures and prose" if identical else "other figures or prose"
    return Diagnostic(
        "duplicate-report",
        Severity.NOTE if identical else Severity.WARNING,
        Wording(
            zh=f"{source} 与 {chosen} 是同一机关同一年度的报告，{zh}；"
            f"与其他年度、其他机关比较时用 {chosen}",
            en=f"{source} is of the same agency and year as {chosen}, with {en}; "
            f"other years and agencies are compared with {chosen}",
        ),
        hint=Wording(
            zh="请确认以哪一份为准（依次按读得完整、数字多、文件名在前选取），移走其余的",
            en="decide which one counts (chosen as complete, then fuller, then first by its name) "
            "and move the others away",
        ),
    )


def unpaired(sources: Sequence[str]) -> Diagnostic:
    """Reports that cannot be put beside others."""
    first = sources[:3]
    more = len(sources) - len(first)
    zh = "、".join(first) + (f"等 {len(sources)} 份" if more else "")
    en = ", ".join(first) + (f", … ({len(sources)} in all)" if more else "")
    return Diagnostic(
        "unpaired-reports",
        Severity.NOTE,
        Wording(
            zh=f"看不出机关或年度，没有与其他年度的报告配对：{zh}",
            en=f"without an agency or a year, hence not paired with other years: {en}",
        ),
        hint=Wording(zh="可用 --meta 给出机关和年度", en="--meta can tell the agency and the year"),
    )


def crash(error: Exception) -> Diagnostic:
    """A mistake of our own."""
    said = f"{type(error).__name__}: {error}"
    return Diagnostic(
        "crash",
        Severity.ERROR,
        Wording(
            zh=f"程序出错（{said}）。这是 Gouji 的缺陷，不是文档的问题",
            en=f"the program failed ({said}). This is a bug of Gouji, not of the document",
        ),
        hint=Wording(
            zh="请把这一行报告给开发者；设 GOUJI_DEBUG=1 可得到详情",
            en="please report this line to the developers; GOUJI_DEBUG=1 gives the details",
        ),
    )


# ---- packs and outputs


def no_pack(name: str) -> Diagnostic:
    """A folder without rules."""
    return Diagnostic(
        "no-pack",
        Severity.ERROR,
        Wording(zh=f"没有规则包：{name}", en=f"no rule pack: {name}"),
        hint=Wording(
            zh="规则包是一个含有 .gj 文件的文件夹", en="a pack is a folder that holds .gj files"
        ),
    )


def unknown_selection(option: str, name: str, near: Sequence[str]) -> Diagnostic:
    """A rule or check that no pack has."""
    hint = "、".join(near)
    return Diagnostic(
        "unknown-selection",
        Severity.ERROR,
        Wording(
            zh=f"{option} {name}：没有这条规则或检查项",
            en=f"{option} {name}: there is no such rule or check",
        ),
        hint=Wording(zh=f"是否想写 {hint}？", en=f"did you mean {', '.join(near)}?")
        if near
        else None,
    )


def nothing_to_explain(name: str, near: Sequence[str]) -> Diagnostic:
    """A name that no rule, exception or check has."""
    return Diagnostic(
        "unknown-rule",
        Severity.ERROR,
        Wording(
            zh=f"没有这条规则、例外或检查项：{name}",
            en=f"there is no rule, exception or check called {name}",
        ),
        hint=Wording(zh=f"是否想写 {'、'.join(near)}？", en=f"did you mean {', '.join(near)}?")
        if near
        else None,
    )


def nothing_selected() -> Diagnostic:
    """Options that leave no rule."""
    return Diagnostic(
        "nothing-selected",
        Severity.ERROR,
        Wording(
            zh="--select 与 --ignore 之后没有剩下规则", en="--select and --ignore leave no rule"
        ),
    )


def cannot_write(name: str, error: OSError) -> Diagnostic:
    """An output that could not be written; what stood there before is untouched."""
    said = refusal(error)
    busy = isinstance(error, PermissionError)
    return Diagnostic(
        "cannot-write",
        Severity.ERROR,
        Wording(zh=f"无法写入 {name}：{said.zh}", en=f"cannot write {name}: {said.en}"),
        hint=Wording(
            zh="文件可能被占用，请关闭后重试，或另写文件名",
            en="it may be open elsewhere: close it and try again, or choose another name",
        )
        if busy
        else Wording(zh="请检查文件夹和磁盘空间", en="check the folder and the space on the disk"),
    )


def output_is_input(name: str) -> Diagnostic:
    """An output that would overwrite a report."""
    return Diagnostic(
        "output-is-input",
        Severity.ERROR,
        Wording(
            zh=f"输出文件 {name} 就是被检查的报告，不能覆盖",
            en=f"the output {name} is one of the reports; it will not be overwritten",
        ),
    )


# ---- tests of packs


def failed_test(rule: str, title: str, message: Wording, place: Span) -> Diagnostic:
    """A test of a pack whose rule answered otherwise."""
    return Diagnostic(
        "failed-test",
        Severity.ERROR,
        Wording(
            zh=f"规则 {rule} 的测试“{title}”未通过：{message.zh}",
            en=f'test "{title}" of rule {rule} failed: {message.en}',
        ),
        place,
    )


def tests_run(pack: str, total: int, failed: int) -> Wording:
    """How many tests of a pack ran."""
    return Wording(
        zh=f"规则包 {pack}：测试 {total} 项，通过 {total - failed}，未通过 {failed}",
        en=f"pack {pack}: {total} tests, {total - failed} passed, {failed} failed",
    )


def absent_table(table: Table) -> Diagnostic:
    """A table of the form of which no row was found."""
    return Diagnostic(
        "absent-table",
        Severity.WARNING,
        Wording(
            zh=f"没有读到{table.short}（{table.title}）的任何一行",
            en=f"no row of table {table.short} ({table.title}) was found",
        ),
        hint=Wording(
            zh="若文件里有这张表，请改存为每行用 | 分隔的文本",
            en="if the document has it, save it as text with table cells separated by |",
        ),
    )
