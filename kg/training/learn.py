"""Examples in; a network that has learnt from them, and its log-odds on examples kept back, out.

Three steps: `pretrain` reads texts without labels (masked words, Devlin et al. 2019); `fit` learns the labels; a
smaller network learns from the labels and from a larger one's log-odds (distillation, Hinton et al. 2015,
https://arxiv.org/abs/1503.02531). Weights are averaged over steps.
"""

import math
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from kg.encoder.inputs import HINTS, Pieces
from kg.training.batches import Item, Soft, arguments, batches, tensors
from kg.training.examples import PAPER_HEAD
from kg.training.network import VOCABULARY, WIDTH, Encoder, Network, Shape
from kg.training.work import EPOCHS

MASK = 103
"""BERT's [MASK]."""
Log = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Plan:
    """How long and how fast: `rate` for the pretrained layers, `fresh` for the new ones."""

    epochs: int = EPOCHS
    batch: int = 48
    rate: float = 2e-4
    fresh: float = 1.5e-3
    warm: float = 0.1
    blind: float = 0.15
    """The share of windows that are read without hits of lists and rules."""
    masked: float = 0.03
    """The share of word pieces that are hidden."""
    soft: float = 0.7
    """What the teacher's log-odds count against the labels."""
    seed: int = 1


WEIGHTS = {"tags": 0.5, "kinds": 1.0, "new": 0.7, "relations": 0.7}


def device() -> str:
    return "cuda" if torch.cuda.is_available() else "cpu"


def precision() -> Any:
    """Half precision on a GPU."""
    return torch.autocast(device(), dtype=torch.bfloat16, enabled=device() == "cuda")


def pretrain(  # noqa: PLR0913
    texts: Sequence[Sequence[int]],
    pretrained: Mapping[str, Any],
    shape: Shape,
    *,
    epochs: float,
    batch: int,
    seed: int,
    log: Log,
) -> dict[str, Any]:
    """Word pieces of texts without labels → the encoder's tensors after reading them with words hidden."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    encoder = Encoder(len(shape.layers), shape.dropout)
    encoder.start_from(pretrained, shape.layers)
    head = nn.Sequential(nn.Linear(WIDTH, WIDTH), nn.GELU(), nn.LayerNorm(WIDTH)).to(device())
    bias = nn.Parameter(torch.zeros(VOCABULARY, device=device()))
    encoder.to(device()).train()
    parameters = [*encoder.parameters(), *head.parameters(), bias]
    steps = math.ceil(epochs * len(texts) / batch)
    optimizer, schedule = _optimizer([{"params": parameters, "lr": 4e-4}], steps, 0.06)
    cut: list[list[int]] = []
    for step in range(steps):
        if not cut:
            order = sorted(range(len(texts)), key=lambda n: len(texts[n]) + 60 * rng.random())
            cut = [order[at : at + batch] for at in range(0, len(order), batch)]
            rng.shuffle(cut)
        ids, mask = _padded([texts[n] for n in cut.pop()])
        hidden = (torch.rand(ids.shape, device=device()) < 0.2) & (mask > 0) & (ids > MASK)
        shown, chance = ids.clone(), torch.rand(ids.shape, device=device())
        shown[hidden & (chance < 0.8)] = MASK
        other = hidden & (chance > 0.9)
        shown[other] = torch.randint(1000, VOCABULARY, (int(other.sum()),), device=device())
        with precision():
            guessed = head(encoder(shown, None, mask)[hidden]) @ encoder.words.weight.T + bias
        loss = functional.cross_entropy(guessed.float(), ids[hidden])
        _step(loss, parameters, optimizer, schedule)
        if step % 500 == 0 or step == steps - 1:
            log(f"pretraining step {step} of {steps}: loss {float(loss.detach()):.3f}")
    return {name: tensor.detach().half().cpu() for name, tensor in encoder.state_dict().items()}


def _padded(rows: Sequence[Sequence[int]]) -> tuple[Any, Any]:
    length = max(map(len, rows))
    ids = torch.zeros((len(rows), length), dtype=torch.long)
    mask = torch.zeros((len(rows), length))
    for number, row in enumerate(rows):
        ids[number, : len(row)], mask[number, : len(row)] = torch.tensor(row), 1.0
    return ids.to(device()), mask.to(device())


def fit(
    found: Sequence[Item],
    encoder: Mapping[str, Any],
    shape: Shape,
    plan: Plan,
    *,
    soft: Mapping[int, Soft] | None,
    log: Log,
) -> Network:
    """Windows with labels (and a teacher's log-odds) → the network, its weights averaged over the steps."""
    torch.manual_seed(plan.seed)
    network = Network(shape)
    own = network.encoder.state_dict() | {name: tensor.float() for name, tensor in encoder.items()}
    network.encoder.load_state_dict(own)
    network.to(device()).train()
    ready = [_on_device(tensors(batch, soft)) for batch in batches(found, plan.batch, plan.seed)]
    steps = plan.epochs * len(ready)
    optimizer, schedule = _optimizer(_groups(network, plan), steps, plan.warm)
    parameters = list(network.parameters())
    average = [tensor.detach().clone() for tensor in parameters]
    rng = random.Random(plan.seed)
    for epoch in range(plan.epochs):
        rng.shuffle(ready)
        total = torch.zeros((), device=device())
        for number, batch in enumerate(ready):
            with precision():
                out = network(*_disturbed(arguments(batch), plan))
            loss = _loss(out, batch, plan)
            _step(loss, parameters, optimizer, schedule)
            total += loss.detach()
            _average(average, parameters, epoch * len(ready) + number)
        log(f"epoch {epoch + 1} of {plan.epochs}: loss {float(total) / len(ready):.3f}")
    with torch.no_grad():
        for tensor, mean in zip(parameters, average, strict=True):
            tensor.copy_(mean)
    return network.eval()


def _average(average: list[Any], parameters: list[Any], step: int) -> None:
    """An exponential average that forgets the first steps soon; each fourth step is enough."""
    if step % 4 == 3:
        keep = min(0.995, (step + 1) / (step + 20))
        with torch.no_grad():
            torch._foreach_lerp_(average, parameters, 1.0 - keep)


def _groups(network: Network, plan: Plan) -> list[dict[str, Any]]:
    fresh = {name for name, _ in network.named_parameters() if not name.startswith("encoder.")} | {
        "encoder.features.weight"
    }
    named = list(network.named_parameters())
    return [
        {"params": [tensor for name, tensor in named if name not in fresh], "lr": plan.rate},
        {"params": [tensor for name, tensor in named if name in fresh], "lr": plan.fresh},
    ]


def _optimizer(groups: list[dict[str, Any]], steps: int, warm: float) -> tuple[Any, Any]:
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01, fused=device() == "cuda")

    def rate(step: int) -> float:
        return min((step + 1) / (warm * steps), max(0.0, (steps - step) / ((1 - warm) * steps)))

    return optimizer, torch.optim.lr_scheduler.LambdaLR(optimizer, rate)


