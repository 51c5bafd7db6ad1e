"""What all entries of a case folder have in common: keys, their meaning, and short forms."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from paraph.formats.casefolder.fields import Text


class Entry(BaseModel):
    """A group of keys. A known key without a value counts as not written."""

    model_config = ConfigDict(extra="forbid", frozen=True, serialize_by_alias=True)

    @model_validator(mode="before")
    @classmethod
    def _leave_out_empty_keys(cls, written: Any) -> Any:
        if not isinstance(written, dict):
            return {} if written is None else written
        known = {field.alias or name for name, field in cls.model_fields.items()}
        return {k: value for k, value in written.items() if value is not None or k not in known}


def key(description: str, **settings: Any) -> Any:
    """Declare a key, with what it means in one line (shown by editors)."""
    return Field(description=description, **settings)


def shorthand(key: str, entry: type[Entry]) -> BeforeValidator:
    """Return a validator that takes a single word or text as the value of one key of an entry."""

    def expand(written: object) -> object:
        return {key: written} if isinstance(written, str) else written

    return BeforeValidator(expand, json_schema_input_type=Text | entry)


def one_or_more(written: object) -> object:
    """Take a single entry as a list of one."""
    return [written] if isinstance(written, str | dict) else written


class PersonEntry(Entry):
    """A person: the name alone, or with a role."""

    name: Text = key("The person's name.")
    role: Text = key("In what capacity.", default="")


PersonField = Annotated[PersonEntry, shorthand("name", PersonEntry)]
