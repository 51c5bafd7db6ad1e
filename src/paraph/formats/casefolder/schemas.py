"""JSON Schemas: of the files of a case folder, for editors, and of what `infer --json` prints."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from paraph.files import write_bytes
from paraph.formats.casefolder.entries import CaseEntry
from paraph.formats.casefolder.record_entries import JudgementsEntry, SessionEntry
from paraph.formats.expectations import expectations_schema

Schema = dict[str, Any]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def case_schema() -> Schema:
    """Return the schema of case.yaml."""
    return _schema(CaseEntry, "Paraph case: case.yaml")


def session_schema() -> Schema:
    """Return the schema of a file in sessions/."""
    return _schema(SessionEntry, "Paraph session: sessions/*.yaml")


def judgements_schema() -> Schema:
    """Return the schema of judgements.yaml."""
    return _schema(JudgementsEntry, "Paraph judgements: judgements.yaml")


def schema_files() -> dict[str, str]:
    """Return the text of each schema, by the name of its file."""
    schemas = {
        "case": case_schema(),
        "session": session_schema(),
        "judgements": judgements_schema(),
        "infer": expectations_schema(),
    }
    return {
        f"{name}.schema.json": json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
        for name, schema in schemas.items()
    }


def write_schemas(folder: Path) -> tuple[Path, ...]:
    """Write the schemas into a folder; return their paths."""
    paths = []
    for name, content in schema_files().items():
        path = folder / name
        write_bytes(path, content.encode())
        paths.append(path)
    return tuple(paths)


def _schema(model: type[BaseModel], title: str) -> Schema:
    schema = model.model_json_schema(by_alias=True)
    return {"$schema": _DIALECT, **schema, "title": title}
