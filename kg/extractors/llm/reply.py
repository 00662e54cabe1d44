"""What the endpoint must answer: the form of the gold records, as types and as the JSON Schema that requests carry.

Strict schemas know no optional fields: what may be absent is null. A link's kind and repository are not asked for,
since its address tells them.
"""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from kg.model import Relation
from kg.schema.edges import Role

EntityType = Literal["Model", "Dataset", "Method", "Hardware", "Organization"]
Purpose = Literal["training", "inference", "evaluation"]


class Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class EntityRow(Row):
    type: EntityType
    canonical: str
    surfaces: list[str]
    introduced: bool
    family: str | None
    vendor: str | None


class AmountRow(Row):
    """Either `value`, or `low` and `high`."""

    surface: str
    value: int | None
    low: int | None
    high: int | None
    of: str | None


class ParameterRow(AmountRow):
    active: bool


class TokenRow(AmountRow):
    pass


class HardwareRow(Row):
    name: str
    count: int | None
    hours: float | None
    purpose: Purpose | None
    by: str


class LinkRow(Row):
    url: str
    role: Role
    of: str


class RelationRow(Row):
    head: str
    relation: Relation
    tail: str


class Reply(Row):
    entities: list[EntityRow]
    parameters: list[ParameterRow]
    tokens: list[TokenRow]
    hardware: list[HardwareRow]
    links: list[LinkRow]
    relations: list[RelationRow]


def response_format() -> dict[str, Any]:
    """The request's `response_format`: this form and no other."""
    return {
        "type": "json_schema",
        "json_schema": {"name": "record", "strict": True, "schema": _plain(Reply.model_json_schema())},
    }


def read(content: str) -> Reply:
    """An answer's text as a Reply. Raises ValueError, which says what was wrong first, but repeats no text of it."""
    try:
        return Reply.model_validate_json(content)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        place = "/".join(str(part) for part in first["loc"] if isinstance(part, int) or part in _FIELDS)
        raise ValueError(f"{first['type']} at {place or 'its top'}") from error


_ROWS: tuple[type[Row], ...] = (Reply, EntityRow, ParameterRow, TokenRow, HardwareRow, LinkRow, RelationRow)
_FIELDS = {name for row in _ROWS for name in row.model_fields}


def _plain(schema: Any) -> Any:
    """Without the titles and descriptions that pydantic takes from our code: they cost tokens in every request."""
    if isinstance(schema, list):
        return [_plain(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    dropped = {name for name in ("title", "description") if isinstance(schema.get(name), str)}
    return {name: _plain(part) for name, part in schema.items() if name not in dropped}
