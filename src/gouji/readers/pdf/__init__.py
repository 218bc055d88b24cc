"""PDF files: pages, their lines and tables, and the document that they are together."""

from gouji.readers.pdf.read import read

__all__ = ["read"]
