"""The node types: what the graph speaks of, each with its class in RDF."""

from types import MappingProxyType
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from kg.schema.base import LONGEST_ID, LONGEST_NAME, LONGEST_TITLE, Count, Meaning, NodeType, Offset, Text
from kg.schema.iri import DC, DCTERMS, FABIO, FAIR4ML, KG, SCHEMA, SKOS, XSD
from kg.values import hugging_face

Names = tuple[Text, ...]
Name = Annotated[Text, Field(max_length=LONGEST_NAME), Meaning(SKOS + "prefLabel")]
Aliases = Annotated[Names, Meaning(SKOS + "altLabel")]
DeviceClass = Literal["gpu", "tpu", "npu", "cpu", "fpga", "asic", "soc", "board", "machine", "supercomputer"]
Papers = Annotated[Offset, Meaning(KG + "papers", "papers")]
HuggingFaceId = Annotated[str, Field(pattern=hugging_face.PATTERN, max_length=hugging_face.LONGEST)]
HUB = "https://huggingface.co/"


class Paper(NodeType):
    """A paper, as its title and abstract; every offset of an edge counts in title, one newline, abstract."""

    label = "Paper"
    iri = SCHEMA + "ScholarlyArticle"
    also = (FABIO + "Preprint",)

    id: str = Field(pattern=r"^paper/\S+$", max_length=LONGEST_ID)
    title: Annotated[str, Meaning(DCTERMS + "title")] = Field(
        max_length=LONGEST_TITLE, description="The title, as listed."
    )
    abstract: Annotated[Text | None, Meaning(DCTERMS + "abstract")] = Field(
        None, description="The abstract, letter by letter, so that quotes can be checked."
    )
    document: Annotated[Text, Meaning(DCTERMS + "identifier")] = Field(
        description="The source's own id of the paper, as in records.jsonl."
    )
    url: Annotated[Text | None, Meaning(SCHEMA + "url", datatype=XSD + "anyURI")] = Field(
        None, description="Where the paper is read."
    )
    arxiv_id: Annotated[Text | None, Meaning(FABIO + "hasArXivId", elsewhere="https://arxiv.org/abs/")] = Field(
        None, description="arXiv's identifier, without version."
    )
    year: Annotated[int | None, Meaning(FABIO + "hasPublicationYear", datatype=XSD + "gYear")] = Field(
        None, ge=1000, le=9999, description="The year of publication."
    )
    published: Annotated[Text | None, Meaning(SCHEMA + "datePublished")] = Field(
        None, description="The date of publication, as the source gives it."
    )
    authors: Annotated[Names, Meaning(DC + "creator")] = Field((), description="The authors' names, in order.")
    categories: Annotated[Names, Meaning(SCHEMA + "keywords")] = Field(
        (), description="The source's subject classes, such as cs.CL."
    )
    listings: Annotated[Names, Meaning(KG + "listing")] = Field(
        (), description="The names of the listings in which it stood."
    )
    listed: Annotated[Names, Meaning(KG + "listed")] = Field((), description="The dates of those listings.")


class Model(NodeType):
    """A trained model, a series of models, or a model product; a size or a tuned variant is its own Model."""

    label = "Model"
    iri = FAIR4ML + "MLModel"

    id: str = Field(pattern=r"^model/\S+$", max_length=LONGEST_ID)
    name: Name = Field(description="The published spelling.")
    aliases: Aliases = Field((), description="Other spellings.")
    family: Annotated[Text | None, Meaning(KG + "family")] = Field(
        None, description="The name of its series, without size and variant."
    )
    parameters: Annotated[Count | None, Meaning(KG + "parameters", "parameters")] = Field(
        None, description="Number of parameters, where its name says so or most papers agree."
    )
    active_parameters: Annotated[Count | None, Meaning(KG + "activeParameters", "parameters")] = Field(
        None, description="Parameters active per token (mixture of experts), where most papers agree."
    )
    training_tokens: Annotated[Count | None, Meaning(KG + "trainingTokens", "tokens")] = Field(
        None, description="Tokens it was trained on, where most papers agree."
    )
    hugging_face_id: Annotated[HuggingFaceId | None, Meaning(KG + "huggingFaceId", elsewhere=HUB)] = Field(
        None, description="owner/name of its repository on Hugging Face, where papers leave no doubt."
    )
    papers: Papers = Field(0, description="How many papers name it.")


class Dataset(NodeType):
    """A dataset, corpus, benchmark, evaluation suite, shared task, or data source."""

    label = "Dataset"
    iri = SCHEMA + "Dataset"

    id: str = Field(pattern=r"^dataset/\S+$", max_length=LONGEST_ID)
    name: Name = Field(description="The published spelling.")
    aliases: Aliases = Field((), description="Other spellings.")
    tokens: Annotated[Count | None, Meaning(KG + "tokens", "tokens")] = Field(
        None, description="Its size in tokens, where most papers agree."
    )
    hugging_face_id: Annotated[HuggingFaceId | None, Meaning(KG + "huggingFaceId", elsewhere=f"{HUB}datasets/")] = (
        Field(None, description="owner/name of its repository on Hugging Face, where papers leave no doubt.")
    )
    papers: Papers = Field(0, description="How many papers name it.")


