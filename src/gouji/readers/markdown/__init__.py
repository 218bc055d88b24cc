"""Markdown, as people write it and as programs that recognise printed pages do."""

from gouji.readers.markdown.read import read

__all__ = ["read"]
