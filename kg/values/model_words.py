"""The tables of model names: known series with their published spelling, and words that mark size, line or tuning.

Origin: the names under which the makers publish their models (model cards, release notes), written from knowledge.
"""

from typing import NamedTuple


class Series(NamedTuple):
    """`joint` stands between name and version, `tail` between these and a word; `maker` may precede the name."""

    name: str
    joint: str = " "
    tail: str = "-"
    maker: str = ""
    aliases: tuple[str, ...] = ()


def _plain(names: str, joint: str = " ", tail: str = "-", maker: str = "") -> tuple[Series, ...]:
    return tuple(Series(name.strip(), joint, tail, maker) for name in names.split(","))


SERIES: tuple[Series, ...] = (
    Series("LLaMA", " ", " ", "Meta", ("Llama", "Meta-Llama")),
    Series("Code Llama", " ", " ", "Meta"),
    *_plain("Llama Guard, LLaMA Pro", tail=" "),
    Series("Tülu", " ", " ", "", ("Tulu",)),
    *_plain("TinyLlama, OpenLLaMA, OLMo, OLMoE, Molmo", tail=" "),
    *_plain("Qwen", "", "-", "Alibaba"),
    *_plain("QwQ, QVQ", tail=" ", maker="Qwen|Alibaba"),
    *_plain("Gemma, PaliGemma, CodeGemma, RecurrentGemma, MedGemma, ShieldGemma, Gemini", " ", " ", "Google"),
    *_plain("PaLM, Med-PaLM, Flan-PaLM, LaMDA, Bard, Imagen, Veo", " ", " ", "Google"),
    Series("Claude", " ", " ", "Anthropic"),
    Series("GPT", "-", " ", "OpenAI", ("Generative Pre-trained Transformer",)),
    *_plain("ChatGPT, Codex, Sora, Whisper, DALL-E", " ", " ", "OpenAI"),
    *_plain("CLIP", "-", "-", "OpenAI"),
    *_plain("GPT-J, GPT-Neo, GPT-NeoX, GPT-OSS, Cerebras-GPT, MiniGPT, BioGPT, ImageGPT", "-"),
    *_plain(
        "Mistral, Mixtral, Pixtral, Codestral, Ministral, Magistral, Devstral, Mathstral",
        " ",
        " ",
        "Mistral|Mistral AI",
    ),
    *_plain("Mistral Large, Mistral Medium, Mistral Small, Mistral Nemo", " ", " "),
    Series("DeepSeek", "-V", "-", "", ("DeepSeek AI", "DeepSeek LLM")),
    Series("DeepSeek-R1", "-", "-", "", ("R1",)),
    Series("DeepSeek-R1-Zero", "-", "-", "", ("R1-Zero",)),
    Series("DeepSeek-R1-Distill", "-", "-", "", ("R1-Distill",)),
    Series("DeepSeek-R1-Distill-Qwen", "", "-", "", ("R1-Distill-Qwen", "DeepSeek-R1-Qwen")),
    Series("DeepSeek-R1-Distill-Llama", "-", "-", "", ("R1-Distill-Llama", "DeepSeek-R1-Llama")),
    *_plain("DeepSeek-Coder, DeepSeek-Prover", "-V"),
    *_plain("DeepSeek-VL, DeepSeekMath, DeepSeekMoE", ""),
    *_plain("Janus, Janus-Pro", " ", maker="DeepSeek"),
    *_plain("Phi", "-", "-", "Microsoft"),
    *_plain("GLM", "-", maker="Zhipu|Zhipu AI"),
    *_plain("ChatGLM, CodeGeeX, CogVLM, CogAgent, InternVL, InternLM, SmolLM, SmolVLM, StarCoder, Emu", ""),
    *_plain("InternVideo, VideoCrafter, VideoLLaMA, MiniCPM, Falcon, NVLM, Ovis, StableLM", ""),
    *_plain(
        "Yi, LLaVA, LLaVA-OneVision, LLaVA-NeXT, BLIP, Kosmos, Florence, WizardLM, RWKV, ESM, Mamba, Idefics",
        "-",
    ),
    *_plain("Video-LLaVA, LLaVA-Video, LLaVA-Med, XLNet, InstructBLIP, WizardCoder, WizardMath"),
    *_plain(
        "Baichuan, Granite, Jamba, Aya, Command R, Command A, Command, OpenChat, Orca, Zephyr, Vicuna",
        " ",
        " ",
    ),
    *_plain(
        "Alpaca, Pythia, OPT, BLOOM, BLOOMZ, MPT, XGLM, Galactica, Chinchilla, Gopher, UL2, Flan-UL2",
        " ",
        " ",
    ),
    *_plain("Grok", " ", " ", "xAI"),
    *_plain("Nemotron, Nemotron-H", "-", "-", "NVIDIA"),
    *_plain(
        "Kimi, ERNIE, Doubao, Hunyuan, Pangu, Stable Diffusion, Midjourney, Wan, AudioLDM, VALL-E, SigLIP",
        " ",
    ),
    Series("SAM", " ", "-", "", ("Segment Anything Model", "Segment Anything")),
    *_plain("T5, mT5, Flan-T5, BERT, RoBERTa, XLM-RoBERTa, ALBERT, ELECTRA, DistilBERT, BART, MiniLM, HuBERT"),
    *_plain("E5, BGE, GTE, ViT, DeiT, Swin Transformer, ConvNeXt, BitNet, CogVideoX, HunyuanVideo, AlphaFold"),
    *_plain("DeBERTa, EfficientNet, MobileNet", "V"),
    *_plain("DINO, YOLO", "v"),
    *_plain("ResNet, DenseNet, VGG", "-"),
    *_plain("OpenELM", " ", maker="Apple"),
)
"""Longest names win, so `Code Llama` is no `Code`, and `GPT-J` no `GPT`."""

