"""The order of the stages, known here alone: documents in, records out; records in, a graph and its folder out."""

from kg.pipeline.extract import Extractor, extract_all

__all__ = ["Extractor", "extract_all"]
