"""Reports as YAML or JSON: written by hand, or handed over by another system."""

from gouji.readers.structured.fit import Fit, fit
from gouji.readers.structured.read import read
from gouji.readers.structured.written import Written

__all__ = ["Fit", "Written", "fit", "read"]
