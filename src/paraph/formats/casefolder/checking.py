"""Check what is written in a file against its entries, and say every mistake in plain words."""

from __future__ import annotations

from types import UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from paraph.errors import CaseError, Mistake, suggest
from paraph.formats.casefolder.documents import Document, Path
from paraph.formats.casefolder.findings import REFUSED, Finding, Names
from paraph.formats.casefolder.record_entries import MoveEntry, SessionEntry
from paraph.record import MoveKind

_Entry = TypeVar("_Entry", bound=BaseModel)

_MISSING_MENDS = {
    "like_last_time.case": "add case: and the folder of the past case, such as ../last-lease",
    "case": "add case: and a short word for it",
    "we": "add we: and the id of the party whose case it is",
    "date": "add date: year-month-day, such as 2019-02-27",
    "party": "add party: and the id of the party",
    "never": "add never: {issue: option}",
}
_OTHER_WORDS = {
    "offer": MoveKind.PROPOSE,
    "demand": MoveKind.PROPOSE,
    "agree": MoveKind.ACCEPT,
    "refuse": MoveKind.REJECT,
    "prefer": MoveKind.ANSWER,
    "question": MoveKind.ASK,
}
"""What people call a move, and the kind that it is."""
_RED_LINES = "a red line stands in case.yaml, under red_lines of its party"
_EXPECTED = {
    "model_type": ("keys and values are expected here", "write key: value, one to a line"),
    "model_attributes_type": ("keys and values are expected here", "write key: value"),
    "dict_type": ("names and what belongs to them are expected", "write name: …, one to a line"),
    "tuple_type": ("a list is expected here", "write [first, second], or lines with '- '"),
    "list_type": ("a list is expected here", "write [first, second], or lines with '- '"),
}


def check(document: Document, model: type[_Entry], names: Names) -> _Entry:
    """Return the entry that a document holds; CaseError with all its mistakes otherwise."""
    try:
        return model.model_validate(document.data, context=names)
    except ValidationError as error:
        found = error.errors(include_url=False)
        mistakes = [m for details in found for m in _mistakes_of(document, model, details)]
        raise CaseError(mistakes) from error


def _mistakes_of(
    document: Document, model: type[BaseModel], details: ErrorDetails
) -> list[Mistake]:
    path, is_about_key = _path_of(details["loc"])
    if details["type"] == REFUSED:
        findings: tuple[Finding, ...] = details["ctx"]["findings"]
        return [
            document.mistake(
                (*path, *finding.path),
                finding.problem,
                finding.mend,
                is_about_key=finding.is_about_key or is_about_key,
            )
            for finding in findings
        ]
    if details["type"] == "extra_forbidden":
        return [_unknown_key(document, model, path, is_empty=details["input"] is None)]
    if details["type"] == "missing":
        key = str(path[-1])
        inside = ".".join(map(str, path[-2:]))
        mend = _MISSING_MENDS.get(inside) or _MISSING_MENDS.get(key, f"add {key}: …")
        return [document.mistake(path[:-1], f"the key '{key}' is missing", mend)]
    problem, mend = _EXPECTED.get(details["type"], (details["msg"], ""))
    return [document.mistake(path, problem, mend)]


def _unknown_key(
    document: Document, model: type[BaseModel], path: Path, *, is_empty: bool
) -> Mistake:
    entry = model_at(model, path[:-1])
    known = keys_of(entry)
    word = str(path[-1])
    near = suggest(word, known).removeprefix("; ")
    mend = near if near.startswith("did you") else f"known here: {', '.join(known)}"
    if entry is MoveEntry and word in _OTHER_WORDS:
        mend = f"did you mean {_OTHER_WORDS[word].value!r}?"
    elif entry in (MoveEntry, SessionEntry) and word == "never":
        mend = _RED_LINES
    elif is_empty and not near.startswith("did you"):
        mend = "a comma inside { } ends a text: put quotes around a text that holds one"
    what = "key or kind of move" if entry is MoveEntry else "key"
    return document.mistake(path, f"unknown {what} '{path[-1]}'", mend, is_about_key=True)


def keys_of(model: type[BaseModel]) -> tuple[str, ...]:
    """Return the keys of an entry as they are written."""
    return tuple(field.alias or name for name, field in model.model_fields.items())


def model_at(model: type[BaseModel], path: Path) -> type[BaseModel]:
    """Return the kind of entry that stands at a path below an entry."""
    kind: Any = model
    for step in path:
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            fields = {field.alias or name: field for name, field in kind.model_fields.items()}
            kind = _bare(fields[str(step)].annotation)
        else:
            arguments = [part for part in get_args(kind) if part is not Ellipsis]
            kind = _bare(arguments[-1])
    return kind if isinstance(kind, type) else model


def _bare(annotation: Any) -> Any:
    """Strip what pydantic adds to a type: Annotated[...] and `| None`."""
    while True:
        origin = get_origin(annotation)
        if origin is Annotated:
            annotation = get_args(annotation)[0]
        elif origin in (Union, UnionType):
            annotation = next(part for part in get_args(annotation) if part is not type(None))
        else:
            return annotation


def _path_of(loc: tuple[int | str, ...]) -> tuple[Path, bool]:
    """Return the path of an error, and whether it is about the key that ends it."""
    if loc and loc[-1] == "[key]":
        return loc[:-1], True
    return loc, False
