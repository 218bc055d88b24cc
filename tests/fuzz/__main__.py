"""Damaged documents of a format, as many as wanted: python -m tests.fuzz html 20000 [--seed 1]."""

import argparse
import importlib
import sys
from collections import Counter
from collections.abc import Sequence

from tests.fuzz.harness import Fuzzed, run


def main(arguments: Sequence[str]) -> int:
    """Print what went wrong; 0 where nothing did."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz")
    parser.add_argument("format", help="a module of tests/fuzz, such as html")
    parser.add_argument("number", type=int, help="damaged documents")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    fuzzed: Fuzzed = importlib.import_module(f"tests.fuzz.{options.format}").FUZZED
    outcome = run(fuzzed, options.number, options.seed)
    for failure in outcome.failures:
        print(f"{failure.number}: {failure.kind}: {failure.what}")
    kinds = Counter(failure.what.partition(":")[0] for failure in outcome.failures)
    print(
        f"{outcome.done} documents, slowest {outcome.slowest:.2f} s, "
        f"most memory {outcome.memory / 2**20:.0f} MB, failures {dict(kinds)}"
    )
    return 1 if outcome.failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
