"""Tables whose cells are printed one below another: the label of each row, then its figures.

Nothing but the order tells the rows.  It does where the labels of the rows are followed by as many
figures as the rows have columns; text that prints a table column by column has labels behind one
another and figures behind one another.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from gouji.model.frozen import frozen
from gouji.readers.labels import Labels, Printed
from gouji.readers.stitching import joined

_WRAPPED = 8
"""A label is wrapped over so many lines at most."""
_MISFITS = 4
"""Of so many rows one may have another number of figures; more, and the order tells nothing."""


@frozen
class _Run:
    """Words that stand one below another, and the figures below them."""

    words: Sequence[Printed]
    figures: Sequence[Printed]


def unstacked(cells: Sequence[Printed], labels: Labels) -> list[tuple[Printed, ...]] | None:
    """The lines of a table, each label beside its figures; None where the order does not tell them.

    A row with another number of figures than columns stays as it is printed, for others to refuse.
    """
    lines: list[tuple[Printed, ...]] = []
    fitting = misfits = 0
    for run in _runs(cells):
        label = _label(run, labels) if run.figures else 0
        words = run.words[: len(run.words) - label]
        lines += [(word,) for word in words]
        misfits += sum(_is_row(word, labels) for word in words)
        if not run.figures:
            continue
        beside = run.words[len(words) :]
        if not _fits(run, beside, labels):
            misfits += 1
        else:
            fitting += 1
        lines.append((*([joined(beside)] if beside else []), *run.figures))
    return lines if fitting and misfits * _MISFITS <= fitting + misfits else None


def _runs(cells: Sequence[Printed]) -> Iterator[_Run]:
    words: list[Printed] = []
    for figures, run in groupby(cells, key=lambda cell: cell.says_value):
        if figures:
            yield _Run(words, list(run))
            words = []
        else:
            words = list(run)
    if words:
        yield _Run(words, [])


def _label(run: _Run, labels: Labels) -> int:
    """How many of the last words are the label of the row; 0 where they head columns instead."""
    last = run.words[-1:]
    if not last:
        return 0
    found = [
        count
        for count in range(1, min(_WRAPPED, len(run.words)) + 1)
        if _columns(joined(run.words[-count:]), len(run.figures), labels)
    ]
    if found:
        return found[0] if labels.rows(last[0]) else found[-1]
    heads = labels.columns(last[0]) and last[0].wordings.ordinal is None
    return 0 if heads else 1


def _columns(label: Printed, figures: int, labels: Labels) -> bool:
    """Whether a row of that label has as many columns."""
    return any(
        len(table.columns_of(row.code)) == figures
        for table, row in labels.rows(label)
        if not row.group
    )


def _fits(run: _Run, label: Sequence[Printed], labels: Labels) -> bool:
    """Whether the figures are those of a row: its own, or the only one of a table."""
    if label:
        return _columns(joined(label), len(run.figures), labels)
    headed = {table.key for word in run.words for table, _ in labels.columns(word)}
    return any(
        len(table.value_rows) == 1
        and len(table.columns_of(table.value_rows[0].code)) == len(run.figures)
        for table in labels.tables
        if table.key in headed
    )


def _is_row(word: Printed, labels: Labels) -> bool:
    """Whether words can only be the label of a row that holds values."""
    rows = labels.rows(word)
    return bool(rows) and not labels.columns(word) and not any(row.group for _, row in rows)
