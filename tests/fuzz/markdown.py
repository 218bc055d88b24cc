"""Markdown, damaged as bytes."""

from tests.fuzz.text import MARKDOWN

FUZZED = MARKDOWN
