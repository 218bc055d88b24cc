"""`python -m gouji` is the same as `gouji`."""

import sys

from gouji.cli import main

if __name__ == "__main__":
    sys.exit(main())
