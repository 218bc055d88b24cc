"""Write an output whole or not at all."""

import os
from pathlib import Path

from gouji.model.diagnostic import Diagnostic
from gouji.scan import problems


def save(path: Path, content: bytes) -> Diagnostic | None:
    """Write beside the file, then put it in its place; what stood there stays if that fails."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        try:
            with beside.open("xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(path)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise
    except OSError as error:
        return problems.cannot_write(path.as_posix(), error)
    return None
