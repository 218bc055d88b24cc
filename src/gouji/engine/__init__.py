"""Rules applied to reports."""
