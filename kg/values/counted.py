"""The words beside a number that tell what it counts: tables of cues for kg/values/quantity.py, compiled once.

Each `*_BEFORE` is searched in the text that ends at the number, each `*_AFTER` matched where the number ends.
"""

import re
from collections.abc import Iterable

_NOT_BETWEEN = (
    "models?|LLMs?|with|on|using|from|in|for|at|by|trained|token|parameter|can|could|will|may|to|that|which|is|are|was|were"
    "|has|have|even|only|when|than|as|while|but|or|and"
)
_FILL = rf"(?:(?!(?:{_NOT_BETWEEN})\b|\d)\w+[\s-]{{1,2}})"
"""A word between a number and what it counts."""


def _any(words: Iterable[str]) -> str:
    return "(?:" + "|".join(words) + ")"


NOUN_AFTER = re.compile(
    r"[+$\s~-]*(?:of\s(?:which|them|its|their|the)\s)?"
    rf"(?:{_FILL}{{0,5}}?(?P<noun>(?:model\s)?parameters?|params?\b|tokens?\b(?!-(?:level|wise))|subwords?\b)"
    r"|(?:\w+(?:-\w+)?\sand\s\w+(?:-\w+)?\s)(?P<noun2>parameters?|tokens?)\b)",
    re.IGNORECASE,
)
ACTIVE_AFTER = re.compile(
    r"[\s-]*(?:\w+[\s-]){0,2}?(?:activ(?:e|ated|ation)\b|of which are activ|parameters? (?:are )?activ)"
    r"|(?:\s\w+){0,3}?\s(?:are|being)\sactivated",
    re.IGNORECASE,
)
ACTIVE_BEFORE = re.compile(
    r"\bactivat(?:ed|ing|es)\s(?:only\s|parameters?\s|\w+\s(?:size\s)?(?:of\s)?){0,3}$", re.IGNORECASE
)

_MODELS = (
    r"[\w-]*model", r"LL?Ms?\b", r"\w?LM\b", r"VLMs?\b", r"[MLVSR]+LMs?\b", r"PLMs?\b", r"transformers?\b",
    r"networks?\b", r"backbones?\b", r"MoEs?\b", r"architectures?\b", r"variants?\b", r"versions?\b",
    r"checkpoints?\b", r"counterparts?\b", r"baselines?\b", "student", "teacher", r"scales?\b", r"siz(?:e|ed|es)\b",
    r"range\b", r"class\b", "encoder", "decoder", r"agents?\b", "policy", r"VLAs?\b", r"DiTs?\b", r"base\b",
    r"PRMs?\b", r"level\b", "parameter",
)  # fmt: skip
MODEL_AFTER = re.compile(
    rf"[\s+$-]*(?:(?:size|scale|class)[ds]?[\s-]+)?(?:[\w.-]{{1,30}}\s){{0,3}}?{_any(_MODELS)}", re.IGNORECASE
)
SIZE_AFTER = re.compile(r"-(?:siz|scale|class|model|level)")
SIZE_BEFORE = re.compile(
    r"(?:\b(?:model|parameter|param)s?\b[^.;\n]{0,25}\b(?:sizes?|scales?|counts?|dimensions?|capacity)\b[^.;\n]{0,25}"
    r"|\b(?:sizes?|scales?|parameters?|params)\b[^.;,\d\n]{0,25}|\bparameters\s?[:=(]\s?)$",
    re.IGNORECASE,
)

