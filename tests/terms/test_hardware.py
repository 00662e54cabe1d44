"""The registry of devices: every spelling leads to its device, and what the lists say of it is in order."""

import itertools
import json
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import MentionType
from kg.terms import FOLDER, LISTS, Term, read, terms
from kg.terms.hardware import FURTHER, Spec, bare, registry, spelled

CASES = Path(__file__).parent.parent / "cases" / "hardware_names.jsonl"
GROUPS: list[dict[str, Any]] = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]
KINDS = {"gpu", "tpu", "npu", "cpu", "fpga", "asic", "soc", "board", "machine", "supercomputer"}
LISTED = terms(MentionType.HARDWARE)
DEVICES = [term for term in read(MentionType.HARDWARE, FURTHER) if not term.name.endswith(("#", "*"))]
BESIDE = ["{}", "8x{}", "8 × {}", "{} x4", "{} GPU", "{} GPUs", "{} 80GB", "{}-32GB", "80GB {}", "{} (16 GB)",
          "the {}", "{} chips", "{} boards", "{} accelerators", "{} nodes", "16 {}", "eight {}",
          "{} PCIe", "{} SXM5"]  # fmt: skip
SERIES = ["A{}", "H{}", "L{}", "MI{}", "MI{}X", "RTX {}", "GTX {}", "RTX A{}", "Tesla K{}", "TPU v{}", "Ascend {}",
          "Ascend {}B", "MLU{}", "MTT S{}", "Gaudi {}", "Trainium{}", "Xeon Gold {}", "Core i7-{}H", "EPYC {}",
          "Raspberry Pi {}", "Stratix {}", "Alveo U{}", "ZCU{}", "Cortex-M{}", "Snapdragon {}", "iPhone {}", "CS-{}",
          "WSE-{}", "DGX-{}", "Loihi {}", "Jetson TX{}", "Kestrel {}"]  # fmt: skip


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group["one"][0])
def test_every_spelling_has_the_devices_maker_series_class_and_memory(group: dict[str, Any]) -> None:
    expected = Spec(group["vendor"], group["family"], group["kind"], tuple(group["memory"]))
    assert {spelling: registry(spelling) for spelling in group["one"]} == dict.fromkeys(group["one"], expected)


@pytest.mark.parametrize(
    ("name", "spec"),
    [
        ("Kestrel", None),
        ("Intel NPU", Spec("Intel", None, "npu")),
        ("AMD", Spec("AMD")),
        ("Kestrel-9 FPGA", Spec(None, None, "fpga")),
        ("Xilinx Kestrel-9 FPGA", Spec("AMD", None, "fpga")),
        ("XCZU9EG", Spec("AMD", "Zynq", "fpga")),
        ("STM32F746", Spec("STMicroelectronics", "STM32", "soc")),
        ("RTX 9990", Spec("NVIDIA", "GeForce RTX", "gpu")),
        ("Mi Band", None),
        ("", None),
    ],
)
def test_a_device_that_no_list_has_is_what_its_name_says(name: str, spec: Spec | None) -> None:
    assert registry(name) == spec


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("NVIDIA T4", "T4"),
        ("Nvidia GPUs", "NVIDIA GPU"),
        ("Intel 7", "Intel 7"),
        ("Ascend NPUs", "Ascend NPU"),
        ("Meta Quest3", "Meta Quest 3"),
        ("Xilinx Zynq-7Z010 FPGA", "Zynq-7Z010"),
        ("Samsung S25U", "Galaxy S25 Ultra"),
    ],
)
def test_a_name_is_shown_as_listed_or_without_what_is_no_part_of_it(name: str, shown: str) -> None:
    assert bare(name) == shown


