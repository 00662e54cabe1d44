"""A folder of weights in; an encoder that reads a text and its candidate names, and tells its hints, out.

The network is an ONNX graph (int8) that onnxruntime runs on one core of the CPU, so that processes share the machine.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from kg.encoder.inputs import Name, Pieces, windows
from kg.encoder.outputs import Gathering
from kg.errors import SettingError
from kg.model import Hints, Mention, MentionType

GRAPH, TOKENIZER = "encoder.onnx", "tokenizer.json"
NUMBERS = (MentionType.PARAMETERS, MentionType.TOKENS)
_SLOW = ["SkipLayerNormFusion", "BiasSkipLayerNormFusion"]
"""Fusions that onnxruntime runs more slowly on a CPU than what they fuse: 31 ms a text instead of 36."""
_NOTHING = Hints({}, {}, {}, {})


class Encoder:
    """The trained network with its tokenizer, loaded when it is first asked."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def read(self, text: str, named: Mapping[str, Sequence[Mention]], values: Iterable[Mention]) -> Hints:
        """The hints on names (by normal form, with the votes for each) and on stated numbers of a text."""
        names = [Name(key, tuple(sorted({(v.start, v.end) for v in own}))) for key, own in named.items()]
        names += [Name(f"={v.type.value}:{v.start}", ((v.start, v.end),), True) for v in values if v.type in NUMBERS]
        if not names:
            return _NOTHING
        gathering = Gathering(names)
        votes = [vote for own in named.values() for vote in own]
        for window in windows(text, self.pieces(text), names, votes):
            if window.names:
                out = self.session.run(None, dict(window.arrays()))
                gathering.add(window, [array[0] for array in out])
        return gathering.hints()

    def pieces(self, text: str) -> Pieces:
        """The text's word pieces."""
        encoded = self.tokenizer.encode(text, add_special_tokens=False)
        places = np.array(encoded.offsets, dtype=np.int64).reshape(-1, 2)
        return Pieces(np.array(encoded.ids, dtype=np.int64), places[:, 0].copy(), places[:, 1].copy())

    @cached_property
    def tokenizer(self) -> Any:
        from tokenizers import Tokenizer

        made = Tokenizer.from_file(str(self._file(TOKENIZER)))
        made.no_truncation()
        made.no_padding()
        return made

    @cached_property
    def session(self) -> Any:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        return onnxruntime.InferenceSession(
            str(self._file(GRAPH)), options, providers=["CPUExecutionProvider"], disabled_optimizers=_SLOW
        )

    def _file(self, name: str) -> Path:
        path = self.folder / name
        if not path.is_file():
            raise SettingError(f"{path}: no such file: name a folder of weights that `kg train` wrote")
        return path
