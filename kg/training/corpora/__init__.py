"""Public corpora of annotated scientific text in; how well the extractors find what others have labelled, out."""
