"""Paraph: where agreement is possible, whether to meet, and what to propose next."""

__version__ = "0.1.0"
