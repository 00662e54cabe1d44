"""Gold rows and found rows of the same papers in; scores with intervals, calibration and mistakes by kind out.

Rows are the plain dictionaries of kg/records.py in the form of gold/GUIDELINES.md.
"""

from kg.evaluate.align import Row
from kg.evaluate.gold import document, pair, read_gold, row
from kg.evaluate.scores import Score, rounded, score

__all__ = ["Row", "Score", "document", "pair", "read_gold", "rounded", "row", "score"]
