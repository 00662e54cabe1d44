"""A few papers in our own words, about real and checkable facts, for tests of the whole flow."""

import json
from pathlib import Path

LLAMA = {
    "title": "LLaMA: Open and Efficient Foundation Language Models",
    "abstract": "We introduce LLaMA, a series of language models from 7B to 65B parameters. LLaMA-13B outperforms "
    "GPT-3 on most benchmarks. The largest model was trained on 2048 A100 GPUs. Code is available at "
    "https://github.com/facebookresearch/llama.",
}
GALORE = {
    "title": "GaLore: Memory-Efficient LLM Training by Gradient Low-Rank Projection",
    "abstract": "We propose GaLore, a training strategy that projects gradients to a low rank. We pre-train LLaMA 7B "
    "on the C4 dataset with a single RTX 4090 GPU.",
}
OLMO = {
    "title": "OLMo: Accelerating the Science of Language Models",
    "abstract": "We release OLMo, a 7B-parameter language model trained on Dolma, on MI250X GPUs of the LUMI "
    "supercomputer and on A100 GPUs, and evaluated on MMLU and HellaSwag.",
}


def listing(path: Path, *papers: dict[str, str]) -> Path:
    """Writes papers as JSON Lines."""
    path.write_text("".join(json.dumps(paper) + "\n" for paper in papers), encoding="utf-8")
    return path
