"""Fact extraction: a paper's Reading in, its facts out: sizes, tokens, hardware use, links, relations."""
