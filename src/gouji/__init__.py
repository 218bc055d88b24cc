"""Gouji (勾稽): write down what a report must satisfy, and find where it does not."""

__version__ = "0.1.0"
