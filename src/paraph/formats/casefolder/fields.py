"""The types of the fields of a case folder: how each is read, and its JSON Schema."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from pydantic import PlainValidator, ValidationInfo, WithJsonSchema

from paraph.formats.casefolder.documents import Path
from paraph.formats.casefolder.findings import Findings
from paraph.formats.casefolder.forms import (
    RESERVATION_WORDS,
    list_reader,
    read_bonus,
    read_conditions,
    read_count,
    read_date,
    read_flag,
    read_id,
    read_importance,
    read_number,
    read_package,
    read_range,
    read_ranking,
    read_reservation,
    read_share,
    read_text,
    read_whole,
    read_widening,
    reference_reader,
    word_reader,
)
from paraph.negotiation import (
    Authority,
    Condition,
    Direction,
    Importance,
    Interval,
    Package,
)
from paraph.record import Level, PaperKind, Role, Verdict

Schema = dict[str, Any]

# A name or a text may look like a number to an editor: an option may be called 10.
WORD: Schema = {"type": ["string", "number", "boolean"]}
NUMBER: Schema = {"type": "number"}
SHARE: Schema = {"type": "number", "minimum": 0, "maximum": 1}
RANGE: Schema = {
    "anyOf": [SHARE, {"type": "array", "items": SHARE, "minItems": 2, "maxItems": 2}],
}
WORDS: Schema = {"anyOf": [WORD, {"type": "array", "items": WORD}]}
PACKAGE: Schema = {"type": "object", "additionalProperties": WORD}
CONDITION: Schema = {"type": "object", "additionalProperties": WORDS}
CONDITIONS: Schema = {"anyOf": [CONDITION, {"type": "array", "items": CONDITION}]}
RANKING: Schema = {"type": "array", "items": WORDS}


def one_of(*words: str) -> Schema:
    """Return the schema of a value that is one of some words."""
    return {"enum": list(words)}


def _read_about(written: object, info: ValidationInfo) -> Package | tuple[str, ...]:
    if isinstance(written, dict):
        return read_package(written, info)
    return list_reader(reference_reader("issue"))(written, info)


def _read_issue_ranking(written: object, info: ValidationInfo) -> tuple[tuple[str, ...], ...]:
    ranking = read_ranking(written)
    findings = Findings(info)
    entries = written if isinstance(written, list) else []
    for index, tier in enumerate(entries):
        for inside, name in enumerate(tier if isinstance(tier, list) else [tier]):
            path: Path = (index, inside) if isinstance(tier, list) else (index,)
            findings.check_name(path, "issue", str(name))
    findings.refuse_any()
    return ranking


Text = Annotated[str, PlainValidator(read_text), WithJsonSchema(WORD)]
Id = Annotated[str, PlainValidator(read_id), WithJsonSchema(WORD)]
PartyId = Annotated[str, PlainValidator(reference_reader("party")), WithJsonSchema(WORD)]
IssueId = Annotated[str, PlainValidator(reference_reader("issue")), WithJsonSchema(WORD)]
EventId = Annotated[str, PlainValidator(reference_reader("event")), WithJsonSchema(WORD)]
IssueIds = Annotated[
    tuple[str, ...],
    PlainValidator(list_reader(reference_reader("issue"))),
    WithJsonSchema(WORDS),
]
SourceIds = Annotated[
    tuple[str, ...],
    PlainValidator(list_reader(reference_reader("source"))),
    WithJsonSchema(WORDS),
]
Day = Annotated[
    date, PlainValidator(read_date), WithJsonSchema({"type": "string", "format": "date"})
]
Number = Annotated[float, PlainValidator(read_number), WithJsonSchema(NUMBER)]
Share = Annotated[float, PlainValidator(read_share), WithJsonSchema(SHARE)]
Bonus = Annotated[
    float,
    PlainValidator(read_bonus),
    WithJsonSchema({"type": "number", "minimum": -1, "maximum": 1}),
]
Widening = Annotated[
    float, PlainValidator(read_widening), WithJsonSchema({"type": "number", "minimum": 1})
]
Whole = Annotated[
    int, PlainValidator(read_whole), WithJsonSchema({"type": "integer", "minimum": 0})
]
Count = Annotated[
    int, PlainValidator(read_count), WithJsonSchema({"type": "integer", "minimum": 1})
]
Flag = Annotated[bool, PlainValidator(read_flag), WithJsonSchema({"type": "boolean"})]
Range = Annotated[Interval, PlainValidator(read_range), WithJsonSchema(RANGE)]
ImportanceOrShare = Annotated[
    Importance | Interval,
    PlainValidator(read_importance),
    WithJsonSchema({"anyOf": [one_of(*Importance), *RANGE["anyOf"]]}),
]
Reservation = Annotated[
    Interval,
    PlainValidator(read_reservation),
    WithJsonSchema({"anyOf": [one_of(*RESERVATION_WORDS), *RANGE["anyOf"]]}),
]
Ranking = Annotated[
    tuple[tuple[str, ...], ...], PlainValidator(read_ranking), WithJsonSchema(RANKING)
]
IssueRanking = Annotated[
    tuple[tuple[str, ...], ...], PlainValidator(_read_issue_ranking), WithJsonSchema(RANKING)
]
PackageField = Annotated[Package, PlainValidator(read_package), WithJsonSchema(PACKAGE)]
ConditionsField = Annotated[
    tuple[Condition, ...], PlainValidator(read_conditions), WithJsonSchema(CONDITIONS)
]
About = Annotated[
    Package | tuple[str, ...],
    PlainValidator(_read_about),
    WithJsonSchema({"anyOf": [PACKAGE, *WORDS["anyOf"]]}),
]
LevelField = Annotated[Level, PlainValidator(word_reader(Level)), WithJsonSchema(one_of(*Level))]
RoleField = Annotated[Role, PlainValidator(word_reader(Role)), WithJsonSchema(one_of(*Role))]
VerdictField = Annotated[
    Verdict, PlainValidator(word_reader(Verdict)), WithJsonSchema(one_of(*Verdict))
]
AuthorityField = Annotated[
    Authority, PlainValidator(word_reader(Authority)), WithJsonSchema(one_of(*Authority))
]
DirectionField = Annotated[
    Direction, PlainValidator(word_reader(Direction)), WithJsonSchema(one_of(*Direction))
]
PaperKindField = Annotated[
    PaperKind, PlainValidator(word_reader(PaperKind)), WithJsonSchema(one_of(*PaperKind))
]
