"""A rule's way: rule text, syntax tree, checked rules."""
