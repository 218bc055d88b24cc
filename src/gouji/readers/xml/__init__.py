"""Reports in XML, read by mappings that stand beside the rules."""

from gouji.readers.xml.encoding import decode
from gouji.readers.xml.mapping import ReportSource
from gouji.readers.xml.read import Fit, read

__all__ = ["Fit", "ReportSource", "decode", "read"]
