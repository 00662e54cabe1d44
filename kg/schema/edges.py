"""The edge types: what a paper says, from which labels to which, each with its property in RDF."""

from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import Field

from kg.schema.base import Count, EdgeType, Hours, Meaning, Text
from kg.schema.iri import DCTERMS, FAIR4ML, KG, SCHEMA, XSD
from kg.schema.nodes import ARTEFACTS

RIVALS = ("Model", "Method", "Dataset", "Hardware")
Surface = Annotated[Text | None, Meaning(KG + "surface")]
Role = Literal["code", "data", "model", "demo", "list", "page"]


class Introduces(EdgeType):
    """The paper proposes, releases, or presents it for the first time; such a paper MENTIONS it as well."""

    label = "INTRODUCES"
    iri = KG + "introduces"
    domain = ("Paper",)
    range = ARTEFACTS
    parents = (SCHEMA + "mentions",)


class Mentions(EdgeType):
    """The paper names it, first here: one edge a paper and thing. Of a count: no model goes with it."""

    label = "MENTIONS"
    iri = SCHEMA + "mentions"
    domain = ("Paper",)
    range = (*ARTEFACTS, "ParameterCount", "TokenCount")

    count: Annotated[Count, Meaning(KG + "count", "mentions")] = Field(description="How often the paper names it.")
    surface: Annotated[Text, Meaning(KG + "surface")] = Field(description="The spelling at the first place.")


class HasParameterCount(EdgeType):
    """The model has so many parameters; papers that disagree stand side by side."""

    label = "HAS_PARAMETER_COUNT"
    iri = KG + "hasParameterCount"
    domain = ("Model",)
    range = ("ParameterCount",)

    active: Annotated[bool, Meaning(KG + "active")] = Field(
        description="True where the number is of parameters active per token (mixture of experts)."
    )
    surface: Surface = Field(None, description="The number as spelt.")


class HasTokenCount(EdgeType):
    """The model was trained on so many tokens, or the dataset holds them; disagreements stand apart."""

    label = "HAS_TOKEN_COUNT"
    iri = KG + "hasTokenCount"
    domain = ("Model", "Dataset")
    range = ("TokenCount",)

    surface: Surface = Field(None, description="The number as spelt.")


class VariantOf(EdgeType):
    """The model is a size, version, or tuning of the series, by its name; the quote has the longer."""

    label = "VARIANT_OF"
    iri = KG + "variantOf"
    domain = ("Model",)
    range = ("Model",)


class TrainedOn(EdgeType):
    """It was pre-trained, fine-tuned, or instruction-tuned on the dataset."""

    label = "TRAINED_ON"
    iri = FAIR4ML + "trainedOn"
    # fair4ml gives its property MLModel as domain.
    iris = MappingProxyType({"Method": KG + "trainedOn", "Paper": KG + "trainedOn"})
    domain = ("Model", "Method", "Paper")
    range = ("Dataset",)

    tokens: Annotated[Count | None, Meaning(KG + "tokens", "tokens")] = Field(
        None, description="How many tokens of it, where the same sentence says so."
    )


class EvaluatedOn(EdgeType):
    """It was tested on the dataset or benchmark."""

    label = "EVALUATED_ON"
    iri = FAIR4ML + "evaluatedOn"
    iris = MappingProxyType({"Method": KG + "evaluatedOn", "Paper": KG + "evaluatedOn"})
    domain = ("Model", "Method", "Paper")
    range = ("Dataset",)


class BasedOn(EdgeType):
    """Fine-tuned, initialised, or distilled from the model, or built on it; not a size of its own series."""

    label = "BASED_ON"
    iri = SCHEMA + "isBasedOn"
    domain = ("Model", "Paper")
    range = ("Model",)


class AppliedTo(EdgeType):
    """The method is applied to, or tested with, the model."""

    label = "APPLIED_TO"
    iri = KG + "appliedTo"
    domain = ("Method", "Paper")
    range = ("Model",)


class Uses(EdgeType):
    """Built with it, as a part or a tool; a dataset that a model generated uses the model."""

    label = "USES"
    iri = KG + "uses"
    domain = ("Model", "Method", "Dataset", "Paper")
    range = ("Method", "Model")


class Outperforms(EdgeType):
    """The text says that it does better than the other."""

    label = "OUTPERFORMS"
    iri = KG + "outperforms"
    domain = (*RIVALS, "Paper")
    range = RIVALS


class ComparedTo(EdgeType):
    """Compared with the other, and no winner is stated."""

    label = "COMPARED_TO"
    iri = KG + "comparedTo"
    domain = (*RIVALS, "Paper")
    range = RIVALS


class DevelopedBy(EdgeType):
    """The organization made, hosts, or released it."""

    label = "DEVELOPED_BY"
    iri = KG + "developedBy"
    parents = (DCTERMS + "creator",)
    domain = ("Model", "Dataset", "Method", "Paper")
    range = ("Organization",)


class RanOn(EdgeType):
    """Trained, served, or measured on the hardware."""

    label = "RAN_ON"
    iri = KG + "ranOn"
    domain = ("Model", "Method", "Paper")
    range = ("Hardware",)

    device_count: Annotated[Count | None, Meaning(KG + "deviceCount", "devices")] = Field(
        None, description="Number of devices."
    )
    device_hours: Annotated[Hours | None, Meaning(KG + "deviceHours", "device-hours")] = Field(
        None, description="Device-hours: hours times devices."
    )
    purpose: Annotated[Literal["training", "inference", "evaluation"] | None, Meaning(KG + "purpose")] = Field(
        None, description="What it ran for: training, inference or evaluation."
    )


class HasRepository(EdgeType):
    """Its code, data, or weights are in the repository."""

    label = "HAS_REPOSITORY"
    iri = KG + "hasRepository"
    domain = ("Paper", "Model", "Dataset", "Method")
    range = ("Repository",)

    role: Annotated[Role, Meaning(KG + "role")] = Field(
        description="What is there: code, data, model, demo, list, or page."
    )
    url: Annotated[Text, Meaning(SCHEMA + "url", datatype=XSD + "anyURI")] = Field(
        description="The address as given, path included."
    )


class HasPage(EdgeType):
    """It has a page that is no repository."""

    label = "HAS_PAGE"
    iri = KG + "hasPage"
    domain = ("Paper", "Model", "Dataset", "Method")
    range = ("WebPage",)

    role: Annotated[Role, Meaning(KG + "role")] = Field(
        description="What is there: code, data, model, demo, list, or page."
    )
    url: Annotated[Text, Meaning(SCHEMA + "url", datatype=XSD + "anyURI")] = Field(description="The address as given.")


ALL: tuple[type[EdgeType], ...] = (
    Introduces,
    Mentions,
    HasParameterCount,
    HasTokenCount,
    VariantOf,
    TrainedOn,
    EvaluatedOn,
    BasedOn,
    AppliedTo,
    Uses,
    Outperforms,
    ComparedTo,
    DevelopedBy,
    RanOn,
    HasRepository,
    HasPage,
)

EDGES = MappingProxyType({each.label: each for each in ALL})
"""Every edge type by its label."""
