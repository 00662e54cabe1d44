"""The tables of model names: words that mark size, tuning, date or precision, and what a series calls its members.

Origin: the names under which the makers publish their models (model cards, release notes), written from knowledge.
The series themselves are in model_series.py.
"""


def _words(text: str) -> list[str]:
    return text.split()


LINES = {"haiku": "Haiku", "sonnet": "Sonnet", "opus": "Opus", "instant": "Instant"}
"""Claude's lines: `Sonnet 3.5`, `Claude 3.5 Sonnet` and `Claude Sonnet 3.5` are one."""

SCALE = {
    **{word: word.title() for word in ("turbo", "flash", "pro", "ultra", "nano", "lite", "plus", "max")},
    **{word: word.title() for word in ("large", "small", "medium", "tiny", "huge", "giant", "scout", "maverick")},
    **{word: word for word in ("mini", "cased", "uncased", "high", "low")},
    **{word: word.upper() for word in ("s", "m", "l", "b", "h", "g", "xs", "xl", "xxl")},
    **LINES,
}
"""Words for one of several members of a series that differ in size or price."""

TUNING = {
    **{word: word.title() for word in ("instruct", "chat", "base", "preview", "thinking", "reasoning", "experimental")},
    **{word: word.upper() for word in ("sft", "dpo", "rl", "rlhf", "cft", "it")},
}
"""Words for a way of training; they stand behind the size."""

SCALE_OF_KNOWN = {"advanced": "Advanced", "air": "Air", "xlarge": "XLarge", "xsmall": "XSmall"}
TUNING_OF_KNOWN = {
    "exp": "Experimental",
    "think": "Thinking",
    "inst": "Instruct",
    "ins": "Instruct",
    "instruction": "Instruct",
    "it": "Instruct",
    "latest": "Latest",
    "beta": "beta",
    "alpha": "alpha",
    "qat": "QAT",
    **{word: word.upper() for word in ("ppo", "grpo", "orpo", "kto")},
}
"""Words that say this of a known series alone; elsewhere they may be a name's own."""

INSTRUCT = {"PaliGemma": "IT", "CodeGemma": "IT", "MedGemma": "IT", "RecurrentGemma": "IT", "Gemma": "IT"}
"""What a series calls its members that were taught to follow instructions, where it is not `Instruct`."""

ORDER = {
    word: place
    for place, word in enumerate(
        _words(
            "nano tiny xsmall mini small medium base large xlarge huge giant xs s m b l h g xl xxl haiku sonnet opus "
            "instant pro ultra flash lite turbo scout maverick air advanced high low cased uncased thinking reasoning "
            "sft dpo rl rlhf cft ppo grpo orpo kto instruct it chat qat alpha beta plus max preview experimental latest"
        )
    )
}
"""In this order a name's words stand where papers write them in several."""

MODALITY = {
    "vision": "Vision",
    "audio": "Audio",
    "omni": "Omni",
    "vl": "VL",
    "moe": "MoE",
    "coder": "Coder",
    "code": "Code",
    "math": "Math",
    "embedding": "Embedding",
    "next": "NeXT",
}
"""Words that make a series of their own out of a series: `Qwen2.5-VL`."""

TASKS = frozenset(
    _words(
        "image video speech voice multimodal t2v i2v t2i tts asr ocr guard prm rm reward reranker embed embeddings "
        "search realtime transcribe generation judge retriever depth seg pose detection"
    )
)
"""Words for what a member of a series reads, writes or judges."""

QUANTISED = {
    **{word: word.upper() for word in ("gptq", "awq", "gguf", "ggml", "aqlm", "hqq", "exl2", "nf4", "mxfp4", "nvfp4")},
    **{word: word.upper() for word in ("int2", "int3", "int4", "int8", "w4a16", "w8a8", "w4a8", "fp4", "fp8", "fp16")},
    **{word: word for word in ("2bit", "3bit", "4bit", "5bit", "6bit", "8bit", "bnb")},
    "bf16": "BF16",
}
"""Ways to store a model in fewer bits."""

