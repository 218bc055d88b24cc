"""What the disclosure pack says of generated reports: what is planted, found, and accused in vain.

Reports come in pairs of two years, the defects in half of them; then as many without any defect.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.generated import Outcomes, made, outcomes

LEAST = 0.99
"""The share of the planted defects that has to be found."""


def main(arguments: Sequence[str]) -> int:
    """Print what was found; 0 where enough was, and nothing was accused in vain."""
    options = _options(arguments)
    with TemporaryDirectory() as folder:
        planted = Path(folder, "planted")
        damaged = outcomes(made(planted, options.n, options.seed, options.formats))
    with TemporaryDirectory() as folder:
        whole = outcomes(made(Path(folder), options.n, options.seed, options.formats, rate=0))
    print(f"{options.n} reports with defects in half of them, {options.n} without")
    for line in _of_checks(damaged):
        print(line)
    lists = {
        "missed": damaged.missed,
        "accused in vain beside a defect (error)": damaged.accused,
        "accused in vain beside a defect (warning)": damaged.warned,
        "accused in vain in a report without defect": whole.accused,
    }
    for name, lines in lists.items():
        print(f"{name}: {len(lines)}")
        for line in lines[: options.show]:
            print(f"  {line}")
    enough = len(damaged.missed) <= (1 - LEAST) * damaged.planted
    return 0 if enough and not damaged.accused and not whole.accused else 1


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.accuracy generated")
    parser.add_argument("--n", type=int, default=300, help="reports with, and without, defects")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--formats", default="html,docx,xlsx,txt,yaml,json")
    parser.add_argument("--show", type=int, default=20, help="lines shown of each kind")
    return parser.parse_args(arguments)


def _of_checks(came: Outcomes) -> Sequence[str]:
    found = came.planted - len(came.missed)
    rows = [
        f"{check:8} planted {planted:4}  told by it {came.told_by[check]:4}"
        f"  doubted {came.doubted_by[check]:3}"
        for check, planted in sorted(came.of_check.items())
    ]
    return [f"planted {came.planted}, found {found} ({found / max(came.planted, 1):.1%})", *rows]
