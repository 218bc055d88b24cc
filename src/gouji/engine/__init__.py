"""Checked rules and reports meet here: plan, evaluation, findings."""
