"""What `paraph infer --json` prints: its fields, from which the JSON Schema is made.

Numbers stand under the ids of the issue and the option that they are about. What isn't named here
isn't printed; docs/reference/infer-json.md says the same in prose.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

IssueId = str
OptionId = str
PackageOut = dict[IssueId, OptionId]


class _Out(BaseModel):
    model_config = ConfigDict(extra="forbid")


def _says(text: str, **more: Any) -> Any:
    return Field(description=text, **more)


class EstimateOut(_Out):
    """A number that isn't known exactly: its median, and an interval."""

    mid: float = _says("The median.")
    low: float = _says("The lower end of the interval.")
    high: float = _says("The upper end of the interval.")
    level: float = _says("How probably the number lies in the interval.")


class OptionOut(_Out):
    """An option of an issue on the agenda."""

    id: OptionId = _says("Its id.")
    label: str = _says("What it is called.")


class IssueOut(_Out):
    """An issue on the agenda."""

    id: IssueId = _says("Its id.")
    label: str = _says("What it is called.")
    is_settled: bool = _says("Whether it is agreed ad referendum.")
    options: list[OptionOut] = _says("Its options, in the order of the case.")


class BeliefOut(_Out):
    """The draws behind the numbers, in short; lists follow `agenda`."""

    party_id: str = _says("The party.")
    n_draws: int = _says("How many draws there are.")
    mean_weights: list[float] = _says("The mean share of weight of each issue.")
    mean_option_values: list[list[float]] = _says("The mean value of each option of each issue.")
    mean_reservation: float = _says("The mean value of no agreement.")


class InfluenceOut(_Out):
    """An entry of the record, and how far it moved what is believed."""

    session_id: str = _says("The session; empty for red lines and openings.")
    move_index: int = _says("Which move of the session, from 0; -1 for what was agreed there.")
    description: str = _says("The entry in words.")
    shift: float = _says("By how much the mean of one quantity (0 to 1) would differ without it.")
    on: str = _says("Which quantity that is.")


class ContradictionOut(_Out):
    """What can't both show what the party wants, the most telling first."""

    first: str = _says("The one entry or statement.")
    second: str = _says("The other.")
    description: str = _says("What doesn't fit.")
    issue_ids: list[IssueId] = _says("The issues that it is about; empty if not told.")
    between: list[date] | None = _says(
        "The last day of what came first and the first of what came after; null if not told."
    )
    explained_by: date | None = _says(
        "The day of a change of mind that is told and would explain it; null if there is none."
    )


class PlaceOut(_Out):
    """Where an entry stands."""

    session_id: str = _says("Its session.")
    move_index: int = _says("Which move of the session, from 0; -1 for what was agreed there.")
    confidence: float = _says("The confidence it was entered with.")


class RepeatOut(_Out):
    """An act that was entered more than once, and counts once."""

    description: str = _says("The act in words.")
    day: date = _says("Its day.")
    places: list[PlaceOut] = _says("Its entries.")


class ConditionOut(_Out):
    """Options of one issue."""

    issue_id: IssueId = _says("The issue.")
    option_ids: list[OptionId] = _says("The options.")


class RedLineOut(_Out):
    """A declared red line."""

    conditions: list[ConditionOut] = _says("What the party will never accept together.")
    reason: str = _says("Why.")
    declared: date | None = _says("When it was declared.")
    source_ids: list[str] = _says("Where that is on record.")


class DeclaredOut(_Out):
    """A declared red line of the party, and how far it is believed."""

    red_line: RedLineOut = _says("The red line.")
    p_meant: float = _says("How probably it is meant; 1 of our own.")


class ChangeOfMindOut(_Out):
    """A change of mind that is nearly certain: 95 % likely or more."""

    day: date = _says("The likeliest date: the moves since then are read by themselves.")
    p_changed: float = _says("How probably there was a change.")
    n_moves: int = _says("How many moves on record are of that time.")
    n_moves_in_all: int = _says("How many moves on record there are in all.")
    is_followed: bool = _says(
        "Whether what is believed rests on these moves alone; if not, they tell too little by "
        "themselves, and it rests on all."
    )
    is_as_stated: bool = _says(
        "Whether what is stated of the party counts; if not, the moves since are likelier without."
    )


class PosteriorOut(_Out):
    """What is believed of one party."""

    party_id: str = _says("The party.")
    belief: BeliefOut = _says("The draws, in short.")
    importance: dict[IssueId, EstimateOut] = _says("By issue, its share of all weight, 0 to 1.")
    reservation: EstimateOut = _says("What no agreement is worth, on the party's scale of 0 to 1.")
    option_values: dict[IssueId, dict[OptionId, EstimateOut]] = _says(
        "By issue and option, its value within the issue: 1 the party's best, 0 its worst."
    )
    option_ranks: dict[IssueId, dict[OptionId, EstimateOut]] = _says(
        "By issue and option, its rank among the issue's options, 1 the best."
    )
    p_best: dict[IssueId, dict[OptionId, float]] = _says(
        "By issue and option, how probably it is the party's best."
    )
    mean_parts: dict[IssueId, dict[OptionId, float]] = _says(
        "By issue and option, what it is expected to add to the value of a package."
    )
    alike: dict[IssueId, list[list[OptionId]]] = _says(
        "By issue, groups of options that nothing on record tells apart."
    )
    red_lines: list[DeclaredOut] = _says("Its declared red lines, and whether they are meant.")
    n_moves: int = _says("How many moves on record it rests on.")
    n_effective: float = _says("How many independent draws it is worth.")
    is_reservation_identified: bool = _says(
        "Whether the record narrowed the value of no agreement."
    )
    p_opposed: float | None = _says("How probably its wishes run against ours; null if not asked.")
    influences: list[InfluenceOut] = _says("Entries, those that moved most first.")
    contradictions: list[ContradictionOut] = _says("What its own words and deeds contradict.")
    repeats: list[RepeatOut] = _says("Acts entered more than once.")
    recalled: dict[str, Any] | None = _says("From which past case it starts, if from any.")
    change_of_mind: ChangeOfMindOut | None = _says(
        "Whether the party has changed its mind, and is read by its moves since; null if not."
    )
    method: str = _says("How it was computed.")
    settings: dict[str, Any] = _says("The settings of the computation.")
    seed: int = _says("The seed of its draws.")
    digest: str = _says("A hash of everything that went in.")
    log_evidence: float = _says("The logarithm of the probability of the record, up to a constant.")


