"""What a person has said about identity: two names are the same thing, or are not; obeyed before any rule."""

from dataclasses import dataclass

from kg.errors import SettingError
from kg.model import ENTITY_TYPES, MentionType

_TYPES = {kind.value.lower(): kind for kind in ENTITY_TYPES}


@dataclass(frozen=True, slots=True, order=True)
class Judgement:
    """`a` and `b` are references: a type, a slash, and a name or an id's slug ('model/Llama 2', 'model/llama-2')."""

    a: str
    b: str
    same: bool

    @property
    def kind(self) -> MentionType:
        """The type of both. Raises SettingError where there is none, or two."""
        kinds = {_TYPES.get(reference.partition("/")[0].lower()) for reference in (self.a, self.b)}
        kind = kinds.pop()
        if kind is None or kinds:
            raise SettingError(
                f"a judgement on {self.a!r} and {self.b!r}: both need one and the same type in front, "
                f"one of {', '.join(sorted(_TYPES))}, as in 'model/Llama 2'"
            )
        return kind

    @property
    def names(self) -> tuple[str, str]:
        return self.a.partition("/")[2], self.b.partition("/")[2]
