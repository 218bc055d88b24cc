"""Workbooks of Excel (.xlsx), as their sheets are printed."""

from gouji.readers.xlsx.read import read

__all__ = ["read"]
