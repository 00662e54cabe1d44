"""Measurements of this machine: `python -m kg.bench`. The library imports nothing of it."""
