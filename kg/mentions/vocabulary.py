"""Cue words by class: what a word beside a name tells of the kind of thing that is named."""

from collections.abc import Mapping

_HEADS: Mapping[str, str] = {
    "dataset": (
        "dataset datasets corpus corpora dataset's collection treebank data set sets splits split subset subsets"
    ),
    "benchmark": (
        "benchmark benchmarks benchmark's testbed leaderboard leaderboards suite suites challenge challenges "
        "competition exam exams arena test-set testset questions problems track tests benchmarking"
    ),
    "model": (
        "model models llm llms lm lms mllm mllms vlm vlms lvlm lvlms slm slms lmm lmms plm plms checkpoint "
        "checkpoints chatbot chatbots assistant backbone backbones model's variant variants transformer "
        "classifier decoder-only generators vla"
    ),
    "series": "family families series suite-of-models models' version versions generation",
    "method": (
        "method methods approach approaches algorithm algorithms technique techniques strategy strategies "
        "mechanism mechanisms paradigm procedure scheme schemes methodology heuristic heuristics attack attacks "
        "defense"
    ),
    "framework": (
        "framework frameworks system systems pipeline pipelines toolkit toolkits library libraries platform "
        "platforms tool tools engine engines package infrastructure codebase software simulator compiler runtime "
        "workflow environment"
    ),
    "architecture": (
        "architecture architectures network networks layer layers block blocks module modules encoder decoder "
        "transformers component components head unit operator kernel kernels"
    ),
    "process": (
        "optimization optimizer optimizers loss losses adapter adapters attention prompting training tuning "
        "fine-tuning finetuning learning search decoding sampling regularization inference distillation pruning "
        "quantization merging estimation generation reasoning reinforcement alignment routing scheduling "
        "parallelism compression cache retrieval augmentation selection objective reward law laws theory "
        "formulation protocol format interface sharing policy function functions approximation implementation "
        "implementations initialization optimizations parameterization"
    ),
    "agent": "agent agents multi-agent copilot bot simulators planner",
    "metric": "metric metrics score scores index accuracy measure measures rate rates points ratio",
    "task": (
        "task tasks problem domain domains languages language applications application scenarios setting settings"
    ),
    "hardware": (
        "gpu gpus chip chips accelerator accelerators processor processors cpu cpus npu npus tpu tpus device "
        "devices supercomputer hardware board boards fpga fpgas"
    ),
    "people": ("researchers team company inc lab university users engineers workshop conference participants papers"),
    "survey": "survey review study analysis perspective taxonomy overview position paper report",
}
HEADS: Mapping[str, str] = {word: kind for kind, line in _HEADS.items() for word in line.split()}
"""A head noun, lower case -> its class."""

_VERBS: Mapping[str, str] = {
    "achieve": (
        "achieves achieve achieved outperforms outperform outperformed surpasses surpass surpassed exceeds beats "
        "attains reaches improves improve scores performs perform exhibits exhibit demonstrates demonstrate "
        "delivers shows show matches ranks obtains"
    ),
    "consist": (
        "comprises comprise contains contain consists consist covers cover spans includes include features "
        "encompasses collects provides offers evaluates evaluate assesses measures tests poses challenges"
    ),
    "work": (
        "leverages leverage uses use employs employ integrates incorporates combines introduces enables allows "
        "adopts utilizes formulates operates decomposes learns optimizes generates constructs applies adapts "
        "extends automatically dynamically first works maintains treats transforms selects aligns trains trained "
        "reformulates decouples jointly"
    ),
    "effect": (
        "reduces reduce boosts accelerates increases significantly consistently effectively mitigates speeds "
        "lowers saves cuts enhances maintains supports yields requires"
    ),
    "is": "is are was were",
    "can": "can could may does did has have had",
}
VERBS: Mapping[str, str] = {word: kind for kind, line in _VERBS.items() for word in line.split()}
"""A word right behind a name, lower case -> its class."""

_LEADS: Mapping[str, str] = {
    "introduce": "introduce introduces introducing introduced",
    "propose": "propose proposes proposing proposed design designs designed devise devised formulate",
    "present": "present presents presenting presented describe describes report explore",
    "release": (
        "release releases releasing released open-source open-sources open-sourced publish unveil contribute "
        "provide offer deliver announce"
    ),
    "develop": (
        "develop develops developing developed build builds built create creates created creating construct "
        "constructs constructed constructing curate curated establish implement collect collected train trained"
    ),
    "called": (
        "called named dubbed termed coined titled denoted denote denotes call name term dub nicknamed abbreviated"
    ),
    "such-as": "such like including e.g include includes e.g. namely as particularly especially notably",
    "on": "on across over",
    "evaluate": (
        "evaluate evaluating evaluated evaluation benchmark benchmarking benchmarked test tested testing "
        "experiments assess analyze examine investigate study studying"
    ),
    "use": (
        "use uses using used utilize utilizing utilizes employ employs employing leverage leveraging leverages "
        "adopt adopting via through apply applies applying applied integrate integrates integrating incorporate "
        "incorporating combining"
    ),
    "with": "with by",
    "beat": (
        "outperform outperforms outperforming outperformed surpass surpasses surpassing surpassed exceed exceeds "
        "exceeding beat beats over than"
    ),
    "compare": "versus vs vs. compared against baseline baselines unlike to rivaling matching comparable",
    "tune": (
        "fine-tune fine-tuned fine-tuning finetune finetuned finetuning fine-tunes pre-train pretrain pretrained "
        "pre-trained pretraining pre-training training distill distilled prompt prompting tune tuned"
    ),
    "from": "from",
    "in": "in within into",
    "of": "of for",
    "based": "extend extends extending enhance enhances improve improves replace accelerate upon atop",
    "by-maker": "openai's meta's google's",
}
LEADS: Mapping[str, str] = {word: kind for kind, line in _LEADS.items() for word in line.split()}
"""A word before a name (articles, quotes and adjectives skipped), lower case -> its class."""

