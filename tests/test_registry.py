"""Plug-ins are found by their entry points."""

import pytest

from kg import registry
from kg.errors import SettingError


@pytest.mark.parametrize("group", ["kg.sources", "kg.mentions", "kg.facts", "kg.sinks"])
def test_every_built_in_plug_in_can_be_made(group: str) -> None:
    names = registry.names(group)
    assert names
    assert len(registry.load_all(group)) == len(names)


def test_an_unknown_plug_in_is_refused_with_the_known_names() -> None:
    with pytest.raises(SettingError, match="jsonl"):
        registry.load("kg.sinks", "none-such")
