"""Acquisition: files, folders and standard input in, Documents (and what had to be skipped) out."""
