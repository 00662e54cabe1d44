"""Made-up names, for the tests of keys."""

from hypothesis import strategies as st

WORDS = st.lists(st.sampled_from(["Kestrel", "heron", "QA", "Net", "Blue", "Bench", "T2I"]), min_size=1, max_size=3)
NAMES = WORDS.map(" ".join)
