"""Names that stand for nothing, or for two things: one function per diagnostic."""

from collections.abc import Iterable, Sequence

from gouji.language import syntax
from gouji.language.foreign import VALUES
from gouji.language.grammar import vocabulary
from gouji.language.nearest import nearest
from gouji.language.problems import did_you_mean, error, quoted
from gouji.model.diagnostic import Diagnostic
from gouji.model.form import Code, Entry, Table
from gouji.model.span import Span
from gouji.model.wording import Wording


def _spellings(names: Iterable[str]) -> Sequence[str]:
    """Names with the Chinese spellings of those that are built in."""
    known = vocabulary().names
    return [word for name in names for word in (name, *known.get(name, ()))]


def unknown_name(place: Span, names: Iterable[str]) -> Diagnostic:
    """A name that nothing bears."""
    nothing, known = VALUES.get(place.text.lower()), list(names)
    # what is a field of the agency is no name by itself
    near = nearest(place.text, _spellings([*known, "kind"]))
    field = "kind" not in known and near in _spellings(["kind"])
    return error(
        "unknown-name",
        place,
        Wording(
            f"没有名为「{quoted(place.text)}」的内容", f"Nothing is called “{quoted(place.text)}”"
        ),
        Wording(f"没有值写作「{nothing[0]}」。", f"Write “{nothing[1]}” for no value.")
        if nothing
        else Wording("写作「机构.类型」。", "Write “agency.kind”.")
        if field
        else did_you_mean(place.text, _spellings(known)),
    )


def _listed(tables: Sequence[str]) -> Wording:
    if not tables:
        return Wording("规则包里还没有表。", "The pack has no table yet.")
    return Wording(f"已有的表：{'、'.join(tables)}", f"Tables: {', '.join(tables)}")


def unknown_table(place: Span, tables: Iterable[str]) -> Diagnostic:
    """A table that no form has."""
    known = list(tables)
    return error(
        "unknown-table",
        place,
        Wording(f"没有表「{quoted(place.text)}」", f"There is no table “{quoted(place.text)}”"),
        did_you_mean(place.text, known) or _listed(known),
    )


def unknown_form(name: syntax.Name, forms: Iterable[str]) -> Diagnostic:
    """A form to extend that does not exist."""
    return error(
        "unknown-form",
        name.span,
        Wording(f"没有格式「{quoted(name.text)}」", f"There is no form “{quoted(name.text)}”"),
        did_you_mean(name.text, forms),
    )


def unknown_function(
    place: Span, definitions: Iterable[str] = (), *, table: bool = False
) -> Diagnostic:
    """A function that neither the language nor the pack has; it may be a table."""
    written = place.text
    if table:
        hint = Wording(f"表的格子写成 {written}[行, 列]。", f"A cell is {written}[row, column].")
    else:
        hint = did_you_mean(
            written, [*_spellings(vocabulary().functions), *definitions]
        ) or Wording(
            f"已有的函数：{'、'.join(words[0] for words in vocabulary().functions.values())}",
            f"Functions: {', '.join(vocabulary().functions)}",
        )
    return error(
        "unknown-function",
        place,
        Wording(
            f"没有函数「{quoted(place.text)}」", f"There is no function “{quoted(place.text)}”"
        ),
        hint,
    )


def unknown_field(place: Span, what: Wording, fields: Sequence[str]) -> Diagnostic:
    """A field that such a value lacks."""
    known = _spellings(fields)
    hint = did_you_mean(place.text, known)
    if hint is None and fields:
        hint = Wording(f"可用：{'、'.join(known)}", f"There are: {', '.join(fields)}")
    return error(
        "unknown-field",
        place,
        Wording(
            f"{what.zh}没有「{quoted(place.text)}」这一项",
            f"{what.en.capitalize()} has no field “{quoted(place.text)}”",
        ),
        hint,
    )


