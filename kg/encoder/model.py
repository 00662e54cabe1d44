"""A folder of weights in; an encoder that reads a text and its candidate names, and tells its hints, out.

The network is an ONNX graph (int8) that onnxruntime runs on one core of the CPU, so that processes share the machine.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from kg.encoder.inputs import Name, Pieces, Window, windows
from kg.encoder.outputs import RELATIONS, TAGS, TYPES, Gathering
from kg.errors import SettingError
from kg.model import Hints, Mention, MentionType

GRAPH, TOKENIZER = "encoder.onnx", "tokenizer.json"
NUMBERS = (MentionType.PARAMETERS, MentionType.TOKENS)
_SLOW = ["SkipLayerNormFusion", "BiasSkipLayerNormFusion"]
"""Fusions that onnxruntime runs more slowly on a CPU than what they fuse: 31 ms a text instead of 36."""
REMEDY = "name a folder of weights that `kg train` wrote"
_EXPECTED = [(1, 3, TAGS), (1, 1, TYPES), (1, 1), (1, 2, 1, RELATIONS)]
"""The arrays that the network tells of three pieces and one name."""
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

    def load(self) -> None:
        """Loads the network and runs it once. Raises SettingError where a file is absent, damaged or doesn't fit."""
        try:
            out = self.session.run(None, dict(_trial(self.tokenizer.get_vocab_size()).arrays()))
        except SettingError:
            raise
        except Exception as error:  # onnxruntime has its own kinds, which share no base
            raise unfit(self.folder / GRAPH, error) from error
        if (found := [array.shape for array in out]) != _EXPECTED:
            raise unfit(self.folder / GRAPH, f"it tells arrays of {found} where {_EXPECTED} are meant")

    @cached_property
    def tokenizer(self) -> Any:
        from tokenizers import Tokenizer

        path = file_of(self.folder, TOKENIZER)
        try:
            made = Tokenizer.from_file(str(path))
        except Exception as error:  # tokenizers raises nothing more exact
            raise unfit(path, error) from error
        made.no_truncation()
        made.no_padding()
        return made

    @cached_property
    def session(self) -> Any:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        path = file_of(self.folder, GRAPH)
        try:
            return onnxruntime.InferenceSession(
                str(path), options, providers=["CPUExecutionProvider"], disabled_optimizers=_SLOW
            )
        except Exception as error:  # onnxruntime has its own kinds, which share no base
            raise unfit(path, error) from error


def file_of(folder: Path, name: str) -> Path:
    """One file of a folder of weights. Raises SettingError where it is absent."""
    path = folder / name
    if not path.is_file():
        raise SettingError(f"{path}: no such file: {REMEDY}")
    return path


def unfit(path: Path, why: Exception | str) -> SettingError:
    """The error of a file of weights that is there but can't be used."""
    reason = why if isinstance(why, str) else f"{type(why).__name__}: {why}"
    return SettingError(f"{path}: damaged, or not for this version of kg ({' '.join(reason.split())}): {REMEDY}")


def _trial(vocabulary: int) -> Window:
    """A window of one name, whose piece is the tokenizer's last: the network has to know it."""
    pieces = Pieces(*(np.array([value], dtype=np.int64) for value in (vocabulary - 1, 0, 4)))
    (window,) = windows("BERT", pieces, [Name("bert", ((0, 4),))], ())
    return window
