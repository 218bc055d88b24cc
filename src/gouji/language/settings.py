"""Values that a user gives the parameters of a pack."""

from collections.abc import Mapping
from typing import TypeAlias

Settings: TypeAlias = Mapping[str, str]
"""Parameter → the value that the user gives it, as written on the command line."""
NO_SETTINGS: Settings = {}
