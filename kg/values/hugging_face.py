"""A repository's id on Hugging Face, as a link or a sentence has it, in; `owner/name`, if the form is strict, out."""

import re
from collections.abc import Iterator

from kg.values.model_name import parse

PATTERN = r"^[A-Za-z0-9_]+(?:[.-][A-Za-z0-9_]+)*/[A-Za-z0-9_]+(?:[.-][A-Za-z0-9_]+)*$"
"""Narrower than what the hub takes, which lets a name end in a stop; the same in Python, Rust and ECMAScript."""
LONGEST = 96
"""Characters of an id, as the hub has it."""

_NO_OWNERS = frozenset(
    [
        "api",
        "blog",
        "chat",
        "collections",
        "datasets",
        "docs",
        "enterprise",
        "join",
        "learn",
        "login",
        "models",
        "new",
        "organizations",
        "papers",
        "posts",
        "pricing",
        "search",
        "settings",
        "spaces",
        "tasks",
    ]
)
"""First parts of addresses that are no one's name."""
_CAPITALS = frozenset(
    [
        "meta-llama",
        "mistralai",
        "Qwen",
        "nvidia",
        "CohereForAI",
        "CohereLabs",
        "01-ai",
        "baichuan-inc",
        "Salesforce",
        "OpenGVLab",
        "XiaomiMiMo",
        "moonshotai",
        "MiniMaxAI",
        "zai-org",
        "THUDM",
        "HuggingFaceTB",
        "HuggingFaceM4",
        "NousResearch",
        "WizardLM",
        "WizardLMTeam",
        "TinyLlama",
        "Deci",
        "LLM360",
        "apple",
        "stabilityai",
        "ai21labs",
        "LGAI-EXAONE",
        "upstage",
        "tencent",
        "baidu",
        "inclusionAI",
        "OpenBuddy",
    ]
)
"""Owners whose models' names there have a capital: without one the words name the model for another service."""
_SMALL = frozenset(
    [
        "EleutherAI",
        "HuggingFaceH4",
        "allenai",
        "bigcode",
        "bigscience",
        "codellama",
        "databricks",
        "deepseek-ai",
        "facebook",
        "google",
        "huggyllama",
        "ibm-granite",
        "internlm",
        "liuhaotian",
        "llava-hf",
        "lmsys",
        "microsoft",
        "mosaicml",
        "openai",
        "openbmb",
        "openlm-research",
        "tiiuae",
        "togethercomputer",
    ]
)
"""Owners who write models' names in small letters too."""
_OWNERS = "|".join(sorted(_CAPITALS | _SMALL))
_WRITTEN = re.compile(rf"(?<![\w./:@~-])({_OWNERS})/([A-Za-z0-9_]+(?:[.-][A-Za-z0-9_]+)*)(?![\w/]|[.-]\w)", re.ASCII)


def checked(text: str) -> str | None:
    """The text if it is an id and nothing else; None for all that could be more than one when it becomes an IRI.

    >>> checked("meta-llama/Llama-2-7b-chat-hf"), checked("datasets/glue"), checked("a/b> <c"), checked("a/../b")
    ('meta-llama/Llama-2-7b-chat-hf', None, None, None)
    """
    if len(text) > LONGEST or re.fullmatch(PATTERN, text) is None or text.endswith(".git"):
        return None
    return None if text.partition("/")[0].casefold() in _NO_OWNERS else text


def written(text: str) -> Iterator[str]:
    """The ids of models that stand in prose: a maker's name there, a slash, and a name with a size.

    What has no size may as well be a repository of code (`openai/whisper`), or two names ("GPT-2/Cerebras-GPT").

    >>> list(written("We tune meta-llama/Llama-2-7b-chat-hf, not meta-llama/llama-2-7b or github.com/google/gemma-2b."))
    ['meta-llama/Llama-2-7b-chat-hf']
    """
    for found in _WRITTEN.finditer(text):
        owner, name = found.groups()
        if parse(name).size and (owner in _SMALL or name != name.lower()) and (one := checked(found.group())):
            yield one