INTRODUCING = frozenset({"introduce", "propose", "present", "release", "develop"})
"""The leads that say, with 'we' or 'this paper' before them, that the paper brings the thing."""

_SKIPPED = (
    "the a an our this these its their both new novel popular recent widely-used standard public open "
    "state-of-the-art large small powerful advanced leading original well-known existing several various two "
    "three four five six all multiple challenging other strong open-source closed-source proprietary "
    "commercial pre-trained pretrained recently latest first ' \" ` “ ” ‘ ’ \\ { } * $ textbf textit textsc "
    "emph texttt textsf text mathrm underline"
)
SKIPPED = frozenset(_SKIPPED.split())
"""Words and marks between a cue and its name that say nothing."""

_SUFFIXES: Mapping[str, str] = {
    "bench": r"(?i:bench(?:mark)?)(?:[-+\d]|$|-?\w{1,5}$)",
    "qa": r"(?<=[a-zA-Z-])(?:QA|Qs|VQA)(?:$|[-\d])",
    "eval": r"(?:Eval|EVAL|Test|Arena|Challenge|Exam|Track|Suite|Gym|World)(?:$|[-+ \d])",
    "set": (
        r"(?:[sS]et|Data|DB|Corpus|Corpora|Dataset|Pile|Crawl|Bank|Wiki|Web|Edu|News|"
        r"Instruct-\d+[KkM]|\d+[KkM])s?$|(?i:corpus|dataset|data)$"
    ),
    "lm": (
        r"(?:[a-z0-9-](?:LM|LLM|LMs|LLMs|VLM|MLLM|VLA|LMM|Llama|LLaMA)$|GPT|Llama|LLaMA|[bB]ert$|BERT|"
        r"BERTa|Gemma|Qwen|[a-z]T5)"
    ),
    "modelish": (
        r"(?:Coder|Chat|Instruct|Base|Large|Mini|VL|Omni|Diffusion|CLIP|SAM|ViT|Mistral|R1|Zero|"
        r"Prover|Embed|TTS|Whisper)(?:$|-\d)"
    ),
    "net": r"(?:[nN]et|NET|[fF]ormer|Mamba|UNet|GAN|VAE|AE|NeRF|GNN|Transformer|DiT)(?:$|[-+\dsv])",
    "tune": (
        r"(?:LoRA|[lL]ora|Tuning|Tune|Prompt|Prompting|Attention|Attn|Cache|KV|Quant|Prune|Merge|"
        r"Adapter|Opt|Optimizer)s?$"
    ),
    "po": r"(?:[A-Z]PO|RL|SFT|RLHF|RLVR|DPO|CoT|RAG|MCTS|KD|MoE|SGD|SAE|SAEs|FT|TT)s?$",
    "agent": (
        r"(?:Agent|Agents|Planner|Flow|Pilot|Guard|Rank|Search|Seek|Mind|Think|Reason|Reasoner|Judge|"
        r"Router|Craft|Forge|Gen|Lab|Hub|Kit)s?$"
    ),
    "word": (
        r"^[A-Z][a-z]+(?:ly|ness|ity|ing|tion|tions|sion|ment|ments|ism|ance|ence|able|al|ive|ed|ies|"
        r"ers|ous|ical|ic|ian|ese|ish)$"
    ),
    "year": r"(?:19|20)\d\d$",
    "version": r"[- ]?[vV]?\d+(?:\.\d+)+$",
}
SUFFIXES: Mapping[str, str] = _SUFFIXES
"""Endings of a name itself -> their class, as regular expressions."""

_ENDINGS: Mapping[str, str] = {
    "process": (
        "optimizations? learnings? promptings? tunings? decodings? samplings? search attentions? networks? "
        "frameworks? algorithms? distillations? alignments? trainings? retrievals? reasonings? methods? gradients? "
        "regularizations? prunings? adaptations? compressions? adapters? loss approach generations? thoughts? "
        "inferences? transforms? transformers? scalings?"
    ),
    "field": (
        "intelligence language processing computing science vision understanding systems? models? analysis "
        "engineering memory units? processor answering recognition translation data information internet records? "
        "detection care education act conference workshop graphs? agents? tests?"
    ),
    "place": "university institute college department laboratory lab inc corporation",
}
ENDINGS: Mapping[str, tuple[str, ...]] = {
    kind: tuple(form for word in line.split() for form in (word.removesuffix("?"), word.removesuffix("s?")))
    for kind, line in _ENDINGS.items()
}
"""Words with which a name, in lower case, may end -> their class."""
