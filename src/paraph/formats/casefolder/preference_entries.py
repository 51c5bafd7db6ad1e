"""What is stated of a party's preferences, as it is written in case.yaml."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, model_validator

from paraph.formats.casefolder.comparisons import Comparisons
from paraph.formats.casefolder.entry import Entry, key, shorthand
from paraph.formats.casefolder.fields import (
    Bonus,
    ConditionsField,
    Day,
    Id,
    ImportanceOrShare,
    IssueId,
    IssueRanking,
    PackageField,
    Reservation,
    Share,
    SourceIds,
    Text,
    Widening,
)
from paraph.formats.casefolder.findings import refusal
from paraph.formats.casefolder.option_values import OptionValues
from paraph.negotiation import NOTHING_SETTLED, EqualAnswer


class InteractionEntry(Entry):
    """A bonus or penalty in value where several options come together."""

    when: ConditionsField = key("The options that must come together.")
    value: Bonus = key("What that adds to the value of a package, from -1 to 1.")


class ChoiceEntry(Entry):
    """An answer to the question which of two packages is better for us."""

    prefer: PackageField = key("What we would rather have.")
    over: PackageField = key("What we would rather not have; the same issues, all else equal.")
    date: Day | None = key("When it was answered.", default=None)
    equal: EqualAnswer | None = key(
        "`said` where the answer was that the two are about equal, whichever of them stands under "
        "`prefer`; `offered` where that could be answered, and wasn't.",
        default=None,
    )

    @model_validator(mode="after")
    def _check_packages(self) -> ChoiceEntry:
        if self.prefer.issue_ids != self.over.issue_ids:
            mend = "name the same issues in both, each with an option"
            raise refusal("the two packages are about different issues", mend, ("over",))
        if self.prefer == self.over:
            raise refusal("the two packages are the same", "change one of them", ("over",))
        return self


class NoAgreementEntry(Entry):
    """What no agreement is worth, and what the party would do instead."""

    batna: Text = key("The best alternative to an agreement, in words.", default="")
    value: Reservation | None = key(
        "Its value: a word, a number from 0 to 1, or a range.", default=None
    )
    like: PackageField = key(
        "In place of a value: the options that would hold without an agreement.",
        default=NOTHING_SETTLED,
    )

    @model_validator(mode="after")
    def _check_one_form(self) -> NoAgreementEntry:
        if self.value is not None and self.like:
            mend = "keep the one that you can defend better"
            raise refusal("no agreement is given a value and a package", mend, ("like",))
        return self


class LastTimeEntry(Entry):
    """A past case in which this party was learnt: its folder alone, or with more."""

    case: Text = key("The folder of the past case, from this case's folder.")
    party: Id = key("The party's id there, if it is another.", default="")
    widening: Widening = key(
        "How much less sure it is now: 2 is twice as wide ranges, and options half as surely.",
        default=1.5,
    )

    @model_validator(mode="after")
    def _check_case(self) -> LastTimeEntry:
        if not self.case.strip():
            raise refusal("no past case is named", "write its folder: ../last-lease", ("case",))
        return self


def _value_alone(written: object) -> object:
    return {"value": written} if isinstance(written, str | list) else written


class PreferencesEntry(Entry):
    """What is stated of a party's preferences; what isn't stated stays unknown."""

    basis: Text = key("Whose statement it is.", default="")
    date: Day | None = key("When it was stated.", default=None)
    sources: SourceIds = key("Where it is on record.", default=())
    like_last_time: Annotated[LastTimeEntry, shorthand("case", LastTimeEntry)] | None = key(
        "The past case whose findings hold here where nothing else is stated; not of our own side.",
        default=None,
    )
    importance: dict[IssueId, ImportanceOrShare] = key(
        "How much each issue matters: a word, a share of the total weight, or a range.",
        default_factory=dict,
    )
    ranking: IssueRanking = key("Issues, weightiest first; ties in a list.", default=())
    compared: Comparisons = key(
        "How much more one issue matters than another, in words.", default=()
    )
    options: OptionValues = key("What each option is worth, for each issue.", default=())
    interactions: tuple[InteractionEntry, ...] = key("Options that matter together.", default=())
    no_agreement: Annotated[
        NoAgreementEntry,
        BeforeValidator(_value_alone, json_schema_input_type=Reservation | NoAgreementEntry),
    ] = key("What no agreement is worth.", default_factory=NoAgreementEntry)
    discount: Share = key(
        "What a unit of time leaves of all values, in domains of research; not used in analysis.",
        default=1.0,
    )
    choices: tuple[ChoiceEntry, ...] = key(
        "Which of two packages we would rather have; of our own side only.", default=()
    )
