"""Nothing in; the tables of words that speak of relations, and of the types that each relation joins, out.

How much a cue says for which relation is weighed in relation_weights.tsv, not here.
"""

import re
from dataclasses import dataclass

from kg.model import MentionType, Relation

MODEL, DATASET, METHOD, MAKER = (
    MentionType.MODEL,
    MentionType.DATASET,
    MentionType.METHOD,
    MentionType.ORGANIZATION,
)


@dataclass(frozen=True, slots=True)
class Domain:
    """The types of a relation's two ends; `paper`: PAPER may be its head (gold/GUIDELINES.md)."""

    heads: frozenset[MentionType]
    tails: frozenset[MentionType]
    paper: bool = True


DOMAINS = {
    Relation.TRAINED_ON: Domain(frozenset({MODEL}), frozenset({DATASET})),
    Relation.EVALUATED_ON: Domain(frozenset({MODEL, METHOD}), frozenset({DATASET})),
    Relation.BASED_ON: Domain(frozenset({MODEL}), frozenset({MODEL})),
    Relation.APPLIED_TO: Domain(frozenset({METHOD}), frozenset({MODEL})),
    Relation.USES: Domain(frozenset({MODEL, METHOD, DATASET}), frozenset({METHOD, MODEL})),
    Relation.OUTPERFORMS: Domain(frozenset({MODEL, METHOD}), frozenset({MODEL, METHOD})),
    Relation.COMPARED_TO: Domain(frozenset({MODEL, METHOD}), frozenset({MODEL, METHOD})),
    Relation.DEVELOPED_BY: Domain(frozenset({MODEL, DATASET, METHOD}), frozenset({MAKER}), paper=False),
}


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that governs the names beside it: one of the stems (blank-separated, '_' for a blank), then a regex."""

    name: str
    stems: str
    rest: str = ""

    @property
    def pattern(self) -> re.Pattern[str]:
        stems = "|".join(re.escape(stem.replace("_", " ")) for stem in self.stems.split())
        return re.compile(rf"(?:{stems}){self.rest}\b", re.IGNORECASE)

    @property
    def keys(self) -> tuple[str, ...]:
        """The letters with which a word has to begin."""
        return tuple(sorted({re.split(r"[^a-z]", stem)[0] for stem in self.stems.lower().split()}))


_VERB = "(?:e|es|ed|s|ing)?"
VERBS = (
    Cue("finetune", "fine-tun fine_tun finetun instruction-tun instruction_tun post-train", _VERB),
    Cue(
        "train",
        "train pretrain pre-train retrain pre-trained",
        r"(?:ed|ing|s)?(?! (?:data|set|split|loss|cost|time|free))",
    ),
    Cue("evaluate", "evaluat re-evaluat reevaluat", "(?:e|es|ed|ing|ions?)"),
    Cue("test", "test benchmark", "(?:ed|ing|s)(?!-time)"),
    Cue("test", "validat assess verif", "(?:e|es|ed|ing|ion|ments?|y|ies|ied)?"),
    Cue("experiment", "experiment ablation empirical case_stud", r"(?:s|al|ed|ing|ly|y|ies)?(?: results)?"),
    Cue("study", "study studi analy investigat examin explor prob", r"(?:es|ed|ing|[sz]e[sd]?|[sz]ing|e|s)?"),
    Cue("show", "show demonstrat reveal indicat exhibit", "(?:s|e|es|ed|ing|n)?"),
    Cue("achieve", "achiev attain reach obtain scor yield deliver establish", _VERB),
    Cue("perform", "perform", "(?:s|ed|ing|ance)?"),
    Cue("sota", "state-of-the-art state_of_the_art sota accurac", "(?:y|ies)?"),
    Cue(
        "gain",
        "improvement improvements gain gains reduction reductions speedup speedups increase advantage superiority",
        " (?:over|compared|relative)",
    ),
    Cue("improve", "improv boost enhanc increas gain", "(?:e|es|ed|s|ing|ements?)?"),
    Cue("reduce", "accelerat reduc compress prun quanti speedup", r"(?:e|es|ed|s|ing|tions?|ions?|z\w+)?"),
    Cue("outperform", "outperform out-perform surpass exceed beat outpac outscor eclips outclass outstrip", _VERB),
    Cue("better", "better superior faster higher lower fewer greater stronger smaller worse larger cheaper ahead"),
    Cue("compare", "compar", "(?:e|es|ed|ing|isons?)"),
    Cue("compare", "relative_to against versus vs"),
    Cue(
        "comparable",
        "comparable competitive similar equivalent close parity rival match approach on_par",
        "(?:s|es|ing|ed|ling)?",
    ),
    Cue("baseline", "baseline", "s?"),
    Cue(
        "base",
        "based build built builds building derived adapted developed initialized initialised",
        " (?:up)?(?:on|from)",
    ),
    Cue("base", "start extend adapt deriv initiali backbone on_top_of variant version", r"(?:s|ed|es|ing|[sz]\w+)?"),
    Cue("distill", "distil", r"\w*"),
    Cue("apply", "apply applied appli", r"(?:es|ing|cable|cations?)?"),
    Cue(
        "integrate",
        "integrat incorporat implement deploy instantiat plug inject conduct",
        "(?:e|es|ed|s|ing|ged|tion|ation)?",
    ),
    Cue("use", "us utiliz utilis leverag employ adopt harness exploit", _VERB),
    Cue("combine", "combin consist compris featur equip power driv coupl augment built-in", _VERB),
    Cue("via", "via through by_means_of with_the_help_of"),
    Cue(
        "generate",
        "generat synthesi annotat label produc translat prompt",
        "(?:[sz]?e|[sz]?es|[sz]?ed|s|[sz]?ing|led)?",
    ),
    Cue("release", "introduc propos present releas develop creat construct design open-sourc opensourc", _VERB),
    Cue("name", "call nam dubb term", "(?:ed|ely)?"),
    Cue("collect", "collect curat sourc sampl extract compil", _VERB),
    Cue("fail", "fail struggl suffer lack limit hinder requir need", r"(?:s|ed|es|ing|e|ations?|le)?"),
    Cue("inspire", "inspir motivat success recent emerg advanc progress ris", r"(?:ed|ing|es|e|s|ements?|ly)?"),
    Cue("unlike", "unlike rather_than instead_of in_contrast contrary without"),
    Cue("existing", "existing previous prior conventional traditional popular prominent widely current"),
)
"""At each word the first that fits names it."""

WEAK = frozenset(
    {
        "show",
        "achieve",
        "perform",
        "sota",
        "improve",
        "baseline",
        "fail",
        "inspire",
        "existing",
        "name",
        "via",
        "reduce",
    }
)
"""Cues that let a stronger one before them govern too ('outperforms strong baselines such as X')."""


@dataclass(frozen=True, slots=True)
class Sign:
    """A name for what a regex finds."""

    name: str
    regex: str


LINKS = (
    "such as", "including", "include", "includes", "like", "e.g.", "namely", "on", "to", "with", "by", "from", "than",
    "over", "of", "in", "for", "across", "against", "between", "using", "via", "as", "into", "and", "called", "named",
    "both", "under", "through", "towards", "at", "vs", "within", "beyond", "per",
)  # fmt: skip
"""The words right before a name (an article or an adjective may stand between), as far as they are told apart."""

AFTER = (
    Sign("based", r"-(?:based|powered|driven|style|like|generated|enhanced|inspired|guided)\b"),
    Sign("possessive", r"['’]s?\b"),
    Sign("benchmark", r"\s?(?:\w+ )?(?:benchmarks?|test sets?|leaderboard|challenge|suite)\b"),
    Sign("dataset", r"\s?(?:\w+ )?(?:datasets?|corp(?:us|ora)|data|training)\b"),
    Sign("baseline", r"\s?(?:\w+ )?baselines?\b"),
    Sign("backbone", r"\s?(?:\w+ )?(?:backbones?|base models?|architectures?|encoder|decoder)\b"),
    Sign("model", r"\s?(?:language |series |family )?(?:models?|LLMs?|family|variants?)\b"),
    Sign(
        "method",
        r"\s?(?:\w+ )?(?:framework|algorithm|method|technique|optimizer|loss|mechanism|library|module)s?\b",
    ),
    Sign("gain", r"\W{0,2}(?:by|from) (?:up to |over |about |approximately |an average of )?[\d~]"),
    Sign("outperform", r" (?:\w+ ){0,2}(?:outperform|surpass|exceed|beat)"),
    Sign("perform", r" (?:\w+ ){0,2}(?:achiev|perform|show|demonstrat|exhibit|attain|reach|obtain|scor|yield)"),
    Sign("passive", r" (?:\w+ ){0,1}(?:is|are|was|were|as|to) "),
    Sign("while", r" (?:while|with|without|using) "),
    Sign("on", r" (?:on|in|across) "),
    Sign("bracket", r" ?\("),
    Sign("bracket", r" ?\)"),
    Sign("end", r"[.;:]?(?:\s|$)(?![a-z])"),
)
"""What comes right after a name; tried in order."""

FRAMES = (
    Sign("eval", r"\b(?:[Ee]xperiment|[Ee]valuat|[Rr]esults?\b|[Bb]enchmark|[Tt]est(?:s|ed)?\b)"),
    Sign("gain", r"\d(?:\.\d+)?\s?(?:\\?%|x\b|times|×|points|percent)"),
    Sign("we", r"\b(?:[Ww]e|[Oo]ur|[Tt]his (?:paper|work|study))\b"),
    Sign("new", r"\b(?:[Ii]ntroduc|[Pp]ropos|[Pp]resent|[Rr]elease|[Dd]evelop)"),
    Sign(
        "past",
        r"\b(?:[Ee]xisting|[Rr]ecent|[Pp]rior|[Pp]revious|[Hh]owever|[Dd]espite|[Uu]nlike|[Tt]raditional)",
    ),
)
"""What a sentence as a whole speaks of."""

OWN = re.compile(
    r"\b(?:[Ww]e|[Oo]ur|[Ii]ts?|[Tt]h(?:is|e|ese) (?:proposed |new |novel |resulting )?(?:model|method|framework|"
    r"approach|system|algorithm|technique|dataset|benchmark|pipeline|architecture)s?)\b"
)
"""Words that stand for what the paper introduces."""

OPENING = re.compile(
    r"\b(?:[Ww]e|[Oo]ur|[Tt]his (?:paper|work|study|report|article|survey|thesis|technical report)|"
    r"[Ii]n this|(?:is|are) (?:proposed|introduced|presented)|(?:paper|work|study) (?:proposes|introduces|presents))\b"
)
"""Words with which the paper turns from what was known to what it does."""
