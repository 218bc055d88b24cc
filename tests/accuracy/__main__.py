"""How well documents are read and rules decide on labelled data: python -m tests.accuracy read."""

import sys

from tests.accuracy import (
    corpus,
    foia,
    followup,
    generated,
    localise,
    read,
    statements,
    wordings,
)

MEASURES = {
    "corpus": corpus.main,
    "foia": foia.main,
    "followup": followup.main,
    "generated": generated.main,
    "localise": localise.main,
    "read": read.main,
    "statements": statements.main,
    "wordings": wordings.main,
}

if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[1] not in MEASURES:
        sys.exit(f"usage: python -m tests.accuracy {' | '.join(MEASURES)} [options]")
    sys.exit(MEASURES[sys.argv[1]](sys.argv[2:]))
