"""Text to value, without spaCy and without any other stage: names, quantities, links."""
