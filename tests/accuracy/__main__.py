"""How well the packs do on labelled reports: python -m tests.accuracy foia."""

import sys

from tests.accuracy import foia

MEASURES = {"foia": foia.main}

if __name__ == "__main__":
    named = sys.argv[1:]
    if not named or any(name not in MEASURES for name in named):
        sys.exit(f"usage: python -m tests.accuracy {' | '.join(MEASURES)}")
    sys.exit(max(MEASURES[name]() for name in named))
