"""A trained network's tensors in; the ONNX graph with int8 weights that extraction runs, out (needs torch and onnx)."""

import logging
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from safetensors.torch import load_file

from kg.encoder.inputs import FEATURES, PAIR_FEATURES
from kg.files import atomic
from kg.training.network import Network, Shape

_INPUTS = {
    "ids": "bt",
    "features": "bt-",
    "first": "bs",
    "last": "bs",
    "inside": "bst",
    "belongs": "bns",
    "near": "bnt",
    "pairs": "bhn-",
}
"""The axes of each input that vary: batch, pieces (t), spans, names, heads; '-' is fixed."""
_OUTPUTS = {"tags": "bt-", "kinds": "bn-", "new": "bn", "relations": "bhn-"}


def export(tensors: Path, shape: Shape, graph: Path, *, facts: Mapping[str, str]) -> None:
    """Writes the graph, with facts on how it was made; the same tensors and facts give the same bytes."""
    network = Network(shape)
    network.load_state_dict({name: tensor.float() for name, tensor in load_file(str(tensors)).items()})
    network.eval()
    for layer in network.encoder.layers:
        layer.gelu = "none"
    with TemporaryDirectory() as folder, _quiet():
        whole = Path(folder) / "whole.onnx"
        torch.onnx.export(
            network,
            _example(),
            str(whole),
            input_names=list(_INPUTS),
            output_names=list(_OUTPUTS),
            dynamic_axes={name: _axes(axes) for name, axes in {**_INPUTS, **_OUTPUTS}.items()},
            opset_version=17,
            dynamo=False,
        )
        small = Path(folder) / "int8.onnx"
        # By channel and with one bit to spare: pairs come out closest to the unquantised network so, and on CPUs
        # without VNNI sums don't overflow. The heads are small, and differ most.
        heads = [node.name for node in onnx.load(whole).graph.node if not node.name.startswith("/encoder/")]
        quantize_dynamic(
            whole,
            small,
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,
            nodes_to_exclude=heads,
        )
        model = onnx.load(small)
    onnx.helper.set_model_props(model, dict(sorted(facts.items())))
    with atomic(graph) as out:
        out.write(model.SerializeToString(deterministic=True))


@contextmanager
def _quiet() -> Iterator[None]:
    """What the exporters advise is for other graphs."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        logging.disable(logging.WARNING)
        try:
            yield
        finally:
            logging.disable(logging.NOTSET)


def _axes(axes: str) -> dict[int, str]:
    return {place: axis for place, axis in enumerate(axes) if axis != "-"}


def _example() -> tuple[torch.Tensor, ...]:
    """Arrays of some sizes that differ, so that none is taken for another."""
    pieces, spans, names = 17, 5, 3
    return (
        torch.ones(1, pieces, dtype=torch.long),
        torch.zeros(1, pieces, FEATURES),
        torch.ones(1, spans, dtype=torch.long),
        torch.ones(1, spans, dtype=torch.long),
        torch.zeros(1, spans, pieces),
        torch.zeros(1, names, spans),
        torch.zeros(1, names, pieces),
        torch.zeros(1, names + 1, names, PAIR_FEATURES),
    )
