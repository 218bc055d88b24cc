"""From files to reports."""