class Method(NodeType):
    """A method, algorithm, architecture, framework, system, toolkit, or library."""

    label = "Method"
    iri = KG + "Method"
    parents = (SCHEMA + "CreativeWork",)

    id: str = Field(pattern=r"^method/\S+$", max_length=LONGEST_ID)
    name: Name = Field(description="The published spelling.")
    aliases: Aliases = Field((), description="Other spellings.")
    papers: Papers = Field(0, description="How many papers name it.")


class Hardware(NodeType):
    """An accelerator, processor, device, or machine, named without its vendor."""

    label = "Hardware"
    iri = KG + "Hardware"
    parents = (SCHEMA + "Product",)

    id: str = Field(pattern=r"^hardware/\S+$", max_length=LONGEST_ID)
    name: Name = Field(description="The published spelling, without the vendor.")
    aliases: Aliases = Field((), description="Other spellings.")
    vendor: Annotated[Text | None, Meaning(SCHEMA + "manufacturer")] = Field(None, description="The name of its maker.")
    family: Annotated[Text | None, Meaning(KG + "family")] = Field(None, description="The name of its series.")
    device_class: Annotated[DeviceClass | None, Meaning(KG + "deviceClass")] = Field(
        None, description="gpu, tpu, npu, cpu, fpga, asic, soc, board, machine or supercomputer."
    )
    memory_min: Annotated[Count | None, Meaning(KG + "memoryMin", "GB")] = Field(
        None, description="Memory of one device, in GB: the least that it is sold with."
    )
    memory_max: Annotated[Count | None, Meaning(KG + "memoryMax", "GB")] = Field(
        None, description="Memory of one device, in GB: the most that it is sold with; equal to the least where one is."
    )
    papers: Papers = Field(0, description="How many papers name it.")


class Organization(NodeType):
    """A company, lab, or university, as maker, host, or releaser."""

    label = "Organization"
    iri = SCHEMA + "Organization"

    id: str = Field(pattern=r"^organization/\S+$", max_length=LONGEST_ID)
    name: Name = Field(description="The published spelling.")
    aliases: Aliases = Field((), description="Other spellings.")
    papers: Papers = Field(0, description="How many papers name it.")


class Repository(NodeType):
    """A repository of code, weights, or data on GitHub or Hugging Face."""

    label = "Repository"
    iri = SCHEMA + "SoftwareSourceCode"

    id: str = Field(pattern=r"^repository/\S+$", max_length=LONGEST_ID)
    name: Name = Field(description="owner/name, in one of the spellings.")
    host: Annotated[Text, Meaning(SCHEMA + "provider")] = Field(description="github.com or huggingface.co.")
    url: Annotated[Text, Meaning(SCHEMA + "codeRepository", datatype=XSD + "anyURI")] = Field(
        description="Its address."
    )
    papers: Papers = Field(0, description="How many papers link to it.")


class WebPage(NodeType):
    """Any other page that a paper links to."""

    label = "WebPage"
    iri = SCHEMA + "WebPage"

    id: str = Field(pattern=r"^webpage/\S+$", max_length=LONGEST_ID)
    name: Name = Field(description="Its address without scheme.")
    url: Annotated[Text, Meaning(SCHEMA + "url", datatype=XSD + "anyURI")] = Field(description="Its address.")
    papers: Papers = Field(0, description="How many papers link to it.")


class Quantity(NodeType):
    """A number, or a range of numbers, that papers state: `value` for one number, `low` and `high` always."""

    parents = (SCHEMA + "QuantitativeValue",)

    name: Name = Field(description="The number in short, such as 7B or 52B-102B.")
    low: Annotated[Count, Meaning(SCHEMA + "minValue")] = Field(description="The least number.")
    high: Annotated[Count, Meaning(SCHEMA + "maxValue")] = Field(description="The greatest number.")
    value: Annotated[Count | None, Meaning(SCHEMA + "value")] = Field(
        None, description="The number, unless a range is stated."
    )

    @model_validator(mode="after")
    def _bounds_agree(self) -> Self:
        if self.low > self.high or self.value != (self.low if self.low == self.high else None):
            raise ValueError("value, low and high disagree")
        return self


class ParameterCount(Quantity):
    """A number of parameters of a model, in parameters; a range has no `value`."""

    label = "ParameterCount"
    iri = KG + "ParameterCount"

    id: str = Field(pattern=r"^parametercount/[0-9]+(-[0-9]+)?$", max_length=LONGEST_ID)


class TokenCount(Quantity):
    """An amount of training text, in tokens; a range has no `value`."""

    label = "TokenCount"
    iri = KG + "TokenCount"

    id: str = Field(pattern=r"^tokencount/[0-9]+(-[0-9]+)?$", max_length=LONGEST_ID)


ALL: tuple[type[NodeType], ...] = (
    Paper,
    Model,
    Dataset,
    Method,
    Hardware,
    Organization,
    Repository,
    WebPage,
    ParameterCount,
    TokenCount,
)

NODES = MappingProxyType({each.label: each for each in ALL})
"""Every node type by its label."""

ARTEFACTS = ("Model", "Dataset", "Method", "Hardware", "Organization")
"""The labels of what is named in text and resolved over papers; equal to kg.model.ENTITY_TYPES."""