def _step(loss: Any, parameters: Sequence[Any], optimizer: Any, schedule: Any) -> None:
    optimizer.zero_grad(set_to_none=True)
    loss.backward()
    nn.utils.clip_grad_norm_(parameters, 1.0)
    optimizer.step()
    schedule.step()


def _on_device(batch: dict[str, Any]) -> dict[str, Any]:
    return {name: tensor.to(device()) for name, tensor in batch.items()}


def _disturbed(given: list[Any], plan: Plan) -> list[Any]:
    """Some words hidden, and some windows without what lists and rules say: an unknown name must be readable too."""
    ids, features, *rest = given
    hidden = (torch.rand(ids.shape, device=ids.device) < plan.masked) & (ids > MASK)
    blind = torch.rand(ids.shape[0], device=ids.device) < plan.blind
    shown = torch.ones_like(features)
    shown[:, :, HINTS] = (~blind).float()[:, None, None]
    return [ids.masked_fill(hidden, MASK), features * shown, *rest]


def _loss(out: Sequence[Any], batch: Mapping[str, Any], plan: Plan) -> Any:
    tags, kinds, new, relations = (one.float() for one in out)
    binary = functional.binary_cross_entropy_with_logits
    entity = (batch["kinds"] > 0).float()
    stated, asked = batch["relations"].sum().clamp(min=8), batch["asked"]
    parts = {
        "tags": functional.cross_entropy(tags.flatten(0, 1), batch["tags"].flatten(), ignore_index=-100),
        "kinds": functional.cross_entropy(kinds.flatten(0, 1), batch["kinds"].flatten(), ignore_index=-100),
        "new": (binary(new, batch["new"], reduction="none") * entity).sum() / entity.sum().clamp(min=1),
        "relations": (binary(relations, batch["relations"], reduction="none") * asked).sum() / stated,
    }
    if "soft_kinds" in batch:
        name = (batch["kinds"] >= 0).float()
        spread = functional.kl_div(kinds.log_softmax(-1), batch["soft_kinds"].softmax(-1), reduction="none").sum(-1)
        told = {
            "tags": parts["tags"],
            "kinds": (spread * name).sum() / name.sum().clamp(min=1),
            "new": (binary(new, batch["soft_new"].sigmoid(), reduction="none") * entity).sum()
            / entity.sum().clamp(min=1),
            "relations": (binary(relations, batch["soft_relations"].sigmoid(), reduction="none") * asked).sum()
            / stated,
        }
        parts = {key: (1 - plan.soft) * parts[key] + plan.soft * told[key] for key in parts}
    return sum(WEIGHTS[key] * part for key, part in parts.items())


@torch.no_grad()
def read(network: Network, found: Sequence[Item]) -> dict[int, Soft]:
    """The log-odds of every example whose windows are given, by its number."""
    out: dict[int, Soft] = {one.example: Soft({}, {}, {}) for one in found}
    for at in range(0, len(found), 32):
        part = found[at : at + 32]
        with precision():
            _, kinds, new, relations = network(*arguments(_on_device(tensors(part))))
        arrays = [tensor.float().cpu().numpy() for tensor in (kinds, new, relations)]
        for row, one in enumerate(part):
            _take(out[one.example], one, [array[row] for array in arrays])
    return out


def _take(soft: Soft, one: Item, arrays: Sequence[Any]) -> None:
    kinds, new, relations = arrays
    told: tuple[Any, Any, Any] = (soft.kinds, soft.new, soft.relations)
    for at, number in enumerate(one.names):
        told[0][number], told[1][number] = kinds[at], float(new[at])
        for place, head in (*enumerate(one.names), (len(relations) - 1, PAPER_HEAD)):
            if head != number:
                told[2][head, number] = relations[place, at]


def pieces_of(tokenizer: Any, text: str) -> Pieces:
    """A text's word pieces, by a `tokenizers` tokenizer."""
    encoded = tokenizer.encode(text, add_special_tokens=False)
    places = np.array(encoded.offsets, dtype=np.int64).reshape(-1, 2)
    return Pieces(np.array(encoded.ids, dtype=np.int64), places[:, 0].copy(), places[:, 1].copy())