class KnowledgeOut(_Out):
    """What is known of one issue, as in the table on the terminal."""

    issue_id: IssueId = _says("The issue.")
    importance: EstimateOut = _says("Its share of all weight.")
    importance_rank: EstimateOut = _says("Its rank among the issues, 1 the weightiest.")
    likely_option: OptionId = _says("The option that is most probably the party's best.")
    p_likely_option: float = _says("How probable that is.")
    p_blind: float = _says("How probable it would be with nothing known of the party.")
    n_moves: int = _says("How many moves touch the issue.")
    last_move: date | None = _says("The day of the last of them.")
    status: Literal["known", "uncertain", "unknown"] = _says("How much is known.")


class QuestionOut(_Out):
    """A question worth asking."""

    text: str = _says("The question.")
    issue_ids: list[IssueId] = _says("The issues that it is about.")
    first: PackageOut = _says("The first of two packages compared, if any.")
    second: PackageOut = _says("The second.")
    information_bits: float = _says("What the answer is expected to tell of the party's gains.")
    reveals: str = _says("What asking shows of us.")
    is_about_importance: bool = _says("Whether it asks what matters most.")


class ProbeOut(_Out):
    """A package worth putting to a party for its answer."""

    package: PackageOut = _says("The package.")
    p_accept: float = _says("How probably the party would rather have it than no agreement.")
    information_bits: float = _says("What a yes or no is expected to tell, in bits; 1 at most.")
    our_value: EstimateOut = _says("What it is worth to us, on our scale of 0 to 1.")
    share_given: float = _says("The part of our gain that it shows we would give up.")
    crossed: list[RedLineOut] = _says("Red lines of theirs that it crosses.")


class ShiftOut(_Out):
    """One thing that two beliefs about a party tell differently: by date, or by voice."""

    kind: Literal["importance", "wanted", "no agreement"] = _says("What differs.")
    issue_id: IssueId = _says("The issue; empty for no agreement.")
    first: float = _says(
        "In the first: a share of weight, the value of no agreement, or how probably "
        "`first_option` is the best."
    )
    second: float = _says("The same in the second.")
    p_differs: float = _says("How probably there is such a difference.")
    description: str = _says("It in words.")
    first_option: OptionId = _says("Of what is wanted, the likely best in the first.")
    second_option: OptionId = _says("The same in the second.")


class DriftOut(_Out):
    """A date about which a party seems to have changed."""

    day: date = _says("The likeliest date.")
    p_changed: float = _says("How probably there was a change.")
    description: str = _says("It in words.")
    since: date | None = _says("The last meeting before it, with 90 %.")
    until: date | None = _says("The last meeting by which it had come, with 90 %.")
    shifts: list[ShiftOut] = _says("What moved, the surest first; empty if that can't be told.")


class FactionOut(_Out):
    """One voice of a party, where several seem to want different things."""

    name: str = _says("The level, or the people.")
    kind: Literal["level", "people"] = _says("Whether it is heard at a level or from people.")
    where: str = _says("Where it is heard, in words.")
    people: list[str] = _says("Who sat in all sessions of this voice and in none of the other.")
    share: float = _says("Its share of the party's moves.")
    posterior: PosteriorOut = _says("What it seems to want.")
    differences: list[ShiftOut] = _says("What it wants differently from the first voice.")
    misfits: list[ContradictionOut] = _says(
        "What is stated of the party and the moves of this voice make improbable."
    )


class ChangesOut(_Out):
    """Signs of change, of several voices, and what is stated of a party and not borne out."""

    party_id: str = _says("The party.")
    drifts: list[DriftOut] = _says("Dates about which it seems to have changed.")
    factions: list[FactionOut] = _says("Levels or people that seem to want different things.")
    misfits: list[ContradictionOut] = _says("What is stated of it and its moves make improbable.")


class InferOut(_Out):
    """The whole; lists over counterparts follow `counterparts`."""

    case: str = _says("The id of the case.")
    counterparts: list[str] = _says("The ids of the counterparts.")
    agenda: list[IssueOut] = _says("The issues and their options, with their labels.")
    ours: PosteriorOut = _says("What we want, as far as it is stated.")
    theirs: list[PosteriorOut] = _says("What each counterpart wants.")
    knowledge: list[list[KnowledgeOut]] = _says("By counterpart, what is known of each issue.")
    questions: list[list[QuestionOut]] = _says("By counterpart, questions worth asking.")
    changes: list[ChangesOut] = _says("By counterpart, signs of change and of several voices.")
    probes: list[list[ProbeOut]] = _says("By counterpart, packages worth putting.")


def expectations_schema() -> dict[str, Any]:
    """Return the JSON Schema of what `paraph infer --json` prints."""
    schema = InferOut.model_json_schema()
    dialect = "https://json-schema.org/draft/2020-12/schema"
    return {"$schema": dialect, **schema, "title": "Paraph: what infer --json prints"}