DROPPED = frozenset(
    _words("hf model models series family version variant variants checkpoint parameter parameters params")
)
"""Words that tell a file's format or say what the thing is, and so name nothing."""

VERSIONS_NOT_SIZES = frozenset({("LLaMA", "3.1"), ("LLaMA", "3.2"), ("LLaMA", "3.3"), ("Phi", "1.5"), ("Phi", "3.5")})
"""`Phi-1.5B`, `Llama3.2b`: a version with a stray B, since the series has that version and never had that size."""

VERSION_FIXES: dict[tuple[str, str], str | None] = {
    ("GPT", "35"): "3.5",
    ("LLaMA", "1"): None,
    ("DeepSeek-R1-Distill-Qwen", "2.5"): None,
    ("DeepSeek-R1-Distill-Llama", "3"): None,
    ("DeepSeek-R1-Distill-Llama", "3.1"): None,
    ("DeepSeek-R1-Distill-Llama", "3.3"): None,
}
"""A version that is written otherwise, or that names nothing since there is but one."""

POINT_ZERO = frozenset({"Gemini", "wav2vec"})
"""Series that write a whole version with `.0`; all others leave it out."""

VISION_VERSIONS = {("GPT", "4"): "4V"}
"""Where `Vision` is another word for a version."""

VERSION_BEHIND = frozenset({"Mistral", "Mixtral", "Codestral", "Mathstral", "Whisper", "E5", "BGE", "GTE"})
"""Series whose version stands behind size or scale, and makes no series: `Mistral 7B v0.3`, `Whisper Large v3`."""

VERSION_ANYWHERE = frozenset({"LLaMA", "Vicuna", "LLaVA"})
"""Series whose version may stand behind the size too: `Vicuna-7B-v1.5`."""

LINE_BEFORE_VERSION = frozenset({"Claude", "Gemini"})
"""Series whose line may stand before the version: `Gemini Flash 1.5`."""

_LETTERS = {"tiny": "T", "ti": "T", "small": "S", "base": "B", "large": "L", "huge": "H"}
_OF_VIT = {
    **_LETTERS,
    "giant": "g",
    "gigantic": "G",
    "g": "g",
    "G": "G",
    "t": "T",
    "s": "S",
    "b": "B",
    "l": "L",
    "h": "H",
    "xl": "XL",
}
_OF_YOLO = {"nano": "n", "small": "s", "medium": "m", "large": "l", **{letter: letter for letter in "nsmlxbtceu"}}
LETTERS: dict[str, dict[str, str]] = {
    **dict.fromkeys(("ViT", "DeiT", "Swin Transformer", "ConvNeXt", "BEiT", "DINO", "SAM", "CLIP", "SigLIP"), _OF_VIT),
    "YOLO": _OF_YOLO,
    "Stable Diffusion": {"m": "Medium", "l": "Large"},
    "EfficientNet": {"small": "S", "medium": "M", "large": "L"},
}
"""One letter or a word for it: `ViT-B` is ViT-Base, `YOLOv8n` is YOLOv8-nano; ViT-g is not ViT-G."""

NAME_BEFORE_LETTER = {"Swin Transformer": "Swin"}
"""A series' shorter name where a letter follows: `Swin-T`."""

GLUED_LETTERS = {"YOLO": "nsmlxbtceuNSLX", "Stable Diffusion": "ML"}
"""Letters that stand right behind the version: `YOLO11m`, `SD3.5L`."""

BASE_IS_SCALE = frozenset(LETTERS) | frozenset(
    _words(
        "BERT RoBERTa XLM-RoBERTa ALBERT ELECTRA DistilBERT DeBERTa BART MiniLM HuBERT T5 mT5 Flan-T5 E5 BGE GTE XLNet "
        "Whisper wav2vec BLIP"
    )
)
"""Series in which `base` is a size, as small and large are, and no way of training."""

NUMBER_IS_SCALE = frozenset({"ResNet", "DenseNet", "VGG"})
"""Series whose number counts layers."""
