"""Web pages: their paragraphs and tables, without what belongs to the site around them."""

from gouji.readers.html.read import read

__all__ = ["read"]
