"""The order of the stages, known here alone: documents in, records out; records in, a graph and its folder out."""

from kg.pipeline.build import acquire, build, no_paper
from kg.pipeline.extract import Extraction
from kg.pipeline.report import BuildReport
from kg.pipeline.resolve import resolve

__all__ = ["BuildReport", "Extraction", "acquire", "build", "no_paper", "resolve"]
