"""Word documents (.docx), as they are printed once all their changes are accepted."""

from gouji.readers.docx.read import read

__all__ = ["read"]
