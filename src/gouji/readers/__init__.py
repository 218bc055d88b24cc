"""A document's way: file, document, report."""
