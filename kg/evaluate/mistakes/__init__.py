"""Pairs of gold row and found row in; every mistake of the extraction, by kind and with its sentence, out."""

from kg.evaluate.mistakes import kinds
from kg.evaluate.mistakes.kinds import KINDS, Group, Kind, Mistake
from kg.evaluate.mistakes.report import TYPES, examples, find, known_types, of_type, tally

__all__ = ["KINDS", "TYPES", "Group", "Kind", "Mistake", "examples", "find", "kinds", "known_types", "of_type", "tally"]
