"""The command line: parse, one call, report."""

from kg.cli.app import main

__all__ = ["main"]
