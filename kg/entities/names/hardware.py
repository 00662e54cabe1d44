"""A hardware name in; the key under which its spellings meet, and the name as a graph shows it, out."""

from kg.terms.hardware import bare, spelled


def hardware_key(name: str) -> str:
    """Equal for spellings of one device; memory and form factor are variants of one product, models never are.

    >>> hardware_key("NVIDIA A100 (80GB)"), hardware_key("H100 SXM5"), hardware_key("GH200")
    ('a100', 'h100', 'gh200')
    """
    return spelled(name)


def hardware_shown(name: str) -> str:
    """Without the maker, unless a list has the name with it or nothing but a noun would be left.

    >>> hardware_shown("NVIDIA T4"), hardware_shown("NVIDIA GPU"), hardware_shown("Apple silicon")
    ('T4', 'NVIDIA GPU', 'Apple silicon')
    """
    return bare(name)