@pytest.mark.parametrize("path", [FOLDER / LISTS[MentionType.HARDWARE], FURTHER], ids=lambda path: path.name)
def test_a_list_is_sorted_and_says_where_it_comes_from(path: Path) -> None:
    lines = path.read_text("utf-8").splitlines()
    columns, *rows = [line for line in lines if not line.startswith("#")]
    assert any(line.startswith("# Origin: ") for line in lines)
    assert {row.count("\t") for row in rows} == {columns.count("\t")}
    names = [row.split("\t")[0] for row in rows]
    assert names == sorted(set(names), key=lambda name: (name.casefold(), name))


def test_every_device_has_a_class_and_every_memory_is_in_order() -> None:
    assert {term.kind for term in LISTED} == KINDS
    assert {term.kind for term in DEVICES if term.kind} <= KINDS
    assert all(list(term.memory) == sorted(set(term.memory)) for term in (*LISTED, *DEVICES))
    assert all(registry(term.name) for term in (*LISTED, *DEVICES))


def test_only_what_several_made_or_nobody_alone_has_no_maker() -> None:
    lacking = {term.name for term in LISTED if not term.vendor and term.kind != "supercomputer"}
    assert lacking == set()


def test_a_row_that_gives_spellings_alone_is_of_a_listed_device() -> None:
    listed = {term.name for term in LISTED} | {term.name for term in DEVICES if term.kind}
    assert [term.name for term in DEVICES if not term.kind and term.name not in listed] == []


def test_no_spelling_leads_to_two_devices() -> None:
    owners: dict[str, str] = {}
    for term in DEVICES:
        for spelling in term.spellings:
            assert owners.setdefault(spelled(spelling), term.name) == term.name
            assert spelled(spelling) == spelled(term.name)


def _names(devices: Iterable[Term]) -> list[str]:
    """Names that hold no noun of their own before which a noun would be read otherwise (Theta GPU is ThetaGPU)."""
    return sorted({term.name for term in devices} - {"Theta", "L40", "RK3588"})


@given(st.sampled_from(_names((*LISTED, *DEVICES))), st.sampled_from([*BESIDE, "{}s"]))
def test_what_stands_beside_a_listed_name_never_changes_its_key(name: str, beside: str) -> None:
    assert spelled(beside.format(name)) == spelled(name)


@given(st.sampled_from(SERIES), st.integers(100, 99999), st.sampled_from(BESIDE), st.sampled_from(BESIDE))
def test_what_stands_beside_a_number_never_changes_its_key(series: str, number: int, one: str, other: str) -> None:
    name = series.format(number)
    assert spelled(one.format(name)) == spelled(other.format(name))


@given(st.sampled_from(SERIES), st.integers(1, 99999), st.integers(1, 99999))
def test_two_numbers_of_a_series_are_two_devices(series: str, one: int, other: int) -> None:
    keys = spelled(series.format(one)), spelled(series.format(other))
    assert (keys[0] == keys[1]) == (one == other)


@given(st.sampled_from([term for term in LISTED if term.vendor in {"NVIDIA", "AMD", "Intel", "Huawei", "Google"}]))
def test_the_maker_before_a_name_never_changes_its_key(term: Term) -> None:
    assert spelled(f"{term.vendor} {term.name}") == spelled(term.name)
    assert spelled(f"{(term.vendor or '').upper()}'s {term.name} chips") == spelled(term.name)


@given(st.sampled_from(_names((*LISTED, *DEVICES))), st.sampled_from(BESIDE))
def test_a_shown_name_is_of_the_same_device(name: str, beside: str) -> None:
    assert spelled(bare(beside.format(name))) == spelled(name)


@given(st.text(max_size=60))
def test_any_text_is_looked_up(text: str) -> None:
    assert isinstance(spelled(text), str)
    registry(text)
    bare(text)


def test_ten_thousand_names_are_keyed_within_seconds() -> None:
    spellings = itertools.product((2, 8), "ABCDE", range(10**3))
    names = [f"{count}x NVIDIA {letter}{number}-80GB GPUs" for count, letter, number in spellings]
    start = time.process_time()
    assert len({spelled(name) for name in names}) == 5 * 10**3
    assert time.process_time() - start < 5