def unknown_rule(target: syntax.Target, name: str, rules: Iterable[str]) -> Diagnostic:
    """A test, an exception or a waiver of a rule that does not exist."""
    hint = did_you_mean(name, rules)
    if target.selector is not None:
        hint = Wording(
            "表里写有「= 算式」的行或列才是规则，如 T3[3.7]、T3[*, 3]。",
            "Only a row or column with “= formula” is a rule, such as T3[3.7] or T3[*, 3].",
        )
    return error(
        "unknown-rule",
        target.span,
        Wording(f"没有规则「{quoted(name)}」", f"There is no rule “{quoted(name)}”"),
        hint,
    )


def unknown_language(name: syntax.Name) -> Diagnostic:
    """A language code other than zh and en."""
    clauses = [word for keyword in vocabulary().keywords for word in keyword.words]
    return error(
        "unknown-language",
        name.span,
        Wording(
            f"不认识「{quoted(name.text)}」：语言只能写 zh 或 en",
            f"“{quoted(name.text)}” is no language: write zh or en",
        ),
        did_you_mean(name.text, clauses),
    )


def unknown_section(place: Span, code: str, known: Iterable[Code]) -> Diagnostic:
    """A section that no outline has."""
    codes = list(known)
    return error(
        "unknown-section",
        place,
        Wording(f"提纲里没有编号「{code}」", f"No outline has a section “{code}”"),
        Wording(f"已有编号：{'、'.join(codes)}", f"Sections: {', '.join(codes)}"),
    )


def declared_twice(name: syntax.Name | syntax.Code, first: Span) -> Diagnostic:
    """A name or code that is taken."""
    return error(
        "declared-twice",
        name.span,
        Wording(f"「{quoted(name.text)}」前面已经有了", f"“{quoted(name.text)}” already exists"),
        related=(first,),
    )


# ---- keys


def unknown_code(code: syntax.Code, entries: Sequence[Entry]) -> Diagnostic:
    """A code that no row or column has."""
    return error(
        "unknown-code",
        code.span,
        Wording(f"没有编号为「{code.text}」的行列", f"No row or column has the code “{code.text}”"),
        _nearest_code(code.text, [entry.code for entry in entries]),
    )


def _nearest_code(code: str, codes: Sequence[str]) -> Wording:
    """Codes that share a beginning with a wrong one."""
    parent = code.rpartition(".")[0]
    near = [c for c in codes if c == parent or c.startswith(f"{parent}.")]
    while parent and not near:
        parent = parent.rpartition(".")[0]
        near = [c for c in codes if c == parent or c.startswith(f"{parent}.")]
    near = near or list(codes)
    shown = near[:8]
    more = "……" if len(near) > len(shown) else ""
    return Wording(f"已有编号：{'、'.join(shown)}{more}", f"Codes: {', '.join(shown)}{more}")


def unknown_label(label: syntax.Label, entries: Sequence[Entry]) -> Diagnostic:
    """A label that no row or column has."""
    known = [word for e in entries for word in (e.name, *e.labels) if word]
    return error(
        "unknown-label",
        label.span,
        Wording(
            f"没有名为「{quoted(label.text)}」的行列",
            f"No row or column is called “{quoted(label.text)}”",
        ),
        did_you_mean(label.text, known),
    )


def ambiguous_label(label: syntax.Label, entries: Sequence[Entry]) -> Diagnostic:
    """A label that several rows or columns have."""
    codes = [entry.code for entry in entries]
    return error(
        "ambiguous-label",
        label.span,
        Wording(
            f"名为「{quoted(label.text)}」的不止一个：{'、'.join(codes)}",
            f"Several are called “{quoted(label.text)}”: {', '.join(codes)}",
        ),
        Wording("请改写编号。", "Write the code instead."),
    )


def group_selected(place: Span, code: Code) -> Diagnostic:
    """A group where a value is needed."""
    return error(
        "group-selected",
        place,
        Wording(
            f"「{quoted(place.text)}」是分组，本身没有数值",
            f"“{quoted(place.text)}” is a group and holds no value",
        ),
        Wording(f"它下面的各项写成 [{code}.**]。", f"Write [{code}.**] for what lies below it."),
    )


def empty_selection(place: Span) -> Diagnostic:
    """Keys that select nothing."""
    return error(
        "empty-selection",
        place,
        Wording(
            f"「{quoted(place.text)}」没有选中任何有数值的行列",
            f"“{quoted(place.text)}” selects nothing that holds a value",
        ),
    )


