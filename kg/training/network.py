"""The arrays of windows in; log-odds of tags, types, novelty and relations out: the network, in torch.

A BERT encoder (Devlin et al. 2019, https://arxiv.org/abs/1810.04805) whose input also tells what letters look like and
what lists and rules say; a name is the mean of its spans, a pair of names reads the text by attention of its own
(after the localised context of Zhou et al. 2021, https://arxiv.org/abs/2010.11304).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import nn
from torch.nn import functional

from kg.encoder.inputs import FEATURES, PAIR_FEATURES
from kg.encoder.outputs import RELATIONS, TAGS, TYPES

VOCABULARY, PLACES, WIDTH, HEADS, INNER = 30522, 512, 384, 12, 1536
_NAMES = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "o": "attention.output.dense",
    "n1": "attention.output.LayerNorm",
    "i": "intermediate.dense",
    "f": "output.dense",
    "n2": "output.LayerNorm",
}


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes: which layers of the pretrained encoder are kept, the width of a name, the pair's attention."""

    layers: tuple[int, ...] = (0, 1, 3, 5)
    name: int = 192
    heads: int = 4
    key: int = 32
    pair: int = 256
    dropout: float = 0.1


class Layer(nn.Module):
    """One layer of BERT. `gelu`: by tanh in training, quick on a GPU; exact for onnxruntime, which fuses it."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.gelu = "tanh"
        self.q, self.k, self.v, self.o = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.i, self.f = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.n1, self.n2 = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(dropout)

    def forward(self, x: Any, hidden: Any) -> Any:
        batch, length, _ = x.shape

        def split(y: Any) -> Any:
            return y.view(batch, length, HEADS, WIDTH // HEADS).transpose(1, 2)

        asked, key, value = split(self.q(x)), split(self.k(x)), split(self.v(x))
        context = functional.scaled_dot_product_attention(
            asked,
            key,
            value,
            attn_mask=None if hidden is None else hidden.to(asked.dtype),
            dropout_p=self.drop.p if self.training else 0.0,
        )
        context = context.transpose(1, 2).reshape(batch, length, WIDTH)
        x = self.n1(x + self.drop(self.o(context)))
        inner = functional.gelu(self.i(x), approximate=self.gelu)
        return self.n2(x + self.drop(self.f(inner)))


class Encoder(nn.Module):
    """Word pieces and their features → one state each."""

    def __init__(self, layers: int, dropout: float) -> None:
        super().__init__()
        self.words, self.places = nn.Embedding(VOCABULARY, WIDTH), nn.Embedding(PLACES, WIDTH)
        self.segment = nn.Parameter(torch.zeros(WIDTH))
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.features = nn.Linear(FEATURES, WIDTH, bias=False)
        nn.init.normal_(self.features.weight, std=0.02)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(layers))
        self.drop = nn.Dropout(dropout)

    def forward(self, ids: Any, features: Any | None, mask: Any) -> Any:
        x = self.words(ids) + self.places.weight[: ids.shape[1]] + self.segment
        if features is not None:
            x = x + self.features(features)
        x = self.drop(self.norm(x))
        hidden = None if mask is None else (1 - mask[:, None, None, :]) * -1e4
        for layer in self.layers:
            x = layer(x, hidden)
        return x

    def start_from(self, pretrained: Mapping[str, Any], keep: Sequence[int]) -> None:
        """Takes over a pretrained BERT's tensors, by their usual names, of the layers kept."""
        own = self.state_dict()
        own["words.weight"] = pretrained["embeddings.word_embeddings.weight"]
        own["places.weight"] = pretrained["embeddings.position_embeddings.weight"]
        own["segment"] = pretrained["embeddings.token_type_embeddings.weight"][0]
        for part in ("weight", "bias"):
            own[f"norm.{part}"] = pretrained[f"embeddings.LayerNorm.{part}"]
            for number, layer in enumerate(keep):
                for short, long in _NAMES.items():
                    own[f"layers.{number}.{short}.{part}"] = pretrained[f"encoder.layer.{layer}.{long}.{part}"]
        self.load_state_dict({name: tensor.float() for name, tensor in own.items()})


