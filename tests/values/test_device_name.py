"""A hardware name is taken apart: what it states comes out, and its spellings come down to one form."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.values.device_forms import squeezed, written
from kg.values.device_name import LONGEST, parse
from kg.values.device_words import ADJECTIVES, CLASSES, MAKERS, NOUNS


@pytest.mark.parametrize(
    ("name", "vendor", "kind", "memory", "count"),
    [
        ("A100", None, None, (), None),
        ("8xH100", None, None, (), 8),
        ("8 × NVIDIA A100-SXM4-80GB GPUs", "NVIDIA", "gpu", (80,), 8),
        ("1,024 A100s", None, None, (), 1024),
        ("A100 40/80GB", None, None, (40, 80), None),
        ("A100 (40GB or 80GB)", None, None, (40, 80), None),
        ("H100 x8", None, None, (), 8),
        ("MI250X 128GB", None, None, (128,), None),
        ("Intel(R) Xeon(R) Gold 6330 CPU @ 2.00GHz", "Intel", "cpu", (), None),
        ("Intel Habana Gaudi 2 accelerators", "Intel", None, (), None),
        ("Tesla V100", "NVIDIA", None, (), None),
        ("AMD Radeon Instinct MI50", "AMD", None, (), None),
        ("Google Cloud TPU v4", "Google", "tpu", (), None),
        ("4090 GPUs", None, "gpu", (), None),
        ("4090 Laptop GPU", None, "gpu", (), None),
        ("Frontier supercomputer", None, "supercomputer", (), None),
        ("Raspberry Pi 4 8GB RAM", None, None, (8,), None),
        ("A10G", None, None, (), None),
        ("x86 CPUs", None, "cpu", (), None),
        ("AMD", "AMD", None, (), None),
    ],
)
def test_a_name_states_maker_class_memory_and_count(
    name: str, vendor: str | None, kind: str | None, memory: tuple[int, ...], count: int | None
) -> None:
    found = parse(name)
    assert (found.vendor, found.kind, found.memory, found.count) == (vendor, kind, memory, count)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("3090Ti", "rtx3090ti"),
        ("GTX 3090", "rtx3090"),
        ("RTX 1080 Ti", "gtx1080ti"),
        ("RTX 4070 Ti SUPER", "rtx4070tisuper"),
        ("RTX 4090 Mobile", "rtx4090laptop"),
        ("A6000", "rtxa6000"),
        ("RTX 6000 Pro", "rtxpro6000"),
        ("TPUv3-8", "tpuv3"),
        ("TPU v5 lite", "tpuv5e"),
        ("TPU7x", "tpuv7"),
        ("TPU v10", "tpuv10"),
        ("Jetson ONX", "jetsonnxorin"),
        ("Orin Nano", "jetsonnanoorin"),
        ("Orin", "orin"),
        ("RPi 3 Model B+", "raspberrypi3bplus"),
        ("M1 MacBook Pro", "macbookprom1"),
        ("i7-1355U", "corei7~1355u"),
        ("910B", "ascend910b"),
        ("Xeon E5-2680 v4", "xeone5~2680v4"),
    ],
)
def test_a_series_rule_gives_one_form(text: str, form: str) -> None:
    assert written(text) == form


@given(st.text(max_size=LONGEST + 20))
def test_every_text_has_a_reading_and_no_sizes_but_whole_gigabytes(text: str) -> None:
    found = parse(text)
    assert found.full
    assert all(size >= 0 for size in found.memory)


@given(st.text(max_size=40))
def test_the_form_of_a_form_is_itself(text: str) -> None:
    assert squeezed(squeezed(text)) == squeezed(text)


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_two_numbers_never_run_together(one: int, other: int) -> None:
    assert squeezed(f"X {one} {other}") == f"x{one}~{other}"


@pytest.mark.parametrize("piece", ["(", "8x", "80GB ", "NVIDIA ", "GPU ", " x", "1,024 ", "Ti ", "40/", "Ampere ", "-"])
def test_a_hostile_name_is_read_at_once(piece: str) -> None:
    start = time.perf_counter()
    for length in (LONGEST, 100_000):
        parse((piece * length)[:length])
    assert time.perf_counter() - start < 0.5


def test_the_words_are_each_there_once() -> None:
    assert len(NOUNS) == len(set(NOUNS))
    assert len(ADJECTIVES) == len(set(ADJECTIVES))
    assert all(word == word.lower() for word in (*MAKERS, *CLASSES))
