"""Annotated papers in, the weights of extraction out: rule weights (scikit-learn) and the encoder (torch)."""
