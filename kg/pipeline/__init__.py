"""The order of the stages, known here alone: documents in, records out; records in, a graph and its folder out."""

from kg.pipeline.extract import Extractor, extract_all
from kg.pipeline.folder import BuildReport, acquire, build

__all__ = ["BuildReport", "Extractor", "acquire", "build", "extract_all"]
