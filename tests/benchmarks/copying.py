"""What it costs to compare thousands of reports with one another for copying, and how much is found.

python -m tests.benchmarks.copying [REPORTS]

The reports are made up beforehand; half of each is what everybody writes.  Timed is all that a run
does: masking, sketches, the index, the exact comparison of what it proposes.
"""

import resource
import sys
import time

from tests import copies


def main(number: int) -> None:
    """Print the figures."""
    reports = list(copies.made(number, 7))
    length = sum(len(line) for r in reports for line in r.paragraphs) // number
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start, cpu = time.perf_counter(), time.process_time()
    found = copies.compared(reports)
    taken, used = time.perf_counter() - start, time.process_time() - cpu
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    found.planted = copies.planted(reports)
    lines = {
        "reports": f"{number} of {length} characters on average",
        "compared in": f"{taken:.1f} s, {used:.1f} s of them CPU (one process)",
        "memory": f"{grown / 1024:.0f} MB more at the most",
        "planted pairs": f"{len(found.planted)}, {len(found.alike)} of them above {copies.LEAST}",
        "pairs looked into": f"{found.looked_into} of {number * (number - 1) // 2}",
        "pairs told": f"{len(found.told)}",
        "recall": f"{found.recall:.4f} of the planted pairs above {copies.LEAST}",
        "precision": f"{found.precision:.4f} of those looked into; those told were compared exactly",
    }
    for name, value in lines.items():
        print(f"{name:18} {value}")  # noqa: T201  # a measurement


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
