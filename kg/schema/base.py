"""What every node and edge type is made of: a pydantic class with label, IRI, and properties."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, ClassVar, Literal, Self, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic.alias_generators import to_camel
from pydantic.fields import FieldInfo

from kg.schema.iri import DCTERMS, KG, OA, XSD

LARGEST = 2**63 - 1
"""The largest whole number that Neo4j, Parquet and xsd:long hold."""


DATATYPES: Mapping[type, str] = {
    str: XSD + "string",
    int: XSD + "integer",
    float: XSD + "double",
    bool: XSD + "boolean",
}


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a property means outside: stands in the `Annotated` of the property's type.

    `datatype` is the IRI of its literals in RDF, where it isn't the one that the Python type says. `elsewhere`: what
    stands before the value in the IRI that the same thing has elsewhere (`skos:exactMatch`).
    """

    iri: str
    unit: str | None = None
    datatype: str | None = None
    elsewhere: str | None = None


@dataclass(frozen=True, slots=True)
class PropertyType:
    """One property of a node or edge type.

    `kind` is str, int, float or bool; `many`: a list of strings; `least` and `most` are inclusive; `datatype` is
    the IRI of its literals in RDF; `elsewhere` what makes an id the IRI of the same thing elsewhere.
    """

    name: str
    kind: type
    many: bool
    required: bool
    iri: str
    datatype: str
    unit: str | None
    doc: str
    least: float | None
    most: float | None
    elsewhere: str | None


class Type(BaseModel):
    """A node or edge type: an instance is one valid row, the class says what the type means.

    Attributes are the properties; in rows, files and databases their names are camelCase, `activeParameters`.
    """

    # Validators are built when first used: a query needs the labels alone, and should not wait for them.
    model_config = ConfigDict(
        frozen=True, extra="forbid", strict=True, allow_inf_nan=False, alias_generator=to_camel, defer_build=True
    )

    label: ClassVar[str]
    """Neo4j's label of a node or type of an edge."""
    iri: ClassVar[str]
    """The class (node) or property (edge) in RDF."""

    @classmethod
    def properties(cls) -> Mapping[str, PropertyType]:
        """The properties by their camelCase names, in the order of the class; `id` is none of them."""
        return _properties(cls)


class NodeType(Type):
    """A node type. `also`: further classes of its nodes; `parents`: classes that ours is a subclass of."""

    also: ClassVar[tuple[str, ...]] = ()
    parents: ClassVar[tuple[str, ...]] = ()


LONGEST_NAME = 1_000
LONGEST_TITLE = 2_000
LONGEST_ID = 500
"""In code points; Neo4j refuses to index a string of more than 8 kB, and so the whole transaction that has one."""

Text = Annotated[str, Field(min_length=1)]
Count = Annotated[int, Field(ge=1, le=LARGEST)]
Hours = Annotated[float, Field(gt=0, le=LARGEST)]
Offset = Annotated[int, Field(ge=0, le=LARGEST)]


class EdgeType(Type):
    """An edge type: from any label of `domain` to any of `range`, with the words of the paper that say so.

    `iris`: the property in RDF for those source labels that `iri`'s own domain leaves out.
    `parents`: properties of other vocabularies that ours is a subproperty of.
    """

    domain: ClassVar[tuple[str, ...]]
    range: ClassVar[tuple[str, ...]]
    iris: ClassVar[Mapping[str, str]] = {}
    parents: ClassVar[tuple[str, ...]] = ()

    paper: Annotated[str, Meaning(DCTERMS + "source")] = Field(
        pattern=r"^paper/\S+$", description="The id of the Paper that says so."
    )
    quote: Annotated[Text, Meaning(OA + "exact")] = Field(
        description="The sentence, or the run of sentences, that says so, letter by letter."
    )
    start: Annotated[Offset, Meaning(OA + "start", "code points")] = Field(
        description="Where the quote starts in title, one newline, abstract."
    )
    end: Annotated[Offset, Meaning(OA + "end", "code points")] = Field(description="Where the quote ends (half-open).")
    confidence: Annotated[float, Meaning(KG + "confidence")] = Field(
        ge=0, le=1, description="How sure the rule is, 0 to 1."
    )
    rule: Annotated[Text, Meaning(KG + "rule")] = Field(description="The name of the rule that read it.")

    @classmethod
    def iri_from(cls, source: str) -> str:
        """The property in RDF for an edge that starts at a node labelled `source`."""
        return cls.iris.get(source, cls.iri)

    @model_validator(mode="after")
    def _quote_fits(self) -> Self:
        if self.end - self.start != len(self.quote):
            raise ValueError("quote is not as long as its offsets say")
        return self


EVIDENCE = tuple(EdgeType.model_fields)
"""The names of the properties that every edge has."""


@cache
def _properties(cls: type[Type]) -> Mapping[str, PropertyType]:
    found = [_property(name, field) for name, field in cls.model_fields.items() if name != "id"]
    return {each.name: each for each in found}


def _property(name: str, field: FieldInfo) -> PropertyType:
    meaning = next(each for each in field.metadata if isinstance(each, Meaning))
    kind, many = _kind(field.annotation)
    return PropertyType(
        name=to_camel(name),
        kind=kind,
        many=many,
        required=field.is_required(),
        iri=meaning.iri,
        datatype=meaning.datatype or DATATYPES[kind],
        unit=meaning.unit,
        doc=field.description or "",
        least=_bound(field, "ge"),
        most=_bound(field, "le"),
        elsewhere=meaning.elsewhere,
    )


def _bound(field: FieldInfo, name: str) -> float | None:
    """The bound that the type's `ge` or `le` sets, inside `| None` too."""
    union = get_args(field.annotation)
    metadata = [*field.metadata, *(each for part in union for each in getattr(part, "__metadata__", ()))]
    for each in metadata:
        for constraint in getattr(each, "metadata", [each]):
            if (bound := getattr(constraint, name, None)) is not None:
                return bound  # type: ignore[no-any-return]
    return None


def _kind(annotation: Any) -> tuple[type, bool]:
    """The scalar type below Annotated, `| None`, Literal and `tuple[…, ...]`; whether there may be many."""
    if get_origin(annotation) is Literal:
        return type(get_args(annotation)[0]), False
    if isinstance(annotation, type) and get_origin(annotation) is None:
        return annotation, False
    inner = [each for each in get_args(annotation) if each not in (type(None), ...)]
    kind, many = _kind(inner[0])
    return kind, many or get_origin(annotation) is tuple
