"""The JSON Schemas are in step with the reader, and accept what it accepts."""

from datetime import date
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from paraph.formats.casefolder.schemas import (
    case_schema,
    judgements_schema,
    schema_files,
    session_schema,
    write_schemas,
)

ROOT = Path(__file__).parents[2]
FOLDERS = [ROOT / "tests" / "cases" / "lease", *sorted((ROOT / "examples").glob("*"))]


def as_an_editor_reads(path: Path) -> object:
    """The content of a YAML file in JSON's types: dates are texts, keys are texts."""

    def plain(value: object) -> object:
        if isinstance(value, dict):
            return {str(key): plain(entry) for key, entry in value.items()}
        if isinstance(value, list):
            return [plain(entry) for entry in value]
        return str(value) if isinstance(value, date) else value

    return plain(YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8")))


def schema_of(path: Path) -> dict[str, object]:
    if path.parent.name == "sessions":
        return session_schema()
    return case_schema() if path.name == "case.yaml" else judgements_schema()


@pytest.mark.parametrize("name", sorted(schema_files()))
def test_the_schemas_in_the_repository_are_in_step(name: str) -> None:
    committed = (ROOT / "schema" / name).read_text(encoding="utf-8")
    assert committed == schema_files()[name], "run: paraph schema --out schema"


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_schemas_accept_every_file_that_the_reader_accepts(folder: Path) -> None:
    paths = [*folder.glob("*.yaml"), *folder.glob("sessions/[!_]*.yaml")]
    assert paths
    for path in paths:
        validator = Draft202012Validator(schema_of(path))
        errors = [error.message for error in validator.iter_errors(as_an_editor_reads(path))]
        assert errors == [], path


@pytest.mark.parametrize(
    ("schema", "written"),
    [
        (case_schema(), {"case": "x", "we": "a", "parties": {}, "issues": {}, "optoins": 1}),
        (case_schema(), {"case": "x"}),
        (session_schema(), {"date": "2019-02-27", "moves": [{"party": "a", "propse": {}}]}),
        (session_schema(), {"date": "2019-02-27", "level": "boss"}),
        (judgements_schema(), {"judgements": [{"event": "e", "who": "w", "probability": 2}]}),
    ],
)
def test_the_schemas_refuse_mistakes(schema: dict[str, object], written: object) -> None:
    assert list(Draft202012Validator(schema).iter_errors(written))


def test_the_schemas_are_valid_and_written(tmp_path: Path) -> None:
    paths = write_schemas(tmp_path / "schema")
    assert sorted(path.name for path in paths) == sorted(schema_files())
    for schema in (case_schema(), session_schema(), judgements_schema()):
        Draft202012Validator.check_schema(schema)
