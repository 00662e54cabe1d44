"""The order of the stages, known here alone: documents in, records out; records in, a graph and its folder out."""

from kg.pipeline.build import BuildReport, build
from kg.pipeline.extract import Extractor, extract_all

__all__ = ["BuildReport", "Extractor", "build", "extract_all"]
