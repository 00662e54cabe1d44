"""The order of the stages, known here alone: documents in, records out; records in, a graph and its folder out."""

from kg.pipeline.extract import Extraction
from kg.pipeline.folder import BuildReport, acquire, build, no_paper

__all__ = ["BuildReport", "Extraction", "acquire", "build", "no_paper"]
