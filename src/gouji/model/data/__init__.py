"""YAML and JSON as values that know their place."""

from gouji.model.data.read import read_data
from gouji.model.data.values import (
    Data,
    Field,
    Items,
    Path,
    Record,
    Scalar,
    at_path,
    beginning,
    path_text,
)

__all__ = [
    "Data",
    "Field",
    "Items",
    "Path",
    "Record",
    "Scalar",
    "at_path",
    "beginning",
    "path_text",
    "read_data",
]
