"""Hardware over papers: all spellings of a device are one node, two devices never are."""

import json
from pathlib import Path
from typing import Any

from kg.entities.resolve import resolve
from kg.model import MentionType
from tests.entities.papers import papers

CASES = Path(__file__).parent.parent / "cases" / "hardware_names.jsonl"
GROUPS: list[dict[str, Any]] = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]


def test_each_device_is_one_node_with_all_its_spellings() -> None:
    spellings = [spelling for group in GROUPS for spelling in group["one"]]
    assert len(spellings) == len(set(spellings)) >= 120
    found = resolve(papers(MentionType.HARDWARE, *spellings))
    together = sorted(sorted(name for _, name in entity.members) for entity in found)
    assert together == sorted(sorted(group["one"]) for group in GROUPS)


def test_a_node_has_the_listed_name_and_the_maker() -> None:
    found = resolve(papers(MentionType.HARDWARE, "Huawei Ascend", "Ascend NPUs", "NVIDIA A100 (80GB)", "8xA100"))
    assert [(entity.id, entity.name, entity.vendor) for entity in found] == [
        ("hardware/a100", "A100", "NVIDIA"),
        ("hardware/ascend-npu", "Ascend NPU", "Huawei"),
    ]