def selected_twice(place: Span, codes: Sequence[Code]) -> Diagnostic:
    """A key that would count double."""
    return error(
        "selected-twice",
        place,
        Wording(f"{'、'.join(codes)} 被选了两次", f"{', '.join(codes)} is selected twice"),
    )


def no_such_cell(place: Span, table: Table) -> Diagnostic:
    """A crossing that the table leaves out."""
    return error(
        "no-such-cell",
        place,
        Wording(
            f"{table.short}里没有这一格：这一行只有部分列",
            f"{table.short} has no such cell: this row has only some of the columns",
        ),
    )


def computed_key_here(place: Span) -> Diagnostic:
    """A key that only a report could tell."""
    return error(
        "computed-key",
        place,
        Wording("这里只能写编号或名称", "Only codes and labels can stand here"),
        Wording("报告所列的各行写成 [*]。", "The rows that a report adds are [*]."),
    )


def two_axes_needed(place: Span, table: str) -> Diagnostic:
    """One axis given where two are needed."""
    return error(
        "two-axes-needed",
        place,
        Wording(
            f"要写明行和列：{table}[行, 列]",
            f"Both row and column are needed: {table}[row, column]",
        ),
        Wording(
            "只有在「每列」「每行」之下才可只写一项。", "One is enough only on each column or row."
        ),
    )


def one_axis_needed(place: Span) -> Diagnostic:
    """Two axes given where one is needed."""
    return error(
        "one-axis-needed",
        place,
        Wording(
            "这里只选行或列中的一项，不能写两项", "Here keys of one axis are selected, not two"
        ),
    )


def no_table_here(place: Span) -> Diagnostic:
    """Cells of no table."""
    return error(
        "no-table-here",
        place,
        Wording("不知道是哪张表的单元格", "It is not said of which table these cells are"),
        Wording(
            "写成 T3[行, 列]，或先写「在 T3 每列」。",
            "Write T3[row, column] or “on T3 each column”.",
        ),
    )


def not_a_table(place: Span, name: str) -> Diagnostic:
    """Keys after something that has no cells, such as a function."""
    hint = None
    if name in vocabulary().functions:
        written = place.text
        hint = Wording(f"函数写成 {written}(……)。", f"A function is written {written}(…).")
    return error(
        "not-a-table",
        place,
        Wording(
            f"「{quoted(place.text)}」不是表，不能用方括号取格",
            f"“{quoted(place.text)}” is not a table: it has no cells",
        ),
        hint,
    )


def not_bound(place: Span, needed: Wording) -> Diagnostic:
    """A name that only some axis binds."""
    return error(
        "not-bound",
        place,
        Wording(
            f"「{place.text}」只有在{needed.zh}之下才有意义",
            f"“{place.text}” means something only on {needed.en}",
        ),
    )


def only_in_sentences(place: Span) -> Diagnostic:
    """What a finding tells cannot decide whether there is one."""
    return error(
        "not-in-rules",
        place,
        Wording(
            f"「{place.text}」只能用在提示、建议和测试的「其中」里",
            f"“{place.text}” can be used only in say, suggest and a test's where",
        ),
    )


def not_in_where(place: Span) -> Diagnostic:
    """What a finding does not tell."""
    return error(
        "not-in-where",
        place,
        Wording(
            f"测试的「其中」和豁免的「当」不能用「{quoted(place.text)}」",
            f"“{quoted(place.text)}” cannot be used in a test's where or a waiver's when",
        ),
        Wording(
            "可用：列、行、年度、机构和「对每个」的变量，「其中」还可用差额、原因。",
            "There are column, row, year, agency, the variables of for each, in where also gap, reason.",
        ),
    )


def table_needs_keys(place: Span) -> Diagnostic:
    """A table used as a value."""
    return error(
        "table-without-keys",
        place,
        Wording(
            f"表要写明取哪一格：{place.text}[行, 列]", f"Say which cell: {place.text}[row, column]"
        ),
    )