_OTHERS = (
    "sampl", "imag", "photo", "request", r"flops?\b", "dollar", r"usd\b", "euro", "hour", "gpu", "user", "exampl",
    r"words?\b", "charact", "document", r"pairs?\b", r"instructions?\b", r"videos?\b", r"clips?\b", "frame",
    r"edges?\b", r"nodes?\b", "tripl", "sentenc", "entit", "record", r"rows?\b", r"points?\b", "quer", r"steps?\b",
    "question", "problem", "people", "person", r"cells?\b", "molecul", "sequence", "structur", "rating",
    "interaction", r"lines?\b", "residue", "reaction", r"atoms?\b", "pixel", "voxel", "gaussian", "iteration",
    "episode", "trajector", "utteranc", "conversation", "dialog", r"tweets?\b", r"posts?\b", "articl", r"papers?\b",
    r"pages?\b", r"items?\b", "product", "view", "download", "year", "byte", r"bits?\b", "operation", r"MACs?\b",
    "context", "resolution", "particle", "vertices", r"(?-i:faces\b)", "mesh", "compound", "protein", "gene",
    r"base\spairs?", r"bp\b", r"instances?\b", "annotat", "demonstrat", "grasp", r"notes?\b", r"cases?\b",
    r"edits?\b", "speaker", "observation", r"texts?\b", r"vectors?\b", r"labels?\b", "mask", "box", "object",
    "click", "event", "visit", "patient", r"stud(?:y|ies)\b", "review", "comment", "url", "webpage", "table",
    "trace", r"hz\b", r"data(?:set)?s?\b", "corpus", "corpora", "benchmark", "cost", "budget", "market", "industry",
    "revenue", "fund", r"(?:training|synthetic|test|real)[\s-](?:data|dataset|corpus|set)\b", "transaction",
    "citation", "author", "paramet(?:er|ric)-free", "star", "galax", "neuron", "synaps", r"lives\b", "population",
)  # fmt: skip
OTHER_AFTER = re.compile(
    r"[\s+$-]*(?:(?!models?\b|LLMs?\b|with\b|on\b|in\b|and\b|or\b|to\b|from\b|for\b|than\b|by\b|is\b|are\b|as\b|at\b)"
    rf"[\w'/-]+\s){{0,3}}?{_any(_OTHERS)}",
    re.IGNORECASE,
)
HARDWARE_BEFORE = re.compile(r"(?:Ascend|Raspberry\sPi|RPi|Atlas|Kirin|Jetson|Snapdragon|Ryzen|(?<!\w)Pi\s)[\s-]*$")
DATA_NAMES = (
    "LAION", "COYO", "DataComp", "RedCaps", "DFN", "CC", "YFCC", "WIT", "WebVid", "InternVid", "HowTo", "Panda", "SA",
    "Objaverse", "MovieLens", "ML", "Criteo", "GloVe", "JFT", "IG", "PMC", "HD-?VILA", "Conceptual", "OpenOrca",
    "UltraChat", "Enwik", "WMT", "MS", "OBELICS", "MINT", "SlimPajama", "SafeRLHF",
)  # fmt: skip
DATA_BEFORE = re.compile(rf"(?<![A-Za-z]){_any(DATA_NAMES)}[\s-]*$")
"""Datasets whose name goes on with their number of samples."""

TOKENS_BEFORE = re.compile(r"\b\d[\d.]*T\s(?:\w+\s)?tokens\b[^.]{0,80}$|\btrained\s(?:on|with|for|over)\s(?:\w+\s)?$")
TOKEN_USE_BEFORE = re.compile(
    r"(?:context|window|length|sequences?|inputs?|prompts?|outputs?|generat\w*|process\w*|extend\w*|beyond|documents"
    r"|throughput|chunks?|long|cost\w*|consum\w*|pass\sover|support\w*|averag\w+|serv\w+|decod\w+|budget|limit\w*"
    r"|exceed\w*|surpass\w*)\b[^.;]{0,70}$",
    re.IGNORECASE,
)
TOKEN_USE_AFTER = re.compile(
    r"[\s-]*(?:\w+[\s-]){0,3}?tokens?(?:\sto\s(?:execute|process|generate|run)\b|\s?/\s?|\s?per\b|-per"
    r"|\sa\s(?:second|day)|s-1|\s\(?(?:in\s)?(?:the\s)?(?:context|window)|\slong\b"
    r"|[\s-]+(?:context|sequence|window|input|prompt|length|document|output))"
    r"|[\s-]*(?:\w+[\s-]){0,3}?(?:vision|visual|image|latent|discrete|video|reasoning|thinking|output|input|completion"
    r"|generated|prompt|context|action|speech|semantic|soft|memory)[\s-]tokens?\b",
    re.IGNORECASE,
)
TOKEN_DATA_BEFORE = re.compile(
    r"\b(?:corpus|corpora|dataset|treebank|training|pre-?train\w*|trained|lexicon)\b[^.]{0,50}$", re.IGNORECASE
)