LINES = {"haiku": "Haiku", "sonnet": "Sonnet", "opus": "Opus", "instant": "Instant"}
"""Claude's lines: `Sonnet 3.5`, `Claude 3.5 Sonnet` and `Claude Sonnet 3.5` are one."""

TUNING = {
    **{word: word.title() for word in ("instruct", "chat", "base", "preview", "thinking", "reasoning")},
    **{word: word.upper() for word in ("sft", "dpo", "rl", "rlhf", "cft", "it")},
}
"""Words for a way of training; they stand behind the size."""

SCALE = {
    **{word: word.title() for word in ("turbo", "flash", "pro", "ultra", "nano", "lite", "plus", "max")},
    **{
        word: word.title()
        for word in ("large", "small", "medium", "tiny", "huge", "giant", "experimental", "scout", "maverick")
    },
    **{word: word for word in ("mini", "cased", "uncased", "high", "low")},
    **{word: word.upper() for word in ("s", "m", "l", "b", "h", "g", "xs", "xl", "xxl")},
    **LINES,
}
"""Words for one of several members of a series that differ in size or price."""

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

QUANTISED = frozenset(
    {
        "gptq",
        "awq",
        "gguf",
        "ggml",
        "int2",
        "int3",
        "int4",
        "int8",
        "w4a16",
        "w8a8",
        "fp4",
        "fp8",
        "fp16",
        "bf16",
        "nf4",
    }
    | {"2bit", "3bit", "4bit", "8bit"}
)
DROPPED = frozenset({"hf", "model", "models", "series", "family", "version", "variant", "variants", "checkpoint"})
"""Words that tell a file's format or say what the thing is, and so name nothing."""

VERSIONS_NOT_SIZES = frozenset({("LLaMA", "3.1"), ("LLaMA", "3.2"), ("LLaMA", "3.3"), ("Phi", "1.5"), ("Phi", "3.5")})
"""`Phi-1.5B`, `Llama3.2b`: a version with a stray B, since the series has that version and never had that size."""
