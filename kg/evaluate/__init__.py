"""Gold rows and found rows of the same papers in; scores with intervals, calibration and mistakes by kind out.

Rows are the plain dictionaries of kg/records.py in the form of gold/GUIDELINES.md.
"""

from kg.evaluate import mistakes
from kg.evaluate.align import Row
from kg.evaluate.bootstrap import Interval, intervals
from kg.evaluate.calibration import Calibration, calibrations
from kg.evaluate.gold import document, pair, read_gold, row
from kg.evaluate.scores import Score, counted, rounded, score, totals

__all__ = [
    "Calibration",
    "Interval",
    "Row",
    "Score",
    "calibrations",
    "counted",
    "document",
    "intervals",
    "mistakes",
    "pair",
    "read_gold",
    "rounded",
    "row",
    "score",
    "totals",
]
