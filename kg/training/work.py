"""A folder of training's intermediate files in; where each stands, and which network is shipped, out.

Needs no torch, so that tables and cards can be made without it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

FOLDS, EPOCHS, READING = 5, 9, 10.0
"""Of cross-validation; over the labels; over the texts without labels."""
LAYERS: Mapping[str, tuple[int, ...]] = {"large": (0, 1, 2, 3, 4, 5), "small": (0, 1, 3, 5)}
"""The networks, by name, with the layers of the pretrained encoder that each keeps."""
SHIPPED = "small"
"""The network whose hints and graph are written. The small one learns from the large one, so that both are learnt."""
TRAINED = tuple(LAYERS)[: list(LAYERS).index(SHIPPED) + 1]
"""Those that have to be learnt for it, in order."""


@dataclass(frozen=True, slots=True)
class Work:
    """The files, each written by one step; a step whose file is there is not repeated."""

    folder: Path

    @property
    def inputs(self) -> Path:
        """What the steps are a function of, as a digest."""
        return self.folder / "inputs.txt"

    @property
    def examples(self) -> Path:
        return self.folder / "examples.jsonl.gz"

    @property
    def texts(self) -> Path:
        return self.folder / "texts.jsonl.gz"

    @property
    def held(self) -> Path:
        """The hints on all scored papers, each by the encoder that hasn't learnt from it."""
        return self.folder / "held_out.jsonl.gz"

    def pretrained(self, name: str) -> Path:
        return self.folder / f"pretrained-{name}.safetensors"

    def network(self, name: str) -> Path:
        """The network that has learnt from all papers."""
        return self.folder / f"{name}.safetensors"

    def hints(self, name: str, fold: int) -> Path:
        """The hints on the papers that a fold keeps back."""
        return self.folder / f"hints-{name}-{fold}.jsonl.gz"

    def made(self, name: str, fold: int, folds: int) -> Path:
        """What learning a fold leaves; fold number `folds` keeps no paper back."""
        return self.network(name) if fold == folds else self.hints(name, fold)
