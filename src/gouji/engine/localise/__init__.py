"""Which cells are wrong, and what they should be: smallest explanations of violated identities."""