class Network(nn.Module):
    """B windows → tags B×T×TAGS, types B×N×TYPES, new B×N, relations B×(N+1)×N×RELATIONS; all in log-odds."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        size, wide = shape.name, shape.heads * shape.key
        self.encoder = Encoder(len(shape.layers), shape.dropout)
        self.tag, self.span, self.paper = nn.Linear(WIDTH, TAGS), nn.Linear(3 * WIDTH, size), nn.Linear(WIDTH, size)
        self.kind = _classifier(2 * size, 128, TYPES, shape.dropout)
        self.new = _classifier(2 * size, 64, 1, shape.dropout)
        self.ask_head, self.ask_tail = nn.Linear(size, wide), nn.Linear(size, wide)
        self.key, self.value = nn.Linear(WIDTH, wide), nn.Linear(WIDTH, wide)
        self.near = nn.Parameter(torch.tensor([[0.5, 0.5, 1.0]] * shape.heads))
        self.from_head, self.from_tail = nn.Linear(size, shape.pair), nn.Linear(size, shape.pair, bias=False)
        self.from_text = nn.Linear(wide, shape.pair, bias=False)
        self.from_places = nn.Linear(PAIR_FEATURES, shape.pair, bias=False)
        self.from_product = nn.Linear(size, shape.pair, bias=False)
        self.relation, self.drop = nn.Linear(shape.pair, RELATIONS), nn.Dropout(shape.dropout)

    def forward(  # noqa: PLR0913, PLR0917 # the arrays of kg/encoder/inputs.py, in their order
        self,
        ids: Any,
        features: Any,
        first: Any,
        last: Any,
        inside: Any,
        belongs: Any,
        near: Any,
        pairs: Any,
        mask: Any | None = None,
    ) -> tuple[Any, Any, Any, Any]:
        x = self.encoder(ids, features, mask)
        spans = torch.cat([_at(x, first), _at(x, last), inside @ x], -1)
        names = belongs @ torch.tanh(self.span(spans))
        paper = torch.tanh(self.paper(x[:, 0]))[:, None]
        both = torch.cat([names, paper.expand(-1, names.shape[1], -1)], -1)
        heads = torch.cat([names, paper], 1)
        context = self._context(x, heads, names, near, mask)
        joined = self.from_head(heads)[:, :, None] + self.from_tail(names)[:, None] + self.from_text(context)
        joined = joined + self.from_places(pairs) + self.from_product(heads[:, :, None] * names[:, None])
        relations = self.relation(self.drop(functional.gelu(joined, approximate="tanh")))
        return self.tag(x), self.kind(both), self.new(both)[..., 0], relations

    def _context(self, x: Any, heads: Any, tails: Any, near: Any, mask: Any) -> Any:
        """What each pair reads in the text: attention drawn to sentences that name its head, its tail, or both."""
        count, size = self.shape.heads, self.shape.key
        batch, rows, columns, length = x.shape[0], heads.shape[1], tails.shape[1], x.shape[1]
        asked = (self.ask_head(heads)[:, :, None] + self.ask_tail(tails)[:, None]).view(
            batch, rows, columns, count, size
        )
        key, value = self.key(x).view(batch, length, count, size), self.value(x).view(batch, length, count, size)
        weights = torch.einsum("bhnad,btad->bhnat", asked, key) * size**-0.5
        of_head = torch.cat([near, torch.zeros_like(near[:, :1])], 1)[:, :, None, None]
        of_tail = near[:, None, :, None]
        drawn = self.near.T[:, None, None, None, :, None]
        weights = weights + drawn[0] * of_head + drawn[1] * of_tail + drawn[2] * of_head * of_tail
        if mask is not None:
            weights = weights - 1e4 * (1 - mask)[:, None, None, None]
        weights = weights.softmax(-1)
        return torch.einsum("bhnat,btad->bhnad", weights, value).reshape(batch, rows, columns, count * size)


def _classifier(size: int, inner: int, classes: int, dropout: float) -> Any:
    return nn.Sequential(
        nn.Linear(size, inner), nn.GELU(approximate="tanh"), nn.Dropout(dropout), nn.Linear(inner, classes)
    )


def _at(x: Any, places: Any) -> Any:
    return torch.gather(x, 1, places[:, :, None].expand(-1, -1, x.shape[2]))
