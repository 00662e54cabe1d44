"""Numbered devices: the makers' spelling of what is written in many ways."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.values.device import devices, widened


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Jetson Xavier NX, Jetson XNX, Xavier NX", ["Jetson Xavier NX"] * 3),
        ("Jetson Orin Nano Super", ["Jetson Orin Nano Super"]),
        ("GTX 1080Ti and RTX 4070 SUPER", ["GTX 1080 Ti", "RTX 4070 Super"]),
        ("RTX A6000 and RTX 6000 Ada", ["RTX A6000", "RTX 6000 Ada"]),
        ("Intel Core i9-13900K", ["Core i9 13900K"]),
        ("Virtex-7, Kintex UltraScale+, Zynq-7020", ["Virtex-7", "Kintex UltraScale+", "Zynq-7020"]),
        ("Stratix 10 NX and Alveo U55C", ["Stratix 10 NX", "Alveo U55C"]),
        ("Cortex-M4 and nRF52840", ["Cortex-M4", "nRF52840"]),
        ("Snapdragon 8 Gen 3", ["Snapdragon 8 Gen 3"]),
        ("Apple M1, M3 Max and an M2 chip", ["M1", "M3 Max", "M2"]),
        ("TPU v5e pods", ["TPU v5e"]),
        ("BERTX 4090 MIX250 M1 score", []),
    ],
)
def test_a_series_gives_its_makers_name(text: str, names: list[str]) -> None:
    assert [device.name for device in devices(text)] == names


def test_a_name_takes_its_maker_and_memory_along() -> None:
    text = "on an NVIDIA Tesla V100 (32GB)."
    start, end = widened(text, text.index("V100"), text.index("V100") + 4)
    assert text[start:end] == "NVIDIA Tesla V100 (32GB)"


@given(
    st.lists(
        st.sampled_from(["RTX", "4090", " ", "-", "NVIDIA", "GPU", "s", "Jetson", "Orin", "Xeon", "TPU v4", "8x"])
    ).map("".join)
)
def test_spans_lie_in_the_text_and_overlap_only_when_equal(text: str) -> None:
    found = devices(text)
    assert all(0 <= device.start < device.end <= len(text) for device in found)
    spans = sorted({(device.start, device.end) for device in found})
    assert all(one[1] <= other[0] for one, other in pairwise(spans))


@pytest.mark.parametrize(
    "junk", ["RTX " * 25_000, "Jetson-" * 28_000, "Xeon " * 20_000, "NVIDIA " * 28_000, "4090 " * 40_000]
)
def test_junk_costs_no_endless_time(junk: str) -> None:
    start = time.perf_counter()
    devices(junk)
    assert time.perf_counter() - start < 4
