"""Mention detection: a text in; each detector's Mentions, combined in one place, and the paper's entities out."""
